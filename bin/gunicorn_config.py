"""Settings of gunicorn, the web server: where to listen, how many requests at once, and what to print when ready."""

import os
import signal
import threading
from typing import Any

_host, _port = os.environ["HOST"], os.environ["PORT"]
_bracketed = f"[{_host}]" if ":" in _host else _host

bind = f"{_bracketed}:{_port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
# One loading for all workers: a start is faster, and a mistake in the settings ends it at once.
preload_app = True
loglevel = "warning"
# We stop it by signals; its socket for commands would be one more thing to write and to guard.
control_socket_disable = True
# At the end, running requests have this long, in seconds, to finish.
graceful_timeout = 5
# Write heartbeats to memory where there is any: on a slow disk they would stall the workers.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


def when_ready(server: Any) -> None:
    """Print the addresses, once connections are accepted; make Ctrl-C an orderly end, as SIGTERM is."""
    signal.signal(signal.SIGINT, lambda number, frame: os.kill(os.getpid(), signal.SIGTERM))
    visitor_host = {"0.0.0.0": "localhost", "::": "localhost"}.get(_host, _bracketed)  # noqa: S104
    print(
        f"\n  map    http://{visitor_host}:{_port}/\n  admin  http://{visitor_host}:{_port}/admin/\n\nCtrl-C ends.\n",
        flush=True,
    )


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl-C to the main process: a worker told twice to end can lock itself up. Do ahead what the first reader
    would wait for.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from conflictmap.atlas.warm_start import warm_start

    threading.Thread(target=warm_start, args=(worker.wsgi,), daemon=True).start()


def worker_exit(server: Any, worker: Any) -> None:
    """Close the database connections while their threads can still answer; otherwise leaving waits five seconds."""
    from django.db import connection

    pooled: Any = connection
    pooled.close_pool()


def on_exit(server: Any) -> None:
    """Say that the web server has ended."""
    print("serve: the web server has ended", flush=True)
