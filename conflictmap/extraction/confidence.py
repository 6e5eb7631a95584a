"""How likely an editor would accept a claim unchanged.

A hand-set table, checked against labelled text by ``benchmarks/extraction.py`` (share right per bin).
"""

from __future__ import annotations

from conflictmap.core.claims import Kind, Modality

BASE: dict[str, float] = {
    "capture": 0.86,
    "take_control": 0.88,
    "withdraw": 0.8,
    "expel": 0.8,
    "fall": 0.86,
    "control": 0.8,
    "held_adjective": 0.8,
    "under_control": 0.86,
    "in_hands": 0.88,
    "surround": 0.75,
    "enter": 0.6,
    "attack": 0.6,
    "attack_noun": 0.6,
    "fight_noun": 0.6,
    "fell": 0.5,
    "lose": 0.65,
}
"""By rule; any other rule has `OTHER`."""
OTHER = 0.7


def confidence_of(
    rule: str,
    kind: Kind,
    modality: Modality,
    *,
    known_place: bool,
    cued_place: bool,
    resolved: bool,
    unknown_actor: bool,
    role: bool,
) -> float:
    """Confidence in 0..1 of a claim made by `rule`.

    `known_place`: the name is in a theatre's list; `cued_place`: a noun such as "town" stands by it;
    `resolved`: the place or party is an antecedent; `unknown_actor`: nobody is named; `role`: the party
    follows from the theatre, not from a name.
    """
    value = BASE.get(rule, OTHER)
    if not known_place and not cued_place:
        value -= 0.12
    if resolved:
        value -= 0.18
    if unknown_actor:
        value -= 0.3
    if role:
        value -= 0.04
    if modality is Modality.ATTRIBUTED:
        value -= 0.04
    elif modality is not Modality.ASSERTED:
        value -= 0.1
    if kind is Kind.PARTLY_HOLDS:
        value -= 0.05
    return round(max(0.05, min(0.99, value)), 2)
