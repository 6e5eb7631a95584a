"""Bring a database to where the web server can serve it: tables, static files, the story of STORY, a first admin.

One process for all steps, because loading Django takes longer than most of them.
"""

import hashlib
import os
import secrets
import sys
from pathlib import Path

import django

PROJECT = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    """Print a line of progress at once, also into a pipe."""
    print(f"serve: {text}", flush=True)


def static_sources() -> str:
    """Return a hash that changes when a static file, a package or a setting does. Reads names, sizes and times only."""
    folders = [PROJECT / "static", *PROJECT.glob("conflictmap/*/static")]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    listing = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    makers = ("uv.lock", "conflictmap/settings.py", "conflictmap/atlas/storage.py", "conflictmap/atlas/bundles.py")
    texts = [(PROJECT / name).read_text() for name in makers]
    return hashlib.sha256("\n".join(listing + texts).encode()).hexdigest()


def collect_static_files() -> None:
    """Collect and compress the static files unless nothing has changed: compressing takes seconds."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".sources"
    sources = static_sources()
    if stamp.exists() and stamp.read_text() == sources:
        return
    say("collecting static files")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources)


def make_first_admin() -> None:
    """Make the user `admin` with a generated password, printed this once, when there is no superuser yet."""
    from django.contrib.auth.models import User

    if User.objects.filter(is_superuser=True).exists():
        return
    password = secrets.token_urlsafe(15)
    User.objects.create_superuser("admin", password=password)
    say(f"made the user 'admin' with the password {password} (shown only now)")


def main(story: str) -> None:
    """Take all steps."""
    from django.core.management import call_command
    from django.db import connections

    say("bringing the tables up to date")
    call_command("migrate", verbosity=0)
    collect_static_files()
    say(f"loading the story: {story}")
    call_command("load_demo", story=story)
    make_first_admin()
    connections.close_all()


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "conflictmap.settings")
    try:
        django.setup()
        main(os.environ["STORY"])
    except KeyboardInterrupt:
        raise SystemExit("serve: interrupted; what was loaded so far is kept, the next start goes on") from None
