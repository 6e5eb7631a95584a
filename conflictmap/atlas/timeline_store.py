"""Keeps timeline files on the disk, built and compressed once for all processes of this machine and all their starts.

    timelines/<database>-<revision>-<time>/   br, gzip, identity; towns (keys by place); about.json
    timelines/names-<digest>/                 br, gzip, identity
    timelines/lock                            held by the process that builds

A folder gets its name when all of it is written, so what is found is whole; nothing is changed afterwards. The newest
revision and the one before are kept, with the names that they refer to.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import shutil
import tempfile
import time
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection

from conflictmap.atlas.payload_columns import FORMAT
from conflictmap.control.models import Revision

KEPT_REVISIONS = 2
OTHERS_KEPT_DAYS = 7
"""So long files of other databases, and of other formats, are kept."""
LOOK_AGAIN_SECONDS = 0.05
KEY_BYTES = 8

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StateKey:
    """Which state of which database a timeline tells. An emptied database counts from 1 again, at another time."""

    database: str
    revision: int
    created: int
    """Microseconds since 1970; 0 before the first revision."""

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.database}-{self.revision}-{self.created}"


def newest_state() -> StateKey:
    """The state of the database now, in one query."""
    newest = Revision.objects.order_by("-pk").values_list("pk", "created").first()
    return StateKey(database_name(), newest[0], microseconds(newest[1])) if newest else StateKey(database_name(), 0, 0)


def database_name() -> str:
    """A short name for the database that Django uses and for the format of our files: another one has other files."""
    told = [str(connection.settings_dict.get(name)) for name in ("HOST", "PORT", "NAME")]
    return hashlib.sha256("\n".join([*told, str(FORMAT)]).encode()).hexdigest()[:12]


def microseconds(moment: datetime) -> int:
    """Since 1970."""
    return round(moment.timestamp() * 1_000_000)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that never changes, in several content encodings."""

    folder: Path

    def open(self, encoding: str) -> IO[bytes]:
        """Raises FileNotFoundError where it was removed meanwhile."""
        return (self.folder / encoding).open("rb")

    @property
    def encodings(self) -> tuple[str, ...]:
        """Content encodings, the best first."""
        return ("br", "gzip", "identity")


@dataclass(frozen=True, slots=True)
class StoredTimeline(StoredFile):
    """The timeline of one revision, built in `seconds`. `names` is the digest of its file of names, or empty."""

    revision: int
    created: int
    names: str
    seconds: float

    def town_at(self, place: int) -> int | None:
        """The key of the town at a place of the file, None where there is none."""
        with (self.folder / "towns").open("rb") as towns:
            towns.seek(KEY_BYTES * max(0, place))
            read = towns.read(KEY_BYTES)
        return array("q", read)[0] if place >= 0 and len(read) == KEY_BYTES else None

    def place_of(self, town: int) -> int | None:
        """The place of a town by its key, None where the story has no such town."""
        keys = array("q", (self.folder / "towns").read_bytes())
        try:
            return keys.index(town)
        except ValueError:
            return None


class TimelineStore:
    """The folder of the timeline files."""

    @cached_property
    def folder(self) -> Path:
        """Made where it is missing; where that is not allowed, one that lasts as long as this process."""
        folder = Path(settings.TIMELINE_FOLDER)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "lock").touch()
        except OSError as error:
            folder = Path(tempfile.mkdtemp(prefix="timelines-"))
            logger.warning("timeline files are kept in %s, by each process on its own: %s", folder, error)
        return folder

    def find(self, state: StateKey) -> StoredTimeline | None:
        """The timeline of a state, None while it is not built."""
        return self._read(self.folder / state.name)

    def before(self, state: StateKey) -> StoredTimeline | None:
        """The newest timeline of the same database before a state, None where there is none."""
        for file in self._stored(state.database):
            created = Revision.objects.filter(pk=file.revision).values_list("created", flat=True).first()
            if file.revision < state.revision and created and microseconds(created) == file.created:
                return file
        return None

    def of_revision(self, revision: int) -> StoredTimeline | None:
        """The timeline of a revision, None where it is not kept."""
        return next((file for file in self._stored(database_name()) if file.revision == revision), None)

    def names(self, digest: str) -> StoredFile | None:
        """The file of all names with a digest, None where it is not kept."""
        folder = self.folder / f"names-{digest}"
        return StoredFile(folder) if digest.isalnum() and folder.is_dir() else None

    @contextmanager
    def lock(self, timeout: float) -> Iterator[bool]:
        """Be the only one of all threads and processes that builds; whether that was possible within `timeout` seconds,
        negative for any time.
        """
        until = time.monotonic() + timeout
        with (self.folder / "lock").open("a") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    if timeout >= 0 and time.monotonic() >= until:
                        yield False
                        return
                    time.sleep(LOOK_AGAIN_SECONDS)
                else:
                    yield True
                    return

    def save(
        self,
        state: StateKey,
        encodings: Mapping[str, bytes],
        names: tuple[str, Mapping[str, bytes]],
        towns: array[int],
        seconds: float,
    ) -> StoredTimeline:
        """Keep what was built, and remove what nobody needs any more.

        `names` are a digest, empty where there is no such file, and the encodings, empty where they are kept already.
        """
        digest, named = names
        if digest:
            self._write(f"names-{digest}", named)
        about = {"revision": state.revision, "created": state.created, "names": digest, "seconds": round(seconds, 1)}
        self._write(state.name, {**encodings, "towns": towns.tobytes(), "about.json": json.dumps(about).encode()})
        self._remove_old(state)
        file = self.find(state)
        assert file is not None
        return file

    def _write(self, name: str, files: Mapping[str, bytes]) -> None:
        if (self.folder / name).is_dir():
            return
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=self.folder))
        for file, content in files.items():
            (unfinished / file).write_bytes(content)
        unfinished.chmod(0o755)
        unfinished.rename(self.folder / name)

    def _remove_old(self, state: StateKey) -> None:
        """Called under the lock: whatever is unfinished was left by a process that was ended."""
        own = [file for file in self._stored(state.database) if file.revision <= state.revision]
        long_ago = time.time() - OTHERS_KEPT_DAYS * 86_400
        others = [file for file in self._stored() if file.folder.stat().st_mtime > long_ago]
        kept = own[:KEPT_REVISIONS] + [file for file in others if not file.folder.name.startswith(f"{state.database}-")]
        needed = {file.folder.name for file in kept} | {f"names-{file.names}" for file in kept}
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in needed:
                shutil.rmtree(folder, ignore_errors=True)

    def _stored(self, database: str = "") -> list[StoredTimeline]:
        """All timelines, or those of a database, the newest first."""
        found = [self._read(folder) for folder in self.folder.glob(f"{database}*-*-*")]
        return sorted((one for one in found if one), key=lambda one: (one.revision, one.created), reverse=True)

    def _read(self, folder: Path) -> StoredTimeline | None:
        try:
            about: dict[str, Any] = json.loads((folder / "about.json").read_bytes())
        except OSError:
            return None
        return StoredTimeline(folder, about["revision"], about["created"], about["names"], about["seconds"])
