"""What an article says beside the places of its claims: the other places that it names.

Names are found as `conflictmap.gazetteer.geoparsing` finds them, but known are those of the database: so an editor's
places count, and nothing needs the places of the whole world in memory. The countries that a text names are no help:
an article about a town of Syria may speak of Russia more often. One query.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Max

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.candidates import PlaceMention
from conflictmap.gazetteer.countries import country_keys
from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.geoparsing.names import find_names
from conflictmap.gazetteer.mentions import may_be_division
from conflictmap.gazetteer.models import TownName

AREA_FAME = 1_000_000


def places_named_in(text: str) -> list[PlaceMention]:
    """The towns and divisions that a whole text names, each once; countries are left out."""
    asked: set[str] = set()

    def ask(key: str) -> int:
        asked.add(key)
        return -1

    # The first time nothing is known, so every group of words that may be a name is asked for.
    find_names(text, ask)
    fame = _fame(asked)
    mentions = {
        # In other scripts the key is the name without its case ending.
        PlaceMention(
            name.text if name.text[0] < "\u0370" else name.key,
            PlaceKind.REGION if name.area and may_be_division(name.text) else PlaceKind.TOWN,
        )
        for name in find_names(text, lambda key: fame.get(key, -1))
        if name.key in fame and name.key not in country_keys()
    }
    return sorted(mentions, key=lambda mention: (mention.text, mention.place_kind))


def _fame(keys: Collection[str]) -> dict[str, int]:
    """The people of the largest place of each name that the gazetteer has."""
    folded = {key: fold(key) for key in keys}
    rows = (
        TownName.objects.filter(folded__in={key for key in folded.values() if key})
        .values_list("folded")
        .annotate(people=Max("town__population"))
        .order_by()
    )
    people = dict(rows)
    fame = {key: people[its] for key, its in folded.items() if its in people}
    fame |= {key: AREA_FAME for key in keys if key in country_keys()}
    return fame | {key: fame.get(key, 0) for key in keys if may_be_division(key)}
