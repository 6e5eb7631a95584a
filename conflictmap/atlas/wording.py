"""The sentences of the pages, in one place: neutral words, always with a subject and a date.

Dates are inclusive here, as people read them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conflictmap.core.claims import Kind
from conflictmap.core.periods import PressureStatus, Status
from conflictmap.resolution.decay import is_stale
from conflictmap.resolution.reasons import part_words

PLURAL_NAME = re.compile(r"(forces|groups|units|militias|fighters|factions|brigades|tribes|rebels)$", re.IGNORECASE)
NAME_WITH_ARTICLE = re.compile(r"(government|opposition|forces|army|region|coalition|authorities)$", re.IGNORECASE)

KIND_VERBS = {
    Kind.CAPTURES: ("captures", "capture"),
    Kind.HOLDS: ("holds", "hold"),
    Kind.LOSES: ("loses", "lose"),
    Kind.CONTESTS: ("fights inside", "fight inside"),
    Kind.BESIEGES: ("besieges", "besiege"),
    Kind.ATTACKS: ("attacks", "attack"),
}


@dataclass(frozen=True, slots=True)
class Party:
    """One holder as the sentences need it: its name, its share in 0..1 and whether it is inferred."""

    name: str
    share: float | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whose `lead` is set in bold: the party, or what is the matter."""

    lead: str
    rest: str

    def __str__(self) -> str:
        return self.lead + self.rest


def long_day(day: date) -> str:
    """A day in running text: 22 September 2017."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """A day in tables and notes: 22 Sep 2017."""
    return f"{day.day} {day:%b} {day.year}"


def day_range(first: date | None, last: date | None, *, short: bool = False) -> str:
    """The days `first` to `last`, both counted, without repeating the month or year they share."""
    word = short_day if short else long_day
    if first is None or last is None:
        if first is not None:
            return f"from {word(first)}"
        return f"by {word(last)}" if last is not None else "at no stated time"
    if first == last:
        return word(first)
    month = "%b" if short else "%B"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {word(last)}"
    if first.year == last.year:
        return f"{first.day} {first:{month}} to {word(last)}"
    return f"{word(first)} to {word(last)}"


def verb(name: str, singular: str, plural: str) -> str:
    """The form of a verb that agrees with an actor's name."""
    return plural if PLURAL_NAME.search(name) else singular


def inside(name: str) -> str:
    """An actor's name as it stands inside a sentence: "the Iraqi government", but "Islamic State"."""
    return f"the {name}" if NAME_WITH_ARTICLE.search(name) and not name.startswith("The ") else name


def percent(share: float) -> str:
    """A share or confidence in 0..1 as whole percent, never rounded up to certainty."""
    return f"{min(int(share * 100 + 0.5), 99 if share < 1 else 100)}%"


def listed(names: Sequence[str]) -> str:
    """Names joined as in a sentence: A, B and C."""
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def since(first: date | None, last: date | None) -> str:
    """How long a period lasts: since 8 June 2014; or 8 June 2014 to 4 October 2017."""
    if last is None:
        return f"since {long_day(first)}" if first else "at all times"
    return day_range(first, last)


def status_sentence(
    status: Status, parties: Sequence[Party], first: date | None, last: date | None, *, former: bool = True
) -> Sentence:
    """Who holds a town during one period, as in "Islamic State holds it, since 8 June 2014".

    `first` and `last` are inclusive, `last` ``None`` while the period is open. `former` says which of
    the two a lone party of a `changing` period is: the one that leaves, or the one that comes.
    """
    when = since(first, last)
    names = [party.name for party in parties]
    if status is Status.UNKNOWN or not names:
        return Sentence("Unknown", f": no source says who holds it, {when}")
    holder, holds = names[0], verb(names[0], "holds", "hold")
    if status is Status.HELD:
        return Sentence(holder, f" {holds} it, {when}")
    if status is Status.MIXED:
        return Sentence(holder, f" {holds} {mixed_parts(parties)}, {when}")
    if status is Status.CONTESTED:
        if len(names) == 1:
            return Sentence(holder, f" {holds} it, with fighting inside, {when}")
        rivals = listed([inside(name) for name in names[1:]])
        fights = "fight" if len(names) > 2 else verb(names[1], "fights", "fight")
        return Sentence(holder, f" {holds} it, {rivals} {fights} inside, {when}")
    if status is Status.DISPUTED:
        return Sentence("Sources disagree", f": {' or '.join(inside(name) for name in names)}, {when}")
    return changing_sentence(names, day_range(first, last), former=former)


def mixed_parts(parties: Sequence[Party]) -> str:
    """What the first party of a mixed town holds, and who holds the rest."""
    part = f"{part_words(parties[0].share)} of it"
    rest = [inside(party.name) + (" (inferred)" if party.inferred else "") for party in parties[1:]]
    if not rest:
        return f"{part}; no source says who holds the rest"
    return f"{part}, {listed(rest)} the rest"


def changing_sentence(names: Sequence[str], when: str, *, former: bool) -> Sentence:
    """A change of hands whose day is not known, only the range `when` within which it happened."""
    if len(names) > 1:
        return Sentence("Changing hands", f" from {inside(names[0])} to {inside(names[1])}, on a day in {when}")
    if former:
        return Sentence(names[0], f" {verb(names[0], 'loses', 'lose')} it, on a day in {when}")
    return Sentence(names[0], f" {verb(names[0], 'takes', 'take')} it, on a day in {when}")


def holder_words(status: Status, names: Sequence[str]) -> str:
    """Who holds a town, in the few words that a table has room for."""
    if not names or status is Status.UNKNOWN:
        return "Nobody named"
    if len(names) == 1:
        return names[0] if status is Status.HELD else f"{names[0]} ({status})"
    between = {Status.CONTESTED: ", contested by ", Status.DISPUTED: " or ", Status.CHANGING: " to "}
    first, others = names[0], [inside(name) for name in names[1:]]
    return first + between[status] + listed(others) if status in between else listed([first, *others])


def pressure_sentence(status: PressureStatus, by: Sequence[str], first: date | None, last: date | None) -> str:
    """Pressure on a town, as in "Under attack by the Iraqi government, 21 September to 4 October 2017"."""
    what = "Besieged" if status is PressureStatus.BESIEGED else "Under attack"
    who = f" by {listed([inside(name) for name in by])}" if by else ""
    return f"{what}{who}, {since(first, last)}"


def claim_words(kind: Kind, actor: str, share: float | None) -> str:
    """What a claim says of its actor, as in "Syrian Democratic Forces hold most of it"."""
    if kind is Kind.PARTLY_HOLDS:
        return f"{actor} {verb(actor, 'holds', 'hold')} {part_words(share)} of it"
    return f"{actor} {verb(actor, *KIND_VERBS[kind])}"


def confidence_words(confidence: float, day: date | None, last_news: date | None) -> str:
    """How sure the map is of a holder on `day`: "98% sure on 22 Sep 2017", or from when its last news is."""
    if is_stale(confidence) and last_news:
        return f"Stale: last news {short_day(last_news)}"
    return f"{percent(confidence)} sure" + (f" on {short_day(day)}" if day else "")


def count_words(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: 1 claim, 2 claims."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
