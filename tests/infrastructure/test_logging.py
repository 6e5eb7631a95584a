"""What goes wrong on a site in use is told to the operator."""

from __future__ import annotations

import logging

import pytest


@pytest.mark.parametrize("name", ["django.request", "conflictmap.desk"])
def test_errors_reach_the_terminal_without_debug(name: str, settings: object) -> None:
    logger: logging.Logger | None = logging.getLogger(name)
    terminals = []
    while logger:
        terminals += [h for h in logger.handlers if type(h) is logging.StreamHandler and not h.filters]
        logger = logger.parent if logger.propagate else None
    assert terminals
