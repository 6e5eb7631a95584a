"""Short ways to write claims and to read timelines in tests."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from conflictmap.core.claims import ClaimValue, Kind, Modality, ReviewState
from conflictmap.core.days import Days
from conflictmap.core.periods import ControlPeriodValue, Timeline

_numbers = count(1)


def day(text: str | date) -> date:
    """`"06-21"` is 21 June 2017; a whole date is itself."""
    if isinstance(text, date):
        return text
    return date.fromisoformat(text if len(text) > 5 else f"2017-{text}")


def claim(kind: str, actor: str | None, first: str | None, last: str | None = "same", **fields: Any) -> ClaimValue:
    """An accepted claim of a fully reliable source of its own; `last` is counted, and the same day when left out."""
    number = next(_numbers)
    last = first if last == "same" else last
    days = Days.from_inclusive(None if first is None else day(first), None if last is None else day(last))
    published = last or first or "12-31"
    values: dict[str, Any] = {
        "identifier": f"{kind}-{actor}-{number}",
        "town": "town",
        "modality": Modality.ASSERTED,
        "confidence": 0.9,
        "source": f"source {number}",
        "published": day(published),
        "review": ReviewState.ACCEPTED,
    }
    if isinstance(fields.get("published"), str):
        fields["published"] = day(fields["published"])
    return ClaimValue(actor=actor, kind=Kind(kind), days=days, **{**values, **fields})


def story(timeline: Timeline) -> list[str]:
    """Each control period as `first..last status holders`: no year for days of 2017, inferred holders in brackets."""
    return [told(period) for period in timeline.control]


def told(period: ControlPeriodValue) -> str:
    holders = " ".join(f"({one.actor})" if one.inferred else one.actor for one in period.holders)
    return f"{_span(*period.days.to_inclusive())} {period.status} {holders}".rstrip()


def pressure_story(timeline: Timeline) -> list[str]:
    """Each pressure period as `first..last status attackers`."""
    return [
        f"{_span(*period.days.to_inclusive())} {period.status} {' '.join(period.by)}".rstrip()
        for period in timeline.pressure
    ]


def rules(timeline: Timeline) -> list[int]:
    return [period.rule for period in timeline.control]


def _span(first: date | None, last: date | None) -> str:
    return f"{_short(first)}..{_short(last)}"


def _short(one: date | None) -> str:
    return "" if one is None else one.isoformat().removeprefix("2017-")
