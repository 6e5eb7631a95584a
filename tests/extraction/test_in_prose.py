"""Our own sentences in the way of battle histories: what goes on with "and", "most of it", days that share a year."""

from datetime import date

import pytest

from conflictmap.core.claims import Modality
from conflictmap.extraction import extract
from tests.extraction.test_constructions import Fact, facts

REBELS, ARMY, SDF = "Syrian opposition", "Syrian government", "SDF/YPG"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nawa was taken by the army on 9 May and captured once more by the rebels on 20 May.", ("Nawa", REBELS)),
        ("Nawa was taken by the army and captured by the rebels.", ("Nawa", REBELS)),
        (
            "Rebels held Nawa. It was recaptured by the army on 9 May and captured by the rebels on 20 May.",
            ("Nawa", REBELS),
        ),
        ("Islamic State fighters withdrew from Raqqa, which the SDF entered without resistance.", ("Raqqa", SDF)),
    ],
)
def test_the_last_captor_is_read(text: str, expected: tuple[str, str]) -> None:
    assert (*expected, "captures") in facts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels stormed Nawa. They had taken most of it by noon.", ("Nawa", REBELS, "partly_holds")),
        ("Rebels stormed Nawa. By noon most of it was under their control.", ("Nawa", REBELS, "partly_holds")),
        ("Rebels stormed Nawa and soon held all of it.", ("Nawa", REBELS, "holds")),
        ("Rebels stormed Nawa and took half of it.", ("Nawa", REBELS, "partly_holds")),
    ],
)
def test_most_of_it_is_a_part_of_the_town_told_before(text: str, expected: Fact) -> None:
    assert expected in facts(text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Rebels by 8 May had taken Nawa.", Modality.ASSERTED),
        ("Rebels in May captured Nawa.", Modality.ASSERTED),
        ("Rebels may have captured Nawa.", Modality.PLANNED),
        ("Rebels may capture Nawa in May.", Modality.PLANNED),
    ],
)
def test_may_is_a_month_where_a_date_says_so(text: str, modality: Modality) -> None:
    assert {claim.modality for claim in extract(text, date(2014, 6, 1)) if claim.kind == "captures"} == {modality}


def test_days_of_a_list_share_the_year_told_last() -> None:
    text = "The army took Nawa on 3 May, Jasim on 5 May and Inkhil on 9 May 2014."
    days = {claim.place: claim.date_from for claim in extract(text, date(2020, 6, 1))}
    assert days == {"Nawa": date(2014, 5, 3), "Jasim": date(2014, 5, 5), "Inkhil": date(2014, 5, 9)}


def test_a_day_of_the_news_keeps_its_year_beside_one_long_ago() -> None:
    text = "The army retook Nawa on 3 May, six years after rebels seized it on 9 June 2014."
    claims = extract(text, date(2020, 6, 1))
    assert ("Nawa", ARMY, date(2020, 5, 3)) in {(c.place, c.actor_canonical, c.date_from) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "After the army was pushed out of Nawa, it moved to Jasim, which had been its last bastion until it fell "
        "to the rebels in October.",
        "The rebels took Nawa and besieged Jasim, which held out until it fell to the rebels in October.",
    ],
)
def test_what_is_described_is_what_fell(text: str) -> None:
    found = facts(text)
    assert ("Jasim", REBELS, "captures") in found
    assert {place for place, _, kind in found if kind == "captures"} <= {"Nawa", "Jasim"}
