"""What a card says and shows: read from the database in a few queries, however many towns there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext, ngettext

from conflictmap.actors.models import Actor
from conflictmap.atlas.actor_styles import safe_colours_of_holders
from conflictmap.atlas.asked_variant import variant_differences, variant_words
from conflictmap.atlas.cards.areas import ActorInk
from conflictmap.atlas.cards.asked import CardKey, Look, Side
from conflictmap.atlas.cards.engraving import engraving_by_hash
from conflictmap.atlas.cards.map_picture import MapContent
from conflictmap.atlas.cards.narrative import chapters_of, published_narrative
from conflictmap.atlas.cards.towns import State, read_towns, states_on
from conflictmap.atlas.days_and_numbers import country_name, day_and_month, digits, long_day, number
from conflictmap.atlas.evidence import town_evidence
from conflictmap.atlas.town_names import local_names
from conflictmap.control.story import Story, current_story
from conflictmap.core.periods import Status
from conflictmap.gazetteer.models import Town

# Names are looked up for so many of the largest towns.
MOST_NAMED = 400
# How long before the second map the first one is, while the address does not say: as on the page.
YEAR = timedelta(days=365)
# Paper and the edge of controls: an actor to whom nobody has given a colour.
NO_FILL, NO_LINE = "#f4f2ed", "#82827e"


@dataclass(frozen=True, slots=True)
class SidePicture:
    """One map of a card. Of two, each has its day as heading, and where they rest on other claims a `note` on which."""

    heading: str
    content: MapContent
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All that is written and drawn on a card. The title is in two weights: a day and its year, a town and its country.

    `actors` are names by primary keys, in the order in which a legend lists actors of as many towns.
    """

    title: str
    title_light: str
    sentences: tuple[str, ...]
    maps: tuple[SidePicture, ...]
    actors: dict[int, str]
    look: Look
    credits: tuple[str, ...] = ()
    view: tuple[float, float, float] | None = None


def read_card(key: CardKey) -> Card:
    """The card of a key, in the language that is active.

    Raises `conflictmap.control.variant.TooManyClaimsError` for a variant that takes too long.
    """
    story = current_story()
    day = key.side.day or story.last_change
    if day is None:
        words = gettext("Who held this town on that day, and how does anyone know?")
        return Card("conflictmap", "", (words,), (), {}, key.look)
    actors = {actor.pk: actor for actor in Actor.objects.order_by("name")}
    ground = gettext("Ground: Natural Earth.")
    card = Card(
        title=day_and_month(day),
        title_light=digits(day.year),
        sentences=tuple(filter(None, [variant_words(key.side.variant, day)])),
        maps=(SidePicture("", read_map(key, key.side, day, actors)),),
        actors={pk: actor.local_name for pk, actor in actors.items()},
        look=key.look,
        credits=(caption(key.look), f"{settings.DATA_ATTRIBUTION}.", ground),
        view=key.view,
    )
    if key.other is not None:
        return compared(card, key, story, actors)
    if key.narrative:
        return told(card, key, actors)
    if key.town:
        return of_town(card, key, day)
    return of_actor(card, key, day) if key.actor else card


def compared(card: Card, key: CardKey, story: Story, actors: dict[int, Actor]) -> Card:
    """Two maps, and in how many towns they differ, counted as the page does."""
    assert key.other is not None
    last = story.last_change or date.max
    second = replace(key.other, day=key.other.day or last)
    first = replace(key.side, day=key.side.day or story.clamp((second.day or last) - YEAR))
    is_standard = first.variant.is_standard and second.variant.is_standard
    maps = []
    for side in (first, second):
        day = side.day or last
        differences = variant_differences(side.variant, day) or gettext("As known today, all sources")
        note = "" if is_standard else differences[0].upper() + differences[1:]
        maps.append(SidePicture(long_day(day), read_map(key, side, day, actors), note))
    a, b = (picture.content for picture in maps)
    differing = sum(holding(a, pk) != holding(b, pk) and bool(holding(a, pk) and holding(b, pk)) for pk in area_keys(a))
    sentence = ngettext("%(count)s town has another holder.", "%(count)s towns have another holder.", differing) % {
        "count": number(differing)
    }
    return replace(
        card,
        title=gettext("Two maps"),
        title_light=gettext("compared"),
        sentences=(sentence,),
        maps=tuple(maps),
    )


def told(card: Card, key: CardKey, actors: dict[int, Actor]) -> Card:
    """A story that editors tell: its title, and the map of its first chapter."""
    narrative = published_narrative(key.narrative)
    if narrative is None:
        return card
    chapters = chapters_of(narrative)
    if not chapters:
        return replace(card, title=narrative.title, title_light="", sentences=(narrative.lead,))
    chapter = chapters[0]
    content = read_map(key, Side(chapter.day), chapter.day, actors)
    return replace(
        card,
        title=narrative.title,
        title_light="",
        sentences=(long_day(chapter.day), narrative.lead),
        maps=(SidePicture("", content),),
        view=chapter.place,
    )


def of_town(card: Card, key: CardKey, day: date) -> Card:
    """A town, who holds it, and what lies around it."""
    town = Town.objects.get(slug=key.town)
    period = town_evidence(town, day, key.side.variant).period_on(day)
    sentence = str(period.sentence) if period else gettext("Nobody is known to hold it.")
    (picture,) = card.maps
    name = local_names([town])[town.pk]
    content = replace(picture.content, centre=town.pk, names=picture.content.names | {town.pk: name})
    return replace(
        card,
        title=name,
        title_light=country_name(town.country),
        sentences=(f"{long_day(day)}: {sentence}", *([period.confidence] if period else []), *card.sentences),
        maps=(SidePicture("", content),),
    )


def of_actor(card: Card, key: CardKey, day: date) -> Card:
    """An actor alone in colour, and how many towns it holds."""
    actor = Actor.objects.get(slug=key.actor)
    (picture,) = card.maps
    states = picture.content.states
    held = sum(actor.pk in states[key].holders for key in area_keys(picture.content) if key in states)
    sentence = ngettext(
        "%(day)s: holder of %(count)s town, alone or with others.",
        "%(day)s: holder of %(count)s towns, alone or with others.",
        held,
    ) % {"day": long_day(day), "count": number(held)}
    content = replace(picture.content, shown=frozenset([actor.pk]))
    return replace(
        card,
        title=actor.local_name,
        title_light="",
        sentences=(sentence, *card.sentences),
        maps=(SidePicture("", content),),
    )


def read_map(key: CardKey, side: Side, day: date, actors: dict[int, Actor]) -> MapContent:
    """The towns of a map with their states, the inks of the actors, and the names of the largest towns."""
    towns = read_towns(key.revision)
    named = Town.objects.filter(pk__in=towns.key[:MOST_NAMED].tolist())
    return MapContent(
        towns=towns,
        states=states_on(key.revision, side, day),
        inks=actor_inks(actors.values(), is_safe=key.look.safe),
        names=local_names(named),
        shown=shown_actors(key, actors.values()),
    )


def shown_actors(key: CardKey, actors: Iterable[Actor]) -> frozenset[int] | None:
    """The actors in colour; ``None`` for all."""
    if key.only:
        return frozenset(actor.pk for actor in actors if actor.slug in key.only)
    return frozenset(actor.pk for actor in actors if actor.slug not in key.hide) if key.hide else None


def actor_inks(actors: Iterable[Actor], *, is_safe: bool) -> dict[int, ActorInk]:
    """What each actor is drawn with: its own colours or the safe ones, paper where it has none."""
    safe = safe_colours_of_holders() if is_safe else {}
    inks = {}
    for actor in actors:
        fill, line = actor.fill_light, actor.line_light
        if colours := safe.get(actor.slug):
            fill, line = colours["light"]["fill"], colours["light"]["line"]
        has_colours = bool(fill and line)
        engraving = actor.engraving if has_colours else engraving_by_hash(actor.slug)
        inks[actor.pk] = ActorInk(fill if has_colours else NO_FILL, line if has_colours else NO_LINE, engraving)
    return inks


def area_keys(content: MapContent) -> list[int]:
    """The primary keys of all that count as towns: districts and facilities belong to theirs."""
    keys: list[int] = content.towns.key[content.towns.has_area].tolist()
    return keys


def holding(content: MapContent, key: int) -> tuple[str, ...]:
    """Who holds a town, as one would say it: fighting inside is no other holder. Empty where nobody is known to."""
    state = content.states.get(key)
    if state is None:
        return ()
    if state.status == Status.CONTESTED:
        return (Status.HELD, str(state.holders[0]))
    return (state.status, *map(str, state.holders))


def held_alone(content: MapContent, keys: Iterable[int]) -> Counter[int]:
    """How many of the towns each actor that is shown holds alone; under 0 those that several share or fight over."""
    states: Iterable[State | None] = (content.coloured(key) for key in keys)
    return Counter(state.holders[0] if state.status == Status.HELD else 0 for state in states if state)


def caption(look: Look) -> str:
    """What the colours mean, as the page says it (static/atlas/page/options.js)."""
    if not look.areas:
        return gettext("One dot a town, in the colour of its holder.")
    within = gettext(
        "Colour reaches at most %(distance)s km from a town and stops at borders. "
        "It joins points; it is not a survey of the ground."
    )
    across = gettext(
        "Colour reaches at most %(distance)s km from a town, across borders too. "
        "It joins points; it is not a survey of the ground."
    )
    return (within if look.borders else across) % {"distance": number(look.reach)}
