"""Stories told on the map: who sees them, in which language, and what their pages say without a script."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from conflictmap.narratives.loading import NarrativeFileError, load_narrative
from conflictmap.narratives.map_links import read_map_link
from conflictmap.narratives.models import Chapter, Narrative
from tests.atlas.conftest import Hawija, hawija

__all__ = ["hawija"]

FILE = """
slug: hawija
chapters:
  - {day: 2017-09-22, view: [35.3, 43.7, 8], towns: [hawija]}
versions:
  en: {title: One town, lead: What is known., chapters: [{heading: A day, text: "Some <b>words</b>."}]}
  ar: {title: بلدة واحدة, lead: ما هو معروف., chapters: [{heading: يوم, text: بعض الكلمات.}]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hawija.yaml"
    path.write_text(FILE)
    return path


def test_a_story_is_told_in_the_language_of_the_page_with_the_holders_of_its_towns(
    client: Client, hawija: Hawija, file: Path
) -> None:
    assert load_narrative(file) == 2
    english, arabic = client.get("/stories/hawija/").text, client.get("/ar/stories/hawija/").text
    assert "<h1>One town</h1>" in english
    assert "<h1>بلدة واحدة</h1>" in arabic
    assert "Some &lt;b&gt;words&lt;/b&gt;." in english
    assert 'href="/towns/hawija/?date=2017-09-22"><bdi>Hawija</bdi></a>' in english
    assert "<span>Islamic State</span>" in english
    assert 'href="/ar/towns/hawija/?date=2017-09-22"><bdi>الحويجة</bdi></a>' in arabic
    assert 'href="/?date=2017-09-22&amp;view=35.3,43.7,8"' in english


def test_a_story_without_a_version_in_the_page_s_language_keeps_its_own(
    client: Client, hawija: Hawija, file: Path
) -> None:
    load_narrative(file)
    Narrative.objects.get(language="ar").delete()
    assert 'lang="en" dir="ltr"' in " ".join(client.get("/ar/stories/hawija/").text.split())
    assert "One town" in client.get("/ar/stories/").text


def test_an_unpublished_story_is_seen_by_editors_alone(
    client: Client, admin_client: Client, hawija: Hawija, file: Path
) -> None:
    load_narrative(file)
    Narrative.objects.update(is_published=False)
    assert client.get("/stories/hawija/").status_code == 404
    assert "hawija" not in client.get("/stories/").text
    assert "Preview" in admin_client.get("/stories/hawija/").text


def test_loading_again_keeps_what_editors_changed(hawija: Hawija, file: Path) -> None:
    load_narrative(file)
    Narrative.objects.filter(language="en").update(title="Changed")
    assert load_narrative(file) == 0
    assert Narrative.objects.get(language="en").title == "Changed"


def test_a_file_that_names_an_unknown_town_adds_nothing(hawija: Hawija, file: Path) -> None:
    file.write_text(FILE.replace("towns: [hawija]", "towns: [atlantis]"))
    with pytest.raises(NarrativeFileError, match="chapter 1: the gazetteer has no town “atlantis”"):
        load_narrative(file)
    assert not Narrative.objects.exists()


def test_a_link_of_the_map_gives_day_and_view() -> None:
    whole = {"latitude": None, "longitude": None, "zoom": None}
    assert read_map_link("https://map.example/ar/?date=2017-09-22") == {"day": date(2017, 9, 22), **whole}
    view = {"latitude": 34.8, "longitude": 41.2, "zoom": 6.5}
    assert read_map_link("/?date=2017-09-22&view=34.8,41.2,6.5&town=x") == {"day": date(2017, 9, 22), **view}
    for link in ("https://map.example/", "/?date=soon", "/?date=2017-09-22&view=1,2"):
        with pytest.raises(ValueError, match="not a"):
            read_map_link(link)


def test_an_editor_writes_a_chapter_from_a_link_of_the_map(admin_client: Client, hawija: Hawija) -> None:
    chapters = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    form = {"title": "One", "slug": "one", "language": "en", "lead": "Why."}
    form |= {f"chapters-{name}": value for name, value in chapters.items()}
    words = {"position": "1", "heading": "A day", "text": "Words.", "towns": str(hawija.town.pk)}
    form |= {f"chapters-0-{name}": value for name, value in words.items()}

    refused = admin_client.post("/admin/narratives/narrative/add/", form)
    assert "Say on which day the map stands" in refused.text

    link = {"chapters-0-map_link": "https://map.example/?date=2017-09-22&view=34.8,41.2,6.5"}
    saved = admin_client.post("/admin/narratives/narrative/add/", form | link)
    assert saved.status_code == 302
    chapter = Chapter.objects.get()
    assert (chapter.day, chapter.view, list(chapter.towns.all())) == (
        date(2017, 9, 22),
        "34.8,41.2,6.5",
        [hawija.town],
    )
    editor = User.objects.get()
    assert Narrative.objects.get().history.get().history_user == editor
    assert "/stories/one/" in admin_client.get(f"/admin/narratives/narrative/{chapter.narrative_id}/change/").text
