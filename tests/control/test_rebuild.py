"""Rebuilding: stored claims become stored periods, in one transaction, also when two do it at once."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from conflictmap.articles.models import Source
from conflictmap.claims.models import Claim
from conflictmap.control.models import ControlPeriod, PeriodClaim, PeriodHolder, PressurePeriod, Revision, Side
from conflictmap.control.rebuild import rebuild_town, rebuild_towns
from conflictmap.gazetteer.models import Town
from tests.factories import make_actor, make_article, make_claim, make_town
from tests.threads import WAIT_SECONDS, in_thread


def claim(town: Town, actor: str, kind: str, day: str, **fields: object) -> Claim:
    article = make_article(f"{town.name}: {actor} {kind} {day}", published=day)
    return make_claim(article, town.name, town=town, actor=make_actor(actor), kind=kind, **fields)


def holders_on(town: Town, day: date) -> tuple[str, list[str]]:
    period = ControlPeriod.objects.on(day).get(town=town)
    return period.status, [holder.actor.name for holder in period.holders.all()]


@pytest.mark.django_db
def test_claims_become_periods_with_holders_and_evidence() -> None:
    hawija = make_town()
    taken = claim(hawija, "Islamic State", "captures", "2014-06-08")
    retaken = claim(hawija, "Iraqi government", "captures", "2017-10-05", against=make_actor())
    attack = claim(hawija, "Iraqi government", "attacks", "2017-09-21")
    revision = rebuild_town(hawija)

    assert holders_on(hawija, date(2016, 1, 1)) == ("held", ["Islamic State"])
    assert holders_on(hawija, date(2018, 1, 1)) == ("held", ["Iraqi government"])
    assert not ControlPeriod.objects.on(date(2014, 6, 7)).exists()
    periods = ControlPeriod.objects.filter(town=hawija).order_by("days")
    assert [list(period.claims.all()) for period in periods] == [[taken], [retaken]]
    assert all(period.unreviewed and 1 <= period.rule <= 11 for period in periods)
    assert periods[0].confirmations[0][0] == "2014-06-08"
    pressure = PressurePeriod.objects.get()
    assert (pressure.status, list(pressure.by.all()), list(pressure.claims.all())) == (
        "under_attack",
        [make_actor("Iraqi government")],
        [attack],
    )
    assert Revision.objects.get() == revision


@pytest.mark.django_db
def test_a_rebuild_replaces_what_was_there_and_moves_the_revision_once() -> None:
    hawija, sharqat, kirkuk = make_town(), make_town("Sharqat"), make_town("Kirkuk")
    taken = claim(hawija, "Islamic State", "captures", "2014-06-08")
    claim(sharqat, "Islamic State", "captures", "2014-06-10")
    claim(kirkuk, "Kurdistan Region", "captures", "2014-06-12")
    first = rebuild_towns([hawija.pk, sharqat.pk, kirkuk.pk])
    untouched = ControlPeriod.objects.get(town=kirkuk)

    Claim.objects.filter(pk=taken.pk).update(review_state="rejected", review_reason="rumour")
    second = rebuild_towns([hawija.pk, sharqat.pk, hawija.pk])
    assert not ControlPeriod.objects.filter(town=hawija).exists()
    assert ControlPeriod.objects.filter(town=sharqat).count() == 1
    assert ControlPeriod.objects.get(town=kirkuk) == untouched
    assert PeriodHolder.objects.count() == 2
    assert second.pk > first.pk
    assert Revision.objects.count() == 2


@pytest.mark.django_db
def test_a_claim_that_lost_is_kept_as_evidence_against() -> None:
    sharqat = make_town("Sharqat")
    strong = claim(sharqat, "Iraqi government", "captures", "2016-09-22", confidence=0.9)
    weak = claim(sharqat, "Islamic State", "holds", "2016-09-25", confidence=0.6)
    for source in ("AP", "Reuters", "Xinhua"):
        again = make_article(f"{source} confirms Sharqat", published="2016-09-22", source=source)
        make_claim(again, "Sharqat", town=sharqat, actor=strong.actor, kind="captures")
    rebuild_town(sharqat)
    assert holders_on(sharqat, date(2016, 10, 1)) == ("held", ["Iraqi government"])
    assert list(PeriodClaim.objects.filter(side=Side.AGAINST).values_list("claim", flat=True).distinct()) == [weak.pk]


REPORT = "Government forces seized Hawija on Monday."


@pytest.mark.django_db
def test_copies_of_one_wire_report_count_once_whatever_their_datelines() -> None:
    hawija = make_town()
    claim(hawija, "Islamic State", "holds", "2017-09-20")
    for source, dateline in (
        ("AFP", ""),
        ("Kronos", "HAWIJA, 21 September 2017 (AFP) - "),
        ("Helios", "date 2017-09-21 AFP, HAWIJA\n"),
    ):
        article = make_article(dateline + REPORT, published="2017-09-21", source=source, wording="one report")
        make_claim(article, REPORT, town=hawija, actor=make_actor("Iraqi government"))
    rebuild_town(hawija)
    assert holders_on(hawija, date(2017, 9, 21)) == ("disputed", ["Iraqi government", "Islamic State"])


@pytest.mark.django_db
def test_a_partisan_source_counts_for_its_side_when_another_agrees() -> None:
    hawija, government = make_town(), make_actor("Iraqi government")
    claim(hawija, "Islamic State", "captures", "2014-06-08")
    article = make_article("The ministry says it took Hawija.", published="2017-10-05", source="Ministry")
    Source.objects.filter(name="Ministry").update(partisan_of=government)
    make_claim(article, "Hawija", town=hawija, actor=government, kind="captures")
    rebuild_town(hawija)
    assert holders_on(hawija, date(2017, 10, 7)) == ("held", ["Islamic State"])

    claim(hawija, "Iraqi government", "holds", "2017-10-07")
    rebuild_town(hawija)
    assert holders_on(hawija, date(2017, 10, 6)) == ("held", ["Islamic State"])
    assert holders_on(hawija, date(2017, 10, 7)) == ("held", ["Iraqi government"])


@pytest.mark.django_db
def test_a_captor_named_with_another_does_not_hold_the_town_alone() -> None:
    nawa = make_town("Nawa", country="SY")
    article = make_article("Rebels and the Nusra Front took Nawa.", published="2014-11-09")
    make_claim(article, article.text, town=nawa, actor=make_actor("Syrian opposition"), kind="captures")
    make_claim(article, "Nusra Front took Nawa.", town=nawa, actor=make_actor("Nusra Front"), kind="captures")
    rebuild_town(nawa)
    assert holders_on(nawa, date(2014, 11, 9)) == ("mixed", ["Nusra Front", "Syrian opposition"])


@pytest.mark.django_db
def test_a_loss_told_within_the_sentence_of_the_recapture_comes_before_it() -> None:
    town, holder = make_town("Ayn Issa", country="SY"), make_actor("SDF")
    claim(town, "Islamic State", "captures", "2015-07-06")
    article = make_article("The YPG recovered Ayn Issa two days after losing it.", published="2015-07-08")
    make_claim(article, "YPG recovered Ayn Issa", town=town, actor=holder, kind="captures")
    quote = "YPG recovered Ayn Issa two days after losing it"
    make_claim(article, quote, town=town, actor=holder, kind="loses", date_from=None, date_to=date(2015, 7, 6))
    rebuild_town(town)
    assert holders_on(town, date(2015, 7, 8)) == ("held", ["SDF"])


@pytest.mark.django_db
def test_a_loss_told_behind_the_capture_in_one_sentence_comes_after_it() -> None:
    town, rebels = make_town("Nawa", country="SY"), make_actor("Syrian opposition")
    article = make_article("Rebels took Nawa in 2014 but lost it again.", published="2016-01-01")
    year = {"date_from": date(2014, 1, 1), "date_to": date(2014, 12, 31)}
    make_claim(article, "Rebels took Nawa", town=town, actor=rebels, kind="captures", **year)
    make_claim(article, "Rebels took Nawa in 2014 but lost it", town=town, actor=rebels, kind="loses", **year)
    rebuild_town(town)
    assert holders_on(town, date(2015, 7, 8)) == ("unknown", [])


@pytest.mark.django_db
def test_a_rebuild_does_not_read_the_texts_of_articles() -> None:
    hawija = make_town()
    claim(hawija, "Islamic State", "captures", "2014-06-08")
    with CaptureQueriesContext(connection) as captured:
        rebuild_town(hawija)
    assert not [query["sql"] for query in captured if '"articles_article"."text"' in query["sql"]]


@pytest.mark.django_db
def test_claims_of_a_part_never_move_the_town_around_it() -> None:
    mosul = make_town("Mosul")
    airport = make_town("Mosul airport", place_kind="facility", part_of=mosul)
    claim(mosul, "Islamic State", "captures", "2014-06-10")
    claim(airport, "Iraqi government", "captures", "2017-02-23", place_kind="facility")
    claim(mosul, "Iraqi government", "captures", "2017-01-24", place_kind="district")
    rebuild_towns([mosul.pk, airport.pk])
    assert holders_on(mosul, date(2017, 3, 1)) == ("held", ["Islamic State"])
    assert holders_on(airport, date(2017, 3, 1)) == ("held", ["Iraqi government"])


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_towns() -> None:
    towns = [make_town(f"Town {number}") for number in range(8)]
    for town in towns:
        claim(town, "Islamic State", "captures", "2014-06-08")
        claim(town, "Iraqi government", "besieges", "2017-09-20")

    def queries(town_ids: list[int]) -> int:
        with CaptureQueriesContext(connection) as captured:
            rebuild_towns(town_ids)
        return len(captured)

    everything = [town.pk for town in towns]
    rebuild_towns(everything)
    assert queries(everything) == queries(everything[:1])


@pytest.mark.django_db(transaction=True)
def test_two_rebuilds_of_one_town_at_once_wait_for_each_other() -> None:
    hawija = make_town()
    claim(hawija, "Islamic State", "captures", "2014-06-08")
    errors: list[BaseException] = []
    rebuilt, may_commit = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            claim(hawija, "Iraqi government", "captures", "2017-10-05")
            rebuild_town(hawija)
            rebuilt.set()
            assert may_commit.wait(WAIT_SECONDS)

    slow = in_thread(errors, first)
    assert rebuilt.wait(WAIT_SECONDS)
    others = [in_thread(errors, lambda: rebuild_town(hawija)) for _ in range(3)]
    others[0].join(0.5)
    assert others[0].is_alive(), "the second rebuild must wait for the first"
    may_commit.set()
    for thread in (slow, *others):
        thread.join(WAIT_SECONDS)
        assert not thread.is_alive()

    assert errors == []
    assert ControlPeriod.objects.filter(town=hawija).count() == 2
    assert holders_on(hawija, date(2018, 1, 1)) == ("held", ["Iraqi government"])
    assert Revision.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_a_later_revision_is_committed_later() -> None:
    hawija, kirkuk = make_town(), make_town("Kirkuk")
    errors: list[BaseException] = []
    with transaction.atomic():
        rebuild_town(hawija)
        other = in_thread(errors, lambda: rebuild_town(kirkuk))
        other.join(0.5)
        assert other.is_alive(), "a reader could see the second revision and never learn of the first"
    other.join(WAIT_SECONDS)
    assert errors == []
    assert Revision.objects.count() == 2
