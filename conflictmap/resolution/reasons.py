"""Why a period looks as it does: each rule in words, and sentences for readers.

The sentences are written in English here. Who shows them in another language passes `Words` of its own, which
translates each as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from conflictmap.core.messages import gettext_noop
from conflictmap.core.periods import ControlPeriodValue, Holder, Status
from conflictmap.resolution.contradiction import WINNING_RATIO
from conflictmap.resolution.decay import HALF_LIFE_DAYS, HALF_LIFE_UNDER_PRESSURE_DAYS
from conflictmap.resolution.pressure import ATTACK_FADES_AFTER_DAYS, SIEGE_FADES_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class Rule:
    """A resolution rule: a short name, and a sentence that states it, with its numbers as `values`."""

    name: str
    message: str
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The whole sentence in English."""
        return self.message % {name: ENGLISH.number(value) for name, value in self.values.items()}


RULES: dict[int, Rule] = {
    1: Rule(
        gettext_noop("Who votes"),
        gettext_noop("Only claims that a text asserts or attributes count; a rejected claim never does."),
    ),
    2: Rule(
        gettext_noop("Weight"),
        gettext_noop(
            "A claim weighs more the more reliable its source, the firmer its text and the surer its reading; "
            "copies of one report count once."
        ),
    ),
    3: Rule(
        gettext_noop("Latest word"),
        gettext_noop("A report of a capture opens a period; a report of who holds the town confirms its own day."),
    ),
    4: Rule(
        gettext_noop("Range of days"),
        gettext_noop(
            "When a capture is only known to fall within a range of days, the town is shown as changing hands."
        ),
    ),
    5: Rule(
        gettext_noop("Contradiction"),
        gettext_noop(
            "When sources disagree and no event explains it, one side must weigh %(ratio)s times as much as the other; "
            "else both are shown."
        ),
        {"ratio": WINNING_RATIO},
    ),
    6: Rule(
        gettext_noop("Recapture"),
        gettext_noop("A town that is taken back starts a new period; changes within one day are listed, not drawn."),
    ),
    7: Rule(
        gettext_noop("Loss without a named successor"),
        gettext_noop("When a holder is out and nobody is named as the next, nobody is shown."),
    ),
    8: Rule(
        gettext_noop("Held in part"),
        gettext_noop("When reports give a party a part of the town, the parties share it."),
    ),
    9: Rule(
        gettext_noop("Fighting and pressure"),
        gettext_noop(
            "Fighting and attacks are shown until %(attack_days)s days after the last report, sieges until "
            "%(siege_days)s, unless an event ends them."
        ),
        {"attack_days": ATTACK_FADES_AFTER_DAYS, "siege_days": SIEGE_FADES_AFTER_DAYS},
    ),
    10: Rule(
        gettext_noop("No news"),
        gettext_noop(
            "A holder stays while no report says otherwise; confidence halves every %(calm_days)s days, under attack "
            "or siege every %(pressed_days)s."
        ),
        {"calm_days": HALF_LIFE_DAYS, "pressed_days": HALF_LIFE_UNDER_PRESSURE_DAYS},
    ),
    11: Rule(
        gettext_noop("As known at"),
        gettext_noop("The map as known on a day uses only what was published by that day."),
    ),
}


class Words(Protocol):
    """How sentences, numbers, days and lists are written in a language. `bin/messages` collects the messages."""

    def gettext(self, text: str) -> str:
        """The translation of a message."""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The translation of a message in the form that goes with a number."""

    def number(self, value: float) -> str:
        """A number."""

    def day(self, day: date) -> str:
        """A day in running text."""

    def all_of(self, names: Sequence[str]) -> str:
        """A, B and C."""

    def one_of(self, names: Sequence[str]) -> str:
        """A, B or C."""


class EnglishWords:
    """The words as they stand here."""

    def gettext(self, text: str) -> str:
        """The message itself."""
        return text

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form for one, or for many."""
        return singular if count == 1 else plural

    def number(self, value: float) -> str:
        """12,345."""
        return f"{value:,g}"

    def day(self, day: date) -> str:
        """22 September 2017."""
        return f"{day.day} {day:%B} {day.year}"

    def all_of(self, names: Sequence[str]) -> str:
        """A, B and C."""
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def one_of(self, names: Sequence[str]) -> str:
        """A, B or C."""
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


ENGLISH = EnglishWords()


def explain(period: ControlPeriodValue, names: Mapping[str, str] | None = None, words: Words = ENGLISH) -> str:
    """Why the period looks as it does, in two to four plain sentences.

    `names` gives the name to write for an actor's key; a key that it lacks is written as it is.
    """
    holders = [Holder((names or {}).get(one.actor, one.actor), one.share, one.inferred) for one in period.holders]
    sentences = [_what(period, holders, words), rule_sentence(period.rule, words)]
    if period.claims_against and period.status is not Status.DISPUTED:
        count = len(period.claims_against)
        otherwise = words.ngettext("One report says otherwise.", "%(count)s reports say otherwise.", count)
        sentences.append(otherwise % {"count": words.number(count)})
    if period.unreviewed:
        sentences.append(words.gettext("No editor has checked these reports yet."))
    return " ".join(sentences)


def rule_sentence(number: int, words: Words = ENGLISH) -> str:
    """The sentence that states a rule."""
    rule = RULES[number]
    return words.gettext(rule.message) % {name: words.number(value) for name, value in rule.values.items()}


def _what(period: ControlPeriodValue, holders: Sequence[Holder], words: Words) -> str:
    named = [holder.actor for holder in holders]
    values = {
        "since": words.day(period.days.start) if period.days.start else words.gettext("the beginning"),
        "holder": named[0] if named else "",
        "all": words.all_of(named) if named else "",
        "any": words.one_of(named) if named else "",
        "others": words.one_of(named[1:]) if named[1:] else "",
    }
    match period.status:
        case Status.HELD:
            message = _held(period.rule, holders[0], words)
        case Status.MIXED:
            message = _mixed(holders, words)
            values["parties"] = words.all_of([_with_part(holder, words) for holder in holders])
        case Status.CONTESTED:
            message = _contested(named, words)
        case Status.DISPUTED:
            message = _disputed(named, words)
        case Status.CHANGING:
            message = _changing(period.rule, named, words)
        case Status.UNKNOWN:
            message = words.gettext("From %(since)s on, no report names a holder of the town.")
    return message % values


def _held(rule: int, holder: Holder, words: Words) -> str:
    if holder.inferred:
        return words.gettext(
            "%(holder)s is the only party left from %(since)s on; that it holds all of the town is inferred."
        )
    match rule:
        case 5:
            return words.gettext(
                "Sources disagree, and from %(since)s on the weightier ones say that %(holder)s holds the town."
            )
        case 6:
            return words.gettext(
                "The last report that settles it says that %(holder)s took the town back on %(since)s."
            )
        case 10:
            return words.gettext("%(holder)s still holds the town on %(since)s: no report says that it lost it.")
        case 4:
            return words.gettext(
                "The last report that settles it says that %(holder)s had taken the town by %(since)s."
            )
        case _:
            return words.gettext(
                "The last report that settles it says that %(holder)s holds the town from %(since)s on."
            )


def _mixed(holders: Sequence[Holder], words: Words) -> str:
    if len(holders) == 1:
        return words.gettext(
            "From %(since)s on, %(parties)s is said to hold a part of the town; nobody is named for the rest."
        )
    return words.gettext("From %(since)s on, the town is held in parts by %(parties)s.")


def _with_part(holder: Holder, words: Words) -> str:
    if holder.inferred:
        return words.gettext("%(holder)s (the rest, inferred)") % {"holder": holder.actor}
    if holder.share is None:
        return holder.actor
    part = {
        "a part": words.gettext("%(holder)s (a part)"),
        "half": words.gettext("%(holder)s (half)"),
        "most": words.gettext("%(holder)s (most)"),
    }
    return part[part_words(holder.share)] % {"holder": holder.actor}


def _contested(named: Sequence[str], words: Words) -> str:
    if len(named) > 1:
        return words.gettext("Reports tell of fighting inside the town from %(since)s on between %(all)s.")
    if named:
        return words.gettext("Reports tell of fighting inside the town from %(since)s on against %(holder)s.")
    return words.gettext("Reports tell of fighting inside the town from %(since)s on.")


def _disputed(named: Sequence[str], words: Words) -> str:
    if len(named) > 1:
        return words.gettext("From %(since)s on, sources disagree: they name %(any)s as holder of the town.")
    if named:
        return words.gettext(
            "From %(since)s on, sources disagree on whether %(holder)s holds the town, and neither side outweighs the "
            "other."
        )
    return words.gettext(
        "From %(since)s on, sources disagree on who holds the town, and neither side outweighs the other."
    )


def _changing(rule: int, named: Sequence[str], words: Words) -> str:
    if rule == 7:
        if not named:
            return words.gettext("The town was taken at some time from %(since)s on; the reports do not say by whom.")
        return words.gettext("%(all)s lost the town at some time from %(since)s on; the exact day is not known.")
    if len(named) == 1:
        return words.gettext("%(holder)s took the town at some time from %(since)s on; the exact day is not known.")
    return words.gettext("The town passes from %(holder)s to %(others)s at some time from %(since)s on.")


def part_words(share: float | None) -> str:
    """A share of a town in words. Texts say "most", seldom a number, so no number is claimed."""
    if share is None or share < 0.5:
        return "a part"
    return "half" if share == 0.5 else "most"
