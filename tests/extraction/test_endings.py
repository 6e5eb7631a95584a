"""Plain stories of our own with two parties, from the text to who holds the town when it was published."""

from __future__ import annotations

import pytest

from benchmarks.plain_stories import shown

REBELS, ARMY, IS, SDF = "Syrian opposition", "Syrian government", "Islamic State", "SDF/YPG"


def holders(text: str) -> list[str]:
    """Who holds Tabqa in the end by a text of 3 March 2018, nobody having reviewed its claims."""
    return shown(text)[1]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The army on Thursday retook Tabqa hours after the rebels seized it.", ARMY),
        ("The army retook Tabqa two days after losing it to the rebels.", ARMY),
        ("The army on Thursday retook Tabqa hours after losing it to the rebels.", ARMY),
        ("The army on Thursday regained the remote desert town of Tabqa, where rebels put up little resistance.", ARMY),
        ("The army retook Tabqa, which the rebels had taken on 3 May 2015, yesterday.", ARMY),
        ("The army regained Tabqa, which had been held by the rebels since May 2015, in late February.", ARMY),
        ("Tabqa, which fell to the rebels in June 2014, was seized by the army on 20 February.", ARMY),
        ("Tabqa, taken by the rebels in June 2014, was retaken by the army in late February.", ARMY),
        ("On 3 May 2015 the rebels captured Tabqa, but the army retook it on Thursday.", ARMY),
        ("The rebels took Tabqa in early 2015. The army retook it yesterday.", ARMY),
        ("The rebels seized Tabqa in May 2015 but lost it to the army on 20 February.", ARMY),
        ("The rebels took Tabqa in May 2015 before being driven out by the army on Friday.", ARMY),
        ("The Islamic State withdrew from Tabqa on Friday and the SDF took it.", SDF),
        ("The SDF attacked Tabqa on Friday but the Islamic State still holds Tabqa.", IS),
    ],
)
def test_who_has_the_town_in_the_end(text: str, holder: str) -> None:
    assert holders(text) == [holder]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("The army broke into Tabqa, held by rebels, on Friday and took it.", REBELS),
        ("The rebels took Tabqa on 3 May 2015 and held it until the army captured it in late February.", REBELS),
        ("Government forces, which lost Tabqa to rebels in early 2015, have retaken it.", REBELS),
        ("The rebels agreed last week to hand Tabqa to the SDF.", SDF),
    ],
)
def test_who_lost_the_town_is_not_shown_even_where_its_loss_is_unsure(text: str, never: str) -> None:
    assert never not in holders(text)
