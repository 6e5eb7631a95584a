"""From a text and its publication date to claim drafts: the stages in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from conflictmap.core.claims import ClaimDraft, Kind, Modality, Precision, Relation
from conflictmap.extraction.arguments import each_place
from conflictmap.extraction.battle_days import with_days_of_battles
from conflictmap.extraction.confidence import Candidate, features_of, with_links, with_neighbours
from conflictmap.extraction.date_memory import DateMemory
from conflictmap.extraction.dating import date_event
from conflictmap.extraction.denials import beaten_off, beats_off, denies_what_was_said, taken_back
from conflictmap.extraction.discourse import discourse_of
from conflictmap.extraction.endings import no_surer_than_their_end
from conflictmap.extraction.events import Event
from conflictmap.extraction.gapping import with_gapped
from conflictmap.extraction.grounds import Grounds
from conflictmap.extraction.held_for import with_ends_of_spans
from conflictmap.extraction.holders_beside import with_holders_beside
from conflictmap.extraction.left_again import all_taken_back, left_again
from conflictmap.extraction.lexicon import load
from conflictmap.extraction.link_proposals import propose
from conflictmap.extraction.links import Link, Linker, load_links
from conflictmap.extraction.modality import mood_of
from conflictmap.extraction.nouns import noun_events
from conflictmap.extraction.outcome import Outcome, Repeated
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Salience, only_town
from conflictmap.extraction.remembering import remember
from conflictmap.extraction.resolved_events import ResolvedEvent, Unread, holds_the_part, resolve_event
from conflictmap.extraction.scorer import Scorer, load_scorer
from conflictmap.extraction.sentence_readings import read_sentences
from conflictmap.extraction.sides import AHEAD, with_sides
from conflictmap.extraction.soon_over import with_what_is_over
from conflictmap.extraction.states import adjective_events, state_events
from conflictmap.extraction.told_order import in_told_order
from conflictmap.extraction.verbs import verb_events

EXTRACTOR_VERSION = load().version
"""The version of the code and a hash of the lexicon files and of the scorer; stored with every claim."""


MOST_UNSEEN = 0.5
"""The confidence, at most, of a claim that no rule has read, and of what happened in the past on a day that nothing
tells: below the publishing threshold, so that it waits for an editor. Links find what rules miss, and every second or
third of them is wrong on text that nobody learned from; the past without a day would be drawn as news of the day."""

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9998, 12, 31)
"""Publication days outside are taken for the nearest of these, so that relative dates never overflow."""

_VOTING = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})


def extract(text: str, published: date) -> list[ClaimDraft]:
    """The claims of `text`, in order of their quotes.

    `published` is the day of publication, to which relative dates refer. Pure and deterministic; any
    text is accepted and takes time linear in its length. The drafts' offsets count code points of
    `text` as given.
    """
    return [candidate.draft for candidate in extract_candidates(text, published, load_scorer())]


def extract_candidates(text: str, published: date, scorer: Scorer, linker: Linker | None = None) -> list[Candidate]:
    """The same claims, in the same order, each with what its confidence follows from: see `Scorer.reasons`.

    Those that only a link tells, below `scorer.keep`, are left out. `linker`: the weights of links, those that ship
    by default.
    """
    return read_text(text, published, scorer, linker, unlikely=False).claims


def read_text(
    text: str, published: date, scorer: Scorer, linker: Linker | None = None, *, unlikely: bool = True
) -> Outcome:
    """The same claims, with all that the text told and that did not become one.

    Without `unlikely` time is saved: links that cannot be likely enough are not read to the end, nor told.
    """
    outcome = _read(text, published, linker or load_links(), scorer if not unlikely else None)
    candidates = with_neighbours(outcome.claims)
    scored = [replace(c, draft=replace(c.draft, confidence=_confidence(c, scorer))) for c in candidates]
    scored = no_surer_than_their_end(scored)
    outcome.unlikely = [c for c in scored if not _likely(c, scorer)]
    kept = [c for c in scored if _likely(c, scorer)]
    outcome.claims = sorted(_distinct(kept, outcome.repeated), key=_place_in_text)
    return outcome


def _confidence(candidate: Candidate, scorer: Scorer) -> float:
    """How sure the scorer is; at most `MOST_UNSEEN` of what only a link tells, and of a past without a day.

    Also of "the army" in a war that is only guessed.
    """
    confidence = scorer.confidence(candidate.features)
    grounds = candidate.grounds
    unsure = candidate.features.told_by == "link" or grounds.dated.long_ago or grounds.theatre_guessed
    return min(confidence, MOST_UNSEEN) if unsure else confidence


def _likely(candidate: Candidate, scorer: Scorer) -> bool:
    """Whether a claim is worth showing: what a rule has read always, so that an editor sees it."""
    return candidate.features.told_by != "link" or candidate.draft.confidence >= scorer.keep


_EVERY_LINK = Linker(0.0, {}, {})


def propose_links(text: str, published: date) -> list[Candidate]:
    """Every link of `text` as a claim, likely or not: what links are learned from."""
    return [c for c in _read(text, published, _EVERY_LINK, None, merge=False).claims if c.link is not None]


def _place_in_text(candidate: Candidate) -> tuple[int, int, str, str, str]:
    draft = candidate.draft
    return draft.start, draft.end, draft.place, draft.kind, draft.actor_canonical


def _read(text: str, published: date, linker: Linker, scorer: Scorer | None, *, merge: bool = True) -> Outcome:
    """All claims as the text tells them, repetitions and all, without a confidence (0); those that links tell last.

    `scorer`: leaves out links that it cannot keep. `merge`: a link that says what a rule has read, or another link, is
    no claim of its own.
    """
    published = min(max(published, FIRST_DAY), LAST_DAY)
    readings = read_sentences(text, published)
    memory, salience = DateMemory(published), Salience()
    salience.only_town = only_town(readings, text)
    discourse = discourse_of(readings, text)
    outcome = Outcome(readings)
    headline = _is_headline(readings) if readings else False
    guessed = _guessed(readings)
    by_rules: list[Candidate] = []
    by_links: list[Candidate] = []
    before = 0, 0
    for number, reading in enumerate(readings):
        for takes_back, change in ((denies_what_was_said, taken_back), (beats_off, beaten_off)):
            if before != (len(by_rules), len(by_links)) and takes_back(reading):
                for claims, start in zip((by_rules, by_links), before, strict=True):
                    claims[start:] = [replace(c, draft=change(c.draft)) for c in claims[start:]]
        before = len(by_rules), len(by_links)
        memory.hear(reading)
        told = [*verb_events(reading), *noun_events(reading), *state_events(reading), *adjective_events(reading)]
        beside = with_holders_beside(reading, with_gapped(reading, told))
        found = _without_shadows(reading, with_what_is_over(reading, beside))
        found += left_again(readings, reading, salience, found)
        found += all_taken_back(text, reading, salience, found)
        here: list[Candidate] = []
        placed = (one for event in found for one in each_place(text, event, reading, salience))
        for event in with_sides(text, placed, reading, salience, readings[number + 1 : number + 1 + AHEAD]):
            resolved = resolve_event(text, reading, event, salience)
            if isinstance(resolved, Unread):
                outcome.unread.append(resolved)
                continue
            resolved.party_by_role |= resolved.party_from_before and resolved.party in guessed
            candidate = _candidate(text, reading, resolved, memory, headline=headline)
            reading.told = event.place or reading.told
            salience.note(candidate.draft, event.kind, reading.sentence.paragraph, reading.number)
            here.append(candidate)
        kinds = _kinds_by_party(c.draft for c in here)
        links = propose(reading, discourse, linker, kinds, places_before=bool(salience.places))
        proposed = [
            (link, resolved)
            for link in links
            for event in each_place(text, link.event, reading, salience)
            if isinstance(resolved := resolve_event(text, reading, event, salience), ResolvedEvent)
        ]
        for candidate in here:
            discourse.tell(candidate.draft)
        if merge:
            here, proposed = with_links(reading, here, proposed)
        by_rules += here
        for link, resolved in proposed:
            if scorer is None or _may_be_kept(reading, resolved, link, scorer, headline=headline):
                by_links.append(_candidate(text, reading, resolved, memory, link, headline=headline))
        remember(salience, reading, text, {c.draft.place for c in here if c.draft.kind is not Kind.ATTACKS})
    if headline:
        by_rules, by_links = ([_dated_as_headline(c, published) for c in told] for told in (by_rules, by_links))
    with_days = with_days_of_battles(readings, by_rules + by_links, published)
    outcome.claims = in_told_order(readings, with_ends_of_spans(readings, with_days, published), published)
    return outcome


def _guessed(readings: list[Reading]) -> set[str]:
    """The parties that only words like "the army" tell, in a war that is only guessed: so are "they" and "their"."""
    if not readings or not readings[0].theatre.guessed:
        return set()
    told = [actor for reading in readings for actor in reading.actors]
    by_name = {actor.canonical for actor in told if actor.named or actor.country or actor.adjective}
    return {actor.canonical for actor in told} - by_name


def _may_be_kept(reading: Reading, resolved: ResolvedEvent, link: Link, scorer: Scorer, *, headline: bool) -> bool:
    """Whether a claim that only a link tells can be likely enough, whatever its days and its modality."""
    return scorer.at_most(features_of(reading, resolved, None, None, link, headline=headline)) >= scorer.keep


def _kinds_by_party(drafts: Iterable[ClaimDraft]) -> dict[str, set[Kind]]:
    """What rules have read in a sentence, by party; a part of a place is part of what is told of it."""
    kinds: dict[str, set[Kind]] = {}
    for draft in drafts:
        told = kinds.setdefault(draft.actor_canonical, set())
        told |= {Kind.CAPTURES, Kind.HOLDS} if draft.kind is Kind.PARTLY_HOLDS else {draft.kind}
        told.add(draft.kind)
    return kinds


def _without_shadows(reading: Reading, events: list[Event]) -> list[Event]:
    """Drop what names nobody where another event of that kind, at the same words, names the party.

    Also who held the part that another took: of "took the rebel half of P" the rebels keep nothing that is told.
    """
    named = {(e.place.name_start, e.kind) for e in events if e.place and (e.actor or e.subject_missing)}
    parts = {
        e.place.name_start
        for e in events
        if e.place and e.place.partial and e.kind is Kind.CAPTURES and mood_of(reading, e).modality in _VOTING
    }
    return [
        e for e in events if e.place is None or not (_nameless(e, named) or _taken_part(reading, e, e.place, parts))
    ]


def _nameless(event: Event, named: set[tuple[int, Kind]]) -> bool:
    nobody = event.actor is None and event.against is None and not event.subject_missing
    return nobody and event.place is not None and (event.place.name_start, event.kind) in named


def _taken_part(reading: Reading, event: Event, place: Place, parts: set[int]) -> bool:
    """Whether an adjective tells who held the part of a place that another event takes."""
    if event.rule != "held_adjective" or event.actor is None or place.name_start not in parts:
        return False
    return place.partial and holds_the_part(reading, place, event.actor)


def _is_headline(readings: list[Reading]) -> bool:
    """A single sentence without a full stop."""
    s = readings[0].sentence
    return len(readings) == 1 and s.words[-1] not in {".", "!", '"', "”"} and len(s) < 40


def _dated_as_headline(candidate: Candidate, published: date) -> Candidate:
    draft = candidate.draft
    if draft.date_from is None and draft.date_to == published:
        dated = replace(draft, date_from=published - timedelta(days=1), precision=Precision.RANGE)
        return replace(candidate, draft=dated)
    return candidate


def _candidate(
    text: str,
    reading: Reading,
    resolved: ResolvedEvent,
    memory: DateMemory,
    link: Link | None = None,
    *,
    headline: bool,
) -> Candidate:
    """The claim that an event makes; `link`: what alone tells it."""
    s, event, place = reading.sentence, resolved.event, resolved.place
    mood = mood_of(reading, event)
    dated = date_event(reading, event, memory)
    start, end = s.starts[event.start], s.ends[event.end - 1]
    draft = ClaimDraft(
        quote=text[start:end],
        start=start,
        end=end,
        place=resolved.place_name,
        place_kind=resolved.place_kind,
        relation=place.relation if place else Relation.IN,
        actor=resolved.party_text,
        actor_canonical=resolved.party,
        kind=resolved.kind,
        date_from=dated.first,
        date_to=dated.last,
        precision=dated.precision,
        modality=mood.modality,
        confidence=0.0,
        rule=event.rule,
        against_canonical=resolved.against,
        share=place.share if place and resolved.kind is Kind.PARTLY_HOLDS else None,
    )
    features = features_of(reading, resolved, dated, mood, link, headline=headline)
    before = resolved.place_from_before, resolved.party_from_before
    guessed = resolved.party_by_role and reading.theatre.guessed
    grounds = Grounds(event, dated, mood, *before, resolved.party_by_role, headline, guessed)
    return Candidate(draft, features, reading.number, grounds, event.group.verb, link)


def _distinct(candidates: list[Candidate], repeated: list[Repeated]) -> list[Candidate]:
    """One claim for what is said twice of one place by overlapping words; the surer one stays.

    The others are added to `repeated`.
    """
    kept: dict[tuple[object, ...], Candidate] = {}
    dated: dict[tuple[object, ...], Candidate] = {}
    for c in candidates:
        if c.draft.date_from is not None:
            dated.setdefault((c.draft.place, c.draft.actor_canonical, c.draft.kind, c.draft.modality), c)
    for candidate in candidates:
        draft = candidate.draft
        event = (
            draft.kind in {Kind.CAPTURES, Kind.LOSES} and draft.date_from is None and draft.precision is Precision.OPEN
        )
        with_date = dated.get((draft.place, draft.actor_canonical, draft.kind, draft.modality))
        if event and with_date:
            repeated.append(Repeated(candidate, with_date, "tells again, without its date, what the text dates"))
            continue
        key = (
            draft.place,
            draft.actor_canonical,
            draft.kind,
            draft.date_from,
            draft.date_to,
            draft.modality in {Modality.ASSERTED, Modality.ATTRIBUTED},
        )
        other = kept.get(key)
        if other is None or draft.confidence > other.draft.confidence:
            kept[key] = candidate
        if other is not None:
            surer = kept[key]
            repeated.append(Repeated(other if surer is candidate else candidate, surer, "says the same"))
    return list(kept.values())
