"""A small story that the tests of the pages share."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from conflictmap.actors.models import Actor
from conflictmap.articles.models import Article
from conflictmap.claims.models import Claim
from conflictmap.gazetteer.models import Town, TownName
from tests.factories import (
    make_actor,
    make_article,
    make_claim,
    make_period,
    make_pressure,
    make_revision,
    make_town,
)

TEXT = """Security forces launched a dawn assault on a besieged pocket around the northern town of Hawija.

Hawija and neighboring towns form the last enclave still held by the group in Iraq.

“We announce the launch of the first stage of the liberation of Hawija,” he said."""


@dataclass(frozen=True)
class Hawija:
    """Hawija: Islamic State from June 2014 to 4 October 2017, then the Iraqi government; attacked in September 2017."""

    town: Town
    islamic_state: Actor
    government: Actor
    article: Article
    holds: Claim
    attacks: Claim
    planned: Claim


@pytest.fixture
def hawija(db: None) -> Hawija:
    """The story of one town."""
    islamic_state, government = make_actor("Islamic State"), make_actor("Iraqi government")
    town = make_town("Hawija", region="Kirkuk", population=100_000)
    TownName.objects.create(town=town, name="الحويجة", folded="الحويجة", language="ar")
    article = make_article(TEXT)
    holds = make_claim(
        article,
        "Hawija and neighboring towns form the last enclave still held by the group",
        town=town,
        actor=islamic_state,
        review_state="accepted",
    )
    attacks = make_claim(
        article, "launched a dawn assault on a besieged pocket", town=town, actor=government, kind="attacks"
    )
    planned = make_claim(
        article,
        "announce the launch of the first stage of the liberation of Hawija",
        town=town,
        actor=government,
        kind="captures",
        modality="planned",
    )
    make_period(town, "2014-06-08", "2017-10-04", holders=[islamic_state], claims=[holds])
    make_period(town, "2017-10-05", holders=[government], confidence=0.8, unreviewed=True)
    make_pressure(town, "2017-09-21", "2017-10-04", by=[government], claims=[attacks])
    make_revision()
    return Hawija(town, islamic_state, government, article, holds, attacks, planned)
