"""Make stored rows for tests, straight into the database: no extraction and no resolution on the way.

Every function fills in what the test does not care about. Days are `date` values or ISO text; `last` is inclusive
and ``None`` while open, as people write periods.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.gis.geos import Point
from django.db.backends.postgresql.psycopg_any import DateRange

from conflictmap.actors.models import Actor
from conflictmap.articles.models import Article, Source
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, PeriodClaim, PeriodHolder, PressurePeriod, Revision, Side
from conflictmap.gazetteer.models import Town

AnyDay = date | str


def day(value: AnyDay) -> date:
    """A day from ISO text, or as it is."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def make_actor(name: str = "Islamic State", **fields: Any) -> Actor:
    """The actor of this name, made when missing."""
    defaults = {"slug": name.lower().replace(" ", "-"), "canonical": name}
    return Actor.objects.get_or_create(name=name, defaults=defaults | fields)[0]


def make_town(name: str = "Hawija", *, lon: float = 43.77, lat: float = 35.32, **fields: Any) -> Town:
    """A new town in Iraq, or wherever `fields` puts it."""
    defaults = {"slug": name.lower().replace(" ", "-"), "country": "IQ", "point": Point(lon, lat, srid=4326)}
    return Town.objects.create(name=name, **(defaults | fields))


def make_article(text: str, *, published: AnyDay = "2017-09-22", source: str = "AFP", **fields: Any) -> Article:
    """A new article; its source is made when missing."""
    publisher = Source.objects.get_or_create(name=source, defaults={"slug": source.lower().replace(" ", "-")})[0]
    unique = sha256(f"{source} {published} {text}".encode()).hexdigest()
    defaults = {"content_hash": unique, "wording": unique, "published": day(published)}
    return Article.objects.create(source=publisher, text=text, **(defaults | fields))


def make_claim(
    article: Article, quote: str, *, town: Town | None = None, actor: Actor | None = None, **fields: Any
) -> Claim:
    """A new claim over the first place where `quote` stands in the article's text."""
    start = article.text.index(quote)
    defaults = {
        "start": start,
        "end": start + len(quote),
        "place_text": town.name if town else "somewhere",
        "actor_text": actor.name if actor else "",
        "kind": "holds",
        "date_from": article.published,
        "date_to": article.published,
    }
    return Claim.objects.create(article=article, quote=quote, town=town, actor=actor, **(defaults | fields))


def make_period(
    town: Town,
    first: AnyDay,
    last: AnyDay | None = None,
    *,
    holders: Iterable[Actor] = (),
    claims: Iterable[Claim] = (),
    against: Iterable[Claim] = (),
    share: float | None = None,
    **fields: Any,
) -> ControlPeriod:
    """A new control period, `held` by the first holder unless `fields` says otherwise; `share` is the first's."""
    parties = list(holders)
    confidence = fields.get("confidence", 0.9)
    defaults = {
        "status": "held" if parties else "unknown",
        "rule": 3,
        "confidence": confidence,
        "confirmations": [[day(first).isoformat(), confidence]],
    }
    period = ControlPeriod.objects.create(town=town, days=day_range(first, last), **(defaults | fields))
    for position, actor in enumerate(parties):
        PeriodHolder.objects.create(
            period=period, actor=actor, position=position, share=share if position == 0 else None
        )
    for side, decided in ((Side.FOR, claims), (Side.AGAINST, against)):
        for claim in decided:
            PeriodClaim.objects.create(period=period, claim=claim, side=side.value)
    return period


def make_pressure(
    town: Town,
    first: AnyDay,
    last: AnyDay | None = None,
    *,
    by: Iterable[Actor] = (),
    claims: Iterable[Claim] = (),
    status: str = "under_attack",
) -> PressurePeriod:
    """A new pressure period."""
    pressure = PressurePeriod.objects.create(town=town, days=day_range(first, last), status=status)
    pressure.by.set(by)
    pressure.claims.set(claims)
    return pressure


def make_revision() -> Revision:
    """Move the revision on, as a rebuild does."""
    return Revision.objects.create()


def day_range(first: AnyDay, last: AnyDay | None) -> DateRange:
    """The half-open range of the inclusive days `first` to `last`."""
    return DateRange(day(first), None if last is None else day(last) + timedelta(days=1), "[)")
