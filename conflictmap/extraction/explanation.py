"""Why a text was read as it was: its claims with their grounds, what was left out, and each sentence's words.

Everything is told by the very reading that gives the claims (`conflictmap.extraction.extract`); nothing is read anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conflictmap.core.claims import ClaimDraft
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.confidence import Candidate
from conflictmap.extraction.extract import EXTRACTOR_VERSION, read_text
from conflictmap.extraction.idle_triggers import idle_triggers
from conflictmap.extraction.left_out import LeftOut, events_by_sentence, left_out
from conflictmap.extraction.links import load_links
from conflictmap.extraction.matched_words import Word, day_words, rule_words, words_of
from conflictmap.extraction.outcome import Outcome
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.reasons import Reason, bounded_words, link_reasons, reasons_of
from conflictmap.extraction.scorer import Scorer, load_scorer


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim and how it came about, in words.

    `number` and `sentence` count from 1. `told_by`: the rule or the link. `when`: its days. `party`, `place`, `days`
    and `modality` say how each was found; `modality_words` are the words of the text that say so. `reasons` are the
    heaviest of its confidence, `link` those of the link, if one tells it. `bounded`: why the confidence is not the
    scorer's own, empty where it is.
    """

    number: int
    sentence: int
    draft: ClaimDraft
    told_by: str
    when: str
    party: str
    place: str
    days: str
    modality: str
    modality_words: tuple[str, ...]
    reasons: tuple[Reason, ...]
    link: tuple[Reason, ...]
    bounded: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Words of a sentence that speak of what was named before: "the town" means "Rawa"."""

    words: str
    means: str


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence (`text[start:end]`) with its number from 1, the countries it may be about (likeliest first),
    what its references mean, and its matched words in order."""

    number: int
    start: int
    end: int
    theatre: tuple[str, ...]
    references: tuple[Reference, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read in a text, and why. `claims` are those of `extract`, in its order."""

    text: str
    published: date
    version: str
    claims: tuple[ExplainedClaim, ...]
    left_out: tuple[LeftOut, ...]
    sentences: tuple[ExplainedSentence, ...]


def explain_text(text: str, published: date) -> Explanation:
    """Read a text published on a day, and tell why it was read so. Takes any text, as `extract` does."""
    scorer = load_scorer()
    outcome = read_text(text, published, scorer)
    said = {id(mention): reading for reading in outcome.readings for mention in reading.dates}
    claims = tuple(
        _claim(number, candidate, outcome, text, scorer, said)
        for number, candidate in enumerate(outcome.claims, start=1)
    )
    rest = left_out(outcome, text, scorer)
    return Explanation(text, published, EXTRACTOR_VERSION, claims, rest, _sentences(outcome, text))


def _claim(
    number: int, candidate: Candidate, outcome: Outcome, text: str, scorer: Scorer, said: Mapping[int, Reading]
) -> ExplainedClaim:
    draft, mood = candidate.draft, candidate.grounds.mood
    s = outcome.readings[candidate.sentence].sentence
    words = tuple(text[s.starts[n] : s.ends[n]] for n in mood.words)
    if draft.modality is not mood.modality:
        why, words = f"told as {mood.modality}, and taken back further on", ()
    else:
        why = mood.why
    return ExplainedClaim(
        number,
        candidate.sentence + 1,
        draft,
        _told_by(candidate),
        day_words(draft.date_from, draft.date_to),
        _party(candidate),
        _place(candidate),
        _days(candidate, said, text),
        why,
        words,
        reasons_of(scorer, candidate.features),
        link_reasons(load_links(), candidate.link) if candidate.link else (),
        bounded_words(candidate, scorer),
    )


def _told_by(candidate: Candidate) -> str:
    features = candidate.features
    if features.told_by == "link":
        return f"a link from {rule_words(features.rule)} ({features.voice})"
    rule = f"{rule_words(features.rule)} (frame {features.frame}, {features.voice})"
    return rule if candidate.link is None else f"{rule}, and a link that says the same"


def _party(candidate: Candidate) -> str:
    draft, grounds = candidate.draft, candidate.grounds
    if draft.actor_canonical == UNKNOWN:
        return "the text does not tell who"
    if grounds.party_from_before:
        return f"not named at the trigger: taken from “{draft.actor}”"
    if grounds.party_by_role:
        return f"“{draft.actor}”, by the part it plays in this war on that day"
    return f"“{draft.actor}”, by its words"


def _place(candidate: Candidate) -> str:
    draft = candidate.draft
    told = f"“{draft.place}”, a {draft.place_kind}"
    if candidate.grounds.place_from_before:
        return f"{told}, named before"
    return f"near {told}" if draft.relation == "near" else told


def _days(candidate: Candidate, said: Mapping[int, Reading], text: str) -> str:
    """Why a claim has its days; `said` has the sentence of each date phrase, by its identity."""
    dated, draft = candidate.grounds.dated, candidate.draft
    if (draft.date_from, draft.date_to) != (dated.first, dated.last):
        return "a headline without a date: from the day before publication to the day itself"
    mention = dated.mention
    reading = said.get(id(mention))
    if mention is None or reading is None:
        return dated.why
    words = text[reading.sentence.starts[mention.start] : reading.sentence.ends[mention.end - 1]]
    return f"{dated.why}: “{words}”, {day_words(mention.first, mention.last)}"


def _sentences(outcome: Outcome, text: str) -> tuple[ExplainedSentence, ...]:
    events = events_by_sentence(outcome)
    claims: dict[int, list[Candidate]] = {}
    for candidate in outcome.claims:
        claims.setdefault(candidate.sentence, []).append(candidate)
    found = []
    for reading in outcome.readings:
        s, here = reading.sentence, claims.get(reading.number, [])
        read = events.get(reading.number, [])
        moods = [claim.grounds.mood for claim in here]
        antecedents = {
            claim.grounds.event.place.start: claim.draft.place
            for claim in here
            if claim.grounds.event.place and claim.grounds.place_from_before
        }
        words = words_of(reading, text, read, moods, idle_triggers(reading, read), antecedents)
        theatre = tuple(c.name for c in reading.theatre.ranked[reading.number] if c.at_war)
        references = tuple(dict.fromkeys(_references(reading, here, text)))
        found.append(ExplainedSentence(reading.number + 1, s.starts[0], s.ends[-1], theatre, references, words))
    return tuple(found)


def _references(reading: Reading, claims: Sequence[Candidate], text: str) -> list[Reference]:
    s = reading.sentence
    found = [
        Reference(text[s.starts[actor.start] : s.ends[actor.end - 1]], f"{actor.antecedent} ({actor.canonical})")
        for actor in reading.actors
        if actor.antecedent
    ]
    for claim in claims:
        event, draft = claim.grounds.event, claim.draft
        trigger = text[s.starts[event.group.verb] : s.ends[event.group.end - 1]]
        if claim.grounds.place_from_before:
            place = event.place
            words = text[s.starts[place.start] : s.ends[place.end - 1]] if place else f"the place of “{trigger}”"
            found.append(Reference(words, draft.place))
        if claim.grounds.party_from_before and draft.actor and not (event.actor and event.actor.antecedent):
            actor = event.actor
            words = text[s.starts[actor.start] : s.ends[actor.end - 1]] if actor else f"the party of “{trigger}”"
            found.append(Reference(words, f"{draft.actor} ({draft.actor_canonical})"))
    return found
