"""Template filters that write days and numbers in the language of the page, and the messages of its scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from conflictmap.atlas import days_and_numbers, wording
from conflictmap.atlas.script_messages import script_messages as messages_of
from conflictmap.core.claims import Modality

register = template.Library()


@register.filter
def long_day(day: date | None) -> str:
    """22 September 2017."""
    return days_and_numbers.long_day(day) if day else ""


@register.filter
def short_day(day: date | None) -> str:
    """22 Sep 2017."""
    return days_and_numbers.short_day(day) if day else ""


@register.filter
def day_and_month(day: date | None) -> str:
    """22 September."""
    return days_and_numbers.day_and_month(day) if day else ""


@register.filter
def weekday(day: date | None) -> str:
    """Friday."""
    return days_and_numbers.weekday(day) if day else ""


@register.filter
def year(day: date | None) -> str:
    """2017."""
    return days_and_numbers.digits(day.year) if day else ""


@register.filter
def number(value: float | None) -> str:
    """12,345."""
    return "" if value is None else days_and_numbers.number(value)


@register.filter
def left_out(listed: Sequence[object], shown: int | str) -> int:
    """How many of a list are not among the first `shown`; 0 where that is empty, for all of them."""
    return max(0, len(listed) - int(shown)) if shown else 0


@register.filter
def percent(share: float) -> str:
    """98%, for 0.98."""
    return days_and_numbers.percent(share)


@register.filter
def digits(value: object) -> str:
    """A number, or a text with numbers in it, in the digits of the page; nothing grouped."""
    return days_and_numbers.digits(value)


@register.filter
def modality_words(modality: str) -> str:
    """How firmly a text stands behind a claim: asserted."""
    return str(wording.MODALITY_WORDS[Modality(modality)])


@register.simple_tag
def script_messages() -> SafeString:
    """What static/atlas/translation.js reads; nothing on a page in the language of the sources."""
    messages = messages_of(get_language())
    return json_script(messages, "script-messages") if messages else SafeString("")
