"""Frames: from a word that reports control to who did what where.

One function per frame of ``lexicons/triggers.yaml``; each yields :class:`Event` values. The finders
are in ``clauses.py``; modality, dates and confidence are added later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from conflictmap.core.claims import Kind, PlaceKind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.clauses import (
    Reading,
    VerbGroup,
    agent,
    objects,
    places_left,
    subjects,
    taken_from,
    verb_group,
)
from conflictmap.extraction.lexicon import VerbForm
from conflictmap.extraction.patterns import match_pattern
from conflictmap.extraction.places import Place


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what where, as read from one sentence.

    `place` None stands for a pronoun or for nothing before the verb. `subject_missing`: the party is a
    pronoun, to be resolved. `start` and `end` are the tokens that the quote must hold.
    """

    rule: str
    kind: Kind
    place: Place | None
    actor: Actor | None
    against: Actor | None
    group: VerbGroup
    start: int
    end: int
    subject_missing: bool = False
    agentless: bool = False


Frame = Callable[[Reading, VerbGroup, VerbForm], Iterator[Event]]


def _event(
    form: VerbForm,
    group: VerbGroup,
    place: Place | None,
    actor: Actor | None,
    against: Actor | None = None,
    kind: Kind | None = None,
    **flags: bool,
) -> Event:
    parts = [(group.start, group.end)]
    if place is not None:
        parts.append((place.start, place.end))
    if actor is not None:
        parts.append((actor.start, actor.end))
    return Event(
        form.rule,
        kind or form.kind,
        place,
        actor,
        against,
        group,
        min(p[0] for p in parts),
        max(p[1] for p in parts),
        **flags,
    )


def _each(
    reading: Reading,
    form: VerbForm,
    group: VerbGroup,
    places: list[Place],
    actors: list[Actor],
    against: Actor | None,
    kind: Kind | None = None,
) -> Iterator[Event]:
    if not actors and not _open_subject(reading, group):
        return
    for place in places:
        if not place.unnamed:
            for actor in actors or [None]:
                yield _event(form, group, place, actor, against, kind, subject_missing=not actors)


_OPEN = frozenset(
    "it they he she who which that and or but to , ; ( then also while before after by of in from for without".split()
)


def _open_subject(reading: Reading, group: VerbGroup) -> bool:
    """Whether the subject before the verb is a pronoun or left out, not some noun that is no party."""
    s = reading.sentence
    at = group.start - 1
    while at >= 0 and s.key(at) in reading.lexicon.words["adverbs"]:
        at -= 1
    if group.voice == "gerund" and at < 0:
        return "," in s.keys[group.end :]  # "Taking P was their aim" says nothing was taken
    return at < 0 or s.key(at) in _OPEN or group.voice in {"infinitive", "gerund"}


def _subjects(reading: Reading, group: VerbGroup) -> list[Actor]:
    """Subjects of a verb; of a fronted "after capturing P", the party that the main clause begins with."""
    found = subjects(reading, group)
    if found or group.voice not in {"gerund", "infinitive"}:
        return found
    s = reading.sentence
    comma = next((n for n in range(group.end, len(s)) if s.key(n) == ","), None)
    while comma is not None and comma + 1 < len(s):
        actor = reading.actor_from(comma + 1)
        if actor and not actor.adjective:
            return [actor]
        comma = next((n for n in range(comma + 1, min(comma + 20, len(s))) if s.key(n) == ","), None)
    return []


def transitive(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X captured P; P was captured by X; P, captured by X; the town X holds."""
    s = reading.sentence
    if group.voice == "passive" or (group.voice == "past" and s.key(reading.skip_adverbs(group.end)) == "by"):
        yield from _passive(reading, group, form)
        return
    found = objects(reading, group.end)
    if found:
        yield from _transitive_active(reading, group, form, found)
        return
    if (
        s.key(group.end) == "it"
        and any(p.end <= group.start for p in reading.places)
        and form.kind in {Kind.CAPTURES, Kind.LOSES}
    ):
        for actor in subjects(reading, group):
            yield replace(_event(form, group, None, actor), end=group.end + 1)
        return
    if form.kind is Kind.ATTACKS and (target := reading.actor_from(group.end)):
        at = target.end + (
            s.key(target.end)
            in {"position", "positions", "targets", "fighters", "lines", "units", "convoy", "headquarters"}
        )
        if s.key(at) in {"in", "near", "around", "at", "inside", "outside"}:
            near = s.key(at) in {"near", "around", "outside"}
            for place in reading.reader.read_list(at + 1):
                spot = replace(place, relation=place.relation.NEAR) if near else place
                yield from _each(reading, form, group, [spot], _subjects(reading, group), target)
        return
    if form.kind is Kind.BESIEGES and (trapped := reading.actor_from(group.end)):
        if s.key(trapped.end) in {"in", "inside", "of", "at", "within"}:
            yield from _each(
                reading, form, group, reading.reader.read_list(trapped.end + 1), _subjects(reading, group), trapped
            )
        elif s.key(group.end) in {"its", "their"} and any(p.end <= group.start for p in reading.places):
            for actor in subjects(reading, group):  # "attacked P and encircled its defenders"
                yield _event(form, group, None, actor)
        return
    if group.voice in {"active", "past"} and s.key(group.start) not in {"by"}:
        actors = subjects(reading, group)
        if actors and _gap(reading, actors[0].start):
            yield from _each(reading, form, group, places_left(reading, _gap(reading, actors[0].start)), actors, None)
        elif group.voice == "past" and form.form == "participle" and s.key(group.end) in {"from", "in", "on", "during"}:
            places = places_left(reading, group.start)
            if places and places[-1].end >= group.start - 1:
                yield from _passive(reading, group, form)


def _transitive_active(reading: Reading, group: VerbGroup, form: VerbForm, found: list[Place]) -> Iterator[Event]:
    s = reading.sentence
    actors = _subjects(reading, group)
    end = found[-1].end
    kind = form.kind
    if form.rule == "enter" and _unopposed(reading, end):
        kind = Kind.CAPTURES
    if (
        kind is Kind.CAPTURES
        and "still" in s.keys[group.start : group.verb] + s.keys[max(0, group.start - 1) : group.start]
    ):
        kind = Kind.HOLDS  # "still occupied P"
    yield from _each(reading, form, group, found, actors, taken_from(reading, end), kind)
    if form.kind is Kind.LOSES and s.key(end) == "to" and form.rule == "lose":
        taker = reading.actor_from(end + 1)
        if taker:
            yield from _each(reading, form, group, found, [taker], actors[0] if actors else None, Kind.CAPTURES)


_LEAVING = frozenset(
    "withdrew withdrawn withdrawal pulled fled left retreated retreat evacuated abandoned bused deserted collapsed surrendered gone".split()
)


def _unopposed(reading: Reading, i: int) -> bool:
    """Whether the words from token `i` say that the other side had left, so that who entered took the place."""
    s = reading.sentence
    tail = s.keys[i : i + 16]
    for n, key in enumerate(tail):
        if key in {"resistance", "opposition", "fight", "fighting"} and {"no", "little", "without", "any"} & set(
            tail[max(0, n - 3) : n]
        ):
            return True
        if key in {"after", "once", "as", "when", "following"} and _LEAVING & set(tail[n : n + 12]):
            return True
    return False


def _gap(reading: Reading, start: int) -> int:
    """Where a relative clause that begins with the party at `start` hangs on a place; 0 when it does not."""
    s = reading.sentence
    at = start
    while s.key(at - 1) in {"the", "a"}:
        at -= 1
    relative = s.key(at - 1) in {"that", "which"}
    if relative:
        at -= 1
    if s.key(at - 1) == ",":
        at -= 1
    if any(p.end == at for p in reading.places) and (relative or s.key(at) != ","):
        return at
    return 0


def _passive(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    by = agent(reading, group.end)
    places = places_left(reading, group.start, participle=group.voice != "passive")
    if by is None and form.kind in {Kind.HOLDS, Kind.LOSES} and group.voice != "passive":
        return
    if form.kind is Kind.LOSES and by is not None:
        return
    against = taken_from(reading, group.end) if form.kind is Kind.CAPTURES else None
    if form.kind is Kind.LOSES:
        return
    before = reading.sentence.keys[max(0, group.start - 3) : group.start]
    if not places and ("it" in before or "which" in before):
        yield replace(_event(form, group, None, by, against), agentless=by is None)
        return
    for place in places:
        if not place.unnamed:
            yield replace(_event(form, group, place, by, against), agentless=by is None)


def expel(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X drove Y out of P; Y was driven from P (by X)."""
    s = reading.sentence
    if group.voice == "passive" or (group.voice == "past" and s.key(group.end) in {"from", "out", "back"}):
        at = _out_of(reading, group.end)
        if at:
            losers = subjects(reading, group)
            by = agent(reading, at)
            for place in objects(reading, at):
                if not place.unnamed:
                    for loser in losers:
                        yield _event(form, group, place, loser, by, Kind.LOSES)
                        yield replace(_event(form, group, place, by, loser), agentless=by is None)
        return
    loser = reading.actor_from(reading.skip_adverbs(group.end))
    if loser is None:
        return
    reading.objects.add(loser.start)
    at = _out_of(reading, loser.end)
    if not at:
        if s.key(group.verb)[:4] in {"oust", "expe", "evic", "rout"} and any(
            p.end <= group.start for p in reading.places
        ):
            for actor in subjects(reading, group):  # "entered P and ousted Y"
                yield replace(_event(form, group, None, actor, loser), end=loser.end)
        return
    places = objects(reading, at)
    yield from _each(reading, form, group, places, _subjects(reading, group), loser)
    yield from _each(reading, form, group, places, [loser], None, Kind.LOSES)


def _out_of(reading: Reading, i: int) -> int:
    """The token after "out of", "from", "to retreat from" near `i`, or 0."""
    s = reading.sentence
    for at in range(i, min(i + 8, len(s))):
        key = s.key(at)
        if key == "from" or (key == "of" and s.key(at - 1) == "out"):
            return at + 1
        if key in {",", ";", "and", "into", "in", "after", "by", "until"}:
            return 0
    return 0


def defeat(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X defeated Y in P."""
    if group.voice == "passive":
        return
    at = reading.skip_adverbs(group.end)
    loser = next((a for a in reading.actors if at <= a.start <= at + 3), None)
    if loser is None:
        return
    reading.objects.add(loser.start)
    s = reading.sentence
    for ahead in range(loser.end, min(loser.end + 3, len(s))):
        if s.key(ahead) in {"in", "at"}:
            yield from _each(reading, form, group, reading.reader.read_list(ahead + 1), subjects(reading, group), loser)
            return


def clear(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X cleared P of Y; P was rid of Y."""
    s = reading.sentence
    if group.voice == "passive":
        at = reading.skip_adverbs(group.end)
        if s.key(at) in {"of", "from"}:
            loser = reading.actor_from(at + 1)
            if loser:
                for place in places_left(reading, group.start):
                    if not place.unnamed:
                        yield replace(_event(form, group, place, agent(reading, loser.end), loser), agentless=True)
        return
    found = objects(reading, group.end)
    if found:
        end = found[-1].end
        loser = reading.actor_from(end + 1) if s.key(end) == "of" else None
        if loser or form.rule != "clear":
            yield from _each(reading, form, group, found, _subjects(reading, group), loser)


def declare_free(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X declared P free, liberated, fully under control; X declared victory in P."""
    s = reading.sentence
    if s.key(group.end) in {"victory"} and s.key(group.end + 1) in {"in", "at", "over"}:
        yield from _each(reading, form, group, reading.reader.read_list(group.end + 2), subjects(reading, group), None)
        return
    passive = group.voice == "passive"
    places = places_left(reading, group.start) if passive else objects(reading, group.end)
    if not places:
        return
    at = reading.skip_adverbs(group.end if passive else places[-1].end)
    if s.key(at) in {"free", "clear", "liberated", "secure", "cleared", "recaptured", "captured", "freed", "secured"}:
        loser = reading.actor_from(at + 2) if s.key(at + 1) in {"of", "from"} else None
        actors = [] if passive else subjects(reading, group)
        for event in _each(reading, form, group, places, actors, loser):
            yield replace(event, agentless=passive, end=max(event.end, at + 1))
    elif s.key(at) == "under":
        holder = holder_after(reading, at + 1)
        if holder:
            yield from _each(reading, form, group, places, [holder[0]], None)


def withdraw(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X withdrew from P."""
    if group.voice == "passive":
        return
    actors = _subjects(reading, group)
    yield from _each(reading, form, group, objects(reading, group.end), actors, None)


def fall(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P fell to X; P came under X control; P passed from Y to X."""
    s = reading.sentence
    against = None
    at = group.end
    if s.key(at - 1) == "from":
        against = reading.actor_from(at)
        if against is None or s.key(against.end) != "to":
            return
        at = against.end + 1
    holder = holder_after(reading, at)
    if holder is None:
        return
    if s.key(at - 1) == "under" and not holder[1]:
        return
    for place in places_left(reading, group.start):
        if not place.unnamed:
            event = _event(form, group, place, holder[0], against)
            yield replace(event, end=max(event.end, holder[2]))
            if against:
                yield _event(form, group, place, against, holder[0], Kind.LOSES)


def fall_alone(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """ "P fell": the captor is not named."""
    s = reading.sentence
    if s.key(group.end) in {",", ".", "on", "in", ""} and group.voice != "gerund":
        for place in places_left(reading, group.start):
            if not place.unnamed and place.end >= group.start - 1:
                yield replace(_event(form, group, place, None), agentless=True)


def holder_after(reading: Reading, i: int) -> tuple[Actor, bool, int] | None:
    """ "the control of X", "X control", "X": the party, whether a word of control was there, the end."""
    s = reading.sentence
    words = {"control", "hands", "rule", "occupation", "possession", "administration", "authority", "command"}
    at = i
    while (
        at < len(s)
        and at - i < 5
        and s.key(at)
        in {
            "the",
            "full",
            "complete",
            "firm",
            "total",
            "de",
            "facto",
            "effective",
            "hands",
            "control",
            "of",
            "its",
            "partial",
            "sole",
            "tight",
        }
    ):
        if s.key(at) in words and s.key(at + 1) == "of":
            actor = reading.actor_from(at + 2)
            return (actor, True, actor.end) if actor else None
        at += 1
    actor = reading.actor_from(at)
    if actor is None:
        return None
    end = actor.end + (s.words[actor.end : actor.end + 1] == ("'s",))
    if s.key(end) in {"full", "complete", "military", "direct"}:
        end += 1
    if s.key(end) in words or s.key(end) == "side":
        return actor, True, end + 1
    return (actor, False, actor.end) if not actor.adjective else None


def handover(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X handed P (over, back) to Y."""
    s = reading.sentence
    at = group.end
    while s.key(at) in {"over", "back", "control", "of"}:
        at += 1
    passive = group.voice == "passive"
    places = places_left(reading, group.start) if passive else reading.reader.read_list(at) if at < len(s) else []
    if not places:
        return
    end = at if passive else places[-1].end
    while s.key(end) in {"over", "back"}:
        end += 1
    taker = reading.actor_from(end + 1) if s.key(end) == "to" else None
    if taker is None:
        return
    givers = [] if passive else subjects(reading, group)
    for place in places:
        if not place.unnamed:
            event = _event(form, group, place, taker, givers[0] if givers else None)
            yield event
            for giver in givers:
                yield replace(_event(form, group, place, giver, taker, Kind.LOSES), end=event.end)


def bring_under(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X brought P under (its) control."""
    places = objects(reading, group.end)
    if not places:
        return
    s = reading.sentence
    for at in range(places[-1].end, min(places[-1].end + 4, len(s))):
        if s.key(at) == "under":
            holder = holder_after(reading, at + 1)
            if holder and holder[1]:
                yield from _each(reading, form, group, places, [holder[0]], None)
            elif "control" in s.keys[at : at + 4]:
                yield from _each(reading, form, group, places, _subjects(reading, group), None)
            return


def keep_under_siege(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X kept P under siege."""
    places = objects(reading, group.end)
    if not places or group.voice == "passive":
        return
    s = reading.sentence
    at = places[-1].end
    if match_pattern(reading.lexicon.under_siege, s.keys, at) > 0:
        yield from _each(reading, form, group, places, subjects(reading, group), None)


def fight(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X fought Y in P, for control of P."""
    s = reading.sentence
    actors = subjects(reading, group)
    if not actors:
        return
    other = None
    for at in range(group.end, min(group.end + 14, len(s))):
        found = reading.reader.actor_at.get(at)
        if found and not found.adjective and other is None:
            other = found
        if s.key(at) in {"in", "inside", "for", "over", "around", "near", "within", "at"}:
            first = at + 1
            while s.key(first) in {"control", "of", "the", "streets"}:
                first += 1
            places = (
                [p for p in reading.reader.read_list(first) if not p.unnamed and p.kind is not PlaceKind.REGION]
                if first < len(s)
                else []
            )
            if places:
                sides = [*actors, other] if other else actors
                for side in sides:
                    yield from _each(reading, form, group, places, [side], None)
                return


def move_in(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """ "Y left P and X moved in"."""
    s = reading.sentence
    if (
        s.key(group.end) in {".", ",", ""}
        and group.voice != "passive"
        and any(p.end <= group.start for p in reading.places)
    ):
        for actor in subjects(reading, group):
            yield _event(form, group, None, actor)


def have_under(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X had P under its control, fully in its hands."""
    places = objects(reading, group.end)
    if not places:
        return
    s = reading.sentence
    at = reading.skip_adverbs(places[-1].end)
    if s.key(at) in {"under", "in"} and s.key(at + 1) in {"its", "their", "full", "complete"}:
        if {"control", "hands"} & set(s.keys[at + 1 : at + 5]):
            kind = Kind.CAPTURES if "back" in s.keys[places[-1].end : at] else form.kind
            yield from _each(reading, form, group, places, subjects(reading, group), None, kind)


def claim_back(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X claimed, won, got P back."""
    places = objects(reading, group.end)
    if places and reading.sentence.key(places[-1].end) == "back":
        yield from _each(
            reading, form, group, places, subjects(reading, group), taken_from(reading, places[-1].end + 1)
        )


def stay_with(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P stayed with X."""
    holder = reading.actor_from(group.end)
    if holder and not holder.adjective:
        for place in places_left(reading, group.start):
            if not place.unnamed:
                yield _event(form, group, place, holder)


def confine(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X penned Y into P."""
    trapped = reading.actor_from(group.end)
    s = reading.sentence
    if trapped and s.key(trapped.end) in {"in", "into", "inside", "within", "at"}:
        reading.objects.add(trapped.start)
        yield from _each(
            reading, form, group, reading.reader.read_list(trapped.end + 1), subjects(reading, group), trapped
        )


def free_of(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """P was clear of X."""
    loser = reading.actor_from(group.end)
    if loser:
        for place in places_left(reading, group.start):
            if not place.unnamed:
                yield replace(_event(form, group, place, None, loser), agentless=True, end=loser.end)


def cut_roads(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X cut every road into P; X severed the last supply line to P."""
    s = reading.sentence
    if group.voice == "passive" or not {"every", "all", "last", "final", "only", "main", "remaining"} & set(
        s.keys[group.end : group.end + 3]
    ):
        return
    for at in range(group.end, min(group.end + 6, len(s) - 1)):
        if s.key(at) in {"road", "roads", "route", "routes", "line", "lines", "access", "highway"}:
            if s.key(at + 1) in {"to", "into", "in"}:
                first = at + 2 + (s.key(at + 1) == "in" and s.key(at + 2) == "to")
                yield from _each(reading, form, group, reading.reader.read_list(first), subjects(reading, group), None)
            return


def pledge(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """The tribes in P pledged loyalty to X."""
    holder = reading.actor_from(group.end)
    s = reading.sentence
    if holder and not holder.adjective:
        for place in reading.places:
            if place.end == group.start and s.key(place.start - 1) in {"in", "of", "from"} and not place.unnamed:
                yield _event(form, group, place, holder)


def flag_raised(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """The Ukrainian flag was raised over P."""
    s = reading.sentence
    at = group.start - 1
    if group.voice != "passive" or s.key(at) not in {"flag", "flags", "banner"}:
        return
    owner = next((a for a in reading.actors if a.end in {at, at - 1} and a.canonical != "unknown"), None)
    if owner:
        for place in reading.reader.read_list(group.end):
            if not place.unnamed:
                yield replace(_event(form, group, replace(place, partial=False), owner))


FRAMES: dict[str, Frame] = {
    "move_in": move_in,
    "have_under": have_under,
    "claim_back": claim_back,
    "stay_with": stay_with,
    "confine": confine,
    "cut_roads": cut_roads,
    "pledge": pledge,
    "flag_raised": flag_raised,
    "free_of": free_of,
    "transitive": transitive,
    "expel": expel,
    "defeat": defeat,
    "clear": clear,
    "declare_free": declare_free,
    "withdraw": withdraw,
    "fall": fall,
    "fall_alone": fall_alone,
    "handover": handover,
    "bring_under": bring_under,
    "keep_under_siege": keep_under_siege,
    "fight": fight,
}


def verb_events(reading: Reading) -> Iterator[Event]:
    """The events that the verbs of a sentence report, in order; the longest form at a word wins."""
    s, verbs = reading.sentence, reading.lexicon.verbs
    covered = 0
    for i in range(len(s)):
        forms = verbs.get(s.keys[i])
        if (
            not forms
            or i < covered
            or i in reading.reader.inside_actor
            or (s.key(i - 1) == "-" and s.joined(i))
            or (s.key(i + 1) == "-" and s.joined(i + 1))
        ):
            continue
        if s.capitals[i] and i > 0 and s.words[i - 1].isalpha() and s.capitals[i - 1]:
            continue
        matched = [(match_pattern(form.rest, s.keys, i + 1), n, form) for n, form in enumerate(forms)]
        matched = sorted((m for m in matched if m[0] > 0), key=lambda m: (-m[0], m[1]))
        for end, _, form in matched:
            group = verb_group(reading, i, end, form.form)
            if group is None:
                continue
            events = list(FRAMES[form.frame](reading, group, form))
            if events:
                covered = end
                reading.triggers.update(range(group.verb, end))
                yield from events
                break
