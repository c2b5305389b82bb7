"""Number funded against mean score: a sign for each row of the table, filled where no other row beats it."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from markupsafe import Markup

from renkei.engines.selection.what_if import Compared, Row
from renkei.reports.language import Language
from renkei.reports.plots.svg import label, line, marker, picture
from renkei.reports.what_if.figures import mean_text

WIDTH, HEIGHT, LEFT, FOOT, TOP, RIGHT = 720, 320, 70, 46, 16, 30
SIGN, LETTER = 5.0, 7.5  # the radius of a sign, and the width of a digit
Point = tuple[int, Fraction]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def plot(found: Compared, say: Language) -> Markup:
    """The picture; empty where no row has a mean score. Rows at one point share a sign and list their numbers."""
    rows = [(number, row) for number, row in enumerate(found.rows, 1) if row.mean_score is not None]
    if not rows:
        return Markup("")
    points = {point: list(group) for point, group in groupby(sorted(rows, key=_place), key=_place)}
    words = say("what_if.plot.words", n=len(rows), unbeaten=sum(not row.beaten for _, row in rows))
    places = [(_x(point[0], list(points)), _y(point[1], list(points))) for point in points]
    taken = [(x - SIGN, y - SIGN, x + SIGN, y + SIGN) for x, y in places]
    signs = [one for place, group in zip(places, points.values(), strict=True) for one in _sign(place, group, taken)]
    size = (WIDTH, HEIGHT)
    return picture("plot-compared", say("what_if.plot"), words, size, *_axes(list(points), say), *signs)


def _place(numbered: tuple[int, Row]) -> Point:
    row = numbered[1]
    return row.number, row.mean_score or Fraction(0)


def _x(number: int, points: Sequence[Point]) -> float:
    return _between(Fraction(number), [Fraction(one) for one, _ in points], LEFT + 20, WIDTH - RIGHT - 20)


def _y(mean: Fraction, points: Sequence[Point]) -> float:
    return _between(mean, [mean for _, mean in points], HEIGHT - FOOT - 20, TOP + 20)


def _between(value: Fraction, values: Sequence[Fraction], first: float, last: float) -> float:
    span = max(values) - min(values)
    share = float((value - min(values)) / span) if span else 0.5
    return first + share * (last - first)


def _sign(place: tuple[float, float], group: Sequence[tuple[int, Row]], taken: list[Box]) -> list[Markup]:
    """A sign with the numbers of its rows, written where nothing stands yet; `taken` grows by that place."""
    x, y = place
    numbers = ", ".join(str(number) for number, _ in group[:4]) + (" …" if len(group) > 4 else "")
    kind = "not_funded" if all(row.beaten for _, row in group) else "funded"
    width = len(numbers) * LETTER
    boxes = [(x + across, y + down - 12, x + across + width, y + down) for across, down in _around(width)]
    free = next((box for box in boxes if not any(_meet(box, other) for other in taken)), boxes[0])
    taken.append(free)
    return [marker(kind, x, y, SIGN, numbers), label(numbers, free[0], free[3], class_="small")]


def _around(width: float) -> list[tuple[float, float]]:
    """Where a text may begin, seen from its sign: right and left of it, ever further up and down."""
    return [(across, down) for step in (6, 20, 34, 48) for down in (-step, step + 10) for across in (9.0, -9.0 - width)]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _axes(points: Sequence[Point], say: Language) -> list[Markup]:
    base, numbers, means = float(HEIGHT - FOOT), [one for one, _ in points], [mean for _, mean in points]
    drawn = [line(LEFT, base, WIDTH - RIGHT, base, "axis"), line(LEFT, TOP, LEFT, base, "axis")]
    for number in sorted({min(numbers), max(numbers)}):
        drawn.append(label(say.number(number), _x(number, points), base + 18, "middle", "small"))
    for mean in sorted({min(means), max(means)}):
        drawn.append(label(say.decimal(mean_text(mean) or ""), LEFT - 8, _y(mean, points) + 5, "end", "small"))
    drawn.append(label(say("figure.funded"), WIDTH - RIGHT, base + 38, "end", "small"))
    drawn.append(label(say("what_if.mean"), 4.0, TOP + 2.0, "start", "small"))
    return drawn
