"""The addresses of cards, and their pictures kept in memory until the next revision."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, get_language_info, override
from django.views.decorators.http import require_safe

from conflictmap.atlas.cards.content import read_card
from conflictmap.atlas.cards.drawing import draw_card
from conflictmap.atlas.cards.lettering import can_write_arabic
from conflictmap.control.story import current_revision, current_story
from conflictmap.core.days import parse_day
from conflictmap.gazetteer.models import Town

MOST_CARDS = 200
"""About 10 MB; a link is fetched a few times when it is posted, and then hardly ever."""
MOST_WAITING = 3


@dataclass(frozen=True, slots=True)
class CardKey:
    """Which card: of a revision, a day (``None`` for that of the newest change), a town (empty for the whole map)."""

    revision: int
    day: date | None
    town: str
    language: str

    @property
    def address(self) -> str:
        """The one address of the card."""
        values = {
            "date": self.day.isoformat() if self.day else "",
            "town": self.town,
            "language": "" if self.language == settings.LANGUAGE_CODE else self.language,
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return reverse("files:card", args=[self.revision]) + (f"?{query}" if query else "")


def card_address(day: date | None, town: str = "") -> str:
    """Where the card for a page in the active language is; without a day, that of the newest change."""
    return CardKey(current_revision(), day, town, get_language() or settings.LANGUAGE_CODE).address


class BusyError(Exception):
    """Too many cards are being drawn at the moment."""


class CardCache:
    """Keeps the cards drawn last, of the newest revision only. One is drawn at a time, and few may wait for it."""

    def __init__(self) -> None:
        self._cards: dict[CardKey, bytes] = {}
        self._drawing = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)

    def get(self, key: CardKey) -> bytes:
        """The PNG of a card. Raises BusyError when too many wait."""
        if known := self._cards.get(key):
            return known
        if not self._waiting.acquire(blocking=False):
            raise BusyError
        try:
            with self._drawing:
                return self._cards.get(key) or self._draw(key)
        finally:
            self._waiting.release()

    def _draw(self, key: CardKey) -> bytes:
        language = key.language
        day = key.day or current_story().last_change
        town = Town.objects.filter(slug=key.town).first() if key.town else None
        right_to_left = get_language_info(language)["bidi"]
        if right_to_left and not can_write_arabic():
            language, right_to_left = settings.LANGUAGE_CODE, False
        with override(language):
            picture = draw_card(read_card(day, town), right_to_left=right_to_left)
        kept = [(one, picture) for one, picture in self._cards.items() if one.revision == key.revision]
        self._cards = {**dict(kept[-MOST_CARDS + 1 :]), key: picture}
        return picture


card_cache = CardCache()


@require_safe
def card(request: HttpRequest, revision: int) -> HttpResponseBase:
    """The picture for links to the map or to a town: `date`, `town` (a slug) and `language`, all optional.

    An old revision, a day outside the story and parameters in another order are sent on to the card's one address.
    """
    try:
        key = asked_card(request.GET)
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    if request.get_full_path() != key.address:
        redirect = HttpResponseRedirect(key.address)
        redirect["Cache-Control"] = "no-store"
        return redirect
    etag = quote_etag("-".join(["card", str(key.revision), str(key.day), key.town, key.language]))
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "ETag": etag}
    if early := get_conditional_response(request, etag=etag):
        return early
    try:
        content = card_cache.get(key)
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": "3", "Cache-Control": "no-store"})
    return HttpResponse(content, content_type="image/png", headers=headers)


def asked_card(query: Mapping[str, str]) -> CardKey:
    """The card that parameters ask for. Raises ValueError that names what is wrong, Http404 for an unknown town."""
    story = current_story()
    day = None
    if text := query.get("date", "").strip():
        try:
            day = parse_day(text)
        except ValueError:
            raise ValueError(f"date: “{text[:40]}” is not a date. Write it as 2017-09-22.") from None
        day = story.clamp(day) if story.first else None
    language = query.get("language", "") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        known = ", ".join(code for code, _ in settings.LANGUAGES)
        raise ValueError(f"language: “{language[:20]}” is none of {known}.")
    slug = query.get("town", "")
    if slug and not Town.objects.filter(slug=slug).exists():
        raise Http404
    return CardKey(story.revision, day, slug, language)
