"""The small language in which the lexicons write phrases, and its matcher.

A phrase is words separated by spaces. ``a|b`` is either word, ``word?`` may be missing, ``{set}`` is
one word of a named set and ``{set}*`` up to `REPEAT` of them. Every repetition is bounded, so
matching a phrase takes constant time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from conflictmap.extraction.tokens import _TOKEN, fold, normalise

REPEAT = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase: any of `keys`, between `least` and `most` times."""

    keys: frozenset[str]
    least: int
    most: int


Pattern = tuple[Step, ...]


def keys_of(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase's tokens, made the way the text's are."""
    return tuple(fold(m.group()) for m in _TOKEN.finditer(normalise(phrase)))


def parse_pattern(phrase: str, sets: Mapping[str, Sequence[str]]) -> Pattern:
    """Read a phrase. Raises KeyError when it names an unknown set."""
    steps: list[Step] = []
    for part in phrase.split():
        least, most = 1, 1
        if part.endswith("*"):
            part, least, most = part[:-1], 0, REPEAT
        elif part.endswith("?"):
            part, least = part[:-1], 0
        names = sets[part[1:-1]] if part.startswith("{") else part.split("|")
        choices = [keys_of(name) for name in names]
        if all(len(choice) == 1 for choice in choices):
            steps.append(Step(frozenset(choice[0] for choice in choices), least, most))
        else:
            steps.extend(Step(frozenset({key}), 1, 1) for key in choices[0])
    return tuple(steps)


def match_pattern(pattern: Pattern, keys: Sequence[str], start: int, step: int = 0) -> int:
    """The token after the longest match of `pattern` from `start`, or -1."""
    steps, length = len(pattern), len(keys)
    while step < steps and pattern[step].least == pattern[step].most == 1:
        if start >= length or keys[start] not in pattern[step].keys:
            return -1
        start, step = start + 1, step + 1
    if step == steps:
        return start
    wanted = pattern[step]
    count = 0
    while count < wanted.most and start + count < length and keys[start + count] in wanted.keys:
        count += 1
    while count >= wanted.least:
        end = match_pattern(pattern, keys, start + count, step + 1)
        if end >= 0:
            return end
        count -= 1
    return -1


def inflect(verb: str, irregular: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The forms of a verb: base, third (person), past, participle, ing."""
    if verb in irregular:
        third, past, participle, ing = irregular[verb]
        return {"base": verb, "third": third, "past": past, "participle": participle, "ing": ing}
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = stem + "ed"
    return {"base": verb, "third": third, "past": past, "participle": past, "ing": stem + "ing"}
