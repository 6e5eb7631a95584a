"""Reading stored articles again: what differs is shown first, and what editors decided stays."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from conflictmap.articles.models import Article
from conflictmap.articles.reading import Document
from conflictmap.claims.models import ArticleReading, Claim
from conflictmap.control.models import ControlPeriod, Revision
from conflictmap.control.rebuild import rebuild_towns
from conflictmap.core.claims import ReviewState
from conflictmap.desk.decisions import accept_claim, correct_claim, reject_claim, reopen_claim
from conflictmap.desk.intake import take_in
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.models import Town, TownName
from tests.factories import make_actor, make_claim, make_town

pytestmark = pytest.mark.django_db

TEXT = "Iraqi forces captured Hawija on Thursday. The Islamic State still holds Rawa."
VERSION = "conflictmap 1+old"


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def article() -> Article:
    """An article as an older version read it: its claims have that version, and so has the note that it was read."""
    make_actor("Islamic State", countries=["IQ", "SY"])
    make_actor("Iraqi government", countries=["IQ"])
    for name, lat in (("Hawija", 35.32), ("Rawa", 34.48)):
        town = make_town(name, lat=lat, population=50_000)
        TownName.objects.create(town=town, name=name, folded=fold(name), language="en")
    taken = take_in(Document(TEXT, date(2017, 10, 6), "AFP")).article
    taken.claims.update(extractor=VERSION)
    ArticleReading.objects.filter(article=taken).update(version="1+old")
    return taken


def claim_on(article: Article, place: str, kind: str) -> Claim:
    return article.claims.get(place_text=place, kind=kind)


def reextract(*options: str) -> str:
    output = StringIO()
    call_command("reextract", *options, stdout=output)
    return output.getvalue()


def readings(article: Article) -> list[tuple[str, str, str]]:
    return [(claim.place_text, claim.kind, claim.review_state) for claim in article.claims.order_by("start", "kind")]


def test_nothing_is_stored_before_apply(article: Article) -> None:
    hawija = claim_on(article, "Hawija", "captures")
    hawija.delete()
    Claim.objects.filter(place_text="Rawa").update(kind="captures")
    rebuild_towns(Town.objects.values_list("pk", flat=True))
    before, revision = readings(article), Revision.objects.latest("pk").pk
    shown = reextract()
    assert "1 articles to read" in shown
    assert '+ Hawija: Iraqi forces captures (asserted, 2017-10-05 to 2017-10-05): "Iraqi forces captured' in shown
    assert "kind captures -> holds" in shown
    assert "timeline of Hawija" in shown
    assert "+ 2017-10-05 to now held Iraqi government" in shown
    assert readings(article) == before
    assert Revision.objects.latest("pk").pk == revision
    assert ArticleReading.objects.get().version == "1+old"


def test_apply_follows_the_extractor_and_rebuilds_the_towns(article: Article) -> None:
    wanted = readings(article)
    claim_on(article, "Hawija", "captures").delete()
    rawa = claim_on(article, "Rawa", "holds")
    Claim.objects.filter(pk=rawa.pk).update(kind="captures", date_from=date(2010, 1, 1))
    invented = make_claim(
        article, "Thursday", town=Town.objects.get(name="Rawa"), kind="loses", extractor=VERSION, place_text="Rawa"
    )
    rebuild_towns(Town.objects.values_list("pk", flat=True))
    shown = reextract("--apply")
    assert "1 new, 1 gone, 1 changed" in shown
    assert readings(article) == wanted
    assert Claim.objects.get(pk=rawa.pk).history.first().history_change_reason.startswith("Read again by the extractor")
    assert Claim.history.filter(id=invented.pk, history_type="-").exists()
    assert ControlPeriod.objects.on(date(2018, 1, 1)).get(town__name="Hawija").holders.get().actor.slug == (
        "iraqi-government"
    )
    assert "0 articles to read" in reextract("--apply")
    assert "1 articles read, 0 changed" in reextract("--apply", "--all")


def test_every_decision_of_an_editor_stays(article: Article, editor: User) -> None:
    hawija, rawa = claim_on(article, "Hawija", "captures"), claim_on(article, "Rawa", "holds")
    correct_claim(hawija, {"date_from": date(2017, 10, 4), "start": hawija.start + 6}, editor, "the day before")
    reject_claim(rawa, editor, "no town of this name")
    decided = readings(article)
    shown = reextract("--apply")
    assert "2 decided by editors, kept" in shown
    assert readings(article) == decided
    assert Claim.objects.get(pk=hawija.pk).date_from == date(2017, 10, 4)
    assert Claim.objects.get(pk=rawa.pk).review_state == ReviewState.REJECTED


def test_a_decision_stays_when_the_extractor_no_longer_reads_the_claim(article: Article, editor: User) -> None:
    invented = make_claim(article, "Thursday", town=Town.objects.get(name="Rawa"), kind="loses", extractor=VERSION)
    accept_claim(invented, editor)
    reextract("--apply")
    assert Claim.objects.get(pk=invented.pk).review_state == ReviewState.ACCEPTED


def test_a_claim_that_was_reopened_still_belongs_to_the_editor(article: Article, editor: User) -> None:
    rawa = claim_on(article, "Rawa", "holds")
    corrected = correct_claim(rawa, {"kind": "partly_holds", "share": 0.5}, editor, "half of it")
    reopen_claim(corrected, editor)
    reextract("--apply")
    assert Claim.objects.get(pk=rawa.pk).kind == "partly_holds"


def test_claims_of_other_extractors_and_of_editors_are_left_alone(article: Article) -> None:
    other = make_claim(article, "Thursday", kind="loses", extractor="language-model x+1")
    nobody = make_claim(article, "Thursday", kind="loses", extractor="")
    reextract("--apply")
    assert Claim.objects.filter(pk__in=[other.pk, nobody.pk]).count() == 2


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--article", "999999"], "There is no article 999999"),
        (["--source", "nobody"], "There is no source 'nobody'"),
        (["--extractor", "oracle"], "No extractor is named 'oracle'"),
    ],
)
def test_what_does_not_exist_is_named(article: Article, options: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        reextract(*options)
