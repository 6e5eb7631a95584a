"""Near misses that name a party which did not take the place: aircraft, officials, datelines, allies, namesakes."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind
from conflictmap.extraction.extract import MOST_UNSEEN
from tests.extraction import read

GROUND = {Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS}


def told(text: str, published: str) -> dict[str, set[str]]:
    """The parties that surely have each place, as an editor need not be asked."""
    found: dict[str, set[str]] = {}
    for claim in read(text, date.fromisoformat(published)):
        if claim.kind in GROUND and claim.confidence > MOST_UNSEEN:
            found.setdefault(claim.place, set()).add(claim.actor_canonical)
    return found


@pytest.mark.parametrize(
    ("text", "published", "place", "party"),
    [
        (
            "British jets bombed the tanks east of Ajdabiya, and by noon the rebels were back in the centre. "
            "Driving on in pick-up trucks, they retook Brega.",
            "2011-03-27",
            "Brega",
            "other:Libyan rebels",
        ),
        (
            "Peshmerga units cut the road under cover of coalition air strikes and seized the village of Gabara.",
            "2015-11-14",
            "Gabara",
            "Kurdistan Region",
        ),
        (
            "HTS and its allies launched Operation Deterrence of Aggression and captured Urum al-Kubra.",
            "2024-11-28",
            "Urum al-Kubra",
            "HTS/al-Nusra",
        ),
        ("GOMA, Congo (AP) - A day after taking Goma, the M23 rebels moved on.", "2012-11-21", "Goma", "other:M23"),
        (
            "Tuareg rebels seized Gao, the largest garrison in Mali's north, a day after they took Kidal.",
            "2012-04-01",
            "Kidal",
            "other:Tuareg rebels",
        ),
        (
            "The General Staff of Ukraine was silent about the Russian claim of 21 January to have seized Krokhmalne.",
            "2024-01-30",
            "Krokhmalne",
            "Russia",
        ),
        (
            "ISIL took Umm Hawsh from Syrian rebels on 27 August. The group, which had captured al-Qaryatayn on "
            "6 August, was moving west.",
            "2015-08-30",
            "al-Qaryatayn",
            "Islamic State",
        ),
        (
            "The rebels took Saraqib on Sunday. Ten days earlier the same battalions captured Sarmin.",
            "2012-11-29",
            "Sarmin",
            "Syrian opposition",
        ),
        (
            "ISIL left Jarabulus to Turkish-backed rebels. On Sunday the same rebels went on to take Balaban.",
            "2016-09-06",
            "Balaban",
            "Syrian opposition",
        ),
        (
            "Tal Afar was still held by ISIL, and the Popular Mobilization Forces vowed to advance.",
            "2016-11-09",
            "Tal Afar",
            "Islamic State",
        ),
        ("Jisr al-Shughur falls to Islamist alliance", "2015-04-25", "Jisr al-Shughur", "Syrian opposition"),
        ("Erdogan: Afrin is fully under control of our soldiers", "2018-03-19", "Afrin", "Turkey"),
        (
            "Ethiopia declares emergency as Tigrayans say they have taken Kombolcha",
            "2021-11-02",
            "Kombolcha",
            "other:Tigray",
        ),
        ("The Syria Democratic Forces have seized Manbij.", "2016-08-13", "Manbij", "SDF/YPG"),
        ("Doboj fell to the Serb Territorial Defence on 3 May.", "1992-05-08", "Doboj", "other:Bosnian Serbs"),
        (
            "The Hamza camp was abandoned in the following days and occupied by GNA units on 23 May.",
            "2020-05-30",
            "Hamza camp",
            "Libyan GNA",
        ),
    ],
)
def test_who_took_it(text: str, published: str, place: str, party: str) -> None:
    assert told(text, published).get(place) == {party}


@pytest.mark.parametrize(
    ("text", "published", "place"),
    [
        ("ERBIL, Iraq — Having chased the Kurds from Zumar, the fighters turned west.", "2014-08-04", "Zumar"),
        ("A U.S. official said they had begun to leave. They captured Manbij on Monday.", "2016-08-25", "Manbij"),
        ("Rwanda's allies in the east remained in control of Kisangani.", "2000-06-30", "Kisangani"),
        ("Turkey's rivals took Afrin on Sunday.", "2018-03-19", "Afrin"),
        ("The army left Hama. Local fighters then took over Daraa.", "2024-12-09", "Daraa"),
        ("In Yemen, army units loyal to Ahmed Barakani captured al-Hazm.", "2015-06-15", "al-Hazm"),
        (
            "STC forces overran Zinjibar on 10 August. On Wednesday the president's troops retook Shuqrah in Yemen.",
            "2019-08-29",
            "Shuqrah",
        ),
        (
            "Ukraine had regained Debaltseve in July 2014. The fall of Vuhlehirsk on 29 January left a single road.",
            "2015-02-20",
            "Vuhlehirsk",
        ),
        (
            "Government troops captured Mughr al-Mir and encircled the hilltop of Beit Jinn in Syria.",
            "2017-12-26",
            "Beit Jinn",
        ),
        ("Donji Vakuf was captured on 13 September, Jajce by the HVO on the same day.", "1995-09-20", "Donji Vakuf"),
    ],
)
def test_who_is_not_told(text: str, published: str, place: str) -> None:
    assert place not in told(text, published)


@pytest.mark.parametrize(
    "text",
    [
        "Croatian soldiers took Okučani. Jasenovac had fallen on the 1st, having been abandoned by its defenders.",
        "Base 80 was lost to a counter-attack by Liwa al-Tawhid in Syria.",
        "Hamza camp was abandoned and then occupied by GNA units in Libya.",
    ],
)
def test_who_takes_a_place_has_not_lost_it(text: str) -> None:
    lost = [c for c in read(text, date(2020, 5, 30)) if c.kind is Kind.LOSES and c.confidence > MOST_UNSEEN]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "published", "place", "party"),
    [
        (
            "Hama was quiet. The army captured the hills of Qal'at al-Tartut, and then seized Salba.",
            "2017-09-07",
            "Salba",
            "Syrian government",
        ),
        (
            "The Syrian army stormed Homs. The Khalid ibn al-Walid Mosque was damaged. Soldiers captured Qusour.",
            "2013-07-30",
            "Qusour",
            "Syrian government",
        ),
        (
            "Rabia, the main town in the mountains of Latakia, was captured by the army.",
            "2016-01-25",
            "Rabia",
            "Syrian government",
        ),
        (
            "The rebels took the base of Marj al-Sultan near Damascus.",
            "2012-11-29",
            "base of Marj al-Sultan",
            "Syrian opposition",
        ),
        (
            "Taliban fighters came down into Nawa from the hills of Ghazni. Security forces retook Nawa.",
            "2015-09-29",
            "Nawa",
            "other:Afghan government",
        ),
        (
            "Pagak, on the Ethiopian border, belongs to the SPLA-IO. Government forces captured Mathiang.",
            "2017-05-03",
            "Mathiang",
            "other:South Sudan",
        ),
    ],
)
def test_a_namesake_in_another_war_does_not_tell_whose_army_it_is(
    text: str, published: str, place: str, party: str
) -> None:
    assert told(text, published).get(place) == {party}


def test_what_a_superlative_is_measured_from_is_not_when_it_happened() -> None:
    text = "In the army's biggest loss since March, rebels captured Ariha on 28 May."
    assert {claim.date_from for claim in read(text, date(2015, 6, 1))} == {date(2015, 5, 28)}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels' leader Ali al-Omar was besieged near Bab al-Hawa.",
        "The army's spokesman, Serhiy Cherevatiy, said that 500 Russians had been surrounded there.",
    ],
)
def test_a_person_is_no_place(text: str) -> None:
    assert not [claim for claim in read(text, date(2022, 10, 1)) if claim.confidence > MOST_UNSEEN]


@pytest.mark.parametrize(
    ("text", "published", "place", "party"),
    [
        (
            "Jajce fell to the Bosnian Serb army on 29 October 1992, and thousands left along the road to Travnik. "
            "For three years it remained under the Serbs. The Croatian Defence Council retook the town.",
            "1995-09-17",
            "Jajce",
            "other:Bosnian Croats",
        ),
        (
            "Nova Basan is a village in Chernihiv Oblast on the old road to Kyiv. It was captured by Russian forces.",
            "2022-03-30",
            "Nova Basan",
            "Russia",
        ),
        (
            "Rutba stands in the desert, on the road from Baghdad to Amman. The Islamic State seized the town.",
            "2014-07-01",
            "Rutba",
            "Islamic State",
        ),
        (
            "Darayya was quiet. Its last defenders rode to Idlib; Syrian soldiers took possession of the town.",
            "2016-08-29",
            "Darayya",
            "Syrian government",
        ),
        (
            "Troops stood at Balakliia. Police from Samara and Perm held out. Ukrainian soldiers seized the town.",
            "2022-09-10",
            "Balakliia",
            "Ukraine",
        ),
        (
            "Saraqib, at the meeting of the M4 and M5, was occupied by the Syrian army.",
            "2020-03-03",
            "Saraqib",
            "Syrian government",
        ),
    ],
)
def test_the_town_is_the_one_that_is_spoken_of_not_one_on_the_way(
    text: str, published: str, place: str, party: str
) -> None:
    found = told(text, published)
    assert party in found.pop(place, set())
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "GNA fighters parade captured Javelins and captured T-80 tanks in Libya",
        "Myanmar: Air raid on Let Yet Kone school leaves 11 children dead - Unicef",
        "President Hadi fled from Aden by boat on Wednesday in Yemen.",
        "The Tiger Forces overran the village of al-Kawm's neighbour in Syria.",
        "An official in Baghdad admitted that the government had lost the city to ISIL.",
    ],
)
def test_these_tell_of_no_town(text: str) -> None:
    claims = [claim for claim in read(text, date(2022, 10, 1)) if claim.kind is not Kind.ATTACKS]
    assert not [claim for claim in claims if claim.confidence > MOST_UNSEEN]


@pytest.mark.parametrize(
    ("text", "besieger"),
    [
        ("Ukraine troops leave besieged Debaltseve at dawn", "unknown"),
        ("Syrian troops broke the three-year siege of Deir ez-Zor on 5 September.", "unknown"),
        ("Doctors in besieged Madaya said that the army would let nobody through in Syria.", "unknown"),
        ("The army besieged Madaya in Syria.", "Syrian government"),
    ],
)
def test_who_leaves_or_relieves_a_town_does_not_besiege_it(text: str, besieger: str) -> None:
    claims = [c for c in read(text, date(2017, 9, 11)) if c.kind is Kind.BESIEGES and c.confidence > MOST_UNSEEN]
    assert {claim.actor_canonical for claim in claims} == {besieger}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There was fighting at Nawa, and Jasim was captured by the rebels in Syria.", {"Jasim"}),
        ("The column was stopped at Abu Grein, and Sirte stayed with Haftar.", {"Sirte"}),
        ("Suluk, 20 kilometres south-east of Tell Abyad, was taken by the YPG.", {"Suluk"}),
        ("Nawa, and Jasim were captured by the Syrian army.", {"Nawa", "Jasim"}),
    ],
)
def test_which_places_a_verb_speaks_of(text: str, expected: set[str]) -> None:
    assert set(told(text, "2015-06-17")) == expected


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("The LTTE lost Pooneryn, which leaves Kilinochchi, their capital, threatened.", {"Pooneryn"}),
        ("The loss had left the Syrian rebels Zabadani as their only town.", set()),
        ("The Hashd al-Shaabi left Qairouan out of its account.", set()),
        ("The Syrian army left Nawa exposed.", set()),
        ("Islamic State left Sinjar as the Peshmerga came closer.", {"Sinjar"}),
    ],
)
def test_what_is_left_in_some_state_is_not_lost(text: str, lost: set[str]) -> None:
    claims = [c for c in read(text, date(2015, 6, 17)) if c.kind is Kind.LOSES and c.confidence > MOST_UNSEEN]
    assert {claim.place for claim in claims} == lost


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army overran the rebels' last stronghold of Nawa.",
        "Syria declared victory over Islamic State in Nawa.",
        "Nawa was the last city of the region to be captured by the Syrian army.",
    ],
)
def test_a_victory_told_in_other_words(text: str) -> None:
    taken = [c for c in read(text, date(2018, 6, 17)) if c.kind is Kind.CAPTURES and c.confidence > MOST_UNSEEN]
    assert [(c.place, c.actor_canonical, c.modality.value) for c in taken] == [
        ("Nawa", "Syrian government", "asserted")
    ]


def test_since_in_an_aside_tells_nothing_of_the_fall() -> None:
    text = "Nawa, in rebel hands since 2012, surrendered to the Syrian army."
    claims = {c.kind: (c.date_from, c.date_to) for c in read(text, date(2018, 6, 17))}
    assert claims == {
        Kind.HOLDS: (date(2012, 1, 1), date(2018, 6, 17)),
        Kind.CAPTURES: (None, date(2018, 6, 17)),
    }


def test_what_a_relative_clause_says_remains_so_is_of_the_town_before_it() -> None:
    text = "Officials said Russian troops occupied Popasna and advanced on Lyman, which remained under Kyiv's control."
    assert told(text, "2022-05-01") == {"Popasna": {"Russia"}, "Lyman": {"Ukraine"}}


@pytest.mark.parametrize(
    ("text", "published", "holder"),
    [
        ("Israel left Marjayoun on Wednesday. The army took over Marjayoun.", date(2000, 5, 25), "other:Lebanon"),
        ("Israeli troops left Khiam on Wednesday. The army took the town.", date(2006, 8, 22), "other:Lebanon"),
        ("Iraqi troops left Baiji in June. The army took it over on Sunday.", date(2014, 11, 19), "Iraqi government"),
        ("Russia left Bucha. Soldiers retook the town on Thursday.", date(2022, 4, 1), "Ukraine"),
        ("The army left Baiji in June. On Sunday the army captured it.", date(2014, 11, 19), "Iraqi government"),
    ],
)
def test_whoever_has_just_left_is_not_the_army_that_follows(text: str, published: date, holder: str) -> None:
    taken = [c for c in read(text, published) if c.kind is Kind.CAPTURES and not c.rule.startswith("link_")]
    assert {claim.actor_canonical for claim in taken} == {holder}


def test_who_they_are_is_no_surer_than_who_the_jihadists_are() -> None:
    text = "The jihadists retook Sarmada from the rebels. The village of Atme is also in their hands."
    claims = {c.place: c.confidence for c in read(text, date(2016, 7, 20))}
    assert claims.keys() == {"Sarmada", "Atme"}
    assert max(claims.values()) <= MOST_UNSEEN


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Rebels marched down the Congo and took Kisangani.", "other:AFDL"),
        ("Rebels on the banks of the Congo took Kisangani.", "other:AFDL"),
        ("An army of the Congo took Kisangani.", "other:DR Congo"),
    ],
)
def test_a_river_takes_no_town(text: str, holder: str) -> None:
    assert told(text, "1997-03-18") == {"Kisangani": {holder}}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels fighting to topple Gaddafi said they had captured Zawiya.",
        "Rebels seeking to oust Muammar Gaddafi took Zawiya on Saturday.",
        "Rebels who oppose Gaddafi took Zawiya on Saturday.",
        "Zawiya was captured by rebels fighting Gaddafi.",
        "Rebels battling Gaddafi's forces took Zawiya on Saturday.",
    ],
)
def test_whom_somebody_fights_takes_nothing(text: str) -> None:
    assert told(text, "2011-08-23") == {"Zawiya": {"other:Libyan rebels"}}


def test_forces_of_nobody_named_are_not_whom_they_fight() -> None:
    assert told("Forces fighting Islamic State took Shaddadi on Friday.", "2016-02-23") == {}
