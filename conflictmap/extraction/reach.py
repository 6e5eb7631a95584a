"""How a word of control reaches the places and parties of its sentence: what the links are judged by.

Everything is said in short words ("place R in", "party subject"), each of which has or has not a weight
(`conflictmap.extraction.links`). Counting is done once a sentence, so each pair costs the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.finders import objects, places_left, subjects, whole_of_centre
from conflictmap.extraction.gaps import Gaps, Words
from conflictmap.extraction.lexicon import any_of, grammar
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger

_PREPOSITIONS = frozenset(
    {"in", "of", "at", "from", "into", "near", "on", "to", "around", "over", "inside", "outside", "within", "against",
     "through", "throughout", "across", "by", "between", "for", "with", "toward", "towards", "under", "along", "after",
     "as", "until", "since", "before", "following", "during", "including", "alongside", "without"}
)  # fmt: skip
_LIST_JOINTS = frozenset(
    {",", "and", "or", "as", "well", "both", "(", ")", "the", "including", "also", "nearby", "then", "&", "along",
     "with", "/", "namely", ":", "plus", "like", "such", "neighbouring", "neighboring", "adjacent"}
)  # fmt: skip
_OF_CONTROL = grammar("of_control")
_OF_A_PLACE = frozenset({"border", "coastal", "strategic", "key", "second", "small", "major", "oil", "port", "desert"})
_YIELDING = frozenset({"withdraw", "lose", "fall", "defeat", "expel"})
_WITHIN = frozenset({"in", "across", "inside", "throughout", "within", "near"})
LIST_GAP = 5
"""Tokens between two places of one list."""
REACH = 45
"""Tokens between a word of control and a place or party it may reach."""
BETWEEN = 2
"""Other words of control that may stand between."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How a word of control reaches a place or a party: the kind of way, in a word, and all that is known of it."""

    slot: str
    known: tuple[Words, ...]


class Layout:
    """The words of control, places and parties of one sentence, and what stands between them."""

    def __init__(self, reading: Reading, triggers: list[Trigger]) -> None:
        self.reading = reading
        self.triggers = triggers
        reading.senses = {t.group.verb: t.kinds for t in self.triggers}
        self.places = [p for p in reading.places if not p.unnamed or _holds_name(reading, p)]
        self.actors = [a for a in reading.actors if a.canonical != UNKNOWN and not _is_land(reading, a)]
        self.heads, self.tails = self._lists()
        self.gaps = Gaps(reading, self.triggers, [p.name_start for p in self.places if p is self.heads[p.start]])
        self._yielding = [t for t in triggers if t.sense in _YIELDING]
        self._has_object: dict[int, str] = {}
        self._befores: dict[int, str] = {}
        self._classes: dict[int, str] = {}
        self._subjects: dict[int, list[Actor]] = {}
        self._grammar: dict[int, dict[int, str]] = {}

    def _lists(self) -> tuple[dict[int, Place], dict[int, Place]]:
        """The first and the last place of the list that each place stands in, by where the place starts."""
        heads: dict[int, Place] = {}
        tails: dict[int, Place] = {}
        s = self.reading.sentence
        dated = {n for d in self.reading.dates for n in range(d.start - 1, d.end)}
        before: Place | None = None
        for place in self.reading.places:
            gap = [s.keys[n] for n in range(before.end, place.start) if n not in dated] if before else []
            joined = bool(gap) and len(gap) <= LIST_GAP and _LIST_JOINTS.issuperset(gap)
            heads[place.start] = heads[before.start] if joined and before else place
            before = place
        for place in reversed(self.reading.places):
            tails[place.start] = tails.get(heads[place.start].start, place)
            tails.setdefault(heads[place.start].start, place)
        return heads, tails

    def subjects(self, trigger: Trigger) -> list[Actor]:
        """The parties that the verb's subject names; found once."""
        at = trigger.group.start
        if at not in self._subjects:
            nominal = trigger.group.voice in {"noun", "adjective"}
            found = [] if nominal else subjects(self.reading, trigger.group)
            self._subjects[at] = [actor for actor in found if actor.canonical != UNKNOWN]
        return self._subjects[at]

    def _does_another(self, trigger: Trigger, actor: Actor) -> bool:
        """Whether a party is the subject of another word of control: "P was seized, and the army fell back"."""
        return any(actor in self.subjects(other) for other in self.triggers if other is not trigger)

    def by_grammar(self, trigger: Trigger) -> dict[int, str]:
        """The places that are the subject or the object of a word of control, by where their names start."""
        at = trigger.group.start
        if at not in self._grammar:
            s, words = self.reading.sentence, self.reading.lexicon.words
            if trigger.group.voice == "noun":
                start = at
                while start > 0 and at - start < 6 and s.key(start) not in {"in", "under"}:
                    start -= 1
                at = start if s.key(start) in {"in", "under"} else at
            elif trigger.group.voice == "past":
                at -= s.key(at - 1) in words["be"]
            found = {place.name_start: "subject" for place in places_left(self.reading, at)}
            if trigger.group.voice not in {"noun", "adjective", "passive"}:
                found |= {place.name_start: "object" for place in objects(self.reading, trigger.group.end)}
            self._grammar[trigger.group.start] = found
        return self._grammar[trigger.group.start]

    def pronoun(self, trigger: Trigger) -> str:
        """The pronoun or adverb that stands for the place of a word of control ("took it", "left there"), or ""."""
        s, group = self.reading.sentence, trigger.group
        if group.voice == "passive":
            return "subject" if s.key(group.start - 1) in {"it", "which", "they", "both"} else ""
        at = self.reading.skip_adverbs(group.end)
        return "object" if s.key(at) in {"it", "them", "there"} else ""

    def nameless_subject(self, trigger: Trigger) -> str:
        """The noun of a subject that does not tell who it is ("its troops", "the garrison"), or ""."""
        s, group = self.reading.sentence, trigger.group
        for actor in reversed(self.reading.actors):
            if actor.end <= group.start and actor.canonical == UNKNOWN and group.start - actor.end <= 2:
                own = s.key(actor.start - 1) in {"its", "their", "his", "her"}
                return "its own" if own else "nameless"
        return ""

    def yielded(self, trigger: Trigger) -> bool:
        """Whether another word of the sentence says that somebody gave way ("entered P after the army had left")."""
        return len(self._yielding) > (trigger.sense in _YIELDING)

    def has_object(self, trigger: Trigger) -> str:
        """What stands right behind a word of control: a place, a party, or "" for anything else."""
        start = trigger.group.end
        if start not in self._has_object:
            self._has_object[start] = self._find_object(start)
        return self._has_object[start]

    def _find_object(self, start: int) -> str:
        behind = self.reading.skip_adverbs(start)
        if any(start <= p.start <= behind for p in self.reading.places):
            return "place"
        actor = self.reading.actor_from(behind) if behind < len(self.reading.sentence) else None
        return "party" if actor else ""

    def _before(self, i: int) -> str:
        """What stands before a mention at token `i`: a preposition, a comma, "and", or something else."""
        if i not in self._befores:
            self._befores[i] = self._find_before(i)
        return self._befores[i]

    def _find_before(self, i: int) -> str:
        s, words = self.reading.sentence, self.reading.lexicon.words
        at = i - 1
        while (
            (key := s.key(at))
            and i - at < 5
            and (key in words["determiners"] or (key in words["quantities"] and key not in _PREPOSITIONS))
        ):
            at -= 1
        if key in _PREPOSITIONS or key in {",", "and", "or", "(", "-", ":", ""}:
            return key or "start"
        if s.capitals[at]:
            return "a name"
        return "a verb" if at >= 0 and self.gaps.verbal[at] else "a word"

    def meant(self, trigger: Trigger, place: Place) -> Place:
        """What a word of control may say of a place: "entered the centre of P and ousted Y" speaks of all of P."""
        whole = trigger.sense == "expel" and place.end <= trigger.group.start
        return whole_of_centre(self.reading, place) if whole else place

    def reach_place(self, trigger: Trigger, place: Place) -> Reached:
        """How a word of control reaches a place of its sentence."""
        group = trigger.group
        head = self.heads[place.start]
        span = (group.start, group.end)
        inside = place.start <= group.verb < place.end
        if inside:
            slot = "inside"
        elif head.start >= group.end:
            near = head.start - group.end <= 2 and self.reading.skip_adverbs(group.end) >= head.start
            slot = "R direct" if near else f"R {self._before(head.start)}"
        else:
            adjacent = self.tails[place.start].end >= group.start - 1
            slot = f"L {self._before(head.start)}" + (" next" if adjacent else "")
        gap = (
            self.gaps.between(span, (place.start, place.end))
            if inside
            else self.gaps.between(span, (head.start, head.end))
        )
        if not inside and head.start < group.start:
            gap = self.gaps.between(span, (place.start, place.end))
        listed = "place listed" if head is not place else "place alone"
        then = (listed,) if inside else (listed, f"place then {self._class(place.end)}")
        return Reached(
            slot, ((f"place {slot}",), self.gaps.walls("place", gap), then, (f"word then {self._class(group.end)}",))
        )

    def _class(self, i: int) -> str:
        """A token by what it is, for what stands behind a mention."""
        if i not in self._classes:
            self._classes[i] = self._find_class(i)
        return self._classes[i]

    def _find_class(self, i: int) -> str:
        s, words = self.reading.sentence, self.reading.lexicon.words
        key = s.key(i)
        if not key or key in {",", ".", "and", ";", "(", ")", "-", "'s"} or key in _PREPOSITIONS:
            return key or "end"
        for name in ("be", "have", "modals", "conjunctions", "adverbs", "determiners"):
            if key in words[name]:
                return name
        return "name" if s.capitals[i] else "word"

    def reach_actor(self, trigger: Trigger, actor: Actor) -> Reached:
        """How a word of control reaches a party of its sentence."""
        s, group = self.reading.sentence, trigger.group
        found = self.subjects(trigger)
        span = (group.start, group.end)
        gap = self.gaps.between(span, (actor.start, actor.end))
        if actor in found:
            slot = "subject"
        elif any(a.canonical == actor.canonical for a in found):
            slot = "subject again"
        elif actor.start >= group.end:
            before = self._before(actor.start)
            near = actor.start - group.end <= 2 and self.reading.skip_adverbs(group.end) >= actor.start - 1
            slot = f"R {before}" if not near or before in _PREPOSITIONS else "R direct"
            if before == "and" and s.key(group.end) in {"by", "to", "between"}:
                slot = f"R {s.key(group.end)} and"
        else:
            owner = gap[1] - gap[0] <= 1 and all(s.words[n] in {"'s", "'", "-"} for n in range(*gap))
            slot = "owner" if owner else f"L {self._before(actor.start)}"
        beside = ("party beside a subject",) if found and slot not in {"subject", "subject again"} else ()
        side = "R" if actor.start >= group.end else "L"
        busy = (f"party {side} of another word",) if actor not in found and self._does_another(trigger, actor) else ()
        told = (f"party {_type(actor)}", *beside, *busy, f"party then {self._class(actor.end)}")
        return Reached(slot, ((f"party {slot}",), self.gaps.walls("party", gap), told))


def _holds_name(reading: Reading, place: Place) -> bool:
    """Whether a phrase that names no place of its own has the name of another in it: "two villages in P"."""
    return not place.attributive and place.name_start > place.start and reading.sentence.capitals[place.name_start]


def _is_land(reading: Reading, actor: Actor) -> bool:
    """Whether a country is where something is, and no party: "in Iraq", "Iraq's second city", "an Iraqi town"."""
    s = reading.sentence
    if s.key(actor.end) == "-":
        return False  # "Russian-held"
    if actor.adjective:
        at = actor.end
        while s.key(at) in reading.lexicon.words["directions"] or s.key(at) in _OF_A_PLACE:
            at += 1
        return s.key(at) in _lands()
    if not actor.country:
        return False
    if s.words[actor.end : actor.end + 1] == ("'s",) and not _owns_control(reading, actor.end + 1):
        return True
    before = reading.sentence.key(actor.start - 1)
    if before in _WITHIN or before in reading.lexicon.words["directions"]:
        return True
    return any(place.start <= actor.start and actor.end < place.end for place in reading.places)


@cache
def _lands() -> frozenset[str]:
    """What an adjective tells the country of, and no side."""
    return any_of("settlement", "settlement_plural", "region") | {"border", "frontier", "soil", "airspace", "coast"}


def _owns_control(reading: Reading, i: int) -> bool:
    """Whether what is owned from token `i` on is rule or a deed: "Russia's control", "Ukraine's swift recapture"."""
    keys = reading.sentence.keys[i : i + 3]
    return any(key in _OF_CONTROL or key in reading.lexicon.nouns for key in keys)


def _type(actor: Actor) -> str:
    if actor.organisation:
        return "name"
    if actor.adjective:
        return "adjective"
    if actor.country:
        return "country"
    return "nationality" if actor.named else "role"
