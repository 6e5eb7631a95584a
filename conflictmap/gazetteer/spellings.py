"""Keeping the spellings of one town in order after an editor changed it."""

from __future__ import annotations

from django.db import transaction

from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.models import Town, TownName


def keep_spellings(town: Town) -> None:
    """Give each spelling of `town` its folded key, and make its display name one of them.

    Without this the geocoder would not find the town under what an editor typed.
    """
    with transaction.atomic():
        names = list(town.names.all())
        for name in names:
            name.folded = fold(name.name)
        TownName.objects.bulk_update(names, ["folded"])
        if all(name.name != town.name for name in names):
            TownName.objects.create(town=town, name=town.name, folded=fold(town.name))
