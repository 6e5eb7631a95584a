"""Plain stories with two parties, from the text to the map: ``python -m benchmarks.plain_stories``.

Each story of ``plain_stories.yaml`` is told with parties, verbs and days drawn at random (the same in every run), read,
and resolved as if nobody had reviewed it. Printed is how often the map then shows who holds the town by the story,
shows nothing, or shows somebody else. Rules were mended with these stories in sight: the figures say how well the
reader does what it was taught, not how well it reads what it never saw. That is what ``benchmarks.extraction``
measures.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from conflictmap.core.claims import ClaimValue, ReviewState
from conflictmap.core.days import Days
from conflictmap.core.periods import Status
from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.extract import extract
from conflictmap.resolution import resolve_town

STORIES = Path(__file__).with_name("plain_stories.yaml")
PUBLISHED = date(2018, 3, 3)
PLACE = "Tabqa"
PARTIES = {
    "Syrian opposition": ("rebels", "the rebels", "Syrian opposition fighters"),
    "Syrian government": ("government forces", "the Syrian army", "Syrian troops", "the army"),
    "Islamic State": ("the Islamic State", "Islamic State fighters", "ISIS"),
    "SDF/YPG": ("the SDF", "the Syrian Democratic Forces", "US-backed fighters"),
}
WORDS = {
    "place": (PLACE, f"the town of {PLACE}"),
    "old": ("in 2014", "in May 2015", "on 3 May 2015", "in June 2014", "two years ago", "in early 2015"),
    "year": ("2014", "2015", "May 2015"),
    "new": ("on Friday", "on 20 February", "last week", "on Thursday", "yesterday", "in late February"),
    "took": ("captured", "seized", "took", "took control of"),
    "taken": ("captured", "seized", "taken", "overrun"),
    "taking": ("capturing", "seizing", "taking"),
    "retook": ("recaptured", "retook", "regained control of", "captured"),
    "retaken": ("recaptured", "retaken", "captured", "seized"),
}


@dataclass(frozen=True, slots=True)
class Story:
    """A text published on `PUBLISHED`, and who holds the town by it: "a", "both", "not b"; `parties`: a and b."""

    template: str
    text: str
    holder: str
    parties: tuple[str, str]


def stories(draws: int) -> Iterator[Story]:
    """Each story of the file `draws` times, each time with other words; the same in every run."""
    found: dict[str, list[str]] = yaml.safe_load(STORIES.read_text(encoding="utf-8"))["stories"]
    for holder, templates in found.items():
        for template in templates:
            chance = random.Random(template)
            for _ in range(draws):
                yield _told(template, holder, chance)


def _told(template: str, holder: str, chance: random.Random) -> Story:
    parties = chance.sample(sorted(PARTIES), 2)
    words = {name: chance.choice(choices) for name, choices in WORDS.items()}
    words |= {name: chance.choice(PARTIES[party]) for name, party in zip("ab", parties, strict=True)}
    words |= {name.capitalize(): word[0].upper() + word[1:] for name, word in words.items()}
    return Story(template, template.format(**words), holder, (parties[0], parties[1]))


def verdict(story: Story) -> str:
    """ "right", "nothing" where the map shows nobody though the story tells who holds the town, or "wrong"."""
    status, holders = shown(story.text)
    a, b = story.parties
    match story.holder:
        case "nobody":
            return "wrong" if holders else "right"
        case "not a" | "not b":
            barred = a if story.holder == "not a" else b
            return "wrong" if status is Status.HELD and holders == [barred] else "right"
        case "both":
            return "right" if set(holders) == {a, b} else "wrong" if holders else "nothing"
        case _:
            wanted = a if story.holder == "a" else b
            return (
                "right"
                if holders[:1] == [wanted] and status is not Status.DISPUTED
                else "wrong"
                if holders
                else "nothing"
            )


def shown(text: str) -> tuple[Status | None, list[str]]:
    """What the map shows of the town in the end by a text of `PUBLISHED` that nobody has reviewed, and the holders."""
    claims = [
        ClaimValue(
            identifier=str(number),
            town=PLACE,
            actor=None if draft.actor_canonical == UNKNOWN else draft.actor_canonical,
            kind=draft.kind,
            days=Days.from_inclusive(draft.date_from, draft.date_to),
            modality=draft.modality,
            confidence=draft.confidence,
            source="source",
            published=PUBLISHED,
            review=ReviewState.PROPOSED,
            article="article",
            position=draft.end,
            share=draft.share,
            place_kind=draft.place_kind,
            relation=draft.relation,
            against=draft.against_canonical,
        )
        for number, draft in enumerate(extract(text, PUBLISHED))
        if draft.place == PLACE
    ]
    control: Any = resolve_town(claims).control
    return (control[-1].status, [holder.actor for holder in control[-1].holders]) if control else (None, [])


def main() -> None:
    """Read, resolve, judge and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=30)
    parser.add_argument("--verbose", action="store_true", help="print one text of each story that is not always right")
    options = parser.parse_args()
    judged = [(story, verdict(story)) for story in stories(options.draws)]
    found = Counter(answer for _, answer in judged)
    print(f"{len(judged)} texts of {len(judged) // options.draws} stories")
    for answer in ("right", "nothing", "wrong"):
        print(f"  {answer:<8} {found[answer]:5}  {found[answer] / len(judged):.3f}")
    if options.verbose:
        for answer in ("wrong", "nothing"):
            texts = {story.template: story for story, told in judged if told == answer}
            for story in texts.values():
                print(f"{answer}: {story.text} ({story.holder}: {', '.join(story.parties)})")


if __name__ == "__main__":
    main()
