"""Reading documents: datelines, front matter, JSON lines, and everything that can be wrong with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictmap.articles.reading import (
    MAX_BYTES,
    Defaults,
    UnreadableDocumentError,
    dateline_end,
    decode,
    read_fields,
    read_json_line,
    read_text,
)

SEED = Path(__file__).parents[2] / "fixtures" / "articles" / "2017-09-22-afp-baghdad.txt"


def test_the_seed_keeps_its_whole_text() -> None:
    text = decode(SEED.read_bytes())
    document = read_text(text)
    assert document.text == text == SEED.read_text(encoding="utf-8")
    assert (document.published, document.source) == (date(2017, 9, 22), "AFP")
    assert text[dateline_end(text) :].lstrip().startswith("Iraq yesterday brought")


@pytest.mark.parametrize(
    "text",
    [
        "BAGHDAD, 22 September 2017 (AFP) - Iraqi forces took Hawija.",
        "BAGHDAD, September 22, 2017 (AFP) — Iraqi forces took Hawija.",
        "Date: 2017-09-22 AFP\nIraqi forces took Hawija.",
        "\n date 2017-09-22  AFP , BAGHDAD\r\n\r\nIraqi forces took Hawija.",
    ],
)
def test_datelines_stay_part_of_the_text(text: str) -> None:
    document = read_text(text)
    assert (document.published, document.source, document.text) == (date(2017, 9, 22), "AFP", text)
    assert text[dateline_end(text) :].strip() == "Iraqi forces took Hawija."


def test_front_matter_is_not_part_of_the_text() -> None:
    document = read_text(
        "---\nsource: AFP\ndate: 2017-09-22\ntitle: 'Hawija: the last pocket'\nurl: https://example.org/1\n"
        "reference: paper edition\nlanguage: en-GB\nauthor: somebody\n---\n\nIraqi forces took Hawija.\n---\nEnd."
    )
    assert document.text == "\nIraqi forces took Hawija.\n---\nEnd."
    assert (document.source, document.published) == ("AFP", date(2017, 9, 22))
    assert (document.title, document.url) == ("Hawija: the last pocket", "https://example.org/1")
    assert (document.reference, document.language) == ("paper edition", "en-GB")


def test_what_a_document_says_comes_before_the_defaults() -> None:
    defaults = Defaults("Reuters", date(2020, 1, 1))
    assert read_text("date 2017-09-22 AFP\nText.", defaults).source == "AFP"
    assert read_text("date 2017-09-22 AFP\nText.", defaults).published == date(2017, 9, 22)
    plain = read_text("Iraqi forces took Hawija.", defaults)
    assert (plain.source, plain.published) == ("Reuters", date(2020, 1, 1))


def test_fields_of_a_json_line_come_before_its_dateline() -> None:
    line = json.dumps({"text": "date 2017-09-22 AFP\nText.", "date": "2017-09-25T10:00:00Z", "source": "Dawn"})
    document = read_json_line(line)
    assert (document.source, document.published) == ("Dawn", date(2017, 9, 25))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"PK\x03\x04\x00\x00", "null bytes"),
        (b"caf\xe9 in Hawija", "byte 3 is 0xe9"),
        ("Hawija".encode("utf-16"), "UTF-16"),
        (b"x" * (MAX_BYTES + 1), "longer than 10 MB"),
    ],
)
def test_bytes_that_are_not_text_are_refused(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=says):
        decode(raw)


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfHawija") == "Hawija"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (" \n\t", "is empty"),
        ("Iraqi forces took Hawija.", "has no date"),
        ("date 2017-13-40 AFP, BAGHDAD\nText.", "“2017-13-40” is not a day"),
        ("date 22/09/2017 AFP, BAGHDAD\nText.", "“22/09/2017” is not a date"),
        ("---\ndate: 2017-09-22\n---\nText.", "has no source"),
        ("---\ndate: [2017, 9, 22]\nsource: AFP\n---\nText.", '"date" that is not a string'),
        ("---\nsource: 'AFP\n---\nText.", "not YAML"),
        ("---\njust words\n---\nText.", "without fields"),
        ("---\nsource: AFP\ndate: 2017-09-22\n---\n", "is empty"),
        ("Date 5 men took Hawija, he said.", "has no date"),
    ],
)
def test_texts_that_cannot_be_taken_in(text: str, says: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=says):
        read_text(text)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops", "is not JSON: .* at character 2"),
        ("[1]", "not a JSON object"),
        ('{"published": "2017-09-22"}', 'has no "text"'),
        ('{"text": 7}', '"text" that is not a string'),
        ('{"text": "x", "published": 20170922, "source": "AFP"}', '"published" that is not a string'),
        ('{"text": "x\\u0000y", "published": "2017-09-22", "source": "AFP"}', "null characters"),
        ('{"text": "x\\ud800y", "published": "2017-09-22", "source": "AFP"}', "half a character"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_json_lines_that_cannot_be_taken_in(line: str, says: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=says):
        read_json_line(line)


def test_a_text_of_five_megabytes_is_read_and_of_eleven_refused() -> None:
    fields = {"published": "2017-09-22", "source": "AFP"}
    assert len(read_fields({**fields, "text": "x" * 5_000_000}).text) == 5_000_000
    with pytest.raises(UnreadableDocumentError, match="longer than 10 MB"):
        read_fields({**fields, "text": "é" * 5_500_000})


@settings(max_examples=200)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).filter(str.strip))
def test_any_text_is_kept_code_point_by_code_point(text: str) -> None:
    line = json.dumps({"text": text, "published": "2017-09-22", "source": "AFP"})
    assert read_json_line(line).text == text


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    try:
        document = read_text("---\n" + text, Defaults("AFP", date(2017, 9, 22)))
    except UnreadableDocumentError:
        return
    assert document.text.strip()
    assert ("---\n" + text).endswith(document.text)
