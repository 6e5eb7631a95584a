"""Events with who and where they are about, as far as the text tells; what tells neither becomes no claim."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.core.claims import CONTROL_KINDS, Kind, PlaceKind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.arguments import lost_by, resolve_actor, resolve_place
from conflictmap.extraction.events import Event
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Salience
from conflictmap.extraction.tokens import fold
from conflictmap.extraction.verb_groups import in_part

_OF_A_PLACE = frozenset({"of", "in", "inside"})


@dataclass(frozen=True, slots=True)
class Unread:
    """An event of which no claim was made, the number of its sentence, and why, in words."""

    event: Event
    sentence: int
    why: str


@dataclass(slots=True)
class ResolvedEvent:
    """An event of which a claim can be made: of which place (`place_name` as the text has it), of whom, against whom.

    `kind`: that of the event, or `partly_holds` where only a part is meant. `party`: the canonical name.
    `place_from_before`, `party_from_before`: the mention is an antecedent. `party_by_role`: who it is follows from the
    theatre, not from a name.
    """

    event: Event
    kind: Kind
    place: Place | None
    place_name: str
    place_kind: PlaceKind
    place_from_before: bool
    party_text: str | None
    party: str
    party_by_role: bool
    party_from_before: bool
    against: str | None


def resolve_event(text: str, reading: Reading, event: Event, salience: Salience) -> ResolvedEvent | Unread:
    """Who and where an event is about, or why no claim can be made of it."""
    place, place_name, place_kind, resolved = resolve_place(text, reading, event, salience)
    if place_name is None:
        return Unread(event, reading.number, "nothing tells which place it speaks of")
    if event.rule == "expel" and event.place is None and event.told_place is None:
        holder = salience.holders.get(fold(place_name), ("", False, None))[0]
        if event.against is None or holder != event.against.canonical:
            return Unread(event, reading.number, "nothing tells where they were driven out")
    actor_text, canonical, role, antecedent = resolve_actor(text, reading, event, salience)
    if _has_just_left(reading, event, salience, place_name, canonical):
        canonical = reading.theatre.at_home(reading.number) or UNKNOWN
    untold = event.agentless or (event.actor is not None and event.actor.named)  # by nobody, or by people of no side
    nobody = canonical == UNKNOWN and untold and event.kind is Kind.CAPTURES and event.against is None
    loser = lost_by(text, reading, event, salience) if nobody else None
    if (
        canonical == UNKNOWN
        and event.kind in CONTROL_KINDS
        and (event.kind is not Kind.CAPTURES or (event.against is None and loser is None))
    ):
        return Unread(event, reading.number, "nothing tells whose control it speaks of")
    if canonical == UNKNOWN and event.rule == "expel":
        return Unread(event, reading.number, "nothing tells who drove them out")
    background = event.kind in {Kind.ATTACKS, Kind.BESIEGES} or event.group.voice == "adjective"
    if place is not None and place.country and background:
        return Unread(event, reading.number, "it speaks of a country")  # "attacks in Syria", "rebel-held Syria"
    partial = place is not None and place.partial and not (place.rest and event.kind in {Kind.CAPTURES, Kind.LOSES})
    partial = partial or (
        event.kind in CONTROL_KINDS - {Kind.LOSES} and in_part(reading, event.group, place.end if place else event.end)
    )
    if partial and event.kind is Kind.LOSES and not _last_there(reading, place):
        return Unread(event, reading.number, "who loses a part may keep the rest")
    kind = Kind.PARTLY_HOLDS if partial and event.kind in {Kind.CAPTURES, Kind.HOLDS} else event.kind
    return ResolvedEvent(
        event,
        kind,
        place,
        place_name,
        place_kind,
        resolved,
        actor_text,
        canonical,
        role,
        antecedent,
        loser or _against(reading, event, place, canonical, partly=kind is Kind.PARTLY_HOLDS),
    )


def _has_just_left(reading: Reading, event: Event, salience: Salience, place_name: str, party: str) -> bool:
    """ "X left P. The army took it over": whoever "the army" else means, it is not X's; unless X left as "the army"."""
    s, left = reading.sentence, salience.leavers.get(fold(place_name))
    if event.kind is not Kind.CAPTURES or event.actor is None or event.actor.named or left is None:
        return False
    same_words = s.key(event.actor.end - 1) in fold(left.text).split()
    return left.canonical == party and left.paragraph == s.paragraph and not same_words


def _last_there(reading: Reading, place: Place | None) -> bool:
    """ "Driven from its last positions in P": what was left of P, so that P is lost."""
    if place is None or place.kind is PlaceKind.REGION:
        return False
    return bool(reading.lexicon.words["rest"] & set(reading.sentence.keys[place.start : place.name_start]))


def _against(reading: Reading, event: Event, place: Place | None, party: str, *, partly: bool) -> str | None:
    """The other side of an event: the one told, the place's holder, or the organisation whose former place it is."""
    against = event.against.canonical if event.against else None
    if against is None and place is not None and place.holder and place.holder is not event.actor:
        of_part = partly and holds_the_part(reading, place, place.holder)
        against = None if of_part else place.holder.canonical
    if against is None and place is not None and place.former and reading.organisation:
        against = reading.organisation.canonical  # "its onetime bastion of P"
    return None if against in {UNKNOWN, party} else against


def holds_the_part(reading: Reading, place: Place, holder: Actor) -> bool:
    """ "The rebel half of P", "P's rebel districts", unlike "half of rebel-held P": the rest is not the rebels'."""
    between = reading.sentence.keys[holder.end : place.name_start]
    return holder.start >= place.name_end or not _OF_A_PLACE.isdisjoint(between)
