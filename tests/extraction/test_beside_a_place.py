"""What lies near a town, on the road to it or in its countryside never counts for the town itself."""

from datetime import date

import pytest

from conflictmap.core.claims import CONTROL_KINDS, PlaceKind, Relation
from conflictmap.resolution.weights import PUBLISHING_THRESHOLD
from tests.extraction import read


@pytest.mark.parametrize(
    "sentence",
    [
        "The army captured a village near Hawija on Monday.",
        "Islamic State fighters seized an area north of Hawija.",
        "The rebels took control of the road to Hawija.",
        "The Iraqi army seized the Hawija road.",
        "The SDF captured the countryside of Raqqa.",
        "Government forces recaptured the Aleppo countryside.",
        "Iraqi forces retook Anbar province from the Islamic State.",
        "The rebels seized Idlib governorate.",
        "Rebels seized rural Damascus and rural Aleppo on Monday.",
        "The army recaptured towns in rural Idlib.",
        "Islamic State militants captured positions near Hawija.",
        "Peshmerga fighters captured land 20 km west of Kirkuk.",
        "The Iraqi army captured the outskirts of Hawija.",
        "The Iraqi army captured the vicinity of Hawija.",
        "The Houthis seized a military base outside Marib.",
        "Russian forces captured the approaches to Bakhmut.",
        "Russian forces took the highway between Bakhmut and Sloviansk.",
        "The army retook the desert south of Palmyra.",
        "SDF fighters captured oil fields east of Deir ez-Zor.",
        "Islamic State held the plains beyond Mosul.",
        "Kurdish forces captured the area surrounding Sinjar.",
        "Islamic State fighters captured a bridge leading to Ramadi.",
        "The army secured the supply route from Baiji to Tikrit.",
        "The army took a town 15 miles from Mosul.",
        "Forces of the army seized the border with Syria near al-Qaim.",
    ],
)
def test_nothing_beside_a_town_is_published_as_the_town(sentence: str) -> None:
    shown = [
        (claim.kind, claim.place)
        for claim in read(sentence, date(2016, 5, 10))
        if claim.kind in CONTROL_KINDS
        and claim.place_kind is PlaceKind.TOWN
        and claim.relation is Relation.IN
        and claim.confidence >= PUBLISHING_THRESHOLD
    ]
    assert shown == []
