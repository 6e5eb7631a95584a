"""The demo story: what the seed article alone must show, and what the whole story knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from conflictmap.articles.models import Article
from conflictmap.claims.models import ArticleReading, Claim
from conflictmap.control.models import ControlPeriod, PeriodClaim, PressurePeriod, Revision, Side
from conflictmap.demo.management.commands.load_demo import NARRATIVE
from conflictmap.gazetteer.models import Town
from conflictmap.narratives.models import Narrative
from tests.factories import make_article

# Without this mark pytest-django would not make the test database when this file is run alone.
pytestmark = pytest.mark.django_db

SEED_DAY = date(2017, 9, 22)


def load_demo(*arguments: str) -> str:
    """What the command prints."""
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@contextmanager
def undone_after() -> Iterator[None]:
    """Whatever is stored within is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Actors and places, loaded once: they are the slow part."""
    with django_db_blocker.unblock(), undone_after():
        load_demo("--story", "none")
        yield


@pytest.fixture(scope="class")
def seed(places: None) -> Iterator[None]:
    """The AFP article alone."""
    with undone_after():
        load_demo("--story", "seed")
        yield


@pytest.fixture(scope="class")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the full story writes the rows that were missed."""
    return tmp_path_factory.mktemp("demo") / "missed.csv"


@pytest.fixture(scope="class")
def full_story(places: None, report: Path) -> Iterator[str]:
    """The AFP article and the chronology; what loading them printed."""
    with undone_after():
        yield load_demo("--story", "full", "--report", str(report))


def state(name: str, country: str, day: date) -> tuple[str, list[str]]:
    """Status and holders of a town on a day; an inferred holder is put in brackets."""
    period = ControlPeriod.objects.on(day).get(town__name=name, town__country=country)
    holders = [(holder.actor.canonical, holder.inferred) for holder in period.holders.all()]
    return period.status, [f"({actor})" if inferred else actor for actor, inferred in holders]


def evidence(name: str, day: date, side: Side) -> set[tuple[str, str]]:
    """The source and the quote of each claim for or against a town's period on a day."""
    entries = PeriodClaim.objects.filter(period__in=ControlPeriod.objects.on(day), period__town__name=name, side=side)
    return {(entry.claim.article.source.slug, entry.claim.quote) for entry in entries}


def pressure(name: str, day: date) -> set[tuple[str, str]]:
    """Kinds of pressure on a town in Iraq, each with who exerts it (empty when not told)."""
    periods = PressurePeriod.objects.on(day).filter(town__name=name, town__country="IQ")
    return {(period.status, ", ".join(actor.canonical for actor in period.by.all())) for period in periods}


@pytest.mark.usefixtures("seed")
class TestSeed:
    """The AFP article alone."""

    def test_hawija_is_held_by_the_islamic_state_under_attack_by_iraqi_forces(self) -> None:
        assert state("Hawija", "IQ", SEED_DAY) == ("held", ["Islamic State"])
        assert pressure("Hawija", SEED_DAY) & {
            ("under_attack", "Iraqi government"),
            ("besieged", "Iraqi government"),
        }

    def test_sharqat_is_held_by_the_islamic_state_under_attack(self) -> None:
        assert state("Sharqat", "IQ", SEED_DAY) == ("held", ["Islamic State"])
        assert "under_attack" in {status for status, _ in pressure("Sharqat", SEED_DAY)}

    def test_raqqa_is_mostly_held_by_the_sdf_and_the_rest_is_inferred(self) -> None:
        assert state("Raqqa", "SY", SEED_DAY) == ("mixed", ["SDF/YPG", "(Islamic State)"])

    def test_mosul_was_lost_in_july_and_its_holder_since_is_not_guessed(self) -> None:
        assert state("Mosul", "IQ", date(2017, 7, 15))[0] == "changing"
        assert state("Mosul", "IQ", date(2017, 8, 1)) == ("unknown", [])
        assert state("Mosul", "IQ", SEED_DAY) == ("unknown", [])

    def test_nothing_else_is_painted(self) -> None:
        painted = Town.objects.filter(control_periods__isnull=False) | Town.objects.filter(
            pressure_periods__isnull=False
        )
        assert set(painted.values_list("name", flat=True)) == {"Hawija", "Sharqat", "Raqqa", "Mosul"}
        assert not Claim.objects.filter(town__name="Baghdad").exists()

    def test_each_quote_stands_at_its_offsets(self) -> None:
        text = Article.objects.get().text
        claims = Claim.objects.all()
        assert claims
        assert all(text[claim.start : claim.end] == claim.quote for claim in claims)


@pytest.mark.usefixtures("full_story")
class TestFullStory:
    """The AFP article and the chronology."""

    def test_every_row_is_an_article_and_its_claims_come_from_the_extractor(self) -> None:
        assert Article.objects.filter(source__slug="conflictmap-chronology").count() == 221
        assert Article.objects.exclude(reference="").count() == 221
        assert not Claim.objects.filter(extractor="").exists()
        assert not Claim.objects.exclude(review_state="proposed").exists()

    def test_mosul_is_held_by_the_iraqi_government_after_july_2017(self) -> None:
        assert state("Mosul", "IQ", date(2016, 1, 1)) == ("held", ["Islamic State"])
        assert state("Mosul", "IQ", SEED_DAY) == ("held", ["Iraqi government"])

    def test_raqqa_at_three_dates(self) -> None:
        assert state("Raqqa", "SY", date(2013, 6, 1)) == ("held", ["Syrian opposition"])
        assert state("Raqqa", "SY", date(2015, 6, 1)) == ("held", ["Islamic State"])
        assert state("Raqqa", "SY", date(2017, 12, 1)) == ("held", ["SDF/YPG"])

    def test_the_sources_disagree_on_sharqat_until_it_is_retaken_and_both_are_kept(self) -> None:
        day_before = SEED_DAY - timedelta(days=1)
        assert state("Sharqat", "IQ", date(2017, 1, 1)) == ("held", ["Iraqi government"])
        assert state("Sharqat", "IQ", day_before) == ("disputed", ["Islamic State", "Iraqi government"])
        assert evidence("Sharqat", day_before, Side.FOR) >= {
            ("afp", "the Islamic State-held town of Sharqat"),
            ("conflictmap-chronology", "Iraqi troops raised their flag over Sharqat"),
        }
        assert state("Sharqat", "IQ", SEED_DAY) == ("held", ["Iraqi government"])
        assert state("Sharqat", "IQ", date(2019, 1, 1)) == ("held", ["Iraqi government"])
        assert evidence("Sharqat", SEED_DAY, Side.AGAINST) == {("afp", "the Islamic State-held town of Sharqat")}

    @pytest.mark.parametrize(
        ("name", "country", "day", "status", "holders"),
        [
            ("Tikrit", "IQ", date(2014, 9, 1), "held", ["Islamic State"]),
            ("Tikrit", "IQ", date(2015, 5, 1), "held", ["Iraqi government"]),
            ("Ramadi", "IQ", date(2015, 9, 1), "held", ["Islamic State"]),
            ("Ramadi", "IQ", date(2016, 6, 1), "held", ["Iraqi government"]),
            ("Fallujah", "IQ", date(2015, 9, 1), "held", ["Islamic State"]),
            ("Fallujah", "IQ", date(2016, 9, 1), "held", ["Iraqi government"]),
            ("Hawija", "IQ", date(2017, 9, 22), "held", ["Islamic State"]),
            ("Hawija", "IQ", date(2017, 12, 1), "held", ["Iraqi government"]),
            ("Palmyra", "SY", date(2015, 9, 1), "held", ["Islamic State"]),
            ("Palmyra", "SY", date(2016, 9, 1), "held", ["Syrian government"]),
            ("Palmyra", "SY", date(2017, 1, 1), "held", ["Islamic State"]),
            ("Palmyra", "SY", date(2017, 9, 1), "held", ["Syrian government"]),
            ("al-Qaryatayn", "SY", date(2015, 9, 1), "held", ["Islamic State"]),
            ("al-Qaryatayn", "SY", date(2017, 9, 1), "held", ["Syrian government"]),
            ("al-Qaryatayn", "SY", date(2017, 10, 10), "held", ["Islamic State"]),
            ("al-Qaryatayn", "SY", date(2017, 12, 1), "held", ["Syrian government"]),
            ("Manbij", "SY", date(2015, 9, 1), "held", ["Islamic State"]),
            ("Manbij", "SY", date(2017, 9, 1), "held", ["SDF/YPG"]),
            ("Tabqa", "SY", date(2013, 9, 1), "held", ["Syrian opposition"]),
            ("Tabqa", "SY", date(2015, 9, 1), "held", ["Islamic State"]),
            ("Makhmur", "IQ", date(2015, 9, 1), "held", ["Kurdistan Region"]),
            ("Rawa", "IQ", date(2018, 9, 1), "held", ["Iraqi government"]),
            ("al-Mayadin", "SY", date(2015, 9, 1), "held", ["Islamic State"]),
            ("Kobani", "SY", date(2015, 9, 1), "held", ["SDF/YPG"]),
            ("Aleppo", "SY", date(2017, 9, 1), "held", ["Syrian government"]),
            ("Darayya", "SY", date(2017, 9, 1), "held", ["Syrian government"]),
            ("Deir ez-Zor", "SY", date(2015, 9, 1), "mixed", ["Islamic State"]),
            ("Deir ez-Zor", "SY", date(2018, 9, 1), "held", ["Syrian government"]),
            ("Rutba", "IQ", date(2017, 1, 1), "held", ["Iraqi government"]),
            ("Ayn Issa", "SY", date(2016, 1, 1), "held", ["SDF/YPG"]),
            ("Ras al-Ayn", "SY", date(2019, 10, 25), "held", ["Turkey"]),
            ("al-Qaim", "IQ", date(2018, 9, 1), "held", ["Iraqi government"]),
            ("Tell Abyad", "SY", date(2019, 1, 1), "held", ["SDF/YPG"]),
        ],
    )
    def test_days_on_which_everybody_agrees(
        self, name: str, country: str, day: date, status: str, holders: list[str]
    ) -> None:
        assert state(name, country, day) == (status, holders)

    def test_the_story_that_is_told_says_what_the_map_knows(self) -> None:
        content = yaml.safe_load(NARRATIVE.read_text())
        assert Narrative.objects.count() == len(content["versions"]) == 2
        for chapter in content["chapters"]:
            assert sorted(chapter["holders"]) == sorted(chapter["towns"])
            periods = ControlPeriod.objects.on(chapter["day"]).filter(town__slug__in=chapter["towns"]).with_holders()
            holders = {one.town.slug: [holder.actor.slug for holder in one.holders.all()] for one in periods}
            assert holders == {town: [holder] for town, holder in chapter["holders"].items()}, chapter["day"]

    def test_what_the_extractor_missed_is_listed_and_counted(self, full_story: str, report: Path) -> None:
        with report.open(encoding="utf-8", newline="") as file:
            missed = list(csv.DictReader(file))
        assert f"The extractor missed {len(missed)} of 221 rows of the chronology" in full_story
        assert all(row["row"].startswith("chronology.csv row ") and row["reason"] for row in missed)
        assert full_story.count("chronology.csv row ") == len(missed)
        assert len(missed) / 221 <= 0.15

    def test_a_second_run_changes_nothing_and_says_so(self) -> None:
        before = (Article.objects.count(), Claim.objects.count(), Revision.objects.count())
        assert "The story is loaded already: 222 articles." in load_demo("--story", "full")
        assert (Article.objects.count(), Claim.objects.count(), Revision.objects.count()) == before


@pytest.mark.usefixtures("places")
def test_what_an_older_version_read_is_read_again_and_decisions_stay() -> None:
    load_demo("--story", "seed")
    decided, gone = Claim.objects.order_by("start")[:2]
    Claim.objects.filter(pk=decided.pk).update(review_state="accepted", date_from=date(2017, 1, 1))
    quote = gone.quote
    gone.delete()
    ArticleReading.objects.update(version="1+old")
    own = make_article("Rebels took Nawa.", published="2017-09-22")
    ArticleReading.objects.create(article=own, extractor="conflictmap", version="1+old")

    said = load_demo("--story", "seed")

    assert "Reading 1 of the story's articles again" in said
    assert "1 of 1 articles are read otherwise now" in said
    assert Claim.objects.filter(quote=quote).exists()
    decided.refresh_from_db()
    assert (decided.review_state, decided.date_from) == ("accepted", date(2017, 1, 1))
    assert ArticleReading.objects.get(article=own).version == "1+old"
    assert not Claim.objects.filter(article=own).exists()
    assert "again" not in load_demo("--story", "seed")


def test_the_doubtful_rows_need_the_full_story() -> None:
    with pytest.raises(CommandError, match="--extra adds to the chronology"):
        load_demo("--story", "seed", "--extra")
