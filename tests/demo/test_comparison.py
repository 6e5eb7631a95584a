"""What counts as missed: the row's own columns against the claims of its dispatch."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conflictmap.core.claims import Kind
from conflictmap.demo.chronology import ChronologyRow
from conflictmap.demo.comparison import misses, write_report
from tests.factories import make_actor, make_article, make_claim, make_town

pytestmark = pytest.mark.django_db

ROW = ChronologyRow(
    origin="x.csv row 2",
    first=date(2014, 6, 8),
    last=date(2014, 6, 10),
    place="Hawija",
    country="IQ",
    lon=43.77,
    lat=35.32,
    kind=Kind.CAPTURES,
    actor="SDF",
    summary="The SDF entered Hawija.",
    reference="A chronicle",
)


def reasons(*claims: dict[str, Any]) -> list[str]:
    """What is said of the row when its dispatch gave these claims, each agreeing but for what is told."""
    actor = make_actor("Syrian Democratic Forces", short_name="SDF", canonical="SDF/YPG")
    town = make_town("Hawija", lon=43.77, lat=35.40)
    article = make_article(ROW.summary, published=ROW.last)
    agreeing = {"town": town, "actor": actor, "kind": "captures"}
    for fields in claims:
        make_claim(article, "Hawija", **{**agreeing, **fields})
    return [reason for miss in misses([(ROW, article.pk)]) for reason in miss.reasons]


def test_one_agreeing_claim_is_enough() -> None:
    assert reasons({"kind": "attacks"}, {}) == []


def test_without_a_claim_the_row_is_missed() -> None:
    assert reasons() == ["no claim was read"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"town": None}, "“somewhere” was not placed"),
        ({"kind": "holds"}, "holds instead of captures"),
        ({"actor": None, "actor_canonical": "unknown"}, "actor unknown instead of Syrian Democratic Forces"),
        ({"modality": "planned"}, "read as planned"),
        ({"date_from": date(2014, 6, 12), "date_to": date(2014, 6, 12)}, "dated 2014-06-12 to 2014-06-12, not"),
        ({"date_from": None, "date_to": date(2014, 6, 6)}, "dated ... to 2014-06-06, not"),
        ({"date_from": date(2014, 6, 1), "date_to": None}, "dated 2014-06-01 to ..., not"),
        ({"date_from": date(2014, 6, 7), "date_to": date(2014, 6, 7)}, "dated 2014-06-07 to 2014-06-07, not"),
    ],
)
def test_each_difference_is_told(fields: dict[str, Any], says: str) -> None:
    [reason] = reasons(fields)
    assert reason.startswith(says)


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2014, 6, 10), date(2014, 6, 10)), (None, date(2014, 6, 7)), (date(2014, 6, 1), date(2014, 6, 11))],
)
def test_a_date_may_be_wider_or_a_day_off(first: date | None, last: date) -> None:
    assert reasons({"date_from": first, "date_to": last}) == []


def test_a_town_ten_kilometres_away_is_another_place() -> None:
    assert reasons({"town": make_town("Riyadh", lon=43.90, lat=35.27)}) == [
        "placed at Riyadh (IQ), 13 km away",
    ]


def test_the_claim_that_comes_nearest_gives_the_reasons() -> None:
    assert reasons({"kind": "attacks", "town": None}, {"kind": "holds"}) == ["holds instead of captures"]


def test_the_report_is_a_table(tmp_path: Path) -> None:
    make_actor("Syrian Democratic Forces", short_name="SDF", canonical="SDF/YPG")
    article = make_article(ROW.summary)
    write_report(tmp_path / "missed.csv", misses([(ROW, article.pk)]))
    assert (tmp_path / "missed.csv").read_text().splitlines() == [
        "row,place,kind,actor,date_from,date_to,reason,summary",
        "x.csv row 2,Hawija,captures,SDF,2014-06-08,2014-06-10,no claim was read,The SDF entered Hawija.",
    ]
