"""Texts that pure code holds and pages show in other languages."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """`text` itself. The name is what `bin/messages` looks for: it collects the text for translation."""
    return text
