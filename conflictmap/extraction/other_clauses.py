"""Mentions to the left of a verb that belong to another clause, or to a noun, and so are no subject or are one."""

from __future__ import annotations

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.no_takers import takes_no_ground
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup

_CLAIMING = grammar("claiming")
_TITLES = grammar("persons") | grammar("personal_titles")
_MANY = grammar("armed_people")
_ASIDES = frozenset(
    {
        "which",
        "the",
        "a",
        "an",
        "one",
        "once",
        "then",
        "long",
        "for",
        "held",
        "captured",
        "seized",
        "taken",
        "lost",
        "home",
    }
)
_AND_ALONE = ((",", "and"), (",", "and", "the"))
_DISTANCE = frozenset({"about", "some", "around", "roughly", "near", "just", "north", "south", "east", "west"})
_LONGEST_ASIDE = 24
"""Tokens."""
_FIGHTING, _OPPOSING, _WHO_OPPOSES = grammar("fighting_them"), grammar("opposing"), grammar("who_opposes")


def in_relative_of_another(reading: Reading, actor: Actor, group: VerbGroup) -> bool:
    """Whether a mention is the subject of a clause that tells which other party is meant, and of a verb of its own."""
    s = reading.sentence
    at = actor.start - 1
    while s.key(at) in reading.lexicon.words["determiners"] - {"that"}:
        at -= 1
    told = s.key(at) == "who" and s.key(actor.end) in reading.lexicon.words["subject_of_report"]
    if s.key(at) not in {"that", "which", "whom"} and not told:  # "separatists who Kyiv says are Russian"
        return False
    if reading.skip_adverbs(actor.end) >= group.start:
        return False
    at -= s.key(at - 1) == ","
    return any(other.end == at for other in reading.actors)


def agent_of_relative(reading: Reading, actor: Actor, group: VerbGroup) -> bool:
    """ "from the Islamic State, which had taken ...": the relative clause speaks of the phrase before it."""
    s = reading.sentence
    at = actor.end
    if s.key(at) == "(":
        at += 3
    if s.key(at) == ",":
        at += 1
    return s.key(at) in {"which", "who", "that"} and group.start - at <= 2


def describes_another(reading: Reading, actor: Actor, group: VerbGroup) -> bool:
    """ "The Nusra Front, al Qaeda's Syria wing, took P": the second only tells what the first is."""
    s, words = reading.sentence, reading.lexicon.words
    end = group.start - 1
    while s.key(end) in words["adverbs"]:
        end -= 1
    first = actor.start - 1
    while s.key(first) in words["determiners"]:
        first -= 1
    if s.words[end] != "," or s.key(first) != "," or {",", "and"}.intersection(s.keys[actor.end : end]):
        return False
    return any(other.end == first for other in reading.actors)


def behind_word(reading: Reading, actor: Actor) -> bool:
    """Whether an adjective stands before a country's name, which then is no subject."""
    s, words = reading.sentence, reading.lexicon.words
    key = s.key(actor.start - 1)
    closed = key in any_of("conjunctions", "adverbs", "determiners")
    return key.isalpha() and not closed and not s.capitals[actor.start - 1] and key not in words["subject_of_report"]


def said_of_itself(reading: Reading, group: VerbGroup) -> list[Actor]:
    """ "P, which X said it had captured", "P, which X says its troops hold": X."""
    s, words = reading.sentence, reading.lexicon.words
    own = next((a for a in reading.actors if a.possessed and reading.skip_adverbs(a.end) >= group.start), None)
    at = own.start - 1 if own and own.end <= group.start else group.start - 1
    if s.key(at) not in {"it", "they", "its", "their"}:
        return []
    at -= s.key(at - 1) == "that"
    if s.key(at - 1) not in words["subject_of_report"]:
        return []
    speaker = next((a for a in reading.actors if a.end == at - 1 and not a.adjective), None)
    if speaker is None:
        return []
    before = speaker.start - 1 - (s.key(speaker.start - 1) == "the")
    return [speaker] if s.key(before) in {"which", "that"} else []


def held_in_aside(reading: Reading, actor: Actor, end: int) -> Place | None:
    """The one place that "X, which had controlled P since 2014, withdrew" tells, in the aside up to token `end`."""
    s = reading.sentence
    if s.key(actor.end) != "," or s.key(actor.end + 1) not in {"which", "who"}:
        return None
    aside = range(actor.end + 2, end)
    having = (form.kind for n in aside for form in reading.lexicon.verbs.get(s.keys[n], ()))
    places = [p for p in reading.places if p.start in aside and not p.unnamed and not p.reference]
    held = {Kind.HOLDS, Kind.CAPTURES, Kind.CONTESTS}.issuperset(kinds := set(having)) and kinds
    return places[0] if held and len(places) == 1 else None


def before_title(reading: Reading, start: int) -> int:
    """The token before a name and its title: "to" of "forces loyal to Libyan leader X"."""
    s, at = reading.sentence, start - 1
    while s.key(at) in _TITLES:
        at -= 1
        while any(actor.adjective and actor.start <= at < actor.end for actor in reading.actors):
            at -= 1
    return at


def is_opposed(reading: Reading, actor: Actor) -> bool:
    """Whether a mention only tells whom another is against: "insurgents trying to topple X", "forces fighting X"."""
    s, at = reading.sentence, before_title(reading, actor.start)
    while s.key(at) in reading.lexicon.words["determiners"]:
        at -= 1
    return s.key(at) in _FIGHTING or (s.key(at) in _OPPOSING and s.key(at - 1) in _WHO_OPPOSES)


def not_but(reading: Reading, actor: Actor) -> bool:
    """ "Not the army but ...", "not by the army, but ..."."""
    s = reading.sentence
    at = actor.start - 1
    while s.key(at) in reading.lexicon.words["determiners"] or s.key(at) == "by":
        at -= 1
    return s.key(at) == "not" and s.key(actor.end + (s.key(actor.end) == ",")) == "but"


def aims_behind(reading: Reading, actor: Actor, group: VerbGroup) -> bool:
    """Whether only a noun of claiming or aiming parts a party from an infinitive: "the rebels' bid to take P"."""
    s = reading.sentence
    if s.key(group.start) != "to":
        return False
    at = actor.end + (s.words[actor.end : actor.end + 1] in {("'s",), ("'",)})
    dated = s.key(at + 1) == "of" and any(d.start <= at + 2 and d.end == group.start for d in reading.dates)
    return (at == group.start - 1 or dated) and s.key(at) in _CLAIMING  # "the Russian claim of 21 January to have"


def bombs_only(reading: Reading, actor: Actor, group: VerbGroup) -> bool:
    """ "Under cover of coalition air strikes they seized P": aircraft and guns attack, but take no place."""
    forms = reading.lexicon.verbs.get(reading.sentence.key(group.verb), ())
    return takes_no_ground(reading.sentence, actor) and all(form.kind is not Kind.ATTACKS for form in forms)


def _opens_aside(key: str) -> bool:
    """Whether a word opens an aside about the place before it: "P, which ...", "P, 20 kilometres south of Q, ..."."""
    return key in _ASIDES or key in _DISTANCE or key[:1].isdecimal()


def begins_clause(reading: Reading, earlier: Place, last: Place) -> bool:
    """ "There was fighting at P, and Q was captured": Q begins a clause of its own and is in no list with P."""
    s = reading.sentence
    if s.keys[earlier.end : last.start] not in _AND_ALONE:
        return False
    verb = s.key(last.end)
    if verb in {"was", "is", "has"}:
        return True
    told = verb in reading.lexicon.verbs or verb in any_of("be", "have", "modals")
    at = earlier.start - 1
    while s.key(at) in reading.lexicon.words["determiners"]:
        at -= 1
    return (
        told and verb not in {"were", "are", "have"} and s.key(at) in {"at", "in", "near", "from", "around", "inside"}
    )


def one_person(reading: Reading, group: VerbGroup) -> bool:
    """ "President N left P for Q": whether a title tells that a single man leaves."""
    s = reading.sentence
    who = next((a for a in reading.actors if a.end == group.start), None)
    leaves = s.key(group.verb) in {"left", "leaves", "leave", "fled", "flees", "leaving"}
    return who is not None and leaves and s.key(who.start - 1) in _TITLES and s.key(who.end - 1) not in _MANY


def gapped(reading: Reading, comma: int) -> bool:
    """ "P was captured on Monday, Q by Y": whether only a place parts the comma from "by", which is of that place."""
    return reading.sentence.key(comma) == "," and any(
        place.start <= comma + 2 and place.start > comma and reading.sentence.key(place.end) == "by"
        for place in reading.places
    )


def _is_apposition(reading: Reading, start: int, end: int) -> bool:
    """ "P, Iraq's second-largest city, is held by X": what tokens `start` to `end` say of P."""
    s = reading.sentence
    return s.key(end - 1) in reading.lexicon.words["settlement"] and "'s" in s.words[start : end - 1]


def before_aside(reading: Reading, i: int) -> Place | None:
    """The place of "P, which X occupied in March, is ...": what an aside that ends at token `i` describes."""
    s, words = reading.sentence, reading.lexicon.words
    while s.key(i - 1) in words["be"] or s.key(i - 1) in words["have"] or s.key(i - 1) in words["adverbs"]:
        i -= 1
    if s.key(i - 1) != ",":
        return None
    comma = next((n for n in range(i - 2, max(-1, i - _LONGEST_ASIDE), -1) if s.words[n] in {",", ";"}), -1)
    told = comma >= 1 and (_opens_aside(s.key(comma + 1)) or _is_apposition(reading, comma + 1, i - 1))
    if not told or s.words[comma] != ",":
        return None
    place = next((p for p in reading.places if p.end == comma and not p.unnamed and not p.reference), None)
    lists = place is not None and s.key(place.start - 1) == ","
    return None if place is None or lists or s.key(place.start - 1) in words["prepositions"] else place
