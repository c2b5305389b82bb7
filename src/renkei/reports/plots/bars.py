"""Horizontal bars, a row a funder: the use of its budget, and the applications it could not pay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from renkei.reports.facts import Decision, Funder
from renkei.reports.language import Language
from renkei.reports.plots.svg import cells, element, hatch, label, picture, shortened
from renkei.reports.totals import Money

BAR, TEXT, ROW, THICK, TOP = 270, 280, 28, 16, 6
NAME, LETTER = 18, 10.0  # cells of a name at most, and the width of one
NARROW, STACK = 400, 46  # of the picture for narrow pages: its width, and the height of a funder
NARROW_LETTER, SHORTEST = 8.0, 4


@dataclass(frozen=True)
class Row:
    """One bar: its name, the lengths of its filled and its hatched part, and what stands behind it."""

    name: str
    filled: float
    open: float
    text: str


def budgets(decision: Decision, say: Language) -> Markup:
    """Each funder's money available as one bar of full length, the committed part filled, the rest hatched."""
    rows = [Row(one.id, *_budget_parts(one), _budget_label(one, say)) for one in decision.funders]
    return bars("budget", say("budget.plot"), budget_words(decision, say), rows)


def _budget_parts(funder: Funder) -> tuple[float, float]:
    if funder.use is None:
        return 0.0, 0.0
    filled = min(float(funder.use), 1.0) * BAR
    return filled, BAR - filled


def _budget_label(funder: Funder, say: Language) -> str:
    if funder.use is None:
        return say("budget.no_budget")
    return say("budget.bar", use=say.percent(funder.use), left=say.amount(Money(funder.left, funder.currency)))


def budget_words(decision: Decision, say: Language) -> str:
    """The plot of budgets in words."""
    used = [funder for funder in decision.funders if funder.use is not None]
    if not used:
        return say("budget.empty")
    exhausted = say("budget.plot.words", n=len(used), exhausted=sum(funder.left == 0 for funder in used))
    first, last = used[0], used[-1]
    ends = say(
        "budget.plot.tightest",
        funder=first.id,
        use=say.percent(first.use),
        other=last.id,
        other_use=say.percent(last.use),
    )
    return exhausted + say("sentence.join") + ends


def shortages(funders: Sequence[Funder], say: Language) -> Markup:
    """How many applications each funder could not pay: alone (filled) or with others that were short (hatched)."""
    most = max(len(funder.short_for) for funder in funders)
    rows = [Row(one.id, *_shortage_parts(one, most), shortage_label(one, say)) for one in funders]
    return bars("short", say("binding.plot"), shortage_words(funders, say), rows)


def _shortage_parts(funder: Funder, most: int) -> tuple[float, float]:
    alone, together = len(funder.alone), len(funder.short_for) - len(funder.alone)
    return alone / most * BAR, together / most * BAR


def shortage_label(funder: Funder, say: Language) -> str:
    """How many applications a funder was short for, and the money lacking."""
    count = say("unit.applications", n=len(funder.short_for))
    return say("binding.bar", count=count, money=say.amount(Money(funder.lacking, funder.currency)))


def shortage_words(funders: Sequence[Funder], say: Language) -> str:
    """The plot of shortages in words."""
    most = say("binding.plot.most", funder=funders[0].id, count=say("unit.applications", n=len(funders[0].short_for)))
    return say("binding.plot.words", n=len(funders)) + say("sentence.join") + most


def bars(key: str, title: str, words: str, rows: Sequence[Row]) -> Markup:
    """The bars twice: in lines for wide pages, and stacked for narrow ones; the style sheet shows one of the two."""
    left = max(min(NAME, cells(row.name)) for row in rows) * LETTER + 10
    lines = [_line(row, float(TOP + index * ROW), left, f"hatch-{key}") for index, row in enumerate(rows)]
    stacked = [_stacked(row, float(TOP + index * STACK), f"hatch-{key}-narrow") for index, row in enumerate(rows)]
    size, narrow = (left + BAR + TEXT, TOP + len(rows) * ROW), (NARROW, TOP + len(rows) * STACK)
    return picture(f"plot-{key}", title, words, size, hatch(f"hatch-{key}"), *lines, class_="plot in-lines") + picture(
        f"plot-{key}-narrow", title, words, narrow, hatch(f"hatch-{key}-narrow"), *stacked, class_="plot stacked"
    )


def _line(row: Row, top: float, left: float, pattern: str) -> Markup:
    """A bar between its name and its text."""
    base = top + THICK - 3
    name = label(shortened(row.name, NAME), left - 10, base, "end")
    text = label(row.text, left + row.filled + row.open + 10, base)
    return element("g", name, *_bar(row, top, left, 1.0, pattern), text)


def _stacked(row: Row, top: float, pattern: str) -> Markup:
    """A bar below its name and its text; the name gives way where both are too long for one line."""
    room = max(SHORTEST, int(NARROW / NARROW_LETTER) - cells(row.text) - 2)
    name = label(shortened(row.name, room), 0.0, top + 12)
    text = label(row.text, float(NARROW), top + 12, "end")
    return element("g", name, text, *_bar(row, top + 18, 0.0, NARROW / BAR, pattern))


def _bar(row: Row, top: float, left: float, scale: float, pattern: str) -> Iterator[Markup]:
    """The filled part and, behind it, the hatched one."""
    filled, rest = row.filled * scale, row.open * scale
    if filled:
        yield element("rect", x=left, y=top, width=filled, height=THICK, class_="bar")
    if rest:
        fill = f"url(#{pattern})"
        yield element("rect", x=left + filled, y=top, width=rest, height=THICK, fill=fill, class_="rest")
