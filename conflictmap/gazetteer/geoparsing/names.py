"""The names of places in a text of any script."""

from __future__ import annotations

from conflictmap.gazetteer.geoparsing.other_scripts import find_in_other_scripts, without_other_scripts
from conflictmap.gazetteer.geoparsing.recognition import Fame, PlaceName, Recogniser


def find_names(text: str, fame: Fame) -> list[PlaceName]:
    """The names of places in a text, in order, none within another. Never raises; linear in its length.

    `fame` gives the people of the largest place of a plain key (`conflictmap.gazetteer.folding.plain`), -1 for a name
    of none.
    """
    others = find_in_other_scripts(text, fame)
    names = Recogniser(fame).find(without_other_scripts(text))
    return sorted([*names, *others], key=lambda name: name.start) if others else names
