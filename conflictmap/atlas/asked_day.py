"""The day a reader asks for with `?date=`, and what to tell when it cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext

from conflictmap.atlas.days_and_numbers import long_day
from conflictmap.control.story import Story
from conflictmap.core.days import parse_day


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day to show, ``None`` while there is no story; `message` is for the reader, mostly empty."""

    day: date | None
    message: str = ""


def asked_day(request: HttpRequest, story: Story) -> AskedDay:
    """The day named by the parameter `date`, else the day of the last change.

    A page never fails over its date: a date that cannot be read or lies outside the story is answered
    with the nearest sensible day and a message.
    """
    text = request.GET.get("date", "").strip()
    if not text:
        return AskedDay(story.last_change)
    try:
        day = parse_day(text)
    except ValueError:
        told = gettext("“%(text)s” is not a date. Write it as 2017-09-22.") % {"text": text[:40]}
        return AskedDay(story.last_change, f"{told} {showing(story.last_change)}" if story.last_change else told)
    if story.first is None or story.last is None:
        return AskedDay(None)
    if day != story.clamp(day):
        bounds = {"first": long_day(story.first), "last": long_day(story.last)}
        runs = gettext("The story runs from %(first)s to %(last)s.") % bounds
        return AskedDay(story.clamp(day), f"{runs} {showing(story.clamp(day))}")
    return AskedDay(day)


def showing(day: date) -> str:
    """Which day is shown instead."""
    return gettext("Showing %(day)s.") % {"day": long_day(day)}
