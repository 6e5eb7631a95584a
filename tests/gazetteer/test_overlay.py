"""Our overlay files: every entry is sound, and each fault of an entry is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.cities500 import ARABIC_SPEAKING, read_cities500
from conflictmap.gazetteer.overlay import lay_over, read_overlays
from conflictmap.gazetteer.records import Extent

IRAQ = {"IQ": Extent(south=29, north=37.4, west=38.8, east=48.6)}


def test_every_entry_is_sound_and_names_a_known_place() -> None:
    records, extents = read_cities500(["IQ", "SY", "UA"])
    entries, errors = read_overlays(extents)
    errors += lay_over(records, entries)
    assert [str(error) for error in errors] == []
    slugs = {record.slug for record in records}
    assert [entry.where for entry in entries if entry.part_of and entry.part_of not in slugs] == []
    towns = [entry for entry in entries if entry.kind is None and entry.country in ARABIC_SPEAKING]
    assert [entry.where for entry in towns if not any(spelling.language == "ar" for spelling in entry.spellings)] == []
    assert {entry.kind for entry in entries} == {None, PlaceKind.DISTRICT, PlaceKind.FACILITY}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{name: Tajriba}", r"iq.yaml, place 1 \(Tajriba\): give 'geonames_id', or 'lat' and 'lon'"),
        ("{name: Tajriba, lat: 35.3}", "give 'geonames_id', or 'lat' and 'lon'"),
        ("{name: Tajriba, lat: 43.7, lon: 35.3}", "latitude and longitude look swapped"),
        ("{name: Tajriba, lat: 135.3, lon: 43.7}", "latitude and longitude look swapped"),
        ("{name: Tajriba, lat: 135.3, lon: 243.7}", "no point on Earth"),
        ("{name: Tajriba, lat: x, lon: 43.7}", "'lat' is 'x', not of the type float"),
        ("{lat: 35.3, lon: 43.7}", "'name' is missing"),
        ("{name: Tajriba, lat: 35.3, lon: 43.7, kind: province}", "none of town, district, facility"),
        ("{name: Tajriba, lat: 35.3, lon: 43.7, colour: red}", "unknown field 'colour'"),
    ],
)
def test_a_wrong_entry_is_named_and_the_others_go_on(tmp_path: Path, entry: str, message: str) -> None:
    sound = "{name: Hawija, lat: 35.3, lon: 43.7}"
    (tmp_path / "iq.yaml").write_text(f"country: IQ\nplaces:\n  - {entry}\n  - {sound}\n  - {sound}\n")
    entries, errors = read_overlays(IRAQ, tmp_path)
    assert [entry.name for entry in entries] == ["Hawija"]
    assert len(errors) == 2
    with pytest.raises(ValueError, match=message):
        raise errors[0]
    assert "the slug 'hawija' is also that of iq.yaml, place 2" in str(errors[1])
