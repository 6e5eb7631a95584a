"""`manage.py ingest`, as people call it."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from conflictmap.articles.models import Article
from conflictmap.articles.reading import Document
from conflictmap.desk import intake

pytestmark = pytest.mark.django_db

DATED = "date 2017-09-22 AFP, BAGHDAD\n{} went to the market."
PLAIN = "A baker went to the market."


def ingest(*arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *map(str, arguments), stdout=out, stderr=err, no_color=True)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_folder_with_good_and_bad_files(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DATED.format("A baker"))
    (tmp_path / "binary.txt").write_bytes(b"PK\x00\x01")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "undated.txt").write_text(PLAIN)
    (tmp_path / "future.txt").write_text(DATED.format("A tailor").replace("2017", "2999"))
    (tmp_path / "lines.jsonl").write_text(
        '{"text": "A smith went home.", "published": "2017-09-22", "source": "AP"}\n'
        '{"text": "A cook went home.", "published": "2017-13-40", "source": "AP"}\n'
    )
    status, out, err = ingest(tmp_path)
    assert status == 1
    assert out.startswith("2 new articles, 0 known, 5 failed; ")
    lines = sorted(line.removeprefix(f"{tmp_path}/") for line in err.splitlines())
    assert [line[:33] for line in lines] == [
        "binary.txt is not text: it holds ",
        "empty.txt is empty: there is no t",
        "future.txt: The date 2999-09-22 l",
        "lines.jsonl line 2 has a wrong da",
        "undated.txt has no date. Begin th",
    ]
    assert {article.text for article in Article.objects.all()} == {DATED.format("A baker"), "A smith went home."}


def test_running_again_takes_in_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(DATED.format("A baker"))
    assert ingest(tmp_path)[0] == 0
    status, out, _ = ingest(tmp_path)
    assert (status, out[:32]) == (0, "0 new articles, 1 known, 0 faile")


def test_source_and_date_from_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(PLAIN)
    status, _, _ = ingest(tmp_path / "undated.txt", "--source", "The Baker", "--date", "2017-09-22")
    article = Article.objects.get()
    assert (status, article.source.name, f"{article.published}") == (0, "The Baker", "2017-09-22")


def test_mistakes_on_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="“2017-13-40” is not a day of the calendar"):
        ingest(tmp_path, "--date", "2017-13-40")
    with pytest.raises(CommandError, match=r"no \.txt, \.md or \.jsonl files"):
        ingest(tmp_path)


def test_ctrl_c_stops_after_the_current_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(DATED.format(f"Baker {number}"))
    store = intake._store

    def interrupted(document: Document) -> intake.Intake:
        os.kill(os.getpid(), signal.SIGINT)
        return store(document)

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(intake, "_store", interrupted)
    status, out, err = ingest(tmp_path)
    assert (status, out[:14]) == (130, "1 new articles")
    assert "run the same command again" in err
    assert signal.getsignal(signal.SIGINT) == before
    monkeypatch.undo()
    assert ingest(tmp_path)[1].startswith("2 new articles, 1 known")
