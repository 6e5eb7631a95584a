"""The method page: its figures are the measured ones, and it says so when another version runs."""

from __future__ import annotations

import json

import pytest
from django.template.defaultfilters import floatformat
from django.test import Client

from conflictmap import extraction
from conflictmap.atlas import method
from conflictmap.atlas.method_charts import silence_chart
from conflictmap.extraction import EXTRACTOR_VERSION
from conflictmap.resolution.reasons import RULES

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client: Client) -> str:
    response = client.get("/method/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_figures_are_those_of_the_file(shown: str) -> None:
    measured = json.loads(method.MEASURED.read_text(encoding="utf-8"))
    for each in measured["sets"]:
        assert f"<strong>{floatformat(each['f1'], 2)}</strong>" in shown
    assert len(measured["reliability"]) == shown.count('class="chart-dot"')


def test_every_rule_is_told(shown: str) -> None:
    for rule in RULES.values():
        assert f"<strong>{rule.name}.</strong> {rule.sentence}" in shown


def test_another_version_than_the_measured_one_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    note = "which has not been measured yet"
    figures = method.measured_figures()
    assert (note in client.get("/method/").content.decode()) == (figures.version != EXTRACTOR_VERSION)
    monkeypatch.setattr(extraction, "EXTRACTOR_VERSION", "0+other")
    assert note in client.get("/method/").content.decode()


def test_the_curve_starts_at_the_news_and_meets_the_settings_where_the_page_says(shown: str) -> None:
    chart = silence_chart(method.silence_curve())
    assert len(chart.lines) == 4
    assert all(line.points.startswith("0.0,0.0 ") for line in chart.lines)
    assert all(f'points="{line.points}"' in shown for line in chart.lines)
    year = next(point for point in method.silence_curve() if point.days == 365)
    assert year.held == pytest.approx(year.held_set, abs=0.02)
