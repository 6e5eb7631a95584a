"""How firmly a sentence stands behind an event: denied, planned, attributed or asserted.

A ladder: the first rung that fits wins. Conservative by default: an infinitive is a plan unless the
verb before it says that it came true.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from conflictmap.core.claims import CONTROL_KINDS, Kind, Modality
from conflictmap.extraction.denials import (
    CALLED_FALSE,
    REPORTS,
    attempt_beaten_off,
    contradicted,
    denies_what_was_said,
    failed_at,
)
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import ALMOST, nearly_whole

_WALLS = grammar("modality_walls")
_PLAN_NOUNS = grammar("plan_nouns")
_HINDERED = grammar("hindered")
_LETTING = grammar("letting")
_WITHOUT = grammar("without")
_ORDERS = grammar("orders")
_DEMANDS = grammar("demands")
_CAME_TO_IT = grammar("came_to_it")
_MEANT_OR_FEARED = grammar("meant_or_feared")
_STILL_TO_COME = frozenset({"to", "at", "aim", "aims", "aimed", "expected", "likely"})
_MEANT_BEFORE = 9
"""Tokens before "ended with" in which it may be told that it was only meant to."""
_ABOUT_TO = grammar("about_to")
_DENIED_THINGS = grammar("denied_things")
_MOOTED = grammar("mooted")
_DEALS = grammar("deals")
_HANDS = frozenset({"hands", "control", "reach", "grip", "rule"})
_BRING = frozenset({"bring", "put", "place", "return", "restore", "get", "have"})
_AIMED = frozenset(
    {"aimed", "aims", "sought", "seeks", "hoped", "hopes", "vowed", "vows", "wanted", "wants", "intended"}
)
_BESTOW = frozenset(
    {
        "given",
        "left",
        "handed",
        "brought",
        "give",
        "leave",
        "hand",
        "grant",
        "put",
        "place",
        "bring",
        "return",
        "restore",
        "mean",
        "cede",
    }
)
_INSTEAD_OF = {("far", "from"), ("short", "of"), ("instead", "of"), ("rather", "than")}
_SIGNS = frozenset(
    {"sign", "signs", "indication", "evidence", "proof", "confirmation", "word", "information", "reports"}
)
_UNREAL = frozenset({"would", "could", "might"})
_ADJECTIVES = frozenset({"disputed", "dismissed", "rejected"})
_ONCE = frozenset({"until", "till", "once", "unless"})
_DEEDS = frozenset({Kind.CAPTURES, Kind.PARTLY_HOLDS, Kind.ATTACKS, Kind.CONTESTS})
_BUT_UNDONE = frozenset({"but", "was", "were", "which", "been"})
_ORDINALS = frozenset({"first", "last", "only", "second", "latest"})
_STEPS = frozenset({"minutes", "moments", "step", "steps", "inches", "metres", "meters", "close", "away"})
_HOPES = frozenset({"hope", "hopes", "hoped", "hoping", "expect", "expects", "expected", "intend", "intends", "aims"})
_CLAIMING = frozenset({"claims", "claimed", "claim", "claiming"})
_NEEDED = frozenset(
    {"key", "vital", "essential", "necessary", "needed", "required", "crucial", "critical", "important", "importance"}
)
_LONG_DENIAL = 24
"""Tokens in which "denied (claims) that" reaches an event."""
_SEEKING = frozenset(
    {"seeking", "trying", "attempting", "hoping", "aiming", "planning", "looking", "seek", "seeks", "sought", "want",
     "wants", "wanted", "aim", "aims", "aimed", "hope", "hopes", "plan", "plans", "intend", "intends", "tries"}
)  # fmt: skip
_SPANS = frozenset({"hours", "days", "weeks", "months", "years", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class Mood:
    """How firmly a sentence stands behind an event, why, and the tokens of the sentence that say so."""

    modality: Modality
    why: str
    words: tuple[int, ...] = ()


def mood_of(reading: Reading, event: Event) -> Mood:
    """The modality of an event within its sentence, and what tells it."""
    s, words = reading.sentence, reading.lexicon.words
    group = event.group
    left = _clause_start(reading, group.start)
    if denied := _denied(reading, event, left):
        return denied
    if planned := _planned(reading, event, left):
        return planned
    if "?" in s.words[event.end :]:
        return Mood(Modality.PLANNED, "it is asked, not told", (s.words.index("?", event.end),))
    said = _among(reading, words["attribution"], group.start - 40, group.verb) or _reported_after(reading, event)
    claimed = said or _among(reading, REPORTS, group.start - 1, group.end)  # "X claims full control of P"
    if claimed and event.kind in CONTROL_KINDS and (contrary := contradicted(reading, event.end, event.place)):
        return Mood(Modality.DENIED, "somebody else says the contrary", contrary)
    if said:
        return Mood(Modality.ATTRIBUTED, "somebody is quoted as saying so", said)
    return Mood(Modality.ASSERTED, "nothing denies, plans or attributes it")


def _among(reading: Reading, keys: Container[str], start: int, end: int) -> tuple[int, ...]:
    """The tokens from `start` to `end`, as far as the sentence goes, whose key is one of `keys`."""
    start = max(0, start)
    return tuple([n for n, key in enumerate(reading.sentence.keys[start : max(0, end)], start) if key in keys])


def _clause_start(reading: Reading, i: int) -> int:
    s = reading.sentence
    at = i
    while at > 0 and i - at < 40:
        if s.key(at - 1) in _WALLS:
            break
        at -= 1
    return at


def _denied(reading: Reading, event: Event, left: int) -> Mood | None:
    """Why an event is denied, or None; `left` is the first token of its clause."""
    words, keys = reading.lexicon.words, reading.sentence.keys
    start, end, voice = event.group.start, event.end, event.group.voice

    def before(named: Container[str], reach: int) -> tuple[int, ...]:
        return _among(reading, named, max(left, start - reach), start)

    if negated := _negated(reading, event, left):
        return None if _among(reading, {"until", "till"}, end, end + 14) else negated
    if unreal := _did_not_happen(reading, event, left):
        return Mood(Modality.DENIED, "it is told not to have happened", unreal)
    if voice == "infinitive" and (failed := before(words["failed"], 5)):
        return Mood(Modality.DENIED, "an attempt that failed", failed)
    if (
        (despite := before({"despite"}, 10))
        and REPORTS & (claimed := {*keys[despite[-1] : start]})
        and "," not in claimed
    ):
        return Mood(Modality.DENIED, "it was claimed, and the sentence tells the contrary", despite)
    if voice in {"gerund", "noun"} and (without := before(_WITHOUT, 8)):
        return Mood(Modality.DENIED, "a word before it says that it did not happen", without)
    if voice == "gerund" and start > left and keys[start - 1] == "from" and (hindered := before(_HINDERED, 12)):
        return Mood(Modality.DENIED, "somebody was kept from it", hindered)
    if denial := _denial_before(reading, start, start - left):
        return Mood(Modality.DENIED, "it is denied", denial)
    undone = _among(reading, words["undone"], end, len(keys))
    if event.kind in _DEEDS | {Kind.LOSES, Kind.BESIEGES} and (almost := _nearly(reading, event)):
        return Mood(Modality.DENIED, "it almost happened", almost)
    if event.kind in _DEEDS and attempt_beaten_off(reading, end):
        return Mood(Modality.DENIED, "the attempt is told to have been beaten off", undone)
    if denies_what_was_said(reading, end):
        denial = _among(reading, words["denial"] | CALLED_FALSE, end, len(keys))
        return Mood(Modality.DENIED, "the report is denied further on", denial)
    if event.kind is Kind.ATTACKS and failed_at(reading, end):
        return Mood(Modality.DENIED, "the attack is told to have failed", undone)
    if undone and undone[0] < end + 10 and event.kind in _DEEDS and _among(reading, _BUT_UNDONE, end, undone[0]):
        return Mood(Modality.DENIED, "it is told to have come to nothing", undone[:1])
    return None


def _negated(reading: Reading, event: Event, left: int) -> Mood | None:
    """ "Did not capture P", "no longer held P", "P is not under X control"."""
    group, negations = event.group, reading.lexicon.words["negations"]
    state = _among(reading, negations, max(left, group.start - 4), group.start)
    no_longer = _among(reading, {"no", "longer"}, max(left, group.start - 5), group.start)
    if group.negated:
        return Mood(Modality.DENIED, "it is negated", _among(reading, negations, group.start, group.verb))
    if group.voice in {"state", "adjective"} and state:
        return Mood(Modality.DENIED, "it is negated", state)
    if event.kind in {Kind.HOLDS, Kind.PARTLY_HOLDS} and (out := _out_of(reading, event, left)):
        return Mood(Modality.DENIED, "it is out of their control", out)
    if reading.sentence.keys[:2] == ("not", "since"):
        return Mood(Modality.DENIED, "it has not been so since", (0, 1))
    if {reading.sentence.keys[n] for n in no_longer} == {"no", "longer"}:
        return Mood(Modality.DENIED, "it is no longer so", no_longer)
    return None


def _out_of(reading: Reading, event: Event, left: int) -> tuple[int, ...]:
    """ "Out of X's control", "beyond the reach of X": the word right before the party or the word of control."""
    s, words = reading.sentence, reading.lexicon.words
    inside = {n for actor in reading.actors for n in range(actor.start, actor.end)}
    at = event.group.verb if s.key(event.group.verb) in _HANDS else event.group.start
    while at > left and (at in inside or s.key(at) in _HANDS or s.key(at) in words["determiners"] or s.key(at) == "s"):
        at -= 1
    out = (s.key(at - 1), s.key(at)) == ("out", "of") or s.key(at) in {"outside", "beyond"}
    return (at - 1, at) if out and s.key(at) == "of" else (at,) if out else ()


def _did_not_happen(reading: Reading, event: Event, left: int) -> tuple[int, ...]:
    """ "Far from taking P", "neither P nor Q had fallen", "has not managed to take P", "no sign that X had taken P"."""
    s, words = reading.sentence, reading.lexicon.words
    start, voice = event.group.start, event.group.voice
    if voice == "gerund" and start - 2 >= left and s.keys[start - 2 : start] in _INSTEAD_OF:
        return start - 2, start - 1
    if voice == "infinitive" and (managed := _among(reading, words["factive"], max(left, start - 2), start)):
        return _among(reading, words["negations"], max(left, managed[0] - 3), managed[0])
    if voice == "noun":
        said = _among(reading, REPORTS, max(left, start - 5), start)
        false = _among(reading, CALLED_FALSE, event.end, event.end + 5)
        is_so = false and not words["be"].isdisjoint(s.keys[event.end : false[0]])
        return false if said or is_so else ()  # "(reports of) the capture of P were untrue", "is a lie"
    if neither := _among(reading, {"neither"}, max(left, start - 16), start):
        return neither
    if false := _reported_falsely(reading, event):
        return false
    no = _among(reading, {"no"}, max(left, start - 12), start)
    signs = ((n, sign) for n in no for sign in range(n + 1, n + 4) if s.key(sign) in _SIGNS)
    return next((found for found in signs if s.key(found[1] + 1) == "that"), ())


def _reported_falsely(reading: Reading, event: Event) -> tuple[int, ...]:
    """ "Reports that X took P were false": the report and what it is called."""
    s, start = reading.sentence, event.group.start
    told = next((n for n in _among(reading, REPORTS, start - 12, start) if s.key(n + 1) == "that"), -1)
    if told < 0 or "," in s.keys[told:start]:
        return ()
    false = _among(reading, CALLED_FALSE, event.end + 1, event.end + 8)
    copulas = reading.lexicon.words["be"] | {"as"}
    return next(((told, n) for n in false if not copulas.isdisjoint(s.keys[max(event.end, n - 2) : n])), ())


def _denial_before(reading: Reading, i: int, reach: int) -> tuple[int, ...]:
    """ "Denied that X took P", "rejected claims that ..."; a "disputed city" denies nothing."""
    s, words = reading.sentence, reading.lexicon.words
    back = max(0, i - min(reach, 12))
    for n in _among(reading, words["denial"], i - min(reach, _LONG_DENIAL), back):
        content = next((at for at in range(n + 1, n + 5) if s.key(at) == "that"), i)
        if content < i and not {",", ";"} & set(s.keys[n:i]):
            return (n,)  # "denied Russian claims that the town of P in Q province is under Russian control"
    if _among(reading, {"admitted"}, back, i):
        return ()
    false = _among(reading, CALLED_FALSE, i - reach, i)
    if called := tuple(n for n in false if s.key(n + 1) in REPORTS):
        return called  # "spread false information, such as X taking P"
    denial = _among(reading, words["denial"], back, i)
    return tuple(n for n in denial if s.key(n) not in _ADJECTIVES or s.key(n + 1) in _DENIED_THINGS)


def _nearly(reading: Reading, event: Event) -> tuple[int, ...]:
    """ "Almost captured P", "all but lost P": not captured; "almost all of P" is a part."""
    group, keys = event.group, reading.sentence.keys
    verbal = group.voice in {"active", "past", "passive"}
    at = keys.index("but", group.start - 1, group.verb) if "but" in keys[max(0, group.start - 1) : group.verb] else 0
    if verbal and at and keys[at - 1] == "all":
        return at - 1, at
    almost = _among(reading, ALMOST, group.start, group.verb) if verbal else ()
    return tuple(n for n in almost if not nearly_whole(keys, n))


def _planned(reading: Reading, event: Event, left: int) -> Mood | None:
    """Why an event is planned, or None; `left` is the first token of its clause."""
    words, keys = reading.lexicon.words, reading.sentence.keys
    group = event.group
    start, voice = group.start, group.voice

    def before(named: Container[str], reach: int) -> tuple[int, ...]:
        return _among(reading, named, max(left, start - reach), start)

    if voice not in {"noun", "adjective"} and (condition := before(words["conditional"], 15)):
        return Mood(Modality.PLANNED, "a condition", condition)
    if keys[left] == "had" and left < start and not _UNREAL.isdisjoint(keys[group.end :]):
        return Mood(Modality.PLANNED, "a condition", (left,))  # "Had X taken P, Y would have ..."
    if supposed := tuple(n for n in before(words["supposed"], 12) if "that" in keys[n + 1 : n + 5]):
        return Mood(Modality.PLANNED, "feared, hoped or foretold", supposed)  # "fears that P had fallen"
    if voice == "infinitive":
        to = _among(reading, {"to"}, start, group.verb)
        return None if _came_true(reading, event, left) else Mood(Modality.PLANNED, "an infinitive is an aim", to)
    if keys[start] == "to" and (hopes := before(_HOPES, 3)):
        return Mood(Modality.PLANNED, "an aim", hopes)  # "hopes to have taken P by May"
    told = keys[start] == "to" and _came_true(reading, event, left)  # "the last town to be captured"
    if group.modal and not told and keys[start - 1 : start + 1] != ("only", "to"):
        return Mood(Modality.PLANNED, "a modal verb", _among(reading, words["modals"], start, group.verb))
    if demanded := _demanded(reading, event):
        return Mood(Modality.PLANNED, "demanded or agreed on", demanded)
    dated = {n for d in reading.dates for n in range(d.start - 1, d.end)}
    once = tuple(n for n in before(_ONCE, 6) if n not in dated)  # "until October 2017 and is now held by X" is no plan
    if group.present and start - left > 1 and once:
        return Mood(Modality.PLANNED, "still to come", once)  # "until P is captured", "once the army takes P"
    if voice == "gerund" and keys[start - 1 : start] == ("from",) and (span := before(_SPANS | _STEPS, 3)):
        return Mood(Modality.PLANNED, "still to come", span)  # "hours from taking P", "a step away from taking P"
    orders = before(_ORDERS, 7 if voice == "noun" else 1)
    if voice == "gerund" and (mooted := before(_MOOTED | _DEALS, 2)):
        return Mood(Modality.PLANNED, "proposed or agreed on", mooted)  # "proposed handing P over", "a deal ceding P"
    if (voice == "state" or event.rule == "control_noun") and (meant := _meant_to_be(reading, start, left)):
        return Mood(Modality.PLANNED, "it is to be so", meant)
    if event.kind is Kind.LOSES and orders:
        return Mood(Modality.PLANNED, "ordered or agreed on", orders)  # "orders retreat from P"
    aims: tuple[int, ...] = ()
    if voice == "noun" and event.kind in {Kind.CAPTURES, Kind.HOLDS, Kind.LOSES}:
        aims = before(_PLAN_NOUNS | {"announce", "planned", "prepared", "prepares", "prepare", "preparing"}, 7)
        if aims and _came_about(reading, aims[-1], start):
            aims = ()  # "the offensive, ending with the capture of P"
        aims = aims or before(words["supposed"], 3)  # "feared P's capture by X"
        if not aims and reading.sentence.key(event.end) in _UNREAL:
            aims = (event.end,)  # "the capture of P would open the road"
    elif voice == "gerund" and not (start > left and keys[start - 1] == ","):
        needed = tuple(n for n in before(_NEEDED, 2) if keys[start - 1] in {"to", "for"} or keys[n] == "importance")
        aims = before(_PLAN_NOUNS | _ABOUT_TO, 3) or needed  # "the bridge is key to taking P"
        if not aims and keys[start - 1] == "by":  # "are seeking to encircle P by taking Q"
            aims = tuple(n for n in before(_SEEKING, 9) if keys[n + 1] == "to" and "," not in keys[n:start])
    return Mood(Modality.PLANNED, "an aim", aims) if aims else None


def _demanded(reading: Reading, event: Event) -> tuple[int, ...]:
    """ "Demanded that the rebels leave P", "asks X withdraw from P", "agreed that P be ceded": what demands it."""
    s, group = reading.sentence, event.group
    bare = group.present and s.key(group.verb)[-1:] != "s"
    if not bare and s.key(group.start) != "be":
        return ()
    that = next((n for n in range(group.start - 1, max(-1, group.start - 10), -1) if s.key(n) == "that"), -1)
    if that < 0:
        party = next((a for a in reading.actors if a.end == group.start), None)
        that = party.start - (s.key(party.start - 1) in reading.lexicon.words["determiners"]) if party else -1
        return (that - 1,) if s.key(that - 1) in _DEMANDS else ()
    return tuple(n for n in range(max(0, that - 4), that) if s.key(n) in _DEMANDS)[-1:]


def _came_about(reading: Reading, plan: int, start: int) -> bool:
    """Whether what was aimed at, told at tokens `plan` and `start`, is told to have come about: "ended with"."""
    s, words = reading.sentence, reading.lexicon.words
    came = next((n for n in range(plan + 1, start) if s.key(n) in _CAME_TO_IT and s.key(n + 1) in {"with", "in"}), -1)
    unreal = words["modals"] | words["negations"] | _MEANT_OR_FEARED | _STILL_TO_COME
    return came > 0 and unreal.isdisjoint(s.keys[max(0, came - _MEANT_BEFORE) : came])


def _meant_to_be(reading: Reading, start: int, left: int) -> tuple[int, ...]:
    """ "Would be in the hands of X", "aimed to bring P under X's control": the words before a state that say so."""
    s, words = reading.sentence, reading.lexicon.words
    at = start - 1
    while at > left and (s.key(at) in words["be"] or s.key(at) in words["adverbs"]):
        at -= 1
    if s.key(at) in words["modals"] and s.key(at + 1) == "be":
        return (at,)
    for n in range(max(left, start - 8), start):
        if s.key(n) in words["modals"] and s.key(reading.skip_adverbs(n + 1 + (s.key(n + 1) == "have"))) in _BESTOW:
            return (n,)  # "would give X control of P"
        if s.key(n) == "to" and s.key(n + 1) in _BRING and s.key(n - 1) in _AIMED | _PLAN_NOUNS:
            return n - 1, n
    return ()


def _came_true(reading: Reading, event: Event, left: int) -> bool:
    """Whether an infinitive tells what did happen."""
    start, s, words = event.group.start, reading.sentence, reading.lexicon.words
    if s.key(start) == "to" and s.key(start - 1) == "going" and s.key(start - 2) in words["be"]:
        return False  # "is going to take P"

    def before(named: Container[str], reach: int) -> tuple[int, ...]:
        return _among(reading, named, max(left, start - reach), start)

    if before({"only"}, 1):
        return True  # "took P only to lose it"
    if before(_CLAIMING, 1):
        return True  # "claims to control P": said so, not aimed at
    near = (n for n in before(_ORDINALS, 8) if n >= start - 4 or s.key(n - 1) == "the")  # "the last city of Q to"
    ordinals = [n for n in near if not any(d.start <= n < d.end for d in reading.dates)]
    if ordinals and not before(_PLAN_NOUNS, 4):
        return True  # "the first city to fall", not "agreed last week to leave P"
    if before(_LETTING, 9) and any(a.end == start for a in reading.actors):
        return True  # "allowing the rebels to take P"
    if s.key(start - 1) == "had" and s.key(start) == "to" and not before(words["have"] | words["modals"], 4)[1:]:
        return True  # "had to leave P"
    lasted = before({"took"}, start - left) and before(_SPANS, 2)
    return bool(lasted or before(reading.lexicon.words["factive"], 4))


def _reported_after(reading: Reading, event: Event) -> tuple[int, ...]:
    """ "..., the army said": the word of a report at the end of the sentence."""
    s, words = reading.sentence, reading.lexicon.words
    for at in range(max(event.end, len(s) - 12), len(s)):
        if s.key(at) in words["subject_of_report"]:
            return (at,) if any(s.words[n] in {",", '"'} for n in range(event.end, at)) else ()
        if s.key(at) == "according" or s.key(at) == "reportedly":
            return (at,)
    return ()
