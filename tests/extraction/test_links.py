"""Links: words of control with the places and parties they reach, judged by learned weights."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.labelled import own
from conflictmap.core.claims import Kind
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.discourse import discourse_of
from conflictmap.extraction.extract import extract_candidates, propose_links, read_text
from conflictmap.extraction.link_proposals import propose
from conflictmap.extraction.links import Linker, LinksError, load_links, parse_links
from conflictmap.extraction.scorer import Scorer, load_scorer
from conflictmap.extraction.senses import find_triggers
from conflictmap.extraction.sentence_readings import read_sentences

DAY = date(2017, 1, 10)
GOOD = {
    "intercept": -1.0,
    "cut": -2.0,
    "alone": -1.0,
    "weights": {"place alone": 0.5},
    "rivals": {"party subject": 1.25},
}


def links(text: str) -> list[Candidate]:
    return propose_links(text, DAY)


def words(text: str, **wanted: str) -> set[str]:
    """What is known of the likeliest link with the wanted place, party (canonical) and kind."""
    fitting = [
        c.link for c in links(text) if c.link and all(getattr(c.draft, name) == value for name, value in wanted.items())
    ]
    weigh = load_links().weigh
    return set(max(fitting, key=lambda link: sum(weigh(link.known))).words)


class TestTriggers:
    @pytest.mark.parametrize(
        ("text", "senses"),
        [
            ("Rebels seized Nawa after the army withdrew.", ["capture", "withdraw"]),
            ("Nawa is under rebel control.", ["hold"]),
            ("Troops control Nawa.", ["hold"]),
            ("The fall of Nawa ended the siege of Inkhil.", ["fall", "besiege"]),
            ("Aid reached rebel-held Nawa.", ["enter", "hold"]),
            ("They raised their flag over Nawa.", ["flag"]),
            ("Nawa changed hands twice.", ["fall"]),
            ("The weather in Nawa was mild.", []),
        ],
    )
    def test_words_of_control_by_their_sense(self, text: str, senses: list[str]) -> None:
        (reading,) = read_sentences(text, DAY)
        assert [trigger.sense for trigger in find_triggers(reading)] == senses


class TestReach:
    def test_the_whole_list_is_reached_as_its_head_is(self) -> None:
        text = "Iraqi forces captured Hit on Monday, Rawa two days later and Anah."
        assert "place R direct" in words(text, place="Hit", kind=Kind.CAPTURES)
        assert "place R direct" in words(text, place="Anah", kind=Kind.CAPTURES)
        assert "place listed" in words(text, place="Anah", kind=Kind.CAPTURES)

    def test_subject_and_agent(self) -> None:
        assert "party subject" in words("Iraqi forces captured Hit.", actor_canonical="Iraqi government")
        passive = "Hit was captured from the Islamic State by Iraqi forces."
        assert "party R by" in words(passive, actor_canonical="Iraqi government", kind=Kind.CAPTURES)
        assert "party R from" in words(passive, actor_canonical="Islamic State", kind=Kind.CAPTURES)

    def test_a_word_without_a_party_speaks_of_those_before(self) -> None:
        text = "Iraqi forces advanced towards Rawa. Hit was captured on Monday."
        assert "party earlier subject" in words(text, place="Hit", actor_canonical="Iraqi government")

    def test_a_country_where_something_is_is_no_party(self) -> None:
        parties = {c.draft.actor_canonical for c in links("The Islamic State lost Iraq's second city of Mosul.")}
        assert parties == {"Islamic State"}
        parties = {c.draft.actor_canonical for c in links("The Islamic State captured Hit in northern Iraq.")}
        assert parties == {"Islamic State"}
        assert "Russia" in {c.draft.actor_canonical for c in links("Izium in Ukraine was captured by Russia.")}

    def test_a_part_is_never_the_whole(self) -> None:
        kinds = {c.draft.kind for c in links("Iraqi forces captured most of Hit.") if c.draft.place == "Hit"}
        assert kinds == {Kind.PARTLY_HOLDS}

    def test_what_the_text_told_of_the_holder_so_far(self) -> None:
        text = "The Islamic State captured Hit. A year later Hit fell to Iraqi forces."
        known = words(text, place="Hit", actor_canonical="Iraqi government", kind=Kind.CAPTURES)
        assert "captures so far of another" in known


class TestSurroundings:
    def test_the_words_before_and_behind_a_place(self) -> None:
        known = words("Iraqi forces captured two hills around the Hit highway.", kind=Kind.CAPTURES)
        assert {"place behind around", "captures place R behind around"} <= known
        known = words("Iraqi forces captured a village near the town of Hit, officers said.", place="Hit")
        assert "place before ," in known

    def test_what_stands_between(self) -> None:
        known = words("Iraqi forces captured the fields around Hit.", place="Hit", kind=Kind.CAPTURES)
        assert {"place R over fields", "place R over all of the fields around"} <= known
        known = words("Hit was taken by Iraqi forces.", actor_canonical="Iraqi government", kind=Kind.CAPTURES)
        assert {"captures party R behind by", "captures party R over by"} <= known

    def test_no_name_is_learned(self) -> None:
        text = "Iraqi forces captured Hit from the Islamic State near Ramadi, Colonel Karim Hamid said."
        told = {word for c in links(text) if c.link for word in c.link.words}
        assert not [
            word for word in told for name in ("Hit", "hit", "Ramadi", "Karim", "Iraqi") if name in word.split()
        ]

    def test_a_sentence_without_end_tells_nothing_by_its_words(self) -> None:
        short, long = (f"Iraqi forces captured Hit{' and then some' * n}." for n in (1, 40))
        for text, there in ((short, True), (long, False)):
            assert ("captures beside then" in words(text, place="Hit", kind=Kind.CAPTURES)) is there

    def test_long_gaps_are_not_told(self) -> None:
        text = "Iraqi forces captured on the second day of a long and bitter fight for the valley the town of Hit."
        known = words(text, place="Hit", kind=Kind.CAPTURES)
        assert not [word for word in known if word.startswith("place R over")]


class TestRivals:
    SENTENCE = "Hit was captured from the Islamic State by Iraqi forces."

    def log_odds(self, linker: Linker) -> dict[str, float]:
        (reading,) = read_sentences(self.SENTENCE, DAY)
        found = propose(reading, discourse_of([reading], self.SENTENCE), linker, {}, places_before=False)
        return {
            link.event.actor.canonical: link.log_odds
            for link in found
            if link.event.actor and link.event.kind is Kind.CAPTURES
        }

    def test_parties_that_are_equally_likely_share_the_chance(self) -> None:
        found = self.log_odds(Linker(0.0, {}, {}, -9.0, -9.0))
        assert found == {"Islamic State": -1.1, "Iraqi government": -1.1}  # a quarter each

    def test_a_likelier_party_takes_from_its_rival(self) -> None:
        found = self.log_odds(Linker(2.0, {}, {"captures passive party R by": 4.0}, -9.0, -9.0))
        assert found["Iraqi government"] > 1.5
        assert found.get("Islamic State", -9.0) < -3  # what it loses is likelier, and then the only link

    def test_only_differences_between_rivals_count(self) -> None:
        weights = {"captures passive party R by": 3.0, "captures passive party R from": 3.0}
        assert self.log_odds(Linker(1.0, {}, weights, -9.0, -9.0)) == self.log_odds(Linker(1.0, {}, {}, -9.0, -9.0))


class TestClaims:
    def test_a_link_makes_a_claim_where_no_rule_reads(self) -> None:
        text = "Iraqi forces had advanced for a week when Hit, long besieged, slipped from the Islamic State's grasp."
        always = Linker(5.0, {}, {}, 0.0)
        never = Linker(-5.0, {}, {}, 0.0)
        found, none = (extract_candidates(text, DAY, load_scorer(), linker) for linker in (always, never))
        assert {c.features.told_by for c in none} <= {"rule"}
        assert "link" in {c.features.told_by for c in extract_candidates(text, DAY, _keeps_all(), always)}
        assert len(found) >= len(none)

    def test_what_a_rule_read_of_a_word_stands(self) -> None:
        text = "Iraqi troops entered Rawa once militants fled."
        found = extract_candidates(text, DAY, _keeps_all(), Linker(5.0, {}, {}, 0.0))
        entered = [c.draft.kind for c in found if c.draft.actor_canonical == "Iraqi government" and c.word == 2]
        assert entered == [Kind.CAPTURES]

    def test_what_cannot_be_likely_is_left_out_early_and_nothing_else(self) -> None:
        scorer = load_scorer()
        unlikely = 0
        for passage in own("practice")[::40]:
            outcome = read_text(passage.text, passage.published, scorer)
            assert extract_candidates(passage.text, passage.published, scorer) == outcome.claims
            unlikely += len(outcome.unlikely)
            for c in [*outcome.claims, *outcome.unlikely]:
                untold = replace(c.features, modality="", date="", attribution_near=0.0, negation_near=0.0)
                known = replace(untold, neighbours=0.0, rivals=0.0)
                assert scorer.at_most(known) >= scorer.confidence(c.features)
        assert unlikely

    def test_the_same_text_gives_the_same_log_odds(self) -> None:
        text = "Iraqi forces captured half of Hit, Rawa and most of Anah from the Islamic State."
        assert [c.link for c in links(text)] == [c.link for c in links(text)]


def _keeps_all() -> Scorer:
    return replace(load_scorer(), keep=0.0)


class TestFile:
    def test_a_good_file(self) -> None:
        linker = parse_links(json.dumps(GOOD))
        assert linker.weigh([("place alone", "never learned"), ("place alone",)]) == (100, 0)
        assert linker.weigh([("party subject",), ("place alone",)]) == (50, 125)

    @pytest.mark.parametrize(
        ("text", "named"),
        [
            ("{", "JSON"),
            ("[]", "weights"),
            (json.dumps({**GOOD, "weights": [1]}), "weights"),
            (json.dumps({**GOOD, "rivals": None}), "rivals"),
            (json.dumps({**GOOD, "rivals": {"party subject": None}}), "party subject"),
            (json.dumps({**GOOD, "weights": {"place alone": "1"}}), "place alone"),
            (json.dumps({**GOOD, "cut": None}), "cut"),
            (json.dumps({**GOOD, "intercept": True}), "intercept"),
        ],
    )
    def test_a_bad_file_names_the_field(self, text: str, named: str) -> None:
        with pytest.raises(LinksError, match=named):
            parse_links(text)

    def test_the_shipped_weights_are_held_back(self) -> None:
        weights = load_links().weights
        assert len(weights) > 500
        assert max(map(abs, weights.values())) < 3
