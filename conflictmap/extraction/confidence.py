"""What there is to see about a claim that tells how likely it was read right: the scorer's features.

Everything is gathered where the claim is made, in plain words and numbers, so that a person can read
why a claim scored as it did. `conflictmap.extraction.scorer` turns them into a confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any

from conflictmap.core.claims import ClaimDraft, Kind, Precision, Relation
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.dating import Dated
from conflictmap.extraction.events import Event
from conflictmap.extraction.grounds import Grounds
from conflictmap.extraction.lexicon import load
from conflictmap.extraction.links import Link
from conflictmap.extraction.modality import Mood
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.resolved_events import ResolvedEvent

NEAR = 6
"""Tokens on either side of the trigger that count as near it."""
NO_LINK = -2.0
"""Log-odds of a claim that no link proposes (of attacks none does): just below those that make a claim."""
SUREST_LINK = 4.0
"""Log-odds above this count as this."""
_WHOLE = frozenset({Kind.CAPTURES, Kind.HOLDS})
_BANDS = ((-1.5, "unlikely"), (-0.5, "doubtful"), (0.5, "even"), (1.5, "likely"))
_CLAUSE_WORDS = frozenset(
    {",", ";", "(", ")", ":", "and", "but", "while", "although", "though", "whereas", "which", "who", "that", "when",
     "where", "after", "before", "until", "as", "because"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of one claim. Texts are categories, numbers are about 0 to 3, flags 0 or 1.

    `frame`: how the rule reads its arguments; of a rule that the lexicon does not name, the voice.
    `distance_to_place`, `distance_to_actor`, `quote_length`: tens of tokens. `clauses_to_place`,
    `clauses_to_actor`: clause boundaries between. `neighbours`: other claims on the place from the
    same sentence. `rivals`: those of them with the same kind and another party. `told_by`: a rule, a
    link, or both. `link`: log-odds of the link (`conflictmap.extraction.links`), `link_lead`: above its
    best rival; `link_told`: that
    its word tells this of the place, of whatever party.
    """

    rule: str
    kind: str
    frame: str
    voice: str
    modality: str
    place_cue: str
    place_shape: str
    place_kind: str
    relation: str
    actor: str
    date: str
    sentence: str
    part: str
    distance_to_place: float
    distance_to_actor: float
    clauses_to_place: float
    clauses_to_actor: float
    quote_length: float
    list_position: float
    attribution_near: float
    negation_near: float
    against_known: float
    other_parties: float
    perfect: float
    place_has_holder: float
    headline: float
    neighbours: float = 0.0
    rivals: float = 0.0
    told_by: str = "rule"
    evidence: str = "rule alone"
    place_slot: str = "rule alone"
    party_slot: str = "rule alone"
    link: float = NO_LINK
    link_lead: float = 0.0
    link_told: float = NO_LINK

    def items(self) -> list[tuple[str, str | float]]:
        """Names and values, in the order above."""
        return [*zip(_NAMES, _VALUES(self), strict=True)]


_NAMES = tuple(field.name for field in fields(Features))
_VALUES = attrgetter(*_NAMES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim with what its confidence follows from.

    `sentence` is the number of its sentence in the text, `word` the token there that tells it.
    """

    draft: ClaimDraft
    features: Features
    sentence: int
    grounds: Grounds
    word: int
    link: Link | None = None


@cache
def _frames() -> dict[str, str]:
    lexicon = load()
    frames = {form.rule: form.frame for forms in lexicon.verbs.values() for form in forms}
    frames |= {form.rule: "noun" for forms in lexicon.nouns.values() for form in forms}
    return frames | {form.rule: "state" for form in lexicon.states}


def _gap(one: tuple[int, int], other: tuple[int, int]) -> range:
    """The tokens between two spans; empty when they touch or overlap."""
    first, second = sorted((one, other))
    return range(first[1], max(first[1], second[0]))


def _between(reading: Reading, event: Event, start: int, end: int) -> tuple[float, float]:
    """Distance of a mention from the trigger, in tens of tokens up to 3, and clause boundaries between, up to 3."""
    gap = _gap((event.group.start, event.group.end), (start, end))
    behind = reading.sentence.past_aside(gap.start, gap.stop)
    mentions = [place.start for place in reading.places] + [actor.start for actor in reading.actors]
    if not any(gap.start <= start < behind for start in mentions):
        gap = range(behind, gap.stop)
    boundaries = sum(reading.sentence.key(n) in _CLAUSE_WORDS for n in gap)
    return min(len(gap) / 10, 3.0), float(min(boundaries, 3))


def _place_cue(place: Place | None, resolved: bool) -> str:
    if place is None or place.reference or resolved:
        return "antecedent" if place is None or not place.reference else "reference"
    if place.known:
        return "known and cued" if place.cued else "known"
    return "cued" if place.cued else "shape alone"


def _place_shape(reading: Reading, place: Place | None) -> str:
    if place is None or place.reference:
        return "none"
    s = reading.sentence
    if place.name_end - place.name_start > 1:
        joined = any(s.key(n) == "-" for n in range(place.name_start, place.name_end))
        return "hyphenated" if joined else "several words"
    word = s.words[place.name_start]
    if len(word) > 1 and word.isupper():
        return "capitals"
    if place.name_start == 0:
        return "first word"
    return "one word" if s.capitals[place.name_start] else "lower case"


def _actor_type(resolved: ResolvedEvent) -> str:
    actor = resolved.event.actor
    if resolved.party == UNKNOWN:
        return "unknown" if actor else "nobody"
    if resolved.party_from_before:
        return "antecedent"
    if actor is not None and actor.organisation:
        return "name"
    if actor is not None and (actor.adjective or actor.country):
        return "nationality alone"
    return "role" if resolved.party_by_role else "nationality"


def _date_kind(dated: Dated) -> str:
    if dated.carried:
        return "carried"
    if dated.first is None and dated.precision is Precision.OPEN:
        return "none"
    return "own"


def _length(reading: Reading) -> str:
    words = len(reading.sentence)
    return next((name for limit, name in ((15, "short"), (30, "middling"), (50, "long")) if words <= limit), "endless")


def _part(place: Place | None) -> str:
    if place is None or not place.partial:
        return "whole"
    return "part without share" if place.share is None else "part with share"


def _list_position(reading: Reading, place: Place | None) -> float:
    """How many places stand in a row, joined by commas or "and", before this one; up to 3."""
    position, start = 0, place.start if place else 0
    for other in reversed(reading.places):
        if place is not None and other.end <= start and start - other.end <= 2:
            joints = [reading.sentence.key(n) for n in range(other.end, start)]
            if joints and set(joints) <= {",", "and", "or"}:
                position, start = position + 1, other.start
    return float(min(position, 3))


def _other_parties(reading: Reading, resolved: ResolvedEvent) -> float:
    """How many parties the sentence names beside the claim's own and its enemy; up to 3.

    A country after a preposition ("in Iraq") is a place.
    """
    s, prepositions = reading.sentence, reading.lexicon.words["prepositions"]
    named = {a.canonical for a in reading.actors if not (a.country and s.key(a.start - 1) in prepositions)}
    return float(min(len(named - {UNKNOWN, resolved.party, resolved.against}), 3))


_ATTACK: Mapping[str, Any] = {"link": 0.0, "link_told": 0.0, "evidence": "attack"}
"""Of attacks no links are looked for."""


def features_of(
    reading: Reading,
    resolved: ResolvedEvent,
    dated: Dated | None,
    mood: Mood | None,
    link: Link | None = None,
    *,
    headline: bool,
) -> Features:
    """What is known of a claim made of an event, before its neighbours are known.

    Without `dated` and `mood` nothing is said of date and modality, nor of the words near the trigger. `link`: what
    alone tells it. `headline`: the text is one.
    """
    event, kind = resolved.event, resolved.kind
    s, words, place, group = reading.sentence, reading.lexicon.words, event.place, event.group
    relation = resolved.place.relation if resolved.place else Relation.IN
    to_place = _between(reading, event, place.start, place.end) if place else (0.0, 0.0)
    to_actor = _between(reading, event, event.actor.start, event.actor.end) if event.actor else (0.0, 0.0)
    near = set(s.keys[max(0, group.start - NEAR) : group.end + NEAR]) if mood else set()
    return Features(
        rule=event.rule,
        kind=kind.value,
        frame=_frames().get(event.rule, group.voice),
        voice=group.voice,
        modality=mood.modality.value if mood else "",
        place_cue=_place_cue(place, resolved.place_from_before),
        place_shape=_place_shape(reading, place),
        place_kind="country" if place and place.country else resolved.place_kind.value,
        relation=relation.value,
        actor=_actor_type(resolved),
        date=_date_kind(dated) if dated else "",
        sentence=_length(reading),
        part=_part(place),
        distance_to_place=to_place[0],
        distance_to_actor=to_actor[0],
        clauses_to_place=to_place[1],
        clauses_to_actor=to_actor[1],
        quote_length=min((event.end - event.start) / 10, 3.0),
        list_position=_list_position(reading, place),
        attribution_near=float(not near.isdisjoint(words["attribution"])),
        negation_near=float(not (near.isdisjoint(words["negations"]) and near.isdisjoint(words["failed"]))),
        other_parties=_other_parties(reading, resolved),
        perfect=float(group.perfect),
        against_known=float(resolved.against is not None),
        place_has_holder=float(bool(place and place.holder)),
        headline=float(headline),
        **(_of_link(link, "link") if link else _ATTACK if kind is Kind.ATTACKS else {}),
    )


Proposed = tuple[Link, ResolvedEvent]


def with_links(
    reading: Reading, told: Sequence[Candidate], proposed: Sequence[Proposed]
) -> tuple[list[Candidate], list[Proposed]]:
    """The claims that rules tell in a sentence, each with the link that says the same; and those that only links tell.

    What a rule has read of a word, a place and a party no link reads otherwise, and of who lost a place to somebody
    no link says that it has it. That no link bears a rule out speaks
    against it only where one could.
    """
    links: dict[tuple[str, str, Kind], Proposed] = {}
    for link, resolved in proposed:
        key = _said(resolved.place_name, resolved.party, resolved.kind)
        if key not in links or link.log_odds > links[key][0].log_odds:
            links[key] = link, resolved
    rules = [_said(c.draft.place, c.draft.actor_canonical, c.draft.kind) for c in told]
    read = {(c.word, c.draft.place, c.draft.actor_canonical) for c in told}
    merged = [
        linked(c, links[key][0], "rule and link") if key in links else _alone(c, reading)
        for c, key in zip(told, rules, strict=True)
    ]
    lost = {
        _said(c.draft.place, c.draft.against_canonical, Kind.CAPTURES)
        for c in told
        if c.draft.kind is Kind.CAPTURES and c.draft.against_canonical
    }
    more = [
        (link, resolved)
        for key, (link, resolved) in links.items()
        if key not in rules
        and key not in lost
        and (resolved.event.group.verb, resolved.place_name, resolved.party) not in read
    ]
    return merged, more


def _alone(c: Candidate, reading: Reading) -> Candidate:
    """A claim that no link bears out, marked as such where none can: its word says nothing of the kind by itself."""
    kind, senses = c.draft.kind, reading.senses.get(c.word, ())
    said = kind in senses or (kind is Kind.PARTLY_HOLDS and not _WHOLE.isdisjoint(senses))
    if said or kind is Kind.ATTACKS:
        return c
    return replace(c, features=replace(c.features, link=0.0, evidence="no link possible"))


def _said(place: str, party: str, kind: Kind) -> tuple[str, str, Kind]:
    return place, party, Kind.CAPTURES if kind is Kind.HOLDS else kind


def linked(c: Candidate, link: Link, told_by: str) -> Candidate:
    """A claim with the link that tells it, or bears it out."""
    return replace(c, link=link, features=with_link(c.features, link, told_by))


def with_link(features: Features, link: Link, told_by: str) -> Features:
    """What is known of a claim, with what is known of its link."""
    return replace(features, **_of_link(link, told_by))


def _of_link(link: Link, told_by: str) -> Mapping[str, Any]:
    """The features that a link gives its claim, by their names."""
    log_odds = min(SUREST_LINK, max(NO_LINK, link.log_odds))
    return {
        "told_by": told_by,
        "evidence": f"{told_by} {_band(log_odds)}",
        "link": log_odds,
        "link_lead": link.lead,
        "link_told": min(SUREST_LINK, max(NO_LINK, link.told)),
        "place_slot": link.place_slot,
        "party_slot": link.party_slot,
    }


def _band(log_odds: float) -> str:
    return next((name for limit, name in _BANDS if log_odds < limit), "sure")


def with_neighbours(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a text with `neighbours` and `rivals` counted, up to 3 each, and their final modality."""
    told = [c for c in candidates if c.features.told_by != "link"]
    places = Counter((c.sentence, c.draft.place) for c in told)
    kinds = Counter((c.sentence, c.draft.place, c.draft.kind) for c in told)
    parties = Counter((c.sentence, c.draft.place, c.draft.kind, c.draft.actor_canonical) for c in told)
    counted = []
    for c in candidates:
        here = (c.sentence, c.draft.place)
        same_kind = kinds[*here, c.draft.kind]
        modality = c.draft.modality.value
        neighbours = float(min(places[here] - same_kind, 3))
        rivals = float(min(same_kind - parties[*here, c.draft.kind, c.draft.actor_canonical], 3))
        if neighbours or rivals or modality != c.features.modality:
            features = replace(c.features, modality=modality, neighbours=neighbours, rivals=rivals)
            counted.append(replace(c, features=features))
        else:
            counted.append(c)
    return counted
