"""How much reviewers read: a bar for each number of applications, and the same as a table."""

from collections import Counter

from markupsafe import Markup

from renkei.engines.assignment import Assignment
from renkei.reports.language import Language
from renkei.reports.plots.svg import element, label, line, picture
from renkei.reports.sections.table import Column, Row, Table

WIDTH, LEFT, RIGHT, ROW, THICK, TOP, MOST = 760, 60, 70, 26, 14, 8, 40


def counted(found: Assignment) -> list[tuple[int, int]]:
    """(Applications read, how many reviewers), every number up to the highest."""
    loads = Counter(found.reviewers["load"].to_list())
    return [(load, loads[load]) for load in range(max(loads) + 1) if load <= MOST or loads[load]]


def loads_plot(found: Assignment, say: Language) -> Markup:
    """The bars, from nothing read to the highest load."""
    rows = counted(found)
    most = max(number for _, number in rows)
    size = (WIDTH, TOP + len(rows) * ROW + 4)
    drawn = [line(LEFT, TOP - 4.0, LEFT, size[1] - 2.0, "grid")]
    for place, (load, number) in enumerate(rows):
        top, long = TOP + place * ROW, (WIDTH - LEFT - RIGHT) * number / most
        drawn.append(label(say.number(load), LEFT - 10.0, top + 12.0, "end"))
        drawn.append(element("rect", x=LEFT, y=float(top), width=float(long), height=THICK, class_="bar"))
        drawn.append(label(say.number(number), LEFT + long + 8.0, top + 12.0))
    return picture("plot-loads", say("assignment.loads"), say("assignment.loads.words"), size, *drawn)


def loads_table(found: Assignment, say: Language) -> Table:
    """The same numbers."""
    return Table(
        key="table-loads",
        caption=say("assignment.loads.caption"),
        columns=[
            Column(say("assignment.load"), number=True),
            Column(say("assignment.reviewers"), number=True),
        ],
        rows=[Row([say.number(load), say.number(number)]) for load, number in counted(found)],
    )
