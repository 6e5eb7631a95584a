"""Keeps timeline files in memory: the newest of the standard map, and the variants that readers asked for of late."""

from __future__ import annotations

import threading
from collections.abc import Callable

from conflictmap.atlas.timeline import TimelineFile, write_timeline
from conflictmap.control.story import current_revision, current_story
from conflictmap.control.variant import STANDARD, Variant

MOST_VARIANTS = 32
MOST_VARIANT_BYTES = 64 * 2**20
PATIENCE_SECONDS = 5.0
"""So long a request waits for the file of a new revision that another one is building, where there is an older one."""
MOST_WAITING = 3
"""So many requests of a process wait for a variant at once; the next is told to come back."""


class BusyError(Exception):
    """Too many variants are being worked out at the moment."""


class TimelineCache:
    """Keeps the newest timeline file of this process. One thread builds; the others wait for it, but not for long."""

    def __init__(
        self, build: Callable[[Variant], TimelineFile] | None = None, patience: float = PATIENCE_SECONDS
    ) -> None:
        self._file: TimelineFile | None = None
        self._lock = threading.Lock()
        self._build = build or _build
        self._patience = patience

    def current(self, asked: int | None = None) -> TimelineFile:
        """The timeline file of the newest revision, or of the one before while a large one takes long to build.

        Whoever has been sent on to the file before, and asks for it as the revision `asked`, does not wait again.
        """
        before = self._file
        if before is None:
            patience = -1.0
        else:
            patience = 0.0 if before.revision == asked and self._lock.locked() else self._patience
        if not self._lock.acquire(timeout=patience):
            assert before is not None
            return before
        try:
            if self._file is None or self._file.revision != current_revision():
                self._file = self._build(STANDARD)
            return self._file
        finally:
            self._lock.release()


class VariantCache:
    """Keeps the variants worked out last, of the newest revision only. One is worked out at a time.

    A variant costs time and anybody can ask for another, so at most `MOST_WAITING` requests are kept waiting: the
    site's other threads go on serving the standard map.
    """

    def __init__(self, build: Callable[[Variant], TimelineFile] | None = None) -> None:
        self._files: dict[Variant, TimelineFile] = {}
        self._building = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._build = build or _build

    def current(self, variant: Variant) -> TimelineFile:
        """The timeline file of a variant in the newest revision.

        Raises BusyError when too many wait, `conflictmap.control.variant.TooManyClaimsError` for a story too large.
        """
        if file := self._kept(variant):
            return file
        if not self._waiting.acquire(blocking=False):
            raise BusyError
        try:
            with self._building:
                file = self._kept(variant) or self._build(variant)
                self._keep(variant, file)
                return file
        finally:
            self._waiting.release()

    def _kept(self, variant: Variant) -> TimelineFile | None:
        file = self._files.get(variant)
        return file if file is not None and file.revision == current_revision() else None

    def _keep(self, variant: Variant, file: TimelineFile) -> None:
        """Called by one thread at a time; readers see the old files or the new ones."""
        kept = {key: one for key, one in self._files.items() if one.revision == file.revision and key != variant}
        kept[variant] = file
        while len(kept) > 1 and (
            len(kept) > MOST_VARIANTS or sum(one.size for one in kept.values()) > MOST_VARIANT_BYTES
        ):
            del kept[next(iter(kept))]
        self._files = kept


def _build(variant: Variant) -> TimelineFile:
    """Periods may change while they are read. A file is kept only when the revision was the same before and after,
    since browsers are told that it never changes.
    """
    while True:
        file = write_timeline(current_story(), variant)
        if file.revision == current_revision():
            return file


timeline_cache = TimelineCache()
variant_cache = VariantCache()
