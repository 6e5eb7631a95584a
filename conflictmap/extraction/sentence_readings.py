"""A text as sentences, each with the parties, dates and places it mentions."""

from __future__ import annotations

from datetime import date

from conflictmap.extraction.actor_phrases import find_actors
from conflictmap.extraction.dates import DateReader
from conflictmap.extraction.generic_parties import PartiesInSight
from conflictmap.extraction.lexicon import load
from conflictmap.extraction.place_lists import PlaceReader
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.references import Parties
from conflictmap.extraction.theatre import read_theatre
from conflictmap.extraction.tokens import sentences, without_title_case
from conflictmap.extraction.unlisted_groups import introduce_unlisted


def read_sentences(text: str, published: date) -> list[Reading]:
    """The sentences of `text`, in order, with what they mention; nothing is said yet of who did what."""
    lexicon = load()
    split = sentences(text, lexicon.words["abbreviations"])
    read = [without_title_case(sentence, lexicon.common, lexicon.verbs) for sentence in split]
    introduced: dict[str, str] = {}
    introduce_unlisted(read, lexicon, introduced)
    theatre = read_theatre(read, lexicon, published, guess=not introduced)
    dates, parties, in_sight = DateReader.of(published, lexicon), Parties(), PartiesInSight()
    readings: list[Reading] = []
    for number, sentence in enumerate(read):
        mentioned = find_actors(sentence, number, lexicon, theatre, introduced)
        actors = in_sight.resolve(sentence, number, parties.resolve(sentence, mentioned, text, lexicon), theatre)
        mentions = dates.read(sentence)
        places = PlaceReader(sentence, actors, lexicon)
        reading = Reading(sentence, number, lexicon, actors, mentions, places, theatre, introduced)
        reading.organisation = parties.organisations[-1] if parties.organisations else None
        readings.append(reading)
    return readings
