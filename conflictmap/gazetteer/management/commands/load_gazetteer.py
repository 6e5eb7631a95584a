"""``manage.py load_gazetteer``: places and spellings from GeoNames, from files named, and from our overlay files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from conflictmap.gazetteer.cities500 import read_cities500
from conflictmap.gazetteer.countries import country_names
from conflictmap.gazetteer.loading import load_places
from conflictmap.gazetteer.overlay import lay_over, read_overlays
from conflictmap.gazetteer.place_files import FileError, Wanted, add_file
from conflictmap.gazetteer.place_tables import CHOSEN
from conflictmap.gazetteer.place_tables import ORIGIN as TABLE

SOURCE_LENGTH = 200

# Lists of villages lack the points of thousands.
ERRORS_TOLD = 100


class Command(BaseCommand):
    """Loads the gazetteer; running it again brings it up to date and leaves editors' changes alone."""

    help = (
        "Load places and spellings from GeoNames (cities500), from files (GeoNames dumps, tables with P-codes), and "
        "from the overlay files. A second run updates; places that editors made or changed stay as they are."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the files, --country and --source."""
        parser.add_argument(
            "files",
            nargs="*",
            default=[],
            type=Path,
            metavar="FILE",
            help="also load a GeoNames country dump (IQ.txt), or a table of places (CSV with a heading, or GeoJSON): "
            "populated places of OCHA, villages of MIMU and the like; docs/gazetteer.md tells the columns",
        )
        parser.add_argument(
            "--country",
            action="append",
            default=[],
            metavar="IQ",
            help="only this country (ISO 3166-1 alpha-2); may be given several times; all countries when absent",
        )
        parser.add_argument(
            "--source",
            default="",
            metavar="TEXT",
            help='who made the tables and their licence, kept with each place, as in "OCHA Syria (CC BY-IGO)"',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything in one transaction, list the rows that could not be used, and fail when there were any."""
        countries = frozenset(code.upper() for code in options["country"])
        for code in sorted(countries - country_names().keys()):
            raise CommandError(f"--country {code}: write a country as its two-letter ISO 3166-1 code, as in IQ")
        for path in options["files"]:
            if not path.is_file():
                raise CommandError(f"{path}: there is no such file")
        if len(options["source"]) > SOURCE_LENGTH:
            raise CommandError(f"--source: at most {SOURCE_LENGTH} letters fit")
        records, extents = read_cities500(countries)
        errors: list[str] = []
        for path in options["files"]:
            try:
                records, wrong = add_file(path, records, Wanted(countries, extents, options["source"] or path.name))
            except FileError as unreadable:
                raise CommandError(f"{unreadable}. Nothing was loaded.") from None
            errors += map(str, wrong)
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
            self._ask_for_credit({record.source for record in records if record.origin.startswith((TABLE, CHOSEN))})
        if errors:
            told = len(errors) if options["verbosity"] > 1 else ERRORS_TOLD
            for error in errors[:told]:
                self.stderr.write(error)
            if errors[told:]:
                self.stderr.write(f"... and {len(errors) - told:,} more; --verbosity 2 names them all.")
            raise CommandError(f"{len(errors):,} rows could not be used; all others were loaded.")

    def _ask_for_credit(self, sources: set[str]) -> None:
        """Say which sources of tables exports do not credit yet: most licences ask for it."""
        for source in sorted(sources):
            if source not in settings.DATA_ATTRIBUTION:
                self.stdout.write(f"Name “{source}” in DATA_ATTRIBUTION: pictures and exports credit what it says.")
