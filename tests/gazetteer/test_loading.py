"""Loading places: twice the same, editors' work untouched, wrong rows named."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.gis.geos import Point
from django.core.management import CommandError, call_command

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.loading import LoadResult, load_places
from conflictmap.gazetteer.models import Town, TownName
from conflictmap.gazetteer.records import PlaceRecord, Spelling

pytestmark = pytest.mark.django_db


def place(name: str, identifier: int | None = None, **values: object) -> PlaceRecord:
    spellings = [Spelling(spelling) for spelling in values.pop("also", [])]  # type: ignore[attr-defined]
    values = {"country": "IQ", "lon": 43.0, "lat": 35.0, "origin": "GeoNames", **values}
    return PlaceRecord(name=name, geonames_id=identifier, spellings=spellings, **values)  # type: ignore[arg-type]


def town(name: str) -> Town:
    return Town.objects.get(name=name)


def test_a_place_comes_with_its_spellings_and_keys() -> None:
    result = load_places([place("Hawija", 1, also=["Al Ḩawījah", "al-hawijah", "", "الحويجة"], region="Kirkuk")])
    assert result == LoadResult(added=1, updated=0, unchanged=0, kept=0, spellings_added=3)
    hawija = town("Hawija")
    assert (hawija.slug, hawija.region, hawija.point.coords, hawija.point.srid) == (
        "hawija",
        "Kirkuk",
        (43.0, 35.0),
        4326,
    )
    assert {(spelling.name, spelling.folded) for spelling in hawija.names.all()} == {
        ("Hawija", fold("Hawija")),
        ("Al Ḩawījah", fold("Hawija")),
        ("الحويجة", fold("الحويجة")),
    }


def test_a_second_load_changes_nothing() -> None:
    records = [place("Hawija", 1, also=["Hawijah"]), place("Mosul", 2, population=5)]
    load_places(records)
    before = list(Town.objects.values_list("pk", "slug", "loaded_digest"))
    result = load_places([place("Hawija", 1, also=["Hawijah"]), place("Mosul", 2, population=5)])
    assert result == LoadResult(added=0, updated=0, unchanged=2, kept=0, spellings_added=0)
    assert list(Town.objects.values_list("pk", "slug", "loaded_digest")) == before


def test_a_changed_file_updates_values_and_adds_spellings_but_keeps_the_slug() -> None:
    load_places([place("Al Hawijah", 1, also=["Hawidja"])])
    result = load_places([place("Hawija", 1, population=9, lat=35.5)])
    assert (result.updated, result.spellings_added) == (1, 1)
    hawija = town("Hawija")
    assert (hawija.slug, hawija.population, hawija.point.y) == ("al-hawijah", 9, 35.5)
    assert set(hawija.names.values_list("name", flat=True)) == {"Al Hawijah", "Hawidja", "Hawija"}
    assert load_places([place("Hawija", 1, population=9, lat=35.5)]).unchanged == 1


@pytest.mark.parametrize("change", ["rename", "move", "add spelling", "remove spelling"])
def test_a_place_that_an_editor_changed_is_left_alone(change: str) -> None:
    load_places([place("Hawija", 1, also=["Hawidja"]), place("Mosul", 2)])
    hawija = town("Hawija")
    if change == "rename":
        Town.objects.filter(pk=hawija.pk).update(name="Al-Hawija")
    elif change == "move":
        hawija.point.x += 0.001
        hawija.save()
    elif change == "add spelling":
        TownName.objects.create(town=hawija, name="Hawega", folded=fold("Hawega"))
    else:
        hawija.names.get(name="Hawidja").delete()
    before = Town.objects.values().get(pk=hawija.pk), list(hawija.names.values("name"))
    result = load_places([place("Hawija", 1, also=["Hawidja", "Huwayjah"], population=7), place("Mosul", 2)])
    assert (result.kept, result.unchanged) == (1, 1)
    assert (Town.objects.values().get(pk=hawija.pk), list(hawija.names.values("name"))) == before


def test_a_place_that_an_editor_made_is_left_alone_and_keeps_its_slug() -> None:
    mine = Town.objects.create(slug="hawija", name="Hawija", country="IQ", point=Point(43, 35), geonames_id=1)
    result = load_places([place("Hawija", 1, population=7), place("Hawija", 2, region="Basra", population=3)])
    assert (result.added, result.kept) == (1, 1)
    mine.refresh_from_db()
    assert (mine.population, mine.origin) == (0, "editor")
    assert Town.objects.get(geonames_id=2).slug == "hawija-basra"


def test_homonyms_get_readable_slugs_whatever_the_order() -> None:
    records = [
        place("Rabia", 1, population=5),
        place("Rabia", 2, population=50, region="Nineveh"),
        place("Rabia", 3, region="Latakia", country="SY"),
        place("Rabia", 4, country="SY"),
        place("Rabia", 5, country="SY"),
        place("نوى", 6, country="SY"),
    ]
    load_places(records[::-1])
    assert dict(Town.objects.values_list("geonames_id", "slug")) == {
        1: "rabia-iq",
        2: "rabia",
        3: "rabia-latakia",
        4: "rabia-sy",
        5: "rabia-sy-5",
        6: "place",
    }


def test_reserved_slugs_go_to_those_who_bring_them() -> None:
    load_places([place("Dabiq", 1, population=9)], reserved_slugs=["dabiq"])
    load_places([place("Dabiq", origin="overlay:dabiq", slug="dabiq")], reserved_slugs=["dabiq"])
    assert dict(Town.objects.values_list("geonames_id", "slug")) == {1: "dabiq-iq", None: "dabiq"}
    assert load_places([place("Dabiq", origin="overlay:dabiq", slug="dabiq")]).unchanged == 1


def test_a_part_knows_its_town_and_a_wrong_spelling_goes() -> None:
    load_places([place("Mosul", 1, also=["Mosul al-Jadida"])])
    load_places(
        [
            place("Mosul", 1, without=frozenset({fold("Mosul al-Jadida")})),
            place("New Mosul", 2, place_kind=PlaceKind.DISTRICT, part_of="mosul"),
        ]
    )
    assert town("New Mosul").part_of == town("Mosul")
    assert list(town("Mosul").names.values_list("name", flat=True)) == ["Mosul"]


def dump_row(**values: str) -> str:
    columns = {
        "id": "7001", "name": "Tall Tajriba", "ascii": "Tall Tajriba", "also": "Tel Tajriba,tl tjrbh", "lat": "36.4",
        "lon": "42.3", "class": "P", "code": "PPL", "country": "IQ", "cc2": "", "admin1": "15", "admin2": "",
        "admin3": "", "admin4": "", "population": "1200", "elevation": "", "dem": "300", "zone": "Asia/Baghdad",
        "modified": "2020-01-01",
    }  # fmt: skip
    return "\t".join({**columns, **values}.values())


def test_a_dump_gives_towns_and_facilities_and_names_its_wrong_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        dump_row(),
        dump_row(id="7002", lat="42.3", lon="36.4"),
        dump_row(id="7003", name="Tajriba Air Base", **{"class": "S", "code": "AIRB"}),
        dump_row(id="7004", name="Tajriba Hill", **{"class": "T", "code": "HLL"}),
        dump_row(id="7005", lat="north"),
        dump_row(id="7006", lat="136.4"),
        "7007\tTall",
        dump_row(id="7008", population="-1"),
        dump_row(id="7010", also="Tel\0Tajriba"),
        dump_row(id="7011", name="T" * 201),
        dump_row(id="7009", name="Dabiq Tahtani", also="Dabiq", lat="36.54", lon="37.28", country="SY", admin1="09"),
    ]
    file = tmp_path / "IQ.txt"
    file.write_text("\ufeff" + "\n".join(rows))
    with pytest.raises(CommandError, match="7 rows could not be used; all others were loaded"):
        call_command("load_gazetteer", str(file), country=["IQ", "SY"])
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(": ", 1)[0] for line in errors] == [f"IQ.txt, row {row}" for row in (2, 5, 6, 7, 8, 9, 10)]
    assert "latitude and longitude look swapped" in errors[0]
    assert "latitude (column 5) is 'north'" in errors[1]
    assert "latitude and longitude look swapped" in errors[2]
    assert "2 columns instead of 19" in errors[3]
    assert "population (column 15)" in errors[4]
    assert "a NUL character stands in a name" in errors[5]
    assert "the name (column 2) has 201 letters" in errors[6]
    new = Town.objects.get(geonames_id=7001)
    assert (new.name, new.region, new.population, new.place_kind) == ("Tall Tajriba", "Nineveh", 1200, "town")
    assert set(new.names.values_list("name", flat=True)) == {"Tall Tajriba", "Tel Tajriba"}
    assert Town.objects.get(geonames_id=7003).place_kind == "facility"
    assert not Town.objects.filter(geonames_id__in=[7002, 7004, 7005, 7006, 7008, 7010, 7011]).exists()
    # What our overlay and the dump both have is one place.
    assert Town.objects.get(slug="dabiq").geonames_id == 7009


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"country": ["Iraq"]}, "--country IRAQ: write a country as its two-letter"),
        ({"country": ["XX"]}, "--country XX: write a country as its two-letter"),
        (
            {"country": ["IQ"], "files": [Path("/nowhere/IQ.txt")]},
            "/nowhere/IQ.txt: there is no such file",
        ),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, object], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("load_gazetteer", **options)
    assert not Town.objects.exists()
