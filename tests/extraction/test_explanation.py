"""An explanation tells the very claims of `extract`, and why, in words that stand where it says."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.extraction import extract
from conflictmap.extraction.confidence import Features
from conflictmap.extraction.explanation import ExplainedClaim, Explanation, explain_text
from conflictmap.extraction.explanation_text import explanation_lines
from conflictmap.extraction.extract import read_text
from conflictmap.extraction.reasons import in_words
from conflictmap.extraction.scorer import Contribution, load_scorer
from tests.extraction.test_any_text import PUBLISHED, anything, joined, news

ROOT = Path(__file__).parents[2]


def explain(text: str) -> Explanation:
    return explain_text(text, PUBLISHED)


def only_claim(text: str) -> ExplainedClaim:
    """The claim of the only party that may take something in these sentences."""
    (claim,) = (claim for claim in explain(text).claims if claim.draft.actor_canonical == "Syrian opposition")
    return claim


def words(text: str) -> dict[str, tuple[str, str]]:
    """What each word of a text is, and what it stands for."""
    return {word.text: (word.what, word.means) for s in explain(text).sentences for word in s.words}


def left(text: str) -> list[tuple[str, str, str]]:
    return [(one.stage, one.quote, one.why) for one in explain(text).left_out]


@settings(max_examples=200)
@given(st.one_of(news, joined, anything), st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_any_text_is_explained_as_it_is_read(text: str, published: date) -> None:
    explanation = explain_text(text, published)
    assert [claim.draft for claim in explanation.claims] == extract(text, published)
    assert [claim.number for claim in explanation.claims] == [*range(1, len(explanation.claims) + 1)]
    at = 0
    for sentence in explanation.sentences:
        assert at <= sentence.start < sentence.end <= len(text)
        for word in sentence.words:
            assert at <= word.start < word.end <= sentence.end
            assert text[word.start : word.end] == word.text
            at = word.end
    for one in explanation.left_out:
        assert text[one.start : one.end] == one.quote
        assert one.why
    lines = list(explanation_lines(explanation))
    assert all(line.isprintable() for line in lines)


def test_the_words_tell_what_they_are_and_stand_for() -> None:
    assert words("On 4 March rebels took the town of Nawa, a monitor said.") == {
        "4 March": ("date", "4 March 2017"),
        "rebels": ("party", "Syrian opposition, who has that part in Syria"),
        "took": ("trigger", "captures"),
        "Nawa": ("place", "a town"),
        "said": ("modality", "attributed"),
    }


def test_a_held_town_tells_its_holder_and_the_word_that_says_so() -> None:
    found = words("Aid reached most of the rebel-held town of Nawa.")
    assert found["Nawa"] == ("place", "a part of a town (60%), held by Syrian opposition")
    assert found["-held"] == ("trigger", "holds")


@pytest.mark.parametrize(
    ("text", "why", "said"),
    [
        ("Rebels have not captured Nawa.", "it is negated", ("not",)),
        ("Rebels no longer hold Nawa.", "it is no longer so", ("no", "longer")),
        ("Rebels failed to capture Nawa.", "an attempt that failed", ("failed",)),
        ("The army denied that rebels took Nawa.", "it is denied", ("denied",)),
        ("Rebels almost captured Nawa.", "it almost happened", ("almost",)),
        ("Rebels vowed to capture Nawa.", "an infinitive is an aim", ("to",)),
        ("Rebels will capture Nawa.", "a modal verb", ("will",)),
        ("If rebels capture Nawa, the war goes on.", "a condition", ("If",)),
        ("Did rebels capture Nawa?", "it is asked, not told", ("?",)),
        ("Rebels captured Nawa, a monitor said.", "somebody is quoted as saying so", ("said",)),
        ("Rebels captured Nawa.", "nothing denies, plans or attributes it", ()),
    ],
)
def test_the_words_that_make_it_denied_planned_or_attributed(text: str, why: str, said: tuple[str, ...]) -> None:
    everything = read_text(text, PUBLISHED, replace(load_scorer(), keep=0.0))
    (mood,) = {c.grounds.mood for c in everything.claims if c.draft.actor_canonical == "Syrian opposition"}
    (reading,) = everything.readings
    assert (mood.why, tuple(reading.sentence.words[n] for n in mood.words)) == (why, said)


def test_the_words_of_the_text_that_say_so_are_told() -> None:
    assert only_claim("Rebels took Nawa on 4 March, a monitor said.").modality_words == ("said",)


def test_a_report_that_the_next_sentence_takes_back() -> None:
    (claim,) = explain("Rebels captured Nawa, activists said. The army denied the claim.").claims
    assert (claim.draft.modality, claim.modality) == ("denied", "told as attributed, and taken back further on")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Rebels took Nawa on 4 March.", "the nearest date of the sentence: “4 March”, 4 March 2017"),
        ("Rebels took Nawa.", "no date so far: some day up to publication"),
        ("Rebels hold Nawa.", "told in the present tense: true on the day of publication"),
        ("Rebels take Nawa", "a headline without a date: from the day before publication to the day itself"),
    ],
)
def test_why_these_days(text: str, why: str) -> None:
    assert only_claim(text).days == why


def test_a_date_that_is_carried_on_is_quoted_from_where_it_stands() -> None:
    second = explain("Rebels took Nawa on 4 March. Rebels captured Inkhil.").claims[1]
    assert second.days == "no date of its own: the one told before goes on: “4 March”, 4 March 2017"


def test_what_references_mean() -> None:
    explanation = explain(
        "Rebels took Nawa. Later the army shelled the town. The Islamic State fled. The group left it."
    )
    told = [[(r.words, r.means) for r in sentence.references] for sentence in explanation.sentences]
    assert told[1] == [("the town", "Nawa")]
    assert ("group", "Islamic State (Islamic State)") in told[3]


def test_what_is_left_out_and_why() -> None:
    assert left("Rebels shelled it.") == [("trigger alone", "shelled", "no place in the sentence")]
    assert left("It rained in Hama.") == [("place alone", "Hama", "no word of control in the sentence")]
    unnamed = ("incomplete", "captured Nawa", "nothing tells whose control it speaks of")
    assert left("Later they captured Nawa.") == [unnamed]
    twice = left("Rebels took Nawa on 4 March. Rebels had captured Nawa.")
    assert [(stage, quote) for stage, quote, _ in twice] == [("repeated", "Rebels had captured Nawa")]


def test_every_feature_has_words() -> None:
    for name, kind in get_type_hints(Features).items():
        assert in_words(Contribution(name, "past" if kind is str else 1.0, 0.5))


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "conflictmap.extraction", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_command_explains_plain_text() -> None:
    done = run("--explain", "2017-09-22", text="Rebels took Nawa.\n\n\x1b[31m\n")
    assert done.returncode == 0
    assert "CLAIM 1: Syrian opposition captures Nawa, by 22 September 2017" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_command_says_what_is_wrong_with_a_day() -> None:
    done = run("--explain", "22.9.2017")
    assert done.returncode == 2
    assert "is not a date: write it as in 2017-09-22." in done.stderr


@pytest.mark.parametrize(
    ("text", "party", "bounded"),
    [
        ("Rebels took Nawa in May 2016.", "Syrian opposition", {""}),
        ("Rebels once controlled Nawa.", "Syrian opposition", {"no more, since it is told of the past without a day"}),
        ("Rebels held Nawa until March 2016.", "Syrian opposition", {"", "as sure as what it follows from"}),
        (
            "Rebels took Nawa in May 2016, the army in June and the Islamic State in October.",
            "Syrian opposition",
            {"no surer than what the text tells to have ended it"},
        ),
    ],
)
def test_it_says_why_a_claim_is_no_surer(text: str, party: str, bounded: set[str]) -> None:
    claims = explain_text(text, date(2017, 3, 4)).claims
    assert {c.bounded for c in claims if c.draft.actor_canonical == party} == bounded
