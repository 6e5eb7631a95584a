"""Whether two folded spellings are one name heard and written twice: Penjwen and Paynjuwayn, Tel Skuf and Tel Uskof.

Arabic and Kurdish write consonants and leave most vowels to the reader, so Latin spellings of one name agree in
their consonants and differ in vowels, in helping vowels, and in the voice of a consonant that one of the languages
lacks (p and b, g and k, ch and j, v and w; the Ukrainian h is the Russian g: Luhansk, Lugansk). How much may differ
grows with the number of consonants: three of them are a root that many names share, and there the vowels tell Rashid
from Rashad, and Samra from Samarra.
"""

from __future__ import annotations

from collections.abc import Sequence

VOWELS = frozenset("aiu")
# What one difference costs; consonants that no language confuses are never taken for each other.
RELATED_CONSONANT = 0.1
HELPING_VOWEL = 0.4
GLIDE = 0.2
BREATH = 0.3
FAR = 9.0
_VOWEL_CHANGED = {frozenset("ai"): 0.3, frozenset("iu"): 0.8, frozenset("au"): 0.6}
_RELATED = {
    frozenset(pair) for pair in ("pb", "bv", "vw", "vf", "gk", "Cj", "Zj", "cj", "cC", "Xh", "GX", "Gk", "Gg", "gh")
}
_DIGRAPHS = (("tch", "C"), ("dj", "j"), ("kh", "X"), ("gh", "G"), ("ch", "C"), ("sh", "S"), ("zh", "Z"), ("x", "X"))
# For each consonant beyond the second, so much may differ, up to this much: a long name ends in a telling suffix.
ALLOWED = 0.25
ALLOWED_AT_MOST = 0.75


def sounds_alike(key: str, other: str) -> float:
    """How alike two keys of `conflictmap.gazetteer.folding.fold` sound: 1 for equal ones, 0 when not one name."""
    sounds, others = _sounds(key), _sounds(other)
    consonants = min(_consonants(sounds), _consonants(others))
    allowed = min(ALLOWED * (consonants - 2), ALLOWED_AT_MOST)
    if allowed <= 0:
        return float(sounds == others)
    cost = _cost(sounds, others)
    return 1.0 - 0.5 * cost / allowed if cost <= allowed else 0.0


def _sounds(key: str) -> str:
    """The key with one letter for each sound; what folding leaves of e and o are i and u."""
    for letters, sound in _DIGRAPHS:
        key = key.replace(letters, sound)
    return key.replace("y", "i").replace("ii", "i")


def _consonants(sounds: Sequence[str]) -> int:
    return sum(sound not in VOWELS for sound in sounds)


def _cost(sounds: str, others: str) -> float:
    """The cheapest way from one to the other (Wagner and Fischer, with a price for each pair of sounds)."""
    row = [0.0]
    for sound in others:
        row.append(row[-1] + _dropped(sound))
    for sound in sounds:
        previous, row = row, [row[0] + _dropped(sound)]
        for place, other in enumerate(others, start=1):
            row.append(
                min(
                    previous[place - 1] + _changed(sound, other),
                    previous[place] + _dropped(sound),
                    row[-1] + _dropped(other),
                )
            )
    return row[-1]


def _dropped(sound: str) -> float:
    if sound in VOWELS:
        return HELPING_VOWEL
    return GLIDE if sound == "w" else BREATH if sound == "h" else FAR


def _changed(sound: str, other: str) -> float:
    if sound == other:
        return 0.0
    pair = frozenset((sound, other))
    if pair in _RELATED:
        return RELATED_CONSONANT
    if pair in _VOWEL_CHANGED:
        return _VOWEL_CHANGED[pair]
    # u and w are one sound, a vowel before a consonant and a glide before a vowel.
    return GLIDE if pair == frozenset("uw") else FAR
