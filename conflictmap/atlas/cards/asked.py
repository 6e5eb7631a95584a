"""Which card an address asks for: the state of the page that its picture stands for.

Names and values are those of the page's own address (docs/atlas.md, "Address"), as far as a picture shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from conflictmap.actors.models import Actor
from conflictmap.atlas.asked_variant import PARAMETERS, asked_variant
from conflictmap.control.story import Story
from conflictmap.control.variant import STANDARD, Variant
from conflictmap.core.days import parse_day
from conflictmap.gazetteer.models import Town

Read = TypeVar("Read")
# Kilometres that a reader can let areas reach (static/atlas/page/address.js).
REACHES = (10, 20, 35, 50, 75, 100)
USUAL_REACH = 35
MOST_ACTORS_NAMED = 50


@dataclass(frozen=True, slots=True)
class Look:
    """How towns are drawn. `reach` is in kilometres."""

    areas: bool = True
    patterns: bool = True
    borders: bool = True
    safe: bool = False
    reach: int = USUAL_REACH

    @property
    def values(self) -> dict[str, str]:
        """What of it differs from the usual, as in an address."""
        off = {name: "off" for name in ("areas", "patterns", "borders") if not getattr(self, name)}
        reach = {"reach": str(self.reach)} if self.reach != USUAL_REACH else {}
        return off | reach | ({"colours": "safe"} if self.safe else {})


@dataclass(frozen=True, slots=True)
class Side:
    """One map of a card: its day, ``None`` for that of the newest change, and the claims it rests on."""

    day: date | None = None
    variant: Variant = STANDARD

    def values(self, day_name: str, prefix: str = "") -> dict[str, str]:
        """The side as in an address."""
        options = QueryDict(self.variant.query)
        day = {day_name: self.day.isoformat()} if self.day else {}
        return day | {f"{prefix}{name}": options[name] for name in PARAMETERS if name in options}


@dataclass(frozen=True, slots=True)
class CardKey:
    """Which card: of a revision, in a language, of the whole map or of a town, an actor, a narrative or two maps.

    `view` is latitude, longitude (degrees WGS 84) and Leaflet's zoom, ``None`` for all that the story touches. `only`
    and `hide` are slugs of actors. `edition` changes with the words of a narrative, which belong to no revision;
    `chapter` counts its chapters from 1, 0 stands for all of it.
    """

    revision: int
    language: str
    side: Side = Side()
    other: Side | None = None
    view: tuple[float, float, float] | None = None
    town: str = ""
    actor: str = ""
    narrative: str = ""
    chapter: int = 0
    edition: str = ""
    only: frozenset[str] = frozenset()
    hide: frozenset[str] = frozenset()
    look: Look = Look()

    @property
    def address(self) -> str:
        """The one address of the card."""
        return reverse("files:card", args=[self.revision]) + (f"?{self.query}" if self.query else "")

    @property
    def query(self) -> str:
        """The parameters of the address, in their order."""
        sides = self.side.values("a", "a-") | self.other.values("b", "b-") if self.other else self.side.values("date")
        values = sides | {
            "view": ",".join(f"{part:g}" for part in self.view) if self.view else "",
            "town": self.town,
            "actor": self.actor,
            "story": self.narrative,
            "chapter": str(self.chapter or ""),
            "edition": self.edition,
            "only": ",".join(sorted(self.only)),
            "hide": ",".join(sorted(self.hide)),
            "language": "" if self.language == settings.LANGUAGE_CODE else self.language,
        }
        return urlencode({name: value for name, value in (values | self.look.values).items() if value}, safe=",")


class Parameters:
    """Reads the parameters of a page's or a card's address one by one.

    A page tells its reader which part it could not read, and shows the rest; its card does the same (`is_strict`
    false). An address of a card that cannot be read whole is refused: ValueError, which names the part.
    """

    def __init__(self, query: Mapping[str, str], story: Story, *, is_strict: bool) -> None:
        self.query = query
        self.story = story
        self.is_strict = is_strict

    def take(self, name: str, read: Callable[[str], Read], usual: Read) -> Read:
        """The value of a parameter, the usual one where it is missing."""
        text = self.query.get(name, "").strip()
        if not text:
            return usual
        try:
            return read(text)
        except ValueError as error:
            if self.is_strict:
                raise ValueError(f"{name}: {error}") from None
            return usual

    def day(self, text: str) -> date:
        """A day of the story; one outside is moved to its nearest."""
        return self.story.clamp(parse_day(text))

    def side(self, day_name: str, prefix: str = "") -> Side:
        """The day and the claims of a map."""
        day = self.take(day_name, self.day, None)
        options = QueryDict(mutable=True)
        options.update({name: self.query[prefix + name] for name in PARAMETERS if prefix + name in self.query})
        try:
            variant = asked_variant(options)
        except ValueError:
            if self.is_strict:
                raise
            variant = STANDARD
        return Side(day, self.on_one_day(variant, day))

    def on_one_day(self, variant: Variant, day: date | None) -> Variant:
        """Of each day what was known on it: on a picture of one day that is a variant with a fixed day."""
        day = day or self.story.last_change
        if not variant.same_day or day is None:
            return variant
        return Variant(known_at=day, without=variant.without, reviewed_only=variant.reviewed_only)

    def look(self) -> Look:
        """How towns are drawn."""
        usual = Look()
        return Look(
            areas=self.take("areas", _is_on, usual.areas),
            patterns=self.take("patterns", _is_on, usual.patterns),
            borders=self.take("borders", _is_on, usual.borders),
            safe=self.take("colours", _is_safe, usual.safe),
            reach=self.take("reach", _reach, usual.reach),
        )


def read_key(parameters: Parameters, language: str) -> CardKey:
    """The card of a page's address. Raises ValueError for a part that cannot be read, where that is refused."""
    is_compared = "a" in parameters.query or "b" in parameters.query
    return CardKey(
        revision=parameters.story.revision,
        language=language,
        side=parameters.side("a", "a-") if is_compared else parameters.side("date"),
        other=parameters.side("b", "b-") if is_compared else None,
        view=parameters.take("view", _view, None),
        town=parameters.take("town", _town, ""),
        actor=parameters.take("actor", _actor, ""),
        only=parameters.take("only", _actors, frozenset()),
        hide=parameters.take("hide", _actors, frozenset()),
        look=parameters.look(),
    )


def _view(text: str) -> tuple[float, float, float]:
    """A view, no finer than a card shows it, so that many readers' views share one card."""
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not latitude, longitude and zoom, as in 35.1,42.9,7.5.") from None
    if not (abs(lat) <= 85 and abs(lon) <= 540 and 0 <= zoom <= 19):
        raise ValueError(f"“{text[:40]}” lies outside the map.")
    digits = 1 if zoom < 8 else 2
    return round(lat, digits) + 0.0, round(lon, digits) + 0.0, round(zoom * 4) / 4


def _is_on(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError(f"“{text[:40]}” is not on or off.")
    return text == "on"


def _is_safe(text: str) -> bool:
    if text not in ("own", "safe"):
        raise ValueError(f"“{text[:40]}” is not own or safe.")
    return text == "safe"


def _reach(text: str) -> int:
    if text not in map(str, REACHES):
        raise ValueError(f"“{text[:40]}” is none of {', '.join(map(str, REACHES))}.")
    return int(text)


def _town(text: str) -> str:
    if not Town.objects.filter(slug=text).exists():
        raise ValueError(f"there is no town “{text[:60]}”.")
    return text


def _actor(text: str) -> str:
    return next(iter(_actors(text)))


def _actors(text: str) -> frozenset[str]:
    slugs = frozenset(part for part in text.split(",") if part)
    known = Actor.objects.filter(slug__in=list(slugs)[:MOST_ACTORS_NAMED]).values_list("slug", flat=True)
    unknown = sorted(slugs - set(known))
    if unknown or not slugs:
        raise ValueError(f"there is no actor “{(unknown or [text])[0][:60]}”.")
    return slugs
