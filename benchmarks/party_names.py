"""How often the party of a label gets its name: the reading's mention with the same words, and who it says that is.

Asks less than a claim does: no place, kind or date, only whether the words that a label calls the party are read as
the party that the label means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.claim_scoring import CLASSES, CONTROL, Record, same_actor
from benchmarks.labelled import Passage
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.sentence_readings import read_sentences

_LITTLE = frozenset({"the", "of", "and", "its", "their", "s"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A label's party: who the readings say it is; nobody (empty) where no mention has a word of it."""

    passage: str
    label: Record
    said: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether a mention with the label's words means the label's party."""
        return any(same_actor({"actor_canonical": said}, self.label) for said in self.said)


def namings(passage: Passage) -> Iterator[Naming]:
    """The parties that the control labels of a passage name, each as the passage is read."""
    labels = [label for label in passage.labels if CLASSES[label["kind"]] in CONTROL and label["actor"]]
    readings = read_sentences(passage.text, passage.published) if labels else []
    mentions = [(_words(words), canonical) for words, canonical in _mentions(readings)]
    for label in labels:
        wanted = _words(label["actor"])
        alike = [(len(wanted & words) / len(wanted | words), said) for words, said in mentions if wanted & words]
        best = max((share for share, _ in alike), default=0)
        yield Naming(passage.identifier, label, frozenset(said for share, said in alike if share == best))


def _mentions(readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    for reading in readings:
        for actor in reading.actors:
            yield " ".join(reading.sentence.words[actor.start : actor.end]), actor.canonical


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower())) - _LITTLE


def report(name: str, passages: Iterable[Passage]) -> str:
    """How many of the parties that labels name are named right, wrong, left unknown or not seen, as a line."""
    read = [naming for passage in passages for naming in namings(passage)]
    right = sum(naming.right for naming in read)
    unseen = sum(not naming.said for naming in read)
    unknown = sum(not naming.right and naming.said == {"unknown"} for naming in read)
    wrong = len(read) - right - unseen - unknown
    share = right / len(read) if read else 0.0
    counts = f"{right}/{len(read)} = {share:.3f}, wrong {wrong}, unknown {unknown}, not seen {unseen}"
    return f"party named right, {name}: {counts}"
