"""Verbs with their auxiliaries: voice, mood and negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.readings import Reading


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: tokens `start` to `end` (the end of the whole trigger phrase)."""

    start: int
    verb: int
    end: int
    voice: str  # active, passive, participle, gerund, infinitive
    negated: bool = False
    modal: bool = False
    perfect: bool = False
    present: bool = False


_PRONOUNS = frozenset({"that", "this", "these", "those"})

_OF_CONTROL = grammar("of_control")
_WONDERING = frozenset({"unclear", "clear", "know", "knows", "knew", "known", "ask", "asked", "disputed", "decide"})


def _whose(reading: Reading, i: int) -> bool:
    """Whether the word at token `i` is a noun that tells whose P is: "(is again) under government control"."""
    s, words = reading.sentence, reading.lexicon.words
    holder = next((a for a in reading.actors if a.end == i), None)
    at = holder.start - 1 if holder else i - 1
    while s.key(at) in words["determiners"] or s.key(at) in words["adverbs"]:
        at -= 1
    return holder is not None and s.key(at) == "under"


def _describes_a_town(reading: Reading, verb: int) -> bool:
    """ "The remote desert town of P": a noun between an article and the word for a town, no verb."""
    s, words = reading.sentence, reading.lexicon.words
    if s.key(verb + 1) not in words["settlement"]:
        return False
    article = next((n for n in range(verb - 1, max(-1, verb - 4), -1) if s.key(n) in words["determiners"]), -1)
    return article >= 0 and not any(article <= a.start < verb for a in reading.actors)


def verb_group(reading: Reading, verb: int, end: int, form: str) -> VerbGroup | None:
    """Read the auxiliaries before a verb form; None when the word is no verb here."""
    s, words = reading.sentence, reading.lexicon.words
    at = verb - 1
    aux: list[str] = []
    negated = modal = infinitive = False
    while at >= 0 and verb - at < 9:
        key = s.key(at)
        if key in words["be"] or key in words["have"] or key in words["do"]:
            aux.append(key)
        elif key in words["modals"]:
            if key == "may" and any(date.start <= at < date.end for date in reading.dates):
                break  # "by 8 May had taken P"
            modal = True
        elif key in words["negations"]:
            negated = True
            if key.endswith("t") and key not in {"not"}:
                modal = modal or key in {"wont", "wouldnt", "couldnt", "cannot", "cant"}
        elif key == "to" and not infinitive and (form == "base" or "be" in aux or "have" in aux):
            infinitive = True
        elif key not in words["adverbs"] or key in {"north", "south", "east", "west", "first", "about", "around"}:
            break
        at -= 1
        if infinitive:
            break
    start = at + 1
    has_be, has_have = not words["be"].isdisjoint(aux), not words["have"].isdisjoint(aux)
    previous = s.key(verb - 1)
    if previous in words["determiners"] and previous not in _PRONOUNS:
        return None
    if any(place.holder and place.holder.end == verb and place.name_start > verb for place in reading.places):
        return None  # "the rebel held town of P"
    if s.key(start - 1) == "who" and (s.key(start - 2) in words["prepositions"] or s.key(start - 2) in _WONDERING):
        return None  # "no comment on who controls P", "it is unclear who controls P"
    if form == "base":
        if not aux and previous == "of":
            return None  # "the loss of control over P"
        if not (infinitive or modal or aux) and previous in {"and", "or", ",", "then"}:
            modal = _shared_modal(reading, start)
        if not (infinitive or modal or aux or (previous not in words["determiners"] and verb > 0)):
            return None
        if not (infinitive or modal or aux) and _describes_a_town(reading, verb):
            return None
        if not (infinitive or modal or aux) and s.keys[verb] in _OF_CONTROL and _whose(reading, verb):
            return None
        voice = "infinitive" if infinitive else "active"
        return VerbGroup(start, verb, end, voice, negated, modal, present=not (aux or modal or infinitive))
    if form == "third":
        return VerbGroup(start, verb, end, "active", negated, present=True)
    if form == "ing":
        if (
            not aux
            and s.keys[verb] in reading.lexicon.nouns
            and previous.isalpha()
            and not _may_precede_gerund(previous)
            and not _party_does_it(reading, start, end)
        ):
            return None
        voice = "active" if has_be else "gerund"
        return VerbGroup(start, verb, end, voice, negated, modal)
    if has_be or s.key(start - 1) in {"got", "gets"}:
        if infinitive and not has_have:
            return VerbGroup(start, verb, end, "passive", negated, True)
        return VerbGroup(
            start,
            verb,
            end,
            "passive",
            negated,
            modal or (infinitive and not has_have),
            has_have,
            bool({"is", "are"} & set(aux)),
        )
    if has_have:
        voice = "gerund" if s.key(start) == "having" else "active"
        return VerbGroup(start, verb, end, voice, negated, modal, True)
    taken = any(f.frame == "transitive" for f in reading.lexicon.verbs.get(s.keys[verb], ()))
    voice = "passive" if taken and not aux and shares_passive(reading, start, verb, end) else "past"
    return VerbGroup(start, verb, end, voice, negated, modal)


_GOES_ON = frozenset({"and", "but", ",", "then"})
_NEW_CLAUSE = frozenset({";", "which", "who", "that", "while", "as", "when", "where", "whose", "it", "they", "but"})
_PASSIVE_REACH = 24
"""Tokens from a passive to the participle that goes on with it."""


def shares_passive(reading: Reading, start: int, verb: int, end: int) -> bool:
    """ "P was captured by X in May and liberated in June", "P, captured by X and later retaken,": the second.

    Also of "fell" behind "P was captured by X and".
    """
    s, words = reading.sentence, reading.lexicon.words
    end = reading.skip_adverbs(end)
    object_ahead = end < len(s) and s.words[end][0].isalnum() and s.key(end) not in words["prepositions"]
    if s.key(start - 1) not in _GOES_ON or (object_ahead and not any(d.start == end for d in reading.dates)):
        return False
    if s.key(start - 1) == "," and start == verb and s.key(end) in {",", "by"}:
        return False  # an aside of what stands before: "P was taken from Q, captured by X"
    for at in range(start - 2, max(0, start - _PASSIVE_REACH), -1):
        if s.key(at) in _NEW_CLAUSE:
            return False
        if s.key(at) in reading.lexicon.verbs and _is_passive(reading, at):
            return _only_phrases(reading, at + 1, start - 1)
    return False


def _is_passive(reading: Reading, at: int) -> bool:
    """Whether the trigger at a token is "was captured", or "captured by" right behind "P,"."""
    s, words = reading.sentence, reading.lexicon.words
    left = at - 1
    while s.key(left) in words["adverbs"]:
        left -= 1
    if s.key(left) in words["be"]:
        return not s.key(at).endswith("ing")
    return s.key(left) == "," and s.key(at + 1) == "by" and any(p.end == left for p in reading.places)


def _only_phrases(reading: Reading, start: int, end: int) -> bool:
    """Whether each party and place from token `start` to `end` hangs on a preposition: none is a new subject."""
    s, words = reading.sentence, reading.lexicon.words
    starts = [a.start for a in reading.actors] + [p.start for p in reading.places if not p.unnamed]
    for first in starts:
        if start <= first < end:
            left = first - 1
            while s.key(left) in words["determiners"] or s.key(left) in words["adverbs"]:
                left -= 1
            if s.key(left) not in words["prepositions"] and s.key(left) not in {"and", ","}:
                return False
    return True


ALMOST = frozenset({"almost", "nearly", "narrowly"})
_WHOLLY = frozenset({"complete", "full", "total", "completely", "fully", "totally", "entirely"})
_IN_PART = grammar("in_part")


def in_part(reading: Reading, group: VerbGroup, end: int) -> bool:
    """ "mostly captured", "took P, leaving a camp in X's hands": only a part is meant."""
    if group.voice in {"noun", "adjective"}:
        return False
    keys = reading.sentence.keys
    left = keys[end : end + 2] == (",", "leaving") and not any(
        p.start == end + 2 and not p.unnamed for p in reading.places
    )
    rest = left and not {"hands", "control"}.isdisjoint(keys[end + 2 : end + 14])
    nearly = any(nearly_whole(keys, n) for n in range(max(0, group.start - 2), end))
    return rest or nearly or bool(_IN_PART & set(keys[group.start : group.verb + 1]))


def nearly_whole(keys: Sequence[str], i: int) -> bool:
    """Whether token `i` leaves a part out: "almost in full control", "nearly completely captured"."""
    return keys[i] in ALMOST and not _WHOLLY.isdisjoint(keys[i + 1 : i + 3])


def _may_precede_gerund(key: str) -> bool:
    """Whether a word may stand before a gerund: "heavy shelling" has a noun instead."""
    return (
        key.endswith("ed")
        or key in any_of("prepositions", "conjunctions", "adverbs", "negations", "heads")
        or key in {"then", "started", "began"}
    )


_CAME_ABOUT = {
    "with": frozenset({"ended", "ending", "concluded", "culminated", "finished", ","}),
    "in": frozenset({"resulted", "resulting", "ended", "ending", "culminated", "culminating"}),
    "to": frozenset({"led", "leading"}),
}


_MEANT = grammar("meant_or_feared")
"""Words before it that make "with X capturing P" something other than what happened."""


def _party_does_it(reading: Reading, start: int, end: int) -> bool:
    """Whether a form in -ing tells what a party before it did: "resulted in X taking P", not "fear X taking P"."""
    s, words = reading.sentence, reading.lexicon.words
    if s.key(end) in words["prepositions"]:
        return False
    party = next((a for a in reading.actors if a.end == start and not a.adjective), None)
    if party is None:
        return False
    before = party.start - 1
    before -= s.key(before) in words["determiners"]
    if s.key(before - 1) not in _CAME_ABOUT.get(s.key(before), ()):
        return False
    unreal = words["modals"] | words["negations"] | ALMOST | _MEANT
    return unreal.isdisjoint(s.keys[max(0, before - 9) : before])


def _shared_modal(reading: Reading, i: int) -> bool:
    """ "would seize A and withdraw from B": the second verb shares the first one's modal or "to"."""
    s, words = reading.sentence, reading.lexicon.words
    return any(s.key(n) in words["modals"] or s.key(n) == "to" for n in range(max(0, i - 20), i))
