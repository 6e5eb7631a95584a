"""The scorer: its coefficients are only added up, whatever a claim looks like, and each can be read."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.extraction import extract, lexicon
from conflictmap.extraction.confidence import Candidate, Features
from conflictmap.extraction.extract import extract_candidates
from conflictmap.extraction.lexicon_files import SCORER
from conflictmap.extraction.scorer import Scorer, ScorerError, load_scorer, parse_scorer

DAY = date(2016, 3, 2)
PLAIN = "Iraqi forces captured the town of Hit on 1 March."


def candidate(text: str = PLAIN, **wanted: str) -> Candidate:
    """The only claim of `text` with the wanted features."""
    (found,) = [
        c
        for c in extract_candidates(text, DAY, load_scorer())
        if all(getattr(c.features, name) == value for name, value in wanted.items())
    ]
    return found


def confidence(text: str = PLAIN, **changed: Any) -> float:
    return load_scorer().confidence(replace(candidate(text).features, **changed))


def data(**changed: Any) -> str:
    """A file of coefficients."""
    good = {
        "intercept": 0.5,
        "categories": {"actor": {"name": 1.0, "nobody": -1.0}},
        "numbers": {"other_parties": -0.5},
        "typical": {"actor": 0.25, "other_parties": -0.125},
    }
    return json.dumps({**good, **changed})


class TestInference:
    def test_a_probability_is_the_sum_of_its_parts(self) -> None:
        scorer = parse_scorer(data())
        features = replace(candidate().features, actor="name", other_parties=3.0)
        assert scorer.probability(features) == pytest.approx(0.5)
        assert scorer.probability(replace(features, actor="nobody")) == pytest.approx(1 / (1 + math.exp(2)))

    def test_a_value_never_learned_leaves_the_decision_to_the_others(self) -> None:
        scorer = parse_scorer(data())
        features = replace(candidate().features, rule="a rule of tomorrow", actor="a new type", other_parties=0.0)
        assert scorer.probability(features) == pytest.approx(1 / (1 + math.exp(-0.5)))

    def test_the_draft_has_the_confidence_of_its_features(self) -> None:
        found = extract_candidates(PLAIN, DAY, load_scorer())
        assert [c.draft for c in found] == extract(PLAIN, DAY)
        assert [c.draft.confidence for c in found] == [load_scorer().confidence(c.features) for c in found]

    def test_nothing_is_certain_and_two_decimals_are_told(self) -> None:
        features = candidate().features
        assert parse_scorer(data(intercept=50)).confidence(features) == 0.99
        assert parse_scorer(data(intercept=-50)).confidence(features) == 0.01
        assert parse_scorer(data(intercept=-5000)).probability(features) == 0.0
        assert confidence() == round(confidence(), 2)

    def test_reasons_are_told_against_the_usual_claim_the_heaviest_first(self) -> None:
        features = replace(candidate().features, actor="nobody", other_parties=2.0)
        reasons = parse_scorer(data()).reasons(features)
        assert [(r.feature, r.value, r.log_odds) for r in reasons] == [
            ("actor", "nobody", -1.25),
            ("other_parties", 2.0, -0.875),
        ]
        assert str(reasons[1]) == "other parties: 2 (-0.88)"
        assert parse_scorer(data()).reasons(features, most=1) == reasons[:1]

    @settings(max_examples=50)
    @given(st.data())
    def test_any_features_give_a_confidence(self, draw: st.DataObject) -> None:
        words = st.text(max_size=8) | st.sampled_from(["name", "nobody", "captures", "capture"])
        numbers = st.floats(-1e6, 1e6)
        kinds = get_type_hints(Features).items()
        values: dict[str, Any] = {name: draw.draw(words if kind is str else numbers) for name, kind in kinds}
        assert 0.01 <= load_scorer().confidence(Features(**values)) <= 0.99


class TestFeatures:
    """What is seen of a claim."""

    def test_a_report_taken_back_in_the_next_sentence_is_scored_as_denied(self) -> None:
        text = "The army claimed that Iraqi forces had captured Hit on 1 March. The group denied the claim."
        assert candidate(text, kind="captures").features.modality == "denied"

    def test_neighbours_are_the_other_claims_on_the_place(self) -> None:
        both = extract_candidates("Iraqi forces drove the Islamic State out of Hit.", DAY, load_scorer())
        assert {c.features.kind for c in both} == {"captures", "loses"}
        assert all(c.features.neighbours == 1 for c in both)
        assert candidate().features.neighbours == 0

    def test_rivals_claim_the_same_of_another_party(self) -> None:
        text = "Fighting between Iraqi forces and the Islamic State raged in the town of Hit on 1 March."
        found = extract_candidates(text, DAY, load_scorer())
        assert [(c.features.kind, c.features.rivals) for c in found] == [("contests", 1.0)] * 2

    def test_a_country_one_is_in_is_no_other_party(self) -> None:
        assert candidate("Iraqi forces captured the town of Hit in Syria.").features.other_parties == 0
        watched = "Iraqi forces captured the town of Hit while Hezbollah watched."
        assert candidate(watched, kind="captures").features.other_parties == 1

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (PLAIN, {"actor": "nationality", "date": "own", "part": "whole", "place_kind": "town"}),
            ("Iraqi forces captured the village of Tal Qarin.", {"place_cue": "cued", "place_shape": "several words"}),
            ("The Islamic State captured Kobani.", {"actor": "name", "date": "none", "place_cue": "known"}),
            ("The town of Hit was shelled on 1 March.", {"actor": "nobody", "voice": "passive"}),
            ("Iraqi forces captured half of Hit.", {"part": "part with share", "kind": "partly_holds"}),
            ("Iraqi forces vowed to capture Hit.", {"modality": "planned", "voice": "infinitive"}),
        ],
    )
    def test_categories(self, text: str, wanted: dict[str, str]) -> None:
        found = candidate(text).features
        assert {name: getattr(found, name) for name in wanted} == wanted

    def test_the_position_in_a_list_is_counted(self) -> None:
        found = extract_candidates("Iraqi forces captured Hit, Rawa and Anah.", DAY, load_scorer())
        assert {c.draft.place: c.features.list_position for c in found} == {"Hit": 0.0, "Rawa": 1.0, "Anah": 2.0}


class TestLearned:
    """What the coefficients in the repository must say, however they are learned anew."""

    @pytest.mark.parametrize(
        ("worse", "better"),
        [
            ({"modality": "planned"}, {"modality": "asserted"}),
            ({"link": -1.0}, {"link": 2.0}),
            ({"link_told": -1.0}, {"link_told": 2.0}),
            ({"told_by": "link"}, {"told_by": "rule and link"}),
            ({"place_cue": "reference"}, {"place_cue": "known"}),
            ({"distance_to_place": 2.0, "clauses_to_place": 3.0}, {"distance_to_place": 0.0, "clauses_to_place": 0.0}),
        ],
    )
    def test_what_makes_a_claim_doubtful(self, worse: dict[str, Any], better: dict[str, Any]) -> None:
        assert confidence(**worse) < confidence(**better)

    def test_a_plain_sentence_is_read_with_confidence(self) -> None:
        assert confidence() >= 0.8

    def test_a_new_rule_is_judged_by_the_rest(self) -> None:
        assert 0.5 < confidence(rule="a rule of tomorrow") <= confidence() + 0.2

    def test_every_coefficient_belongs_to_a_feature_and_is_small(self) -> None:
        text = SCORER.read_text(encoding="utf-8")
        scorer = parse_scorer(text)
        types = get_type_hints(Features)
        assert {types[name] for name in scorer.categories} == {str}
        assert {types[name] for name in scorer.numbers} == {float}
        every = [*scorer.numbers.values(), *(w for values in scorer.categories.values() for w in values.values())]
        assert len(every) >= 20
        assert max(map(abs, every)) < 3, "a coefficient this large was not held back by the penalty"
        assert all(round(weight, 3) == weight for weight in every)


class TestFile:
    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("{", "JSON"),
            ("[]", "object"),
            (data(intercept="1"), "intercept"),
            (data(intercept=True), "intercept"),
            (data(intercept=math.inf), "intercept"),
            (data(categories=[]), "categories"),
            (data(categories={"weather": {"rain": 1.0}}), "weather"),
            (data(categories={"other_parties": {"1": 1.0}}), "other_parties"),
            (data(categories={"actor": 1.0}), "actor"),
            (data(categories={"actor": {"name": None}}), "actor, name"),
            (data(numbers={"actor": 1.0}), "actor"),
            (data(numbers={"other_parties": math.nan}), "other_parties"),
            (data(typical={"weather": 1.0}), "weather"),
            (data(typical={"actor": "1"}), "typical, actor"),
            (data(colour="red"), "colour"),
        ],
    )
    def test_a_bad_file_is_named(self, text: str, named: str) -> None:
        with pytest.raises(ScorerError, match=named):
            parse_scorer(text)

    def test_a_field_left_out_is_named(self) -> None:
        for name in ("intercept", "categories", "numbers", "typical"):
            rest = {key: value for key, value in json.loads(data()).items() if key != name}
            with pytest.raises(ScorerError, match=name):
                parse_scorer(json.dumps(rest))

    def test_notes_on_what_it_was_learned_from_are_kept_apart(self) -> None:
        assert parse_scorer(data(learned={"claims": 3})) == parse_scorer(data())
        assert isinstance(parse_scorer(data()), Scorer)

    def test_other_coefficients_make_another_version(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        other = tmp_path / SCORER.name
        other.write_bytes(SCORER.read_bytes())
        monkeypatch.setattr(lexicon, "SCORER", other)
        assert lexicon.load.__wrapped__().version == lexicon.load().version
        other.write_text(data(), encoding="utf-8")
        assert lexicon.load.__wrapped__().version != lexicon.load().version
