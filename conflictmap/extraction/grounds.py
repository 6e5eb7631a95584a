"""What a claim was made of."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.extraction.dating import Dated
from conflictmap.extraction.events import Event
from conflictmap.extraction.modality import Mood


@dataclass(frozen=True, slots=True)
class Grounds:
    """The event that a claim was made of, how it was dated, and how firmly it is told.

    `place_from_before`, `party_from_before`: the mention is an antecedent, not one of the event's own words.
    `party_by_role`: who the party is follows from the theatre, not from a name; `theatre_guessed`: and no country is
    named that tells the theatre. `headline`: the text is one, which dates it.
    """

    event: Event
    dated: Dated
    mood: Mood
    place_from_before: bool
    party_from_before: bool
    party_by_role: bool
    headline: bool
    theatre_guessed: bool = False
