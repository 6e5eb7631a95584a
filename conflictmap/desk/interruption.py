"""Stopping long work with Ctrl-C so that all that was done is kept."""

from __future__ import annotations

import signal
from types import FrameType


class Interruption:
    """The first Ctrl-C asks for an end after the current piece of work, the second ends at once."""

    def __init__(self) -> None:
        self._asked = False
        self._before = signal.signal(signal.SIGINT, self._ask)

    def asked(self) -> bool:
        """Whether somebody pressed Ctrl-C."""
        return self._asked

    def end(self) -> None:
        """Leave Ctrl-C to whom it belonged before."""
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)
