"""Reading the chronology: good rows, and rows whose mistakes are named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from conflictmap.core.claims import Kind
from conflictmap.demo.chronology import COLUMNS, RowError, country_boxes, read_chronology, read_row
from tests.factories import make_town

BOXES = {"IQ": (38.8, 29.1, 48.6, 37.4), "SY": (35.7, 32.3, 42.4, 37.3)}
ROW = {
    "date_from": "2014-06-08",
    "date_to": "2014-06-09",
    "place": "Hawija",
    "country": "Iraq",
    "lat": "35.3259",
    "lon": "43.7727",
    "kind": "captures",
    "actor": "Islamic State",
    "summary": "The Islamic State entered Hawija.",
    "reference": "A chronicle",
}


def test_a_row_becomes_a_dispatch_of_its_sentence_on_its_last_day() -> None:
    row = read_row("x.csv row 2", ROW, BOXES)
    assert (row.first, row.last, row.kind, row.country) == (date(2014, 6, 8), date(2014, 6, 9), Kind.CAPTURES, "IQ")
    assert (row.lon, row.lat) == (43.7727, 35.3259)
    document = row.dispatch()
    assert (document.text, document.published) == ("The Islamic State entered Hawija.", date(2014, 6, 9))
    assert (document.source, document.reference) == ("conflictmap chronology", "A chronicle")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"date_from": "2014-13-08"}, "date_from: “2014-13-08” is not a day of the calendar"),
        ({"date_to": "8 June 2014"}, "date_to: “8 June 2014” is not a date"),
        ({"date_from": "2014-06-10"}, "date_from 2014-06-10 is after date_to 2014-06-09"),
        ({"lat": "43.7727", "lon": "35.3259"}, "lat 43.7727 and lon 35.3259 are swapped"),
        ({"lat": "5.3259"}, "do not lie in Iraq"),
        ({"lat": "95"}, "lat is 95.0: it must lie between -90 and 90"),
        ({"lon": "43° E"}, "lon is “43° E”: write degrees as a number"),
        ({"lon": "nan"}, "lon is nan"),
        ({"kind": "conquers"}, "kind is “conquers”: write one of captures, holds"),
        ({"country": "Irak"}, "country is “Irak”: write one of Iraq, Syria"),
        ({"summary": " ", "reference": ""}, "summary, reference is empty"),
    ],
)
def test_a_wrong_cell_is_named(changes: dict[str, str], says: str) -> None:
    with pytest.raises(RowError, match=says):
        read_row("x.csv row 2", {**ROW, **changes}, BOXES)


def test_a_wrong_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    lines = [",".join(COLUMNS)]
    for day in ("2014-06-08", "2014-06-88", "2014-06-09"):
        lines.append(",".join({**ROW, "date_from": day}[column] for column in COLUMNS))
    path.write_text("\n".join(lines))
    rows, problems = read_chronology(path, BOXES)
    assert [row.origin for row in rows] == ["x.csv row 2", "x.csv row 4"]
    assert [problem.split(": ")[:2] for problem in problems] == [["x.csv row 3", "date_from"]]


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("place,country\n")
    with pytest.raises(RowError, match=r"x\.csv lacks the columns date_from, date_to, lat"):
        read_chronology(tmp_path / "x.csv", BOXES)


@pytest.mark.parametrize(("name", "rows"), [("chronology.csv", 221), ("chronology_extra.csv", 146)])
def test_every_row_of_ours_is_usable(name: str, rows: int) -> None:
    read, problems = read_chronology(settings.BASE_DIR / "fixtures" / name, BOXES)
    assert (len(read), problems) == (rows, [])


@pytest.mark.django_db
def test_the_box_of_a_country_holds_its_towns() -> None:
    make_town("Hawija", lon=43.77, lat=35.32)
    make_town("Basra", lon=47.78, lat=30.5)
    make_town("Ankara", lon=32.85, lat=39.92, country="TR")
    assert country_boxes() == {"IQ": (43.77, 30.5, 47.78, 35.32)}
