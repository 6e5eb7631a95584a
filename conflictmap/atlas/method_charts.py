"""The charts of the page about the method, each with its figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext

from conflictmap.atlas.days_and_numbers import digits
from conflictmap.atlas.method import Figures, Silence

# Of the square in which charts draw, in units of their SVG.
WIDTH, HEIGHT = 560, 240


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot of a chart, in units of its SVG, written as SVG wants it."""

    x: str
    y: str
    radius: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: the classes that say how it looks, and its points."""

    look: str
    points: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart whose upward axis runs from 0 to 1. `notes` stand at a height beside the lines they name.

    `ticks` are what stands at the begin, middle and end of the other axis, `across` is what that axis counts.
    """

    key: str
    title: str
    caption: str
    across: str
    ticks: tuple[str, str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    dots: tuple[Dot, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def heights(self) -> tuple[tuple[int, str], ...]:
        """What stands beside the upward axis, and where."""
        return ((4, digits(1)), (124, figure(0.5, 1)), (244, digits(0)))


def reliability_chart(figures: Figures) -> Chart:
    """A dot for each bin of confidence: across the mean confidence, up the share that is right, larger with claims."""
    return Chart(
        key="reliability",
        title=gettext("Confidence against the share of claims that are right"),
        caption=gettext(
            "Each dot is a group of claims of like confidence, larger with more claims; up is the share of them that "
            "is right. On the line, confidence means what it says; below it, the program is too sure of itself."
        ),
        across=gettext("confidence"),
        ticks=(digits(0), figure(0.5, 1), digits(1)),
        columns=(gettext("Confidence"), gettext("Claims"), gettext("Right")),
        rows=tuple(
            (f"{figure(one.low, 1)}–{figure(one.high, 1)}", digits(one.claims), figure(one.right))
            for one in figures.reliability
        ),
        dots=tuple(
            Dot(
                f"{one.mean * WIDTH:.1f}",
                f"{(1 - one.right) * HEIGHT:.1f}",
                f"{min(14.0, 2.5 + one.claims**0.5 / 2):.1f}",
            )
            for one in figures.reliability
        ),
        lines=(Line("chart-even", polyline([(0, 0), (1, 1)])),),
    )


def silence_chart(curve: Sequence[Silence]) -> Chart:
    """Four lines over the days, from the day of the news on."""
    last = curve[-1].days
    looks = {"held": "", "held_set": "is-set", "contested": "is-second", "contested_set": "is-second is-set"}
    return Chart(
        key="silence-chart",
        title=gettext("Share of towns unchanged, by days since the last news"),
        caption=gettext(
            "Full lines: measured. Dashed lines: as the map fades. Town record: vi-enne/controlCitiesUkraine (CC BY "
            "4.0) over Wikipedia (CC BY-SA)."
        ),
        across=gettext("days since the last news"),
        ticks=(digits(0), digits(last // 2), digits(last)),
        columns=(
            gettext("Days"),
            gettext("Held: measured"),
            gettext("as set"),
            gettext("Contested: measured"),
            gettext("as set"),
        ),
        rows=tuple(
            (digits(one.days), *(figure(value) for value in (one.held, one.held_set, one.contested, one.contested_set)))
            for one in curve
        ),
        lines=tuple(
            Line(
                f"chart-line {look}".strip(),
                polyline([(0.0, 1.0), *((one.days / last, getattr(one, name)) for one in curve)]),
            )
            for name, look in looks.items()
        ),
        notes=((40, gettext("held towns")), (222, gettext("contested towns"))),
    )


def polyline(points: Sequence[tuple[float, float]]) -> str:
    """The `points` of an SVG polyline in a chart: across from 0 to 1, up from 0 to 1."""
    return " ".join(f"{x * WIDTH:.1f},{(1 - y) * HEIGHT:.1f}" for x, y in points)


def figure(value: float, places: int = 2) -> str:
    """A number with so many places, in the digits of the page."""
    return digits(floatformat(value, places))
