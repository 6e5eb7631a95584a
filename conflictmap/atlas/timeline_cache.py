"""The timeline files that readers get: those of the standard map from the disk, and variants asked for of late."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from django.db import connection

from conflictmap.atlas.timeline import TimelineFile, build_story, compressed, write_variant
from conflictmap.atlas.timeline_store import StateKey, StoredTimeline, TimelineStore, newest_state
from conflictmap.control.story import current_revision, current_story
from conflictmap.control.variant import Variant

MOST_VARIANTS = 32
MOST_VARIANT_BYTES = 64 * 2**20
PATIENCE_SECONDS = 5.0
"""So long a request waits for the file of a new revision, where there is an older one."""
MOST_WAITING = 3
"""So many requests of a process wait for a variant at once; the next is told to come back."""


class BusyError(Exception):
    """Too many variants are being worked out at the moment."""


class TimelineCache:
    """The newest timeline file. One thread of all processes builds it; the others wait for it, but not for long."""

    def __init__(
        self,
        store: TimelineStore,
        build: Callable[[TimelineStore], StoredTimeline] | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self.store = store
        self._build = build or build_newest
        self._patience = patience

    def current(self, asked: int | None = None) -> StoredTimeline:
        """The timeline file of the newest revision, or of the one before while a large one takes long to build.

        Whoever has been sent on to the file before, and asks for it as the revision `asked`, does not wait again.
        """
        state = newest_state()
        if file := self.store.find(state):
            return file
        before = self.store.before(state)
        if before is None:
            with self.store.lock(-1):
                return self.store.find(state) or self._build(self.store)
        if before.seconds > self._patience:
            self._build_aside(state)
            return before
        with self.store.lock(0 if before.revision == asked else self._patience) as is_ours:
            return self.store.find(state) or (self._build(self.store) if is_ours else before)

    def _build_aside(self, state: StateKey) -> None:
        """Nobody would wait for so long: a thread of its own builds, unless another one does already."""

        def build() -> None:
            try:
                with self.store.lock(0) as is_ours:
                    if is_ours and not self.store.find(state):
                        self._build(self.store)
            finally:
                connection.close()

        threading.Thread(target=build, name="timeline", daemon=True).start()


class VariantCache:
    """Keeps the variants worked out last, of the newest revision only. One is worked out at a time.

    A variant costs time and anybody can ask for another, so at most `MOST_WAITING` requests are kept waiting: the
    site's other threads go on serving the standard map.
    """

    def __init__(self, build: Callable[[Variant], TimelineFile] | None = None) -> None:
        self._files: dict[Variant, TimelineFile] = {}
        self._building = threading.Lock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)
        self._build = build or _build_variant

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


def build_newest(store: TimelineStore) -> StoredTimeline:
    """Build and keep the file of the newest revision. Called under the lock of the store.

    Periods may change while they are read. A file is kept only when the revision was the same before and after, since
    browsers are told that it never changes.
    """
    while True:
        started = time.monotonic()
        state = newest_state()
        told = build_story(current_story())
        if state != newest_state():
            continue
        encodings = compressed(told.story)
        names = compressed(told.names) if told.digest and store.names(told.digest) is None else {}
        return store.save(state, encodings, (told.digest, names), told.order, time.monotonic() - started)


def _build_variant(variant: Variant) -> TimelineFile:
    """As `build_newest`, in memory."""
    while True:
        file = write_variant(current_story(), variant)
        if file.revision == current_revision():
            return file


timeline_cache = TimelineCache(TimelineStore())
variant_cache = VariantCache()
