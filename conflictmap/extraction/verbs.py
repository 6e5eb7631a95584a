"""Which verbs of a sentence report control, and the frame that reads each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conflictmap.extraction import frames_flags, frames_leaving, frames_passing, frames_pressing, frames_taking
from conflictmap.extraction.events import Event
from conflictmap.extraction.lexicon import VerbForm
from conflictmap.extraction.patterns import match_pattern
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.verb_groups import VerbGroup, verb_group

Frame = Callable[[Reading, VerbGroup, VerbForm], Iterator[Event]]


FRAMES: dict[str, Frame] = {
    "be_given": frames_passing.be_given,
    "have": frames_taking.have,
    "give_up": frames_leaving.give_up,
    "move_in": frames_taking.move_in,
    "have_under": frames_taking.have_under,
    "claim_back": frames_taking.claim_back,
    "stay_with": frames_passing.stay_with,
    "confine": frames_pressing.confine,
    "cut_roads": frames_pressing.cut_roads,
    "pledge": frames_passing.pledge,
    "flag_raised": frames_flags.flag_raised,
    "left_to": frames_passing.left_to,
    "free_of": frames_leaving.free_of,
    "transitive": frames_taking.transitive,
    "expel": frames_leaving.expel,
    "defeat": frames_leaving.defeat,
    "clear": frames_leaving.clear,
    "declare_free": frames_leaving.declare_free,
    "withdraw": frames_leaving.withdraw,
    "yielding": frames_leaving.yielding,
    "add_to": frames_taking.add_to,
    "deploy": frames_taking.deploy,
    "fall": frames_passing.fall,
    "fall_alone": frames_passing.fall_alone,
    "handover": frames_passing.handover,
    "bring_under": frames_taking.bring_under,
    "keep_under_siege": frames_pressing.keep_under_siege,
    "fight": frames_pressing.fight,
    "see_fighting": frames_pressing.see_fighting,
}


def verb_events(reading: Reading) -> Iterator[Event]:
    """The events that the verbs of a sentence report, in order; the longest form at a word wins."""
    s, verbs = reading.sentence, reading.lexicon.verbs
    covered = 0
    for i, key in enumerate(s.keys):
        forms = verbs.get(key)
        if not forms:
            continue
        if i < covered or i in reading.reader.inside_actor or (s.key(i - 1) == "-" and s.joined(i)):
            continue
        if s.capitals[i] and i > 0 and s.words[i - 1].isalpha() and s.capitals[i - 1]:
            continue
        # a part of a word is no verb, but "re" begins "re-entered"
        behind = i + 2 if s.key(i + 1) == "-" and s.joined(i + 1) else i
        ends = [(match_pattern(form.rest, s.keys, i + 1), form) for form in forms]
        for end, form in sorted((m for m in ends if m[0] > behind), key=lambda m: -m[0]):
            group = verb_group(reading, i, end, form.form)
            if group is None:
                continue
            events = list(FRAMES[form.frame](reading, group, form))
            if events:
                covered = end
                reading.triggers.update(range(group.verb, end))
                yield from events
                break
