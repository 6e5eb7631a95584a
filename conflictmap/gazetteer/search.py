"""Which places of the gazetteer are spelled like a mention: three queries at most, for any number of mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.db import connection
from rapidfuzz.distance import JaroWinkler, Levenshtein

from conflictmap.core.claims import PlaceKind
from conflictmap.gazetteer.candidates import Match, Reason
from conflictmap.gazetteer.countries import country_name
from conflictmap.gazetteer.folding import fold, plain, without_attached_article
from conflictmap.gazetteer.geonames_dump import ORIGIN as DUMP
from conflictmap.gazetteer.mentions import known_areas, read_name
from conflictmap.gazetteer.overlay import our_names
from conflictmap.gazetteer.place_tables import ORIGIN as TABLE
from conflictmap.gazetteer.romanisation import romanised
from conflictmap.gazetteer.sounds import sounds_alike

# Below this trigram similarity PostgreSQL does not offer a spelling, below the next one rapidfuzz drops it.
TRIGRAM_THRESHOLD = 0.3
SIMILARITY_THRESHOLD = 0.75
SIMILAR_SPELLINGS = 40
# Many villages are one letter apart (Halabsa and Halabja, Berdychi and Berdychiv), so letters alone never place one.
SIMILAR = 0.74
SHORTEST_SIMILAR = 4
# The Jaro-Winkler similarity from which two names of a place are spellings of one: Karabilah and Karableh.
RESEMBLES = 0.85

# A match that only sounds alike is sure where the country is certain (times 1), and waits where it is not (times 0.9).
SOUNDS_ALIKE = 0.82
SOUNDS_NEARLY = 0.76

# The origin of places of which a file has all, down to the villages.
LISTS = (DUMP, TABLE)

_PLACES = """
    SELECT spelling.folded, spelling.name, town.id, town.name, town.country, town.region,
           ST_X(town.point), ST_Y(town.point), town.population, town.place_kind, town.origin, town.geonames_id
    FROM gazetteer_townname AS spelling JOIN gazetteer_town AS town ON town.id = spelling.town_id
    WHERE spelling.folded = ANY(%(keys)s)
"""
_SIMILAR_PLACES = """
    SELECT wanted.key, spelling.name, town.id, town.name, town.country, town.region,
           ST_X(town.point), ST_Y(town.point), town.population, town.place_kind, town.origin, town.geonames_id
    FROM unnest(%(keys)s::text[]) AS wanted (key)
    CROSS JOIN LATERAL (
        SELECT near.name, near.town_id
        FROM gazetteer_townname AS near JOIN gazetteer_town AS its ON its.id = near.town_id
        WHERE near.folded %% wanted.key AND (%(anywhere)s OR its.country = ANY(%(countries)s))
        ORDER BY similarity(near.folded, wanted.key) DESC, near.id
        LIMIT %(limit)s
    ) AS spelling
    JOIN gazetteer_town AS town ON town.id = spelling.town_id
"""
_Row = tuple[str, str, int, str, str, str, float, float, int, str, str, int | None]


def find_matches(
    texts: Collection[str], countries: Collection[str] = (), exactly: Collection[str] = ()
) -> dict[str, list[Match]]:
    """For each text the places spelled like it, at most one match a place.

    Exact and folded spellings are found everywhere. Similar spellings are looked for only when none of
    those lies in `countries` (or anywhere, when no country is given), and only there; never for those of `exactly`.
    """
    wanted = {text: _Wanted.of(text) for text in (*texts, *exactly)}
    found = _find_folded(wanted)
    missing = {
        text: want
        for text, want in wanted.items()
        if text not in exactly
        and len(want.key) >= SHORTEST_SIMILAR
        and not any(not countries or match.country in countries for match in found[text])
    }
    for text, matches in _find_similar(missing, countries).items():
        known = {match.town for match in found[text]}
        found[text].extend(match for match in matches if match.town not in known)
    return {text: [match for match in found[text] if want.allows(match)] for text, want in wanted.items()}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A mention, read, and the keys to look under."""

    name: str
    key: str
    second_key: str | None
    qualifier: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Wanted:
        read = read_name(text)
        key = fold(read.name)
        return cls(read.name, key, without_attached_article(key), known_areas(read.qualifier))

    def allows(self, match: Match) -> bool:
        """Whether the match lies in the country or first-level division after the name, where one stands there."""
        its = {fold(match.country), fold(country_name(match.country)), fold(match.region)}
        return not self.qualifier or not self.qualifier.isdisjoint(its)

    def likeness(self, spelling: str, usual: bool) -> tuple[float, Reason]:
        """How well a spelling with the same key fits; one that is not the `usual` name of its place is less telling."""
        alternate = 0.0 if usual else 0.08
        mine, its = plain(self.name), plain(spelling)
        if mine == its:
            return 1.0 - alternate, "exact"
        return 0.76 - alternate + 0.16 * Levenshtein.normalized_similarity(mine, its), "folded"


def _find_folded(wanted: dict[str, _Wanted]) -> defaultdict[str, list[Match]]:
    keys = {key for want in wanted.values() for key in (want.key, want.second_key) if key}
    rows = _rows_by_key(_PLACES, {"keys": sorted(keys)}) if keys else {}
    found: defaultdict[str, list[Match]] = defaultdict(list)
    for text, want in wanted.items():
        if want.key in rows:
            found[text] = _best_of_each(
                _match(row, *want.likeness(row[1], row[1] == row[3] or _is_ours(row))) for row in rows[want.key]
            )
        elif want.second_key in rows:
            found[text] = _best_of_each(_match(row, 0.8, "folded") for row in rows[want.second_key])
    return found


def _find_similar(wanted: dict[str, _Wanted], countries: Collection[str]) -> dict[str, list[Match]]:
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_limit(%s)", [TRIGRAM_THRESHOLD])
    parameters = {
        "keys": sorted({want.key for want in wanted.values()}),
        "anywhere": not countries,
        "countries": sorted(countries),
        "limit": SIMILAR_SPELLINGS,
    }
    rows = _rows_by_key(_SIMILAR_PLACES, parameters)
    return {
        text: _best_of_each(
            # A second name in another language may sound like many: what is meant sounds like the place's own name.
            replace(_match(row, likeness, "fuzzy"), of_its_name=sounds_alike(want.key, fold(row[3])) > 0)
            for row in rows.get(want.key, [])
            if (likeness := _likeness(want, row[1])) >= SIMILAR * SIMILARITY_THRESHOLD
        )
        for text, want in wanted.items()
    }


def _likeness(want: _Wanted, spelling: str) -> float:
    """How well a spelling with another key fits: by its sounds, else by its letters.

    By letters it is the mean of two standard measures over the folded keys, edits, and Jaro-Winkler for a shared
    beginning, and stays below what is sure enough to be placed.
    """
    key = fold(spelling)
    if alike := sounds_alike(want.key, key):
        return SOUNDS_NEARLY + (SOUNDS_ALIKE - SOUNDS_NEARLY) * (2 * alike - 1)
    return (
        SIMILAR
        * (Levenshtein.normalized_similarity(want.key, key) + JaroWinkler.normalized_similarity(want.key, key))
        / 2
    )


def _rows_by_key(query: str, parameters: dict[str, Any]) -> dict[str, list[_Row]]:
    rows: defaultdict[str, list[_Row]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        for row in cursor.fetchall():
            rows[row[0]].append(row)
    return rows


def _match(row: _Row, likeness: float, reason: Reason) -> Match:
    _, spelling, town, name, country, region, lon, lat, population, kind, origin, _ = row
    return Match(
        town, name, country, region, lon, lat, population, PlaceKind(kind), likeness, reason,
        of_its_name=_resemble(spelling, name), is_ours=_is_ours(row),
        is_listed=origin.startswith(LISTS),
    )  # fmt: skip


def _is_ours(row: _Row) -> bool:
    return _is_called_so_by_us(row[11] or row[10], row[1])


@lru_cache(maxsize=20_000)
def _is_called_so_by_us(place: int | str, spelling: str) -> bool:
    """Whether our overlay files have the spelling for this very place, in these letters or as news writes them.

    The place is told as in `our_names`. Remembered, as an article is asked about in parts and names repeat.
    """
    return any((place, fold(written)) in our_names() for written in (spelling, *romanised(spelling)))


@lru_cache(maxsize=20_000)
def _resemble(spelling: str, name: str) -> bool:
    """Whether two names of a place are one name in two spellings, or one within the other."""
    if spelling == name:
        return True
    return any(_resemble_as_written(written, name) for written in (spelling, *romanised(spelling)))


def _resemble_as_written(spelling: str, name: str) -> bool:
    key, other = fold(spelling), fold(name)
    within = len(min(key, other, key=len)) >= SHORTEST_SIMILAR and (key in other or other in key)
    return within or sounds_alike(key, other) > 0 or JaroWinkler.similarity(key, other) >= RESEMBLES


def _best_of_each(matches: Iterable[Match]) -> list[Match]:
    """One match a place, that of its best spelling."""
    best: dict[int, Match] = {}
    for match in matches:
        if match.town not in best or match.likeness > best[match.town].likeness:
            best[match.town] = match
    return list(best.values())
