"""Editors' decisions: the claim and its towns change together, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, Revision
from conflictmap.control.rebuild import rebuild_towns
from conflictmap.core.claims import Kind
from conflictmap.desk import decisions
from conflictmap.desk.decisions import StaleClaimError, accept_claim, correct_claim, reject_claim, reopen_claim
from conflictmap.gazetteer.models import Town
from tests.factories import make_actor, make_article, make_claim, make_town
from tests.threads import WAIT_SECONDS, in_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def claim() -> Claim:
    """A machine's claim that Hawija was taken, already on the map."""
    article = make_article("Iraqi forces took Hawija.", published="2017-10-05")
    claim = make_claim(article, "Hawija", town=make_town(), actor=make_actor("Iraqi government"), kind="captures")
    rebuild_towns(Town.objects.values_list("pk", flat=True))
    return claim


def holder(town: Town) -> str | None:
    period = ControlPeriod.objects.on(date(2018, 1, 1)).filter(town=town).first()
    return period.holders.get().actor.name if period else None


def test_rejecting_takes_the_claim_off_the_map_and_reopening_brings_it_back(claim: Claim, editor: User) -> None:
    assert claim.town is not None
    assert holder(claim.town) == "Iraqi government"
    reject_claim(claim, editor, "A rumour")
    assert holder(claim.town) is None
    reopen_claim(claim, editor)
    assert holder(claim.town) == "Iraqi government"


def test_accepting_makes_the_period_reviewed(claim: Claim, editor: User) -> None:
    assert ControlPeriod.objects.get().unreviewed
    assert accept_claim(claim, editor).review_state == "accepted"
    assert not ControlPeriod.objects.get().unreviewed


def test_correcting_the_town_moves_the_period(claim: Claim, editor: User) -> None:
    former, riyadh = claim.town, make_town("Riyadh")
    assert former is not None
    correct_claim(claim, {"town": riyadh, "actor": make_actor("Kurdistan Region")}, editor, "Another place")
    assert (holder(former), holder(riyadh)) == (None, "Kurdistan Region")


def test_each_decision_moves_the_revision_once(claim: Claim, editor: User) -> None:
    before = Revision.objects.count()
    accept_claim(claim, editor)
    assert Revision.objects.count() == before + 1


def test_when_the_rebuild_fails_the_claim_stays_as_it_was(
    claim: Claim, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_after_rebuild(town_ids: set[int]) -> None:
        rebuild_towns(town_ids)
        raise RuntimeError("disk full")

    assert claim.town is not None
    monkeypatch.setattr(decisions, "rebuild_towns", fail_after_rebuild)
    with pytest.raises(RuntimeError):
        reject_claim(claim, editor, "A rumour")
    assert Claim.objects.get().review_state == "proposed"
    assert claim.history.count() == 1
    assert holder(claim.town) == "Iraqi government"


def test_who_decides_on_an_outdated_page_is_told(claim: Claim, editor: User) -> None:
    seen = claim.version
    accept_claim(claim, User.objects.create_user("colleague"), seen=seen)
    with pytest.raises(StaleClaimError, match=r"^colleague changed this claim on .* \(now accepted\)"):
        reject_claim(claim, editor, "A rumour", seen=seen)
    assert Claim.objects.get().review_state == "accepted"
    assert reject_claim(claim, editor, "A rumour", seen=claim.version).review_state == "rejected"


def test_values_that_the_page_changed_in_memory_are_not_stored(claim: Claim, editor: User) -> None:
    claim.kind = Kind.LOSES
    accept_claim(claim, editor)
    assert Claim.objects.get().kind == "captures"


def test_a_refused_decision_changes_nothing(claim: Claim, editor: User) -> None:
    revisions = Revision.objects.count()
    with pytest.raises(ValidationError):
        correct_claim(claim, {"kind": "frees"}, editor)
    assert Claim.objects.get().kind == "captures"
    assert Revision.objects.count() == revisions


@pytest.mark.django_db(transaction=True)
def test_a_decision_and_a_rebuild_at_the_same_moment_do_not_block_each_other(
    claim: Claim, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[BaseException] = []

    def rebuild_meanwhile(town_ids: set[int]) -> None:
        # The decision holds the claim here, the other rebuild takes the town and refers to the claim.
        other = in_thread(errors, lambda: rebuild_towns(town_ids))
        other.join(WAIT_SECONDS)
        assert not other.is_alive()
        rebuild_towns(town_ids)

    monkeypatch.setattr(decisions, "rebuild_towns", rebuild_meanwhile)
    accept_claim(claim, editor)
    assert errors == []
    assert not ControlPeriod.objects.get().unreviewed
