"""The words of resolution's reasons (`conflictmap.resolution.reasons`) in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from conflictmap.atlas.days_and_numbers import listed, long_day, number, one_of


class ReasonWords:
    """Django's translations and the page's way to write days and lists, as resolution asks for them."""

    def gettext(self, text: str) -> str:
        """The translation of a message."""
        return gettext(text)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The translation of a message in the form that goes with a number."""
        return ngettext(singular, plural, count)

    def number(self, value: float) -> str:
        """A number in the digits of the page."""
        return number(value)

    def day(self, day: date) -> str:
        """A day in running text."""
        return long_day(day)

    def all_of(self, names: Sequence[str]) -> str:
        """A, B and C."""
        return listed(names)

    def one_of(self, names: Sequence[str]) -> str:
        """A, B or C."""
        return one_of(names)


REASON_WORDS = ReasonWords()
