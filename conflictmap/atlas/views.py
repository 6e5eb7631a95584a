"""The map page and its timeline file, the pages of towns and articles, and what browsers expect of a site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import OperationalError
from django.db.models import Count
from django.db.models.functions import Left
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_safe

from conflictmap.articles.models import Article
from conflictmap.atlas.actor_styles import actors_css, actors_etag
from conflictmap.atlas.article import TEXT_READ, article_title, first_words, read_article
from conflictmap.atlas.asked_day import asked_day
from conflictmap.atlas.asked_variant import PARAMETERS, VariantError, asked_variant, variant_words
from conflictmap.atlas.days_and_numbers import country_name, number, percent
from conflictmap.atlas.embedding import allow_embedding, is_embedded
from conflictmap.atlas.evidence import town_evidence
from conflictmap.atlas.fallback import fallback_table
from conflictmap.atlas.map_settings import first_files, map_settings
from conflictmap.atlas.method import measured_figures, silence_curve
from conflictmap.atlas.method_charts import reliability_chart, silence_chart
from conflictmap.atlas.reason_words import REASON_WORDS
from conflictmap.atlas.region_names import region_name
from conflictmap.atlas.source_list import source_list
from conflictmap.atlas.strip import town_strip
from conflictmap.atlas.town_names import local_names, town_names
from conflictmap.atlas.town_table import rows_on, table_rows
from conflictmap.control.story import current_revision, current_story
from conflictmap.control.variant import STANDARD, TooManyClaimsError, Variant
from conflictmap.core.days import ONE_DAY
from conflictmap.extraction import EXTRACTOR_VERSION
from conflictmap.gazetteer.models import Town
from conflictmap.resolution.decay import HALF_LIFE_DAYS, HALF_LIFE_UNDER_PRESSURE_DAYS, STALE_BELOW
from conflictmap.resolution.reasons import RULES, rule_sentence

TOWNS_ON_A_PAGE = 500
ARTICLES_ON_A_PAGE = 100
# Of the quotes for, of those against, and so on; a town fought over for years has hundreds.
QUOTES_IN_A_PANEL_LIST = 8


@require_safe
@cache_control(no_cache=True)
def map_page(request: HttpRequest) -> HttpResponse:
    """The map, or with `embed=1` what of it other pages show. Without `date` it opens on the day of the last change."""
    story = current_story()
    asked = asked_day(request, story)
    told = map_settings(story, asked.day)
    context = {
        "story": story,
        "day": asked.day,
        "message": asked.message,
        "map_settings": told,
        "first_files": first_files(told, is_standard=request.GET.keys().isdisjoint(PARAMETERS)),
        "embedded": is_embedded(request),
        "fallback": fallback_table(story.revision, asked.day, get_language()),
    }
    response = render(request, "atlas/map.html", context)
    return allow_embedding(response) if is_embedded(request) else response


@require_safe
@cache_control(no_cache=True)
def compare_page(request: HttpRequest) -> HttpResponse:
    """Two maps side by side, or with `embed=1` what of them other pages show.

    Its script reads the address; without one it compares with the year before.
    """
    story = current_story()
    embedded = is_embedded(request)
    context = {"map_settings": map_settings(story, story.last_change), "embedded": embedded}
    response = render(request, "atlas/compare.html", context)
    return allow_embedding(response) if embedded else response


def town_context(request: HttpRequest, slug: str, variant: Variant) -> dict[str, Any]:
    """What the page and the panel of a town share.

    Raises Http404 for an unknown town, TooManyClaimsError where the variant would take too long.
    """
    place = get_object_or_404(Town, slug=slug)
    story = current_story()
    asked = asked_day(request, story)
    evidence = town_evidence(place, asked.day, variant)
    others = len(evidence.other_quotes)
    return {
        "evidence": evidence,
        "day": asked.day,
        "message": asked.message,
        "variant": variant,
        "variant_words": variant_words(variant, asked.day),
        "current": evidence.period_on(asked.day),
        "silent_until": evidence.first - ONE_DAY if evidence.first else None,
        "town_name": local_names([place])[place.pk],
        "names": town_names(place),
        "region": region_name(place.region),
        "country": country_name(place.country),
        "strip": town_strip(evidence, story, asked.day),
        "others_words": ngettext("%(count)s claim, none counts", "%(count)s claims, none counts", others)
        % {"count": number(others)},
    }


@require_safe
@cache_control(no_cache=True)
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a town: the answer for the day first, then why, then its whole story.

    Options that cannot be followed are told, and the standard map's answer is shown.
    """
    try:
        context = town_context(request, slug, asked_variant(request.GET))
    except (VariantError, TooManyClaimsError) as error:
        context = town_context(request, slug, STANDARD)
        context["message"] = " ".join([str(error), gettext("Showing the standard map."), context["message"]]).strip()
    current = context["current"]
    context["is_stale"] = current is not None and current.is_doubtful_on(context["day"])
    pressures_now = context["evidence"].pressures_on(context["day"])
    context["pressures_now"] = pressures_now
    context["other_pressures"] = [one for one in context["evidence"].pressures if one not in pressures_now]
    return render(request, "atlas/town.html", context)


@require_safe
@cache_control(no_cache=True)
def town_panel(request: HttpRequest, slug: str) -> HttpResponse:
    """What holds on each day, as a fragment of HTML for the panel beside the map, which shows the part of its day.

    It follows the same variant as the timeline. Long lists of quotes are cut short unless `quotes=all` is asked for.
    """
    try:
        context = town_context(request, slug, asked_variant(request.GET))
        context["shown"] = "" if request.GET.get("quotes") == "all" else QUOTES_IN_A_PANEL_LIST
        return render(request, "atlas/_town.html", context)
    except (VariantError, TooManyClaimsError) as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
@condition(etag_func=lambda request: f'"{current_revision()}"')
def sources(request: HttpRequest) -> JsonResponse:
    """The sources whose claims the map may rest on, each with how many (`conflictmap.atlas.source_list`)."""
    return JsonResponse({"sources": source_list()}, json_dumps_params={"ensure_ascii": False})


@require_safe
@cache_control(no_cache=True)
def towns(request: HttpRequest) -> HttpResponse:
    """Who holds which town on a day, as a table in pages."""
    asked = asked_day(request, current_story())
    page = Paginator(rows_on(asked.day), TOWNS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": table_rows(page, asked.day), "day": asked.day, "message": asked.message}
    return render(request, "atlas/towns.html", context)


@require_safe
@cache_control(no_cache=True)
def method(request: HttpRequest) -> HttpResponse:
    """How claims are read and timelines worked out, with the figures measured for the version that runs."""
    figures = measured_figures()
    context = {
        "figures": figures,
        "running": EXTRACTOR_VERSION,
        "reliability": reliability_chart(figures),
        "silence": silence_chart(silence_curve()),
        "stale_below": STALE_BELOW,
        "half_life": number(HALF_LIFE_DAYS),
        "half_life_under_pressure": number(HALF_LIFE_UNDER_PRESSURE_DAYS),
        "rules": [(rule, gettext(RULES[rule].name), rule_sentence(rule, REASON_WORDS)) for rule in sorted(RULES)],
        "threshold_percent": percent(settings.PUBLISHING_THRESHOLD),
        "published_precision": percent(figures.published_precision),
        "published_recall": percent(figures.published_recall),
    }
    return render(request, "atlas/method.html", context)


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
    return render(
        request,
        "atlas/article.html",
        {"reading": reading, "article": reading.article, "title": article_title(reading.article)},
    )


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
    return HttpResponse(
        f"User-agent: *\nDisallow: /admin/\nSitemap: {request.build_absolute_uri('/sitemap.xml')}\n",
        content_type="text/plain",
    )


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
