"""Pages to look things up: search, actors and sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from conflictmap.actors.models import Actor
from conflictmap.articles.models import Article, Source
from conflictmap.atlas.article import TEXT_READ, first_words
from conflictmap.atlas.asked_day import asked_day
from conflictmap.atlas.search import search
from conflictmap.atlas.source_list import source_list
from conflictmap.atlas.town_names import local_names
from conflictmap.atlas.town_table import rows_on, table_rows
from conflictmap.control.models import ControlPeriod, ControlPeriodQuerySet, PeriodHolder
from conflictmap.control.story import current_story
from conflictmap.core.claims import REVIEWED_STATES, PlaceKind

TOWNS_ON_A_PAGE = 500
ARTICLES_ON_A_PAGE = 100
# How far back the page of an actor looks for towns that it has gained or lost.
DAYS_BACK = 90


@require_safe
@cache_control(no_cache=True)
def search_page(request: HttpRequest) -> HttpResponse:
    """What is found for `q`, as a page that works without a script."""
    query = request.GET.get("q", "").strip()
    return render(request, "atlas/search.html", {"query": query, "found": search(query, limit=50)})


@require_safe
@cache_control(no_cache=True)
def search_found(request: HttpRequest) -> JsonResponse:
    """What is found for `q`, for the search box of the map: towns, actors and sources, each with its address."""
    found = search(request.GET.get("q", ""))
    return JsonResponse(
        {
            "nearly": found.nearly,
            "towns": [
                {
                    "slug": town.slug,
                    "name": town.name,
                    "where": town.where,
                    "has_claims": town.has_claims,
                    "is_exact": town.is_exact,
                    "url": reverse("atlas:town", args=[town.slug]),
                }
                for town in found.towns
            ],
            "actors": [
                {"slug": actor.slug, "name": actor.local_name, "url": reverse("atlas:actor", args=[actor.slug])}
                for actor in found.actors
            ],
            "sources": [
                {"slug": source.slug, "name": source.name, "url": reverse("atlas:source", args=[source.slug])}
                for source in found.sources
            ],
        },
        json_dumps_params={"ensure_ascii": False},
    )


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor and how many towns it holds alone or with others on the day."""

    actor: Actor
    towns: int


@require_safe
@cache_control(no_cache=True)
def actors(request: HttpRequest) -> HttpResponse:
    """The actors that hold or held any town, with how many they hold on the day."""
    asked = asked_day(request, current_story())
    held = {
        row["actor"]: row["towns"]
        for row in PeriodHolder.objects.filter(period__in=towns_held(asked.day))
        .values("actor")
        .annotate(towns=Count("period__town", distinct=True))
    }
    known = Actor.objects.filter(pk__in=PeriodHolder.objects.values("actor"))
    rows = sorted(
        (ActorRow(actor, held.get(actor.pk, 0)) for actor in known), key=lambda row: (-row.towns, row.actor.local_name)
    )
    return render(request, "atlas/actors.html", {"rows": rows, "day": asked.day, "message": asked.message})


def towns_held(day: date | None) -> ControlPeriodQuerySet:
    """The control periods of towns on a day; districts and facilities belong to theirs."""
    periods = ControlPeriod.objects.on(day) if day else ControlPeriod.objects.none()
    return periods.filter(town__place_kind=PlaceKind.TOWN)


@require_safe
@cache_control(no_cache=True)
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One actor: the towns that it holds on the day, those it gained or lost lately, and the names it goes by."""
    found = get_object_or_404(Actor, slug=slug)
    asked = asked_day(request, current_story())
    held = rows_on(asked.day).filter(holders__actor=found)
    page = Paginator(held, TOWNS_ON_A_PAGE).get_page(request.GET.get("page"))
    aliases = found.aliases.filter(language__startswith=get_language()).order_by("text")
    context = {
        "actor": found,
        "day": asked.day,
        "message": asked.message,
        "page": page,
        "rows": table_rows(page, asked.day),
        "changes": changes_before(found, asked.day),
        "days_back": DAYS_BACK,
        "aliases": list(dict.fromkeys(alias.text for alias in aliases if alias.text != found.local_name)),
        "partisans": found.partisan_sources.order_by("name"),
        "otherwise": None if page.paginator.count else held_otherwise(found, asked.day),
    }
    return render(request, "atlas/actor.html", context)


@dataclass(frozen=True, slots=True)
class HeldOtherwise:
    """The last day before and the first day after a day on which an actor held a place; None where there is none."""

    before: date | None
    after: date | None


def held_otherwise(found: Actor, day: date | None) -> HeldOtherwise:
    """The days nearest to one on which the actor holds nothing, so that its page leads on."""
    if day is None:
        return HeldOtherwise(None, None)
    periods = ControlPeriod.objects.filter(holders__actor=found)
    ended = periods.filter(days__endswith__lte=day).aggregate(last=Max("days__endswith"))["last"]
    begins = periods.filter(days__startswith__gt=day).aggregate(first=Min("days__startswith"))["first"]
    return HeldOtherwise(ended - timedelta(days=1) if ended else None, begins)


@dataclass(frozen=True, slots=True)
class Change:
    """A town that an actor came to hold, or ceased to, on a day."""

    day: date
    town: str
    slug: str
    is_gain: bool


def changes_before(found: Actor, day: date | None) -> list[Change]:
    """What the actor gained and lost in the days before, newest first."""
    if day is None:
        return []
    since = day - timedelta(days=DAYS_BACK)
    began = ControlPeriod.objects.filter(days__startswith__gt=since, days__startswith__lte=day, holders__actor=found)
    ended = ControlPeriod.objects.filter(days__endswith__gt=since, days__endswith__lte=day, holders__actor=found)
    both = [*changes_of(began, found, is_gain=True), *changes_of(ended, found, is_gain=False)]
    return sorted(both, key=lambda change: (-change.day.toordinal(), change.town))


def changes_of(periods: ControlPeriodQuerySet, found: Actor, *, is_gain: bool) -> list[Change]:
    """Of periods with an actor, those that do not follow (or are not followed by) another one with it."""
    found_periods = list(periods.select_related("town").order_by("town__name"))
    names = local_names(period.town for period in found_periods)
    edges = {(period.town_id, period.days.lower if is_gain else period.days.upper): period for period in found_periods}
    neighbours = ControlPeriod.objects.filter(town__in=[town for town, _ in edges], holders__actor=found)
    touching = {
        (town, days.upper if is_gain else days.lower) for town, days in neighbours.values_list("town_id", "days")
    }
    return [
        Change(at, names[town], period.town.slug, is_gain)
        for (town, at), period in edges.items()
        if (town, at) not in touching
    ]


@require_safe
@cache_control(no_cache=True)
def sources(request: HttpRequest) -> HttpResponse:
    """The sources with placed claims, those with the most claims first."""
    return render(request, "atlas/sources.html", {"sources": source_list()})


@require_safe
@cache_control(no_cache=True)
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source: what it is, how much it weighs, how far it was checked, and its articles, newest first."""
    found = get_object_or_404(Source.objects.select_related("partisan_of"), slug=slug)
    newest = Article.objects.filter(source=found).defer("text").order_by("-published", "-pk")
    newest = newest.annotate(claim_count=Count("claims"), beginning=Left("text", TEXT_READ))
    page = Paginator(newest, ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
    claims = Article.objects.filter(source=found).aggregate(
        all=Count("claims"),
        placed=Count("claims__town"),
        reviewed=Count("claims", filter=Q(claims__review_state__in=REVIEWED_STATES)),
    )
    context = {
        "source": found,
        "page": page,
        "rows": [
            (one, one.title or first_words(getattr(one, "beginning")) or gettext("Without a title"))  # noqa: B009
            for one in page
        ],
        "claims": claims,
    }
    return render(request, "atlas/source.html", context)
