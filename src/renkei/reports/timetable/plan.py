"""The table plan: what takes place at each table, a list to stand on it."""

from itertools import groupby

from renkei.engines.meetings import Timetable
from renkei.reports.language import Language
from renkei.reports.page import environment
from renkei.reports.timetable.entries import Forum
from renkei.settings import Settings


def plan_page(found: Timetable, forum: Forum, settings: Settings, say: Language) -> str:
    """The page `tables.html`: hall by hall, table by table, who meets when."""
    columns = ("hall", "table", "slot", "participant_ids")
    rows = found.meetings.sort("table", maintain_order=True).select(columns).iter_rows()
    halls = [
        (
            hall,
            [
                (str(table), [_line(row, forum, say) for row in own])
                for table, own in groupby(inside, key=lambda row: row[1])
            ],
        )
        for hall, inside in groupby(rows, key=lambda row: row[0])
    ]
    template = environment().get_template("tables.html.j2")
    return template.render(t=say, forum=settings.name, made_up=settings.made_up, halls=halls, days=_days(forum))


def _line(row: tuple[str, int, str, list[str]], forum: Forum, say: Language) -> tuple[str, str]:
    start, _ = forum.slots[row[2]]
    day = f"{say.day(start.date())} " if _days(forum) > 1 else ""
    return f"{day}{start:%H:%M}", " – ".join(forum.people[one].name for one in row[3])


def _days(forum: Forum) -> int:
    return len({start.date() for start, _ in forum.slots.values()})
