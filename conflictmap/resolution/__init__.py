"""Resolution: from the claims of a town to who held it when, and why. Pure: no Django, no database.

`resolve_town` and `resolve` are the way in, `explain` puts a period's reason into words and
`confidence_on` tells how sure it still is on a later day. The eleven rules, with examples, are in
``docs/resolution.md``; each has its file here:

==========================  ===========================================================
weights.py, votes.py        1 who votes; 2 what a vote weighs; 4 its days; 11 known at
same_day.py                 11 for every day at once
independence.py             2 copies and partisan sources
standing.py                 3 events and states; 7 losses; 8 who holds what
changing.py                 4 ranges of days
contradiction.py            5 sides and their weight
order.py                    5, 6 which of two events came first
mixed.py                    8 parts of a town
pressure.py, contest.py     9 attacks, sieges, fighting inside
decay.py                    10 confidence
timeline.py, record.py      the days one after the other, and the periods they give
reasons.py                  each rule in words
==========================  ===========================================================
"""

from conflictmap.resolution.decay import STALE_AFTER_DAYS, STALE_BELOW, confidence_on, is_stale_on, stale_stretches
from conflictmap.resolution.reasons import RULES, Rule, explain
from conflictmap.resolution.resolve import resolve, resolve_town
from conflictmap.resolution.same_day import resolve_same_day, same_day_cost
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD

__all__ = [
    "PUBLISHING_THRESHOLD",
    "RULES",
    "STALE_AFTER_DAYS",
    "STALE_BELOW",
    "Rule",
    "confidence_on",
    "explain",
    "is_stale_on",
    "resolve",
    "resolve_same_day",
    "resolve_town",
    "same_day_cost",
    "stale_stretches",
]
