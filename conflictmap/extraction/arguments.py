"""Who and where an event is about, once pronouns, roles and speakers are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from conflictmap.core.claims import Kind, PlaceKind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.events import Event
from conflictmap.extraction.finders import in_prepositional_phrase
from conflictmap.extraction.landmarks import is_landmark, is_where_it_was_said
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.other_clauses import is_opposed
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Antecedent, Salience, is_place, may_be_called
from conflictmap.extraction.remembering import is_aside, lists_of
from conflictmap.extraction.tokens import fold

_FIRST_PERSON = grammar("first_person")
_TAKEN_AGAIN = grammar("taken_again")
_FREED = grammar("freed")
_WEEKS = timedelta(days=14)
"""What is told so much later than a capture is no part of it."""
_ADMITTED = frozenset({"admitted", "admits", "acknowledged", "acknowledges", "conceded", "concedes"})
_GENERIC = grammar("generic_people")
_FOLLOWING = grammar("following")
_OTHERS = grammar("other_people")
_ON_THE_WAY = frozenset({"toward", "towards", "to", "for"})
_TOWARDS = frozenset({"toward", "towards"})
_SINGULAR = frozenset({"army", "military", "government", "regime"})
_BESIDE_THEY = frozenset({"after", "once", "since", "because"})
_SPEAKERS = frozenset({"spokesman", "spokeswoman", "spokesperson", "commander", "official", "officer", "leader"})
_ASIDE = frozenset({"alongside", "with", "by"})
_AROUND_A_TOWN = frozenset({"area", "enclave", "pocket"})


def resolve_place(
    text: str, reading: Reading, event: Event, salience: Salience
) -> tuple[Place | None, str | None, PlaceKind, bool]:
    """The place of an event, its mention, its kind, and whether it is an antecedent."""
    s, place = reading.sentence, event.place
    here = s.paragraph
    told = event.told_place
    if told is not None:
        return place, told.text, told.kind or PlaceKind.TOWN, True
    if place is not None and not place.reference:
        return place, place.name_in(text, s), place.kind, False
    wanted = place.kind if place and s.key(place.name_start) not in {"it", "its"} else None
    same = _earlier_here(text, reading, event, wanted, salience) if wanted in {None, PlaceKind.TOWN} else None
    noun = s.key(place.end - 1) if place else ""
    if wanted is None and same is None and reading.told and reading.told.kind is PlaceKind.FACILITY:
        wanted, noun = PlaceKind.FACILITY, s.key(reading.told.end - 1)  # "seized the hill but lost it"
        place = reading.told
    found = same or salience.place(wanted, here, noun)
    if found is not None and found.kind is not None and (place is None or place.kind is not PlaceKind.REGION):
        return place, found.text, found.kind, True
    if place is not None and place.kind is PlaceKind.FACILITY:
        return place, place.name_in(text, s), place.kind, True
    return place, None, PlaceKind.TOWN, True


def each_place(text: str, event: Event, reading: Reading, salience: Salience) -> Iterator[Event]:
    """The event, or one for each place of the list that "these towns" means; none when no list fits."""
    if event.place is None or not event.place.several:
        yield event
        return
    s, place = reading.sentence, event.place
    keys = s.keys[place.start : place.name_end]
    count = 2 if "both" in keys else next((n for key in keys if (n := reading.lexicon.numbers.get(key, 0))), 0)
    for listed in reversed([*salience.lists, *lists_of(reading, text, place.start)]):
        if listed[0].paragraph == s.paragraph and (not count or len(listed) == count):
            for told in listed:
                yield replace(event, told_place=told)
            return


def _earlier_here(
    text: str, reading: Reading, event: Event, wanted: PlaceKind | None, salience: Salience
) -> Antecedent | None:
    s = reading.sentence
    limit = _told_once(reading, event.place) if event.place else event.group.start
    fitting = [
        p
        for p in reading.places
        if p.end <= limit
        and not p.reference
        and (p.attributive or not p.unnamed)
        and is_place(reading, p)
        and (p.kind is wanted if wanted else p.kind is not PlaceKind.REGION)
    ]
    noun = s.key(event.place.end - 1) if event.place else ""
    fitting = [p for p in fitting if may_be_called(noun, " ".join(s.keys[p.name_start : p.name_end]))]
    fitting = [p for p in fitting if not is_landmark(reading, p) or s.key(p.start - 1) in _TOWARDS]
    described = _described(reading, event, fitting)
    fitting = [p for p in fitting if not is_where_it_was_said(reading, p)]
    telling = [p for p in fitting if event.kind is Kind.LOSES or not is_aside(reading, p)]  # "those from P fled"
    if telling or s.paragraph in {p.paragraph for p in salience.places if p.kind is PlaceKind.TOWN}:
        fitting = telling
    told = reading.told if wanted is None and reading.told and not reading.told.reference else None
    if described is None and told is None and not fitting:
        return _named_after_town(text, reading, limit) if wanted is PlaceKind.TOWN else None
    place = described or told or fitting[-1]
    name = place.name_in(text, s)
    return Antecedent(name, name.lower(), place.kind, s.paragraph)


def _described(reading: Reading, event: Event, fitting: list[Place]) -> Place | None:
    """ "Q, which had been X's last bastion until it fell to Y": Q, whatever the sentence told of P before."""
    s, at = reading.sentence, event.group.start - 1
    if not fitting or s.key(at) != "it" or s.key(at - 1) not in {"until", "till", "before"}:
        return None
    return fitting[-1] if "which" in s.keys[fitting[-1].end : at] else None


def _told_once(reading: Reading, place: Place) -> int:
    """The token before which "the city" is looked for: that of the first "the city", where none but a way lies between.

    "They left the city for Q, so that Y took the city" is not Q.
    """
    s = reading.sentence
    same = [
        p for p in reading.places if p.reference and p.end <= place.start and s.key(p.end - 1) == s.key(place.end - 1)
    ]
    if not same:
        return place.start
    between = [p for p in reading.places if same[-1].end <= p.start and p.end <= place.start and not p.reference]
    return same[-1].start if all(s.key(p.start - 1) in _ON_THE_WAY for p in between) else place.start


def _named_after_town(text: str, reading: Reading, limit: int) -> Antecedent | None:
    """ "The P area", before "the city": P, unless the sentence names two such areas before token `limit`."""
    s = reading.sentence
    areas = [p for p in reading.places if p.end <= limit and p.known and s.key(p.name_end - 1) in _AROUND_A_TOWN]
    if len(areas) != 1 or areas[0].name_end - areas[0].name_start < 2:
        return None
    name = text[s.starts[areas[0].name_start] : s.ends[areas[0].name_end - 2]]
    return Antecedent(name, name.lower(), PlaceKind.TOWN, s.paragraph)


def resolve_actor(text: str, reading: Reading, event: Event, salience: Salience) -> tuple[str | None, str, bool, bool]:
    """The party's mention, who it is, whether a role told it, and whether it is an antecedent."""
    s, actor = reading.sentence, event.actor
    if event.party is not None:
        return event.party.text, event.party.canonical, False, True
    if actor is None and _told_by_we(reading, event):
        speaker = _speaker(reading)
        if speaker is not None:
            return text[s.starts[speaker.start] : s.ends[speaker.end - 1]], speaker.canonical, False, True
        if "our" in s.keys[event.group.start : event.group.end]:
            return None, UNKNOWN, False, True  # nothing tells who speaks
    if actor is not None and actor.antecedent and not actor.organisation:
        return actor.antecedent, actor.canonical, False, True
    same = actor is not None and not actor.named and s.key(actor.start - 1) == "same"
    same = same and all(told.canonical != actor.canonical for told in salience.actors if actor)
    if actor is not None and actor.canonical != UNKNOWN and not same:
        return text[s.starts[actor.start] : s.ends[actor.end - 1]], actor.canonical, not actor.named, False
    generic = actor is not None and not (actor.possessed or actor.named) and s.key(actor.end - 1) in _GENERIC
    generic = generic or same
    if actor is not None and generic and _of_others(reading, actor):
        generic = False
    if event.subject_missing and event.group.voice in {"active", "past"}:
        announcer = _announcer(reading, event)
        if announcer is not None and _says_of_itself(reading, announcer[1], event):
            return text[s.starts[announcer[0]] : s.ends[announcer[1] - 1]], announcer[2], False, True
    if event.subject_missing or generic:
        earlier = [
            a
            for a in reading.actors
            if a.end <= event.group.start and a is not actor
            if a.canonical != UNKNOWN and not a.adjective and not is_opposed(reading, a)
        ]
        free = [a for a in earlier if not in_prepositional_phrase(reading, a.start) and a.start not in reading.objects]
        if free or (event.group.voice in {"noun", "state"} and earlier):
            found = _agreeing(reading, event, earlier) or (free[-1] if free else earlier[-1])
            if found.antecedent:
                return found.antecedent, found.canonical, False, True
            return text[s.starts[found.start] : s.ends[found.end - 1]], found.canonical, not found.named, True
        antecedent = salience.actor(s.paragraph)
        if antecedent is not None:
            return antecedent.text, antecedent.canonical, False, True
    if event.agentless and event.kind is Kind.CAPTURES:
        taker = _taker(text, reading, event, salience)
        if taker is not None:
            return taker.text, taker.canonical, False, True
    if event.agentless and event.kind is Kind.BESIEGES:
        besieger = _besieger(text, event, reading, salience)
        if besieger is not None:
            return besieger.text, besieger.canonical, False, True
    mention = text[s.starts[actor.start] : s.ends[actor.end - 1]] if actor else None
    return mention, UNKNOWN, False, event.subject_missing


def _in_aside(reading: Reading, actor: Actor) -> bool:
    """ "X, alongside several Y fighters, announced", "X, backed by Y, said": X tells it, not Y."""
    s, words = reading.sentence, reading.lexicon.words
    at = actor.start - 1
    while s.key(at) in words["determiners"] or s.key(at) in words["quantities"]:
        at -= 1
    backs = s.key(at) == "by" and s.key(at - 1) in words["backed"]
    return backs or (s.key(at) in _ASIDE and s.key(actor.end) == ",")


def _of_others(reading: Reading, actor: Actor) -> bool:
    """Whether bare people are not whoever was named last: "forces loyal to N", "the governor's forces"."""
    s = reading.sentence
    beside = s.keys[max(0, actor.start - 1) : actor.end]
    if s.words[actor.start - 1 : actor.start] == ("'s",):
        return True
    return s.key(actor.end) in _FOLLOWING or not _OTHERS.isdisjoint(beside)


def _agreeing(reading: Reading, event: Event, earlier: list[Actor]) -> Actor | None:
    """ "The army sent troops to push back the rebels after they took P": no army is "they", where others are near."""
    s, at = reading.sentence, event.group.start - 1
    if s.key(at) != "they" or s.key(at - 1) not in _BESIDE_THEY or len(earlier) < 2:
        return None
    doer, other = earlier[0], earlier[-1]
    alone = s.key(doer.end - 1) in _SINGULAR and s.key(doer.end) != "and" and s.key(other.end - 1).endswith("s")
    told_of = not in_prepositional_phrase(reading, other.start) and s.key(other.end) != "'s"
    return other if alone and told_of and doer.canonical != other.canonical else None


def _taker(text: str, reading: Reading, event: Event, salience: Salience) -> Antecedent | None:
    """Who takes where only "P was taken" is told: who announced it, else who took the last place of the paragraph.

    Never who had P before; then it is the one other side of the paragraph. What is "liberated" or "retaken" weeks
    after the last place was taken is another story, of nobody who is told.
    """
    s = reading.sentence
    announcer = _announcer(reading, event)
    if announcer is not None:
        return Antecedent(text[s.starts[announcer[0]] : s.ends[announcer[1] - 1]], announcer[2], None, s.paragraph)
    holder = had_before(text, reading, event, salience)
    taker, loser = salience.taker, event.against.canonical if event.against else None
    another = told_back(reading, event) and _weeks_after(reading, salience, salience.taken_on)
    if taker is not None and taker.paragraph == s.paragraph and taker.canonical not in {loser, holder} and not another:
        return taker
    holder = holder or loser if told_back(reading, event) else holder
    return salience.other_side(s.paragraph, holder) if holder else None


def had_before(text: str, reading: Reading, event: Event, salience: Salience) -> str | None:
    """Who had the place that is told to be taken, by nobody named: who holds it, or who took it some time before.

    Without a later day "retaken" may tell once more what was told before; "liberated" even some days later.
    """
    place = resolve_place(text, reading, event, salience)[1]
    holder, holds, since = salience.holders.get(fold(place or ""), (None, False, None))
    again = reading.sentence.key(event.group.verb) in _TAKEN_AGAIN and since is not None
    later = again and any(since is not None and d.first > since for d in reading.dates)
    later = later or (told_back(reading, event) and _weeks_after(reading, salience, since))
    return holder if holds or later else None


def lost_by(text: str, reading: Reading, event: Event, salience: Salience) -> str | None:
    """Who lost a place that nobody named took: who had it before, where the text has it later than that."""
    place = resolve_place(text, reading, event, salience)[1]
    since = salience.holders.get(fold(place or ""), (None, False, None))[2]
    later = since is not None and any(d.first > since for d in reading.dates)
    late = later or (told_back(reading, event) and _weeks_after(reading, salience, since))
    return had_before(text, reading, event, salience) if late else None


def told_back(reading: Reading, event: Event) -> bool:
    """Whether an event tells by its own word that another had the place: it was liberated, retaken, it fell."""
    key, behind = reading.sentence.key(event.group.verb), reading.sentence.key(event.group.end)
    return event.rule in {"fell", "fall_noun"} or key in _TAKEN_AGAIN or key in _FREED or behind == "again"


def _weeks_after(reading: Reading, salience: Salience, since: date | None) -> bool:
    """Whether the sentence, or without a day of its own what was told last, is weeks later than a day."""
    days = [d.first for d in reading.dates] or ([salience.latest] if salience.latest else [])
    return since is not None and any(day - since >= _WEEKS for day in days)


def _besieger(text: str, event: Event, reading: Reading, salience: Salience) -> Antecedent | None:
    """Who surrounds where only "P was surrounded" is told.

    Who announced it, else who last took a place, else the one side of the paragraph that is not P's holder.
    """
    s, here = reading.sentence, reading.sentence.paragraph
    announcer = _announcer(reading, event)
    if announcer is not None:
        return Antecedent(text[s.starts[announcer[0]] : s.ends[announcer[1] - 1]], announcer[2], None, here)
    holders = {a.canonical for a in (event.against, event.place.holder if event.place else None) if a}
    taker = salience.taker
    if taker and taker.paragraph == here and taker.canonical not in holders:
        return taker
    said_before = {a.canonical: a for a in salience.actors if a.paragraph == here and a.canonical not in holders}
    if event.group.voice == "adjective":
        return None  # "X left besieged P": whoever is named
    if len(said_before) == 1:
        return next(iter(said_before.values()))
    if said_before:
        return None
    told = [a for a in reading.actors if a.end <= event.group.start and a.canonical not in {UNKNOWN, *holders}]
    sides = {
        a.canonical: Antecedent(text[s.starts[a.start] : s.ends[a.end - 1]], a.canonical, None, here) for a in told
    }
    return next(iter(sides.values())) if len(sides) == 1 else None


def _told_by_we(reading: Reading, event: Event) -> bool:
    """ "We announce the launch of the liberation of P": the speaker's own side is meant."""
    clause = reading.sentence.keys[max(0, event.group.start - 14) : event.group.end]
    return bool(_FIRST_PERSON & set(clause))


def _speaker(reading: Reading) -> Actor | None:
    """The party right before or behind a verb of saying: "..., Abadi said", "..., said the SDF"."""
    s, words = reading.sentence, reading.lexicon.words
    for actor in reading.actors:
        if actor.canonical == UNKNOWN or actor.adjective or actor.country:
            continue
        if s.key(_behind_titles(reading, actor.end)) in words["subject_of_report"]:
            return actor
        at = actor.start - 1
        while s.key(at) in words["determiners"]:
            at -= 1
        if s.key(at) in words["subject_of_report"] and s.key(at - 1) in {",", '"'}:
            return actor
    return None


def _behind_titles(reading: Reading, at: int) -> int:
    """The token behind "spokesman N M" and adverbs: "YPG spokesman N M said"."""
    s = reading.sentence
    at += s.key(at) in _SPEAKERS
    if s.key(at - 1) in _SPEAKERS:
        while at < len(s) and s.capitals[at]:
            at += 1
    return reading.skip_adverbs(at)


def _says_of_itself(reading: Reading, i: int, event: Event) -> bool:
    """ "X announced that it had taken P": only words of reporting and the pronoun stand between."""
    between = reading.sentence.keys[i : event.group.start]
    return len(between) < 8 and bool({"it", "they"} & set(between[-2:]))


def _announcer(reading: Reading, event: Event) -> tuple[int, int, str] | None:
    """ "Ukrainian forces announced that P was freed": a party tells of its own success.

    Who says that P "had fallen", or admits that it was taken, tells of no success.
    """
    s, words = reading.sentence, reading.lexicon.words
    if event.rule in {"fell", "fall_noun"}:
        return None
    loser = event.against.canonical if event.against else None
    for actor in reversed(reading.actors):
        if actor.end > event.group.start or actor.adjective or actor.canonical in {UNKNOWN, loser}:
            continue
        if _in_aside(reading, actor) or is_opposed(reading, actor):
            continue
        said = s.keys[actor.end : min(actor.end + 3, event.group.start)]
        if not words["subject_of_report"].isdisjoint(said) and _ADMITTED.isdisjoint(said):
            return actor.start, actor.end, actor.canonical
    return None
