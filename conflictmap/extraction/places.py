"""Mentions of places: by shape (capitals), by the nouns around them, and by the known names of a theatre.

A place phrase is more than a name: "most of the rebel-held town of X" says how much of X and who
holds it. :class:`PlaceReader` reads such a phrase from its first token.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conflictmap.core.claims import PlaceKind, Relation
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.lexicon import Lexicon
from conflictmap.extraction.tokens import Sentence

REACH = 18
"""Tokens that may stand between the start of a place phrase and its name."""
LIST_LIMIT = 40
"""Places read from one list."""
words_before_facility = frozenset(
    "oil gas air military power nuclear border railway police housing thermal international army naval".split()
)
_PARTICLES = frozenset("al el ar as ash at an ad az ez es ed deir dayr tal tell umm abu bin ibn de la".split())
_ORGANISATIONS = frozenset("army brigade brigades division front movement battalion regiment council party forces force corps ministry group union".split())
_ORDINALS = frozenset(
    "last first final next second third largest biggest another other remaining only main nearest new same".split()
)
_ARABIC_ARTICLES = frozenset("al el ar as ash at an ad az ez es ed".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place phrase: tokens `start` to `end`, its name at `name_start` to `name_end`.

    `partial`: only a part of the place is meant, `share` of it where told. `holder`: who the phrase
    says holds it ("rebel-held"); `former` when it says so of the past. `reference`: "the town", to be
    resolved; its noun is the name. `unnamed`: a place phrase with no name at all ("six villages").
    """

    start: int
    end: int
    name_start: int
    name_end: int
    kind: PlaceKind
    relation: Relation = Relation.IN
    partial: bool = False
    share: float | None = None
    holder: Actor | None = None
    former: bool = False
    besieged: bool = False
    reference: bool = False
    unnamed: bool = False
    known: bool = False
    cued: bool = False


@dataclass(slots=True)
class _Phrase:
    """What the words before a name have said so far."""

    kind: PlaceKind | None = None
    relation: Relation = Relation.IN
    partial: bool = False
    share: float | None = None
    direction: bool = False
    holder: Actor | None = None
    former: bool = False
    besieged: bool = False
    noun: int = -1
    definite: bool = False
    plural: bool = False
    count: bool = False
    part_noun: bool = False
    beside: bool = False


def s_facility(sentence: Sentence, place: Place) -> bool:
    """Whether a nameless facility is one thing ("Aleppo's airport"), not several."""
    return not sentence.key(place.end - 1).endswith("s")


class PlaceReader:
    """Reads the place phrases of one sentence."""

    def __init__(self, sentence: Sentence, actors: Sequence[Actor], lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.words = lexicon.words
        self.actor_at = {actor.start: actor for actor in actors}
        self.inside_actor = {i: actor for actor in actors for i in range(actor.start, actor.end)}

    def name_at(self, i: int) -> tuple[int, PlaceKind | None, bool] | None:
        """The end of the place name at token `i`, the kind its own words give, and whether it is known."""
        s, keys = self.sentence, self.sentence.keys
        actor = self.inside_actor.get(i)
        known = self.lexicon.place_names.match(keys, i) if s.capitals[i] or keys[i] in _PARTICLES else None
        if known and not any(s.capitals[i : known[0]]):
            known = None
        if actor and not (actor.country or (known and actor.start == i and actor.end <= known[0])):
            return None
        if actor and actor.country and not known:
            return actor.end, PlaceKind.REGION, True
        at = known[0] if known else self._shape_end(i)
        if at == i:
            return None
        at = self._extend(at, i)
        if not known and at < len(s) and s.capitals[at] and keys[at] in _ORGANISATIONS:
            return None
        last = keys[at - 1]
        kind = self._noun_kind(last) if at - i > 1 else None
        if kind is None and at < len(s) and not s.capitals[at]:
            ahead = at
            while ahead - at < 2 and s.key(ahead) in words_before_facility and self._noun_kind(s.key(ahead + 1)):
                ahead += 1
            if ahead > at:
                return ahead + 1, self._noun_kind(keys[ahead]), bool(known)
            kind = self._noun_kind(keys[at])
            if kind and (keys[at] in self.words["unnamed"] or kind is not PlaceKind.TOWN):
                end = at + 1
                return end, kind, bool(known)
            if kind:
                return at + 1, kind, bool(known)
        return at, kind, bool(known)

    def _noun_kind(self, key: str) -> PlaceKind | None:
        if key in self.words["settlement"] and key not in {"port", "capital"}:
            return PlaceKind.TOWN
        for name, kind in (
            ("facility", PlaceKind.FACILITY),
            ("district", PlaceKind.DISTRICT),
            ("region", PlaceKind.REGION),
        ):
            if key in self.words[name]:
                return kind
        return None

    def _shape_end(self, i: int) -> int:
        """The end of a name read by its capitals alone; `i` when there is none."""
        s, keys, barred = self.sentence, self.sentence.keys, self.words["not_place"]
        at = i
        if keys[at] in _ARABIC_ARTICLES and s.key(at + 1) == "-" and s.joined(at + 1):
            at += 2
            if at >= len(s) or not s.words[at][0].isalpha():
                return i
            return at + 1
        if not s.capitals[at] or keys[at] in barred or not s.words[at][0].isalpha():
            return i
        if len(s.words[at]) < 2:
            return i
        return at + 1

    def _article(self, at: int) -> bool:
        """Whether the Arabic article at `at` goes on with a name: "al-Gharbiyah", "al Sharqiyah"."""
        s = self.sentence
        return s.key(at + 1) == "-" or (s.key(at) in {"al", "el", "as", "ash"} and at + 1 < len(s) and s.capitals[at + 1] and s.key(at) != "as")

    def _extend(self, at: int, start: int) -> int:
        s, keys = self.sentence, self.sentence.keys
        while at < len(s) and at - start < 9:
            if keys[at] == "-" and s.joined(at) and at + 1 < len(s) and s.joined(at + 1) and s.words[at + 1].isalnum():
                if keys[at + 1] in self.words["held"] or keys[at + 1] in self.words["backed"]:
                    break
                at += 2
            elif s.words[at] == "'s" and s.joined(at) and s.key(at + 1) in _ARABIC_ARTICLES and s.key(at + 2) == "-":
                at += 4
            elif (
                (s.capitals[at] or (keys[at] in _ARABIC_ARTICLES and self._article(at)))
                and at not in self.inside_actor
                and (keys[at] not in self.words["not_place"] or keys[at] in {"international", "air", "upper"})
                and s.words[at][0].isalpha()
            ):
                at += 1
            elif (
                s.words[at].isdigit() and len(s.words[at]) <= 4 and self._noun_kind(keys[at - 1]) is PlaceKind.FACILITY
            ):
                at += 1
            else:
                break
        return min(at, len(s))

    def read(self, i: int, depth: int = 0) -> Place | None:
        """The place phrase that begins at token `i`, or None. `depth` counts the owners before ("Iraq's")."""
        s, keys, words = self.sentence, self.sentence.keys, self.words
        phrase = _Phrase()
        at = i
        while at < len(s) and at - i < REACH:
            key = keys[at]
            actor = self.actor_at.get(at)
            held = actor and actor.country and s.key(actor.end) == "-" and s.key(actor.end + 1) in words["held"]
            if actor and (held or (not actor.country and not self._named_here(at))):
                after = self._held_by(actor, phrase)
                if not after:
                    return None
                at = after
                continue
            if (
                (s.capitals[at] or key in _ARABIC_ARTICLES)
                and key not in words["determiners"]
                and key not in words["directions"]
            ):
                named = self.name_at(at)
                if named:
                    if (
                        named[1] is PlaceKind.TOWN
                        and s.key(named[0]) == "of"
                        and not s.capitals[named[0] - 1]
                        and at + 1 < named[0]
                    ):
                        phrase.kind, phrase.noun = named[1], named[0] - 1  # "the Euphrates town of P"
                        at = named[0] + 1
                        continue
                    if s.words[named[0] : named[0] + 1] == ("'s",) and not phrase.noun >= 0:
                        at = named[0] + 1  # "Iraq's second city of Mosul", "Aleppo's eastern districts"
                        inner = self.read(at, depth + 1) if at < len(s) and depth < 2 else None
                        return self._owned(i, at, named, phrase, inner)
                    return self._named(i, at, named, phrase)
                nation = self.lexicon.nationalities.match(keys, at)
                if nation or key in words["peoples"]:
                    at = nation[0] if nation else at + 1
                    continue
                if key not in self.lexicon.shares and key not in self.lexicon.numbers and key not in words["besieged"]:
                    return None
            step = self._word(at, phrase)
            if step == 0:
                break
            at += step
        return self._nameless(i, at, phrase)

    def _named_here(self, at: int) -> bool:
        known = self.lexicon.place_names.match(self.sentence.keys, at)
        return bool(known and self.sentence.capitals[at])

    def _held_by(self, actor: Actor, phrase: _Phrase) -> int:
        """Read "X-held", "X stronghold", "X town": the token to go on from, or 0."""
        s, words = self.sentence, self.words
        at = actor.end
        if s.key(at) == "-" and s.key(at + 1) in words["held"]:
            phrase.holder = actor
            return at + 2
        if s.words[at : at + 1] == ("'s",):
            at += 1
        for ahead in range(at, min(at + 5, len(s))):
            key = s.key(ahead)
            if self._noun_kind(key) and self._noun_kind(s.key(ahead + 1)):
                continue
            if key in words["stronghold"] or self._noun_kind(key) or key in words["part"]:
                holds = (
                    key in words["stronghold"]
                    or key in words["settlement"]
                    or key in {"district", "districts", "half", "enclave", "pocket", "quarters", "areas", "territory"}
                )
                if holds and not (actor.adjective or actor.country or s.key(actor.end - 1) == "kurdish"):
                    phrase.holder = actor
                return at if phrase.holder or actor.adjective else 0
            if self._not_adjective(key) or not s.words[ahead].isalpha():
                break
        return actor.end if actor.adjective else 0

    def _not_adjective(self, key: str) -> bool:
        """Whether a word cannot stand between a determiner and a noun."""
        words = self.words
        return (
            any(
                key in words[name]
                for name in ("prepositions", "conjunctions", "determiners", "be", "have", "modals", "adverbs")
            )
            or key in self.lexicon.verbs
        )

    def _word(self, at: int, phrase: _Phrase) -> int:
        """Take in one word before the name; how many tokens to go on, 0 to stop."""
        s, words = self.sentence, self.words
        key = s.key(at)
        shares = self.lexicon.shares
        if key in {"%", "percent"} or (key == "per" and s.key(at + 1) == "cent"):
            return 1 if key != "per" else 2
        if s.words[at][0].isdigit():
            if s.key(at + 1) in {"%", "percent", "per"}:
                phrase.partial, phrase.share = (
                    True,
                    min(float(s.words[at].replace(",", "").rstrip(".") or 0), 100.0) / 100
                    if s.words[at].replace(".", "", 1).isdigit()
                    else None,
                )
            else:
                phrase.count = True
            return 1
        if key in shares and phrase.noun < 0:
            value = shares[key]
            if (
                value != 1.0
                and s.key(at - 1) not in {"every", "all"}
                and (s.key(at + 1) in {"of", "the"} or key in words["part"] or key in {"most", "half", "all"})
            ):
                numerator = self.lexicon.numbers.get(s.key(at - 1), 1) or 1
                phrase.partial = True
                phrase.share = min(1.0, value * numerator) if value is not None and key.endswith("s") else value
            phrase.part_noun = key not in {"all", "whole", "entire", "entirety", "several", "some", "much", "most"}
            return 1
        if key == "three" and s.key(at + 1) == "-":
            return 1
        if key in self.lexicon.numbers:
            phrase.count = phrase.count or key not in {"about", "nearly", "least", "more"}
            return 1
        if phrase.noun < 0 and s.key(at + 1) in {"least", "than", "to"} and key in {"at", "more", "up"}:
            return 2
        if phrase.noun < 0 and key in {"around", "over", "roughly", "almost", "about"} and s.words[min(at + 1, len(s) - 1)][0].isdigit():
            return 1
        if key in words["determiners"]:
            if phrase.noun == at - 1 and phrase.noun >= 0:
                return 0
            phrase.definite = phrase.definite or key in {"the", "its", "their", "this", "that"}
            return 1
        if key in words["outskirts"] and s.key(at + 1) in {"of", "in"}:
            phrase.relation = Relation.NEAR
            phrase.noun = at
            return 2
        if key in words["near"] and phrase.noun >= 0:
            phrase.relation = Relation.NEAR
            phrase.beside = phrase.beside or (
                phrase.kind in {PlaceKind.TOWN, PlaceKind.FACILITY} and phrase.noun == at - 1
            )
            return 1
        if key in {"in", "inside", "within", "at"} and phrase.plural and phrase.kind is PlaceKind.TOWN:
            phrase.beside = True
        if key in {"of", "in", "inside", "within", "at", "named", "called"}:
            return 1 if phrase.noun >= 0 or phrase.partial or phrase.part_noun or s.key(at - 1) in shares else 0
        kind = self._noun_kind(key)
        if kind or key in words["part"] or key in words["stronghold"]:
            return self._noun(at, kind, phrase)
        if key in words["besieged"]:
            phrase.besieged = True
            return 1
        if key == "between" and phrase.kind is PlaceKind.FACILITY and phrase.noun == at - 1:
            return 0
        if key in {"onetime", "former", "ex", "erstwhile", "once"}:
            phrase.former = True
            return 1
        if key in words["directions"]:
            if s.key(at + 1) == "of" and (phrase.noun >= 0 or key in {"north", "south", "east", "west"}):
                phrase.relation = Relation.NEAR if phrase.noun >= 0 else phrase.relation
                phrase.beside = phrase.noun >= 0 and (
                    phrase.plural or phrase.count or phrase.kind is not PlaceKind.DISTRICT
                )
                phrase.partial = phrase.partial or phrase.noun < 0
                phrase.part_noun = True
                return 2
            phrase.direction = True
            return 1
        if key in words["prepositions"] or key in words["conjunctions"] or key in words["be"] or key in words["modals"]:
            return 0
        if s.words[at] == "-":
            return 1
        if s.words[at].isalpha() and phrase.noun < 0 and not s.capitals[at]:
            verb = key in self.lexicon.verbs and not (phrase.definite and key in words["adjective_participles"])
            return 0 if verb or key in words["have"] or key in words["negations"] else 1
        return 0

    def _noun(self, at: int, kind: PlaceKind | None, phrase: _Phrase) -> int:
        s, words = self.sentence, self.words
        key = s.key(at)
        nxt = s.key(at + 1)
        if (
            phrase.noun >= 0
            and s.key(at - 1) not in {"of", "the", "in"}
            and phrase.noun != at - 1
            and at - phrase.noun > 4
        ):
            return 0
        plural = key.endswith("s") and key not in {
            "outskirts",
            "heights",
            "barracks",
            "headquarters",
            "crossroads",
            "plains",
        }
        if key in words["stronghold"] and nxt == "in":
            phrase.holder = None
            phrase.noun, phrase.count = at, True
            return 0
        plural_area = key in {"areas", "territories", "regions", "neighborhoods", "neighbourhoods"}
        is_part = (
            key in words["part_only"]
            or plural_area
            or key in words["centre"]
            or (kind is PlaceKind.DISTRICT and plural)
        )
        if key in words["centre"] and nxt != "of":
            phrase.partial = True
        elif is_part and nxt in {"of", "in", "inside", "within"}:
            phrase.partial = True
            phrase.part_noun = True
        elif kind and phrase.kind is None:
            phrase.kind = kind
        elif kind and phrase.kind is not None and (phrase.noun == at - 1 or phrase.relation is Relation.NEAR):
            phrase.kind = kind
        phrase.plural = phrase.plural or (plural and not is_part)
        phrase.noun = at
        return 1

    def _named(self, start: int, at: int, named: tuple[int, PlaceKind | None, bool], phrase: _Phrase) -> Place:
        s = self.sentence
        end, own_kind, known = named
        name_end = end
        if own_kind and end - 1 > at and not s.capitals[end - 1] and s.key(end - 1) in self.words["settlement"]:
            name_end = end - 1
        kind = own_kind or phrase.kind or PlaceKind.TOWN
        partial = phrase.partial
        if phrase.beside or (own_kind is PlaceKind.TOWN and s.key(end - 1) in self.words["settlement_plural"]):
            return Place(start, end, at, end, kind, phrase.relation, holder=phrase.holder, unnamed=True)
        relation = phrase.relation
        if phrase.kind in {PlaceKind.DISTRICT, PlaceKind.FACILITY} and own_kind is None:
            if s.key(at - 1) in {"in", "at", "near", "outside"} and phrase.kind is PlaceKind.FACILITY:
                return self._facility_of(start, end, phrase)
            if phrase.plural:
                kind, partial = PlaceKind.TOWN, True
        if phrase.direction and kind is PlaceKind.TOWN and phrase.noun < 0:
            partial = True
        if (
            (phrase.count or phrase.plural)
            and phrase.kind is PlaceKind.TOWN
            and s.key(at - 1) in {"in", "near", "around"}
        ):
            return Place(start, end, at, end, PlaceKind.TOWN, unnamed=True)
        if phrase.kind is PlaceKind.REGION and own_kind is None and s.key(at - 1) in self.words["near"]:
            kind, relation = PlaceKind.TOWN, Relation.NEAR
        elif phrase.kind is PlaceKind.REGION and own_kind is None and s.key(phrase.noun) == "enclave":
            kind = PlaceKind.TOWN
        place = Place(
            start,
            end,
            at,
            name_end,
            kind,
            relation,
            partial,
            phrase.share,
            phrase.holder,
            phrase.former,
            phrase.besieged,
            known=known,
            cued=phrase.kind is not None or own_kind is not None,
        )
        return self._district_of(place)

    def _facility_of(self, start: int, end: int, phrase: _Phrase) -> Place:
        if self.sentence.key(phrase.noun) in self.words["unnamed"] and self.sentence.key(phrase.noun) != "base":
            return Place(start, end, phrase.noun, end, PlaceKind.FACILITY, unnamed=True)
        first = phrase.noun
        while first - 1 >= start and self.sentence.key(first - 1) in self.words["facility"] | {
            "air",
            "military",
            "oil",
            "border",
            "power",
            "police",
        }:
            first -= 1
        return Place(
            start,
            end,
            first,
            end,
            PlaceKind.FACILITY,
            phrase.relation,
            phrase.partial,
            phrase.share,
            phrase.holder,
            cued=True,
        )

    def _district_of(self, place: Place) -> Place:
        """ "the Zahra district of Aleppo": swallow the town behind."""
        s = self.sentence
        if (
            place.kind in {PlaceKind.DISTRICT, PlaceKind.FACILITY}
            and s.key(place.end) in {"of", "in"}
            and place.end + 1 < len(s)
        ):
            behind = self.name_at(place.end + 1)
            if behind:
                return replace(place, end=behind[0])
        return place

    def _owned(
        self, start: int, at: int, named: tuple[int, PlaceKind | None, bool], phrase: _Phrase, inner: Place | None
    ) -> Place | None:
        name_start = at - 1 - (named[0] - start)
        if inner is not None and not inner.reference and not inner.unnamed:
            return replace(
                inner, start=start, partial=inner.partial or phrase.partial, share=inner.share or phrase.share
            )
        if (
            inner is not None
            and (inner.kind is PlaceKind.DISTRICT or inner.partial)
            and named[1] is not PlaceKind.REGION
        ):
            first = next((n for n in range(start, at) if self.sentence.capitals[n]), name_start)
            return Place(start, inner.end, first, named[0], named[1] or PlaceKind.TOWN, partial=True, known=named[2])
        if inner is not None and inner.kind is PlaceKind.FACILITY and s_facility(self.sentence, inner):
            first = next((n for n in range(start, at) if self.sentence.capitals[n]), name_start)
            return Place(
                start,
                inner.end,
                first,
                inner.end,
                PlaceKind.FACILITY,
                partial=phrase.partial,
                share=phrase.share,
                cued=True,
            )
        return inner

    def _nameless(self, start: int, end: int, phrase: _Phrase) -> Place | None:
        if phrase.noun < 0:
            return None
        s = self.sentence
        noun_end = phrase.noun + 1
        kind = phrase.kind or PlaceKind.TOWN
        reference = phrase.definite and not phrase.plural and not phrase.count
        first = phrase.noun
        while (
            first > start
            and s.key(first - 1) not in self.words["determiners"]
            and s.words[first - 1].isalpha()
            and s.key(first - 1) not in {"of"}
        ):
            first -= 1
        vague = (
            phrase.kind is None
            or phrase.beside
            or s.key(phrase.noun) in {"position", "building", "post", "territory", "area", "line", "side"}
        )
        ordinal = any(s.key(n) in _ORDINALS for n in range(start, phrase.noun))
        reference = reference and not vague and not ordinal
        return Place(
            start,
            noun_end,
            first,
            noun_end,
            kind,
            phrase.relation,
            phrase.partial or phrase.direction,
            phrase.share,
            phrase.holder,
            phrase.former,
            phrase.besieged,
            reference=reference,
            unnamed=not reference,
        )

    def read_list(self, i: int) -> list[Place]:
        """The place phrase at token `i` and those joined to it by commas, "and", "as well as", "including"."""
        places: list[Place] = []
        sure = 1
        at: int | None = i
        while at is not None and len(places) < LIST_LIMIT:
            place = self.read(at)
            if place is None:
                break
            if places and self.sentence.key(places[-1].end) != "," or at - (places[-1].end if places else at) > 1:
                sure = len(places) + 1
            if places and not place.cued and place.kind is PlaceKind.TOWN and not place.unnamed:
                first = places[0]
                if first.kind is not PlaceKind.TOWN and first.cued and not first.unnamed and not place.known:
                    place = replace(place, kind=first.kind if first.kind is not PlaceKind.REGION else place.kind)
            if (
                places
                and places[0].partial
                and not place.partial
                and place.name_start == place.start
                and self.sentence.key(places[0].start) not in self.words["directions"]
            ):
                place = replace(place, partial=True, share=places[0].share)
            places.append(place)
            at = self._next_in_list(place.end)
            if at is None and place.unnamed:
                at = self._named_later(place.end)
        if sure > 1 and self._fronted(i) and self.sentence.key(places[sure - 1].end) not in {",", ".", ";"}:
            sure = next((n for n in range(1, sure) if self.sentence.key(places[n - 1].end) == ","), sure)
        apposed = places[sure] if len(places) > sure else None
        if apposed and apposed.holder and (apposed.unnamed or apposed.reference) and places[sure - 1].holder is None:
            places[sure - 1] = replace(places[sure - 1], holder=apposed.holder)
        return places[:sure]

    def _named_later(self, i: int) -> int | None:
        """ "captured several villages in the process, including: P, Q": where the names begin."""
        s = self.sentence
        for at in range(i, min(i + 9, len(s) - 1)):
            if s.key(at) in {"including", "namely"} or s.keys[at : at + 2] == ("such", "as"):
                at += 1 + (s.key(at) == "such")
                return min(at + (s.key(at) == ":"), len(s) - 1)
            if s.key(at) in {";", "."} or (s.key(at) in self.lexicon.verbs and s.key(at + 1) not in {"including", ","}):
                return None
        return None

    def _fronted(self, i: int) -> bool:
        """Whether token `i` is in a phrase before the main clause ("After the capture of P, Q and R fell")."""
        s = self.sentence
        return (
            s.key(0) in {"after", "following", "with", "despite", "during", "before", "since"} and "," not in s.keys[:i]
        )

    def _next_in_list(self, end: int) -> int | None:
        s = self.sentence
        at = end
        if s.words[at : at + 1] == ("'s",):
            at += 1
        if s.key(at) == "(":
            closing = next((n for n in range(at, min(at + 12, len(s))) if s.words[n] == ")"), None)
            if closing is None:
                return None
            at = closing + 1
        moved = False
        if s.key(at) == ",":
            at, moved = at + 1, True
        for phrase in (
            ("and",),
            ("as", "well", "as"),
            ("including",),
            ("along", "with"),
            ("or",),
            ("such", "as"),
            ("namely",),
            (":",),
            ("&",),
        ):
            if s.keys[at : at + len(phrase)] == phrase:
                at, moved = at + len(phrase), True
                break
        if not moved or at >= len(s):
            return None
        while s.key(at) in {"also", "then", "nearby", "neighboring", "neighbouring", "adjacent", "later"}:
            at += 1
        return at if at < len(s) else None
