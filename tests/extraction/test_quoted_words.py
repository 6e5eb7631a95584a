"""Headlines and words in quotes: "army 'liberates' P", "controls 'half' of P", "more turf in Syria's P"."""

from __future__ import annotations

from datetime import date

import pytest

from conflictmap.extraction import extract

DAY = date(2016, 2, 7)


def read(text: str) -> set[tuple[str, str, str, str]]:
    return {(c.kind.value, c.place, c.actor_canonical, c.modality.value) for c in extract(text, DAY)}


@pytest.mark.parametrize(
    ("headline", "kind", "place", "party"),
    [
        ("Syrian army 'liberates' town of Nubl near Aleppo", "captures", "Nubl", "Syrian government"),
        ('Iraqi forces "liberate" Ramadi from IS', "captures", "Ramadi", "Iraqi government"),
        ("Islamic State ‘seizes’ Syria's Palmyra", "captures", "Palmyra", "Islamic State"),
        ('Kurds control "half" of Syria\'s Hasakah city', "partly_holds", "Hasakah", "SDF/YPG"),
        ("Iraqi army 'in full control' of Tikrit", "holds", "Tikrit", "Iraqi government"),
        ("Islamic State 'in control of Palmyra'", "holds", "Palmyra", "Islamic State"),
        ('Syrian army "fully controls" Qusayr', "holds", "Qusayr", "Syrian government"),
        ("Syrian rebels retake new area in Aleppo, repel army attacks", "partly_holds", "Aleppo", "Syrian opposition"),
        ("Rebels seize more turf in Syria's Idlib", "partly_holds", "Idlib", "Syrian opposition"),
        ("Iraqi forces retake more ground in Mosul", "partly_holds", "Mosul", "Iraqi government"),
    ],
)
def test_headline(headline: str, kind: str, place: str, party: str) -> None:
    told = read(headline)
    assert (kind, place, party, "asserted") in told
    assert {claim[0] for claim in told} == {kind}


def test_facility_of_a_town_of_a_country_is_not_the_town() -> None:
    for text in ("Rebels take over army base in Syria's Idlib", "Islamic State seizes airport in Syria's Homs"):
        assert not {place for _, place, _, _ in read(text)} & {"Idlib", "Homs", "Syria"}


def test_whose_own_marks_stay() -> None:
    # The apostrophe of a plural opens no quotation.
    told = read("The army took the rebels' base in Darayya and said the rebels' days were numbered.")
    assert not any(place == "Darayya" and kind == "captures" for kind, place, _, _ in told)


def test_premature_claims_of_something_else_deny_nothing() -> None:
    text = 'Analysts said that Iraqi forces had retaken Ramadi but added that claims of a "breakthrough" are premature.'
    assert ("captures", "Ramadi", "Iraqi government", "attributed") in read(text)
    assert not any(m == "attributed" for *_, m in read("Reports that Iraqi forces had retaken Ramadi are premature."))
