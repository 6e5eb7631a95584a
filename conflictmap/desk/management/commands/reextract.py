"""Read stored articles again with the extractor as it is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from conflictmap.articles.models import Article, Source
from conflictmap.claims.extractors.configured import BUILT_IN, ExtractorError
from conflictmap.claims.models import Claim
from conflictmap.claims.reading_again import Difference
from conflictmap.desk.interruption import Interruption
from conflictmap.desk.reading_again import (
    Preview,
    Reader,
    ReaderError,
    Tally,
    compare,
    not_read_by,
    preview,
    read_again,
    reader_named,
)


class Command(BaseCommand):
    """``manage.py reextract``; ``docs/ingest.md`` tells when and how."""

    help = (
        "Read stored articles again: shows what a newer extractor reads otherwise and which timelines would change. "
        "With --apply it is stored, article by article. What editors decided stays. May be stopped and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what the command line may say."""
        parser.add_argument("--apply", action="store_true", help="store the differences; without, they are only shown")
        parser.add_argument("--extractor", default=BUILT_IN, help="the built-in one, or one that EXTRACTORS names")
        parser.add_argument("--article", type=int, action="append", metavar="ID", help="only this article; may repeat")
        parser.add_argument("--source", help="only articles of the source with this slug")
        parser.add_argument("--all", action="store_true", help="also articles that this version has read already")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show or store the differences; status 1 if an article could not be read, 130 if stopped."""
        try:
            reader = reader_named(options["extractor"])
        except ExtractorError as error:
            raise CommandError(str(error)) from None
        articles = self._articles(reader, options)
        self.stdout.write(f"{len(articles)} articles to read with {reader.extractor}, version {reader.version}.")
        tally, interruption = Tally(), Interruption()
        try:
            if options["apply"]:
                for _ in self._differences(articles, reader, tally, interruption, store=True):
                    pass
            else:
                shown = preview(self._differences(articles, reader, tally, interruption, store=False))
                self._show_towns(shown)
        finally:
            stopped = interruption.asked()
            interruption.end()
        self._report(tally, applied=options["apply"])
        if stopped:
            kept = "What was stored is kept: run the same command again to go on." if options["apply"] else ""
            self.stderr.write(f"Stopped. {kept}")
            raise SystemExit(130)
        if tally.failures:
            raise SystemExit(1)

    def _articles(self, reader: Reader, options: dict[str, Any]) -> list[int]:
        articles = Article.objects.all()
        if options["article"]:
            known = set(articles.filter(pk__in=options["article"]).values_list("pk", flat=True))
            if missing := sorted(set(options["article"]) - known):
                raise CommandError(f"There is no article {', '.join(map(str, missing))}.")
            articles = articles.filter(pk__in=known)
        if options["source"]:
            if not Source.objects.filter(slug=options["source"]).exists():
                raise CommandError(f"There is no source {options['source']!r}; the admin lists their slugs.")
            articles = articles.filter(source__slug=options["source"])
        asked = articles.order_by("published", "pk") if options["all"] else not_read_by(reader, articles)
        return list(asked.values_list("pk", flat=True))

    def _differences(
        self, articles: list[int], reader: Reader, tally: Tally, interruption: Interruption, *, store: bool
    ) -> Iterator[Difference]:
        with tqdm(articles, unit=" articles", disable=None) as progress:
            for key in progress:
                if interruption.asked():
                    return
                article = Article.objects.select_related("source").get(pk=key)
                try:
                    found = read_again(article, reader) if store else compare(article, reader)
                except ReaderError as error:
                    tally.failures.append(f"{article}: {error}")
                    continue
                tally.count(found)
                with tqdm.external_write_mode():
                    for line in _lines(found):
                        self.stdout.write(line)
                yield found

    def _show_towns(self, shown: Preview) -> None:
        for town in shown.towns:
            self.stdout.write(f"timeline of {town}:")
            before, after = shown.before[town], shown.after[town]
            for sign, periods, others in (("-", before, after), ("+", after, before)):
                for first, end, status, holders in periods:
                    if (first, end, status, holders) not in others:
                        self.stdout.write(f"  {sign} {first} to {end or 'now'} {status} {', '.join(holders)}")
        self.stdout.write(f"{len(shown.towns)} timelines would change. Nothing is stored yet: run again with --apply.")

    def _report(self, tally: Tally, *, applied: bool) -> None:
        for failure in tally.failures:
            self.stderr.write(self.style.ERROR(failure))
        for refused in tally.refused:
            self.stderr.write(self.style.WARNING(f"refused: {refused}"))
        claims = ", ".join(f"{count} {what}" for what, count in tally.claims.items())
        self.stdout.write(
            f"{tally.articles} articles read, {tally.different} {'changed' if applied else 'would change'}, "
            f"{len(tally.failures)} failed; claims: {claims or 'none'}."
        )


def _lines(found: Difference) -> Iterator[str]:
    """One line a claim that says something else than before; none for changes of confidence and rule alone."""
    says = [change for change in found.changed if change.says_other]
    if not (found.new or found.gone or says):
        return
    yield f"{found.article.published} {found.article} (article {found.article.pk})"
    for sign, claims in (("-", found.gone), ("+", found.new)):
        for claim in claims:
            yield f"  {sign} {_words(claim)}"
    for change in says:
        fields = [field for field in change.fields if field not in {"start", "end", "confidence", "rule"}]
        changes = (f"{f.removesuffix('_id')} {_value(change.stored, f)} -> {_value(change.read, f)}" for f in fields)
        yield f"  ~ {_words(change.stored)}: {', '.join(changes)}"


def _words(claim: Claim) -> str:
    days = f"{claim.date_from or '...'} to {claim.date_to or '...'}"
    quote = " ".join(claim.quote.split())
    return f'{claim} ({claim.modality}, {days}): "{quote[:80]}{"..." if len(quote) > 80 else ""}"'


def _value(claim: Claim, field: str) -> str:
    related = getattr(claim, field.removesuffix("_id"))
    return "nothing" if related in (None, "") else str(related)
