"""The map inside pages of others: `/?embed=1`, and who may show it so (docs/sharing.md).

The setting EMBED_ORIGINS names them. Every other page of the site stays out of frames: only the embedded map, which
has no forms and knows no user, is worth nothing to one who would trick readers into clicking on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.http import HttpRequest, HttpResponse

from conflictmap.atlas.content_security import header, public_policy

SELF, NONE, ANY = "self", "none", "*"
ORIGIN = re.compile(r"https?://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?")


def is_embedded(request: HttpRequest) -> bool:
    """Whether the map is asked for as a part of another page."""
    return request.GET.get("embed") == "1"


def frame_ancestors() -> list[str]:
    """The sources of the directive `frame-ancestors` (CSP level 3) for the embedded map."""
    keywords = {SELF: "'self'", NONE: "'none'"}
    return [keywords.get(origin, origin) for origin in settings.EMBED_ORIGINS]


def may_be_embedded() -> bool:
    """Whether the operator lets any page show the map."""
    return settings.EMBED_ORIGINS != [NONE]


def allow_embedding(response: HttpResponse) -> HttpResponse:
    """Say with the embedded map who may show it, in both headers that browsers know.

    X-Frame-Options can say "nobody" and "the site itself"; where others are named it is left out, since it has no
    words for them, and browsers heed `frame-ancestors` over it anyway (CSP level 3, 6.4.2.2).
    """
    response["Content-Security-Policy"] = header(public_policy() | {"frame-ancestors": frame_ancestors()})
    if settings.EMBED_ORIGINS == [SELF]:
        response["X-Frame-Options"] = "SAMEORIGIN"
    elif may_be_embedded():
        response.xframe_options_exempt = True
    return response


def check_origins(app_configs: Sequence[Any] | None = None, **kwargs: object) -> list[CheckMessage]:
    """Django's check of EMBED_ORIGINS: a wrong one would silently keep the map out of pages, or let it into all."""
    origins = settings.EMBED_ORIGINS
    hint = "Write self, none, * or origins such as https://news.example.org,https://*.example.net."
    wrong = [one for one in origins if one not in (SELF, NONE, ANY) and not ORIGIN.fullmatch(one)]
    if wrong:
        return [Error(f"EMBED_ORIGINS: “{wrong[0]}” is not an origin.", hint=hint, id="atlas.E001")]
    if len(origins) > 1 and (NONE in origins or ANY in origins):
        lone = NONE if NONE in origins else ANY
        return [Error(f"EMBED_ORIGINS: “{lone}” stands alone or not at all.", hint=hint, id="atlas.E002")]
    return []
