"""Estimates with their intervals: a dot for each, side by side, on a thick line (80 %) and a thin one (95 %).

Many are broken into panels below one another, so that each stays visible.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup

from renkei.reports.plots.svg import element, label, line, picture

WIDTH, LEFT, RIGHT, TOP, FOOT = 1140, 60, 8, 30, 24
HEIGHT, LOW = 260, 130  # of a panel that stands alone, and of one among several
PANEL, STEP = 200, 40.0  # of one panel: dots at most; and the distance of two at most
TICKS = 5


@dataclass(frozen=True)
class Interval:
    """One estimate: its value, the ends of its intervals (None where there is none), what a pointer is told."""

    value: float
    outer: tuple[float, float] | None
    inner: tuple[float, float] | None
    told: str


@dataclass(frozen=True)
class Axis:
    """What lies on top and at the foot, the marked values with their texts, and the axis's name."""

    top: float
    foot: float
    ticks: Sequence[tuple[float, str]]
    name: str


def intervals(key: str, title: str, words: str, shown: Sequence[Interval], axis: Axis) -> Markup:
    """The plot of at least one estimate, in the order given."""
    panels = ceil(len(shown) / PANEL)
    height = HEIGHT if panels == 1 else LOW
    size = ceil(len(shown) / panels)
    drawn = [
        element("g", *_panel(shown[at : at + size], axis, TOP + number * (height + TOP + FOOT), height, size))
        for number, at in enumerate(range(0, len(shown), size))
    ]
    return picture(key, title, words, (WIDTH, panels * (height + TOP + FOOT)), *drawn)


def _panel(shown: Sequence[Interval], axis: Axis, top: float, height: float, size: int) -> Iterator[Markup]:
    def y(value: float) -> float:
        span = axis.foot - axis.top
        part = (value - axis.top) / span if span else 0.5
        return top + height * min(max(part, 0.0), 1.0)

    yield label(axis.name, 4, top - 12, "start", "small")
    for value, text in axis.ticks:
        yield line(LEFT, y(value), WIDTH - RIGHT, y(value), "grid")
        yield label(text, LEFT - 8, y(value) + 4, "end", "small")
    step = min(STEP, (WIDTH - LEFT - RIGHT) / size)
    radius = max(1.6, min(4.0, step * 0.3))
    for place, one in enumerate(shown):
        yield _one(one, LEFT + (place + 0.5) * step, radius, y)


def _one(one: Interval, x: float, radius: float, y: Callable[[float], float]) -> Markup:
    lines = [
        line(x, y(ends[0]), x, y(ends[1]), kind)
        for ends, kind in ((one.outer, "reach"), (one.inner, "reach near"))
        if ends is not None
    ]
    return element(
        "g", element("title", one.told), *lines, element("circle", cx=x, cy=y(one.value), r=radius, class_="bar")
    )


def round_ticks(lowest: float, highest: float) -> list[float]:
    """A few round values between two."""
    if lowest == highest:
        return [lowest]
    rough = (highest - lowest) / TICKS
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough)
    return [round(number * step, 9) for number in range(ceil(lowest / step - 1e-9), floor(highest / step + 1e-9) + 1)]
