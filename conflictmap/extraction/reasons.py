"""What sets a claim's confidence apart from the usual claim's, in words."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.extraction.confidence import Candidate, Features
from conflictmap.extraction.links import Link, Linker
from conflictmap.extraction.scorer import Contribution, Scorer
from conflictmap.extraction.soon_over import IMPLIED

REASONS = 5
"""How many are told of a claim, the heaviest."""

_TEXTS = {
    "rule": "the rule {}",
    "kind": "the kind {}",
    "frame": "the frame {}",
    "voice": "the voice {}",
    "modality": "told as {}",
    "place_cue": "the place: {}",
    "place_shape": "the place's name: {}",
    "place_kind": "the place is a {}",
    "relation": "{} the place",
    "actor": "the party: {}",
    "date": "the date: {}",
    "sentence": "a {} sentence",
    "part": "{} of the place",
    "told_by": "told by a {}",
    "evidence": "evidence: {}",
}
_TENS = {
    "distance_to_place": "{:.0f} words between trigger and place",
    "distance_to_actor": "{:.0f} words between trigger and party",
    "quote_length": "a quote of {:.0f} words",
}
_COUNTS = {
    "clauses_to_place": "clause boundaries between trigger and place: {:g}",
    "clauses_to_actor": "clause boundaries between trigger and party: {:g}",
    "list_position": "places before it in a list: {:g}",
    "other_parties": "other parties in the sentence: {:g}",
    "neighbours": "other claims on the place in the sentence: {:g}",
    "rivals": "other parties with the same claim: {:g}",
    "link": "log-odds of the link: {:+.1f}",
    "link_lead": "its lead over other parties: {:+.1f}",
    "link_told": "log-odds that its word tells this of the place, of whatever party: {:+.1f}",
}
_FLAGS = {
    "attribution_near": ("a word of reporting is near", "no word of reporting is near"),
    "negation_near": ("a negation is near", "no negation is near"),
    "against_known": ("the other side is told", "the other side is not told"),
    "perfect": ("told in the perfect tense", "not told in the perfect tense"),
    "place_has_holder": ("the place is told with its holder", "the place is told without its holder"),
    "headline": ("a headline", "no headline"),
}
_SLOTS = {"place_slot": "the place stands", "party_slot": "the party stands"}
_VALUES = {
    "known and cued": "known, and called a place",
    "cued": "called a place by the words around it",
    "shape alone": "recognised by its shape alone",
    "antecedent": "taken from a sentence before",
    "reference": "told by a word such as “the town”",
    "nationality alone": "told by a nationality alone",
    "nobody": "not told",
    "unknown": "not certain",
    "role": "told by its role",
    "name": "told by name",
    "nationality": "told by its nationality",
    "carried": "carried on from before",
    "own": "in the sentence",
    "none": "none",
    "whole": "all",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words, and by how much it raises (or lowers) the log-odds above the usual claim's."""

    words: str
    log_odds: float

    def __str__(self) -> str:
        effect = f"surer, +{self.log_odds:.2f}" if self.log_odds > 0 else f"less sure, −{-self.log_odds:.2f}"
        return f"{self.words} ({effect})"


def reasons_of(scorer: Scorer, features: Features) -> tuple[Reason, ...]:
    """The heaviest reasons of a claim's confidence, the heaviest first."""
    return tuple(Reason(in_words(part), round(part.log_odds, 2)) for part in scorer.reasons(features, REASONS))


def in_words(part: Contribution) -> str:
    """What a contribution is about: "the place: called a place by the words around it"."""
    name, value = part.feature, part.value
    if isinstance(value, str) and name in _SLOTS:
        return f"{_SLOTS[name]} {_slot(value)}"
    if isinstance(value, str):
        return _TEXTS[name].format(_VALUES.get(value, value.replace("_", " ")))
    if name in _FLAGS:
        return _FLAGS[name][0 if value else 1]
    return _TENS[name].format(10 * value) if name in _TENS else _COUNTS[name].format(value)


def _slot(value: str) -> str:
    """Where a link finds a place or party (`conflictmap.extraction.reach`): "right of the trigger, behind “in”"."""
    if value in _STANDS:
        return _STANDS[value]
    if value.startswith("earlier "):
        return f"in a sentence before ({value.removeprefix('earlier ')})"
    side, _, before = value.partition(" ")
    if side not in {"L", "R"}:
        return f"as {value}"
    next_to = ", next to it" if before.endswith(" next") else ""
    before = before.removesuffix(" next")
    behind = before if before.startswith("a ") else "nothing" if before in {"direct", "start"} else f"“{before}”"
    return f"{'left' if side == 'L' else 'right'} of the trigger, behind {behind}{next_to}"


_STANDS = {
    "rule alone": "where only the rule finds it",
    "inside": "around the trigger",
    "it object": "behind the trigger, as a pronoun",
    "it subject": "before the trigger, as a pronoun",
    "none": "in no word of the sentence",
    "subject": "as the subject",
    "subject again": "beside the subject, which it is too",
    "owner": "right before the trigger, as its owner",
}


def link_reasons(linker: Linker, link: Link) -> tuple[Reason, ...]:
    """What weighs most in a link, the heaviest first, in the words that the weights are learned for."""
    weights = {word: linker.weights.get(word, 0.0) + linker.rivals.get(word, 0.0) for word in link.words}
    heaviest = sorted(weights, key=lambda word: -abs(weights[word]))[:REASONS]
    return tuple(Reason(word, round(weights[word], 2)) for word in heaviest if weights[word])


def bounded_words(candidate: Candidate, scorer: Scorer) -> str:
    """Why a claim's confidence is not what the scorer makes of what is seen of it; empty where it is."""
    own, grounds = scorer.confidence(candidate.features), candidate.grounds
    if candidate.draft.confidence == own:
        return ""
    if candidate.draft.rule in IMPLIED:
        return "as sure as what it follows from"
    if candidate.features.told_by == "link":
        return "no more, since only a link tells it"
    if grounds.dated.long_ago:
        return "no more, since it is told of the past without a day"
    if grounds.theatre_guessed:
        return "no more, since no country is named and the war is only guessed"
    return "no surer than what the text tells to have ended it"
