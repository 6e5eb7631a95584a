"""Armed groups that no list holds, known by an acronym and by what the text says they do: "the XYZ captured P"."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from conflictmap.extraction.lexicon import Lexicon, grammar
from conflictmap.extraction.tokens import Sentence

_CIVIL = grammar("civil_acronyms")
_ARMED_PEOPLE = grammar("armed_people")
_HANDS = frozenset({"hands", "control", "grip", "possession"})
_FINITE = frozenset({"past", "participle", "third"})
_LENGTHS = range(3, 7)


def introduce_unlisted(sentences: Iterable[Sentence], lexicon: Lexicon, introduced: MutableMapping[str, str]) -> None:
    """Note the acronyms of armed groups that no list holds, each as a party called by that acronym.

    Taken for a party only where a sentence shows one: people follow ("XYZ fighters"), it holds or takes something
    ("XYZ-held", "the XYZ seized"), or something is done by it ("captured by the XYZ").
    """
    for s in sentences:
        for i, word in enumerate(s.words):
            if len(word) not in _LENGTHS or not (word.isalpha() and word.isupper()) or s.shouting or word in introduced:
                continue
            if s.keys[i] not in _CIVIL and not _listed(s, i, lexicon) and _armed(s, i, lexicon):
                introduced[word] = f"other:{word}"


def _listed(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    tries = (lexicon.actor_names, lexicon.country_names, lexicon.nationalities, lexicon.place_names, lexicon.capitals)
    return any(trie.match(s.keys, i) for trie in tries)


def _armed(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    words, then = lexicon.words, s.key(i + 1)
    if then in _ARMED_PEOPLE or (then == "-" and s.key(i + 2) in words["held"]):
        return True
    begins = i == 0 or s.key(i - 1) == "the" or not s.capitals[i - 1]
    if begins and _takes(s, i + 1, lexicon):
        return True
    at = i - 1 - (s.key(i - 1) == "the")
    before = s.key(at - 1)
    if s.key(at) in {"by", "to"}:
        return before in lexicon.verbs or (s.key(at) == "by" and s.key(at - 2) in lexicon.verbs)
    return s.key(at) == "of" and before in _HANDS


def _takes(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a verb of control in the past or present begins at token `i`, "has" and adverbs aside."""
    at = i
    while at - i < 4 and (s.key(at) in lexicon.words["have"] or s.key(at) in lexicon.words["adverbs"]):
        at += 1
    says = s.key(at) in lexicon.words["attribution"]
    forms = lexicon.verbs.get(s.key(at), ())
    return not says and any(form.form in _FINITE and form.frame != "see_fighting" for form in forms)
