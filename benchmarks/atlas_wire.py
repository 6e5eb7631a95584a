"""What the first map of the demo costs on the wire: bytes with brotli, headers included, by kind of file.

    python -m benchmarks.atlas_wire [--files]

Makes a throw-away database on the server of DATABASE_URL, loads the demo's story into it, serves the collected site
from it as `make run` does, and lets headless Chromium open the map. Counted is all that comes until the first map with
areas stands, apart from the story itself.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from benchmarks.atlas_browser import SIZE, WATCH, is_story, launch, watch_wire, wire_sizes  # noqa: E402
from benchmarks.atlas_site import served_site  # noqa: E402


def main() -> None:
    """Load, serve, open, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", action="store_true", help="print every file, too")
    options = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        call_command("load_demo", verbosity=0)
        with served_site() as site:
            wire = first_map_wire(site)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        connection.settings_dict["NAME"] = name
    show(wire, options.files)


def first_map_wire(site: str) -> dict[str, int]:
    """Bytes of each address that came before the first map with areas stood."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)
        page.add_init_script(WATCH)
        wire = watch_wire(page)
        page.goto(f"{site}/")
        shown = page.evaluate("window.bench.firstMap.then((time) => performance.timeOrigin + time)")
        until_first_map = wire_sizes(list(wire), shown)
        browser.close()
    return until_first_map


def show(wire: dict[str, int], with_files: bool) -> None:
    """The table by kind, and by file where asked."""
    kinds: Counter[str] = Counter()
    for url, size in sorted(wire.items(), key=lambda item: -item[1]):
        if with_files:
            print(f"{size:>9} {urlsplit(url).path}")
        kinds["story" if is_story(url) else PurePosixPath(urlsplit(url).path).suffix or "page"] += size
    for kind, size in kinds.most_common():
        print(f"{kind:12}{size / 1000:>8.1f} kB")
    print(f"until the first map, besides the story: {(kinds.total() - kinds['story']) / 1000:.1f} kB")


if __name__ == "__main__":
    main()
