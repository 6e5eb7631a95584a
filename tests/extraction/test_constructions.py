"""One sentence of our own for each construction that the extractor reads: who did what where."""

from datetime import date

import pytest

from conflictmap.core.claims import ClaimDraft, Kind, Modality, PlaceKind, Relation
from tests.extraction import read

PUBLISHED = date(2017, 6, 15)
Fact = tuple[str, str, str]

SYRIA, IRAQ, UKRAINE, LIBYA = "In Syria, ", "In Iraq, ", "In Ukraine, ", "In Libya, "


def facts(text: str, published: date = PUBLISHED) -> set[Fact]:
    """(place, actor, kind) of what the text states; plans and denials carry a prefix."""
    voting = {Modality.ASSERTED: "", Modality.ATTRIBUTED: ""}
    return {
        (c.place, c.actor_canonical, voting.get(c.modality, f"{c.modality} ") + c.kind) for c in read(text, published)
    }


READ: list[tuple[str, str, list[Fact]]] = [
    ("active", "Iraqi troops recaptured Anah.", [("Anah", "Iraqi government", "captures")]),
    ("passive", "Anah was recaptured by Iraqi troops.", [("Anah", "Iraqi government", "captures")]),
    ("participle", "Anah, captured by the Islamic State, lies on a river.", [("Anah", "Islamic State", "captures")]),
    ("gerund", "Iraqi troops crossed the river, seizing Anah.", [("Anah", "Iraqi government", "captures")]),
    ("fronted gerund", "After seizing Anah, Iraqi troops rested.", [("Anah", "Iraqi government", "captures")]),
    ("relative gap", "Rawa was among the towns the Islamic State seized.", [("Rawa", "Islamic State", "captures")]),
    ("relative clause", "The SDF, which had rested in Tabqa, captured Raqqa.", [("Raqqa", "SDF/YPG", "captures")]),
    ("fell to", "Rawa fell to the Iraqi army.", [("Rawa", "Iraqi government", "captures")]),
    ("came under", "Rawa came under Islamic State control.", [("Rawa", "Islamic State", "captures")]),
    ("take control", "The SDF took full control of Tabqa.", [("Tabqa", "SDF/YPG", "captures")]),
    ("complete the capture", "The SDF completed the capture of Tabqa.", [("Tabqa", "SDF/YPG", "captures")]),
    ("flag", "Iraqi police raised the flag over Rawa.", [("Rawa", "Iraqi government", "captures")]),
    ("flag raised", "The Ukrainian flag was raised in Izium.", [("Izium", "Ukraine", "captures")]),
    ("passive with two agents", "Nawa was captured by the Islamic State and the Nusra Front.",
     [("Nawa", "Islamic State", "captures"), ("Nawa", "HTS/al-Nusra", "captures")]),
    ("two agents and a new clause", "Nawa was captured by rebels, and the Syrian army captured Jasim.",
     [("Nawa", "Syrian opposition", "captures"), ("Jasim", "Syrian government", "captures")]),
    ("fall to two", "Idlib fell to the Islamic State and the Nusra Front.",
     [("Idlib", "Islamic State", "captures"), ("Idlib", "HTS/al-Nusra", "captures")]),
    ("all but what was left", "Rebels overran Nawa, leaving one camp in the hands of the Syrian army.",
     [("Nawa", "Syrian opposition", "partly_holds")]),
    ("unopposed", "Iraqi troops entered Rawa once militants fled.", [("Rawa", "Iraqi government", "captures")]),
    ("entered", "Iraqi troops entered Rawa.", [("Rawa", "Iraqi government", "contests")]),
    ("moved in", "Rebels abandoned Nawa and the Syrian army moved in.",
     [("Nawa", "Syrian opposition", "loses"), ("Nawa", "Syrian government", "captures")]),
    ("took it over", "Rebels left Nawa and Syrian troops took it over.",
     [("Nawa", "Syrian opposition", "loses"), ("Nawa", "Syrian government", "captures")]),
    ("expel", "Iraqi forces drove the Islamic State out of Rawa.",
     [("Rawa", "Iraqi government", "captures"), ("Rawa", "Islamic State", "loses")]),
    ("expelled", "The Islamic State was expelled from Rawa.", [("Rawa", "Islamic State", "loses")]),
    ("defeat in", "The SDF defeated the Islamic State in Tabqa.", [("Tabqa", "SDF/YPG", "captures")]),
    ("clear of", "Iraqi police cleared Rawa of militants.", [("Rawa", "Iraqi government", "captures")]),
    ("declared free", "Iraq declared Rawa free of the Islamic State.", [("Rawa", "Iraqi government", "captures")]),
    ("announced passive", "Ukrainian forces announced that Izium had been liberated from Russian troops.",
     [("Izium", "Ukraine", "captures")]),
    ("capital speaks", "Baghdad announced that Rawa had been freed of the Islamic State.",
     [("Rawa", "Iraqi government", "captures")]),
    ("withdraw", "The Peshmerga withdrew from Khanaqin.", [("Khanaqin", "Kurdistan Region", "loses")]),
    ("forced to give up", "An attack forced the rebels to give up Nawa.", [("Nawa", "Syrian opposition", "loses")]),
    ("hand over", "The Peshmerga handed Khanaqin over to Iraqi federal forces.",
     [("Khanaqin", "Iraqi government", "captures"), ("Khanaqin", "Kurdistan Region", "loses")]),
    ("lost to", "Iraq lost Rawa to the Islamic State.",
     [("Rawa", "Iraqi government", "loses"), ("Rawa", "Islamic State", "captures")]),
    ("pledge", "Tribes in Rawa pledged allegiance to the Islamic State.", [("Rawa", "Islamic State", "captures")]),
    ("holds", "The SDF still holds Tabqa.", [("Tabqa", "SDF/YPG", "holds")]),
    ("still occupied", "The Islamic State still occupied Rawa.", [("Rawa", "Islamic State", "holds")]),
    ("in the hands", "Rawa remained in the hands of the Islamic State.", [("Rawa", "Islamic State", "holds")]),
    ("in rebel hands", "Nawa was in rebel hands.", [("Nawa", "Syrian opposition", "holds")]),
    ("under control", "Izium was under Russian control.", [("Izium", "Russia", "holds")]),
    ("stayed with", "Nawa stayed with the rebels.", [("Nawa", "Syrian opposition", "holds")]),
    ("in control of", "The deal left the SDF in control of Tabqa.", [("Tabqa", "SDF/YPG", "holds")]),
    ("X-held", "Aid reached rebel-held Nawa.", [("Nawa", "Syrian opposition", "holds")]),
    ("X-held list", "Aid reached rebel-held Nawa and Inkhil.",
     [("Nawa", "Syrian opposition", "holds"), ("Inkhil", "Syrian opposition", "holds")]),
    ("stronghold of", "Aid reached the rebel stronghold of Nawa.", [("Nawa", "Syrian opposition", "holds")]),
    ("was a stronghold", "Rawa was an Islamic State stronghold.", [("Rawa", "Islamic State", "holds")]),
    ("last held", "Rawa is the last town held by the Islamic State.", [("Rawa", "Islamic State", "holds")]),
    ("divided", "Control of Nawa was divided between rebels and the Syrian army.",
     [("Nawa", "Syrian opposition", "partly_holds"), ("Nawa", "Syrian government", "partly_holds")]),
    ("most of", "The SDF held most of Raqqa.", [("Raqqa", "SDF/YPG", "partly_holds")]),
    ("percent", "The SDF captured 80 percent of Raqqa.", [("Raqqa", "SDF/YPG", "partly_holds")]),
    ("eastern part", "The SDF seized the eastern districts of Raqqa.", [("Raqqa", "SDF/YPG", "partly_holds")]),
    ("capture noun", "The capture of Tabqa by the SDF took weeks.", [("Tabqa", "SDF/YPG", "captures")]),
    ("possessive noun", "The SDF's capture of Tabqa took weeks.", [("Tabqa", "SDF/YPG", "captures")]),
    ("defeat noun", "The Islamic State has shrunk since its defeat in Mosul.", [("Mosul", "Islamic State", "loses")]),
    ("siege verb", "The Syrian army encircled Nawa.", [("Nawa", "Syrian government", "besieges")]),
    ("keep under siege", "The Syrian army kept Nawa under siege.", [("Nawa", "Syrian government", "besieges")]),
    ("cut roads", "The Syrian army cut the last road into Nawa.", [("Nawa", "Syrian government", "besieges")]),
    ("trapped inside", "The SDF trapped the Islamic State fighters in Tabqa.", [("Tabqa", "SDF/YPG", "besieges")]),
    ("fighting between", "Fighting between rebels and the Syrian army raged on. Clashes in Nawa between rebels and the "
     "Syrian army continued.", [("Nawa", "Syrian opposition", "contests"), ("Nawa", "Syrian government", "contests")]),
    ("fought for", "The SDF fought the Islamic State for control of Tabqa.",
     [("Tabqa", "SDF/YPG", "contests"), ("Tabqa", "Islamic State", "contests")]),
    ("launch an assault", "The SDF launched a new assault on Tabqa.", [("Tabqa", "SDF/YPG", "attacks")]),
    ("list", "The SDF captured Hajin, al-Shafah and Susah.",
     [("Hajin", "SDF/YPG", "captures"), ("al-Shafah", "SDF/YPG", "captures"), ("Susah", "SDF/YPG", "captures")]),
    ("including", "The SDF captured several villages, including Kor Hesen and Tel Zer.",
     [("Kor Hesen", "SDF/YPG", "captures"), ("Tel Zer", "SDF/YPG", "captures")]),
    ("passive list", "Hajin, Susah and Baghuz were captured by the SDF.",
     [("Hajin", "SDF/YPG", "captures"), ("Susah", "SDF/YPG", "captures"), ("Baghuz", "SDF/YPG", "captures")]),
    ("by shape", "The SDF took the village of Tell Qirq.", [("Tell Qirq", "SDF/YPG", "captures")]),
    ("joint actors", "Rebels and the SDF captured Tal Rifaat.",
     [("Tal Rifaat", "Syrian opposition", "captures"), ("Tal Rifaat", "SDF/YPG", "captures")]),
    ("allies", "The SDF and its allies captured Tabqa.", [("Tabqa", "SDF/YPG", "captures")]),
    ("the town", "Rebels shelled Nawa. Later the Syrian army captured the town.",
     [("Nawa", "Syrian opposition", "attacks"), ("Nawa", "Syrian government", "captures")]),
    ("the group", "The Islamic State is losing ground in Iraq. Rawa is still held by the group.",
     [("Rawa", "Islamic State", "holds")]),
    ("it", "The SDF said it had captured Tabqa.", [("Tabqa", "SDF/YPG", "captures")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_it_reads(text: str, expected: list[Fact]) -> None:
    assert facts(text) == set(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured 40 soldiers near Nawa.",
        "Rebels captured tanks and ammunition in Nawa.",
        "The Syrian army reached the outskirts of Nawa.",
        "The Syrian army captured six villages around Nawa.",
        "Syrian troops passed through Nawa.",
        "An estimated 4,000 civilians fled from Nawa.",
        "Documents later captured in Nawa were published.",
        "The Nawa military airport lies near a Syrian army base.",
    ],
)
def test_no_control_claim(text: str) -> None:
    control = {Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS, Kind.LOSES}
    assert not [c for c in read(text, PUBLISHED) if c.kind in control]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The SDF captured Tabqa.", Modality.ASSERTED),
        ("The SDF managed to capture Tabqa.", Modality.ASSERTED),
        ("Tabqa was the first Syrian town to fall to the Islamic State.", Modality.ASSERTED),
        ("A monitor said the SDF had captured Tabqa.", Modality.ATTRIBUTED),
        ("The SDF captured Tabqa, a monitor said.", Modality.ATTRIBUTED),
        ("The SDF reportedly captured Tabqa.", Modality.ATTRIBUTED),
        ("The SDF has not captured Tabqa.", Modality.DENIED),
        ("The SDF failed to capture Tabqa.", Modality.DENIED),
        ("The SDF tried to capture Tabqa but was repelled.", Modality.DENIED),
        ("The SDF vowed to capture Tabqa.", Modality.PLANNED),
        ("The SDF will capture Tabqa.", Modality.PLANNED),
        ("The SDF launched an operation to capture Tabqa.", Modality.PLANNED),
        ("A monitor said the SDF had captured Tabqa. Officials denied the claim.", Modality.DENIED),
        ("If the SDF captured Tabqa, the road would open.", Modality.PLANNED),
        ("Has the SDF captured Tabqa?", Modality.PLANNED),
        ("The SDF did not capture Tabqa until May.", Modality.ASSERTED),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    found = {c.modality for c in read(text, PUBLISHED) if c.place == "Tabqa"}
    assert found == {modality}


def captured(text: str, published: date = PUBLISHED) -> ClaimDraft:
    (claim,) = [c for c in read(text, published) if c.kind in {Kind.CAPTURES, Kind.HOLDS}]
    return claim


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("on 4 March 2017", "2017-03-04", "2017-03-04"),
        ("on March 4", "2017-03-04", "2017-03-04"),
        ("on 4 August", "2016-08-04", "2016-08-04"),
        ("between 4 and 6 March", "2017-03-04", "2017-03-06"),
        ("in March", "2017-03-01", "2017-03-31"),
        ("in early March", "2017-03-01", "2017-03-10"),
        ("in mid-March", "2017-03-11", "2017-03-20"),
        ("in late March 2016", "2016-03-21", "2016-03-31"),
        ("in 2016", "2016-01-01", "2016-12-31"),
        ("in summer 2016", "2016-06-01", "2016-08-31"),
        ("yesterday", "2017-06-14", "2017-06-14"),
        ("on Tuesday", "2017-06-13", "2017-06-13"),
        ("last month", "2017-05-01", "2017-05-31"),
        ("by 6 June", None, "2017-06-06"),
        ("by 31 February", None, "2017-06-15"),
        ("before dawn", None, "2017-06-15"),
    ],
)
def test_dates(when: str, first: str | None, last: str) -> None:
    claim = captured(f"The SDF captured Tabqa {when}.")
    assert (claim.date_from and claim.date_from.isoformat(), claim.date_to and claim.date_to.isoformat()) == (
        first,
        last,
    )


def test_a_date_is_carried_forward_and_moved_on() -> None:
    text = "On 4 March, rebels shelled Tabqa. The SDF captured Tabqa. The next day, the SDF captured Raqqa."
    days = {c.place: c.date_from for c in read(text, PUBLISHED) if c.kind is Kind.CAPTURES}
    assert days == {"Tabqa": date(2017, 3, 4), "Raqqa": date(2017, 3, 5)}


def test_a_background_clause_is_not_today_s_news() -> None:
    text = "On 4 March, aid arrived in Syria. Residents returned after the capture of Tabqa by the SDF."
    claim = captured(text)
    assert (claim.date_from, claim.date_to) == (None, date(2017, 3, 4))


def test_a_headline_is_dated_to_the_day_before_or_the_day() -> None:
    claim = captured("SDF seizes Tabqa from Islamic State")
    assert (claim.date_from, claim.date_to) == (date(2017, 6, 14), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The SDF held most of Raqqa.", 0.6),
        ("The SDF held half of Raqqa.", 0.5),
        ("The SDF held two thirds of Raqqa.", 0.66),
        ("The SDF held about 80 percent of Raqqa.", 0.8),
        ("The SDF held 35% of Raqqa.", 0.35),
        ("The SDF held parts of Raqqa.", None),
    ],
)
def test_shares(text: str, share: float | None) -> None:
    (claim,) = read(text, PUBLISHED)
    assert claim.kind is Kind.PARTLY_HOLDS
    assert claim.share == (share if share is None else pytest.approx(share, abs=0.01))


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("The SDF captured Tabqa from the Islamic State.", "Islamic State"),
        ("The Syrian army besieged rebel-held Nawa.", "Syrian opposition"),
        ("The SDF drove the Islamic State from Tabqa.", "Islamic State"),
        ("Tabqa passed from the Islamic State to the SDF.", "Islamic State"),
    ],
)
def test_the_other_party(text: str, against: str) -> None:
    claims = [c for c in read(text, PUBLISHED) if c.kind in {Kind.CAPTURES, Kind.BESIEGES}]
    assert {c.against_canonical for c in claims} == {against}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (IRAQ + "the army captured Rawa.", "Iraqi government"),
        (SYRIA + "the army captured Nawa.", "Syrian government"),
        (SYRIA + "rebels captured Nawa.", "Syrian opposition"),
        (UKRAINE + "separatists captured Debaltseve.", "Russia"),
        ("US-backed fighters captured Raqqa.", "SDF/YPG"),
        ("Turkish-backed rebels captured Dabiq.", "Syrian opposition"),
        ("Turkish-led forces captured Afrin.", "Turkey"),
        ("Kurdish forces captured Kobani.", "SDF/YPG"),
        ("Kurdish forces captured Khanaqin in Iraq.", "Kurdistan Region"),
        ("Forces loyal to Baghdad captured Rawa.", "Iraqi government"),
        ("Fighters of the Islamic State captured Rawa.", "Islamic State"),
        ("Russian forces captured Palmyra.", "Syrian government"),
        ("Russian forces captured Izium.", "Russia"),
        (LIBYA + "GNA forces captured Sirte.", "Libyan GNA"),
        ("More than 500 Iraqi paramilitary fighters captured Rawa.", "Iraqi government"),
    ],
)
def test_who_the_party_is(text: str, actor: str) -> None:
    assert {c.actor_canonical for c in read(text, PUBLISHED)} == {actor}


@pytest.mark.parametrize(
    ("text", "place", "kind", "relation"),
    [
        ("The SDF captured the Tabqa air base.", "Tabqa air base", PlaceKind.FACILITY, Relation.IN),
        ("The SDF captured Tabqa Dam.", "Tabqa Dam", PlaceKind.FACILITY, Relation.IN),
        ("The SDF captured the al-Mishlab district of Raqqa.", "al-Mishlab", PlaceKind.DISTRICT, Relation.IN),
        ("The Syrian army controls Latakia province.", "Latakia province", PlaceKind.REGION, Relation.IN),
        ("The SDF attacked Islamic State positions near Tabqa.", "Tabqa", PlaceKind.TOWN, Relation.NEAR),
        ("Rebels held an enclave around the town of Nawa.", "Nawa", PlaceKind.TOWN, Relation.NEAR),
    ],
)
def test_what_sort_of_place(text: str, place: str, kind: PlaceKind, relation: Relation) -> None:
    claims = read(text, PUBLISHED)
    assert claims
    assert all(place in c.place or c.place in place for c in claims)
    assert {(c.place_kind, c.relation) for c in claims} == {(kind, relation)}


def test_the_earlier_paragraph_is_only_meant_when_one_place_fits() -> None:
    one = "Rebels shelled Nawa.\n\nThe Syrian army captured the town."
    two = "Rebels shelled Nawa and Inkhil.\n\nThe Syrian army captured the town."
    assert ("Nawa", "Syrian government", "captures") in facts(one)
    assert not [fact for fact in facts(two) if fact[2] == "captures"]


def test_a_quarter_of_a_town_is_a_district_and_a_half_of_it_is_the_town_in_part() -> None:
    def places(text: str) -> list[tuple[str, PlaceKind, Kind]]:
        return [(c.place, c.place_kind, c.kind) for c in read(text, PUBLISHED)]

    assert places("Iraqi troops took western Tikrit.") == [("western Tikrit", PlaceKind.DISTRICT, Kind.CAPTURES)]
    assert places("Iraqi troops took the western half of Tikrit.") == [("Tikrit", PlaceKind.TOWN, Kind.PARTLY_HOLDS)]
