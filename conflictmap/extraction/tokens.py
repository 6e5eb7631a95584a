"""Text to tokens and sentences, with offsets that hold for the text as given.

The normalised copy of a text has exactly as many code points as the text: quotes and dashes become
plain ones, format characters become spaces, combining and zero-width marks become a letter-like
apostrophe that :func:`fold` drops. So an offset into the one is an offset into the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

SENTENCE_LIMIT = 250
"""Tokens after which a sentence is cut, so that no later stage sees an endless one."""

DASH = "—"
"""Sets off, and never joins: "the two cities—Gao and Timbuktu—fell" hyphenates nothing."""
_FEW = 4
_LONGEST_HEADLINE = 24
_MARK = "ʼ"
_ZERO_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""The soft hyphen and its like: marks that nobody sees, often within a word; a token keeps them, its key does not."""
_PLAIN = {
    **dict.fromkeys(map(ord, "‘’‛ʹ`´′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–−"), "-"),
    **dict.fromkeys(map(ord, "—―"), "—"),
}
_LOOK_ALIKES = str.maketrans("аеорсухіјѕАВЕКМНОРСТХУІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsABEKMHOPCTXYIJSoABEZHIKMNOPTYX")
"""Cyrillic and Greek letters that look like Latin ones: between Latin letters they stand for these."""
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|'[sS]\b|\d+(?:[.,]\d+)*|\w+(?:'(?![sS]\b)\w+)*|\S")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\r\n?\s*\r\n?|[\u2028\u2029\x0b\x0c]")
_ACRONYM_LENGTHS = (2, 3)


class _Normalising(dict[int, str]):
    """A `str.translate` table that fills itself, one code point at a time."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if category in {"Mn", "Me", "Mc"} or char in _ZERO_WIDTH:
            plain = _MARK
        elif category in {"Cf", "Cc", "Zs", "Cn", "Co"} and char != "\n":
            plain = " "
        else:
            plain = char
        self[code] = plain
        return plain


_NORMALISING = _Normalising(_PLAIN)
for _code in (10, 11, 12, 13, 0x2028, 0x2029):
    _NORMALISING[_code] = chr(_code)


def normalise(text: str) -> str:
    """A copy of `text` of the same length with plain quotes, dashes and spaces."""
    return text.translate(_NORMALISING)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of a word: lower case, no diacritics, no apostrophes, letters of one script.

    Short acronyms keep their case (IS is not is).
    """
    if word == DASH:
        return "-"
    bare = word.replace(".", "") if word.endswith(".") else word
    if len(bare) in _ACRONYM_LENGTHS and bare.isascii() and bare.isupper() and bare.isalpha():
        return bare
    if word.isascii():
        return bare.lower().replace("'", "") or word
    plain = unicodedata.normalize("NFKD", bare)
    if any(c.isascii() and c.isalpha() for c in plain):
        plain = plain.translate(_LOOK_ALIKES)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "'ʼʻʿʾ").lower() or word


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as parallel tuples of tokens; `starts` and `ends` are offsets into the text.

    `shouting`: nearly all of it is in capitals, which then tell nothing.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraph: int
    capitals: tuple[bool, ...] = ()
    shouting: bool = False

    def __len__(self) -> int:
        return len(self.words)

    def joined(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space or a dash."""
        near = i > 0 and self.starts[i] == self.ends[i - 1]
        return near and self.words[i] != DASH and self.words[i - 1] != DASH

    def past_aside(self, start: int, end: int) -> int:
        """Where tokens `start` up to `end` go on behind an aside between their first comma and the only other one.

        In "Raqqa, long a byword for cruelty, is in the hands of X" little stands between the town and its state.
        """
        if start >= end or self.keys[start] != ",":
            return start
        commas = [n for n in range(start, end) if self.keys[n] == ","]
        return commas[1] + 1 if len(commas) == 2 else start

    def key(self, i: int) -> str:
        """The key of token `i`, empty outside the sentence."""
        try:
            return self.keys[i] if i >= 0 else ""
        except IndexError:
            return ""


@lru_cache(maxsize=65536)
def _is_capital(word: str) -> bool:
    """Whether a word has the shape of a name: a capital, or letters of a script that has none (الموصل)."""
    first = word[0]
    if first.isascii() and first != "'":
        return first.isupper()
    if first in "'ʼʿ":
        return len(word) > 1 and word[1].isupper()
    return first.isupper() or unicodedata.category(first) == "Lo"


def _scare_quotes(words: list[str], starts: list[int], ends: list[int]) -> set[int]:
    """The marks around a few small words: in "army 'liberates' P", 'took "full" control of P' they part nothing.

    Nor do any in a headline: "X 'in control of P'".
    """
    found: set[int] = set()
    headline = len(words) <= _LONGEST_HEADLINE and words[-1] not in '.?!"'
    most = len(words) if headline else _FEW
    for opening, mark in enumerate(words):
        if mark not in {'"', "'"} or opening in found or (opening and starts[opening] == ends[opening - 1]):
            continue  # "the rebels' base"
        closing = next((n for n in range(opening + 2, min(opening + most + 2, len(words))) if words[n] == mark), 0)
        small = headline or all(w.isalpha() and w.islower() for w in words[opening + 1 : closing])
        if closing and small and starts[closing] == ends[closing - 1]:
            found |= {opening, closing}
    return found


def _build(words: list[str], starts: list[int], ends: list[int], paragraph: int) -> Sentence:
    if marks := _scare_quotes(words, starts, ends):
        kept = [n for n in range(len(words)) if n not in marks]
        words, starts, ends = [words[n] for n in kept], [starts[n] for n in kept], [ends[n] for n in kept]
    letters = [*filter(str.isalpha, words)]
    shouting = len(letters) > 4 and sum(map(str.isupper, letters)) > 0.8 * len(letters)
    folded = [word.lower() if len(word) < 3 else word for word in words] if shouting else words
    return Sentence(
        tuple(words),
        tuple(map(fold, folded)),
        tuple(starts),
        tuple(ends),
        paragraph,
        tuple(map(_is_capital, words)),
        shouting,
    )


def without_title_case(sentence: Sentence, common: Container[str], verbs: Container[str] = frozenset()) -> Sentence:
    """The sentence with the capitals of its `common` words taken away, where nearly every word has one (a title).

    A title writes its `verbs` so too: "Iraq's Ramadi falls to Islamic State" is none. Behind a hyphen it may not:
    "Turkish-backed Rebels Capture Jarablus".
    """
    spelt = (n for n, word in enumerate(sentence.words) if word.isalpha() and len(word) > 3)
    long = [n for n in spelt if not _hyphened(sentence, n)]
    if any(sentence.keys[n] in verbs and not sentence.capitals[n] for n in long):
        return sentence
    if len(long) < 4 or sum(sentence.capitals[n] for n in long) < 0.8 * len(long) or sentence.words[-1] == ".":
        return sentence
    capitals = tuple(
        capital and (n == 0 or key not in common)
        for n, (capital, key) in enumerate(zip(sentence.capitals, sentence.keys, strict=True))
    )
    return replace(sentence, capitals=capitals)


def _hyphened(sentence: Sentence, n: int) -> bool:
    return sentence.key(n - 1) == "-" and sentence.joined(n)


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of `text`, in order. Linear in its length.

    A sentence ends at a full stop, question or exclamation mark that the next word's capital (or a
    quote) confirms, at a blank line, after a short line without a full stop (a headline, a table
    row), or after `SENTENCE_LIMIT` tokens.
    """
    plain = normalise(text)
    paragraph, position = 0, 0
    for gap in _PARAGRAPH.finditer(plain):
        yield from _sentences_of(plain, position, gap.start(), paragraph, abbreviations)
        paragraph, position = paragraph + 1, gap.end()
    yield from _sentences_of(plain, position, len(plain), paragraph, abbreviations)


def _sentences_of(
    plain: str, start: int, end: int, paragraph: int, abbreviations: frozenset[str]
) -> Iterator[Sentence]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    closing = False
    line_start = start
    for match in _TOKEN.finditer(plain, start, end):
        word, at = match.group(), match.start()
        if words:
            gap = plain[ends[-1] : at]
            new_line = "\n" in gap
            confirmed = closing and gap and _may_begin(word)
            short_line = new_line and ends[-1] - line_start < 60 and words[-1] not in ",;"
            if confirmed or short_line or len(words) >= SENTENCE_LIMIT:
                yield _build(words, starts, ends, paragraph)
                words, starts, ends, closing = [], [], [], False
            if new_line:
                line_start = at
        if word in ".?!":
            before = words[-1] if words else ""
            abbreviated = word == "." and (
                before.lower() in abbreviations or (len(before) == 1 and before.isalpha() and before.isupper())
            )
            closing = not abbreviated
        elif closing and word not in "\"')]":
            closing = False
        words.append("'s" if word == "'S" else word)  # of a headline in capitals: "HAFTAR'S LAST REDOUBT"
        starts.append(at)
        ends.append(match.end())
    if words:
        yield _build(words, starts, ends, paragraph)


def _may_begin(word: str) -> bool:
    """Whether a word behind a full stop may be the first of a sentence: a capital, a quote, a figure."""
    first = word[0]
    return first.isupper() or first in "\"'([" or not first.isascii() or first.isdecimal()
