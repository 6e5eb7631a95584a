"""From an extractor's words to an actor."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from conflictmap.actors.loading import load_actors
from conflictmap.actors.lookup import ActorMention, actors_for
from conflictmap.actors.models import Actor, ActorAlias

pytestmark = pytest.mark.django_db
AUTUMN_2017 = date(2017, 9, 22)


@pytest.fixture(autouse=True)
def _actors() -> None:
    load_actors()


def canonical(*mentions: ActorMention) -> list[str | None]:
    return [actor.canonical if actor else None for actor in actors_for(mentions)]


def test_a_canonical_name_decides_whatever_the_text_says() -> None:
    assert canonical(ActorMention("SDF/YPG", "rebels", "SY")) == ["SDF/YPG"]


def test_an_alias_that_always_means_an_actor_goes_before_the_canonical_name_in_its_scope() -> None:
    spring_2016, spring_2017 = date(2016, 5, 1), date(2017, 5, 1)
    assert canonical(
        ActorMention("Syrian opposition", "Turkish-backed rebels", "SY", spring_2017),
        ActorMention("Syrian opposition", "the Turkish-backed rebels", "SY", spring_2016),
        ActorMention("Syrian opposition", "Turkish-backed rebels", "IQ", spring_2017),
        ActorMention("Syrian opposition", "rebels", "SY", spring_2017),
    ) == ["Turkey", "Syrian opposition", "Syrian opposition", "Syrian opposition"]


def test_an_alias_means_the_actor_of_its_country() -> None:
    assert canonical(
        ActorMention("unknown", "government forces", "IQ"),
        ActorMention("unknown", "Government forces", "SY"),
        ActorMention("unknown", "government forces", "UA"),
        ActorMention("unknown", "government forces"),
    ) == ["Iraqi government", "Syrian government", None, None]


def test_an_alias_means_the_actor_only_on_its_days() -> None:
    assert canonical(
        ActorMention("unknown", "US-backed fighters", "SY", AUTUMN_2017),
        ActorMention("unknown", "US-backed fighters", "SY", date(2015, 10, 11)),
        ActorMention("unknown", "US-backed fighters", "SY", date(2015, 10, 10)),
        ActorMention("unknown", "US-backed fighters", "SY"),
    ) == ["SDF/YPG", "SDF/YPG", None, None]


def test_articles_possessives_and_names_do_not_matter() -> None:
    assert canonical(
        ActorMention("unknown", "the Peshmerga’s"),
        ActorMention("unknown", "Coalition"),
        ActorMention("unknown", "coalition", day=AUTUMN_2017),
        ActorMention("other:Ahrar al-Sham", "its fighters"),
        ActorMention("unknown", "داعش"),
    ) == ["Kurdistan Region", "US-led coalition", "US-led coalition", "Syrian opposition", "Islamic State"]


def test_what_is_unknown_or_means_two_stays_open() -> None:
    ActorAlias.objects.create(actor=Actor.objects.get(canonical="Taliban"), text="ISIS")
    assert canonical(
        ActorMention("unknown", "ISIS"),
        ActorMention("unknown", "armed men"),
        ActorMention("unknown"),
        ActorMention("other:Nobody", "they"),
    ) == [None, None, None, None]


def test_an_alias_for_the_country_goes_before_one_for_everywhere() -> None:
    ActorAlias.objects.create(actor=Actor.objects.get(canonical="Russia"), text="Hezbollah")
    assert canonical(ActorMention("unknown", "Hezbollah", "SY"), ActorMention("unknown", "Hezbollah", "LB")) == [
        "Syrian government",
        "Russia",
    ]


def test_any_number_of_mentions_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        actors_for([ActorMention("unknown", name, "SY", AUTUMN_2017) for name in ("ISIS", "YPG", "FSA", "nobody")] * 5)
