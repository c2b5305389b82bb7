"""The page `timetable.html`: figures, slots, who is served worst, who is left out and why."""

from collections.abc import Mapping

import polars as pl

from renkei.engines.meetings import REASONS, Timetable
from renkei.reports.language import Language
from renkei.reports.page import environment
from renkei.reports.sections.table import Column, Row, Table
from renkei.reports.timetable.entries import Forum
from renkei.reports.timetable.sentences import lead, millionths, number, percent
from renkei.settings import Settings

SHOWN = 200  # rows of a table; the tables beside the page hold all


def html(found: Timetable, forum: Forum, settings: Settings, language: str = "en") -> str:
    """The page as HTML, self-contained. ValueError for an unknown language."""
    say = Language(language)
    return (
        environment()
        .get_template("timetable.html.j2")
        .render(
            t=say,
            title=say("timetable.title", forum=settings.name),
            made_up=settings.made_up,
            lead=list(lead(found, say)),
            figures=list(figures(found, say)),
            slots=_slots(found, forum, say),
            worst=_worst(found, forum, say),
            reasons=_reasons(found, say),
            left_out=_left_out(found, forum, say),
            gone=_gone(found, forum, say),
            shown=SHOWN,
            cut=found.left_out.height > SHOWN,
            seed=str(found.options.seed),
        )
    )


def figures(found: Timetable, say: Language) -> list[tuple[str, str]]:
    """What a reader asks first."""
    own = found.figures
    return [
        (say("timetable.meetings"), number(own.meetings, own.wished, say)),
        (say("timetable.value"), number(own.value, own.bound, say)),
        (say("timetable.tables.used"), percent(own.meetings, own.places, say)),
        (say("timetable.share"), millionths(own.share, say)),
        (say("timetable.lowest"), millionths(own.lowest, say)),
        (say("timetable.waits"), say.number(own.waits)),
        (say("timetable.moves"), say.number(own.moves)),
        (say("timetable.metres"), say.number(own.metres)),
    ]


def _time(slot: str, forum: Forum, say: Language) -> str:
    start, end = forum.slots[slot]
    return f"{say.day(start.date())}, {start:%H:%M}–{end:%H:%M}"


def _slots(found: Timetable, forum: Forum, say: Language) -> Table:
    return Table(
        key="table-slots",
        caption=say("timetable.slots.caption"),
        columns=[Column(say("timetable.slot"), sign=True), Column(say("timetable.time"), sign=True)]
        + [Column(say(f"timetable.{one}"), number=True) for one in ("meetings", "room")],
        rows=[
            Row([slot, _time(slot, forum, say), say.number(count), say.number(room)])
            for slot, room, count in found.slots.select("slot", "room", "meetings").iter_rows()
        ],
    )


def _worst(found: Timetable, forum: Forum, say: Language) -> Table:
    people = found.people.filter(pl.col("met") < pl.col("possible"))
    worst = people.sort(pl.col("met") / pl.col("possible"), "participant_id").head(SHOWN // 4)
    columns = ("met", "wishes", "possible", "meetings", "waits", "moves")
    return Table(
        key="table-worst",
        caption=say("timetable.worst.caption"),
        columns=[
            Column(say("column.name"), wide=True),
            *(Column(say(f"timetable.{one}"), number=True) for one in columns),
        ],
        rows=[
            Row([forum.people[row["participant_id"]].name, *(say.number(row[one]) for one in columns)])
            for row in worst.iter_rows(named=True)
        ],
    )


def _reasons(found: Timetable, say: Language) -> Table:
    counts: Mapping[str, int] = dict(found.left_out["why"].value_counts().iter_rows())
    return Table(
        key="table-reasons",
        caption=say("timetable.reasons.caption"),
        columns=[Column(say("timetable.why"), wide=True), Column(say("timetable.count"), number=True)],
        rows=[Row([say(f"timetable.why.{one}"), say.number(counts[one])]) for one in REASONS if one in counts],
    )


def _left_out(found: Timetable, forum: Forum, say: Language) -> Table:
    return Table(
        key="table-left-out",
        caption=say("timetable.left_out.caption"),
        columns=[
            Column(say("timetable.who"), wide=True),
            Column(say("timetable.wish"), sign=True),
            Column(say("timetable.value"), number=True),
            Column(say("timetable.why"), wide=True),
        ],
        rows=[
            Row([_names(ids, forum), _wish(wish, say), say.number(value), _why(why, who, forum, say)])
            for ids, wish, value, why, who in found.left_out.head(SHOWN)
            .select("participant_ids", "wish", "value", "why", "who")
            .iter_rows()
        ],
    )


def _gone(found: Timetable, forum: Forum, say: Language) -> Table | None:
    if found.gone.is_empty():
        return None
    return Table(
        key="table-gone",
        caption=say("timetable.gone.caption"),
        columns=[
            Column(say("timetable.slot"), sign=True),
            Column(say("timetable.who"), wide=True),
            Column(say("timetable.why"), wide=True),
        ],
        rows=[
            Row([slot, _names(ids, forum), say(f"timetable.gone.{why}")])
            for slot, ids, why in found.gone.head(SHOWN).select("slot", "participant_ids", "why").iter_rows()
        ],
    )


def _names(ids: list[str], forum: Forum) -> str:
    return " – ".join(forum.names.get(one, one) for one in ids)


def _wish(wish: str, say: Language) -> str:
    return " / ".join(say(f"timetable.wish.{one}") if one != "-" else "–" for one in wish.split("/"))


def _why(why: str, who: list[str] | None, forum: Forum, say: Language) -> str:
    told = say(f"timetable.why.{why}")
    return f"{told} ({say.items([forum.people[one].name for one in who])})" if why == "full" and who else told
