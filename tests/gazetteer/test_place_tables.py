"""Tables of places as aid organisations give them away: recognised by their headings, wrong rows named, loaded once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from conflictmap.gazetteer.models import Town
from conflictmap.gazetteer.place_tables import Table, join, read_features, read_table
from conflictmap.gazetteer.records import Extent, PlaceRecord, RowError, Spelling
from conflictmap.gazetteer.table_columns import recognise

OCHA = (
    "admin0Name_en,admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,featureName_en,featureName_ar,featureAltName1_en,"
    "featurePcode,Latitude,Longitude,Population"
)
UKRAINE = (
    "ADM4_EN;ADM4_UA;ADM4_RU;ADM4_PCODE;ADM4_TYPE_UA;ADM1_EN;ADM1_UA;ADM1_PCODE;ADM1_RP_LAT;ADM1_RP_LON;"
    "ADM4_RP_LAT;ADM4_RP_LON"
)
MYANMAR = (
    "SR_Pcode\tSR_Name_Eng\tDistrict/SAZ_Pcode\tDistrict/SAZ_Name_Eng\tTsp_Pcode\tTownship_Name_Eng\tVT_Pcode\t"
    "Village_Tract_Name_Eng\tVillage_Pcode\tVillage_Name_Eng\tVillage_Name_MMR\tLongitude\tLatitude"
)


def read(*lines: str, country: str = "", extents: dict[str, Extent] | None = None) -> list[PlaceRecord | RowError]:
    return list(read_table(Table([f"{line}\n" for line in lines], extents or {}, country, "OCHA (CC BY-IGO)")))


def one(*lines: str, country: str = "") -> PlaceRecord:
    (place,) = read(*lines, country=country)
    assert isinstance(place, PlaceRecord), place
    return place


def test_populated_places_of_ocha_are_read_by_their_feature_names() -> None:
    tags = (
        "#country+name,#country+code,#adm1+name,#adm1+code,#adm2+name,#loc+name,#loc+name,,#loc+code,#geo+lat,#geo+lon,"
    )
    row = 'Syria,SY,Al-Hasakeh,SY08,Quamishli,Tal Tajriba,تل تجربة,"Tell Tajriba; Tajriba",C4567,36.9,41.2,"1,250"'
    place = one(OCHA, tags, row)
    assert (place.name, place.country, place.region, place.population) == ("Tal Tajriba", "SY", "Hasakah", 1250)
    assert (place.lat, place.lon, place.origin, place.source) == (36.9, 41.2, "pcode:SY:C4567", "OCHA (CC BY-IGO)")
    assert place.spellings == [Spelling("تل تجربة", "ar"), Spelling("Tell Tajriba"), Spelling("Tajriba")]


def test_settlements_of_ukraine_are_the_fourth_level_with_its_own_point() -> None:
    row = "Provodne;Проводне;Проводное;UA1402001010;СНП;Donetska;Донецька;UA14;48.0;37.8;48,21;38,05"
    place = one(UKRAINE, row)
    assert (place.name, place.country, place.lat, place.lon) == ("Provodne", "UA", 48.21, 38.05)
    assert place.spellings == [Spelling("Проводне", "uk"), Spelling("Проводное", "ru")]
    assert place.origin == "pcode:UA:UA1402001010"


def test_villages_of_myanmar_are_read_and_their_country_told_by_the_code_of_the_state() -> None:
    row = (
        "MMR001\tKachin\tMMR001D001\tMyitkyina\tMMR001001\tMyitkyina\tMMR001001001\tTest Tract\t"
        "152345\tSan Ka\tစမ်းကာ\t97.4\t25.4"
    )
    place = one(MYANMAR, row)
    assert (place.name, place.country, place.region, place.origin) == ("San Ka", "MM", "Kachin", "pcode:MM:152345")
    assert place.spellings == [Spelling("စမ်းကာ", "my")]


def test_a_table_without_codes_needs_its_country_and_a_place_is_known_by_name_and_point() -> None:
    lines = "name,lat,lon", "Tajriba,36.9,41.2"
    (error,) = read(*lines)
    assert "name it with --country" in str(error)
    place = one(*lines, country="SY")
    assert place.origin.startswith("table:SY:")
    assert place.origin == one(*lines, country="SY").origin
    assert place.origin != one("name,lat,lon", "Tajriba,36.9,41.3", country="SY").origin


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Kan Gyi (North)", ["Kan Gyi"]),
        ("Kan Gyi (2)", ["Kan Gyi"]),
        ("Nar Wee (Na Wi)", ["Nar Wee", "Na Wi"]),
        ("Bogale Town", ["Bogale"]),
        ("Town", []),
    ],
)
def test_a_place_is_also_called_what_its_name_is_without_brackets_and_kind(name: str, parts: list[str]) -> None:
    assert [spelling.name for spelling in one("name,lat,lon", f"{name},36.9,41.2", country="SY").spellings] == parts


def test_points_of_geojson_are_read_by_their_properties_and_others_named() -> None:
    def feature(geometry: object, **properties: object) -> dict[str, object]:
        return {"type": "Feature", "geometry": geometry, "properties": {"admin0Pcode": "SY", **properties}}

    point = {"type": "Point", "coordinates": [41.2, 36.9]}
    features = [
        feature(point, featureName_en="Tajriba", featureName_ar="تجربة", featurePcode="C1", Latitude="rounded"),
        feature({"type": "Polygon", "coordinates": []}, featureName_en="Area"),
        feature(None, featureName_en="Nowhere"),
        feature(point | {"coordinates": ["x"]}, featureName_en="Odd"),
        feature(point, featureName_en=None),
        feature(point, featureName_en="Twice", featurePcode="C1"),
        "no feature",
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    place, *errors = read_features(Table(text.splitlines(True), {}, "", "OCHA (CC BY-IGO)"))
    assert isinstance(place, PlaceRecord)
    assert (place.name, place.lat, place.lon, place.origin) == ("Tajriba", 36.9, 41.2, "pcode:SY:C1")
    assert place.spellings == [Spelling("تجربة", "ar")]
    assert [str(error) for error in errors] == [
        "feature 2: its geometry is of the type 'Polygon'; give points, as a place has one",
        "feature 3: it has no geometry, so the place has no point",
        "feature 4: its coordinates are ['x'], not a longitude and a latitude in degrees",
        'feature 5: the name, column "featureName_en" (4), is empty',
        "feature 6: the code C1 is that of feature 1 too",
        "feature 7: it has no geometry, so the place has no point",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "no GeoJSON: Expecting"),
        ('{"type": "Feature"}', 'no list of "features"'),
        ("[1]", 'no list of "features"'),
        ('{"features": []}', "no column has the name of the place"),
    ],
)
def test_a_text_that_is_no_geojson_of_places_is_refused(text: str, message: str) -> None:
    with pytest.raises(RowError, match=message):
        list(read_features(Table([text], {})))


@pytest.mark.parametrize(
    ("heading", "names", "point", "code"),
    [
        ("OBJECTID,Name_En,Name_Ar,PCODE,Latitude,Longitude", ["Name_En", "Name_Ar"], "Latitude", "PCODE"),
        ("PPL_Name,Arabic_Name,Lat,Lon,Governorate,P_Code", ["PPL_Name", "Arabic_Name"], "Lat", "P_Code"),
        ("adm4_name,adm4_pcode,adm1_name,center_lat,center_lon,iso2", ["adm4_name"], "center_lat", "adm4_pcode"),
        ("State,County,Payam,Town,Y,X", ["Town"], "Y", ""),
        ("featureNam,admin1Name,admin1Pcod,POINT_X,POINT_Y", ["featureNam"], "POINT_Y", ""),
    ],
)
def test_headings_are_known_in_many_spellings(heading: str, names: list[str], point: str, code: str) -> None:
    columns = recognise(heading.split(","))
    assert [columns.headings[at] for at, _ in columns.names] == names
    assert columns.headings[columns.latitude] == point
    assert (columns.headings[columns.code] if columns.code >= 0 else "") == code


@pytest.mark.parametrize(
    ("heading", "message"),
    [
        ("admin1Name_en,admin1Pcode,population", "nor the latitude nor the longitude|the latitude, nor the longitude"),
        ("lat,lon,remark", "no column has the name of the place"),
        ("", "no column has the name of the place"),
        # The midst of a district is no town.
        ("ADM1_EN,ADM2_EN,ADM2_PCODE,center_lat,center_lon", "no column has the name of the place"),
    ],
)
def test_a_heading_that_is_no_table_of_places_is_refused(heading: str, message: str) -> None:
    with pytest.raises(RowError, match=message):
        recognise(heading.split(","))


def test_wrong_rows_are_named_with_their_column_and_the_others_kept() -> None:
    extents = {"SY": Extent(32, 37.5, 35.5, 42.5)}
    rows = [
        "Syria,SY,Homs,SY04,Homs,Good,,,C1,34.7,36.7,",
        "Syria,SY,Homs,SY04,Homs,,,,C2,34.7,36.7,",
        "Syria,SY,Homs,SY04,Homs,North,,,C3,north,36.7,",
        "Syria,SY,Homs,SY04,Homs,Swapped,,,C4,41.9,32.9,",
        "Syria,SY,Homs,SY04,Homs,Twice,,,C1,34.8,36.8,",
        "Syria,SY,Homs,SY04,Homs,Many,,,C5,34.8,36.8,lots",
        "Syria,SY,Homs",
        "Syria,SY,Homs,SY04,Homs,Far,,,C6,10.0,36.8,",
        "Syria,SY,Homs,SY04,Homs,Last,,,C7,34.9,36.9,12",
    ]
    read_rows = read(OCHA, *rows, extents=extents)
    assert [row.name for row in read_rows if isinstance(row, PlaceRecord)] == ["Good", "Last"]
    errors = [str(row) for row in read_rows if isinstance(row, RowError)]
    assert errors == [
        'row 3: the name, column "featureName_en" (6), is empty',
        "row 4: column \"Latitude\" (10) is 'north', not a number in degrees",
        "row 5: latitude 41.9, longitude 32.9 lies outside SY, but not the other way round: "
        "latitude and longitude look swapped",
        "row 6: the code C1 is that of row 2 too",
        "row 7: column \"Population\" (12) is 'lots', not a whole number of people",
        "row 8: 3 columns instead of 12",
        "row 9: latitude 10, longitude 36.8 lies outside SY",
    ]


def test_a_place_that_is_there_already_gets_the_spellings_and_a_namesake_farther_off_is_its_own() -> None:
    known = PlaceRecord("Al Tajribah", "SY", 36.7, 34.7, "GeoNames", geonames_id=1)
    records = [known]
    near = PlaceRecord("Tajriba", "SY", 36.72, 34.71, "pcode:SY:C1", population=90, spellings=[Spelling("تجربة", "ar")])
    next_to_it = PlaceRecord("Tajriba", "SY", 36.73, 34.71, "pcode:SY:C2")
    far = PlaceRecord("Tajriba", "SY", 37.5, 35.7, "pcode:SY:C3")
    join(records, [near, next_to_it, far])
    assert records == [known, next_to_it, far]
    assert {spelling.name for spelling in known.spellings} == {"Tajriba", "تجربة"}
    assert (known.name, known.population, known.lon, known.origin) == ("Al Tajribah", 90, 36.7, "pcode:SY:C1")


@pytest.mark.django_db
def test_a_table_is_loaded_once_however_often_and_a_newer_one_updates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "syr_populated_places.csv"
    row = "Syria,SY,Homs,SY04,Homs,Tal Tajriba,تل تجربة,,C4567,34.9,36.9,"
    file.write_text(f"\ufeff{OCHA}\r\n{row}\r\n", encoding="utf-8")
    options = {"country": ["SY"], "source": "OCHA Syria (CC BY-IGO)"}
    call_command("load_gazetteer", str(file), **options)
    assert "Name “OCHA Syria (CC BY-IGO)” in DATA_ATTRIBUTION" in capsys.readouterr().out
    new = Town.objects.get(name="Tal Tajriba")
    assert (new.source, new.region, new.origin) == ("OCHA Syria (CC BY-IGO)", "Homs", "pcode:SY:C4567")
    assert set(new.names.values_list("name", "language")) == {("Tal Tajriba", ""), ("تل تجربة", "ar")}
    assert Town.objects.get(slug="homs").source == "GeoNames (CC BY 4.0)"
    count = Town.objects.count()
    file.write_text(f"{OCHA}\n{row.replace('Tal Tajriba', 'Tell Tajriba')}\n", encoding="utf-8")
    call_command("load_gazetteer", str(file), **options)
    assert Town.objects.count() == count
    new.refresh_from_db()
    assert (new.name, new.slug) == ("Tell Tajriba", "tal-tajriba")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", "save the sheet of a workbook as CSV"),
        (b"name,lat,lon\nT\xe9l,1,2\n", "not UTF-8 text"),
        (b"title,note\nA,B\n", "row 1: no column has the name of the place"),
    ],
)
@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_named_and_nothing_loaded(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "places.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=f"places.csv.*{message}.*Nothing was loaded"):
        call_command("load_gazetteer", str(file), country=["SY"])
    assert not Town.objects.exists()
