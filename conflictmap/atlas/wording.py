"""The sentences of the pages, in one place: neutral words, always with a subject and a date.

Dates are inclusive here, as people read them. Each sentence is one message: other languages order its parts in
another way. English has two forms of many, for names that take a plural verb ("forces hold").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from conflictmap.atlas.days_and_numbers import (
    day_and_month,
    digits,
    listed,
    long_day,
    number,
    one_of,
    percent,
    short_day,
)
from conflictmap.core.claims import Kind, Modality
from conflictmap.core.periods import PressureStatus, Status
from conflictmap.resolution.decay import is_stale
from conflictmap.resolution.reasons import part_words

OLD_NEWS_DAYS = 90
"""News is called old from this age on. Where a holder is doubtful before, the news is weak rather than old."""
PLURAL_NAME = re.compile(r"(forces|groups|units|militias|fighters|factions|brigades|tribes|rebels)$", re.IGNORECASE)
NAME_WITH_ARTICLE = re.compile(r"(government|opposition|forces|army|region|coalition|authorities)$", re.IGNORECASE)

STATUS_WORDS = {
    Status.HELD: gettext_lazy("Held"),
    Status.MIXED: gettext_lazy("Mixed"),
    Status.CONTESTED: gettext_lazy("Contested"),
    Status.DISPUTED: gettext_lazy("Disputed"),
    Status.CHANGING: gettext_lazy("Changing"),
    Status.UNKNOWN: gettext_lazy("Unknown"),
}
MODALITY_WORDS = {
    Modality.ASSERTED: gettext_lazy("asserted"),
    Modality.ATTRIBUTED: gettext_lazy("attributed"),
    Modality.DENIED: gettext_lazy("denied"),
    Modality.PLANNED: gettext_lazy("planned"),
}
CLAIM_WORDS = {
    Kind.CAPTURES: (gettext_lazy("%(actor)s captures"), gettext_lazy("%(actor)s capture")),
    Kind.HOLDS: (gettext_lazy("%(actor)s holds"), gettext_lazy("%(actor)s hold")),
    Kind.PARTLY_HOLDS: (gettext_lazy("%(actor)s holds %(part)s of it"), gettext_lazy("%(actor)s hold %(part)s of it")),
    Kind.LOSES: (gettext_lazy("%(actor)s loses"), gettext_lazy("%(actor)s lose")),
    Kind.CONTESTS: (gettext_lazy("%(actor)s fights inside"), gettext_lazy("%(actor)s fight inside")),
    Kind.BESIEGES: (gettext_lazy("%(actor)s besieges"), gettext_lazy("%(actor)s besiege")),
    Kind.ATTACKS: (gettext_lazy("%(actor)s attacks"), gettext_lazy("%(actor)s attack")),
}


@dataclass(frozen=True, slots=True)
class Party:
    """One holder as the sentences need it: its name, its share in 0..1 and whether it is inferred."""

    name: str
    share: float | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence whose `lead` is set in bold: the party, or what is the matter. In English it comes first."""

    lead: str
    rest: str
    start: str = ""

    def __str__(self) -> str:
        return self.start + self.lead + self.rest


def led_by(lead: str, message: str, **values: str) -> Sentence:
    """The sentence of a translated message with %(lead)s in it."""
    start, _, rest = message.partition("%(lead)s")
    return Sentence(lead, rest % values, start % values)


def day_range(first: date | None, last: date | None, *, short: bool = False) -> str:
    """The days `first` to `last`, both counted, without repeating the month or year they share."""
    word = short_day if short else long_day
    if first is None or last is None:
        if first is not None:
            return gettext("from %(day)s") % {"day": word(first)}
        return gettext("by %(day)s") % {"day": word(last)} if last is not None else gettext("at no stated time")
    if first == last:
        return word(first)
    beginning = word(first)
    if (first.year, first.month) == (last.year, last.month):
        beginning = digits(first.day)
    elif first.year == last.year:
        beginning = day_and_month(first, short=short)
    return gettext("%(first)s to %(last)s") % {"first": beginning, "last": word(last)}


def agreeing(name: str, singular: str, plural: str) -> str:
    """The form of a message that agrees with an actor's name."""
    return plural if PLURAL_NAME.search(name) else singular


def inside(name: str) -> str:
    """An actor's name as it stands inside a sentence: "the Iraqi government", but "Islamic State"."""
    if NAME_WITH_ARTICLE.search(name) and not name.startswith("The "):
        return pgettext("an actor inside a sentence", "the %(name)s") % {"name": name}
    return name


def part_of_town(share: float | None) -> str:
    """A share of a town in words: a part, half or most."""
    return {
        "a part": pgettext("of a town", "a part"),
        "half": pgettext("of a town", "half"),
        "most": pgettext("of a town", "most"),
    }[part_words(share)]


def since(first: date | None, last: date | None) -> str:
    """How long a period lasts: since 8 June 2014; or 8 June 2014 to 4 October 2017."""
    if last is None:
        return gettext("since %(day)s") % {"day": long_day(first)} if first else gettext("at all times")
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
        return led_by(gettext("Unknown"), gettext("%(lead)s: no source says who holds it, %(when)s"), when=when)
    holder, rivals = names[0], listed([inside(name) for name in names[1:]])
    match status:
        case Status.HELD:
            message = agreeing(holder, gettext("%(lead)s holds it, %(when)s"), gettext("%(lead)s hold it, %(when)s"))
        case Status.MIXED:
            return mixed_sentence(parties, when)
        case Status.CONTESTED if rivals:
            message = agreeing(
                holder,
                gettext("%(lead)s holds it, with %(rivals)s fighting inside, %(when)s"),
                gettext("%(lead)s hold it, with %(rivals)s fighting inside, %(when)s"),
            )
        case Status.CONTESTED:
            message = agreeing(
                holder,
                gettext("%(lead)s holds it, with fighting inside, %(when)s"),
                gettext("%(lead)s hold it, with fighting inside, %(when)s"),
            )
        case Status.DISPUTED:
            holder = gettext("Sources disagree")
            rivals = one_of([inside(name) for name in names])
            message = gettext("%(lead)s: %(rivals)s, %(when)s")
        case _:
            return changing_sentence(names, day_range(first, last), former=former)
    return led_by(holder, message, when=when, rivals=rivals)


def mixed_sentence(parties: Sequence[Party], when: str) -> Sentence:
    """What the first party of a mixed town holds, and who holds the rest."""
    holder, part = parties[0].name, part_of_town(parties[0].share)
    if len(parties) == 1:
        message = agreeing(
            holder,
            gettext("%(lead)s holds %(part)s of it; no source says who holds the rest, %(when)s"),
            gettext("%(lead)s hold %(part)s of it; no source says who holds the rest, %(when)s"),
        )
        return led_by(holder, message, part=part, when=when)
    others = [
        gettext("%(name)s (inferred)") % {"name": inside(party.name)} if party.inferred else inside(party.name)
        for party in parties[1:]
    ]
    message = agreeing(
        holder,
        gettext("%(lead)s holds %(part)s of it, %(others)s the rest, %(when)s"),
        gettext("%(lead)s hold %(part)s of it, %(others)s the rest, %(when)s"),
    )
    return led_by(holder, message, part=part, others=listed(others), when=when)


def changing_sentence(names: Sequence[str], when: str, *, former: bool) -> Sentence:
    """A change of hands whose day is not known, only the range `when` within which it happened."""
    if len(names) > 1:
        return led_by(
            gettext("Changing hands"),
            gettext("%(lead)s from %(former)s to %(next)s, on a day in %(when)s"),
            former=inside(names[0]),
            next=inside(names[1]),
            when=when,
        )
    if former:
        message = agreeing(
            names[0],
            gettext("%(lead)s loses it, on a day in %(when)s"),
            gettext("%(lead)s lose it, on a day in %(when)s"),
        )
    else:
        message = agreeing(
            names[0],
            gettext("%(lead)s takes it, on a day in %(when)s"),
            gettext("%(lead)s take it, on a day in %(when)s"),
        )
    return led_by(names[0], message, when=when)


def holder_words(status: Status, names: Sequence[str]) -> str:
    """Who holds a town, in the few words that a table has room for."""
    if not names or status is Status.UNKNOWN:
        return gettext("Nobody named")
    if len(names) == 1:
        if status is Status.HELD:
            return names[0]
        return gettext("%(name)s (%(status)s)") % {"name": names[0], "status": str(STATUS_WORDS[status]).lower()}
    first, others = names[0], [inside(name) for name in names[1:]]
    values = {"holder": first, "others": listed(others)}
    match status:
        case Status.CONTESTED:
            return gettext("%(holder)s, contested by %(others)s") % values
        case Status.CHANGING:
            return gettext("%(holder)s to %(others)s") % values
        case Status.DISPUTED:
            return one_of([first, *others])
    return listed([first, *others])


def pressure_sentence(status: PressureStatus, by: Sequence[str], first: date | None, last: date | None) -> str:
    """Pressure on a town, as in "Under attack by the Iraqi government, 21 September to 4 October 2017"."""
    besieged = status is PressureStatus.BESIEGED
    values = {"actors": listed([inside(name) for name in by]), "when": since(first, last)}
    if by:
        by_whom = gettext("Besieged by %(actors)s, %(when)s"), gettext("Under attack by %(actors)s, %(when)s")
        return by_whom[0 if besieged else 1] % values
    return (gettext("Besieged, %(when)s") if besieged else gettext("Under attack, %(when)s")) % values


def claim_words(kind: Kind, actor: str, share: float | None) -> str:
    """What a claim says of its actor, as in "Syrian Democratic Forces hold most of it"."""
    singular, plural = CLAIM_WORDS[kind]
    return agreeing(actor, str(singular), str(plural)) % {"actor": actor, "part": part_of_town(share)}


def confidence_words(confidence: float, day: date | None, last_news: date | None) -> str:
    """How sure the map is of a holder on `day`, and from when its last news is where that is not of the day itself."""
    if day is None or last_news is None:
        return gettext("%(percent)s sure") % {"percent": percent(confidence)}
    silent_days = (day - last_news).days
    if silent_days >= OLD_NEWS_DAYS and is_stale(confidence, silent_days):
        return gettext("In doubt: last news %(day)s") % {"day": short_day(last_news)}
    values = {"percent": percent(confidence), "day": short_day(day), "news": short_day(last_news)}
    if silent_days:
        return gettext("%(percent)s sure on %(day)s; last news %(news)s") % values
    return gettext("%(percent)s sure on %(day)s") % values


def claims_count(count: int) -> str:
    """1 claim, 2 claims."""
    return ngettext("%(count)s claim", "%(count)s claims", count) % {"count": number(count)}
