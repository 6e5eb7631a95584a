"""Reading stored articles again, and reading them with other extractors: differences first, then timelines."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from conflictmap.articles.models import Article
from conflictmap.claims.extractors.configured import BUILT_IN, configured_extractor, configured_extractors
from conflictmap.claims.extractors.contract import Checked, Extractor, check
from conflictmap.claims.models import ArticleReading
from conflictmap.claims.reading_again import Difference, difference, put_in_place
from conflictmap.control.models import ControlPeriod
from conflictmap.control.rebuild import rebuild_towns
from conflictmap.extraction import EXTRACTOR_VERSION, extract
from conflictmap.gazetteer.models import Town

logger = logging.getLogger(__name__)

Read = Callable[[Article], Checked]


@dataclass(frozen=True, slots=True)
class Reader:
    """One extractor as the desk uses it: its name and version, and what it reads in an article, checked."""

    extractor: str
    version: str
    read: Read


class ReaderError(Exception):
    """An extractor failed on an article; the article and all its claims are as they were."""


def reader_named(name: str) -> Reader:
    """The built-in extractor or one that the setting EXTRACTORS names. Raises ExtractorError."""
    if name == BUILT_IN:
        return Reader(BUILT_IN, EXTRACTOR_VERSION, _read_built_in)
    return _reader(configured_extractor(name))


def other_readers() -> tuple[Reader, ...]:
    """Those of the setting EXTRACTORS. Raises ExtractorError."""
    return tuple(map(_reader, configured_extractors()))


def _read_built_in(article: Article) -> Checked:
    return Checked(tuple(extract(article.text, article.published)), ())


def _reader(extractor: Extractor) -> Reader:
    def read(article: Article) -> Checked:
        try:
            records = list(extractor.extract(article.text, article.published))
        except Exception as error:  # whatever another extractor does must cost nothing but its own claims
            raise ReaderError(f"{extractor.name}: {type(error).__name__}: {error}") from error
        return check(records, article.text, article.published, extractor.name)

    return Reader(extractor.name, extractor.version, read)


def not_read_by(reader: Reader, articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those of the articles that this version of the extractor has not read yet, the oldest first."""
    read = ArticleReading.objects.filter(article=OuterRef("pk"), extractor=reader.extractor, version=reader.version)
    return articles.filter(~Exists(read)).order_by("published", "pk")


def compare(article: Article, reader: Reader) -> Difference:
    """What this reader changes in the article's claims. Changes nothing. Raises ReaderError."""
    checked = reader.read(article)
    return difference(article, checked.drafts, reader.extractor, reader.version, checked.refused)


def read_again(article: Article, reader: Reader) -> Difference:
    """Read the article again, store what differs and rebuild its towns, all or nothing. Raises ReaderError.

    The text is read before the transaction begins: an extractor may be slow, or far away.
    """
    checked = reader.read(article)
    with transaction.atomic():
        Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        found = difference(article, checked.drafts, reader.extractor, reader.version, checked.refused)
        put_in_place(found)
        if found.town_ids:
            rebuild_towns(found.town_ids)
    return found


def read_with_others(articles: Iterable[Article]) -> Iterator[str]:
    """Let the extractors of the setting read new articles. Yields a sentence for each that failed or was refused."""
    for reader in other_readers():
        for article in articles:
            try:
                found = read_again(article, reader)
            except ReaderError as error:
                logger.warning("%s was not read by %s: %s", article, reader.extractor, error)
                yield f"{article}: {error}. To try again: manage.py reextract --extractor {reader.extractor}"
                continue
            for refused in found.refused:
                yield f"{article}: {reader.extractor}: refused {refused}"


Holding = tuple[date | None, date | None, str, tuple[str, ...]]
"""First day, day after the last, status, holders: what a reader sees of a period."""


@dataclass(slots=True)
class Preview:
    """What reading many articles again would do to the map."""

    before: dict[str, list[Holding]] = field(default_factory=dict)
    after: dict[str, list[Holding]] = field(default_factory=dict)

    @property
    def towns(self) -> list[str]:
        """Names of the towns whose timeline would change, in order."""
        return sorted(name for name in self.after if self.before.get(name) != self.after[name])


def preview(found: Iterable[Difference]) -> Preview:
    """Put the differences in place, look at the timelines, and take everything back."""
    shown = Preview()
    with transaction.atomic():
        differences = [*found]
        town_ids = {town for one in differences for town in one.town_ids}
        shown.before = _timelines(town_ids)
        for one in differences:
            put_in_place(one)
        if town_ids:
            rebuild_towns(town_ids)
        shown.after = _timelines(town_ids)
        transaction.set_rollback(True)
    return shown


def _timelines(town_ids: set[int]) -> dict[str, list[Holding]]:
    names = dict(Town.objects.filter(pk__in=town_ids).values_list("pk", "name"))
    timelines: dict[str, list[Holding]] = {f"{name} ({pk})": [] for pk, name in names.items()}
    periods = (
        ControlPeriod.objects.filter(town__in=town_ids).order_by("town_id", "days").prefetch_related("holders__actor")
    )
    for period in periods:
        holders = tuple(holder.actor.name for holder in period.holders.all())
        timelines[f"{names[period.town_id]} ({period.town_id})"].append(
            (period.days.lower, period.days.upper, period.status, holders)
        )
    return timelines


@dataclass(slots=True)
class Tally:
    """What became of many articles. `failures` has a sentence for each that could not be read."""

    articles: int = 0
    different: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def count(self, found: Difference) -> None:
        """Add one article."""
        self.articles += 1
        self.different += bool(found)
        self.claims["new"] += len(found.new)
        self.claims["gone"] += len(found.gone)
        self.claims["changed"] += sum(change.says_other for change in found.changed)
        self.claims["only otherwise sure"] += sum(not change.says_other for change in found.changed)
        self.claims["unchanged"] += found.unchanged
        self.claims["decided by editors, kept"] += found.decided
        self.claims["known from another extractor"] += found.known
        self.refused += [f"{found.article}: {sentence}" for sentence in found.refused]
