"""The exports: control on a day, and the whole timeline, as GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from conflictmap.control.story import Story, current_story
from conflictmap.opendata.features import control_features, feature_collection, timeline_features
from conflictmap.opendata.parameters import read_selection
from conflictmap.opendata.problem import ParameterError, parameter_problem

CONTENT_TYPE = "application/geo+json"
CAVEAT = (
    "Each point is what published articles say of a town; its url shows their sentences. "
    "Points are not areas, and confidence fades with every day without news."
)

View = Callable[[HttpRequest], HttpResponseBase]


def open_to_all(view: View) -> View:
    """Let pages of other sites read the answer, and answer a wrong parameter with a problem (RFC 9457)."""

    @csrf_exempt  # nothing here can be changed: a wrong method gets its 405, not a word on cookies
    @wraps(view)
    @require_http_methods(["GET", "HEAD", "OPTIONS"])
    def open_view(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": "GET, HEAD, OPTIONS"})
            response["Access-Control-Allow-Methods"] = "GET, HEAD"
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = "86400"
        else:
            try:
                response = view(request)
            except ParameterError as error:
                response = parameter_problem(error)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return open_view


@open_to_all
def control(request: HttpRequest) -> HttpResponseBase:
    """Who holds each town on the day `date`, by default the day of the last change."""
    selection = read_selection(request.GET, ("date", "bbox", "actor", "country"))
    story = current_story()
    day = selection.day or story.last_change
    members = {"date": day.isoformat() if day else None} | about(request, story)
    features = control_features(selection, day, towns_address(request)) if day else iter(())
    return geojson(request, story, members, features)


@open_to_all
def timeline(request: HttpRequest) -> HttpResponseBase:
    """Every control period, with its inclusive `start` and `end`."""
    selection = read_selection(request.GET, ("bbox", "actor", "country"))
    story = current_story()
    members = {
        "start": story.first.isoformat() if story.first else None,
        "end": story.last.isoformat() if story.last else None,
    }
    return geojson(
        request, story, members | about(request, story), timeline_features(selection, towns_address(request))
    )


def about(request: HttpRequest, story: Story) -> dict[str, Any]:
    """What a file must say of itself when it has left the site."""
    return {
        "revision": story.revision,
        "attribution": settings.DATA_ATTRIBUTION,
        "license": settings.DATA_LICENCE_URL,
        "caveat": CAVEAT,
        "site": request.build_absolute_uri(reverse("atlas:map")),
    }


def towns_address(request: HttpRequest) -> str:
    """The absolute address below which every town has its page."""
    return request.build_absolute_uri(reverse("atlas:towns"))


def geojson(request: HttpRequest, story: Story, members: dict[str, Any], features: Iterator[str]) -> HttpResponseBase:
    """A streamed FeatureCollection with an entity tag: revision, address and parameters decide every byte of it."""
    address = f"{request.build_absolute_uri(request.path)} {sorted(request.GET.items())} {members}"
    etag = f'"{story.revision}-{sha256(address.encode()).hexdigest()[:16]}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None and request.method == "HEAD":
        # Streamed like the answer to GET, so that nobody puts a length of 0 on it.
        response = StreamingHttpResponse((), content_type=CONTENT_TYPE)
    if response is None:
        response = StreamingHttpResponse(feature_collection(members, features), content_type=CONTENT_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Link"] = f'<{settings.DATA_LICENCE_URL}>; rel="license"'
    return response
