"""Serves cards: those drawn last are kept in memory until the next revision."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language, get_language_info, override
from django.views.decorators.http import require_safe

from conflictmap.atlas.cards.asked import CardKey, Look, Parameters, Side, read_key
from conflictmap.atlas.cards.chapter import draw_chapter
from conflictmap.atlas.cards.content import Card, read_card
from conflictmap.atlas.cards.ground import read_ground
from conflictmap.atlas.cards.layout import draw_card
from conflictmap.atlas.cards.lettering import can_write_arabic
from conflictmap.atlas.cards.narrative import chapters_of, narrative_edition, published_narrative
from conflictmap.control.story import current_revision, current_story
from conflictmap.control.variant import TooManyClaimsError

PAGES_WITH_A_VARIANT = ("atlas:map", "atlas:compare", "atlas:town")
MOST_CARDS = 200
"""About 20 MB; a link is fetched a few times when it is posted, and then hardly ever."""
MOST_WAITING = 3


class BusyError(Exception):
    """Too many cards are being drawn at the moment."""


class CardCache:
    """Keeps the cards drawn last, of the newest revision only. One is drawn at a time, and few may wait for it."""

    def __init__(self) -> None:
        self._cards: dict[CardKey, bytes] = {}
        self._drawing = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)

    def get(self, key: CardKey) -> bytes:
        """The PNG of a card.

        Raises BusyError when too many wait, `conflictmap.control.variant.TooManyClaimsError` for too long a variant.
        """
        if known := self._cards.get(key):
            return known
        # Whoever prints a story asks for all of its maps at once. There are no more than editors have written.
        if key.chapter:
            with self._drawing:
                return self._cards.get(key) or self._draw(key)
        if not self._waiting.acquire(blocking=False):
            raise BusyError
        try:
            with self._drawing:
                return self._cards.get(key) or self._draw(key)
        finally:
            self._waiting.release()

    def _draw(self, key: CardKey) -> bytes:
        language = key.language
        right_to_left = get_language_info(language)["bidi"]
        if right_to_left and not can_write_arabic():
            language, right_to_left = settings.LANGUAGE_CODE, False
        with override(language):
            picture = (
                draw_chapter(key, right_to_left=right_to_left)
                if key.chapter
                else draw_card(read_card(key), right_to_left=right_to_left)
            )
        kept = [(one, picture) for one, picture in self._cards.items() if one.revision == key.revision]
        self._cards = {**dict(kept[-MOST_CARDS + 1 :]), key: picture}
        return picture


card_cache = CardCache()


def prepare() -> None:
    """Read what every card needs, the ground and the fonts, so that whoever asks for the first does not wait for it."""
    read_ground()
    nothing = Card("conflictmap", "conflictmap", ("conflictmap",), (), {}, Look())
    draw_card(nothing, right_to_left=False)
    if can_write_arabic():
        draw_card(replace(nothing, title="خريطة", title_light="خريطة"), right_to_left=True)


@require_safe
def card(request: HttpRequest, revision: int) -> HttpResponseBase:
    """The picture for links to a page: the parameters of the map's or the comparison's address, all optional.

    Besides these: `actor` and `story` (slugs) for the pages of an actor and of a story, with `chapter` (a number) the
    map of a chapter, and `language`. An old revision, a day outside the story and parameters in another order are
    sent on to the card's one address.
    """
    try:
        key = asked_card(request)
    except ValueError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    if (revision, request.GET.urlencode(safe=",")) != (key.revision, key.query):
        redirect = HttpResponseRedirect(key.address)
        redirect["Cache-Control"] = "no-store"
        return redirect
    etag = quote_etag(key.address)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "ETag": etag}
    if early := get_conditional_response(request, etag=etag):
        return early
    try:
        content = card_cache.get(key)
    except TooManyClaimsError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": "3", "Cache-Control": "no-store"})
    return HttpResponse(content, content_type="image/png", headers=headers)


def asked_card(request: HttpRequest) -> CardKey:
    """The card that an address asks for. Raises ValueError that names what is wrong."""
    query = request.GET
    language = query.get("language", "") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        known = ", ".join(code for code, _ in settings.LANGUAGES)
        raise ValueError(f"language: “{language[:20]}” is none of {known}.")
    key = read_key(Parameters(query, current_story(), is_strict=True), language)
    return of_narrative(key, query["story"], query.get("chapter", "")) if query.get("story") else key


def of_narrative(key: CardKey, slug: str, asked_chapter: str = "") -> CardKey:
    """The card of a narrative in its present wording, or the map of a chapter of it.

    Raises ValueError where no published one has this slug, or where it has no such chapter.
    """
    with override(key.language):
        narrative = published_narrative(slug)
    if narrative is None:
        raise ValueError(f"story: there is no story “{slug[:60]}”.")
    chapters = chapters_of(narrative)
    if asked_chapter and asked_chapter not in map(str, range(1, len(chapters) + 1)):
        raise ValueError(f"chapter: “{asked_chapter[:20]}” is none of 1 to {len(chapters)}.")
    edition = narrative_edition(narrative, chapters)
    return CardKey(key.revision, key.language, narrative=slug, chapter=int(asked_chapter or 0), edition=edition)


def page_card(request: HttpRequest, day: date | None) -> CardKey:
    """The card of a page that shows a day (``None`` where it shows none), in the active language.

    A part of its address that cannot be read is left out, as the page itself leaves it out.
    """
    language = get_language() or settings.LANGUAGE_CODE
    match = request.resolver_match
    name, slug = (match.view_name, match.kwargs.get("slug", "")) if match else ("", "")
    if name not in PAGES_WITH_A_VARIANT:
        key = CardKey(current_revision(), language, Side(day))
        if name == "atlas:story":
            return of_narrative(key, slug) if published_narrative(slug) else key
        return replace(key, actor=slug) if name == "atlas:actor" else key
    key = read_key(Parameters(request.GET, current_story(), is_strict=False), language)
    if name == "atlas:compare":
        return key if key.other else replace(key, side=Side(), other=Side())
    side = replace(key.side, day=day)
    if slug:
        # The page of a town has no map: of how towns are drawn it knows the colours only.
        return CardKey(key.revision, language, side, town=slug, look=Look(safe=key.look.safe))
    return replace(key, side=side, other=None)
