"""Which war a sentence is about: it decides who "the rebels" or "the army" are.

Every known place, country, nationality and named party of a sentence votes for its country. A sentence
listens to itself first, then to its neighbours, then to the whole article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from conflictmap.extraction.lexicon import Country, Lexicon
from conflictmap.extraction.tokens import Sentence

SELF, NEIGHBOUR, ARTICLE = 8, 2, 1
"""Weights of a vote from the sentence itself, from the two before it, and from the whole article."""


def _votes(sentence: Sentence, lexicon: Lexicon, unique_country: dict[str, str]) -> Counter[str]:
    votes: Counter[str] = Counter()
    i, keys = 0, sentence.keys
    while i < len(keys):
        if not sentence.capitals[i] and keys[i] not in {"al", "ar", "as", "ash", "pro"}:
            i += 1
            continue
        end = i + 1
        for trie, weight in (
            (lexicon.place_names, 2),
            (lexicon.nationalities, 1),
            (lexicon.country_names, 1),
            (lexicon.actor_names, 1),
        ):
            found = trie.match(keys, i)
            if found:
                country = unique_country.get(found[1]) if trie is lexicon.actor_names else found[1]
                if country:
                    votes[country] += weight
                end = max(end, found[0])
                break
        i = end
    return votes


@dataclass(frozen=True, slots=True)
class Theatre:
    """The countries an article is about, the likeliest first for each of its sentences."""

    ranked: tuple[tuple[Country, ...], ...]

    def role(self, role: str, sentence: int) -> str:
        """The canonical party that plays a generic role in this sentence, or "unknown"."""
        for country in self.ranked[sentence]:
            if role in country.roles:
                return country.roles[role]
        return "unknown"

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


def read_theatre(sentences: Sequence[Sentence], lexicon: Lexicon, year: int) -> Theatre:
    """Rank the countries at war for each sentence of a text published in `year`."""
    owners: dict[str, set[str]] = {}
    for country in lexicon.countries.values():
        for canonical in {country.government, *country.roles.values()}:
            owners.setdefault(canonical, set()).add(country.name)
    unique = {canonical: next(iter(names)) for canonical, names in owners.items() if len(names) == 1}
    each = [_votes(sentence, lexicon, unique) for sentence in sentences]
    whole: Counter[str] = Counter()
    for votes in each:
        whole.update(votes)
    if not any(lexicon.countries[name].at_war for name in whole):
        hints: Counter[str] = Counter()
        for sentence in sentences:
            hinted = (lexicon.cues[key] for key in sentence.keys if key in lexicon.cues)
            hints.update(name for name in hinted if lexicon.countries[name].since <= year)
        if hints.total() > whole.total():
            whole.update(hints)
    ranked = []
    for n, votes in enumerate(each):
        score: Counter[str] = Counter({name: ARTICLE * count for name, count in whole.items()})
        top = max(whole.values(), default=1)
        for name in score:
            score[name] = score[name] * 4 // top
        for earlier in each[max(0, n - 2) : n]:
            for name, count in earlier.items():
                score[name] += NEIGHBOUR * count
        for name, count in votes.items():
            score[name] += SELF * count
        names = sorted(score, key=lambda name: (-score[name], name))
        ranked.append(tuple(lexicon.countries[name] for name in names if lexicon.countries[name].at_war))
    return Theatre(tuple(ranked))
