"""The PostgreSQL cluster of this checkout: where it lives, which user runs it, how it is made, started and stopped.

Below .pg/: data, log, socket. Two places move when they must: the socket, when its path is too long for the operating
system, and, for root, all that PostgreSQL writes, when the user `postgres` may not enter this directory (PostgreSQL
refuses to run as root). Only the standard library is used: this runs before the virtual environment exists.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import urllib.parse
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
STATE = PROJECT / ".pg"
ROLE = "conflictmap"
# sockaddr_un holds 107 bytes and PostgreSQL appends "/.s.PGSQL.5432.lock"; 85 leaves a margin on every system.
LONGEST_SOCKET_DIRECTORY = 84
VERSIONS = Path("/usr/lib/postgresql")
EXTENSIONS = Path("/usr/share/postgresql")
# JIT compiles for longer than our short queries run. The clock and messages do not depend on the machine's settings.
SERVER_SETTINGS = {"listen_addresses": "", "jit": "off", "timezone": "UTC", "log_timezone": "UTC", "lc_messages": "C"}


class DatabaseError(Exception):
    """Something the person at the keyboard has to know; the text says what to do."""


class NotInstalledError(DatabaseError):
    """PostgreSQL or PostGIS is missing, so nothing can be running either."""


def say(text: str) -> None:
    """Print a line of progress at once, also into a pipe."""
    print(f"database: {text}", flush=True)


class Cluster:
    """Where the cluster of this checkout lives, which user runs it, and how to start and stop it."""

    def __init__(self) -> None:
        self.owner = self._owner()
        self.home = self._home()
        self.data = self.home / "data"
        self.log = self.home / "log"
        self.socket = self._socket_directory()

    # Places and people

    def _owner(self) -> pwd.struct_passwd:
        """Return the user that runs PostgreSQL: oneself; for root, the owner of the existing data or `postgres`."""
        if os.geteuid() != 0:
            return pwd.getpwuid(os.geteuid())
        with contextlib.suppress(FileNotFoundError):
            uid = (STATE / "data").stat().st_uid
            if uid != 0:
                return pwd.getpwuid(uid)
        try:
            return pwd.getpwnam("postgres")
        except KeyError:
            raise NotInstalledError("PostgreSQL is not installed (no user 'postgres'). Run: make install") from None

    def _home(self) -> Path:
        """Return the directory for data and log: .pg, or below /var/lib where `postgres` cannot reach .pg."""
        elsewhere = Path(f"/var/lib/conflictmap-{project_hash()}")
        if os.geteuid() != 0 or not (elsewhere.exists() or not self._can_enter(STATE)):
            return STATE
        return elsewhere

    def _can_enter(self, directory: Path) -> bool:
        """Tell whether the owner of the cluster may pass through each parent of `directory`."""
        return self._as_owner(["test", "-x", str(directory)], check=False).returncode == 0

    def _socket_directory(self) -> Path:
        """Return a directory whose path is short enough for a unix socket."""
        below_home = self.home / "socket"
        if len(os.fsencode(below_home)) <= LONGEST_SOCKET_DIRECTORY:
            return below_home
        # Always the same place, not one that a login session brings and takes with it: two users of the cluster, one
        # in a session and one not, must find the same socket.
        return Path(f"/tmp/conflictmap-{self.owner.pw_uid}-{project_hash()}")  # noqa: S108 (made 0700, owner checked)

    def _prepare_directories(self) -> None:
        for directory in (self.home, self.data, self.socket):
            if directory == STATE:
                continue
            directory.mkdir(mode=0o700, exist_ok=True)
            found = directory.lstat()
            if os.geteuid() == 0 and found.st_uid == 0:
                os.chown(directory, self.owner.pw_uid, self.owner.pw_gid)
            elif not stat.S_ISDIR(found.st_mode) or found.st_uid != self.owner.pw_uid:
                raise DatabaseError(
                    f"{directory} belongs to another user ({user_name(found.st_uid)}, not {self.owner.pw_name}). "
                    "Use the account that made it, or remove it with: sudo make clean"
                )
            directory.chmod(0o700)
        self.log.touch(mode=0o600)
        if os.geteuid() == 0:
            os.chown(self.log, self.owner.pw_uid, self.owner.pw_gid)

    # Programs

    def _programs(self) -> Path:
        """Return the directory of the PostgreSQL that made the data, else of the newest one that has PostGIS."""
        versions = sorted(
            (int(path.parent.parent.name) for path in VERSIONS.glob("*/bin/postgres") if has_postgis(path)),
            reverse=True,
        )
        if self.is_made():
            made_by = int((self.data / "PG_VERSION").read_text().strip())
            if made_by not in versions:
                raise DatabaseError(
                    f"The data in {self.data} were made by PostgreSQL {made_by}, which is not installed with PostGIS. "
                    f"Install postgresql-{made_by}-postgis-3, or start anew with: make clean"
                )
            return VERSIONS / str(made_by) / "bin"
        if not versions:
            raise NotInstalledError("PostgreSQL with PostGIS is not installed. Run: make install")
        return VERSIONS / str(versions[0]) / "bin"

    def _as_owner(self, command: list[str], check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command as the owner of the cluster, in a directory it may read; return its result."""
        if os.geteuid() == 0:
            identity = [f"--reuid={self.owner.pw_uid}", f"--regid={self.owner.pw_gid}", "--clear-groups"]
            command = ["setpriv", *identity, *command]
        # The variables of libpq would lead the programs to another server than the one meant here.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        environment |= {"HOME": "/", "LC_ALL": "C.UTF-8"}
        result = subprocess.run(
            command, cwd="/", env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if check and result.returncode != 0:
            tail = "\n".join((result.stdout + result.stderr).strip().splitlines()[-15:])
            raise DatabaseError(f"{Path(command[0]).name} failed: {' '.join(command)}\n{tail}")
        return result

    # States

    def is_made(self) -> bool:
        """Tell whether initdb has finished here."""
        return (self.data / "PG_VERSION").exists() and (self.data / "made").exists()

    def is_running(self) -> bool:
        """Tell whether the server of this data directory runs."""
        if not self.is_made():
            return False
        return (
            self._as_owner([str(self._programs() / "pg_ctl"), "status", "-D", str(self.data)], check=False).returncode
            == 0
        )

    def make(self) -> None:
        """Run initdb once. A half-made directory, left by an interrupted run, is begun anew."""
        if self.is_made():
            return
        if self.home != STATE:
            say(f"{STATE} is closed to the user '{self.owner.pw_name}'; the data go to {self.home}")
        if any(self.data.iterdir()):
            shutil.rmtree(self.data)
            self._prepare_directories()
        programs = self._programs()
        say(f"making a PostgreSQL {programs.parent.name} cluster in {self.data}")
        self._as_owner(
            [
                *(str(programs / "initdb"), "-D", str(self.data), "--username", ROLE, "--encoding=UTF8"),
                *("--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject"),
            ]
        )
        with (self.data / "postgresql.conf").open("a") as configuration:
            configuration.writelines(f"{name} = '{value}'\n" for name, value in SERVER_SETTINGS.items())
        self._as_owner(["touch", str(self.data / "made")])

    def start(self) -> None:
        """Start the server unless it runs; return when it answers."""
        self._prepare_directories()
        self.make()
        if self.is_running():
            return
        say(f"starting, log in {self.log}")
        began = self.log.stat().st_size
        try:
            self._as_owner(
                [
                    *(str(self._programs() / "pg_ctl"), "start", "-D", str(self.data), "-l", str(self.log)),
                    *("--wait", "--timeout=60", "-o", f"-k '{self.socket}'"),
                ]
            )
        except DatabaseError as error:
            with self.log.open(errors="replace") as log:
                log.seek(began)
                raise DatabaseError(f"{error}\nFrom the log:\n{log.read()[-2000:]}") from None

    def stop(self) -> bool:
        """Stop the server, breaking off open sessions; return whether it ran."""
        running = self.is_running()
        if running:
            self._as_owner([str(self._programs() / "pg_ctl"), "stop", "-D", str(self.data), "-m", "fast", "--wait"])
        return running

    def remove(self) -> None:
        """Delete the data, the log and the socket of a stopped cluster."""
        for directory in (self.data, self.socket, self.home):
            if directory.exists() and directory != STATE:
                shutil.rmtree(directory)
        self.log.unlink(missing_ok=True)

    def make_database(self, name: str) -> None:
        """Create the database unless it exists."""
        psql = [str(self._programs() / "psql"), "-X", "-h", str(self.socket), "-U", ROLE, "-d", "postgres", "-Atc"]
        if name not in self._as_owner([*psql, "SELECT datname FROM pg_database"]).stdout.split():
            self._as_owner([*psql, f'CREATE DATABASE "{name}"'])

    def url(self, name: str) -> str:
        """Return the address of a database of the cluster, for DATABASE_URL."""
        return f"postgis://{ROLE}@/{name}?host={urllib.parse.quote(str(self.socket), safe='/')}"


def has_postgis(postgres: Path) -> bool:
    """Tell whether the PostGIS extension is there for the PostgreSQL with this program."""
    return (EXTENSIONS / postgres.parent.parent.name / "extension" / "postgis.control").exists()


def project_hash() -> str:
    """Return a short name that differs between checkouts."""
    return hashlib.sha256(os.fsencode(PROJECT)).hexdigest()[:10]


def user_name(uid: int) -> str:
    """Return the login name of a user, or the number when it has none."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
