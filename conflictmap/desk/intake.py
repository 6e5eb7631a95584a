"""Taking in articles: the text, its claims and the timelines they change, in one transaction."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction

from conflictmap.articles.files import Reading
from conflictmap.articles.ingest import take_in_article
from conflictmap.articles.models import Article
from conflictmap.articles.reading import Document
from conflictmap.claims.draft import draft_claims
from conflictmap.claims.models import Claim
from conflictmap.control.rebuild import rebuild_towns
from conflictmap.desk.reading_again import read_with_others

logger = logging.getLogger(__name__)

BATCH_SECONDS = 5.0
"""How much work, in seconds, an abrupt end may cost `take_in_many`."""

INTAKE_LOCK = 7_064_002
"""Number of the advisory lock that batches take, so that two over the same files cannot block each other."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of one document: its article, whether that was known before, and the claims proposed from it."""

    article: Article
    known: bool
    claims: tuple[Claim, ...]

    @property
    def town_ids(self) -> set[int]:
        """Primary keys of the towns of which the claims speak."""
        return {claim.town_id for claim in self.claims if claim.town_id is not None}


@dataclass(slots=True)
class Tally:
    """What became of many documents.

    `failures` has a sentence for each that was not taken in, `warnings` one for each that another extractor could not
    read, and for each claim of another extractor that was refused. `known_ids`: primary keys of the articles that were
    there already.
    """

    new: int = 0
    known: int = 0
    claims: int = 0
    waiting: int = 0
    town_ids: set[int] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stopped: bool = False
    known_ids: list[int] = field(default_factory=list)


def take_in(document: Document) -> Intake:
    """Store the document as an article, propose its claims and rebuild their towns: all or nothing.

    A known article is left as it is. Extractors of the setting EXTRACTORS are not asked: `read_with_others` does,
    outside of the transaction. Raises ValidationError as `take_in_article` says.
    """
    with transaction.atomic():
        intake = _store(document)
        if not intake.known:
            rebuild_towns(intake.town_ids)
    return intake


def take_in_many(
    readings: Iterable[Reading],
    done: Callable[[Reading], None] = lambda reading: None,
    stop: Callable[[], bool] = lambda: False,
) -> Tally:
    """Take in many documents; what fails is counted and costs only itself.

    Works in batches of `BATCH_SECONDS`. A batch is one transaction with one rebuild of its towns at the end, so the
    timelines never lag behind the stored claims, whenever the process ends. `done` is called after each document,
    and `stop` asked whether to end there, with all so far kept.
    """
    tally = Tally()
    remaining = iter(readings)
    while _take_in_batch(remaining, tally, done, stop):
        pass
    return tally


def _take_in_batch(
    readings: Iterator[Reading], tally: Tally, done: Callable[[Reading], None], stop: Callable[[], bool]
) -> bool:
    """Take in the next batch; whether there may be more."""
    began = time.monotonic()
    town_ids: set[int] = set()
    new: list[Article] = []
    more = False
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INTAKE_LOCK])
        for reading in readings:
            intake = _try(reading, tally)
            if intake is not None:
                town_ids |= intake.town_ids
                if not intake.known:
                    new.append(intake.article)
            done(reading)
            tally.stopped = stop()
            if tally.stopped:
                break
            if time.monotonic() - began > BATCH_SECONDS:
                more = True
                break
        if town_ids:
            rebuild_towns(town_ids)
    tally.town_ids |= town_ids
    tally.warnings += read_with_others(new)
    return more


def _try(reading: Reading, tally: Tally) -> Intake | None:
    """Take in one document without a rebuild, and count what became of it; None when it failed."""
    if reading.document is None:
        tally.failures.append(f"{reading.origin} {reading.error}")
        return None
    try:
        with transaction.atomic():
            intake = _store(reading.document)
    except ValidationError as error:
        tally.failures.append(f"{reading.origin}: {_sentences(error)}")
        return None
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # a fault in reading one text must not cost the others
        logger.exception("%s could not be taken in", reading.origin)
        tally.failures.append(
            f"{reading.origin} could not be taken in ({type(error).__name__}: {error}). "
            "This is a fault of conflictmap, please report it."
        )
        return None
    if intake.known:
        tally.known += 1
        tally.known_ids.append(intake.article.pk)
        return intake
    tally.new += 1
    tally.claims += len(intake.claims)
    tally.waiting += Claim.objects.waiting().filter(article=intake.article).count()
    return intake


def _sentences(error: ValidationError) -> str:
    fields = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return " ".join(
        text if name in (NON_FIELD_ERRORS, "published") else f"{name}: {text}"
        for name, texts in fields.items()
        for text in texts
    )


def _store(document: Document) -> Intake:
    article, known = take_in_article(document)
    claims = () if known else tuple(draft_claims(article))
    return Intake(article, known, claims)
