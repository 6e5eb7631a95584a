"""Gaza, Lebanon, Pakistan, Colombia, Haiti, Cameroon: who is who there, and that other wars keep their own parties."""

from datetime import date

import pytest

from conflictmap.core.claims import Kind, Modality
from tests.extraction import read

CONTROL = {Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS, Kind.LOSES}


def control(text: str, published: str) -> set[tuple[str, str, str]]:
    claims = read(text, date.fromisoformat(published))
    return {(c.place, c.actor_canonical, c.kind.value) for c in claims if c.kind in CONTROL}


@pytest.mark.parametrize(
    ("text", "published", "place", "party"),
    [
        (
            "The army said it had captured the Rafah crossing from Hamas.",
            "2024-05-08",
            "Rafah crossing",
            "other:Israel",
        ),
        ("Israeli tanks had left. On Friday militants retook Jabalia.", "2024-02-10", "Jabalia", "other:Hamas"),
        ("In Gaza City the police took over Shejaiya from a clan.", "2025-10-14", "Shejaiya", "other:Hamas"),
        ("Fatah gunmen captured Tel al-Hawa in Gaza City.", "2007-06-12", "Tel al-Hawa", "other:Fatah"),
        (
            "Palestinian police took control of Jenin refugee camp.",
            "2025-01-10",
            "Jenin refugee camp",
            "other:Palestinian Authority",
        ),
        ("Hezbollah captured Khiam.", "2000-05-24", "Khiam", "other:Hezbollah"),
        ("The SLA captured Jezzine in Lebanon.", "1985-06-20", "Jezzine", "other:South Lebanon Army"),
        ("The Lebanese army took control of Khiam.", "2024-12-12", "Khiam", "other:Lebanon"),
        (
            "The army took control of Nahr al-Bared, Lebanese officials said.",
            "2007-09-03",
            "Nahr al-Bared",
            "other:Lebanon",
        ),
        (
            "Israel invaded Lebanon; on Monday the army captured Maroun al-Ras.",
            "2006-07-25",
            "Maroun al-Ras",
            "other:Israel",
        ),
        ("Druze units captured Damour in Lebanon.", "1984-02-17", "Damour", "other:Progressive Socialist Party"),
        ("The Taliban captured Daggar in Buner.", "2009-04-24", "Daggar", "other:Pakistani Taliban"),
        ("In Swat, security forces captured Matta from militants.", "2009-05-24", "Matta", "other:Pakistan"),
        (
            "In Balochistan, militants captured Mangochar.",
            "2025-05-03",
            "Mangochar",
            "other:Balochistan Liberation Army",
        ),
        ("In Colombia, guerrillas captured Mitú.", "1998-11-02", "Mitú", "other:FARC"),
        ("In Colombia, paramilitaries captured La Gabarra.", "1999-06-01", "La Gabarra", "other:AUC"),
        ("The National Liberation Army captured Tibú in Colombia.", "2025-01-18", "Tibú", "other:ELN"),
        ("FARC dissidents captured El Plateado.", "2024-03-03", "El Plateado", "other:FARC dissidents"),
        ("In Haiti, gangs captured Kenscoff.", "2025-02-03", "Kenscoff", "other:Viv Ansanm"),
        ("In Haiti, rebels captured Hinche.", "2004-02-17", "Hinche", "other:Haitian rebels"),
        ("Police recaptured Solino, Haitian officials said.", "2025-08-20", "Solino", "other:Haiti"),
        ("In Cameroon, separatists captured Batibo.", "2018-09-05", "Batibo", "other:Ambazonian separatists"),
        ("BIR soldiers captured Batibo in Cameroon.", "2018-09-09", "Batibo", "other:Cameroon"),
        ("In Cameroon, militants captured Amchide.", "2014-12-18", "Amchide", "other:Boko Haram"),
        ("In Ethiopia, rebels captured Kobo.", "2022-08-27", "Kobo", "other:Tigray"),
    ],
)
def test_who_the_party_is(text: str, published: str, place: str, party: str) -> None:
    assert {actor for where, actor, kind in control(text, published) if where == place} == {party}


@pytest.mark.parametrize(
    ("text", "published", "party"),
    [
        ("Hezbollah captured Qusayr in Syria.", "2013-06-05", "Syrian government"),
        ("Lebanese Hezbollah captured Flita in Syria, near the Lebanese border.", "2014-03-29", "Syrian government"),
        ("The Taliban captured Spin Boldak, on the border with Pakistan.", "2021-07-14", "Taliban"),
        ("In Afghanistan, guerrillas captured Khost.", "1991-03-31", "other:Afghan mujahideen"),
        ("The National Liberation Army captured Nalut in Libya.", "2011-04-21", "other:Libyan rebels"),
    ],
)
def test_a_name_of_two_wars_is_that_of_the_text(text: str, published: str, party: str) -> None:
    assert {actor for _, actor, _ in control(text, published)} == {party}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("In Haiti, gangs captured Kenscoff.", "2022-02-03"),  # they still fought each other
        ("In Colombia, rebels captured Saravena.", "2023-02-03"),
        ("In Ethiopia, rebels captured Kobo.", "2024-08-27"),
        ("UNIFIL took control of Naqoura.", "2024-10-10"),
        ("In Lebanon, Palestinian fighters captured Jezzine.", "1986-11-10"),
    ],
)
def test_where_nobody_is_meant_nobody_is_guessed(text: str, published: str) -> None:
    assert {actor for _, actor, _ in control(text, published)} <= {"unknown"}


def test_a_bridge_named_after_a_country_keeps_its_name() -> None:
    found = control("In Ramadi, Iraqi troops captured the Palestine Bridge.", "2015-11-26")
    assert found == {("Palestine Bridge", "Iraqi government", "captures")}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Haiti, gangs captured Port-au-Prince.", "Port-au-Prince"),
        ("In Haiti, gangs captured Village-de-Dieu.", "Village-de-Dieu"),
    ],
)
def test_a_name_may_begin_with_a_noun_and_a_hyphen(text: str, place: str) -> None:
    assert {where for where, _, _ in control(text, "2025-06-15")} == {place}


def test_a_noun_with_a_hyphen_is_no_name() -> None:
    found = control("Police captured Hinche in Haiti, a City-based reporter said.", "2025-06-15")
    assert {where for where, _, _ in found} == {"Hinche"}


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Syrian troops re-entered Nawa on Sunday.", Kind.CONTESTS, Modality.ASSERTED),
        ("Syrian troops have re-established full control over Nawa.", Kind.CAPTURES, Modality.ASSERTED),
        ("Syrian troops vowed to re-establish control over Nawa.", Kind.CAPTURES, Modality.PLANNED),
        ("Syrian troops re-occupied Nawa.", Kind.CAPTURES, Modality.ASSERTED),
    ],
)
def test_a_verb_with_a_hyphen(text: str, kind: Kind, modality: Modality) -> None:
    assert {(c.kind, c.modality) for c in read(text, date.fromisoformat("2018-07-19"))} == {(kind, modality)}


def test_half_a_word_is_no_verb() -> None:
    assert not control("Syrian troops praised the take-over plan for Nawa.", "2018-07-19")


@pytest.mark.parametrize("share", ["80 percent of", "most of"])
def test_a_share_of_the_capital_is_one_of_the_name_behind(share: str) -> None:
    found = control(f"In Haiti, gangs control {share} the capital, Port-au-Prince.", "2025-06-15")
    assert found == {("Port-au-Prince", "other:Viv Ansanm", "partly_holds")}


def test_the_capital_named_behind_is_whole_without_a_share() -> None:
    found = control("In Syria, rebels control the capital, Damascus.", "2024-12-10")
    assert {kind for _, _, kind in found} == {"holds"}


@pytest.mark.parametrize("share", ["80 per cent of", "most of"])
def test_who_clears_a_share_of_a_town_holds_it(share: str) -> None:
    found = control(f"Security forces cleared {share} Miranshah, the Pakistani army said.", "2014-07-09")
    assert found == {("Miranshah", "other:Pakistan", "partly_holds")}


@pytest.mark.parametrize(
    "cleared", ["80 percent of Nawa of mines", "most of the mines in Nawa", "half of the rubble of Nawa"]
)
def test_clearing_of_other_things_than_people_holds_nothing(cleared: str) -> None:
    assert not control(f"Syrian forces cleared {cleared}.", "2018-08-09")
