"""Which war a sentence is about: it decides who "the rebels" or "the army" are.

Every known place, country, nationality and named party of a sentence votes for its country. A sentence
listens to itself first, then to its neighbours, then to the whole article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.lexicon import Lexicon, beginnings_of
from conflictmap.extraction.theatre_packs import Country, Identity
from conflictmap.extraction.tokens import Sentence
from conflictmap.extraction.trie import Trie

SELF, NEIGHBOUR, ARTICLE = 8, 2, 1
"""Weights of a vote from the sentence itself, from the two before it, and from the whole article."""
PLACE = 2
"""The votes of a place's name; a party's, a country's and a nationality's have one."""


@dataclass(frozen=True, slots=True)
class Theatre:
    """The countries an article is about, those at war first, for each of its sentences.

    `countries`: all countries as they are on the day of publication. `guessed`: no country is named, single words hint
    at one; who "the army" is must then wait for an editor.
    """

    countries: Mapping[str, Country]
    ranked: tuple[tuple[Country, ...], ...]
    day: date
    guessed: bool = False

    def role(self, role: str, sentence: int) -> str:
        """The canonical party that plays a generic role in this sentence, or "unknown"."""
        for country in self.ranked[sentence]:
            party = country.party(role)
            if party is not None:
                return party
        return UNKNOWN

    def states(self) -> frozenset[str]:
        """The parties that are a country's government on that day."""
        return frozenset(country.government for country in self.countries.values())

    def at_home(self, sentence: int) -> str | None:
        """The government of the country at war that a sentence is likeliest about."""
        return next((c.government for c in self.ranked[sentence][:1] if c.at_war), None)

    def invaded(self, sentence: int) -> bool:
        """Whether a state fights another one there, so that "soldiers" may be either's."""
        return any("invaders" in c.roles for c in self.ranked[sentence][:1])

    def at_war(self, sentence: int) -> frozenset[str]:
        """The parties with a part in the country at war that a sentence is likeliest about."""
        return frozenset(party for c in self.ranked[sentence][:1] if c.at_war for party in c.roles.values())

    def filler(self, role: str, sentence: int) -> str:
        """Who plays a role that tells little ("the garrison"): only the likeliest country is asked."""
        return next((country.party(role) or UNKNOWN for country in self.ranked[sentence][:1]), UNKNOWN)

    def backed(self, sponsor: str, sentence: int) -> str | None:
        """The party known as "SPONSOR-backed fighters" in this sentence's theatre."""
        for country in self.ranked[sentence][:1]:
            if sponsor in country.backed:
                return country.backed[sponsor]
        return None

    def ally(self, nation: str, sentence: int) -> str | None:
        """The party whose side a foreign nation's forces take in this sentence's theatre."""
        for country in self.ranked[sentence][:1]:
            if nation in country.allies:
                return country.allies[nation]
        return None

    def named(self, identities: Sequence[Identity], sentence: int) -> Identity | None:
        """Who a name means here and then; None when it is only heard in other countries or at other times.

        The likeliest country in which the name means somebody decides, else the meaning it has everywhere.
        """
        on_that_day = [identity for identity in identities if identity.since <= self.day <= identity.until]
        for country in self.ranked[sentence]:
            for identity in on_that_day:
                if country.name in (identity.countries or identity.home):
                    return identity
        return next((identity for identity in on_that_day if not identity.countries), None)


_BORDER = frozenset({"border", "borders", "frontier"})
_ARTICLES = frozenset({"al", "an", "ar", "as", "ash", "at", "el"})
_SON_OF = frozenset({"bin", "bint", "ibn"})
_MAY_BEGIN = frozenset({"al", "anti", "ar", "as", "ash", "pro"})
"""Words that may begin a name without a capital."""


class Votes(Counter[str]):
    """The votes for each country, the `places` that gave them, and who is `named` by more than places."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.named: set[str] = set()


def _votes(sentence: Sentence, lexicon: Lexicon, day: date) -> Votes:
    votes = Votes()
    known = beginnings_of("place_names", "nationalities", "country_names", "actor_names")
    keys, end = sentence.keys, 0
    for i, (key, capital) in enumerate(zip(keys, sentence.capitals, strict=True)):
        if i < end or key not in known or not (capital or key in _MAY_BEGIN):
            continue
        end = i + 1
        for trie, weight in ((lexicon.place_names, PLACE), (lexicon.nationalities, 1), (lexicon.country_names, 1)):
            found = trie.match(keys, i)
            if found:
                end = max(end, found[0])
                if _tells(sentence, i, found, trie, lexicon):
                    votes[found[1]] += weight
                    if trie is lexicon.place_names:
                        votes.places[found[1]].add(keys[i : found[0]])
                    else:
                        votes.named.add(found[1])
                break
        else:
            party = lexicon.actor_names.match(keys, i)
            if party:
                country = _home(party[1], day)
                if country:
                    votes[country] += 1
                    votes.named.add(country)
                end = max(end, party[0])
    return votes


def _tells(s: Sentence, start: int, found: tuple[int, str], trie: Trie[str], lexicon: Lexicon) -> bool:
    """Whether a name tells which country a text is about: no namesake of several, and not "on the Syrian border"."""
    end, country = found
    if trie is lexicon.place_names:
        return country != "" and not _in_longer_name(s, start, end, lexicon)
    return trie is not lexicon.nationalities or s.key(end) not in _BORDER


def _in_longer_name(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a place's name is a part of another one's, unheard of: "Marj al-Sultan" is not Libya's Marj."""
    if s.shouting:
        return False
    behind = end + 2 * (s.key(end) in _ARTICLES and s.key(end + 1) == "-")
    before = start - 1
    if s.key(before) == "-" and s.key(before - 1) in _ARTICLES:
        before -= 2
    if s.key(before) in _SON_OF:
        return True
    return _unheard(s, behind, lexicon) or (before > 0 and _unheard(s, before, lexicon))


def _unheard(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether token `i` is a capitalised word that no list explains, but perhaps as another place."""
    if i >= len(s) or not s.capitals[i] or not s.words[i].isalpha():
        return False
    key = s.key(i)
    words = lexicon.words
    if key in lexicon.common or key in lexicon.date_words or key in words["attribution"] or key in words["titles"]:
        return False
    tries = (lexicon.actor_names, lexicon.country_names, lexicon.nationalities, lexicon.capitals)
    return not any(trie.match(s.keys, i) for trie in tries)


def _home(identities: Sequence[Identity], day: date) -> str | None:
    """The only country where a party of that name fights; None when there are several, or it fights anywhere."""
    on_that_day = [identity for identity in identities if identity.since <= day <= identity.until]
    if not all(identity.countries or identity.fights_in for identity in on_that_day):
        return None
    homes = {country for identity in on_that_day for country in (*identity.countries, *identity.fights_in)}
    return next(iter(homes)) if len(homes) == 1 else None


_OUTWEIGHS = 4
"""How many times as often another country must be named for a place named once to be taken for a namesake there."""
_FOUR_PLACES = _OUTWEIGHS * PLACE
_LOUDER = 2
"""How many times as many hints of a war as names of countries at peace it takes to hear them; a war whose parties are
named outweighs as many namesakes."""


def _without_namesakes(each: list[Votes], whole: Votes, countries: Mapping[str, Country]) -> None:
    """Take back the single place of another war in a text that is plainly about one: Nawa lies in two countries."""
    top = max(whole.values(), default=0)
    sure = max(
        (name for name in whole.named if countries[name].at_war), key=lambda name: (whole[name], name), default=None
    )
    for name in [name for name in whole if len(whole.places[name]) == 1 and name not in whole.named]:
        another = sure is not None and countries[name].theatre != countries[sure].theatre
        if (another and _LOUDER * whole[sure or ""] > whole[name]) or top >= _OUTWEIGHS * whole[name] == _FOUR_PLACES:
            for votes in (whole, *each):
                del votes[name]


def _of_other_wars(sentences: Sequence[Sentence], lexicon: Lexicon, hinted: Counter[str]) -> bool:
    """Whether a text names a party that does not fight in the country most hinted at: then it is another war's."""
    country = max(hinted, key=lambda name: (hinted[name], name))
    return any(
        s.capitals[i] and (party := lexicon.actor_names.match(s.keys, i)) and not _may_fight_in(country, party[1])
        for s in sentences
        for i in range(len(s))
    )


def _may_fight_in(country: str, identities: Sequence[Identity]) -> bool:
    return any(country in {*identity.countries, *identity.fights_in, *identity.home} for identity in identities)


_FAR_MORE = 4
"""How many times as often a country without a war of its own must be named to come before all that have one."""


def _at_peace(whole: Counter[str], countries: Mapping[str, Country]) -> str | None:
    """The one country without a pack that a text is about: named twice, and more than all such together otherwise.

    It has an army too: in a text about Angola, "the army" is Angola's.
    """
    named = Counter({name: votes for name, votes in whole.items() if not countries[name].at_war})
    name, votes = max(named.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return name if votes > 1 and 2 * votes > named.total() else None


def _ranked(score: Counter[str], countries: Mapping[str, Country], at_peace: str | None) -> tuple[Country, ...]:
    """The countries at war by their votes, and the one at peace behind them, or before them if named far more."""
    names = sorted((name for name in score if countries[name].at_war), key=lambda name: (-score[name], name))
    if at_peace is not None:
        first = not names or score[names[0]] * _FAR_MORE < score[at_peace]
        names.insert(0 if first else len(names), at_peace)
    return tuple(countries[name] for name in names)


def read_theatre(sentences: Sequence[Sentence], lexicon: Lexicon, published: date, *, guess: bool = True) -> Theatre:
    """Rank the countries at war for each sentence of a text published on a day.

    `guess`: whether single words ("oblast") may tell the war where no country at war is named.
    """
    countries = lexicon.theatres.countries_on(published)
    each = [_votes(sentence, lexicon, published) for sentence in sentences]
    whole = Votes()
    for votes in each:
        whole.update(votes)
        whole.named |= votes.named
        for name, places in votes.places.items():
            whole.places[name] |= places
    _without_namesakes(each, whole, countries)
    guessed = False
    if guess and not any(countries[name].at_war for name in whole):
        hints: Counter[str] = Counter()
        cues = lexicon.theatres.cues
        for sentence in sentences:
            hinted = (cues[key] for key in sentence.keys if key in cues)
            hints.update(name for name in hinted if countries[name].since <= published.year)
        if hints.total() > _LOUDER * whole.total() and not _of_other_wars(sentences, lexicon, hints):
            whole.update(hints)
            guessed = True
    ranked, at_peace = [], _at_peace(whole, countries)
    top = max(whole.values(), default=1)
    for n, votes in enumerate(each):
        score: Counter[str] = Counter({name: ARTICLE * count * 4 // top for name, count in whole.items()})
        for earlier in each[max(0, n - 2) : n]:
            for name, count in earlier.items():
                score[name] += NEIGHBOUR * count
        for name, count in votes.items():
            score[name] += SELF * count
        ranked.append(_ranked(score, countries, at_peace))
    return Theatre(countries, tuple(ranked), published, guessed)
