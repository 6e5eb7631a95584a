"""Which words of a sentence were matched, by which entry of the lexicons, and what they were taken to mean.

It says in words what the readers of parties, places and dates found; it reads nothing anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from conflictmap.core.claims import Relation
from conflictmap.extraction.actor_words import ActorWords, Piece
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.date_mentions import DateMention
from conflictmap.extraction.events import Event
from conflictmap.extraction.idle_triggers import IdleTrigger
from conflictmap.extraction.modality import Mood
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import is_place

What = Literal["party", "place", "date", "modality", "trigger"]


@dataclass(frozen=True, slots=True)
class Word:
    """Words of a text: `text[start:end]` of the whole text, what they are, what matched them, what they stand for."""

    start: int
    end: int
    text: str
    what: What
    matched: str
    means: str


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    behind: int
    what: What
    matched: str
    means: str


def day_words(first: date | None, last: date | None) -> str:
    """The days `first` to `last`, both counted: "4 March 2013", "1 to 31 March 2013", "by 4 March 2013"."""
    if first is None or last is None:
        return f"by {_day(last)}" if last else f"from {_day(first)}" if first else "at no stated time"
    if first == last:
        return _day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    # Not %d and %Y: these pad with noughts, differently from system to system.
    return f"{day.day} {day:%B} {day.year}"


def rule_words(rule: str) -> str:
    """A rule, or the sense of the word that a link starts from."""
    return f"the sense {rule.removeprefix('link_')}" if rule.startswith("link_") else f"the rule {rule}"


def words_of(
    reading: Reading,
    text: str,
    events: Sequence[Event],
    moods: Iterable[Mood],
    triggers: Iterable[IdleTrigger],
    antecedents: Mapping[int, str],
) -> tuple[Word, ...]:
    """The matched words of a sentence, in order, none within another.

    `events` are those that were read in it; `moods` those of its claims; `triggers` words of control of which nothing
    came; `antecedents` the places that its references mean, by their first token. A name that may be a person's is only
    told where an event uses it.
    """
    used = {event.place.name_start for event in events if event.place}
    matches = [*_parties(reading, text), *_places(reading, used, antecedents), *_dates(reading), *_moods(moods)]
    matches += [*_triggers(events), *_idle(triggers)]
    return _apart(reading, text, matches)


def _apart(reading: Reading, text: str, matches: Iterable[_Match]) -> tuple[Word, ...]:
    """The matches without those tokens that an earlier match has."""
    s = reading.sentence
    taken: set[int] = set()
    found = []
    for match in matches:
        first = match.first
        while first < match.behind and first in taken:
            first += 1
        behind = first
        while behind < min(match.behind, len(s)) and behind not in taken:
            behind += 1
        if first < behind:
            taken.update(range(first, behind))
            start, end = s.starts[first], s.ends[behind - 1]
            found.append(Word(start, end, text[start:end], match.what, match.matched, match.means))
    return tuple(sorted(found, key=lambda word: word.start))


def _parties(reading: Reading, text: str) -> Iterator[_Match]:
    s = reading.sentence
    words = ActorWords(s, reading.number, reading.lexicon, reading.theatre, reading.introduced)
    for actor in reading.actors:
        told, at = [], actor.start
        while at < actor.end:
            piece = words.piece(at)
            if piece is not None:
                told.append(_piece(words, at, piece, text[s.starts[at] : s.ends[min(piece.end, actor.end) - 1]]))
            at = piece.end if piece else at + 1
        yield _Match(actor.start, actor.end, "party", ", ".join(told) or "the shape of a party", _who(reading, actor))


def _piece(words: ActorWords, at: int, piece: Piece, text: str) -> str:
    lexicon, keys = words.lexicon, words.sentence.keys
    if piece.what == "name":
        named = lexicon.actor_names.match(keys, at)
        identity = words.theatre.named(named[1], words.number) if named else None
        if identity is None:
            return f"“{text}”, an acronym that the text explains"
        home = ", ".join(sorted(identity.home))
        return f"“{text}”, a name in the theatre pack {f'of {home}' if home else 'of the world'}"
    if piece.what == "nation":
        return f"“{text}”, of {piece.value}"
    if piece.what == "country":
        return f"“{text}”, the country or its government"
    if piece.what == "role":
        return f"“{text}”, the role {piece.value.replace('_', ' ')}"
    return f"“{text}”, a word for a force" if piece.what == "head" else f"“{text}”, beside the name"


def _who(reading: Reading, actor: Actor) -> str:
    if actor.canonical == UNKNOWN:
        return "nobody who is certain"
    if actor.antecedent:
        return f"{actor.canonical}, by “{actor.antecedent}”"
    country = next(iter(reading.theatre.ranked[reading.number]), None)
    if not actor.named and country is not None:
        return f"{actor.canonical}, who has that part in {country.name}"
    return actor.canonical


def _places(reading: Reading, used: set[int], antecedents: Mapping[int, str]) -> Iterator[_Match]:
    for place in reading.places:
        named = place.attributive or not place.unnamed
        if place.reference:
            means = antecedents.get(place.start, "a place named before, or none")
            yield _Match(place.start, place.end, "place", f"a word for a {place.kind}", means)
        elif named and (place.name_start in used or is_place(reading, place)):
            yield _Match(place.name_start, place.name_end, "place", _seen_by(reading, place), _where(place))


def _seen_by(reading: Reading, place: Place) -> str:
    country = reading.lexicon.place_names.match(reading.sentence.keys, place.name_start)
    if place.known and country:
        return f"a place of the theatre pack of {country[1]}" if country[1] else "a place of several theatre packs"
    if place.known:
        return "a name that the lexicon knows"
    return "the words around it call it a place" if place.cued else "a name where a place stands"


def _where(place: Place) -> str:
    told = f"a {place.kind}" if place.relation is Relation.IN else f"the surroundings of a {place.kind}"
    if place.country:
        told = "a country"
    if place.attributive:
        told += ", which only tells the event that is meant"
    if place.partial:
        told = f"the last part of {told}" if place.rest else f"a part of {told}"
        told += f" ({place.share:.0%})" if place.share is not None else ""
    if place.holder is not None:
        told += f", {'formerly ' if place.former else ''}held by {place.holder.canonical}"
    return told + (", besieged" if place.besieged else "")


def _dates(reading: Reading) -> Iterator[_Match]:
    for mention in reading.dates:
        yield _Match(mention.start, mention.end, "date", _date_phrase(mention), day_words(mention.first, mention.last))


def _date_phrase(mention: DateMention) -> str:
    precision = mention.precision.replace("_", " ")
    if mention.bound == "clause":
        return f"a date phrase ({precision}) for the words behind it"
    return f"a date phrase ({precision}) behind “{mention.bound}”" if mention.bound else f"a date phrase ({precision})"


def _moods(moods: Iterable[Mood]) -> Iterator[_Match]:
    for mood in moods:
        for n in mood.words:
            yield _Match(n, n + 1, "modality", mood.why, mood.modality.value)


def _triggers(events: Iterable[Event]) -> Iterator[_Match]:
    told: dict[tuple[int, int], list[Event]] = {}
    for event in events:
        told.setdefault(_trigger_tokens(event), []).append(event)
    for (first, end), there in sorted(told.items(), key=lambda item: (item[0][0], -item[0][1])):
        rules = dict.fromkeys(event.rule for event in there)
        kinds = dict.fromkeys(event.kind.replace("_", " ") for event in there)
        by = f"{there[0].group.voice}, by {' and '.join(map(rule_words, rules))}"
        yield _Match(first, end, "trigger", by, ", ".join(kinds))


def _idle(triggers: Iterable[IdleTrigger]) -> Iterator[_Match]:
    for idle in triggers:
        yield _Match(idle.start, idle.end, "trigger", idle.matched, f"nothing here; it may say {idle.says}")


def _trigger_tokens(event: Event) -> tuple[int, int]:
    """The tokens of a trigger; of "rebel-held P", what stands behind the holder."""
    group, actor = event.group, event.actor
    if group.voice == "adjective" and actor and group.start <= actor.start and actor.end < group.end:
        return actor.end, min(actor.end + 2, group.end)
    return group.verb, group.end
