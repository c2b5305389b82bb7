"""Demand against budget, a row a funder: the interval as a bar, what is expected and what is asked now as signs."""

from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from renkei.reports.language import Language
from renkei.reports.plots.svg import element, label, line, marker, picture, shortened

WIDTH, LEFT, RIGHT, ROW, TOP, THICK = 1000, 190, 20, 26, 34, 12
NAME = 18  # cells of a funder's id at most
TICKS = 8  # lines across at most


def demand_plot(rows: Sequence[dict[str, Any]], say: Language) -> Markup:
    """All funders with money of their own, on one axis: how many times its budget each is asked for."""
    shown = [row for row in rows if row["budget"] + row["raise"]]
    most = max((max(row["asked"], row["high"], row["limit"]) / _own(row) for row in shown), default=1.0) or 1.0
    size = (WIDTH, TOP + len(shown) * ROW + 10)
    words = say("demand.plot.words", n=len(shown))
    bars = [mark for place, row in enumerate(shown) for mark in _row(row, TOP + place * ROW, most, say)]
    return picture("plot-demand", say("demand.plot"), words, size, *_axis(most, size[1] - 10, say), *bars)


def _own(row: dict[str, Any]) -> int:
    return int(row["budget"] + row["raise"])


def _x(times: float, most: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * times / most


def _axis(most: float, foot: float, say: Language) -> Iterator[Markup]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 10**6) if most / step <= TICKS)
    for times in range(0, int(most) + 1, step):
        across = _x(float(times), most)
        yield line(across, TOP - 6.0, across, float(foot), "cut" if times == 1 else "grid")
        yield label(
            say("demand.times", n=times), across, TOP - 12.0, "end" if across > WIDTH - 60 else "start", "small"
        )
    if most >= 1 and step > 1:
        yield line(_x(1.0, most), TOP - 6.0, _x(1.0, most), float(foot), "cut")


def _row(row: dict[str, Any], top: float, most: float, say: Language) -> Iterator[Markup]:
    own, middle = _own(row), float(top + THICK / 2)
    low, high, now, expected, limit = (
        _x(row[name] / own, most) for name in ("low", "high", "asked", "expected", "limit")
    )
    yield label(shortened(row["funder_id"], NAME), LEFT - 10.0, middle + 5.0, "end")
    told = element("title", f"{row['funder_id']}: {say('demand.passing', k=row['passing'], of=row['resamples'])}")
    yield element("rect", told, x=low, y=float(top), width=max(high - low, 1.0), height=THICK, class_="bar spread")
    yield line(limit, top - 4.0, limit, top + THICK + 4.0, "limit")
    yield marker("not_funded", now, middle, 4.5)
    yield marker("tie", expected, middle, 4.0)


def signs(say: Language) -> list[Markup]:
    """The legend: each sign with its words."""
    drawn = {
        "spread": element("rect", x=1, y=1, width=20, height=12, class_="bar spread"),
        "expected": marker("tie", 11.0, 7.0, 4.0),
        "now": marker("not_funded", 11.0, 7.0, 4.5),
        "budget": line(11.0, 0.0, 11.0, 14.0, "cut"),
        "limit": line(11.0, 0.0, 11.0, 14.0, "limit"),
    }
    return [
        element("svg", sign, viewBox="0 0 22 14", class_="swatch", aria_hidden="true")
        + Markup(" ")
        + say(f"demand.sign.{name}")
        for name, sign in drawn.items()
    ]
