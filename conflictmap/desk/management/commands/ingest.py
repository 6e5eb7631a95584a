"""Take in articles from files, folders and standard input."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from conflictmap.articles.files import STANDARD_INPUT, Format, Reading, files_at, read_files, size_of
from conflictmap.articles.reading import Defaults
from conflictmap.core.days import parse_day
from conflictmap.desk.intake import Tally, take_in_many
from conflictmap.desk.interruption import Interruption

LONG_TEXT = 500_000
"""From how many bytes on a text takes long enough to say so."""


class Command(BaseCommand):
    """``manage.py ingest PATH...``; ``docs/ingest.md`` describes the formats."""

    help = (
        "Take in articles: .txt and .md files with a dateline or front matter, .jsonl files, folders of these, "
        "and - for standard input. Articles that are there already are skipped, so it may be run again at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the command line may say."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")
        parser.add_argument("--source", default="", help="who published the texts that do not say so themselves")
        parser.add_argument("--date", type=_day, help="when texts without a date were published, as YYYY-MM-DD")
        parser.add_argument(
            "--format",
            choices=[format_.value for format_ in Format],
            help="how all files are written (default: by their names; standard input is text)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in all documents, report each that failed, and end with status 1 if any did."""
        files = files_at(options["paths"])
        if not files:
            raise CommandError("There are no .txt, .md or .jsonl files there.")
        written_as = Format(options["format"]) if options["format"] else None
        readings = read_files(files, Defaults(options["source"], options["date"]), written_as)
        interruption = Interruption()
        with tqdm(total=_total_bytes(files), unit="B", unit_scale=True, disable=None) as progress:

            def announced() -> Iterator[Reading]:
                for reading in readings:
                    progress.set_postfix_str(Path(reading.origin).name)
                    if reading.size > LONG_TEXT:
                        megabytes = reading.size / 1e6
                        progress.write(
                            f"{reading.origin} has {megabytes:.1f} MB: reading it takes minutes.", self.stderr
                        )
                    yield reading

            def done(reading: Reading) -> None:
                progress.update(reading.size)

            try:
                tally = take_in_many(announced(), done, interruption.asked)
            except KeyboardInterrupt:
                raise self._stopped() from None
            finally:
                interruption.end()
        self._report(tally)
        if tally.stopped:
            raise self._stopped()
        if tally.failures:
            raise SystemExit(1)

    def _stopped(self) -> SystemExit:
        self.stderr.write("Stopped. What was taken in is kept: run the same command again to go on.")
        return SystemExit(130)

    def _report(self, tally: Tally) -> None:
        for failure in tally.failures:
            self.stderr.write(self.style.ERROR(failure))
        for warning in tally.warnings:
            self.stderr.write(self.style.WARNING(warning))
        self.stdout.write(
            f"{tally.new} new articles, {tally.known} known, {len(tally.failures)} failed; {tally.claims} claims, "
            f"{tally.waiting} of them waiting for an editor; {len(tally.town_ids)} towns rebuilt."
        )


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _total_bytes(files: list[str]) -> int | None:
    """How much there is to read; None when standard input is part of it."""
    if STANDARD_INPUT in files:
        return None
    return sum(map(size_of, files))
