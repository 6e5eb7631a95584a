"""Why a labelled claim was missed: the first step of reading at which it was lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.claim_scoring import CLASSES, ON_THE_MAP, VOTING, Record, same_actor, same_dates, same_place
from benchmarks.labelled import Passage
from conflictmap.extraction.extract import propose_links
from conflictmap.extraction.jsonlines import claim_record
from conflictmap.extraction.sentence_readings import read_sentences


def causes_of_misses(passage: Passage, claims: Sequence[Record]) -> Iterator[str]:
    """One cause for each label on the map that no claim tells; "wrong date" for each that one tells at other days.

    Place not seen, actor not seen: the text's reading holds no such mention. Trigger unknown: no word of
    control reaches both. Wrong kind, wrong argument, modality: the claims made say another thing of the place,
    name another party, deny or plan it. Not sure: it was proposed and found too unlikely.
    """
    voting = [claim for claim in claims if claim["modality"] in VOTING]
    proposed = [claim_record(c.draft) for c in propose_links(passage.text, passage.published)]
    readings = read_sentences(passage.text, passage.published)
    places = {
        passage.text[r.sentence.starts[p.name_start] : r.sentence.ends[p.name_end - 1]]
        for r in readings
        for p in r.places
    }
    actors = [{"actor_canonical": actor.canonical} for r in readings for actor in r.actors]
    for label in passage.labels:
        if label["modality"] not in VOTING or label.get("optional") or CLASSES[label["kind"]] not in ON_THE_MAP:
            continue
        told = [claim for claim in voting if _says(claim, label)]
        if told:
            if not any(same_dates(claim, label) for claim in told):
                yield "wrong date"
        elif any(_says(claim, label) for claim in claims):
            yield "modality"
        elif not any(same_place(place, label["place"]) for place in places):
            yield "place not seen"
        elif label["actor_canonical"] != "unknown" and not any(same_actor(actor, label) for actor in actors):
            yield "actor not seen"
        else:
            yield _later(label, voting, proposed)


def _says(claim: Record, label: Record) -> bool:
    alike = CLASSES[claim["kind"]] == CLASSES[label["kind"]] and same_place(claim["place"], label["place"])
    return alike and same_actor(claim, label)


def _later(label: Record, voting: Sequence[Record], proposed: Sequence[Record]) -> str:
    here = [claim for claim in voting if same_place(claim["place"], label["place"])]
    if any(same_actor(claim, label) for claim in here):
        return "wrong kind"
    if any(CLASSES[claim["kind"]] == CLASSES[label["kind"]] for claim in here):
        return "wrong argument"
    return "not sure" if any(_says(claim, label) for claim in proposed) else "trigger unknown"
