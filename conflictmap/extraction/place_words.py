"""The words before the name of a place, and what each adds: kind, part, holder, nearness."""

from __future__ import annotations

from dataclasses import dataclass

from conflictmap.core.claims import PlaceKind, Relation
from conflictmap.extraction.actors import Actor
from conflictmap.extraction.lexicon import any_of
from conflictmap.extraction.place_names import PlaceNames
from conflictmap.extraction.tokens import Sentence

_NO_ADJECTIVES = ("have", "negations", "attribution", "denial", "supposed")
_SPANS = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})
_POCKETS = frozenset({"enclave", "enclaves", "pocket", "pockets"})


@dataclass(slots=True)
class Phrase:
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
    rest: bool = False
    quarters: bool = False
    adjective: bool = False


_LEADS_TO = frozenset(
    {"in", "into", "of", "from", "near", "on", "onto", "inside", "around", "against", "towards", "toward"}
)
_HELD = frozenset({"held", "controlled", "occupied"})
_MANY = frozenset({"army", "military", "forces", "police", "opposition"})


def _tells_when(sentence: Sentence, at: int) -> bool:
    """Whether a year or a span of time begins at token `at`."""
    key = sentence.key(at)
    year = sentence.key(at - 1) == "in" and key.isdecimal() and len(key) == len("2015")
    return year or sentence.key(at + 1) in _SPANS


class PhraseWords(PlaceNames):
    """Takes in the words of a place phrase one by one."""

    def _held_by(self, actor: Actor, phrase: Phrase) -> int:
        """Read "X-held", "X stronghold", "X town": the token to go on from, or 0."""
        s, words = self.sentence, self.words
        at = actor.end
        if s.key(at) == "-" and s.key(at + 1) in words["held"]:
            phrase.holder = actor
            return at + 2
        if s.key(at) in _HELD and self._is_object(actor):
            phrase.holder = actor
            return at + 1
        at += s.words[at : at + 1] in {("'s",), ("'",)}
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
        return actor.end if actor.adjective and actor.end not in self.actor_at else 0

    def _is_object(self, actor: Actor) -> bool:
        """ "Stormed the rebel held P", "in ISIS held P": whom no verb behind it can be about."""
        s, at = self.sentence, actor.start - 1
        while s.key(at) in self.words["determiners"]:
            at -= 1
        many = s.key(actor.end - 1).endswith("s") and not s.capitals[actor.end - 1]
        many = many or s.key(actor.end - 1) in _MANY
        done_to = s.key(at) in self.lexicon.verbs and s.key(at) not in self.words["subject_of_report"]
        return at >= 0 and not many and (done_to or s.key(at) in _LEADS_TO)

    def _not_adjective(self, key: str) -> bool:
        """Whether a word cannot stand between a determiner and a noun."""
        closed = any_of("prepositions", "conjunctions", "determiners", "be", "have", "modals", "adverbs")
        return key in closed or key in self.lexicon.verbs

    def _word(self, at: int, phrase: Phrase) -> int:
        """Take in one word before the name; how many tokens to go on, 0 to stop."""
        s, words = self.sentence, self.words
        key = s.key(at)
        shares = self.lexicon.shares
        phrase.rest = phrase.rest or (phrase.noun < 0 and key in words["rest"])
        if phrase.noun >= 0 and _tells_when(s, at):
            return 0  # "captured the village in 2015", "lost the town two weeks later"
        if key in {"%", "percent"} or (key == "per" and s.key(at + 1) == "cent"):
            return 1 if key != "per" else 2
        if s.words[at][0].isdecimal():
            if s.key(at + 1) in words["distances"]:
                return 0
            if s.key(at + 1) in {"%", "percent", "per"}:
                phrase.partial, phrase.share = (
                    True,
                    min(float(s.words[at].replace(",", "").rstrip(".") or 0), 100.0) / 100
                    if s.words[at].replace(".", "", 1).isdecimal()
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
            if value == 1.0 and s.key(at - 1) in {"almost", "nearly", "virtually", "practically"}:
                phrase.partial = True
            phrase.part_noun = key not in {"all", "whole", "entire", "entirety", "several", "some", "much", "most"}
            return 1
        if key == "three" and s.key(at + 1) == "-":
            return 1
        if phrase.noun < 0 and s.key(at + 1) in {"least", "than", "to"} and key in {"at", "more", "up"}:
            counted = s.words[at + 2 : at + 3]
            told = counted and (
                counted[0][0].isdecimal() or s.key(at + 2) in self.lexicon.numbers or s.key(at + 2) in shares
            )
            return 2 if told else 0
        if key in self.lexicon.numbers:
            phrase.count = phrase.count or key not in {"about", "nearly", "least", "more"}
            return 1
        if (
            phrase.noun < 0
            and key in {"around", "over", "roughly", "almost", "about"}
            and s.words[min(at + 1, len(s) - 1)][0].isdecimal()
        ):
            return 1
        if key in words["determiners"]:
            described = phrase.adjective and phrase.noun < 0 and s.key(at - 1) not in words["prepositions"]
            if described or (phrase.noun == at - 1 and phrase.noun >= 0):
                return 0  # "shelled and held the town": no adjective stands before an article
            phrase.definite = phrase.definite or key in {"the", "its", "their", "this", "that"}
            return 1
        if key in words["outskirts"] and s.key(at + 1) in {"of", "in"}:
            phrase.relation = Relation.NEAR
            phrase.noun = at
            return 2
        if key in words["near"] and phrase.partial and phrase.definite and phrase.noun == at - 1:
            return 0  # "the northern part of the city near P"
        if key in words["near"] and phrase.noun >= 0:
            phrase.relation = Relation.NEAR
            phrase.beside = phrase.beside or (
                phrase.kind in {PlaceKind.TOWN, PlaceKind.FACILITY} and phrase.noun == at - 1
            )
            return 1
        if key in {"in", "inside", "within", "at"} and phrase.plural and phrase.kind is PlaceKind.TOWN:
            phrase.beside = True
        if key == "of" and phrase.definite and phrase.noun < 0 and s.key(at - 1) in words["rest"]:
            phrase.partial = phrase.part_noun = True  # "the last of P"
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
        if s.key(at) == "-":
            return 1
        if s.words[at].isalpha() and phrase.noun < 0 and not s.capitals[at]:
            verb = key in self.lexicon.verbs and not (phrase.definite and key in words["adjective_participles"])
            if verb or key in any_of(*_NO_ADJECTIVES):
                return 0
            phrase.adjective = phrase.adjective or key not in words["adverbs"]
            return 1
        return 0

    def is_owning_country(self, at: int, end: int) -> bool:
        """Whether the name from token `at` to `end` is a country whose place is named behind it: "Syria's Idlib"."""
        country = self.lexicon.country_names.match(self.sentence.keys, at)
        behind = self.sentence.words[end : end + 1] == ("'s",) and self.sentence.capitals[end + 1 : end + 2] == (True,)
        return behind and country is not None and country[0] == end

    def noun_behind_country(self, at: int, end: int) -> int:
        """The noun behind a country in a headline, "Syria town P", "Syria border post"; 0 where there is none."""
        s = self.sentence
        country = self.lexicon.country_names.match(s.keys, at)
        if country is None or country[0] != end:
            return 0
        for noun in range(end, min(end + 3, len(s))):
            if s.capitals[noun] or not s.words[noun].isalpha() or self._not_adjective(s.key(noun)):
                return 0
            kind = self._noun_kind(s.key(noun))
            goes_on = noun + 1 < len(s) and not s.capitals[noun + 1] and self._noun_kind(s.key(noun + 1)) is not None
            if kind in {PlaceKind.TOWN, PlaceKind.FACILITY} and not goes_on:
                return noun
        return 0

    def before_country(self, at: int) -> int:
        """Where the name at token `at` begins together with the country that owns it."""
        begins = (n for n in range(at - 2, max(-1, at - 6), -1) if self.is_owning_country(n, at - 1))
        return next(begins, at)

    def _named_behind(self, at: int) -> bool:
        """Whether a name follows the noun at token `at`: "the town Nawa"."""
        return at + 1 < len(self.sentence) and self.sentence.capitals[at + 1]

    def _noun(self, at: int, kind: PlaceKind | None, phrase: Phrase) -> int:
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
        town = kind is PlaceKind.TOWN or key == "capital"
        lies_in = phrase.kind is PlaceKind.FACILITY and town and s.key(at - 2) in {"in", "at", "of"}
        if (
            lies_in
            and s.key(at - 1) in words["determiners"]
            and nxt not in {"of", "s", "'s"}
            and not self._named_behind(at)
        ):
            return 0  # "the palace in the capital"
        plural = key.endswith("s") and key not in {
            "outskirts",
            "heights",
            "barracks",
            "headquarters",
            "crossroads",
            "plains",
        }
        pocket = key in _POCKETS and nxt in {"in", "inside", "within"}  # "an enclave in P"
        if key in words["stronghold"] and nxt == "in" and not pocket:
            phrase.holder = None
            phrase.noun, phrase.count = at, True
            return 0
        plural_area = key in {"areas", "territories", "regions", "neighborhoods", "neighbourhoods"}
        one_of = {"a", "an", "another", "one"} & set(s.keys[max(0, at - 3) : at]) or phrase.adjective
        another = key in words["part"] and one_of and not phrase.definite and kind in {None, PlaceKind.REGION}
        is_part = (
            key in words["part_only"]
            or another  # "a street in P", "a new area of P"
            or plural_area
            or key in words["centre"]
            or (kind is PlaceKind.DISTRICT and plural)
        )
        left = phrase.rest and kind is PlaceKind.REGION and nxt in {"of", "in", "inside"}  # "the last pocket in P"
        if key in words["centre"] and nxt != "of":
            phrase.partial = True
        elif left or pocket:
            phrase.partial = phrase.part_noun = True
        elif is_part and nxt in {"of", "in", "inside", "within", "across", "throughout"}:
            phrase.quarters = not phrase.partial and kind is PlaceKind.DISTRICT and plural
            phrase.partial = True
            phrase.part_noun = True
        elif (kind and phrase.kind is None) or (
            kind and phrase.kind is not None and (phrase.noun == at - 1 or phrase.relation is Relation.NEAR)
        ):
            phrase.kind = kind
        phrase.plural = phrase.plural or (plural and not is_part)
        phrase.noun = at
        return 1
