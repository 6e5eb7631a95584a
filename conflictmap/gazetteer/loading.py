"""Writing a gazetteer file into the database: all of it or nothing, twice the same, editors' work untouched.

A place is known again by its GeoNames id, an overlay's own place and one of a table with P-codes by its origin. What
a loader wrote is remembered as a digest of the place and its spellings. As long as they still give that digest, the
loader may write again; once an editor has changed either, or has made the place, it is left as it is. Nothing is ever
deleted but spellings that an overlay names as wrong: claims may point at any place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from conflictmap.gazetteer.folding import fold
from conflictmap.gazetteer.models import Town
from conflictmap.gazetteer.overlay import ORIGIN as OVERLAY
from conflictmap.gazetteer.place_tables import CHOSEN
from conflictmap.gazetteer.place_tables import ORIGIN as TABLE
from conflictmap.gazetteer.records import PlaceRecord
from conflictmap.gazetteer.slugs import give_slugs


@dataclass(frozen=True, slots=True)
class LoadResult:
    """How many places were added, changed, found up to date, and left alone because editors changed them."""

    added: int
    updated: int
    unchanged: int
    kept: int
    spellings_added: int


_STAGE = """
    CREATE TEMPORARY TABLE staged_place (
        town bigint, known boolean, slug text, name text, place_kind text, country text, region text, lon float8,
        lat float8, population int, geonames_id int, part_of text, origin text, source text
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_name (slug text, name text, folded text, language text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_wrong_name (slug text, folded text) ON COMMIT DROP;
"""
# The same over stored and over staged places, so that a new place is written once.
_DIGEST = """
    md5(concat_ws('|', {place}.name, {place}.place_kind, {place}.country, {place}.region, ST_AsText({point}),
                  {place}.population, {part_of}, spelling.listed))
"""
_LISTED = """string_agg(name || '|' || language, '|' ORDER BY name COLLATE "C", language COLLATE "C") AS listed"""
_STORED_DIGEST = _DIGEST.format(place="town", point="town.point", part_of="town.part_of_id")
_STAGED_POINT = "ST_SetSRID(ST_MakePoint(staged.lon, staged.lat), 4326)"
_STAGED_DIGEST = _DIGEST.format(place="staged", point=_STAGED_POINT, part_of="NULL::bigint")
_DIGESTS = """
    SELECT town.id, {digest} AS digest
    FROM gazetteer_town AS town
    JOIN {towns} AS wanted ON wanted.town = town.id
    LEFT JOIN (
        SELECT town_id, {listed} FROM gazetteer_townname WHERE town_id IN (SELECT town FROM {towns}) GROUP BY town_id
    ) AS spelling ON spelling.town_id = town.id
"""
# An editor's hand shows in the digest; the rest is written again only where it differs.
_SORT_OUT = f"""
    CREATE TEMPORARY TABLE writable ON COMMIT DROP AS
    SELECT now.id AS town FROM ({_DIGESTS.format(towns="staged_place", digest=_STORED_DIGEST, listed=_LISTED)}) AS now
    JOIN gazetteer_town AS town ON town.id = now.id AND town.loaded_digest = now.digest
"""  # noqa: S608 (constant)
_INSERT = f"""
    INSERT INTO gazetteer_town
        (id, slug, name, place_kind, country, region, point, population, geonames_id, origin, source,
         loaded_digest)
    SELECT town, slug, name, place_kind, country, region, {_STAGED_POINT}, population, geonames_id, origin, source,
           {_STAGED_DIGEST}
    FROM staged_place AS staged
    LEFT JOIN (SELECT slug, {_LISTED} FROM staged_name GROUP BY slug) AS spelling USING (slug)
    WHERE NOT known
"""  # noqa: S608 (constant)
_INSERT_NAMES = """
    INSERT INTO gazetteer_townname (town_id, name, folded, language)
    SELECT staged.town, named.name, named.folded, named.language
    FROM staged_name AS named JOIN staged_place AS staged USING (slug)
    WHERE NOT staged.known
"""
_UPDATE = f"""
    UPDATE gazetteer_town AS town
    SET name = staged.name, place_kind = staged.place_kind, country = staged.country, region = staged.region,
        point = {_STAGED_POINT}, population = staged.population,
        geonames_id = coalesce(staged.geonames_id, town.geonames_id), origin = staged.origin,
        source = staged.source
    FROM staged_place AS staged JOIN writable ON writable.town = staged.town
    WHERE town.id = staged.town AND
        (town.name, town.place_kind, town.country, town.region, ST_X(town.point), ST_Y(town.point), town.population,
         town.origin, town.source, town.geonames_id)
        IS DISTINCT FROM
        (staged.name, staged.place_kind, staged.country, staged.region, staged.lon, staged.lat, staged.population,
         staged.origin, staged.source, coalesce(staged.geonames_id, town.geonames_id))
    RETURNING town.id
"""  # noqa: S608 (constant)
_PART_OF = """
    UPDATE gazetteer_town AS town SET part_of_id = whole.id
    FROM staged_place AS staged
    JOIN writable ON writable.town = staged.town
    JOIN gazetteer_town AS whole ON whole.slug = staged.part_of
    WHERE town.id = staged.town AND town.part_of_id IS DISTINCT FROM whole.id
    RETURNING town.id
"""
_DROP_WRONG_NAMES = """
    DELETE FROM gazetteer_townname AS spelling USING staged_wrong_name AS wrong
    JOIN staged_place AS staged USING (slug) JOIN writable ON writable.town = staged.town
    WHERE spelling.town_id = staged.town AND spelling.folded = wrong.folded
    RETURNING spelling.town_id
"""
_ADD_NAMES = """
    INSERT INTO gazetteer_townname (town_id, name, folded, language)
    SELECT staged.town, named.name, named.folded, named.language
    FROM staged_name AS named JOIN staged_place AS staged USING (slug) JOIN writable ON writable.town = staged.town
    WHERE staged.known AND NOT EXISTS (
        SELECT FROM gazetteer_townname AS old
        WHERE old.town_id = staged.town AND old.name = named.name AND old.language = named.language
    )
    RETURNING town_id
"""
_REMEMBER = f"""
    UPDATE gazetteer_town AS town SET loaded_digest = now.digest
    FROM ({_DIGESTS.format(towns="touched", digest=_STORED_DIGEST, listed=_LISTED)}) AS now
    WHERE town.id = now.id
"""  # noqa: S608 (constant)


@transaction.atomic
def load_places(records: Sequence[PlaceRecord], reserved_slugs: Iterable[str] = ()) -> LoadResult:
    """Write the records: new places are added, known ones brought up to date, those that editors changed kept.

    `reserved_slugs` go to no place that does not bring them itself.
    """
    with connection.cursor() as cursor:
        # Two loads at a time would both add the same places.
        cursor.execute("LOCK TABLE gazetteer_town IN SHARE ROW EXCLUSIVE MODE")
        known = _find_known(records)
        taken = set(Town.objects.values_list("slug", flat=True))
        give_slugs([record for record in records if id(record) not in known], taken, set(reserved_slugs))
        cursor.execute(_STAGE)
        _stage(cursor, records, known)
        cursor.execute("ANALYZE staged_place; ANALYZE staged_name")
        cursor.execute(_SORT_OUT)
        kept = len(known) - _count(cursor, "writable")
        cursor.execute(_INSERT)
        cursor.execute(_INSERT_NAMES)
        spellings = cursor.rowcount
        cursor.execute("INSERT INTO writable SELECT town FROM staged_place WHERE NOT known")
        cursor.execute("CREATE TEMPORARY TABLE touched (town bigint) ON COMMIT DROP")
        for statement in (_UPDATE, _PART_OF, _DROP_WRONG_NAMES, _ADD_NAMES):
            cursor.execute(f"WITH changed (town) AS ({statement}) INSERT INTO touched SELECT town FROM changed")  # noqa: S608
        spellings += cursor.rowcount
        cursor.execute("CREATE TEMPORARY TABLE distinct_touched ON COMMIT DROP AS SELECT DISTINCT town FROM touched")
        cursor.execute("TRUNCATE touched; INSERT INTO touched SELECT town FROM distinct_touched; ANALYZE touched")
        cursor.execute(_REMEMBER)
        cursor.execute("SELECT count(*) FROM touched JOIN staged_place USING (town) WHERE known")
        updated = int(cursor.fetchone()[0])
        # The caller's transaction may go on and load more.
        cursor.execute("DROP TABLE staged_place, staged_name, staged_wrong_name, writable, touched, distinct_touched")
    added = len(records) - len(known)
    return LoadResult(added, updated, len(known) - kept - updated, kept, spellings)


def _find_known(records: Sequence[PlaceRecord]) -> dict[int, tuple[int, str]]:
    """The primary key and slug of the stored place of each record that has one, by the record's `id()`."""
    by_identifier, by_origin = {}, {}
    for key, slug, identifier, origin in Town.objects.values_list("pk", "slug", "geonames_id", "origin"):
        by_identifier[identifier] = by_origin[origin] = (key, slug)
    known = {}
    for record in records:
        found = by_identifier.get(record.geonames_id) if record.geonames_id is not None else None
        if found is None and record.origin.startswith((OVERLAY, TABLE, CHOSEN)):
            found = by_origin.get(record.origin)
        if found is not None:
            known[id(record)] = found
    return known


def _stage(cursor: CursorWrapper, records: Sequence[PlaceRecord], known: dict[int, tuple[int, str]]) -> None:
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('gazetteer_town', 'id')) FROM generate_series(1, %s)",
        [len(records) - len(known)],
    )
    fresh = iter([row[0] for row in cursor.fetchall()])
    with cursor.copy("COPY staged_place FROM STDIN") as copy:
        for record in records:
            key, record.slug = known.get(id(record)) or (next(fresh), record.slug)
            copy.write_row(
                (
                    key, id(record) in known, record.slug, record.name, record.place_kind.value, record.country,
                    record.region, record.lon, record.lat, record.population, record.geonames_id, record.part_of,
                    record.origin, record.source,
                )
            )  # fmt: skip
    with cursor.copy("COPY staged_name FROM STDIN") as copy:
        for record in records:
            for spelling in record.distinct_spellings():
                copy.write_row((record.slug, spelling.name, fold(spelling.name), spelling.language))
    with cursor.copy("COPY staged_wrong_name FROM STDIN") as copy:
        for record in records:
            for key in record.without:
                copy.write_row((record.slug, key))


def _count(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
    (count,) = cursor.fetchone()
    return int(count)
