"""How fast extraction reads, by plain Python and compiled (``make compile``), in turn; and in how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
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


def _read(articles: list[str]) -> float:
    """Read every article; how many seconds of the processor it took."""
    began = time.process_time()
    for article in articles:
        extract(article, date(2023, 1, 1))
    return time.process_time() - began


def _is_compiled() -> bool:
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


@dataclass(frozen=True, slots=True)
class _Round:
    """Articles a second by one process, by two at once, and by one for each second that it had the processor."""

    one: float
    two: float
    processor: float


def _round(pool: ProcessPoolExecutor, articles: list[str]) -> _Round:
    began = time.perf_counter()
    seconds = pool.submit(_read, articles).result()
    middle = time.perf_counter()
    list(pool.map(_read, [articles] * 2))
    ended, count = time.perf_counter(), len(articles)
    return _Round(count / (middle - began), 2 * count / (ended - middle), count / seconds)


def speed(passages: Sequence[Passage]) -> None:
    """Print articles a second on one core and on two, plain and compiled, and the memory of a process that reads."""
    articles = articles_of(passages)
    plain: list[_Round] = []
    compiled: list[_Round] = []
    with _readers({"COMPILED_EXTRACTION": "none"}) as slow, _readers({}) as fast:
        readers = [(slow, plain)]
        if fast.submit(_is_compiled).result():
            readers.append((fast, compiled))
        for _ in range(ROUNDS):
            for pool, rounds in readers:
                rounds.append(_round(pool, articles[::EVERY]))
    for how, rounds in (("plain Python", plain), ("compiled", compiled)):
        if rounds:
            print(f"speed, {how}: {max(r.one for r in rounds):.0f} articles of {WORDS} words a second on one core, "
                  f"{max(r.two for r in rounds):.0f} on two, at best of {ROUNDS}")  # fmt: skip
    if compiled:
        times = sorted(fast.processor / slow.processor for fast, slow in zip(compiled, plain, strict=True))
        print(f"speed, compiled: {median(times):.2f} times plain Python for each second of the processor "
              f"({times[0]:.2f} to {times[-1]:.2f})")  # fmt: skip
    else:
        print("speed, compiled: no build for these sources; make compile makes one")
    command = [sys.executable, "-m", "benchmarks.extraction_memory"]
    peak = subprocess.run(command, input="\n".join(articles), capture_output=True, text=True, check=True)
    print(f"memory: {peak.stdout.strip()} MiB at most in a process that reads {len(articles)} articles")
