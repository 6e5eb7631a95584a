"""The extractors that the setting EXTRACTORS names; none by default."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from conflictmap.claims.extractors.contract import HIGHEST_CONFIDENCE, Extractor

BUILT_IN = "conflictmap"
"""The name of the built-in extractor, `conflictmap.extraction`."""

LONGEST_NAME, LONGEST_VERSION = 40, 50


class ExtractorError(Exception):
    """An extractor of the setting cannot be used; the message says which and why."""


def configured_extractors() -> tuple[Extractor, ...]:
    """One instance of each, in the order of the setting. Raises ExtractorError."""
    return tuple(map(_made, settings.EXTRACTORS))


def configured_extractor(name: str) -> Extractor:
    """The one of that name. Raises ExtractorError, which lists the names there are."""
    extractors = configured_extractors()
    for extractor in extractors:
        if extractor.name == name:
            return extractor
    names = ", ".join(extractor.name for extractor in extractors) or "none"
    raise ExtractorError(f"No extractor is named {name!r}. The setting EXTRACTORS names: {names}.")


@cache
def _made(path: str) -> Extractor:
    try:
        extractor = import_string(path)()
    except Exception as error:
        raise ExtractorError(f"{path} cannot be used: {type(error).__name__}: {error}") from error
    if not isinstance(extractor, Extractor):
        raise ExtractorError(f"{path} is no extractor: it needs `name`, `version` and `extract(text, published)`.")
    if not 0 < len(extractor.name) <= LONGEST_NAME or not 0 < len(extractor.version) <= LONGEST_VERSION:
        raise ExtractorError(
            f"{path}: `name` needs 1 to {LONGEST_NAME} characters and `version` 1 to {LONGEST_VERSION}."
        )
    return extractor


@register
def check_extractors(app_configs: Sequence[object] | None, **_: Any) -> list[CheckMessage]:
    """Say at the start, not at the first article, when an extractor cannot be used."""
    try:
        names = [extractor.name for extractor in configured_extractors()]
    except ExtractorError as error:
        return [Error(str(error), hint="Mend or empty the variable EXTRACTORS.", id="claims.E001")]
    if len({*names, BUILT_IN}) <= len(names):
        return [Error(f"Two extractors have the same name: {', '.join([BUILT_IN, *names])}.", id="claims.E002")]
    if names and settings.PUBLISHING_THRESHOLD <= HIGHEST_CONFIDENCE:
        return [
            Error(
                f"With PUBLISHING_THRESHOLD at {settings.PUBLISHING_THRESHOLD} claims of other extractors would reach "
                "the map without an editor.",
                hint=f"Set it above {HIGHEST_CONFIDENCE}, or empty EXTRACTORS.",
                id="claims.E003",
            )
        ]
    return []
