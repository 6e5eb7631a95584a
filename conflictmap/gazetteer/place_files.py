"""Files of places that an operator names: which kind each is, told by its first line, and its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from conflictmap.gazetteer.geonames_dump import COLUMNS, read_dump
from conflictmap.gazetteer.place_tables import Table, join, read_features, read_table
from conflictmap.gazetteer.records import Extent, PlaceRecord, RowError

SPREADSHEET = b"PK\x03\x04"


class FileError(ValueError):
    """A file of which nothing can be used; the message names it and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read of the files: places of `countries` (ISO 3166-1 alpha-2; all when empty), and who made tables.

    `extents` are the boxes in which the known places of each country lie.
    """

    countries: frozenset[str]
    extents: dict[str, Extent]
    source: str


def add_file(path: Path, records: list[PlaceRecord], wanted: Wanted) -> tuple[list[PlaceRecord], list[RowError]]:
    """The records with those of a file, and an error for each row of it that cannot be used.

    A place that both have is one, with the spellings of both. Raises FileError when the file cannot be read.
    """
    errors: list[RowError] = []
    try:
        with path.open("rb") as packed:
            if packed.read(len(SPREADSHEET)) == SPREADSHEET:
                raise FileError(f"{path}: a packed file; unpack it, or save the sheet of a workbook as CSV (UTF-8)")
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            first = file.readline()
            if not first:
                raise FileError(f"{path}: the file is empty")
            file.seek(0)
            if first.count("\t") == COLUMNS - 1 or first.split("\t")[0].isdecimal():
                read = read_dump(tqdm(file, path.name, unit=" rows", disable=None), wanted.extents, wanted.countries)
                records = _with_dump(records, _usable(path, read, errors))
            else:
                table = _table(tqdm(file, path.name, unit=" rows", disable=None), wanted)
                read = read_features(table) if first.lstrip().startswith(("{", "[")) else read_table(table)
                rows = _usable(path, read, errors)
                join(records, [place for place in rows if not wanted.countries or place.country in wanted.countries])
    except OSError as error:
        raise FileError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from None
    except UnicodeDecodeError:
        raise FileError(f"{path}: not UTF-8 text; give the unpacked file, or save the table as CSV (UTF-8)") from None
    except RowError as error:
        raise FileError(f"{path}, {error}") from None
    return records, errors


def _with_dump(records: list[PlaceRecord], places: Iterator[PlaceRecord]) -> list[PlaceRecord]:
    """The records with the places of a dump, known again by their GeoNames ids."""
    known = {record.geonames_id or -number: record for number, record in enumerate(records)}
    for place in places:
        assert place.geonames_id is not None
        if (old := known.get(place.geonames_id)) is not None:
            place.spellings += old.spellings
        known[place.geonames_id] = place
    return list(known.values())


def _table(lines: Iterable[str], wanted: Wanted) -> Table:
    only = next(iter(wanted.countries)) if len(wanted.countries) == 1 else ""
    return Table(lines, wanted.extents, only, wanted.source)


def _usable(path: Path, rows: Iterator[PlaceRecord | RowError], errors: list[RowError]) -> Iterator[PlaceRecord]:
    for row in rows:
        if isinstance(row, RowError):
            errors.append(RowError(f"{path.name}, {row}"))
        else:
            yield row
