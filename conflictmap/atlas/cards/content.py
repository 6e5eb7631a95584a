"""What a card shows: read from the database in a few queries, however many towns there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from conflictmap.atlas.cards.ground import Point, mercator
from conflictmap.atlas.days_and_numbers import country_name, day_and_month, digits, number
from conflictmap.atlas.evidence import town_evidence
from conflictmap.atlas.town_names import local_names
from conflictmap.control.models import ControlPeriod
from conflictmap.core.claims import PlaceKind
from conflictmap.core.periods import Status
from conflictmap.gazetteer.models import Town

# More dots than these nobody can tell apart on a card; the largest towns are taken.
MOST_TOWNS = 3000
MOST_NAMES = 30
MOST_ACTORS = 5
# Paper and the edge of controls: an actor to whom nobody has given a colour.
NO_FILL, NO_LINE = "#f4f2ed", "#82827e"


@dataclass(frozen=True, slots=True)
class Dot:
    """A town on the card: where it is (Web Mercator), the colours of its holders, its name where there is room."""

    town: int
    at: Point
    fills: tuple[str, ...]
    is_town: bool
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of the legend: its name, its fill and line ("#rrggbb") and the number of towns it holds alone."""

    name: str
    fill: str
    line: str
    count: str


@dataclass(frozen=True, slots=True)
class Card:
    """All that is written and drawn on a card. The title is in two weights: a day and its year, or a town's name."""

    title: str
    title_light: str
    subtitle: str
    dots: tuple[Dot, ...]
    legend: tuple[Entry, ...]
    countries: frozenset[str]
    centre: Point | None = None


def read_card(day: date | None, town: Town | None) -> Card:
    """The card of a day, or of a town on a day, in the language that is active."""
    dots, legend, countries = read_dots(day) if day else ((), (), frozenset())
    if day is None:
        words = gettext("Who held this town on that day, and how does anyone know?")
        return Card("conflictmap", "", words, (), (), countries)
    if town is None:
        held = gettext("Who held which town") if dots else ""
        return Card(day_and_month(day), digits(day.year), held, dots, legend, countries)
    period = town_evidence(town, day).period_on(day)
    sentence = str(period.sentence) if period else gettext("Nobody is known to hold it.")
    title = local_names([town])[town.pk]
    date_line = f"{day_and_month(day)} {digits(day.year)}: {sentence}"
    centre = mercator(town.point.x, town.point.y)
    return Card(title, country_name(town.country), date_line, dots, legend, countries, centre)


def read_dots(day: date) -> tuple[tuple[Dot, ...], tuple[Entry, ...], frozenset[str]]:
    """The towns of a day from the largest on, the actors that hold most of them, and the countries they lie in."""
    found = ControlPeriod.objects.on(day).select_related("town").with_holders()
    periods = list(found.order_by("-town__population", "town_id")[:MOST_TOWNS])
    names = local_names(period.town for period in periods[: 4 * MOST_NAMES])
    alone: Counter[int] = Counter()
    actors = {}
    dots = []
    for period in periods:
        holders = [] if period.status == Status.UNKNOWN else [one.actor for one in period.holders.all()]
        is_town = period.town.place_kind == PlaceKind.TOWN
        fills = tuple(actor.fill_light or NO_FILL for actor in holders)[: 1 if period.status == Status.HELD else 3]
        name = names.get(period.town_id, "") if is_town else ""
        dots.append(Dot(period.town_id, mercator(period.town.point.x, period.town.point.y), fills, is_town, name))
        for actor in holders:
            actors[actor.pk] = actor
            alone[actor.pk] += int(is_town and period.status == Status.HELD)
    largest = [pk for pk, count in alone.most_common(MOST_ACTORS) if count]
    legend = tuple(
        Entry(
            actors[pk].local_name,
            actors[pk].fill_light or NO_FILL,
            actors[pk].line_light or NO_LINE,
            number(alone[pk]),
        )
        for pk in largest
    )
    return tuple(dots), legend, frozenset(period.town.country for period in periods)
