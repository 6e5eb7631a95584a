"""What "the town", "it" and "the group" mean: the nearest fitting mention, or nobody's guess.

A place or party is only looked for in the same paragraph; across a paragraph only when a single one fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from conflictmap.core.claims import ClaimDraft, Kind, Modality, PlaceKind
from conflictmap.extraction.actors import UNKNOWN, Actor
from conflictmap.extraction.landmarks import is_located, is_where_it_was_said
from conflictmap.extraction.lexicon import Lexicon, grammar, load
from conflictmap.extraction.patterns import keys_of
from conflictmap.extraction.places import Place
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.tokens import Sentence, fold

_AIR = ("airport", "airbase", "air base", "airfield", "base")
_SYNONYMS = dict.fromkeys(("airport", "airbase", "base", "airfield"), _AIR)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention that a later word may refer to: its text, who or what it is, where it stood."""

    text: str
    canonical: str
    kind: PlaceKind | None
    paragraph: int


@dataclass(frozen=True, slots=True)
class Had:
    """The places that a sentence tells a party to have taken or to hold, and how the text called it."""

    canonical: str
    mention: str
    places: tuple[Antecedent, ...]
    paragraph: int
    sentence: int


@dataclass(slots=True)
class Salience:
    """The places and parties mentioned so far, the latest last; the party that last took a place; lists of places.

    `holders`: who last took or held each place, by its folded name, and whether it is said to hold it: nobody takes
    what it holds; and the last day told of that, when one is. `leavers`: who is told to have lost each place that
    nobody took since. `taken_on`: the day on which the last place was taken; `latest`: the day of the last claim that
    has one. `had`: what each party has so far; `last_had`: of who was told last.
    """

    places: list[Antecedent] = field(default_factory=list)
    actors: list[Antecedent] = field(default_factory=list)
    only_town: Antecedent | None = None
    taker: Antecedent | None = None
    lists: list[tuple[Antecedent, ...]] = field(default_factory=list)
    holders: dict[str, tuple[str, bool, date | None]] = field(default_factory=dict)
    taken_on: date | None = None
    latest: date | None = None
    had: dict[str, Had] = field(default_factory=dict)
    last_had: Had | None = None
    leavers: dict[str, Antecedent] = field(default_factory=dict)

    def note(self, draft: ClaimDraft, kind: Kind, paragraph: int, sentence: int) -> None:
        """Remember who took a place, for "P was also taken" further on in the paragraph, and who holds it now.

        `kind`: of the event, which is a capture also where only a part was taken.
        """
        if draft.actor is None or draft.modality is Modality.DENIED:
            return
        day = draft.date_to if draft.date_from else None
        self.latest = day or self.latest
        self._note_who_has(draft, paragraph, sentence)
        if kind is Kind.CAPTURES:
            self.taker, self.taken_on = Antecedent(draft.actor, draft.actor_canonical, None, paragraph), day
        if draft.kind in {Kind.CAPTURES, Kind.HOLDS} and draft.modality is not Modality.PLANNED:
            self.holders[fold(draft.place)] = draft.actor_canonical, draft.kind is Kind.HOLDS, draft.date_to
            self.leavers.pop(fold(draft.place), None)
        elif draft.kind is Kind.LOSES and draft.modality is not Modality.PLANNED:
            self.leavers[fold(draft.place)] = Antecedent(draft.actor, draft.actor_canonical, None, paragraph)

    def _note_who_has(self, draft: ClaimDraft, paragraph: int, sentence: int) -> None:
        if draft.modality is Modality.PLANNED or draft.kind not in {Kind.CAPTURES, Kind.HOLDS, Kind.LOSES}:
            return
        name = fold(draft.place)
        for had in list(self.had.values()):
            if any(fold(place.text) == name for place in had.places) and (
                draft.kind is Kind.LOSES or had.canonical != draft.actor_canonical
            ):
                del self.had[had.canonical]
        self.last_had = None
        if draft.kind is not Kind.LOSES and draft.place_kind in {PlaceKind.TOWN, PlaceKind.FACILITY}:
            before = self.had.get(draft.actor_canonical)
            places = before.places if before is not None and before.sentence == sentence else ()
            place = Antecedent(draft.place, name, draft.place_kind, paragraph)
            told = Had(draft.actor_canonical, draft.actor or "", (*places, place), paragraph, sentence)
            self.had[draft.actor_canonical] = self.last_had = told

    def other_side(self, paragraph: int, holder: str) -> Antecedent | None:
        """The one party of the paragraph besides the holder of a place; None when there are several."""
        others = {a.canonical: a for a in self.actors if a.paragraph == paragraph and a.canonical != holder}
        return next(iter(others.values())) if len(others) == 1 else None

    def place(self, kind: PlaceKind | None, paragraph: int, noun: str = "") -> Antecedent | None:
        """The antecedent of "the town" (kind town), "the airport" (facility), or "it" (None: any but a region).

        A facility must be called by its noun: "the dam" is no airport.
        """
        fitting = [p for p in self.places if (p.kind is kind if kind else p.kind is not PlaceKind.REGION)]
        fitting = [p for p in fitting if may_be_called(noun, p.canonical)]
        if kind in {PlaceKind.FACILITY, PlaceKind.DISTRICT, PlaceKind.REGION}:
            fitting = [p for p in fitting if any(word in p.canonical for word in _SYNONYMS.get(noun, (noun,)))]
        chosen = _choose(fitting, paragraph)
        ahead = self.only_town if self.only_town and may_be_called(noun, self.only_town.canonical) else None
        return ahead if chosen is None and kind is PlaceKind.TOWN and not fitting else chosen

    def actor(self, paragraph: int) -> Antecedent | None:
        """The antecedent of "the group", "it", "they"."""
        return _choose(self.actors, paragraph)


def may_be_called(noun: str, name: str) -> bool:
    """Whether "the town" or "the village" can be a place: Aleppo is neither."""
    return noun not in _NO_CITY or keys_of(name) not in load().theatres.cities


def _choose(fitting: list[Antecedent], paragraph: int) -> Antecedent | None:
    here = [a for a in fitting if a.paragraph == paragraph]
    if here:
        return here[-1]
    if len({a.canonical for a in fitting}) == 1:
        return fitting[-1]
    return None


_CAMPAIGNS = frozenset({"offensive", "campaign", "operation"})
_NO_CITY = frozenset({"town", "village", "hamlet", "settlement"})
_WHICH_OF_TWO = frozenset({"former", "latter"})
_PEACEKEEPERS = grammar("peacekeepers")
_INSIDE_A_PLACE = frozenset({"defender", "defenders", "garrison", "garrisons"})
_GROUP = frozenset({"group", "organisation", "organization"})
_MILITANTS = frozenset({"militants", "jihadists", "terrorists"})
_IRREGULARS = frozenset({"rebels", "insurgents", "guerrillas", "militants", "separatists"})
_LOCATIVE = grammar("locative")
_WAYS = frozenset({"to", "toward", "towards", "from", "for", "near"})


def is_place(reading: Reading, place: Place) -> bool:
    """Whether a name surely is a place's, not a person's: known, called a town, "in" it, or told where it lies."""
    before = reading.sentence.key(place.start - 1)
    if before in {"and", ","}:
        before = next(
            (reading.sentence.key(p.start - 1) for p in reading.places if p.end in {place.start - 1, place.start - 2}),
            "",
        )
    return place.known or place.cued or before in _LOCATIVE or is_located(reading, place.end)


def spoken_of(reading: Reading, i: int) -> str:
    """What of a place the pronoun at token `i` stands for: "whole", "part" ("most of it"), "" for another thing.

    "The countryside of which", "the desert around it", "the road to it" are other things.
    """
    s, words = reading.sentence, reading.lexicon.words
    if s.key(i - 1) == "of":
        share = reading.lexicon.shares.get(s.key(i - 2), 0.0)
        return "whole" if share == 1.0 else "part" if s.key(i - 2) in reading.lexicon.shares else ""
    return "" if s.key(i - 1) in words["near"] or s.key(i - 1) in {"to", "beside", "behind", "before"} else "whole"


def only_town(readings: Sequence[Reading], text: str) -> Antecedent | None:
    """The single town that a text names, to which "the city" may look ahead; None when it names several.

    Nor when it is only where somebody goes to or comes from: "left the town for P".
    """
    towns: dict[str, Antecedent] = {}
    told = False
    for reading in readings:
        s = reading.sentence
        for place in reading.places:
            if (
                place.kind is PlaceKind.TOWN
                and (place.attributive or not place.unnamed)
                and not place.reference
                and s.key(place.end) not in _CAMPAIGNS
                and is_place(reading, place)
                and not is_where_it_was_said(reading, place)
            ):
                name = place.name_in(text, s)
                towns.setdefault(name.lower(), Antecedent(name, name.lower(), place.kind, s.paragraph))
                told = told or s.key(place.start - 1) not in _WAYS
        if len(towns) > 1:
            return None
    return next(iter(towns.values()), None) if told else None


@cache
def _no_groups() -> frozenset[str]:
    """The parties that "the group" does not mean while another organisation is named."""
    return load().theatres.governments | _PEACEKEEPERS


@dataclass(slots=True)
class Parties:
    """The parties that a text has named so far, for "the group" and "its troops" further on.

    `organisations` and `subjects` keep each mention's text as `antecedent`; at a new paragraph they keep only what
    cannot be mistaken: a single party.
    """

    organisations: list[Actor] = field(default_factory=list)
    subjects: list[Actor] = field(default_factory=list)
    paragraph: int = 0

    def resolve(self, sentence: Sentence, actors: list[Actor], text: str, lexicon: Lexicon) -> list[Actor]:
        """The actors of a sentence, those that refer back with who they are and an `antecedent`."""
        if sentence.paragraph != self.paragraph:
            self.paragraph = sentence.paragraph
            for kept in (self.organisations, self.subjects):
                if len({actor.canonical for actor in kept}) > 1:
                    kept.clear()
        resolved: list[Actor] = []
        for actor in actors:
            if actor.organisation and not _people(sentence, actor, lexicon):
                words = text[sentence.starts[actor.start] : sentence.ends[actor.end - 1]]
                self.organisations.append(replace(actor, antecedent=words))
            if sentence.key(actor.start - 1) in _WHICH_OF_TWO and not actor.named and (two := self._last_two()):
                found = two[sentence.key(actor.start - 1) == "latter"]
                actor = replace(actor, canonical=found.canonical, named=True, antecedent=found.antecedent)
            elif group := self._the_group(sentence, actor, lexicon, resolved):
                actor = replace(actor, canonical=group.canonical, named=True, antecedent=group.antecedent)
            elif sentence.key(actor.start - 1) == "our" and not actor.named:
                first = resolved[0] if resolved and sentence.key(resolved[0].end) == ":" else None
                actor = replace(actor, canonical=first.canonical if first else UNKNOWN, named=True)
            elif _owned_by_name(sentence, actor, resolved):
                owner = resolved[-1]
                actor = replace(actor, start=owner.start, canonical=owner.canonical, named=True, possessed=True)
                resolved.pop()
            elif _is_possessed(sentence, actor, lexicon):
                actor = self._possessed(sentence, actor, resolved, text, lexicon)
            resolved.append(actor)
        first = next((a for a in resolved if a.canonical != UNKNOWN and not a.adjective), None)
        if first is not None:
            words = text[sentence.starts[first.start] : sentence.ends[first.end - 1]]
            self.subjects.append(first if first.antecedent else replace(first, antecedent=words))
        return resolved

    def _the_group(self, sentence: Sentence, actor: Actor, lexicon: Lexicon, earlier: list[Actor]) -> Actor | None:
        """Whom "the group" means, or "the rebels" of a war that no pack knows: the organisation named last.

        Behind a verb of its own sentence's party another is meant: "X drove the group out". States and peacekeepers
        are only "the group" where no other organisation is named.
        """
        no_group = _no_groups()
        if _stands_alone(sentence, actor, _GROUP):
            drives = earlier and sentence.key(actor.start - 2) in lexicon.verbs
            other_than = earlier[-1].canonical if drives else None
            others = [a for a in reversed(self.organisations) if a.canonical != other_than]
            return next((a for a in others if a.canonical not in no_group), others[0] if others else None)
        if not _stands_alone(sentence, actor, _IRREGULARS):
            return self._only_militants(sentence, actor, no_group)
        return next((a for a in reversed(self.organisations) if a.canonical not in no_group), None)

    def _only_militants(self, sentence: Sentence, actor: Actor, no_group: frozenset[str]) -> Actor | None:
        """Whom "the militants" means where the war's likeliest ones are not named, and one other such party is."""
        bare = actor.end - actor.start == 1 and sentence.key(actor.start - 1) == "the"
        if not bare or actor.named or sentence.key(actor.start) not in _MILITANTS:
            return None
        named = {a.canonical: a for a in self.organisations if a.canonical not in no_group}
        return next(iter(named.values())) if len(named) == 1 and actor.canonical not in named else None

    def _last_two(self) -> tuple[Actor, Actor] | None:
        """The two organisations named last, in the order of their last mention; None when only one was."""
        if not self.organisations:
            return None
        latter = self.organisations[-1]
        former = next((a for a in reversed(self.organisations) if a.canonical != latter.canonical), None)
        return (former, latter) if former else None

    def _possessed(self, s: Sentence, actor: Actor, earlier: list[Actor], text: str, lexicon: Lexicon) -> Actor:
        """ "X said its troops": X's. Behind words of saying only their subject fits, else the nearest party does."""
        says = next((n for n in range(actor.start - 2, -1, -1) if s.key(n) in lexicon.words["subject_of_report"]), None)
        known = [a for a in earlier if a.canonical != UNKNOWN and not a.adjective and a.end < actor.start - 1]
        if says is not None:
            known = [a for a in known if a.end <= says]
            if s.capitals[says - 1] and not (known and known[-1].end == says):
                return replace(actor, canonical=UNKNOWN, possessed=True)  # "Smith said his troops"
        owner = known[-1] if known else None
        if owner is None and self.subjects:
            owner = self.subjects[-1]
        if owner is None:
            return replace(actor, canonical=UNKNOWN, possessed=True)
        words = owner.antecedent or text[s.starts[owner.start] : s.ends[owner.end - 1]]
        return replace(actor, canonical=owner.canonical, named=True, antecedent=words, possessed=True)


def _is_possessed(s: Sentence, actor: Actor, lexicon: Lexicon) -> bool:
    of_place = s.key(actor.start - 1) == "its" and s.key(actor.end - 1) in _INSIDE_A_PLACE
    whose = not actor.named and s.key(actor.start - 1) in lexicon.words["possessives"]
    return whose and not of_place and s.key(actor.start) != "allies"


def _people(s: Sentence, actor: Actor, lexicon: Lexicon) -> bool:
    """ "Syrian rebels", "Iraqi Kurds": many, and no group."""
    nation = lexicon.nationalities.match(s.keys, actor.start)
    return nation is not None and nation[0] == actor.end - 1 and s.key(actor.end - 1).endswith("s")


def _owned_by_name(s: Sentence, actor: Actor, earlier: list[Actor]) -> bool:
    """ "Hemedti's fighters": the name right before tells whose they are."""
    if not earlier or actor.named or s.words[actor.start - 1 : actor.start] != ("'s",):
        return False
    against = s.key(actor.start) == "opposition"  # "Gaddafi's opposition" is not on his side
    return earlier[-1].end == actor.start - 1 and earlier[-1].canonical != UNKNOWN and not against


def _stands_alone(sentence: Sentence, actor: Actor, nouns: frozenset[str]) -> bool:
    """Whether a mention that names nobody is "the" and one of these nouns."""
    alone = actor.canonical == UNKNOWN and actor.end - actor.start == 1 and sentence.key(actor.start - 1) == "the"
    return alone and sentence.key(actor.start) in nouns
