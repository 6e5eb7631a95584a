"""Searching towns by any spelling in any script, actors and sources.

Towns are looked for in the whole gazetteer, so that a reader learns that nobody has said anything of a place instead of
that there is no such place.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language, gettext

from conflictmap.actors.models import Actor
from conflictmap.articles.models import Source
from conflictmap.atlas.days_and_numbers import country_name
from conflictmap.atlas.region_names import region_name
from conflictmap.atlas.town_names import names_in
from conflictmap.claims.models import Claim
from conflictmap.gazetteer.folding import fold, plain
from conflictmap.gazetteer.mentions import read_name
from conflictmap.gazetteer.models import Town, TownName
from conflictmap.gazetteer.search import find_matches

MOST = 10
LONGEST_QUERY = 80
# Shorter keys begin the names of thousands of places: they are looked for only among those of which claims speak.
SHORTEST_KEY = 3
HAS_CLAIMS = Exists(Claim.objects.filter(town=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class FoundTown:
    """A place that is spelled like the query, or nearly so.

    `has_claims` when any claim speaks of it, `is_exact` when the query is a whole name of it, in any spelling.
    """

    slug: str
    name: str
    where: str
    has_claims: bool
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first. `nearly`: no place is spelled so, those listed are spelled in a similar way."""

    towns: tuple[FoundTown, ...] = ()
    nearly: bool = False
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.towns) + len(self.actors) + len(self.sources)


def search(query: str, limit: int = MOST) -> Found:
    """Towns, actors and sources for what a reader typed; nothing for nothing. At most `limit` of each."""
    query = query.replace("\x00", " ")[:LONGEST_QUERY].strip()
    if not plain(query):
        return Found()
    towns, nearly = find_towns(query, limit)
    actors = find_actors(query, limit)
    sources = tuple(Source.objects.filter(name__icontains=query)[:limit])
    if nearly and (actors or sources):
        return Found((), False, actors, sources)
    return Found(towns, nearly, actors, sources)


def find_towns(query: str, limit: int) -> tuple[tuple[FoundTown, ...], bool]:
    """Places with a spelling that begins like the query, else similar spellings; and whether these are only similar."""
    keys = dict.fromkeys((fold(query), fold(read_name(query).name)))
    # "The town of X" is looked for as it stands, then as X.
    towns: list[Town] = next((found for key in keys if key and (found := list(towns_beginning_like(key)[:limit]))), [])
    nearly = not towns
    if nearly:
        likely = sorted(find_matches([query])[query], key=lambda match: -match.likeness)[:limit]
        places = with_claims(Town.objects.filter(pk__in=[match.town for match in likely])).in_bulk()
        towns = [places[match.town] for match in likely]
    here = get_language()
    names = {} if here == settings.LANGUAGE_CODE else names_in(here, [town.pk for town in towns])
    told = tuple(
        FoundTown(
            town.slug,
            names.get(town.pk, town.name),
            place_words(town, names.get(town.pk, town.name)),
            getattr(town, "has_claims"),  # noqa: B009 (an annotation, unknown to the model)
            getattr(town, "is_exact", False),
        )
        for town in towns
    )
    return told, nearly and bool(told)


def place_words(town: Town, name: str) -> str:
    """Where a town lies: its region, unless that is called like the town, and its country."""
    region, country = region_name(town.region), country_name(town.country)
    return country if region in ("", name) else f"{region}{gettext(', ')}{country}"


def towns_beginning_like(key: str) -> QuerySet[Town]:
    """Places with a spelling whose folded key begins like `key`.

    Those of which it is a whole name come first, then those with claims, then those whose own name it begins: other
    spellings may be names of long ago.
    """
    spelled = TownName.objects.filter(town=OuterRef("pk"))
    towns = with_claims(Town.objects.filter(Exists(spelled.filter(folded__startswith=key))))
    if len(key) < SHORTEST_KEY:
        towns = towns.filter(HAS_CLAIMS)
    towns = towns.annotate(is_exact=Exists(spelled.filter(folded=key)))
    by_own_name = Exists(spelled.filter(folded__startswith=key, name=OuterRef("name")))
    return towns.order_by("-is_exact", HAS_CLAIMS.desc(), by_own_name.desc(), "-population", "name", "pk")


def with_claims(towns: QuerySet[Town]) -> QuerySet[Town]:
    """Annotates whether any claim speaks of each town."""
    return towns.annotate(has_claims=HAS_CLAIMS)


def find_actors(query: str, limit: int) -> tuple[Actor, ...]:
    """Actors with a name or alias, in any language, of which a word begins like the query."""
    wanted = plain(query)
    found = []
    for actor in Actor.objects.prefetch_related("aliases"):
        others = [name for names in actor.names.values() for name in names.values()]
        texts = [actor.name, actor.short_name, *others, *(alias.text for alias in actor.aliases.all())]
        if any(f" {plain(text)}".find(f" {wanted}") >= 0 for text in texts if text):
            found.append(actor)
    return tuple(found[:limit])
