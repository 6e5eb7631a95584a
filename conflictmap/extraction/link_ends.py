"""The two ends of a link: the places and parties that a word of control may speak of."""

from __future__ import annotations

from collections.abc import Iterator

from conflictmap.extraction.actors import UNKNOWN
from conflictmap.extraction.discourse import Discourse
from conflictmap.extraction.landmarks import is_landmark
from conflictmap.extraction.link_words import Party, words_of_earlier
from conflictmap.extraction.places import Place
from conflictmap.extraction.reach import BETWEEN, REACH, Layout, Reached
from conflictmap.extraction.readings import Reading
from conflictmap.extraction.senses import Trigger

_NOWHERE = Reached("none", (("place none",),))
_PRONOUN = {which: Reached(f"it {which}", ((f"place it {which}",),)) for which in ("subject", "object")}
_PRONOUNS = frozenset({"it", "they", "he", "who", "which", "its", "their", "them", "that"})


class Ends:
    """Finds the ends of the links of one sentence.

    `places_before`: whether an earlier sentence names a place that "it" may mean.
    """

    def __init__(self, reading: Reading, layout: Layout, discourse: Discourse, *, places_before: bool) -> None:
        self.reading = reading
        self.layout = layout
        self.discourse = discourse
        self.places_before = places_before
        self.named = {actor.canonical for actor in layout.actors}
        self._places = [place for place in layout.places if not is_landmark(reading, place)]
        self._earlier: dict[str, list[Party]] = {}

    def places(self, trigger: Trigger) -> Iterator[tuple[Place | None, Reached]]:
        """The places within reach of a word of control; None for a pronoun, or for what is not told again."""
        layout, group = self.layout, trigger.group
        for place in self._places:
            head = layout.heads[place.start]
            inside = place.start <= group.verb < place.end
            near = place if head.start < group.start else head
            if inside or self._within_reach(trigger, near.start, near.end):
                yield layout.meant(trigger, place), layout.reach_place(trigger, place)
        pronoun = layout.pronoun(trigger)
        if pronoun and (self.places_before or layout.places):
            yield None, _PRONOUN[pronoun]
        elif not layout.places and self.places_before:
            yield None, _NOWHERE

    def _within_reach(self, trigger: Trigger, start: int, end: int) -> bool:
        gaps, group = self.layout.gaps, trigger.group
        gap = gaps.between((group.start, group.end), (start, end))
        return gap[1] - gap[0] <= REACH and gaps.others(gap) <= BETWEEN

    def parties(self, trigger: Trigger) -> list[Party]:
        """The parties of the sentence, and those of earlier ones where the word of control has no subject."""
        layout = self.layout
        found: list[Party] = []
        if self._by_somebody(trigger):
            return found
        for actor in layout.actors:
            if self._within_reach(trigger, actor.start, actor.end):
                reached = layout.reach_actor(trigger, actor)
                deed = self.discourse.deeds.get(actor.canonical)
                if deed:
                    reached = Reached(reached.slot, (*reached.known, (f"party last {deed}",)))
                found.append(Party(actor, None, actor.canonical, reached))
        if layout.subjects(trigger):
            return found
        before = self.reading.sentence.keys[max(0, trigger.group.start - 4) : trigger.group.start]
        pronoun = next((key for key in reversed(before) if key in _PRONOUNS), "no pronoun")
        return found + self._of_before(layout.nameless_subject(trigger) or pronoun)

    def _by_somebody(self, trigger: Trigger) -> bool:
        """Whether a passive tells its agent, and that is nobody who is known: "was retaken by the governor's men"."""
        if trigger.group.voice != "passive":
            return False
        s, end = self.reading.sentence, trigger.group.end
        by = next((n for n in range(end, min(end + 4, len(s))) if s.key(n) == "by"), None)
        agent = self.reading.actor_from(by + 1) if by is not None else None
        return agent is not None and agent.canonical == UNKNOWN

    def _of_before(self, pronoun: str) -> list[Party]:
        """The parties of earlier sentences that this one does not name; `pronoun`: what stands in their stead."""
        if pronoun not in self._earlier:
            here, number = self.reading.sentence.paragraph, self.reading.number
            mentions = self.discourse.mentions(number)
            most = max(mentions.values(), default=0)
            found = []
            for rank, heard in enumerate(self.discourse.earlier(number)):
                mention = heard.mention
                if mention.canonical in self.named:
                    continue
                words = words_of_earlier(
                    rank,
                    pronoun,
                    subject=heard.subject,
                    back=min(number - heard.sentence, 3),
                    named=min(len(self.named), 2),
                    here=mention.paragraph == here,
                    most=mentions[mention.canonical] == most,
                    deed=str(self.discourse.deeds.get(mention.canonical, "nothing")),
                )
                found.append(Party(None, mention, mention.canonical, Reached(f"earlier {pronoun}", (words,))))
            self._earlier[pronoun] = found
        return self._earlier[pronoun]
