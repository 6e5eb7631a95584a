"""An article as a reader checks it: its text with every quote marked, and a note on every claim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.db.models import Max
from django.utils.translation import gettext, ngettext

from conflictmap.articles.models import Article
from conflictmap.atlas import wording
from conflictmap.atlas.claim_quotes import actor_words, can_vote, idle_reason
from conflictmap.atlas.days_and_numbers import long_day, number
from conflictmap.atlas.quotes import Span, paragraphs
from conflictmap.atlas.town_names import local_names
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, PeriodClaim, PeriodHolder, PressurePeriod, Side
from conflictmap.core.claims import REVIEWED_STATES, Kind
from conflictmap.core.days import Days
from conflictmap.core.periods import Status
from conflictmap.gazetteer.models import Town

# What the list of articles shows of a text without a headline; enough is read to skip a dateline.
EXCERPT_LENGTH = 140
TEXT_READ = 600
DATELINE = re.compile(r"date \d{4}-\d\d-\d\d\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of one claim in the margin; `number` counts the claims as the text tells them."""

    number: int
    claim: Claim
    town_name: str
    says: str
    when: str
    effect: str
    changes_map: bool
    reviewed: bool
    reviewed_at: datetime | None

    @property
    def can_vote(self) -> bool:
        """Whether the quote is marked with its actor's tint."""
        return can_vote(self.claim)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with the notes on it: all that cover it, and those that begin or end here."""

    text: str
    notes: tuple[Note, ...]
    opens: tuple[Note, ...]
    closes: tuple[Note, ...]

    @property
    def note(self) -> Note | None:
        """The note whose actor colours the piece: of several, one that can change the map."""
        return next((note for note in self.notes if note.can_vote), self.notes[0] if self.notes else None)


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """One paragraph in pieces, and the notes on the quotes that begin in it."""

    pieces: tuple[Piece, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes to set beside it."""
        return tuple(note for piece in self.pieces for note in piece.opens)


@dataclass(frozen=True, slots=True)
class TownThen:
    """A town of the article and its control period on the day of publication, ``None`` when unknown."""

    town: Town
    town_name: str
    period: ControlPeriod | None

    @property
    def holders(self) -> tuple[PeriodHolder, ...]:
        """The parties to that period."""
        return tuple(self.period.holders.all()) if self.period else ()

    @property
    def holder_words(self) -> str:
        """Who held it, in a few words."""
        if self.period is None:
            return gettext("No claim by then")
        return wording.holder_words(Status(self.period.status), [holder.actor.local_name for holder in self.holders])


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """Everything the page of an article shows."""

    article: Article
    paragraphs: tuple[MarkedParagraph, ...]
    notes: tuple[Note, ...]
    towns: tuple[TownThen, ...]
    copies: int

    @property
    def summary(self) -> str:
        """How much was read, in words."""
        places = len({note.claim.town_id or note.claim.place_text for note in self.notes})
        changing = sum(note.changes_map for note in self.notes)
        if not self.notes:
            return gettext("No claim was read in this text.")
        on_places = ngettext("%(claims)s on %(count)s place", "%(claims)s on %(count)s places", places)
        told = on_places % {"claims": wording.claims_count(len(self.notes)), "count": number(places)}
        if not changing:
            return gettext("%(claims)s; none can change the map.") % {"claims": told}
        words = ngettext(
            "%(claims)s; %(count)s can change the map.", "%(claims)s; %(count)s can change the map.", changing
        )
        return words % {"claims": told, "count": number(changing)}

    @property
    def review(self) -> str:
        """How many claims an editor has seen, in words."""
        decided = sum(note.claim.review_state != "proposed" for note in self.notes)
        return gettext("%(count)s of %(total)s reviewed") % {"count": number(decided), "total": number(len(self.notes))}


def first_words(beginning: str) -> str:
    """The first paragraph below a text's dateline, cut at a word; `beginning` is its first `TEXT_READ` characters."""
    lines = [line.strip() for line in beginning.splitlines() if line.strip()]
    told = lines[1:] if len(lines) > 1 and DATELINE.match(lines[0]) else lines
    if not told:
        return ""
    cut = shorten(told[0], EXCERPT_LENGTH, placeholder="…")
    return told[0][:EXCERPT_LENGTH] if cut == "…" else cut


def article_title(article: Article) -> str:
    """The headline, or source and day where the source gave none."""
    if article.title:
        return article.title
    return gettext("%(source)s, %(day)s") % {"source": article.source.name, "day": long_day(article.published)}


def read_article(article: Article) -> ArticleReading:
    """Lay out an article with its claims, in a constant number of queries."""
    claims = list(article.claims.select_related("town", "actor").order_by("start", "end", "pk"))
    names = local_names(claim.town for claim in claims if claim.town)
    notes = article_notes(claims, names)
    by_number = {note.number: note for note in notes}
    spans = [
        Span(note.claim.start, note.claim.end, note.number)
        for note in notes
        if note.claim.start < note.claim.end <= len(article.text)
    ]
    marked = tuple(
        MarkedParagraph(
            tuple(
                Piece(
                    segment.text,
                    notes=tuple(by_number[number] for number in segment.covered_by),
                    opens=tuple(by_number[number] for number in segment.opens),
                    closes=tuple(by_number[number] for number in segment.closes),
                )
                for segment in paragraph.segments
            )
        )
        for paragraph in paragraphs(article.text, spans)
    )
    copies = Article.objects.filter(wording=article.wording).exclude(pk=article.pk).count()
    return ArticleReading(article, marked, tuple(notes), towns_then(article, claims, names), copies)


def article_notes(claims: Sequence[Claim], names: Mapping[int, str]) -> list[Note]:
    """The notes on the claims of one article, numbered in order; `names` of their towns by key."""
    effects = claim_effects(claims)
    reviewed_at = dict(
        Claim.history.filter(id__in=[claim.pk for claim in claims if claim.review_state != "proposed"])
        .values_list("id")
        .annotate(Max("history_date"))
    )
    return [
        Note(
            number=number,
            claim=claim,
            town_name=names[claim.town.pk] if claim.town else "",
            says=wording.claim_words(Kind(claim.kind), actor_words(claim), claim.share),
            when=wording.day_range(claim.date_from, claim.date_to, short=True),
            effect=effects.get(claim.pk, "") or idle_reason(claim),
            changes_map=can_vote(claim),
            reviewed=claim.review_state in REVIEWED_STATES,
            reviewed_at=reviewed_at.get(claim.pk),
        )
        for number, claim in enumerate(claims, start=1)
    ]


def claim_effects(claims: Sequence[Claim]) -> dict[int, str]:
    """What each claim does on the map, in words; claims without any effect are left out."""
    effects: dict[int, str] = {}
    ids = [claim.pk for claim in claims]
    for row in PeriodClaim.objects.filter(claim__in=ids).select_related("period").order_by("-period__days"):
        first, last = Days(row.period.days.lower, row.period.days.upper).to_inclusive()
        decides = row.side == Side.FOR
        effect = gettext("decides the map, %(when)s") if decides else gettext("outweighed, %(when)s")
        effects[row.claim_id] = effect % {"when": wording.since(first, last)}
    pressed = PressurePeriod.claims.through.objects.filter(claim__in=ids).values_list("claim_id", flat=True)
    for claim_id in pressed:
        effects.setdefault(claim_id, gettext("pressure, changes no holder"))
    return effects


def towns_then(article: Article, claims: Sequence[Claim], names: Mapping[int, str]) -> tuple[TownThen, ...]:
    """The towns that the claims name, each as of the day of publication."""
    towns = {claim.town.pk: claim.town for claim in claims if claim.town}
    found = ControlPeriod.objects.on(article.published).filter(town__in=towns).with_holders()
    periods = {period.town_id: period for period in found}
    return tuple(
        TownThen(town, names[town.pk], periods.get(town.pk))
        for town in sorted(towns.values(), key=lambda town: (names[town.pk], town.pk))
    )
