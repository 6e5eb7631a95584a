"""What the map page costs in headless Chromium: first map, date steps, jumps, zooms, blocking and memory.

The page is measured from outside, as a reader uses it: keys move the day, the typed date jumps, the zoom button zooms.
Times are of the page's own clock. A step lasts from the key until the browser has painted what it changed.
"""

from __future__ import annotations

import math
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

from benchmarks.atlas_site import PROJECT

SIZE = ViewportSize(width=1400, height=900)
# Chromium loads pages of its own when it starts: 0.4 s of a core that would be counted as ours.
STARTING_MS = 4000
# Without vertical synchronisation a frame is ready when it is drawn, not at the next sixtieth of a second.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu-vsync",
    "--disable-frame-rate-limit",
    "--enable-precise-memory-info",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

# Runs in the worker of the areas: notes how long it works on each raster that it sends.
WATCH_FILLING = """() => {
  self.filled = [];
  const [later, send] = [self.setTimeout, self.postMessage];
  let sent = false;
  self.postMessage = (...given) => { sent = true; send.apply(self, given); };
  self.setTimeout = (deed, ...rest) => later(() => {
    const begun = performance.now();
    sent = false;
    deed();
    if (sent) self.filled.push(performance.now() - begun);
  }, ...rest);
}"""
# Runs before the page's own scripts: notes long tasks, and how long the worker takes for each view.
WATCH = """
let showMap;
window.bench = { long: [], rasters: [], firstMap: new Promise((done) => { showMap = done; }) };
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.bench.long.push([entry.startTime, entry.duration]);
}).observe({ type: "longtask", buffered: true });
const painted = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(0);
}));
new PerformanceObserver(async (list) => {
  if (list.getEntriesByName("first map").length) showMap(await painted());
}).observe({ type: "mark", buffered: true });
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => window.bench.rasters.push(performance.now() - this.asked));
  }
  postMessage(message, ...rest) {
    if (message.type === "view") this.asked = performance.now();
    super.postMessage(message, ...rest);
  }
};
window.bench.painted = painted;
window.bench.time = async (deed) => {
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  deed();
  const script = performance.now() - start;
  return [script, (await painted()) - start];
};
window.bench.press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
window.bench.goTo = (day) => {
  document.getElementById("go-to-day").value = new Date(day * 86400000).toISOString().slice(0, 10);
  document.getElementById("go-to").requestSubmit();
};
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many like deeds: the script alone, and until painted."""

    script: list[float]
    painted: list[float]


@dataclass(frozen=True, slots=True)
class PageCosts:
    """What one page cost. Times in milliseconds, sizes in bytes.

    `rasters`: from asking for one to the page having it; `filled`: the worker's own time for each.
    """

    first_map: float
    loading_long: float
    step: Times
    jump: Times
    rasters: list[float]
    filled: list[float]
    longest: float
    heap: float
    wire_before_data: int
    wire_data: int


def launch(playwright: Any) -> Browser:
    """The system's Chromium without its window. Raises RuntimeError when there is none."""
    found = subprocess.run([PROJECT / "bin/find-chromium"], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        raise RuntimeError(found.stderr.strip())
    browser: Browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=ARGUMENTS)
    return browser


def measure_page(site: str, first: int, days: int, steps: int) -> PageCosts:
    """Open the map of `site` and use it; `first` is the first day of the story, since 1970-01-01."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport=SIZE)
        page.wait_for_timeout(STARTING_MS)
        page.set_default_timeout(300_000)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(error.message))
        page.add_init_script(WATCH)
        wire = watch_wire(page)
        start = f"{site}/?date={iso(first + days // 2)}"
        page.goto(start)
        first_map = page.evaluate("window.bench.firstMap")
        shown = first_map + page.evaluate("performance.timeOrigin")
        before = wire_sizes(list(wire), shown)
        wire_before_data = sum(size for url, size in before.items() if not is_story(url))
        page.wait_for_load_state("networkidle")
        # The basemap's finer part brings another raster.
        page.wait_for_timeout(1500)
        loading = page.evaluate("Math.max(0, ...window.bench.long.map(([, length]) => length))")
        page.evaluate("window.bench.long.length = 0")

        step = times(
            page, f"for (let i = 0; i < {steps}; i++) all.push(await bench.time(() => bench.press('ArrowRight')));"
        )
        jump = times(
            page,
            f"for (let i = 0; i < {max(10, steps // 5)}; i++)"
            f" all.push(await bench.time(() => bench.goTo({first} + (i * 733 + 100) % {days - 1})));",
        )
        page.evaluate("window.bench.rasters.length = 0")
        (filler,) = page.workers
        filler.evaluate(WATCH_FILLING)
        for button in ("zoom-in", "zoom-in", "zoom-in", "zoom-out", "zoom-out", "zoom-out"):
            page.click(f"#{button}")
            page.wait_for_timeout(1200)
        rasters = page.evaluate("window.bench.rasters")
        filled = filler.evaluate("self.filled")
        longest = page.evaluate("Math.max(0, ...window.bench.long.map(([, length]) => length))")
        heap = heap_size(page)
        data = sum(size for url, size in wire_sizes(list(wire)).items() if is_story(url))
        browser.close()
        if errors:
            raise RuntimeError(f"the page failed: {errors[0]}")
        return PageCosts(first_map, loading, step, jump, rasters, filled, longest, heap, wire_before_data, data)


def iso(day: int) -> str:
    """A day since 1970-01-01 as ISO text."""
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def watch_wire(page: Page) -> list[Request]:
    """All requests of a page and of its workers, filled as they are answered in full."""
    answered: list[Request] = []
    page.context.on("requestfinished", lambda request: answered.append(request))
    return answered


def wire_sizes(requests: list[Request], until: float = math.inf) -> dict[str, int]:
    """Bytes that each address cost on the wire, headers included, of what was there by a time (ms since 1970)."""
    sizes: dict[str, int] = defaultdict(int)
    for request in requests:
        timing = request.timing
        if timing["startTime"] + max(0.0, timing["responseEnd"]) > until:
            continue
        parts = request.sizes()
        sizes[request.url] += parts["responseHeadersSize"] + (parts["responseBodySize"] or worker_size(request))
    return sizes


def worker_size(request: Request) -> int:
    """Bytes of a worker's own script, of which the browser tells nothing but the headers; 0 for other files."""
    answer = request.response() if "/worker." in request.url else None
    return int(answer.headers.get("content-length", 0)) if answer else 0


def is_story(url: str) -> bool:
    """Whether an address is that of the timeline file, or of the names that belong to it."""
    return "/atlas/timeline-" in url or "/atlas/names-" in url


def times(page: Page, script: str) -> Times:
    """Run a script that fills `all` with pairs of times."""
    pairs = page.evaluate(f"(async () => {{ const all = []; {script} return all; }})()")
    return Times([script for script, _ in pairs], [painted for _, painted in pairs])


def heap_size(page: Page) -> float:
    """Bytes that the page holds after the garbage is collected: objects and buffers."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    usage = session.send("Runtime.getHeapUsage")
    return float(usage["usedSize"]) + float(usage.get("backingStorageSize", 0))
