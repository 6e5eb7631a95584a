"""``manage.py load_gazetteer``: places and their spellings from GeoNames and from our overlay files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from conflictmap.gazetteer.cities500 import read_cities500
from conflictmap.gazetteer.countries import country_names
from conflictmap.gazetteer.geonames_dump import read_dump
from conflictmap.gazetteer.loading import load_places
from conflictmap.gazetteer.overlay import lay_over, read_overlays
from conflictmap.gazetteer.records import Extent, PlaceRecord, RowError


class Command(BaseCommand):
    """Loads the gazetteer; running it again brings it up to date and leaves editors' changes alone."""

    help = (
        "Load places and spellings from GeoNames (cities500, and country dumps named by --geonames) and from the "
        "overlay files. A second run updates; places that editors made or changed stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --country and --geonames."""
        parser.add_argument(
            "--country",
            action="append",
            default=[],
            metavar="IQ",
            help="only this country (ISO 3166-1 alpha-2); may be given several times; all countries when absent",
        )
        parser.add_argument(
            "--geonames",
            action="append",
            default=[],
            type=Path,
            metavar="FILE",
            help="also load a GeoNames country dump such as IQ.txt; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything in one transaction, list the rows that could not be used, and fail when there were any."""
        countries = frozenset(code.upper() for code in options["country"])
        for code in sorted(countries - country_names().keys()):
            raise CommandError(f"--country {code}: write a country as its two-letter ISO 3166-1 code, as in IQ")
        for path in options["geonames"]:
            if not path.is_file():
                raise CommandError(f"--geonames {path}: there is no such file")
        records, extents = read_cities500(countries)
        errors: list[str] = []
        for path in options["geonames"]:
            records = self._add_dump(path, records, extents, countries, errors)
        entries, unusable = read_overlays(extents)
        chosen = [entry for entry in entries if not countries or entry.country in countries]
        errors += map(str, [*unusable, *lay_over(records, chosen)])

        if options["verbosity"]:
            self.stdout.write(f"Writing {len(records):,} places.")
        result = load_places(records, reserved_slugs=[entry.slug for entry in entries])
        if options["verbosity"]:
            self.stdout.write(
                f"{result.added:,} places added, {result.updated:,} updated, {result.unchanged:,} up to date, "
                f"{result.kept:,} kept as editors left them; {result.spellings_added:,} spellings added."
            )
        if errors:
            for error in errors:
                self.stderr.write(error)
            raise CommandError(f"{len(errors):,} rows could not be used; all others were loaded.")

    def _add_dump(
        self,
        path: Path,
        records: list[PlaceRecord],
        extents: dict[str, Extent],
        countries: frozenset[str],
        errors: list[str],
    ) -> list[PlaceRecord]:
        """The records with those of a dump: a place that both have keeps the spellings of both."""
        known = {record.geonames_id: record for record in records}
        try:
            with path.open(encoding="utf-8-sig", newline="\n") as file:
                rows = tqdm(file, desc=path.name, unit=" rows", disable=None)
                for record in read_dump(rows, extents, countries):
                    if isinstance(record, RowError):
                        errors.append(f"{path.name}, {record}")
                        continue
                    if (old := known.get(record.geonames_id)) is not None:
                        record.spellings += old.spellings
                    known[record.geonames_id] = record
        except OSError as error:
            raise CommandError(f"--geonames {path}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise CommandError(f"--geonames {path}: not UTF-8 text; give the unpacked file, as IQ.txt") from None
        return list(known.values())
