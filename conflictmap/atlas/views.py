"""The map page and its timeline file, the pages of towns and articles, and what browsers expect of a site."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import OperationalError
from django.db.models import Count
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_safe

from conflictmap.articles.models import Article
from conflictmap.atlas.actor_styles import actors_css, actors_etag
from conflictmap.atlas.article import TEXT_READ, first_words, read_article
from conflictmap.atlas.asked_day import asked_day
from conflictmap.atlas.encoding import best_encoding
from conflictmap.atlas.evidence import town_evidence
from conflictmap.atlas.strip import town_strip
from conflictmap.atlas.timeline import timeline_cache
from conflictmap.atlas.town_names import town_names
from conflictmap.atlas.town_table import row_of, rows_on
from conflictmap.atlas.wording import count_words
from conflictmap.control.story import Story, current_revision, current_story
from conflictmap.core.days import ONE_DAY
from conflictmap.gazetteer.countries import country_name
from conflictmap.gazetteer.models import Town

TOWNS_ON_A_PAGE = 500
ARTICLES_ON_A_PAGE = 100


def map_settings(story: Story, day: date | None) -> dict[str, Any]:
    """What the map's script must know before it fetches anything: addresses, days (ISO), tiles."""
    tiles = settings.BASEMAP_TILES_URL
    return {
        "timeline_url": reverse("files:timeline", args=[story.revision]),
        "panel_url": reverse("atlas:town_panel", args=["SLUG"]),
        "desk_url": reverse("admin:articles_article_add"),
        "date": day.isoformat() if day else None,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "basemap": {name: static(f"basemap/{name}.json") for name in ("world", "region", "tributaries")},
        "tiles": {"url": tiles, "attribution": settings.BASEMAP_TILES_ATTRIBUTION} if tiles else None,
    }


@require_safe
@cache_control(no_cache=True)
def map_page(request: HttpRequest) -> HttpResponse:
    """The map. Without `date` it opens on the day of the last change."""
    story = current_story()
    asked = asked_day(request, story)
    context = {
        "story": story,
        "day": asked.day,
        "message": asked.message,
        "map_settings": map_settings(story, asked.day),
    }
    return render(request, "atlas/map.html", context)


@require_safe
def timeline(request: HttpRequest, revision: int) -> HttpResponseBase:
    """The timeline file of a revision; an old or unknown revision is sent on to the current one."""
    file = timeline_cache.current()
    if revision != file.revision:
        redirect = HttpResponseRedirect(reverse("files:timeline", args=[file.revision]))
        redirect["Cache-Control"] = "no-store"
        return redirect
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""), file.encodings)
    response = HttpResponse(file.encodings[encoding], content_type="application/json")
    if encoding != "identity":
        response["Content-Encoding"] = encoding
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def town_context(request: HttpRequest, slug: str) -> dict[str, Any]:
    """What the page and the panel of a town share. Raises Http404 for an unknown town."""
    place = get_object_or_404(Town, slug=slug)
    story = current_story()
    asked = asked_day(request, story)
    evidence = town_evidence(place, asked.day)
    return {
        "evidence": evidence,
        "day": asked.day,
        "message": asked.message,
        "current": evidence.period_on(asked.day),
        "silent_until": evidence.first - ONE_DAY if evidence.first else None,
        "names": town_names(place),
        "country": country_name(place.country),
        "strip": town_strip(evidence, story, asked.day),
        "others_words": f"{count_words(len(evidence.other_quotes), 'claim')}, none counts",
    }


@require_safe
@cache_control(no_cache=True)
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a town: the answer for the day first, then why, then its whole story."""
    context = town_context(request, slug)
    pressures_now = context["evidence"].pressures_on(context["day"])
    context["pressures_now"] = pressures_now
    context["other_pressures"] = [one for one in context["evidence"].pressures if one not in pressures_now]
    return render(request, "atlas/town.html", context)


@require_safe
@cache_control(no_cache=True)
def town_panel(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds on each day, as a fragment of HTML for the panel beside the map, which shows the part of its day."""
    return render(request, "atlas/_town.html", town_context(request, slug))


@require_safe
@cache_control(no_cache=True)
def towns(request: HttpRequest) -> HttpResponse:
    """Who holds which town on a day, as a table in pages."""
    asked = asked_day(request, current_story())
    page = Paginator(rows_on(asked.day), TOWNS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [row_of(period) for period in page], "day": asked.day, "message": asked.message}
    return render(request, "atlas/towns.html", context)


@require_safe
@cache_control(no_cache=True)
def articles(request: HttpRequest) -> HttpResponse:
    """All articles, newest first, in pages."""
    newest = Article.objects.select_related("source").defer("text").order_by("-published", "-pk")
    newest = newest.annotate(claim_count=Count("claims"), beginning=Left("text", TEXT_READ))
    page = Paginator(newest, ARTICLES_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(found, first_words(getattr(found, "beginning"))) for found in page]  # noqa: B009 (an annotation)
    return render(request, "atlas/articles.html", {"page": page, "rows": rows})


@require_safe
@cache_control(no_cache=True)
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article with its quotes marked."""
    reading = read_article(get_object_or_404(Article.objects.select_related("source"), pk=pk))
    return render(request, "atlas/article.html", {"reading": reading, "article": reading.article})


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the site can do its work: 200 with the revision shown, 503 when the database cannot be reached."""
    try:
        return JsonResponse({"status": "ok", "revision": current_revision()})
    except OperationalError:
        return JsonResponse({"status": "database cannot be reached"}, status=503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: everything but the editors' desk."""
    return HttpResponse("User-agent: *\nDisallow: /admin/\n", content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Where the icon is, for browsers that ask at the root."""
    return HttpResponseRedirect(static("atlas/icon.svg"))


@require_safe
@cache_control(no_cache=True)
@condition(etag_func=lambda request: actors_etag())
def actor_styles(request: HttpRequest) -> HttpResponse:
    """The colours of the actors as a style sheet: pages must not carry styles of their own."""
    return HttpResponse(actors_css(), content_type="text/css")
