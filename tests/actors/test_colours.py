"""Colours of actors: the arithmetic against published values, and the gate that every set must pass."""

from __future__ import annotations

from itertools import combinations
from typing import Literal

import pytest
from django.core.exceptions import ValidationError

from conflictmap.actors.colours import (
    LEAST_DISTANCE,
    SURFACES,
    VISIONS,
    ActorColours,
    Triple,
    ciede2000,
    colour_distance,
    contrast,
    fill_faults,
    line_faults,
)
from conflictmap.actors.drawing import check_colours, colours_of
from conflictmap.actors.loading import load_actors
from conflictmap.actors.models import Actor
from conflictmap.actors.safe_palette import SAFE, safe_colours

# From the supplementary table of Sharma, Wu and Dalal (2005), among them the pairs that tell wrong hue means.
PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0010), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
    ((50, -0.001, 2.49), (50, 0.0010, -2.49), 4.8045),
    ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
]


@pytest.mark.parametrize(("one", "other", "distance"), PUBLISHED)
def test_ciede2000_gives_the_published_distances(one: Triple, other: Triple, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(distance, abs=5e-5)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_red_and_green_come_near_for_a_deuteranope_only() -> None:
    assert colour_distance("#a04040", "#607030") > 30
    assert colour_distance("#a04040", "#607030", "deuteranopia") < 14


@pytest.mark.django_db
@pytest.mark.parametrize("theme", SURFACES)
def test_the_actors_that_come_with_conflictmap_can_be_told_apart(theme: str) -> None:
    load_actors()
    drawn = [colours_of(actor, theme) for actor in Actor.objects.exclude(fill_light="")]
    assert len(drawn) == 8
    assert [fault for actor in drawn for fault in line_faults(actor, theme)] == []
    least = min(
        colour_distance(one.fill, other.fill, vision) for one, other in combinations(drawn, 2) for vision in VISIONS
    )
    assert least >= LEAST_DISTANCE


@pytest.mark.parametrize("theme", SURFACES)
def test_the_safe_set_is_told_apart_better_than_the_actors_own(theme: Literal["light", "dark"]) -> None:
    drawn = [
        ActorColours(slug, safe[theme]["fill"], safe[theme]["line"])
        for slug, safe in safe_colours(f"actor {number}" for number in range(len(SAFE))).items()
    ]
    assert [fault for actor in drawn for fault in line_faults(actor, theme)] == []
    pairs = combinations(drawn, 2)
    assert min(colour_distance(one.fill, other.fill, vision) for one, other in pairs for vision in VISIONS) >= 19.9


def test_with_more_actors_the_safe_colours_come_round() -> None:
    colours = list(safe_colours(f"actor {number}" for number in range(100)).values())
    assert len(colours) == 100
    assert colours[0] == colours[len(SAFE)] != colours[1]


def test_a_faint_line_is_named_with_its_surface() -> None:
    faults = line_faults(ActorColours("Faint", "#eadf84", "#cccccc"), "light")
    assert len(faults) == 3
    assert "contrast of 1.6 on paper" in " ".join(faults)


def test_near_fills_are_named_with_the_colour_vision() -> None:
    faults = fill_faults(ActorColours("A", "#a04040", ""), [ActorColours("B", "#607030", "")], "light")
    assert any("A and B" in fault and "deuteranopia" in fault for fault in faults)
    assert not any("normal vision" in fault for fault in faults)


@pytest.mark.django_db
def test_an_edited_colour_near_to_another_actor_is_refused() -> None:
    load_actors()
    actor = Actor.objects.get(canonical="Turkey")
    check_colours(actor)
    actor.fill_light = "#2e63a9"
    with pytest.raises(ValidationError, match="Iraqi government"):
        check_colours(actor)


@pytest.mark.django_db
def test_colours_come_all_four_or_not_at_all() -> None:
    actor = Actor(name="New", slug="new", canonical="New")
    check_colours(actor)
    actor.fill_light = "#123456"
    with pytest.raises(ValidationError, match="all four"):
        check_colours(actor)
