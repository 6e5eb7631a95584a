"""How fast extraction reads, by plain Python and compiled (``make compile``), in turn; and in how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from statistics import median

from benchmarks.labelled import Passage
from conflictmap.extraction import COMPILED, extract

ROUNDS = 5
"""Of which the best counts: other programs only ever take time."""
EVERY = 3
"""One article of so many is read in each round."""
WORDS = 600
"""Of an article."""


def articles_of(passages: Sequence[Passage]) -> list[str]:
    """Articles made of passages."""
    words = " ".join(passage.text for passage in passages).split()
    return [" ".join(words[n : n + WORDS]) for n in range(0, len(words) - WORDS, WORDS)]


def _read(articles: list[str]) -> bool:
    """Read every article; whether compiled stages did."""
    for article in articles:
        extract(article, date(2023, 1, 1))
    return COMPILED


@contextmanager
def _readers(builds: dict[str, str]) -> Iterator[ProcessPoolExecutor]:
    """Two processes, started and with the lists read; `builds`: what of the environment says where builds lie."""
    before = dict(os.environ)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        os.environ |= builds
        list(pool.map(_read, [["Rebels took Nawa."]] * 2))
        os.environ |= before
        for name in builds.keys() - before.keys():
            del os.environ[name]
        yield pool


def _rate(pool: ProcessPoolExecutor, articles: list[str], cores: int) -> float:
    """Articles a second by one process or by two at once."""
    began = time.perf_counter()
    list(pool.map(_read, [articles] * cores))
    return cores * len(articles) / (time.perf_counter() - began)


def speed(passages: Sequence[Passage]) -> None:
    """Print articles a second on one core and on two, plain and compiled, and the memory of a process that reads."""
    articles = articles_of(passages)
    plain: list[tuple[float, float]] = []
    compiled: list[tuple[float, float]] = []
    with _readers({"COMPILED_EXTRACTION": "none"}) as slow, _readers({}) as fast:
        readers = [(slow, plain)]
        if fast.submit(_read, []).result():
            readers.append((fast, compiled))
        for _ in range(ROUNDS):
            for pool, rates in readers:
                rates.append((_rate(pool, articles[::EVERY], 1), _rate(pool, articles[::EVERY], 2)))
    for how, rates in (("plain Python", plain), ("compiled", compiled)):
        if rates:
            one, two = (max(rates_on) for rates_on in zip(*rates, strict=True))
            print(f"speed, {how}: {one:.0f} articles of {WORDS} words a second on one core, {two:.0f} on two, "
                  f"at best of {ROUNDS}")  # fmt: skip
    if compiled:
        times = sorted(
            fast / slow for both in zip(compiled, plain, strict=True) for fast, slow in zip(*both, strict=True)
        )
        print(f"speed, compiled: {median(times):.2f} times plain Python ({times[0]:.2f} to {times[-1]:.2f})")
    else:
        print("speed, compiled: no build for these sources; make compile makes one")
    command = [sys.executable, "-m", "benchmarks.extraction_memory"]
    peak = subprocess.run(command, input="\n".join(articles), capture_output=True, text=True, check=True)
    print(f"memory: {peak.stdout.strip()} MiB at most in a process that reads {len(articles)} articles")
