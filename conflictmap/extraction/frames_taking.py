"""Frames of gaining and holding: X captured P, P was captured by X, X had P under its control."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conflictmap.core.claims import Kind
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.events import Event, each_event, event_of, holder_after, open_subjects
from conflictmap.extraction.finders import (
    agent,
    joined_behind,
    list_left,
    objects,
    places_left,
    subjects,
    taken_from,
)
from conflictmap.extraction.frames_flags import by_flag
from conflictmap.extraction.landmarks import whole_landmark
from conflictmap.extraction.lexicon import VerbForm, any_of, grammar
from conflictmap.extraction.other_clauses import held_in_aside, one_person, said_of_itself
from conflictmap.extraction.parts import part_of_it
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import spoken_of
from conflictmap.extraction.unopposed import unopposed
from conflictmap.extraction.verb_groups import VerbGroup

_GOES_ON_WITH = any_of("be", "have", "modals") | grammar("copulas") | {"remains", "stayed", "fell", "came", "followed"}
_RELATIVE = frozenset({"who", "which", "that"})
_CASUALTIES = grammar("casualties")
_LEFT_OR_REACHED = grammar("left_or_reached")
_LEFT_SO = grammar("left_so")
_TAKEN = frozenset({"occupied", "liberated", "recaptured", "retaken"})
_BEFORE_ADJECTIVE = frozenset({"on", "from", "in", "of", "near", "to", "around", "at", "into", "toward", "towards"})
_LEFT_AS = frozenset({"as", "the", "a", "their", "its"})


def transitive(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X captured P; P was captured by X; P, captured by X; the town X holds."""
    s = reading.sentence
    if group.voice == "passive" or (group.voice == "past" and s.key(reading.skip_adverbs(group.end)) == "by"):
        yield from _passive(reading, group, form)
        return
    described = s.key(group.start) in _TAKEN and s.key(group.start - 1) in _BEFORE_ADJECTIVE
    if described or s.keys[group.end : group.end + 2] == ("part", "in"):
        return  # "ten kilometres from occupied P", "an attack on liberated P"; "took part in talks in P"
    before = s.key(group.start - 1)
    if form.kind is Kind.BESIEGES and (before in reading.lexicon.words["prepositions"] or before in _LEFT_OR_REACHED):
        return  # "in besieged P", "left besieged P"
    found = _them(reading, group.end) or objects(reading, group.end) or _shared_objects(reading, group)
    found = _of_this_clause(reading, group, found)
    if form.kind is Kind.LOSES and found and not _CASUALTIES.isdisjoint(s.keys[group.end : found[-1].name_start]):
        return  # "an air raid leaves 11 dead in P"
    if form.kind is Kind.LOSES and found and (one_person(reading, group) or _leaves_so(reading, group, found[-1].end)):
        return  # "President N left P"; "which leaves P threatened", "left P as the only town"
    if form.kind is Kind.LOSES and found and s.key(group.verb) == "leaving" and s.key(found[-1].end) in _LEFT_AS:
        return  # "took P, leaving Q as the only town under X control", "leaving Q the last X stronghold"
    if found:
        yield from _transitive_active(reading, group, form, part_of_it(reading, group, found))
        return
    if s.key(group.end) == "it" and form.kind in {Kind.CAPTURES, Kind.HOLDS, Kind.LOSES}:
        named = any(p.end <= group.start for p in reading.places)
        lasting = s.key(group.end + 1) in {"since", "until", "from"}  # "have held it since"
        actors = open_subjects(reading, group) if named or lasting or form.kind is not Kind.HOLDS else []
        yield from _taken_up(reading, group, form, actors)
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
                yield from each_event(reading, form, group, [spot], open_subjects(reading, group), target)
        return
    if form.kind is Kind.BESIEGES and (trapped := reading.actor_from(group.end)):
        if s.key(trapped.end) in {"in", "inside", "of", "at", "within"}:
            yield from each_event(
                reading, form, group, reading.reader.read_list(trapped.end + 1), open_subjects(reading, group), trapped
            )
        elif s.key(group.end) in {"its", "their"} and any(p.end <= group.start for p in reading.places):
            for actor in subjects(reading, group):  # "attacked P and encircled its defenders"
                yield event_of(form, group, None, actor)
        return
    if group.voice in {"active", "past"} and s.key(group.start) not in {"by"}:
        actors = said_of_itself(reading, group) or subjects(reading, group)
        if actors and (gap := _gap(reading, actors[0].start)):
            left = [whole_landmark(reading, p) for p in places_left(reading, gap, participle=True)]
            places = [p for p in left if p.end >= gap - 1 or not _relative_behind(reading, gap)]
            if form.rule == "enter" and unopposed(reading, group, places, group.end):
                form = replace(form, rule="enter_unopposed", kind=Kind.CAPTURES)  # "P, which X entered without a fight"
            yield from each_event(reading, form, group, places, actors, None)
        elif group.voice == "past" and form.form == "participle" and s.key(group.end) in {"from", "in", "on", "during"}:
            places = places_left(reading, group.start)
            if places and places[-1].end >= group.start - 1:
                yield from _passive(reading, group, form)


def _of_this_clause(reading: Reading, group: VerbGroup, found: list[Place]) -> list[Place]:
    """ "Took P and Q was besieged": without the last place of the list, where it is the subject of the next verb."""
    s = reading.sentence
    joined = len(found) > 1 and s.key(found[-1].start - 1) == "and" and group.voice in {"active", "past"}
    if not joined or s.key(found[-1].end) not in _GOES_ON_WITH:
        return found
    relative = _RELATIVE & set(s.keys[max(0, group.start - 2) : group.start])  # "who took P and Q were shot"
    return found if relative else found[:-1]


def _shared_objects(reading: Reading, group: VerbGroup) -> list[Place]:
    """ "Encircled and captured P": the places behind the second verb."""
    s = reading.sentence
    at = reading.skip_adverbs(group.end + 1)
    if s.key(group.end) != "and" or s.key(at) not in reading.lexicon.verbs or group.voice == "passive":
        return []
    return objects(reading, at + 1)


def _leaves_so(reading: Reading, group: VerbGroup, end: int) -> bool:
    """Whether what is left is told to be so then: "leaves P threatened", "left P, its last town, exposed"."""
    s = reading.sentence
    if s.key(group.verb) not in {"leaves", "left", "leave", "leaving"}:
        return False
    if s.key(end) == ",":
        closing = next((n for n in range(end + 1, min(end + 12, len(s))) if s.words[n] == ","), -1)
        end = closing + 1 if closing > 0 else end
    only = s.key(end + 2) in {"only", "sole", "last", "single", "main", "largest"}
    as_one = s.key(end) == "as" and s.key(end + 1) in {"the", "its", "their", "his"} and only
    of_account = s.key(end) == "out" and s.key(end + 1) == "of"
    return as_one or of_account or s.key(end) in _LEFT_SO


def _them(reading: Reading, i: int) -> list[Place]:
    """The list that "them" or "both towns" at token `i` stands for; each told again as the object."""
    s = reading.sentence
    both = s.key(i) == "both" and s.key(i + 1) in reading.lexicon.words["settlement_plural"]
    if s.key(i) != "them" and not both:
        return []
    before = [p for p in reading.places if p.end <= i and not p.unnamed and not p.reference]
    listed = list_left(reading, before[-1]) if before else []
    return [p for p in listed if not p.unnamed] if len(listed) > 1 and (not both or len(listed) == 2) else []


def _transitive_active(reading: Reading, group: VerbGroup, form: VerbForm, found: list[Place]) -> Iterator[Event]:
    s = reading.sentence
    actors = by_flag(reading, group, form, open_subjects(reading, group))
    end = found[-1].end
    kind = form.kind
    if form.kind is Kind.LOSES and s.key(group.verb) in {"leaving", "left", "leaves"}:
        at = reading.skip_adverbs(end)
        if s.key(at) in _TRAPPED:  # "leaving P encircled"
            yield from each_event(reading, form, group, found, actors, None, Kind.BESIEGES)
            return
        left_so = s.key(at) in {"under", "in"} and {"control", "hands", "rule", "ruins", "rubble"} & set(
            s.keys[at : at + 6]
        )
        if left_so or s.words[at : at + 1] == ("without",):
            return  # "leaving P under X control", "left P in ruins"
    if form.rule == "surround" and s.key(group.verb) in {"surrounding", "ringing"} and s.key(group.start - 1) != ",":
        return  # a preposition: "the villages surrounding P"
    if form.rule == "enter" and unopposed(reading, group, found, end):
        form, kind = replace(form, rule="enter_unopposed"), Kind.CAPTURES
    if (
        kind is Kind.CAPTURES
        and "still" in s.keys[group.start : group.verb] + s.keys[max(0, group.start - 1) : group.start]
    ):
        kind = Kind.HOLDS  # "still occupied P"
    yield from each_event(reading, form, group, found, actors, taken_from(reading, end), kind)
    if form.kind is Kind.LOSES and s.key(end) == "to" and form.rule == "lose":
        taker = reading.actor_from(end + 1)
        if taker:
            yield from each_event(reading, form, group, found, [taker], actors[0] if actors else None, Kind.CAPTURES)


def _taken_up(reading: Reading, group: VerbGroup, form: VerbForm, actors: list[Actor]) -> Iterator[Event]:
    """ "X retook it", "X lost it to Y": of a place named before, in this sentence or the one before."""
    s, behind = reading.sentence, reading.skip_adverbs(group.end + 1)
    if s.key(behind) == "on" and (day := next((d for d in reading.dates if d.start == behind + 1), None)):
        behind = day.end  # "lost it again on Thursday to Y"
    for actor in actors:
        yield replace(event_of(form, group, None, actor), end=behind)
    taker = reading.actor_from(behind + 1) if form.rule == "lose" and s.key(behind) == "to" else None
    if taker and actors:
        lost = event_of(form, group, None, taker, actors[0], Kind.CAPTURES)
        yield replace(lost, end=max(behind, taker.end))


_TRAPPED = grammar("trapped")
_AVERTED = grammar("averted")


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


def _relative_behind(reading: Reading, gap: int) -> bool:
    """Whether the clause at `gap` hangs on the name right before it: "left P for Q, which X holds"."""
    return any(p.end == gap and not p.unnamed and not p.reference for p in reading.places)


def _passive(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    s = reading.sentence
    if s.key(group.start) == "being" and not _AVERTED.isdisjoint(s.keys[max(0, group.start - 3) : group.start]):
        return  # "left P to avoid being encircled", "for fear of being surrounded"
    by = agent(reading, group.end)
    if form.kind is Kind.LOSES and by is not None and not {"and", "to"}.isdisjoint(s.keys[group.end : by.start]):
        return  # "P was abandoned and occupied by X", "was lost to an attack by X"
    places = places_left(reading, group.start, participle=group.voice != "passive")
    if form.kind is Kind.BESIEGES and by is None and s.key(reading.skip_adverbs(group.end)) == "by":
        return  # "P, surrounded by mountains"
    if form.kind is Kind.BESIEGES and not places:
        yield from _trapped_inside(reading, group, form, by)
        return
    if by is None and form.kind in {Kind.HOLDS, Kind.LOSES} and group.voice != "passive":
        return
    if form.kind is Kind.LOSES and by is not None and group.voice == "passive" and s.key(group.verb) != "left":
        for place in places:
            if not place.unnamed:
                yield event_of(form, group, place, by)  # "P was abandoned by X"
        return
    against = taken_from(reading, group.end) if form.kind is Kind.CAPTURES else None
    if form.kind is Kind.LOSES:
        return
    taken_up = next((n for n in range(group.start - 1, group.start - 4, -1) if s.key(n) in {"it", "which"}), -1)
    if taken_up < 0 and not places and s.key(0) == "it" and s.key(1) in reading.lexicon.words["be"]:
        taken_up = 0  # "It was retaken by X on 9 May and captured by Y on 20 May"
    if not places and taken_up >= 0 and (told := spoken_of(reading, taken_up)):
        kind = Kind.PARTLY_HOLDS if told == "part" else None
        yield replace(event_of(form, group, None, by, against, kind), agentless=by is None)
        return
    if not places and (first := _named_behind(reading, group)):
        places = reading.reader.read_list(first)
    takers = joined_behind(reading, by) if by else [None]
    for place in places:
        for taker in takers if not place.unnamed else ():
            yield replace(event_of(form, group, place, taker, against), agentless=by is None)


def _trapped_inside(reading: Reading, group: VerbGroup, form: VerbForm, by: Actor | None) -> Iterator[Event]:
    """ "X (in P) was surrounded (in P) by Y"."""
    s = reading.sentence
    for trapped in subjects(reading, group):
        inside = next((n for n in (trapped.end, group.end) if s.key(n) in {"in", "inside", "at", "within"}), None)
        places = reading.reader.read_list(inside + 1) if inside is not None and inside + 1 < len(s) else []
        for place in places:
            if not place.unnamed:
                yield replace(event_of(form, group, place, by, trapped), agentless=by is None)


def _named_behind(reading: Reading, group: VerbGroup) -> int:
    """ "Five villages were taken by X on Monday, including P": where the names begin; 0 when there are none."""
    s = reading.sentence
    if not any(p.unnamed and p.end == group.start and s.key(p.end - 1).endswith("s") for p in reading.places):
        return 0
    for at in range(group.end, min(group.end + 24, len(s) - 1)):
        if s.key(at) in {"including", "namely"}:
            return at + 1
        if s.key(at) in {";", "but", "while", "although", "which"}:
            return 0
    return 0


def move_in(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """ "Y left P and X moved in"."""
    s = reading.sentence
    if s.key(group.end) in {".", ",", ""} and group.voice != "passive":
        for actor in subjects(reading, group):
            yield event_of(form, group, None, actor)
    elif form.kind is Kind.LOSES and group.voice == "past" and s.key(group.start - 1) == ",":
        for actor in subjects(reading, group):
            if place := held_in_aside(reading, actor, group.start - 1):
                yield event_of(form, group, place, actor)


_OF_CONTROL = grammar("of_control")


def have_under(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X had P under its control, fully in its hands."""
    places = objects(reading, group.end)
    if not places:
        return
    s = reading.sentence
    at = reading.skip_adverbs(places[-1].end)
    ours = s.key(at) in {"under", "in"} and s.key(at + 1) in {"its", "their", "full", "complete"}
    if ours and not _OF_CONTROL.isdisjoint(s.keys[at + 1 : at + 5]):
        newly = "back" in s.keys[places[-1].end : at] or _by_then(reading)
        kind = Kind.CAPTURES if newly else form.kind
        yield from each_event(reading, form, group, places, subjects(reading, group), None, kind)


def have(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X (still) had P: a party, not a country, and nothing said of P behind it ("had P surrounded")."""
    at = reading.skip_adverbs(group.end)
    if not _begins_phrase(reading, at) or group.modal or group.voice == "infinitive":
        return
    places = objects(reading, group.end)
    actors = [actor for actor in subjects(reading, group) if not actor.country] if places else []
    if not actors:
        return
    behind = _after_country(reading, places[-1])
    trapped = reading.sentence.key(reading.skip_adverbs(behind)) in _TRAPPED
    if trapped or not _goes_on(reading, behind):
        yield from each_event(reading, form, group, places, actors, None, Kind.BESIEGES if trapped else None)


def _after_country(reading: Reading, place: Place) -> int:
    """The token behind "P", or behind "P, Syria,"."""
    s = reading.sentence
    nation = reading.lexicon.country_names.match(s.keys, place.end + 1) if s.key(place.end) == "," else None
    return nation[0] + (s.key(nation[0]) == ",") if nation else place.end


def _begins_phrase(reading: Reading, i: int) -> bool:
    """Whether a name, an article or how much of it stands at token `i`, not a participle."""
    s, words = reading.sentence, reading.lexicon.words
    key = s.key(i)
    several = key in words["determiners"] - {"its", "their", "his"} or (
        key in reading.lexicon.shares and s.key(i + 1) in {"of", "the", "its"}
    )
    return i < len(s) and (s.capitals[i] or several or key in words["directions"])


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether a word at token `i` says more of what is had: a participle, a preposition of place or time aside."""
    s, words = reading.sentence, reading.lexicon.words
    key = s.key(reading.skip_adverbs(i))
    free = not key.isalpha() or key in words["conjunctions"] or key in words["prepositions"]
    return not free or key in _STATES


_STATES = frozenset({"under", "to", "in", "within"})
_TIMES = grammar("times_of_day")


def _by_then(reading: Reading) -> bool:
    """ "By nightfall X had P": it gained it that day."""
    s = reading.sentence
    return s.key(0) == "by" and any(s.key(n) in _TIMES for n in range(1, 4))


def claim_back(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X claimed, won, got P back."""
    places = objects(reading, group.end)
    if places and reading.sentence.key(places[-1].end) == "back":
        yield from each_event(
            reading, form, group, places, subjects(reading, group), taken_from(reading, places[-1].end + 1)
        )


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
                yield from each_event(reading, form, group, places, [holder[0]], None)
            elif "control" in s.keys[at : at + 4]:
                yield from each_event(reading, form, group, places, open_subjects(reading, group), None)
            return


_GAINS = frozenset(
    {"gains", "territory", "towns", "villages", "conquests", "list", "string", "holdings", "possessions"}
)


def add_to(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X added P to its territory, to the towns it holds."""
    places = objects(reading, group.end)
    s = reading.sentence
    if places and s.key(places[-1].end) == "to" and _GAINS & set(s.keys[places[-1].end + 1 : places[-1].end + 8]):
        yield from each_event(reading, form, group, places, subjects(reading, group), None)


def deploy(reading: Reading, group: VerbGroup, form: VerbForm) -> Iterator[Event]:
    """X deployed in P after Y had left."""
    places = objects(reading, group.end)
    if places and unopposed(reading, group, places, places[-1].end):
        yield from each_event(reading, form, group, places, subjects(reading, group), None)
