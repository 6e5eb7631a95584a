"""Whatever the text, extraction answers, and every claim it makes is anchored in the text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.core.claims import ClaimDraft
from conflictmap.extraction import COMPILED, extract
from conflictmap.extraction.tokens import SENTENCE_LIMIT, fold, normalise, sentences

PUBLISHED = date(2017, 9, 22)
WORDS = [
    "rebels",
    "captured",
    "Mosul",
    "the",
    "town",
    "of",
    "Raqqa",
    "from",
    "Islamic",
    "State",
    "fighters",
    "US-backed",
    "and",
    ",",
    ".",
    ";",
    "most",
    "half",
    "of",
    "in",
    "to",
    "by",
    "on",
    "4",
    "March",
    "2013",
    "July",
    "2017",
    "yesterday",
    "between",
    "until",
    "since",
    "was",
    "held",
    "retaken",
    "withdrew",
    "Ra's",
    "al-Ayn",
    "Mare'",
    "the",
    "group",
    "it",
    "60",
    "%",
    "31",
    "February",
    "99999999999999999999",
    "Iraqi",
    "army",
    "Russian",
    "-",
    "'",
    '"',
    "(",
    ")",
    "\n",
    "\n\n",
    "besieged",
    "under",
    "control",
    "hands",
    "said",
    "denied",
    "vowed",
    "if",
    "not",
    "İstanbul",
    "ß",
    "Kobanî",
    "é́",
    "\u200b",
    "\u202e",
    "مدينة",
    "الرقة",
    "Київ",
    "東京",
    "\ud7ff",
    "𝔘",
    "ﷺ",
    "\x00",
    "<script>",
    "&amp;",
]

news = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
NUMERALS = "0123456789²³¹½¼①②٣٤९〇Ⅷ.,%- "
anything = st.text(max_size=300)
numerals = st.lists(
    st.one_of(st.sampled_from(["captured", "of", "Mosul", "rebels", "percent", "May", "th", "km", "Point"]),
              st.text(NUMERALS, min_size=1, max_size=6)),
    max_size=20,
).map(" ".join)  # fmt: skip
joined = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=40).map(" ".join)


def check(text: str, claims: list[ClaimDraft]) -> None:
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.quote
        assert claim.place
        assert claim.place in text
        assert claim.actor is None or claim.actor in text
        assert claim.date_from is None or claim.date_to is None or claim.date_from <= claim.date_to
        assert claim.share is None or 0 <= claim.share <= 1
        assert 0 < claim.confidence < 1
        assert claim.against_canonical != claim.actor_canonical


@settings(max_examples=300)
@given(st.one_of(news, anything, joined, numerals), st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_any_text_gives_anchored_claims(text: str, published: date) -> None:
    claims = extract(text, published)
    check(text, claims)
    assert extract(text, published) == claims


@given(anything)
def test_the_normalised_text_is_as_long_as_the_text(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.one_of(news, anything))
def test_tokens_lie_in_order_and_sentences_are_bounded(text: str) -> None:
    at = 0
    for sentence in sentences(text, frozenset()):
        assert 0 < len(sentence) <= SENTENCE_LIMIT
        for start, end in zip(sentence.starts, sentence.ends, strict=True):
            assert at <= start < end <= len(text)
            at = end


def test_the_first_and_last_days_there_are() -> None:
    text = "Rebels took Nawa yesterday. On Tuesday rebels left Nawa last year. By May it fell."
    for published in (date.min, date.max):
        check(text, extract(text, published))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took \u200fNawa\u200e (\u202bنوى\u202c) from the Syrian army.",
        "Kurdish fighters captured Kobani\u0302 from the Islamic State.",
        "Rebels took\u00a0Nawa from the Syrian army.",
        "Reb\u00adels to\u200dok Na\u200bwa\ufeff from the \u2060Syrian army.",
        "<p>Rebels took Nawa.</p><script>alert('Nawa')</script>",
        "Rebels captured ¹% of Nawa. Rebels captured ² percent of Nawa on ³ May ²⁰¹³. Rebels captured Nawa.",
    ],
)
def test_marks_and_markup_are_just_text(text: str) -> None:
    claims = extract(text, PUBLISHED)
    check(text, claims)
    assert claims


@pytest.mark.parametrize(
    "unit", ["Russian ", "rebels captured Mosul and ", "Mosul, ", "a-", '"', "the ", "Ra's ", "4 "]
)
def test_a_long_sentence_of_anything_is_read(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    check(text, extract(text, PUBLISHED))


@pytest.mark.skipif(COMPILED, reason="compiled code calls nothing that can be counted")
def test_the_work_grows_with_the_text_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts look-ups instead of seconds: twice the text, at most about twice the phrases matched."""
    from conflictmap.extraction import trie

    counts = []
    original = trie.Trie.match
    for size in (200, 400):
        calls = 0

        def counted(self: trie.Trie[str], keys: tuple[str, ...], i: int) -> tuple[int, str] | None:
            nonlocal calls
            calls += 1
            return original(self, keys, i)

        monkeypatch.setattr(trie.Trie, "match", counted)
        extract("Russian forces captured Mosul, Raqqa and " * size, PUBLISHED)
        counts.append(calls)
    assert counts[1] < 2.2 * counts[0]


def test_fold_keeps_acronyms_apart_from_words() -> None:
    assert fold("IS") == "IS"
    assert fold("is") == "is"
    assert fold("Is") == "is"
    assert fold("U.S.") == "US"
    assert fold("Ḥawīja") == "hawija"
    assert fold("Mare'") == "mare"
