"""Why a period looks as it does: each rule in words, and sentences for readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conflictmap.core.periods import ControlPeriodValue, Holder, Status
from conflictmap.resolution.contradiction import WINNING_RATIO
from conflictmap.resolution.decay import HALF_LIFE_DAYS, HALF_LIFE_UNDER_PRESSURE_DAYS
from conflictmap.resolution.pressure import ATTACK_FADES_AFTER_DAYS, SIEGE_FADES_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class Rule:
    """A resolution rule: a short name, and a sentence that states it."""

    name: str
    sentence: str


RULES: dict[int, Rule] = {
    1: Rule("Who votes", "Only claims that a text asserts or attributes count; a rejected claim never does."),
    2: Rule(
        "Weight",
        "A claim weighs more the more reliable its source, the firmer its text and the surer its reading; "
        "copies of one report count once.",
    ),
    3: Rule(
        "Latest word", "A report of a capture opens a period; a report of who holds the town confirms its own day."
    ),
    4: Rule(
        "Range of days",
        "When a capture is only known to fall within a range of days, the town is shown as changing hands.",
    ),
    5: Rule(
        "Contradiction",
        f"When sources disagree and no event explains it, one side must weigh {WINNING_RATIO:g} times as much as the "
        "other; else both are shown.",
    ),
    6: Rule(
        "Recapture", "A town that is taken back starts a new period; changes within one day are listed, not drawn."
    ),
    7: Rule("Loss without a named successor", "When a holder is out and nobody is named as the next, nobody is shown."),
    8: Rule("Held in part", "When reports give a party a part of the town, the parties share it."),
    9: Rule(
        "Fighting and pressure",
        f"Fighting and attacks are shown until {ATTACK_FADES_AFTER_DAYS} days after the last report, "
        f"sieges until {SIEGE_FADES_AFTER_DAYS}, unless an event ends them.",
    ),
    10: Rule(
        "No news",
        "A holder stays while no report says otherwise; confidence halves every "
        f"{HALF_LIFE_DAYS} days, under attack or siege every {HALF_LIFE_UNDER_PRESSURE_DAYS}.",
    ),
    11: Rule("As known at", "The map as known on a day uses only what was published by that day."),
}


def explain(period: ControlPeriodValue, names: Mapping[str, str] | None = None) -> str:
    """Why the period looks as it does, in two to four plain sentences.

    `names` gives the name to write for an actor's key; a key that it lacks is written as it is.
    """
    holders = [Holder((names or {}).get(one.actor, one.actor), one.share, one.inferred) for one in period.holders]
    sentences = [_what(period, holders), RULES[period.rule].sentence]
    if period.claims_against and period.status is not Status.DISPUTED:
        sentences.append(_against(len(period.claims_against)))
    if period.unreviewed:
        sentences.append("No editor has checked these reports yet.")
    return " ".join(sentences)


def _what(period: ControlPeriodValue, holders: Sequence[Holder]) -> str:
    since = _written(period.days.start)
    named = [holder.actor for holder in holders]
    match period.status:
        case Status.HELD:
            return _held(period.rule, holders[0], since)
        case Status.MIXED:
            return _mixed(holders, since)
        case Status.CONTESTED:
            return _contested(holders, since)
        case Status.DISPUTED:
            if len(named) < 2:
                question = f"whether {named[0]} holds the town" if named else "who holds the town"
                return f"From {since} on, sources disagree on {question}, and neither side outweighs the other."
            return f"From {since} on, sources disagree: they name {_listed(named, 'or')} as holder of the town."
        case Status.CHANGING:
            return _changing(period.rule, named, since)
        case Status.UNKNOWN:
            return f"From {since} on, no report names a holder of the town."


def _held(rule: int, holder: Holder, since: str) -> str:
    if holder.inferred:
        return f"{holder.actor} is the only party left from {since} on; that it holds all of the town is inferred."
    match rule:
        case 5:
            return f"Sources disagree, and from {since} on the weightier ones say that {holder.actor} holds the town."
        case 6:
            return f"The last report that settles it says that {holder.actor} took the town back on {since}."
        case 10:
            return f"{holder.actor} still holds the town on {since}: no report says that it lost it."
        case 4:
            return f"The last report that settles it says that {holder.actor} had taken the town by {since}."
        case _:
            return f"The last report that settles it says that {holder.actor} holds the town from {since} on."


def _mixed(holders: Sequence[Holder], since: str) -> str:
    told = [
        f"{holder.actor} ({'the rest, inferred' if holder.inferred else part_words(holder.share)})"
        if holder.inferred or holder.share is not None
        else holder.actor
        for holder in holders
    ]
    if len(told) == 1:
        return f"From {since} on, {told[0]} is said to hold a part of the town; nobody is named for the rest."
    return f"From {since} on, the town is held in parts by {_listed(told, 'and')}."


def _contested(holders: Sequence[Holder], since: str) -> str:
    named = [holder.actor for holder in holders]
    if len(named) > 1:
        return f"Reports tell of fighting inside the town from {since} on between {_listed(named, 'and')}."
    return f"Reports tell of fighting inside the town from {since} on" + (f" against {named[0]}." if named else ".")


def _changing(rule: int, named: Sequence[str], since: str) -> str:
    if rule == 7:
        if not named:
            return f"The town was taken at some time from {since} on; the reports do not say by whom."
        return f"{_listed(named, 'and')} lost the town at some time from {since} on; the exact day is not known."
    if len(named) == 1:
        return f"{named[0]} took the town at some time from {since} on; the exact day is not known."
    return f"The town passes from {named[0]} to {_listed(named[1:], 'or')} at some time from {since} on."


def _against(count: int) -> str:
    return "One report says otherwise." if count == 1 else f"{count} reports say otherwise."


def part_words(share: float | None) -> str:
    """A share of a town in words. Texts say "most", seldom a number, so no number is claimed."""
    if share is None or share < 0.5:
        return "a part"
    return "half" if share == 0.5 else "most"


def _listed(words: Sequence[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _written(day: date | None) -> str:
    return "the beginning" if day is None else f"{day.day} {day:%B} {day.year}"
