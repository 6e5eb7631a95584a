"""``manage.py geoparse < texts.jsonl > places.jsonl``: every place name of any text, with the place it means."""

from __future__ import annotations

import io
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from conflictmap.gazetteer.countries import country_names
from conflictmap.gazetteer.geoparsing.jsonlines import geoparse_lines


class Command(BaseCommand):
    """Reads one line at a time and writes its answer at once; asks neither the database nor the network."""

    help = (
        'Find the place names of texts: lines {"id","text"} on standard input, lines {"id","places"} on standard '
        "output. A line that cannot be read is named on standard error, all others are answered, and the exit status "
        "is then 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --country."""
        parser.add_argument(
            "--country",
            action="append",
            default=[],
            metavar="IQ",
            help="prefer this country (ISO 3166-1 alpha-2) where a name has several places; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line."""
        countries = frozenset(code.upper() for code in options["country"])
        for code in sorted(countries - country_names().keys()):
            raise CommandError(f"--country {code}: write a country as its two-letter ISO 3166-1 code, as in IQ")
        lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
        output = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
        failed = 0
        try:
            for number, result, error in geoparse_lines(lines, countries):
                if error is not None:
                    failed += 1
                    self.stderr.write(f"line {number}: {error}")
                else:
                    output.write(f"{result}\n")
                    output.flush()
        finally:
            # The streams stay open for whoever called.
            lines.detach()
            output.detach()
        if failed:
            raise CommandError(f"{failed:,} lines could not be read; all others were answered.")
