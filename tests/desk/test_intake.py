"""Taking in articles: text, claims and timelines together, and what fails costs only itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from conflictmap.actors.models import Actor
from conflictmap.articles.files import Reading
from conflictmap.articles.models import Article, Source
from conflictmap.articles.reading import Document
from conflictmap.claims import draft
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, Revision
from conflictmap.core.claims import ClaimDraft
from conflictmap.desk import intake
from conflictmap.desk.intake import take_in, take_in_many
from conflictmap.extraction import extract
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.models import Town, TownName
from tests.factories import make_actor, make_town
from tests.threads import WAIT_SECONDS, in_thread

pytestmark = pytest.mark.django_db

TAKEN = Document("Iraqi forces captured Hawija from the Islamic State.", date(2017, 10, 5), "AFP")
KEPT = Document("Hawija was under the control of the Islamic State.", date(2017, 9, 10), "AP")


@pytest.fixture(autouse=True)
def hawija() -> Town:
    """The one place that the gazetteer knows, and two actors."""
    make_actor("Islamic State", countries=["IQ", "SY"])
    make_actor("Iraqi government", countries=["IQ"])
    town = make_town("Hawija", population=100_000)
    TownName.objects.create(town=town, name="Hawija", folded=fold("Hawija"), language="en")
    return town


def holder_on(day: date) -> str | None:
    period = ControlPeriod.objects.on(day).first()
    return period.holders.get().actor.name if period else None


def test_an_article_becomes_claims_and_a_timeline(hawija: Town) -> None:
    taken = take_in(TAKEN)
    assert not taken.known
    assert taken.town_ids == {hawija.pk}
    claim = Claim.objects.get(kind="captures")
    assert claim.quote == TAKEN.text[claim.start : claim.end]
    assert (claim.actor, claim.against) == (make_actor("Iraqi government"), make_actor())
    assert (claim.review_state, claim.place_text, claim.town) == ("proposed", "Hawija", hawija)
    assert claim.candidates[0] == {**claim.candidates[0], "town": hawija.pk, "name": "Hawija", "country": "IQ"}
    assert claim.extractor
    assert claim.history.get().history_change_reason.startswith("Read by the extractor")
    assert holder_on(date(2018, 1, 1)) == "Iraqi government"


def test_an_article_that_is_known_changes_nothing() -> None:
    take_in(TAKEN)
    claims, revisions = Claim.objects.count(), Revision.objects.count()
    again = take_in(TAKEN)
    assert again.known
    assert again.claims == ()
    assert (Article.objects.count(), Claim.objects.count(), Revision.objects.count()) == (1, claims, revisions)


def test_a_place_or_actor_that_is_not_certain_waits_for_an_editor(hawija: Town) -> None:
    taken = take_in(replace(TAKEN, text="Iraqi forces captured Nowhereville from the Islamic State."))
    assert [claim.town for claim in taken.claims] == [None]
    Actor.objects.filter(name="Iraqi government").update(canonical="Baghdad")
    take_in(TAKEN)
    unknown_actor = Claim.objects.get(town=hawija)
    assert (unknown_actor.actor, unknown_actor.actor_canonical) == (None, "Iraqi government")
    assert Claim.objects.waiting().count() == 2


def test_when_anything_fails_nothing_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(town_ids: set[int]) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(intake, "rebuild_towns", fail)
    with pytest.raises(RuntimeError):
        take_in(TAKEN)
    assert not Article.objects.exists()
    assert not Source.objects.exists()
    with pytest.raises(ValidationError, match="lies in the future"):
        take_in(replace(TAKEN, published=date.max))


def test_a_quote_that_is_not_the_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def misquote(text: str, published: date) -> list[ClaimDraft]:
        return [replace(found, quote="something else") for found in extract(text, published)]

    monkeypatch.setattr(draft, "extract", misquote)
    with pytest.raises(ValueError, match="quotes other words than the text"):
        take_in(TAKEN)
    assert not Article.objects.exists()


def test_many_documents_are_counted_and_the_bad_ones_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_on_boom(text: str, published: date) -> list[ClaimDraft]:
        if "boom" in text:
            raise KeyError("boom")
        return extract(text, published)

    monkeypatch.setattr(draft, "extract", fail_on_boom)
    seen: list[str] = []
    tally = take_in_many(
        [
            Reading("a.txt", 1, KEPT),
            Reading("b.txt", 1, None, "is empty: there is no text in it."),
            Reading("c.txt", 1, replace(TAKEN, published=date(2999, 1, 1))),
            Reading("d.txt", 1, replace(TAKEN, text="boom")),
            Reading("e.txt", 1, replace(TAKEN, url="nonsense")),
            Reading("f.txt", 1, TAKEN),
            Reading("g.txt", 1, TAKEN),
        ],
        lambda reading: seen.append(reading.origin[0]),
    )
    assert "".join(seen) == "abcdefg"
    assert (tally.new, tally.known, len(tally.failures)) == (2, 1, 4)
    assert Article.objects.count() == 2
    assert [failure.split()[0] for failure in tally.failures] == ["b.txt", "c.txt:", "d.txt", "e.txt:"]
    assert "lies in the future" in tally.failures[1]
    assert "KeyError" in tally.failures[2]
    assert "url: " in tally.failures[3]
    assert holder_on(date(2017, 9, 15)) == "Islamic State"
    assert holder_on(date(2018, 1, 1)) == "Iraqi government"


def test_a_batch_rebuilds_its_towns_once(monkeypatch: pytest.MonkeyPatch) -> None:
    take_in_many([Reading("a", 1, KEPT), Reading("b", 1, TAKEN)])
    assert Revision.objects.count() == 1
    monkeypatch.setattr(intake, "BATCH_SECONDS", -1.0)
    take_in_many([Reading("c", 1, replace(KEPT, source="AFP")), Reading("d", 1, replace(TAKEN, source="AP"))])
    assert Revision.objects.count() == 3


def test_stopping_keeps_what_was_done_and_running_again_goes_on() -> None:
    readings = [Reading("a", 1, KEPT), Reading("b", 1, TAKEN)]
    tally = take_in_many(readings, stop=lambda: True)
    assert (tally.stopped, tally.new) == (True, 1)
    assert holder_on(date(2018, 1, 1)) == "Islamic State"
    tally = take_in_many(readings)
    assert (tally.stopped, tally.known, tally.new) == (False, 1, 1)
    assert holder_on(date(2018, 1, 1)) == "Iraqi government"


@pytest.mark.django_db(transaction=True)
def test_the_same_article_from_two_sides_at_once_is_taken_in_once() -> None:
    errors: list[BaseException] = []
    outcomes: list[bool] = []
    with transaction.atomic():
        take_in(TAKEN)
        other = in_thread(errors, lambda: outcomes.append(take_in(TAKEN).known))
        other.join(0.5)
        assert other.is_alive(), "the second must wait to know whether the first succeeds"
    other.join(WAIT_SECONDS)
    assert (errors, outcomes) == ([], [True])
    assert Article.objects.count() == 1
