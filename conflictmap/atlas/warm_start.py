"""Does once, when a web server starts, what the first reader would otherwise wait for."""

from __future__ import annotations

from collections.abc import Callable
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings

from conflictmap.atlas.cards.serving import prepare


def warm_start(application: WSGIApplication) -> None:
    """Ask for the map, and read what link cards need.

    The first map page of a process costs some 300 ms more than the next one: its templates are parsed, a connection to
    the database is made, and what is kept for a revision (`first_ground.py`, `actor_styles.py`) is worked out.
    """
    ask(application, "/")
    prepare()


def ask(application: WSGIApplication, path: str) -> str:
    """The status ("200 OK") that an application answers a path with, as if a browser had asked."""
    named = [host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    environ: dict[str, object] = {"PATH_INFO": path, "HTTP_HOST": named[0] if named else "localhost"}
    setup_testing_defaults(environ)
    told: list[str] = []

    def start_response(status: str, *rest: object) -> Callable[[bytes], object]:
        told.append(status)
        return lambda data: None

    answer = application(environ, start_response)
    try:
        for _ in answer:
            pass
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return told[0]
