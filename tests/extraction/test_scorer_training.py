"""How the scorer is learned: which claims count as right, and that the same labels give the same file."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from benchmarks.calibration import Scored, brier, calibration_error, log_loss, may_vote, ranking, shift_needed
from benchmarks.labelled import Passage, of_folder, own
from benchmarks.link_training import LinkTrainer, link_examples
from benchmarks.scorer_examples import BLANK, Example, chronology, examples_of, verdicts
from benchmarks.train_scorer import FEWEST, Trainer, as_json, columns_of, main, matrix, scored, scorer_of
from conflictmap.extraction.extract import extract_candidates
from conflictmap.extraction.links import Linker, parse_links
from conflictmap.extraction.scorer import parse_scorer

TOWNS = ("Hit", "Haditha", "Rawa", "Anah", "Baiji", "Tikrit", "Ramadi", "Fallujah", "Sinjar", "Makhmur")
SENTENCES = (
    ("Iraqi forces captured the town of {}.", True),
    ("The town of {} was attacked on 3 May.", False),
    ("The Islamic State withdrew from {}.", True),
)


NO_LINKS = Linker(0.0, {}, {}, math.inf)
"""Proposes nothing: what is judged here are the claims of rules."""


def judged(folder: Path, name: str = "train") -> list[Example]:
    """The judged claims of a folder's passages."""
    return [example for passage in of_folder(folder, name) for example in examples_of(passage, NO_LINKS)]


def claim(**changed: Any) -> dict[str, Any]:
    """A claim or a label."""
    usual = {
        "place": "Hit",
        "actor": "Iraqi forces",
        "actor_canonical": "Iraqi government",
        "kind": "captures",
        "from": "2016-03-01",
        "to": "2016-03-01",
        "modality": "asserted",
    }
    return {**usual, **changed}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Labelled passages, one an article: what is attacked is always mislabelled, so it is wrong."""
    texts, labels = [], []
    for n, town in enumerate(TOWNS):
        for m, (sentence, right) in enumerate(SENTENCES):
            text, published = sentence.format(town), "2016-05-04"
            identifier = f"{n}-{m}"
            found = extract_candidates(text, date.fromisoformat(published), BLANK, NO_LINKS)
            assert found
            kinds = {(c.draft.kind.value, c.draft.actor_canonical) for c in found}
            source = {"file": f"article {n}"}
            texts.append({"id": identifier, "text": text, "published": published, "source": source})
            claims = [claim(place=town, kind=kind, actor_canonical=actor) for kind, actor in kinds if right]
            labels.append({"id": identifier, "claims": claims})
    for name in ("train", "dev"):
        for suffix, rows in (("", texts), ("_gold", labels)):
            (tmp_path / f"{name}{suffix}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


class TestVerdicts:
    @pytest.mark.parametrize(
        ("said", "right"),
        [
            ({}, True),
            ({"place": "the town of Hit"}, True),
            ({"kind": "holds"}, True),
            ({"kind": "loses"}, False),
            ({"place": "Haditha"}, False),
            ({"actor_canonical": "Islamic State"}, False),
            ({"actor": None, "actor_canonical": "unknown"}, True),
            ({"actor": None, "actor_canonical": "unknown", "kind": "besieges"}, False),
            ({"modality": "attributed"}, True),
            ({"modality": "denied"}, False),
            ({"modality": "planned"}, False),
        ],
    )
    def test_against_one_label(self, said: dict[str, Any], right: bool) -> None:
        assert verdicts([claim(**said)], [claim()]) == [right]

    def test_a_label_vouches_for_one_claim(self) -> None:
        other_day = claim(**{"from": "2016-04-01", "to": "2016-04-01"})
        assert verdicts([claim(), claim(), other_day], [claim()]) == [True, True, False]

    def test_a_denied_or_planned_claim_needs_its_modality_not_its_party(self) -> None:
        labels = [claim(modality="planned", actor_canonical="Islamic State")]
        said = [claim(modality="planned"), claim(modality="denied"), claim()]
        assert verdicts(said, labels) == [True, False, False]

    def test_the_chronology_judges_only_what_a_row_tells(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text(
            "date_from,date_to,place,kind,actor,against,summary\n"
            "2016-03-01,2016-03-01,Hit,captures,Iraqi government,Islamic State,"
            '"Iraqi forces captured Hit from the Islamic State, and shelled Rawa."\n'
            "2016-03-01,2016-03-01,Hit,loses,Iraqi government,,Iraqi forces captured Hit.\n"
        )
        told = [(e.features.kind, e.right) for e in chronology(path, NO_LINKS)]
        assert ("captures", True) in told
        assert ("captures", False) in told
        assert "attacks" not in {kind for kind, _ in told}

    def test_a_list_counts_as_one_claim(self, tmp_path: Path) -> None:
        text = "Iraqi forces captured Hit, Rawa and Anah. The Islamic State withdrew from Baiji."
        row = {"id": 1, "text": text, "published": "2016-03-02", "source": {"file": "a"}}
        (tmp_path / "list.jsonl").write_text(json.dumps(row))
        (tmp_path / "list_gold.jsonl").write_text(json.dumps({"id": 1, "claims": []}))
        weights = [(e.features.kind, e.weight) for e in judged(tmp_path, "list")]
        assert weights == [("captures", pytest.approx(1 / 3))] * 3 + [("loses", 1.0)]


class TestTraining:
    def test_it_infers_what_scikit_learn_predicts(self, folder: Path) -> None:
        examples = judged(folder)
        columns = list(columns_of(examples))
        values = matrix(examples, columns)
        model = LogisticRegression(C=0.7, tol=1e-8).fit(values, [e.right for e in examples])
        scorer = scorer_of(columns, model, values)
        predicted = model.predict_proba(values)[:, 1]
        assert [scorer.probability(e.features) for e in examples] == pytest.approx(list(predicted), abs=1e-6)
        assert np.ptp(predicted) > 0.3

    def test_what_it_adds_is_what_is_typical_on_the_whole(self, folder: Path) -> None:
        examples = judged(folder)
        trainer = Trainer(examples)
        setting, losses = trainer.choose()
        assert setting.chronology_weight == 0.0
        assert losses[setting] < math.log(2)
        scorer = trainer.fit(setting, np.arange(len(examples)))
        sums = [sum(part.log_odds for part in scorer.contributions(e.features)) for e in examples]
        assert sum(scorer.typical.values()) == pytest.approx(sum(sums) / len(sums))

    def test_rare_values_get_no_coefficient(self, folder: Path) -> None:
        examples = judged(folder)
        rules = [e.features.rule for e in examples]
        learned = {value for name, value in columns_of(examples[: FEWEST * 3]) if name == "rule"}
        assert learned == {rule for rule in rules if rules[: FEWEST * 3].count(rule) >= FEWEST}
        assert not {value for name, value in columns_of(examples[: FEWEST - 1]) if value is not None}

    def test_the_command_writes_the_same_file_again(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        out = folder / "scorer.json"
        links = folder / "links.json"
        files = ["--own", str(folder / "none"), "--out", str(out), "--links", str(links)]
        monkeypatch.setattr("sys.argv", ["train_scorer", "--claims", str(folder), *files])
        assert main() == 0
        first = out.read_bytes(), links.read_bytes()
        assert main() == 0
        assert (out.read_bytes(), links.read_bytes()) == first
        scorer, linker = parse_scorer(first[0].decode()), parse_links(first[1].decode())
        assert scorer.keep > 0
        for passage in of_folder(folder, "train"):
            for example in examples_of(passage, linker):
                assert (scorer.probability(example.features) > 0.5) == example.right

    def test_the_file_holds_the_rounded_coefficients(self, folder: Path) -> None:
        examples = judged(folder)
        trainer = Trainer(examples)
        scorer = trainer.fit(trainer.choose()[0], np.arange(len(examples)))
        read = parse_scorer(as_json(scorer, {"claims": len(examples)}))
        exact, rounded = ([s.chance for s in scored(examples, each)] for each in (scorer, read))
        assert rounded == pytest.approx(exact, abs=0.005)


class TestLinks:
    """What the weights of links are learned from."""

    def passage(self, text: str, **changed: Any) -> Passage:
        return Passage("a", text, date(2016, 3, 2), "a", [claim(quote=text.split(".")[0], **changed)])

    def test_a_link_is_right_when_a_label_says_the_same_in_the_same_words(self) -> None:
        text = "Iraqi forces captured Hit. The Islamic State had shelled Rawa for weeks."
        right = [e.words for e in link_examples(self.passage(text)) if e.right]
        assert [words[0] for words in right] == ["place R direct"]
        assert "capture captures" in right[0]

    def test_another_party_or_place_is_wrong(self) -> None:
        text = "Iraqi forces captured Hit from the Islamic State."
        right = [e for e in link_examples(self.passage(text)) if e.right]
        wrong = [e for e in link_examples(self.passage(text)) if not e.right]
        assert {word for e in right for word in e.words} >= {"party subject"}
        assert {word for e in wrong for word in e.words} >= {"party R from"}
        assert not {word for e in right for word in e.words} & {"party R from"}

    def test_what_a_label_says_elsewhere_teaches_nothing(self) -> None:
        text = "Iraqi forces captured Hit. Iraqi forces captured Hit."
        assert len(link_examples(self.passage(text))) < 2 * len(
            link_examples(self.passage("Iraqi forces captured Hit."))
        )

    def test_learned_weights_tell_right_from_wrong(self) -> None:
        passages = own("practice")[:60]
        examples = [example for passage in passages for example in link_examples(passage)]
        linker = LinkTrainer(examples).fit()
        right, wrong = (
            [sum(linker.weigh([example.words])) for example in examples if example.right is verdict]
            for verdict in (True, False)
        )
        assert sum(right) / len(right) > sum(wrong) / len(wrong) + 100


class TestFigures:
    @pytest.fixture
    def example(self, folder: Path) -> Example:
        return next(e for e in judged(folder) if e.right)

    def test_measures_of_one_claim(self, example: Example) -> None:
        assert example.right
        one = [Scored(example, 0.8)]
        assert log_loss(one) == pytest.approx(-math.log(0.8))
        assert brier(one) == pytest.approx(0.04)
        assert calibration_error(one) == pytest.approx(0.2)

    def test_ranking_and_the_shift_that_would_be_right_on_average(self, example: Example) -> None:
        wrong = replace(example, right=False)
        assert ranking([Scored(example, 0.9), Scored(example, 0.5), Scored(wrong, 0.5)]) == 0.75
        assert ranking([Scored(example, 0.9)]) == 0.5
        assert shift_needed([Scored(example, 0.5), Scored(wrong, 0.5)]) == pytest.approx(0.0)
        assert shift_needed([Scored(example, 0.8), Scored(wrong, 0.8)]) == pytest.approx(-math.log(4))

    def test_a_region_never_votes(self, example: Example) -> None:
        assert may_vote(example)
        assert not may_vote(replace(example, features=replace(example.features, place_kind="region")))
        assert not may_vote(replace(example, features=replace(example.features, relation="near")))
        assert not may_vote(replace(example, voting=False))
