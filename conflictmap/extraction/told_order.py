"""What a text tells without a day, before it tells on what day somebody else took the place: that came first.

"After the Islamic State seized Mosul, it declared a caliphate. Iraqi forces retook the city in July 2017", in a text
of 2020: the first sentence has no date of its own, and taken for news it would give the city back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from conflictmap.core.claims import VOTING_MODALITIES, Kind, Precision
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.dating import NEWS_DAYS, Dated
from conflictmap.extraction.lexicon import grammar
from conflictmap.extraction.readings import Reading

_AGAIN = grammar("taken_again")
_SPAN = 4
"""Tokens of a span of time behind a comma: ", three weeks after"."""
_HOURS = frozenset({"hours", "minutes", "moments", "hour"})
_SUBORDINATE = frozenset({"when", "after", "before", "once", "while", "as", "until"})
_CLAUSE_ENDS = frozenset({",", ";", "(", '"', "but"})
_CHANGES = frozenset({Kind.CAPTURES, Kind.LOSES})
_HAVING = frozenset({Kind.CAPTURES, Kind.HOLDS, Kind.PARTLY_HOLDS})
_FOLLOWED = 20
"""Claims of one place looked at behind one that has no day: time grows linearly with the text."""
_RETROSPECT = timedelta(days=30)
"""A text whose last date is farther back tells of the past: "when X took P" in it is no news."""


def in_told_order(readings: Sequence[Reading], candidates: list[Candidate], published: date) -> list[Candidate]:
    """The claims, those without a day bounded by a later one's, or marked as told of the past."""
    told = _with_states_ended(readings, _with_what_came_before(readings, candidates), published)
    if not any(_undated(c, published) for c in told):
        return told
    days = [d.last for reading in readings for d in reading.dates if d.last <= published]
    retrospect = bool(days) and max(days) < published - _RETROSPECT
    later: dict[str, list[Candidate]] = defaultdict(list)
    changed: dict[int, Candidate] = {}
    for candidate in sorted(told, key=_place_in_text, reverse=True):
        behind = later[candidate.draft.place.casefold()]
        if _undated(candidate, published):
            nearest = behind[:-_FOLLOWED:-1]
            changed[id(candidate)] = _in_order(readings[candidate.sentence], candidate, nearest, retrospect=retrospect)
        if _dated_before(candidate, published):
            behind.append(candidate)
    return [changed.get(id(candidate), candidate) for candidate in told]


def _with_what_came_before(readings: Sequence[Reading], candidates: list[Candidate]) -> list[Candidate]:
    """The claims, what "after" joins to a capture told as having come before it."""
    here: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        if candidate.draft.kind in _CHANGES:
            here[candidate.sentence].append(candidate)
    if all(len(beside) == 1 for beside in here.values()):
        return candidates
    changed: dict[int, list[Candidate]] = {}
    for number, beside in here.items():
        told = [_from_who_came_before(readings[number], c, beside) for c in beside]
        for candidate, one in zip(beside, told, strict=True):
            changed[id(candidate)] = list(_before_the_main_clause(readings[number], one, told))
    return [one for candidate in candidates for one in changed.get(id(candidate), [candidate])]


def _with_states_ended(readings: Sequence[Reading], candidates: list[Candidate], published: date) -> list[Candidate]:
    """The claims, a state no longer than until the same sentence has another take the place.

    "P, controlled by X since 2012, was taken by Y on 18 March 2018", "P, an X stronghold, was taken by Y on Friday":
    not X's until the text appeared.
    """
    taken: dict[tuple[int, str], list[Candidate]] = defaultdict(list)
    news: dict[str, Candidate] = {}
    for c in candidates:
        told = c.draft.modality in VOTING_MODALITIES and c.features.told_by != "link" and not c.grounds.dated.long_ago
        if c.draft.kind is Kind.CAPTURES and told:
            taken[c.sentence, c.draft.place.casefold()] += [c] if c.draft.date_from else []
            if c.draft.date_to and c.draft.date_to >= published - NEWS_DAYS and c.draft.actor_canonical != UNKNOWN:
                news.setdefault(c.draft.place.casefold(), c)
    if not taken:
        return candidates
    ended = [
        _until_taken(readings[c.sentence], c, taken.get((c.sentence, c.draft.place.casefold()), []), published)
        for c in candidates
    ]
    return [_until_the_news(c, news.get(c.draft.place.casefold()), published) for c in ended]


def _until_the_news(candidate: Candidate, news: Candidate | None, published: date) -> Candidate:
    """ "X has taken P. ... P has been held by Y since August.": until the news with which the text began."""
    draft, dated = candidate.draft, candidate.grounds.dated
    since = dated.mention is not None and dated.mention.bound == "since" and draft.kind is Kind.HOLDS
    if news is None or not since or draft.date_from is None or draft.date_to is None:
        return candidate
    other = news.draft.actor_canonical != draft.actor_canonical and news.sentence < candidate.sentence
    last = (news.draft.date_from or published) - timedelta(days=1)
    if not other or not draft.date_from <= last < draft.date_to:
        return candidate
    grounds = replace(candidate.grounds, dated=replace(dated, last=last, why="until another took the place"))
    return replace(candidate, draft=replace(draft, date_to=last), grounds=grounds)


def _until_taken(reading: Reading, candidate: Candidate, taken: Iterable[Candidate], published: date) -> Candidate:
    draft, dated = candidate.draft, candidate.grounds.dated
    if draft.kind not in {Kind.HOLDS, Kind.PARTLY_HOLDS} or not draft.date_to:
        return candidate
    since = dated.mention is not None and dated.mention.bound == "since"
    days = [c.draft.date_from for c in taken if c.draft.actor_canonical != draft.actor_canonical]
    ended = min((day for day in days if day and (draft.date_from or date.min) < day <= draft.date_to), default=None)
    if ended is None or not (
        since or (draft.date_from is None and _told_as_past(reading, candidate, ended, published))
    ):
        return candidate
    last, why = ended - timedelta(days=1), "until another took the place"
    grounds = replace(candidate.grounds, dated=replace(dated, last=last, why=why))
    return replace(candidate, draft=replace(draft, date_to=last), grounds=grounds)


def _told_as_past(reading: Reading, candidate: Candidate, ended: date, published: date) -> bool:
    """Whether a state without a day is one that the capture ended: it is the news, or the state is told as past."""
    group = candidate.grounds.event.group
    was = {"was", "were", "had"}.intersection(reading.sentence.keys[max(0, group.start - 2) : group.end])
    return bool(was) or ended >= published - _RETROSPECT


def _from_who_came_before(reading: Reading, candidate: Candidate, candidates: Iterable[Candidate]) -> Candidate:
    """ "X retook P hours after Y seized it": X took it from Y, on whatever day."""
    if candidate.draft.kind is not Kind.CAPTURES or candidate.draft.against_canonical is not None:
        return candidate
    for other in candidates:
        told = other.sentence == candidate.sentence and other.draft.kind is Kind.CAPTURES
        known = other.draft.actor_canonical != UNKNOWN and other.features.told_by != "link"
        if told and known and _taken_after(candidate, other) and _behind_after(reading, candidate, other):
            return replace(candidate, draft=replace(candidate.draft, against_canonical=other.draft.actor_canonical))
    return candidate


def _before_the_main_clause(
    reading: Reading, candidate: Candidate, candidates: Iterable[Candidate]
) -> Iterator[Candidate]:
    """ "X retook P two days after losing it to Y": what "after" joins came the day before at the latest.

    "Hours after" it may have been the same day: then who took it is told as whom the main clause takes it from, and a
    loss that was made good within hours is left out.
    """
    main = next((other for other in candidates if _is_main_clause_of(reading, other, candidate)), None)
    if main is None or main.draft.date_to is None or candidate.draft.date_to != main.draft.date_to:
        yield candidate
        return
    keys = reading.sentence.keys[main.grounds.event.group.end : candidate.grounds.event.group.start]
    if not _HOURS.isdisjoint(keys):
        if candidate.draft.kind is Kind.CAPTURES:
            yield replace(candidate, draft=replace(candidate.draft, against_canonical=None))
        return
    last = main.draft.date_to - timedelta(days=1)
    first = candidate.draft.date_from and min(candidate.draft.date_from, last)
    first = None if candidate.draft.date_from == main.draft.date_from else first  # the day is the main clause's
    dated = replace(candidate.grounds.dated, first=first, last=last, why="told as having come before the main clause")
    draft = replace(candidate.draft, date_from=first, date_to=last)
    yield replace(candidate, draft=draft, grounds=replace(candidate.grounds, dated=dated))


def _is_main_clause_of(reading: Reading, main: Candidate, candidate: Candidate) -> bool:
    """Whether `candidate` tells, behind "after", of what was so with a place before `main` took it."""
    one, two = main.draft, candidate.draft
    if (
        main.sentence != candidate.sentence
        or one.kind is not Kind.CAPTURES
        or one.place.casefold() != two.place.casefold()
    ):
        return False
    same = one.actor_canonical == two.actor_canonical
    lost, taken = two.kind is Kind.LOSES and same, two.kind is Kind.CAPTURES and not same
    return (lost or taken) and (_behind_after(reading, main, candidate) or _aside_of(reading, main, candidate))


def _aside_of(reading: Reading, main: Candidate, candidate: Candidate) -> bool:
    """ "P, the only capital captured by X, was liberated on Friday": what an aside tells of who lost it."""
    aside, group = candidate.grounds.event.group, main.grounds.event.group
    lost = main.draft.against_canonical == candidate.draft.actor_canonical and candidate.features.told_by != "link"
    participle = aside.voice == "past" and aside.start == aside.verb and aside.end < group.start
    return lost and participle and group.voice == "passive" and "," in reading.sentence.keys[aside.end : group.start]


def _behind_after(reading: Reading, candidate: Candidate, other: Candidate) -> bool:
    """Whether "after" joins the clause of `other` to what stands before it."""
    between = reading.sentence.keys[candidate.grounds.event.group.end : other.grounds.event.group.start]
    if (
        len(between) > _SPAN
        and "after" in between
        and "," in between[between.index("after") - _SPAN : between.index("after")]
    ):
        between = between[between.index("after") :]  # "retook P in 2014, days after losing it"
    return "after" in between and not {",", ";", "and", "but", "before"}.intersection(between)


def _undated(candidate: Candidate, published: date) -> bool:
    dated, group = candidate.grounds.dated, candidate.grounds.event.group
    nowhere = dated.mention is None and dated.first is None and dated.last == published and not dated.long_ago
    verbal = group.voice not in {"adjective", "state"} and not (group.present or group.perfect)
    return nowhere and candidate.draft.kind in _HAVING | {Kind.LOSES} and verbal


def _dated_before(candidate: Candidate, published: date) -> bool:
    """Whether somebody is told to have taken a place on days well before publication."""
    draft = candidate.draft
    known = draft.actor_canonical != UNKNOWN and draft.modality in VOTING_MODALITIES
    told = known and draft.kind in {Kind.CAPTURES, Kind.HOLDS}
    return told and draft.date_from is not None and draft.date_to is not None and draft.date_to < published - NEWS_DAYS


def _in_order(reading: Reading, candidate: Candidate, dated: Iterable[Candidate], *, retrospect: bool) -> Candidate:
    subordinate = _subordinate(reading, candidate)
    later = next((other for other in dated if _taken_after(candidate, other)), None)  # the nearest behind it
    if later is None:
        return _long_ago(candidate) if subordinate and retrospect else candidate
    if not subordinate and _AGAIN.isdisjoint(later.draft.quote.casefold().split()):
        return _long_ago(candidate)
    until = later.draft.date_to if candidate.draft.kind is Kind.LOSES else later.draft.date_from
    if until is None:
        return candidate
    last = until if candidate.draft.kind is Kind.LOSES else until - timedelta(days=1)
    why = "no date of its own, told before another took the place: some day before that"
    told = Dated(None, last, Precision.OPEN, why=why)
    grounds = replace(candidate.grounds, dated=told)
    return replace(candidate, draft=replace(candidate.draft, date_to=last), grounds=grounds)


def _taken_after(candidate: Candidate, other: Candidate) -> bool:
    """Whether `other` is told behind it in the text, of the same place and another party."""
    one, two = candidate.draft, other.draft
    return (
        _place_in_text(other) > _place_in_text(candidate)
        and one.place.casefold() == two.place.casefold()
        and one.actor_canonical != two.actor_canonical
    )


def _place_in_text(candidate: Candidate) -> tuple[int, int]:
    return candidate.sentence, candidate.grounds.event.group.start


def _subordinate(reading: Reading, candidate: Candidate) -> bool:
    """ "When X took P", "after taking P": no main clause."""
    s, group = reading.sentence, candidate.grounds.event.group
    start = group.start
    while start > 0 and s.words[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    return not _SUBORDINATE.isdisjoint(s.keys[start : group.start])


def _long_ago(candidate: Candidate) -> Candidate:
    why = "told of the past, and nothing tells when"
    dated = replace(candidate.grounds.dated, long_ago=True, why=why)
    return replace(candidate, grounds=replace(candidate.grounds, dated=dated))
