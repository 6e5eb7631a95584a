"""Load the demo story: Iraq and Syria, 2013 to 2019."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from conflictmap.articles.files import Reading, read_files
from conflictmap.articles.models import Article, Source, SourceKind
from conflictmap.articles.reading import Defaults
from conflictmap.claims.extractors.configured import BUILT_IN
from conflictmap.control.models import ControlPeriod
from conflictmap.demo.chronology import SOURCE_NAME, ChronologyRow, RowError, country_boxes, read_chronology
from conflictmap.demo.comparison import misses, write_report
from conflictmap.desk.intake import Tally, take_in_many
from conflictmap.desk.reading_again import Tally as Differences
from conflictmap.desk.reading_again import not_read_by, read_again, reader_named
from conflictmap.gazetteer.models import Town
from conflictmap.narratives.loading import load_narrative

FIXTURES = settings.BASE_DIR / "fixtures"
SEED = FIXTURES / "articles" / "2017-09-22-afp-baghdad.txt"
CHRONOLOGY = FIXTURES / "chronology.csv"
CHRONOLOGY_EXTRA = FIXTURES / "chronology_extra.csv"
NARRATIVE = FIXTURES / "stories" / "islamic-state-2014-2017.yaml"
THEATRE = ("IQ", "SY", "TR", "LB", "JO", "IR", "KW", "SA", "IL")
"""The countries of the story and their neighbours."""

# docs/demo.md says why the chronology weighs more than a single day's report.
SOURCES = {
    "AFP": {"slug": "afp", "kind": SourceKind.AGENCY, "weight": 0.8},
    SOURCE_NAME: {"slug": "conflictmap-chronology", "kind": SourceKind.CHRONOLOGY, "weight": 0.9},
}


class Command(BaseCommand):
    """``manage.py load_demo``; ``docs/demo.md`` describes the story."""

    help = (
        "Load actors, places and the demo story, then say which rows of the chronology the extractor did not get. "
        "What is there already is kept, so it may be run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the command line may say."""
        parser.add_argument(
            "--story",
            choices=["full", "seed", "none"],
            default="full",
            help="full: the AFP article and the chronology; seed: the article; none: actors and places only",
        )
        parser.add_argument("--extra", action="store_true", help="also the doubtful rows of chronology_extra.csv")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the rows that were missed to a CSV file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing and report."""
        story, extra = options["story"], options["extra"]
        if extra and story != "full":
            raise CommandError("--extra adds to the chronology: it needs --story full.")
        self._load_actors_and_places()
        if story == "none":
            return
        for name, fields in SOURCES.items():
            Source.objects.get_or_create(name=name, defaults=fields)
        readings = list(read_files([str(SEED)], Defaults()))
        rows: list[ChronologyRow] = []
        if story == "full":
            rows = self._read_rows([CHRONOLOGY, CHRONOLOGY_EXTRA] if extra else [CHRONOLOGY])
            readings += [Reading(row.origin, 1, row.dispatch()) for row in rows]
        tally = self._take_in(readings)
        self._report_tally(tally)
        self._read_again(tally.known_ids)
        if rows and not tally.failures:
            load_narrative(NARRATIVE)
        if rows:
            self._report_misses(rows, options["report"], listed=tally.new > 0)
        if tally.failures:
            raise SystemExit(1)

    def _load_actors_and_places(self) -> None:
        call_command("load_actors", verbosity=0, stdout=self.stdout)
        loaded = set(Town.objects.filter(country__in=THEATRE).values_list("country", flat=True).distinct())
        missing = [country for country in THEATRE if country not in loaded]
        if missing:
            self.stdout.write(f"Loading the places of {', '.join(missing)}.")
            call_command("load_gazetteer", country=missing, stdout=self.stdout)

    def _read_rows(self, files: Iterable[Path]) -> list[ChronologyRow]:
        boxes = country_boxes()
        rows: list[ChronologyRow] = []
        for file in files:
            try:
                read, problems = read_chronology(file, boxes)
            except RowError as error:
                raise CommandError(str(error)) from None
            rows += read
            for problem in problems:
                self.stderr.write(self.style.WARNING(problem))
        return rows

    def _take_in(self, readings: list[Reading]) -> Tally:
        with tqdm(total=len(readings), unit=" articles", disable=None) as progress:

            def done(reading: Reading) -> None:
                progress.update()

            return take_in_many(readings, done)

    def _report_tally(self, tally: Tally) -> None:
        for failure in tally.failures:
            self.stderr.write(self.style.ERROR(failure))
        if tally.new == 0 and not tally.failures:
            self.stdout.write(f"The story is loaded already: {tally.known} articles.")
            return
        periods = ControlPeriod.objects.count()
        self.stdout.write(
            f"{tally.new} new articles, {tally.known} known; {tally.claims} claims, {tally.waiting} of them waiting "
            f"for an editor; {len(tally.town_ids)} towns rebuilt, {periods} control periods in all."
        )

    def _read_again(self, known: list[int]) -> None:
        """Read the story's articles again that an older version of the extractor read; what editors decided stays."""
        reader = reader_named(BUILT_IN)
        articles = not_read_by(reader, Article.objects.filter(pk__in=known))
        if not articles:
            return
        self.stdout.write(
            f"Reading {len(articles)} of the story's articles again, which an older version of the extractor has read. "
            "What editors decided stays."
        )
        again = Differences()
        for article in tqdm(list(articles), unit=" articles", disable=None):
            again.count(read_again(article, reader))
        counts = ", ".join(f"{count} {what}" for what, count in again.claims.items() if count)
        self.stdout.write(f"{again.different} of {again.articles} articles are read otherwise now; claims: {counts}.")

    def _report_misses(self, rows: list[ChronologyRow], report: Path | None, *, listed: bool) -> None:
        articles = {
            (text, published): pk
            for pk, text, published in Article.objects.filter(source__name=SOURCE_NAME).values_list(
                "pk", "text", "published"
            )
        }
        stored = [(row, articles[row.summary, row.last]) for row in rows if (row.summary, row.last) in articles]
        missed = misses(stored)
        for miss in missed if listed else ():
            self.stdout.write(str(miss))
        share = len(missed) / len(stored) if stored else 0.0
        self.stdout.write(f"The extractor missed {len(missed)} of {len(stored)} rows of the chronology ({share:.1%}).")
        if report is not None:
            write_report(report, missed)
            self.stdout.write(f"They are listed in {report}.")
