"""The sentences of the pages."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.atlas.days_and_numbers import percent
from conflictmap.atlas.wording import (
    Party,
    claim_words,
    confidence_words,
    day_range,
    holder_words,
    pressure_sentence,
    status_sentence,
)
from conflictmap.core.claims import Kind
from conflictmap.core.periods import PressureStatus, Status

IS, IRAQ, SDF = Party("Islamic State"), Party("Iraqi government"), Party("Syrian Democratic Forces")
JULY = (date(2017, 7, 1), date(2017, 7, 31))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2017, 9, 22), date(2017, 9, 22), "22 September 2017"),
        (date(2017, 10, 12), date(2017, 10, 13), "12 to 13 October 2017"),
        (date(2017, 9, 30), date(2017, 10, 2), "30 September to 2 October 2017"),
        (date(2016, 12, 30), date(2017, 1, 2), "30 December 2016 to 2 January 2017"),
        (None, date(2017, 1, 2), "by 2 January 2017"),
        (date(2017, 1, 2), None, "from 2 January 2017"),
        (None, None, "at no stated time"),
    ],
)
def test_ranges_do_not_repeat_what_they_share(first: date | None, last: date | None, words: str) -> None:
    assert day_range(first, last) == words


def test_short_ranges() -> None:
    assert day_range(date(2017, 9, 30), date(2017, 10, 2), short=True) == "30 Sep to 2 Oct 2017"


@pytest.mark.parametrize(
    ("status", "parties", "sentence"),
    [
        (Status.HELD, [IS], "Islamic State holds it, since 1 July 2017"),
        (Status.HELD, [SDF], "Syrian Democratic Forces hold it, since 1 July 2017"),
        (
            Status.MIXED,
            [Party(SDF.name, 0.75), Party(IS.name, inferred=True)],
            "Syrian Democratic Forces hold most of it, Islamic State (inferred) the rest, since 1 July 2017",
        ),
        (
            Status.MIXED,
            [IS, IRAQ],
            "Islamic State holds a part of it, the Iraqi government the rest, since 1 July 2017",
        ),
        (
            Status.MIXED,
            [IS],
            "Islamic State holds a part of it; no source says who holds the rest, since 1 July 2017",
        ),
        (
            Status.CONTESTED,
            [IS, IRAQ],
            "Islamic State holds it, with the Iraqi government fighting inside, since 1 July 2017",
        ),
        (Status.CONTESTED, [IS], "Islamic State holds it, with fighting inside, since 1 July 2017"),
        (Status.DISPUTED, [IS, IRAQ], "Sources disagree: Islamic State or the Iraqi government, since 1 July 2017"),
        (Status.UNKNOWN, [], "Unknown: no source says who holds it, since 1 July 2017"),
    ],
)
def test_status_sentences(status: Status, parties: list[Party], sentence: str) -> None:
    assert str(status_sentence(status, parties, JULY[0], None)) == sentence


@pytest.mark.parametrize(
    ("parties", "former", "sentence"),
    [
        ([IS, IRAQ], True, "Changing hands from Islamic State to the Iraqi government, on a day in 1 to 31 July 2017"),
        ([IS], True, "Islamic State loses it, on a day in 1 to 31 July 2017"),
        ([SDF], False, "Syrian Democratic Forces take it, on a day in 1 to 31 July 2017"),
    ],
)
def test_changes_of_hands(parties: list[Party], former: bool, sentence: str) -> None:
    assert str(status_sentence(Status.CHANGING, parties, *JULY, former=former)) == sentence


def test_pressure() -> None:
    assert (
        pressure_sentence(PressureStatus.UNDER_ATTACK, ["Iraqi government"], *JULY)
        == "Under attack by the Iraqi government, 1 to 31 July 2017"
    )
    assert pressure_sentence(PressureStatus.BESIEGED, [], JULY[0], None) == "Besieged, since 1 July 2017"


def test_claims_and_numbers() -> None:
    assert claim_words(Kind.PARTLY_HOLDS, SDF.name, 0.9) == "Syrian Democratic Forces hold most of it"
    assert claim_words(Kind.PARTLY_HOLDS, IS.name, None) == "Islamic State holds a part of it"
    assert claim_words(Kind.PARTLY_HOLDS, IS.name, 0.5) == "Islamic State holds half of it"
    assert claim_words(Kind.LOSES, IS.name, None) == "Islamic State loses"
    assert percent(0.996) == "99%"
    assert percent(1) == "100%"
    assert percent(0.004) == "0%"


def test_confidence_says_of_which_day_it_is() -> None:
    day, news = date(2017, 9, 22), date(2015, 8, 31)
    assert confidence_words(0.98, day, day) == "98% sure on 22 Sep 2017"
    assert confidence_words(0.71, day, date(2016, 8, 31)) == "71% sure on 22 Sep 2017; last news 31 Aug 2016"
    assert confidence_words(0.71, day, news) == "In doubt: last news 31 Aug 2015"
    assert confidence_words(0.29, day, date(2016, 8, 31)) == "In doubt: last news 31 Aug 2016"
    # Doubt about yesterday's news is no matter of its age.
    assert confidence_words(0.29, day, date(2017, 9, 21)) == "29% sure on 22 Sep 2017; last news 21 Sep 2017"
    assert confidence_words(0.98, None, None) == "98% sure"


@pytest.mark.parametrize(
    ("status", "names", "words"),
    [
        (Status.HELD, ["Islamic State"], "Islamic State"),
        (Status.MIXED, ["Islamic State", "Iraqi government"], "Islamic State and the Iraqi government"),
        (Status.DISPUTED, ["Islamic State", "Iraqi government"], "Islamic State or the Iraqi government"),
        (Status.CHANGING, ["Islamic State"], "Islamic State (changing)"),
        (Status.UNKNOWN, [], "Nobody named"),
        (Status.MIXED, ["A", "B", "C"], "A, B and C"),
    ],
)
def test_holders_in_a_table(status: Status, names: list[str], words: str) -> None:
    assert holder_words(status, names) == words
