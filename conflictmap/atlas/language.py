"""The language of a page is part of its address: `/towns/` in English, `/ar/towns/` in Arabic.

So a page in any language can be linked, found and cached; no answer depends on cookies or on Accept-Language.
`docs/languages.md` tells how to add a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import reverse, translate_url
from django.utils.translation import get_language, override


class PathLanguageMiddleware(LocaleMiddleware):
    """Django's, without its `Vary: Accept-Language`: the path alone decides."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language of the answer."""
        response.headers.setdefault("Content-Language", get_language())
        return response


@dataclass(frozen=True, slots=True)
class Choice:
    """A language that a reader may change to: its code, its own name, and where this page is in it."""

    code: str
    name: str
    path: str


def page_language(request: HttpRequest) -> dict[str, Any]:
    """Template context: what a page says of itself and of its twins in the other languages.

    `alternates` are pairs of language and path, without the query, for search engines; empty for a page that has no
    twin. `language_choices` keep the query, as a reader who changes the language wants the same day and town; where
    there is no twin they lead to the map.
    """
    here = get_language()
    others = [(code, name) for code, name in settings.LANGUAGES if code != here]
    has_twin = all(translate_url(request.path, code) != request.path for code, _ in others)
    return {
        "site": f"{request.scheme}://{request.get_host()}",
        "alternates": [(code, translate_url(request.path, code)) for code, _ in settings.LANGUAGES if has_twin],
        "language_choices": [
            Choice(code, name, translate_url(request.get_full_path(), code) if has_twin else map_path(code))
            for code, name in others
        ],
    }


def map_path(language: str) -> str:
    """Where the map is in a language."""
    with override(language):
        return reverse("atlas:map")


def without_prefix(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """Sends `/en/towns/` on to `/towns/`: the site's own language has no prefix."""
    query = request.META.get("QUERY_STRING", "")
    # One slash only: an address that begins with two names another host.
    return HttpResponsePermanentRedirect("/" + path.lstrip("/\\") + (f"?{query}" if query else ""))
