"""Denials: of the sentence's own report, of the report before it, and of attacks that were beaten off."""

from __future__ import annotations

from dataclasses import replace

from conflictmap.core.claims import ClaimDraft, Kind, Modality
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading

REPORTS = grammar("reports")
_CLAUSE_WALLS = frozenset({",", ";", ":", "as", "but", "while", "although", "though", "whereas"})
_RETORTS = grammar("retorts")
_INSISTS = frozenset(
    {"insists", "insisted", "maintains", "maintained", "say", "said", "replied", "countered", "answered", "answers"}
)
_NO_SPEAKER = frozenset({"it", "they", "he", "she", "and", "but", "also", "as", "which", "who", "that", "has", "had"})
_WITHDREW = frozenset({"withdrew", "withdrawn", "retracted", "retracts", "retract"})
_NOT_SO = frozenset({"fallen", "lost", "left", "taken", "captured", "seized", "fall", "abandoned", "withdrawn", "over"})
_HOLDS_OUT = {(verb, "out") for verb in ("hold", "holds", "held", "holding")} | {
    (verb, "on") for verb in ("fight", "fights", "fought", "fighting")
}
_STILL_SO = frozenset(
    {"held", "in", "inside", "there", "fighting", "holding", "resisting", "standing", "ours", "theirs"}
)
_FIGHT = frozenset({"battle", "battles", "fighting", "combat", "clashes", "fight"})
_GOES_ON = frozenset({"goes", "go", "going", "went", "continues", "continue", "continued", "continuing", "ongoing"})
_PROVED = frozenset({"proved", "proven", "turned", "turn", "prove"})
_PRONOUNS = frozenset({"it", "this", "that"})
_CONTENT = frozenset({"that", "of"})
_ATTEMPTS = grammar("attempts")
_LOSING = grammar("losing")
CALLED_FALSE = grammar("called_false")


def denies_what_was_said(reading: Reading, start: int = 0) -> bool:
    """Whether the tokens from `start` on take back a report made before them.

    "The ministry denied the claim", "Kyiv denied this", "denied that it had lost P", "called the report false"; not
    "denied claims that ...", which tells what it denies itself.
    """
    s, words = reading.sentence, reading.lexicon.words
    for i, key in enumerate(s.keys[start:], start):
        if key in words["denial"] and _of_something_told(reading, i, start):
            return True
        if key == "true" and s.key(i - 1) == "not" and _PRONOUNS & set(s.keys[max(start, i - 4) : i]):
            return True  # "they say they hold P, this is not true"
        if key in CALLED_FALSE and (_PROVED & set(s.keys[max(start, i - 4) : i])):
            return True  # "reports that P had fallen proved to be false"
        if start and key in CALLED_FALSE and {"which", "called"} <= set(s.keys[max(start, i - 10) : i]):
            return True  # "which X then called a falsification"
        if key in CALLED_FALSE and any(_takes_up_report(reading, n, start) for n in range(max(start, i - 6), i)):
            return True
    return False


def _takes_up_report(reading: Reading, i: int, start: int) -> bool:
    """Whether token `i` means what was said before; not "X took P but said that claims of a breakthrough are false"."""
    s = reading.sentence
    if s.key(i) == "that" and s.key(i + 1) in REPORTS:
        return False  # "said that claims of"
    return s.key(i) in _PRONOUNS or (s.key(i) in REPORTS and not (start and s.key(i + 1) in _CONTENT))


def contradicted(reading: Reading, start: int, place: Place | None) -> tuple[int, ...]:
    """The words behind token `start` in which somebody else says the contrary of a report, or nobody.

    "X claims P, Y says it is holding out"; "..., but Y insisted that the town had not fallen"; "..., which Y scoffed
    at"; "..., a report it later withdrew". Not where the clause goes on to another place than `place`.
    """
    s, words = reading.sentence, reading.lexicon.words
    name = s.keys[place.name_start : place.name_end] if place is not None else ()
    others = [p for p in reading.places if not (p.reference or p.unnamed) and s.keys[p.name_start : p.name_end] != name]
    wall = next((n for n in range(start, len(s)) if s.key(n) in _CLAUSE_WALLS), len(s))
    for i in range(wall + 1, len(s)):
        key = s.key(i)
        if key in _RETORTS or (key in _WITHDREW and REPORTS & set(s.keys[i + 1 : i + 4])):
            return (i,)
        says = key in words["subject_of_report"] or key in _INSISTS
        if says and s.key(i - 1).isalpha() and s.key(i - 1) not in _NO_SPEAKER:
            end = min(i + 14, len(s))
            told = next((n for n in range(i + 1, end) if _contrary(reading, n)), 0)
            if told and not any(i < other.start < end for other in others):
                return i, told
    return ()


def _contrary(reading: Reading, i: int) -> bool:
    """Whether the words at token `i` say that a place has not changed hands: "not fallen", "fights on", "goes on"."""
    s, words = reading.sentence, reading.lexicon.words
    key, then = s.key(i), s.key(i + 1)
    if key in words["negations"]:
        return bool(_NOT_SO & set(s.keys[i + 1 : i + 5]))
    if (key, then) in _HOLDS_OUT or (key == "still" and then in _STILL_SO):
        return True
    if key in {"hold", "holds", "held", "control", "controls"} and s.key(i - 1) in {"it", "they", "still"}:
        return True  # "Y insists that it holds the town"
    return key in _FIGHT and bool(_GOES_ON & set(s.keys[i + 1 : i + 7]))


def _of_something_told(reading: Reading, i: int, start: int) -> bool:
    """Whether the denial at token `i` is of what was said before token `start`."""
    s = reading.sentence
    at = i + 1
    if s.key(at) == "by" and s.key(i - 1) in reading.lexicon.words["be"]:
        return _takes_up(reading, start, i)  # "this was denied by X"
    if start and s.key(at) == "by" and s.key(i - 1) in REPORTS:
        return True  # "a claim denied by X"
    if start and not s.key(at).isalpha() and any(actor.end == i for actor in reading.actors):
        return True  # "X claims P, army denies"
    if start and not s.key(at).isalpha() and (REPORTS | {"which"}) & set(s.keys[max(start, i - 8) : i]):
        return True  # "a claim that X denied"
    if s.key(at) == "that" and not s.key(at + 1).isalpha():
        return True  # "but the rebels denied that."
    for near in range(at, at + 4):
        if s.key(near) in REPORTS | {"this"} and s.key(near + 1) not in _CONTENT:
            return True
    if s.key(at) == "it" and s.key(at + 1) not in {"had", "has", "would", "was"}:
        return True
    if s.key(at) in _LOSING or (s.key(at) in {"having", "any", "the"} and s.key(at + 1) in _LOSING):
        return True  # "denied losing the town", "denied the loss"
    return s.key(at) == "that" and any(
        form.kind in {Kind.CAPTURES, Kind.LOSES}
        for n in range(at + 1, min(at + 13, len(s)))
        for form in reading.lexicon.verbs.get(s.keys[n], ())
    )


def _takes_up(reading: Reading, start: int, i: int) -> bool:
    """Whether the subject of a denial takes up a report made before: "this", "the claim"; not "claims that"."""
    s = reading.sentence
    for n in range(max(start, i - 6), i):
        definite = s.key(n - 1) in {"the", "this", "these", "that", "such"} and s.key(n + 1) not in _CONTENT
        if s.key(n) in {"this", "it"} or (start and s.key(n) == "which") or (s.key(n) in REPORTS and definite):
            return True
    return False


def beats_off(reading: Reading) -> bool:
    """Whether a sentence tells that the attack before it failed: "The attack was repelled." """
    s = reading.sentence
    first = next((n for n in range(min(4, len(s))) if s.key(n) in _ATTEMPTS), None)
    if first is None or s.key(first - 1) not in {"the", "this", "both", "these"}:
        return False
    return failed_at(reading, first + 1)


def failed_at(reading: Reading, i: int) -> bool:
    """Whether "was repelled", "had been beaten off", "failed" stands within a few tokens of `i`."""
    s, words = reading.sentence, reading.lexicon.words
    for at in range(i, min(i + 7, len(s))):
        if s.key(at) in words["undone"]:
            return True
        if s.key(at) in {"beaten", "fought", "driven", "turned", "thrown"} and s.key(at + 1) in {"off", "back"}:
            return True
        if s.key(at) in {",", ";", "but"}:
            return False
    return False


def attempt_beaten_off(reading: Reading, i: int) -> bool:
    """Whether the sentence goes on from token `i` to say that the attack it told of was beaten off."""
    s = reading.sentence
    for at in range(i, len(s)):
        definite = s.key(at - 1) in {"the", "this"} and s.key(at) in _ATTEMPTS
        if definite and failed_at(reading, at + 1):
            return True
    return False


def taken_back(draft: ClaimDraft) -> ClaimDraft:
    """A reported claim that is denied next; what the text itself asserts stays."""
    reported = draft.modality is Modality.ATTRIBUTED and draft.kind is not Kind.LOSES
    return replace(draft, modality=Modality.DENIED) if reported else draft


def beaten_off(draft: ClaimDraft) -> ClaimDraft:
    """An attack that failed by what is told next."""
    attack = draft.kind is Kind.ATTACKS and draft.modality is not Modality.PLANNED
    return replace(draft, modality=Modality.DENIED) if attack else draft
