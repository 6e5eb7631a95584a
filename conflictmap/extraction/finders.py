"""Who stands before a verb, what stands after it.

Three finders hold most of the behaviour of the frames: the subject and, for a passive, the places to the left, the
objects to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.dated_lists import each_on_its_day
from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.other_clauses import (
    agent_of_relative,
    aims_behind,
    before_aside,
    before_title,
    begins_clause,
    behind_word,
    bombs_only,
    describes_another,
    gapped,
    in_relative_of_another,
    is_opposed,
    not_but,
)
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.strangers import stranger
from conflictmap.extraction.tokens import Sentence
from conflictmap.extraction.verb_groups import VerbGroup

SUBJECT_REACH = 45
"""Tokens left of a verb in which its subject is looked for."""
_TURNS = frozenset({"after", "before", "since", "following", "which", "when", "until"})
_AGAIN_PASSIVE = frozenset({"being", "was", "were", "been", "having"})
_SUBJECT_PREPOSITIONS = grammar("subject_prepositions")
_PORTIONS = grammar("portions_of_a_party")
_COPULAS = grammar("copulas")

_PRONOUNS = grammar("pronouns")


_REPORTING = grammar("reporting")
_BESIDE = frozenset({("along", "with"), ("together", "with")})
_CONTROL_OF = frozenset({("control", "of"), ("control", "over")})
_PARENTHETIC = grammar("parenthetic")


@cache
def _amounts() -> frozenset[str]:
    return any_of("quantities") - {"to", "of", "over", "at", "than"}


def in_prepositional_phrase(reading: Reading, start: int) -> bool:
    """Whether the phrase that begins at token `start` hangs on a preposition; found once."""
    if start not in reading.hanging:
        reading.hanging[start] = _hangs(reading, start)
    return reading.hanging[start]


def _hangs(reading: Reading, start: int) -> bool:
    s, words = reading.sentence, reading.lexicon.words
    if s.key(start) in words["directions"] and s.key(start + 1) == "of":
        return True
    at = before_title(reading, start)
    while at > max(-1, start - 7):
        if any(date.start <= at < date.end for date in reading.dates):
            return False  # "in 2016 rebels took P", "by the end of 2016 the army had taken P"
        if s.key(at) == "of" and s.key(at - 1) in _PORTIONS:
            at -= 2  # "hundreds of the rebels", "with hundreds of rebels"
            continue
        owner = "'s" in s.words[at : at + 2] and "in" in s.keys[max(0, at - 3) : at]  # "in the country's P region"
        if not (owner or s.key(at) in words["determiners"] or s.key(at) in _amounts() or s.words[at][0].isdecimal()):
            between = s.key(at) == "and" and "between" in s.keys[max(0, at - 6) : at]  # "the road between P and Q"
            return between or s.key(at) in _SUBJECT_PREPOSITIONS
        at -= 1
    return False


def _is_object(reading: Reading, actor: Actor) -> bool:
    """Whether a transitive verb stands right before the mention ("killing 15 fighters")."""
    s, words = reading.sentence, reading.lexicon.words
    if actor.start in reading.objects:
        return True
    at = before_title(reading, actor.start)
    while (
        at >= 0
        and actor.start - at < 6
        and (
            s.key(at) in words["determiners"]
            or s.key(at) in words["quantities"]
            or s.words[at][0].isdecimal()
            or s.key(at) in reading.lexicon.numbers
        )
    ):
        at -= 1
    key = s.key(at)
    if not key.isalpha() or s.capitals[at] or key in _REPORTING or key in words["adverbs"]:
        return False
    if key in words["denial"] or (s.key(at + 1) == "that" and s.key(at + 2) not in words["quantities"]):
        return False  # "denied that the rebels took P", "feared that rebels had taken P"
    if is_opposed(reading, actor):
        return True
    if key in reading.lexicon.verbs:
        return True
    return key.endswith("ing") or (key.endswith("ed") and key not in words["attribution"])


def subjects(reading: Reading, group: VerbGroup) -> list[Actor]:
    """The parties to the left that do what the verb says; a pronoun gives an empty list."""
    s = reading.sentence
    limit = max(0, group.start - SUBJECT_REACH)
    candidates = [
        a
        for a in reading.actors
        if limit <= a.start and a.end <= group.start and (not a.adjective or aims_behind(reading, a, group))
    ]
    if (
        group.voice == "infinitive"
        and candidates
        and candidates[-1].end == group.start
        and _is_object(reading, candidates[-1])
    ):
        return [candidates[-1]]  # "forced the rebels to give up P"
    if group.voice == "infinitive" and candidates and candidates[-1].end == group.start:
        found = _coordinated(reading, candidates[-1])
        if _is_object(reading, found[0]):
            return found  # "allowing A and B to surround P"
    if group.voice == "gerund" and candidates and reading.skip_adverbs(candidates[-1].end) >= group.start:
        return _coordinated(reading, candidates[-1])  # "it ended with the rebels taking P"
    skip_from = _relative_clause(reading, group)
    for actor in reversed(candidates):
        if skip_from and actor.start > skip_from:
            continue
        between = s.keys[actor.end : skip_from or group.start]
        if any(key in _PRONOUNS for key in between) and not _relative_who(between):
            return []
        if ";" in between:
            return []
        if s.words[actor.end : actor.end + 1] == ("'s",) or (s.key(actor.end) == "-" and s.joined(actor.end)):
            continue
        if in_relative_of_another(reading, actor, group) or bombs_only(reading, actor, group):
            continue  # "the rebels that Turkey supports took P"
        if not_but(reading, actor) or describes_another(reading, actor, group):
            continue  # "not the army but the rebels took P", "the SDF, a US ally, took P"
        if aims_behind(reading, actor, group):
            return [actor]  # "despite rebel claims to have taken P"
        if in_prepositional_phrase(reading, actor.start) and not (
            agent_of_relative(reading, actor, group) or _begins_clause(reading, actor, group)
        ):
            continue
        if _is_object(reading, actor):
            continue
        if _modifies_place(reading, actor):
            continue
        if actor.country and behind_word(reading, actor):
            continue  # "from neighbouring Belarus and seized P"
        found = _coordinated(reading, actor)
        if found[0] is not actor and in_prepositional_phrase(reading, found[0].start):
            if "," not in s.keys[found[0].end : actor.start]:
                continue  # "with the help of A and B"
            found = [actor]  # "P was taken by A, and B took Q"
        return found
    return []


def _relative_clause(reading: Reading, group: VerbGroup) -> int:
    """Where a relative clause begins that ends right before the verb ("X, which holds Q, captured P"); 0 if none."""
    s = reading.sentence
    if s.key(group.start - 1) != ",":
        return 0
    for at in range(group.start - 2, max(1, group.start - SUBJECT_REACH), -1):
        if s.key(at) in _PARENTHETIC and s.key(at - 1) == ",":
            return at - 1
    return 0


def _relative_who(between: Sequence[str]) -> bool:
    return "who" in between and not any(p in between for p in ("it", "they", "he", "she"))


def _begins_clause(reading: Reading, actor: Actor, group: VerbGroup) -> bool:
    """ "after the rebels left P": "after" joins a clause here."""
    s, at = reading.sentence, actor.start - 1
    while s.key(at) in reading.lexicon.words["determiners"]:
        at -= 1
    then = reading.skip_adverbs(actor.end)  # "after the rebels claimed to have left P"
    speaks = s.key(then) in reading.lexicon.words["subject_of_report"] and s.key(then + 1) == "to"
    return s.key(at) in {"after", "before", "since", "until", "despite"} and (speaks or then >= group.start)


def _modifies_place(reading: Reading, actor: Actor) -> bool:
    return any(place.start <= actor.start < place.end and not actor.country for place in reading.places)


def _counts(reading: Reading, i: int) -> bool:
    """Whether a word tells how many: "and more than thirty air strikes"."""
    s = reading.sentence
    counted = s.key(i) in {"more", "than", "some", "about", "nearly", "around", "hundreds", "dozens", "several", "many"}
    return counted or s.key(i) in reading.lexicon.numbers or (0 <= i < len(s) and s.words[i][0].isdigit())


def _coordinated(reading: Reading, last: Actor) -> list[Actor]:
    """ "A and B": both, unless the second is only called an ally of the first."""
    s = reading.sentence
    found = [last]
    while True:
        at = found[0].start - 1
        while s.key(at) in {"the", "a", "both", "its", "their", "other"} or _counts(reading, at):
            at -= 1
        before = s.key(at)
        earlier = None
        if (
            before == "and"
            or (before == "," and (len(found) > 1 or at <= 3))
            or (before == "with" and s.key(at - 1) in {"along", "together"})
        ):
            end = at - (before == "with") - (s.key(at - 1) == "," and before == "and")
            earlier = next((a for a in reading.actors if a.end == end), None)
        shared = earlier is not None and earlier.adjective and earlier.end == at and not found[0].country
        if (
            earlier is None
            or (earlier.adjective and not shared)
            or len(found) > 4
            or (before == "," and earlier.country)
        ):
            break
        told = found[0].canonical != "unknown" and s.keys[found[0].start : found[0].end] == ("allies",)
        if {"allied", "allies"} & set(s.keys[found[0].start : found[0].end]) and not told:
            found[0] = earlier
        else:
            found.insert(0, earlier)
        if in_prepositional_phrase(reading, earlier.start):
            break
    unique: dict[str, Actor] = {}
    for actor in found:
        unique.setdefault(actor.canonical, actor)
    if len(unique) > 1:
        unique.pop("unknown", None)
    return list(unique.values())


def agent(reading: Reading, i: int, reach: int = 14) -> Actor | None:
    """The party after "by" (or "to the hands of") from token `i` on, within the clause."""
    s, turned = reading.sentence, False
    for at in range(i, min(i + reach, len(s))):
        if s.key(at) == "by":
            return reading.actor_from(at + 1) or stranger(reading, at + 1)
        turned = turned or s.key(at) in _TURNS or (s.key(at) == "," and s.key(at + 1) in _AGAIN_PASSIVE)
        if s.key(at) in {";", "but", "while", "."} or (turned and s.key(at) in _AGAIN_PASSIVE) or gapped(reading, at):
            return None  # "was freed after being occupied by X"
    return None


def joined_behind(reading: Reading, first: Actor) -> list[Actor]:
    """ "by A and B", "to A, B and C": the party and those joined to it, each side once."""
    found, s = [first], reading.sentence
    while len(found) < 5:
        at = found[-1].end
        at += s.key(at) == ","
        at += s.key(at) == "and"
        behind = reading.actor_from(at) if at > found[-1].end and at < len(s) else None
        if behind is None or behind.adjective or behind.country or behind.canonical == UNKNOWN:
            break
        found.append(behind)
    then = s.key(reading.skip_adverbs(found[-1].end))
    apart = len(found) == 2 and "," in s.keys[found[0].end : found[1].start] and then.isalpha()
    new_clause = then in reading.lexicon.verbs or then in any_of("be", "have", "modals")
    if len(found) > 1 and (new_clause or (apart and then not in reading.lexicon.words["prepositions"])):
        return [first]  # "by A, and B captured", "by A, and B vowed": a new clause
    if len(found) > 1 and s.key(found[-1].start - 1) not in {"and", "the"}:
        return [first]  # "by A, B said"
    return list({actor.canonical: actor for actor in reversed(found)}.values())[::-1]


def taken_from(reading: Reading, i: int, reach: int = 6) -> Actor | None:
    """The party after "from" close behind token `i`: the former holder."""
    s = reading.sentence
    for at in range(i, min(i + reach, len(s))):
        if s.key(at) == "from":
            actor = reading.actor_from(at + 1)
            return actor if actor and not actor.country else None
        if s.key(at) in {",", ";", "and", "by", "after", "before"}:
            return None
    return None


def objects(reading: Reading, i: int) -> list[Place]:
    """The places that follow a verb."""
    at = reading.skip_adverbs(i)
    while at > i and (reading.sentence.key(at - 1) in reading.lexicon.shares or reading.sentence.key(at - 1) == "both"):
        at -= 1  # "captured almost all of P": how much is no adverb
    while reading.sentence.key(at) in {"control", "over"} and at - i < 4:
        at += 1
    places = reading.reader.read_list(at) if at < len(reading.sentence) else []
    return places + each_on_its_day(reading, places) if places and reading.dates else places


def places_left(reading: Reading, i: int, *, participle: bool = False) -> list[Place]:
    """The places that are the subject of what begins at token `i`; a bare `participle` may hang on any phrase."""
    s, words = reading.sentence, reading.lexicon.words
    at = i
    while at > 0 and (s.key(at - 1) in words["adverbs"] or s.key(at - 1) in {"which", "that", "who", "both"}):
        at -= 1
    before = [p for p in reading.places if p.end <= at]
    if len(before) > 1 and (described := before_aside(reading, at)):
        return list_left(reading, described)
    for place in reversed(before):
        if place.attributive and s.keys[max(0, place.start - 2) : place.start] == ("known", "as"):
            continue  # "P, also known as Q, fell"
        if place.country and s.key(place.start - 1) in {"in", ","} and any(p.end == place.start - 1 for p in before):
            continue  # "P in Syria, which was taken", "P, Syria, which"
        gap = s.keys[place.end : at]
        if not {";", "it", "they"}.isdisjoint(gap) or (participle and "and" in gap and s.key(at - 1) == ","):
            return []  # "the road between P and the border, held by X"
        adjacent = all(key in {",", ")", "("} or key in words["adverbs"] for key in gap) and (at < i or participle)
        begins = not gap and s.key(place.start - 1) in {"after", "before", "until", "since", "among"}
        begins = begins or s.keys[max(0, place.start - 2) : place.start] in _CONTROL_OF | _BESIDE
        if not (begins or (adjacent and place.end >= at - 1)) and in_prepositional_phrase(reading, place.start):
            continue
        if (place.unnamed or place.reference) and s.key(place.start - 1) == ",":
            named = next((p for p in before if p.end == place.start - 1 and not p.unnamed and not p.reference), None)
            if named and place.reference and place.kind is place.kind.REGION and named.kind is not place.kind:
                return []  # "while X holds P, the countryside is in Y's hands"
            if named and not (s.key(named.start - 1) in words["prepositions"] and named.start <= 2):
                return [named]
        if place.unnamed and s.key(_before_adjectives(s, place.start)) in {"and", ","}:
            listed = [p for p in list_left(reading, place) if not p.unnamed]
            if listed:
                return listed
        if place.unnamed and participle and place.end == at and (told := reading.reader.listed_behind(i)):
            return told
        if place.unnamed or (place.reference and place.kind is not place.kind.TOWN):
            copula = _before_role(reading, place.start - 1)
            while s.key(copula) in words["adverbs"] or s.key(copula) in {"one", "of", "three", "two"}:
                copula -= 1
            if s.key(copula) in _COPULAS:
                while s.key(copula) in _COPULAS or s.key(copula) in words["adverbs"]:
                    copula -= 1
                return places_left(reading, copula + 1)
            if place.unnamed:
                return []
        return list_left(reading, place)
    return []


def _before_adjectives(s: Sentence, i: int) -> int:
    """The token before `i`, "neighbouring" and the like aside."""
    at = i - 1
    while s.key(at) in {"neighboring", "neighbouring", "nearby", "adjacent", "surrounding", "other", "several"}:
        at -= 1
    return at


def _before_role(reading: Reading, i: int) -> int:
    """ "P was counted as the last town": the "was"; the token `i` itself where no "as" stands."""
    s = reading.sentence
    at = i
    while s.key(at) in reading.lexicon.words["determiners"] or s.key(at) in {"one", "of"}:
        at -= 1
    if s.key(at) not in {"as", "among"}:
        return i
    return next((n for n in range(at - 1, max(-1, at - 10), -1) if s.key(n) in _COPULAS), i)


def list_left(reading: Reading, last: Place) -> list[Place]:
    """The list of places that ends with `last`."""
    found = [last]
    if last.reference and last.kind is last.kind.TOWN and not last.several:
        return found  # "left the P area and the city was calm": no list, whatever stands before
    while len(found) < 40:
        s = reading.sentence
        at = _before_adjectives(s, found[0].start)
        moved = False
        if s.key(at) == "and":
            at, moved = at - 1, True
        elif s.keys[max(0, at - 2) : at + 1] in {("as", "well", "as"), ("in", "addition", "to")}:
            at, moved = at - 3, True
        elif s.keys[max(0, at - 1) : at + 1] in _BESIDE:
            at, moved = at - 2, True
        if s.key(at) == ",":
            at, moved = at - 1, True
        if not moved or (len(found) == 1 and s.key(found[0].start - 1) == ","):
            break
        earlier = next((p for p in reading.places if p.end == at + 1), None)
        if earlier is None or (len(found) == 1 and begins_clause(reading, earlier, last)):
            break
        found.insert(0, earlier)
    return found[:1] if reading.reader.lies_in_all(found) else found


def whole_of_centre(reading: Reading, place: Place) -> Place:
    """All of a place whose centre is named: who drives the others out, once there, has it; any other part as it is."""
    s, centre = reading.sentence, reading.lexicon.words["centre"]
    central = place.partial and not centre.isdisjoint(s.keys[place.start : place.name_start])
    return replace(place, partial=False, share=None) if central else place
