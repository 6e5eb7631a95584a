"""Running parts of a test at the same time, each with database connections of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

WAIT_SECONDS = 20
"""When a thread that should have ended is taken to hang."""


def in_thread(errors: list[BaseException], work: Callable[[], object]) -> threading.Thread:
    """Run `work` in a started thread with connections of its own; what it raises goes to `errors`."""

    def run() -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
