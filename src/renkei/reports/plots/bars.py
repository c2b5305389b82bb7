"""Horizontal bars, a row a funder: the use of its budget, and the applications it could not pay."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from renkei.reports.facts import Decision, Funder
from renkei.reports.language import Language
from renkei.reports.plots.svg import cells, element, hatch, label, picture, shortened
from renkei.reports.totals import Money

BAR, TEXT, ROW, THICK, TOP = 270, 280, 28, 16, 6
NAME, LETTER = 18, 10.0  # cells of a name at most, and the width of one


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
    return _picture("budget", say("budget.plot"), budget_words(decision, say), rows)


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
    return _picture("short", say("binding.plot"), shortage_words(funders, say), rows)


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


def _picture(key: str, title: str, words: str, rows: list[Row]) -> Markup:
    left = max(min(NAME, cells(row.name)) for row in rows) * LETTER + 10
    drawn = [_draw(row, float(TOP + index * ROW), left, f"hatch-{key}") for index, row in enumerate(rows)]
    size = (left + BAR + TEXT, TOP + len(rows) * ROW)
    return picture(f"plot-{key}", title, words, size, hatch(f"hatch-{key}"), *drawn)


def _draw(row: Row, top: float, left: float, pattern: str) -> Markup:
    base = top + THICK - 3
    drawn = [label(shortened(row.name, NAME), left - 10, base, "end")]
    if row.filled:
        drawn.append(element("rect", x=left, y=top, width=row.filled, height=THICK, class_="bar"))
    if row.open:
        fill = f"url(#{pattern})"
        drawn.append(
            element("rect", x=left + row.filled, y=top, width=row.open, height=THICK, fill=fill, class_="rest")
        )
    return element("g", *drawn, label(row.text, left + row.filled + row.open + 10, base))
