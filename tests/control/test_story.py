"""The bounds of the story: read once for each revision, and right after the next."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from conflictmap.control.models import Revision
from conflictmap.control.rebuild import rebuild_town
from conflictmap.control.story import Story, current_story
from tests.factories import make_actor, make_article, make_claim, make_period, make_town

pytestmark = pytest.mark.django_db


def take(actor: str, day: str) -> int:
    """A town taken on a day and published on it. Answers the revision."""
    town = make_town(f"Town of {actor}")
    article = make_article(f"{town.name} {day}", published=day)
    captured = {"date_from": date.fromisoformat(day), "date_to": date.fromisoformat(day)}
    make_claim(article, town.name, town=town, actor=make_actor(actor), kind="captures", **captured)
    return rebuild_town(town).pk


def test_a_new_revision_is_seen_at_once_and_read_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = take("Islamic State", "2014-06-08")
    early = date(2014, 6, 8)
    assert current_story() == Story(first, early, early, early)
    second = take("Iraqi government", "2017-10-05")
    late = date(2017, 10, 5)
    with django_assert_num_queries(4):
        assert current_story() == Story(second, early, late, late)
    with django_assert_num_queries(2):
        assert current_story() == Story(second, early, late, late)


def test_an_article_without_claims_moves_the_last_day_though_there_is_no_new_revision() -> None:
    take("Islamic State", "2014-06-08")
    current_story()
    make_article("Nothing of any town.", published="2019-01-02")
    assert current_story().last == date(2019, 1, 2)


def test_an_emptied_database_that_counts_from_one_again_is_another_story() -> None:
    Revision.objects.create(pk=1)
    make_period(make_town(), "2014-06-08", holders=[make_actor()])
    assert current_story().first == date(2014, 6, 8)
    Revision.objects.all().delete()
    Revision.objects.create(pk=1)
    make_period(make_town("Mosul"), "2012-01-01", holders=[make_actor()])
    assert current_story().first == date(2012, 1, 1)


def test_without_any_revision_nothing_is_kept() -> None:
    assert current_story() == Story(0, None, None, None)
    make_period(make_town(), "2014-06-08", holders=[make_actor()])
    assert current_story().first == date(2014, 6, 8)
