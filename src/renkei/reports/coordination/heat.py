"""A heat map: a square for each field and stage, region or year, with the number of agencies in it."""

from collections.abc import Iterator

from markupsafe import Markup

from renkei.reports.coordination.grid import OTHER, UNKNOWN, Grid, Square, size
from renkei.reports.language import Language
from renkei.reports.plots.svg import cells, element, label, picture, shortened

SIDE, HIGH, LEFT, TOP, SLANT = 50, 34, 210, 28, 92
WIDEST = 7  # cells of a heading that stands straight
STEPS = (0.05, 0.2, 0.4, 0.7)  # shares of the largest square at which the shade grows darker
SEVERAL = 2  # agencies that make a square stand out


def heat(grid: Grid, key: str, title: str, say: Language) -> Markup:
    """The map; its table says the same in numbers."""
    headings = [heading(grid, one, say) for one in grid.columns]
    slanted = any(cells(one) > WIDEST for one in headings)
    top = SLANT if slanted else TOP
    size_ = (LEFT + SIDE * len(headings) + (48 if slanted else 8), top + HIGH * len(grid.rows) + 4)
    return picture(
        key,
        title,
        say("coordination.heat.words"),
        size_,
        *(_over(text, LEFT + SIDE * at, top, slanted) for at, text in enumerate(headings)),
        *_drawn(grid, top, say),
        class_="plot heat",
    )


def heading(grid: Grid, column: str, say: Language) -> str:
    """A column's heading in words."""
    if column == OTHER:
        return say(f"coordination.other.{grid.axis}", n=grid.others[1])
    if column == UNKNOWN:
        return say("coordination.unknown")
    return say(f"coordination.stage.{column}") if grid.axis == "stage" else column


def field(grid: Grid, row: str, say: Language) -> str:
    """A row's field in words."""
    if row == OTHER:
        return say("coordination.other.field", n=grid.others[0])
    return say("coordination.unknown") if row == UNKNOWN else row


def step(square: Square, grid: Grid) -> int:
    """How dark a square is, 1 to 5; 0 where no amount is known."""
    value = size(square, grid)
    if not value or not grid.most:
        return 0
    return 1 + sum(value > share * grid.most for share in STEPS)


def _over(text: str, left: float, top: float, slanted: bool) -> Markup:
    middle = left + SIDE / 2
    if not slanted:
        return label(text, middle, top - 10.0, "middle", "small")
    return element(
        "text",
        shortened(text, 18),
        x=middle - 6,
        y=top - 8.0,
        class_="small",
        transform=f"rotate(-38 {middle - 6:.1f} {top - 8:.1f})",
    )


def _drawn(grid: Grid, top: float, say: Language) -> Iterator[Markup]:
    for down, row in enumerate(grid.rows):
        high = top + HIGH * down
        yield label(shortened(field(grid, row, say), 25), LEFT - 10.0, high + 22.0, "end")
        for across, column in enumerate(grid.columns):
            yield from _one(grid, row, column, (float(LEFT + SIDE * across), float(high)), say)


def _one(grid: Grid, row: str, column: str, at: tuple[float, float], say: Language) -> Iterator[Markup]:
    square = grid.squares.get((row, column))
    square = square if square and square.items else None
    left, high = at
    told = f"{field(grid, row, say)} · {heading(grid, column, say)}: "
    told += words(square, say) if square else say("coordination.nobody")
    shade = f"s{step(square, grid)}" if square else "empty"
    several = " several" if square and square.agencies >= SEVERAL else ""
    yield element(
        "rect",
        element("title", told),
        x=left + 2,
        y=high + 2,
        width=SIDE - 4,
        height=HIGH - 4,
        rx=4,
        class_=shade + several,
    )
    if square:
        yield label(
            say.number(square.agencies),
            left + SIDE / 2,
            high + 22.0,
            "middle",
            f"label on-{shade}{several and ' bold'}",
        )


def words(square: Square, say: Language) -> str:
    """A square in words: agencies, items, money."""
    agencies = say("coordination.unit.agencies", n=square.agencies)
    items = say("coordination.square.items", n=square.items)
    return say("coordination.square", agencies=agencies, items=items, money=say.total(square.money))
