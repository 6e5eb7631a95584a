"""Serves the map's files: timelines, the names of all towns, and single towns while those names are on their way."""

from __future__ import annotations

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    HttpResponseNotFound,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from conflictmap.atlas.asked_variant import VariantError, asked_variant
from conflictmap.atlas.encoding import best_encoding
from conflictmap.atlas.timeline import TimelineFile
from conflictmap.atlas.timeline_cache import BusyError, timeline_cache, variant_cache
from conflictmap.atlas.timeline_store import StoredFile
from conflictmap.atlas.town_names import names_in
from conflictmap.control.variant import TooManyClaimsError
from conflictmap.gazetteer.models import Town

FOR_EVER = "public, max-age=31536000, immutable"
PLAIN = "text/plain; charset=utf-8"


@require_safe
def timeline(request: HttpRequest, revision: int) -> HttpResponseBase:
    """The timeline file of a revision, or that of a variant (`asked_variant.py`) of it.

    An old or unknown revision, and a variant written in another way than its own, are sent on to the current address.
    """
    try:
        variant = asked_variant(request.GET)
        file = timeline_cache.current(revision) if variant.is_standard else variant_cache.current(variant)
    except (VariantError, TooManyClaimsError) as error:
        return HttpResponseBadRequest(str(error), content_type=PLAIN)
    except BusyError:
        return HttpResponse(
            gettext("Other maps are being worked out at the moment. Ask again in a few seconds."),
            status=503,
            headers={"Retry-After": "3", "Cache-Control": "no-store"},
            content_type=PLAIN,
        )
    if revision != file.revision or request.META["QUERY_STRING"] != variant.query:
        address = reverse("files:timeline", args=[file.revision])
        redirect = HttpResponseRedirect(f"{address}?{variant.query}" if variant.query else address)
        redirect["Cache-Control"] = "no-store"
        return redirect
    return kept_for_ever(request, file, f"{file.revision}-{variant.query}")


@require_safe
def names(request: HttpRequest, digest: str) -> HttpResponseBase:
    """The names and slugs of all towns of a large story, by the digest that its timeline file tells."""
    file = timeline_cache.store.names(digest)
    return kept_for_ever(request, file, digest) if file else changed_meanwhile()


@require_safe
def town(request: HttpRequest) -> HttpResponseBase:
    """One town of the timeline file of a `revision`, by its `place` in it or by its `slug`: both, and its names.

    For pages that are asked for a town before the names of all have come.
    """
    place: int | None
    try:
        revision = int(request.GET.get("revision", ""))
        place = None if "slug" in request.GET else int(request.GET.get("place", ""))
    except ValueError:
        return HttpResponseBadRequest(gettext("revision and place: whole numbers are asked for."), content_type=PLAIN)
    file = timeline_cache.store.of_revision(revision)
    if file is None:
        return changed_meanwhile()
    if place is None:
        found = Town.objects.filter(slug=request.GET["slug"]).first()
        place = file.place_of(found.pk) if found else None
    else:
        found = Town.objects.filter(pk=file.town_at(place) or 0).first()
    if found is None or place is None:
        return HttpResponseNotFound(gettext("The map has no such town."), content_type=PLAIN)
    arabic = names_in("ar", [found.pk]).get(found.pk, "")
    told = {"place": place, "slug": found.slug, "name": found.name, "name_ar": arabic}
    return JsonResponse(told, headers={"Cache-Control": "no-store"}, json_dumps_params={"ensure_ascii": False})


def kept_for_ever(request: HttpRequest, file: StoredFile | TimelineFile, name: str) -> HttpResponseBase:
    """A file in the best encoding that the browser takes; it never changes under its address."""
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""), file.encodings)
    etag = quote_etag(f"{name}-{encoding}")
    headers = {"Vary": "Accept-Encoding", "Cache-Control": FOR_EVER, "ETag": etag}
    early = get_conditional_response(request, etag=etag, response=HttpResponse(headers=headers))
    if early is not None and early.status_code != 200:
        return early
    if encoding != "identity":
        headers["Content-Encoding"] = encoding
    return FileResponse(file.open(encoding), content_type="application/octet-stream", headers=headers)


def changed_meanwhile() -> HttpResponse:
    """The answer to a page whose files are not kept any more."""
    return HttpResponseNotFound(
        gettext("The map has changed meanwhile. Load the page again."),
        content_type=PLAIN,
        headers={"Cache-Control": "no-store"},
    )
