"""Storing articles: once, and for ever as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from conflictmap.articles.ingest import source_named, take_in_article, wording
from conflictmap.articles.models import Article, Source
from conflictmap.articles.reading import Document

pytestmark = pytest.mark.django_db

DOCUMENT = Document(text="Iraqi forces took Hawija.", published=date(2017, 10, 5), source="AFP")


def test_the_same_document_is_one_article() -> None:
    first, known_first = take_in_article(DOCUMENT)
    again, known_again = take_in_article(replace(DOCUMENT, source="afp", title="Another headline"))
    assert (first, known_first, known_again) == (again, False, True)
    assert Article.objects.get() == first
    assert Article.objects.get().title == ""


def test_another_day_source_or_text_is_another_article() -> None:
    for other in (
        DOCUMENT,
        replace(DOCUMENT, published=date(2017, 10, 6)),
        replace(DOCUMENT, source="AP"),
        replace(DOCUMENT, text=DOCUMENT.text + " "),
    ):
        assert take_in_article(other)[1] is False
    assert Article.objects.count() == 4


def test_copies_of_a_report_share_their_wording() -> None:
    assert wording("date 2017-09-22 AFP, BAGHDAD\n\n“Iraqi forces” took Hawija.") == wording(
        "Iraqi Forces took\nHawija"
    )
    assert wording("Iraqi forces took Hawija.") != wording("Iraqi forces took Kirkuk.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"published": date.max}, "published"),
        ({"published": date(217, 9, 22)}, "published"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"title": "x" * 301}, "title"),
        ({"source": "x" * 201}, "source"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_stored(changes: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        take_in_article(replace(DOCUMENT, **changes))  # type: ignore[arg-type]
    assert list(caught.value.message_dict) == [field]
    assert not Article.objects.exists()
    assert not Source.objects.exists()


def test_today_is_accepted_and_tomorrow_refused() -> None:
    today = timezone.localdate()
    take_in_article(replace(DOCUMENT, published=today))
    with pytest.raises(ValidationError, match="lies in the future"):
        take_in_article(replace(DOCUMENT, published=today + timedelta(days=1)))


def test_sources_in_any_script_get_an_address_of_their_own() -> None:
    names = ["وكالة الأنباء", "القناة", "A F P", "A-F-P"]
    assert len({source_named(name).slug for name in names}) == 4


@pytest.mark.parametrize(
    "assignment",
    ["text = 'Iraqi forces lost Hawija.'", "published = '2017-10-06'", "source_id = source_id + 1", "wording = ''"],
)
def test_the_database_refuses_to_change_what_an_article_said(assignment: str) -> None:
    article, _ = take_in_article(DOCUMENT)
    with (
        pytest.raises(IntegrityError, match="never change after it was taken in"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE articles_article SET {assignment}")
    article.refresh_from_db()
    assert (article.text, article.published) == (DOCUMENT.text, DOCUMENT.published)


def test_what_an_article_did_not_say_may_be_corrected() -> None:
    article, _ = take_in_article(DOCUMENT)
    article.title = "Hawija taken"
    article.url = "https://example.org/hawija"
    article.save()
    article.refresh_from_db()
    assert article.title == "Hawija taken"
