"""What the map costs at national scale: bytes on the wire, and milliseconds in headless Chromium, beside its peers.

    python -m benchmarks.atlas [--towns 40000] [--days 2000] [--steps 150] [--without-peers]

Makes a throw-away database on the server of DATABASE_URL, fills it with a story that nobody lived
(benchmarks/atlas_story.py), serves the real page from it as `make run` does, and drives Chromium. The peers show the
same story in the same run; their npm packages are installed into a throw-away folder. Times move with the machine,
ratios hold.

A million towns (--towns 1000000) take 3 GB of disk, 2 GB of memory and about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import struct
import time
from urllib.request import Request, urlopen

import brotli
import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
django.setup()

from django.db import connection  # noqa: E402

from benchmarks.atlas_browser import PageCosts, Times, measure_page  # noqa: E402
from benchmarks.atlas_deeds import DeedCosts, measure_deeds  # noqa: E402
from benchmarks.atlas_peers import PeersMissingError, measure_peers  # noqa: E402
from benchmarks.atlas_site import served_site  # noqa: E402
from benchmarks.atlas_story import FIRST, fill_database  # noqa: E402
from conflictmap.atlas.timeline import BEST_QUALITY_BYTES  # noqa: E402
from conflictmap.control.story import current_revision  # noqa: E402

FIRST_NUMBER = FIRST.toordinal() - 719_163
MOST_PEER_TOWNS = 100_000
NAME_COLUMNS = ("names.town", "names.name", "names.slug", "names.name_ar")


def fetch(address: str, encoding: str) -> tuple[bytes, float]:
    """The answer in a content encoding, and the milliseconds it took."""
    started = time.perf_counter()
    with urlopen(Request(address, headers={"Accept-Encoding": encoding})) as answer:
        content = answer.read()
    return content, (time.perf_counter() - started) * 1000


def percentile(values: list[float], part: float) -> float:
    """The value below which `part` of all lie."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def show_times(label: str, times: list[float]) -> None:
    """One line: median, 95th percentile, largest."""
    print(f"{label:34}{statistics.median(times):>9.1f}{percentile(times, 0.95):>9.1f}{max(times):>9.1f}")


def show_page(costs: PageCosts) -> None:
    """The table of the page."""
    print(f"\n{'ms':34}{'median':>9}{'p95':>9}{'most':>9}")
    show_times("date step, until painted", costs.step.painted)
    show_times("date step, script only", costs.step.script)
    show_times("jump to a date, until painted", costs.jump.painted)
    show_times("jump to a date, script only", costs.jump.script)
    show_times("raster of a view, in the worker", costs.filled)
    show_times("raster of a view, until shown", costs.rasters)
    print(
        f"first map {costs.first_map:.0f} ms; longest task while loading {costs.loading_long:.0f} ms,"
        f" after it {costs.longest:.0f} ms"
    )
    print(f"memory of the page {costs.heap / 1e6:.0f} MB")
    print(
        f"on the wire: {costs.wire_before_data / 1000:.0f} kB until the first map besides the story,"
        f" story {costs.wire_data / 1000:.0f} kB"
    )


def show_deeds(costs: list[DeedCosts]) -> None:
    """One line for each single deed of a reader."""
    print(f"\n{'ms, tasks above 50 ms only':34}{'longest':>9}{'at rest':>9}")
    for deed in costs:
        print(f"{deed.name:34}{deed.longest:>9.0f}{deed.until_rest:>9.0f}")


def show_ratio(label: str, peer: Times, own: Times) -> None:
    """How much longer a peer's step takes than ours."""
    ratio = statistics.median(peer.painted) / statistics.median(own.painted)
    show_times(label, peer.painted)
    print(f"{'':34}{ratio:>8.0f} times ours")


def main() -> None:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--towns", type=int, nargs="+", default=[40_000], help="e.g. 40000 1000000")
    parser.add_argument("--days", type=int, default=2000)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--without-peers", action="store_true")
    options = parser.parse_args()
    name = connection.settings_dict["NAME"]
    for towns in options.towns:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            measure(towns, options.days, options.steps, not options.without_peers)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            connection.settings_dict["NAME"] = name


def measure(towns: int, days: int, steps: int, with_peers: bool) -> None:
    """Measure one size of story and print."""
    started = time.perf_counter()
    places, told = fill_database(towns, days)
    periods = len(told.town)
    print(f"{len(places.lon)} towns, {days} days, {periods} periods (made in {time.perf_counter() - started:.0f} s)")
    with served_site() as site:
        address = f"{site}/atlas/timeline-{current_revision()}.bin"
        _, built = fetch(address, "br")
        for encoding in ("br", "gzip", "identity"):
            content, served = fetch(address, encoding)
            size = len(content)
            print(f"{encoding:10}{size:>12} bytes{size / periods:>8.2f} a period, served in {served:.0f} ms")
        print(f"first answer, built from the database and compressed: {built / 1000:.1f} s")
        costs = measure_page(site, FIRST_NUMBER, days, steps)
        single = measure_deeds(site, FIRST_NUMBER, days)
    show_page(costs)
    show_deeds(single)
    show_parts(content, periods)
    if not with_peers:
        return
    if towns > MOST_PEER_TOWNS:
        print(f"\npeers are left out: none of them shows more than {MOST_PEER_TOWNS:,} towns in reasonable time")
        return
    print(f"\n{'date step of peers, ms':34}{'median':>9}{'p95':>9}{'most':>9}")
    try:
        for label, shown, taken in measure_peers(places, told, days, FIRST_NUMBER):
            show_ratio(f"{label}, {shown} towns", taken, costs.step)
    except PeersMissingError as error:
        print(f"left out: the npm packages could not be installed: {error}")


def show_parts(content: bytes, periods: int) -> None:
    """What each part of the file adds, compressed on its own as hard as the whole is."""
    quality = 11 if len(content) <= BEST_QUALITY_BYTES else 9
    (length,) = struct.unpack("<I", content[5:9])
    place = 9 + length
    print("\nbytes a period with brotli, column by column")
    drawing = 0.0
    for name, size in json.loads(content[9:place])["columns"]:
        share = len(brotli.compress(content[place : place + size], quality=quality)) / periods
        place += size
        if share >= 0.005:
            print(f"  {name:32}{share:>6.2f}")
        if name not in NAME_COLUMNS:
            drawing += share
    print(f"  {'all that drawing needs':32}{drawing:>6.2f}")


if __name__ == "__main__":
    main()
