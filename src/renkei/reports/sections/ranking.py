"""The ranking, the applications left out of it, and the reserve list."""

from markupsafe import Markup

from renkei.reports import sentences
from renkei.reports.facts import Application, Decision
from renkei.reports.language import Language
from renkei.reports.plots.svg import element, marker
from renkei.reports.sections.table import Column, Row, Table


def ranking_table(decision: Decision, say: Language) -> Table:
    """A row an eligible application in rank order."""
    banded = any(one.band is not None for one in decision.eligible)
    return Table(
        key="table-ranking",
        caption=say("ranking.caption"),
        columns=[
            Column(say("column.rank"), number=True),
            Column(say("column.application")),
            Column(say("column.title"), wide=True),
            Column(say("column.score"), number=True),
            *([Column(say("column.band"), number=True)] if banded else []),
            Column(say("column.money"), number=True),
            Column(say("column.decision"), sign=True),
            Column(say("column.why"), wide=True),
        ],
        rows=[
            Row(_ranking_cells(one, banded, decision, say), anchor=anchor(one, decision), kind=one.outcome)
            for one in decision.eligible
        ],
        names=1,
    )


def _ranking_cells(one: Application, banded: bool, decision: Decision, say: Language) -> list[str]:
    band = [say.number(one.band) if one.band is not None else "–"] if banded else []
    return [
        str(one.rank),
        one.id,
        one.title or say("unnamed"),
        score(one, say),
        *band,
        say.total(one.money),
        signed(one.outcome, say),
        sentences.why(one, decision, say),
    ]


def anchor(one: Application, decision: Decision) -> str:
    """The address of an application's row in the page."""
    return f"a{decision.position[one.id]}"


def score(one: Application, say: Language) -> str:
    """A score as printed, a dash without one."""
    return "–" if one.score is None else say.decimal(one.score)


def signed(outcome: str, say: Language) -> Markup:
    """A decision in words behind the sign that the plot gives it."""
    sign = element("svg", marker(outcome, 7, 7, 4.4), viewBox="0 0 14 14", class_="sign", aria_hidden="true")
    return sign + Markup(" ") + say(f"outcome.{outcome}")


def not_eligible_table(decision: Decision, say: Language) -> Table:
    """A row an application that is not eligible."""
    return Table(
        key="table-not-eligible",
        caption=say("ranking.not_eligible.caption"),
        columns=[
            Column(say("column.application")),
            Column(say("column.title"), wide=True),
            Column(say("column.score"), number=True),
            Column(say("column.why"), wide=True),
        ],
        rows=[
            Row([one.id, one.title or say("unnamed"), score(one, say), sentences.why(one, decision, say)])
            for one in decision.not_eligible
        ],
    )


def reserve_table(decision: Decision, say: Language) -> Table:
    """A row an application of the reserve list, in its order."""
    rows = []
    for place, entry in enumerate(decision.record["reserve"], 1):
        one = decision.by_id[entry["application"]]
        until = say.day(entry["until"]) if entry["until"] else "–"
        cells = [str(place), one.id, one.title or say("unnamed"), str(one.rank), score(one, say)]
        rows.append(Row([*cells, awaited(entry["awaits"], decision, say), until]))
    return Table(
        key="table-reserve",
        caption=say("reserve.caption"),
        columns=[
            Column(say("column.place"), number=True),
            Column(say("column.application")),
            Column(say("column.title"), wide=True),
            Column(say("column.rank"), number=True),
            Column(say("column.score"), number=True),
            Column(say("column.awaits"), wide=True),
            Column(say("column.until")),
        ],
        rows=rows,
        names=1,
    )


def awaited(awaits: dict[str, int], decision: Decision, say: Language) -> str:
    """What an application of the reserve list waits for: each funder with the money missing now."""
    missing = sentences.missing(awaits, decision, say)
    listed = [say("unlock.item", funder=funder, money=money) for funder, money in missing]
    rooms = (name for name in sorted(awaits) if name in decision.limits)
    listed += [say("awaits.limit", limit=decision.limit_name(name, say)) for name in rooms]
    return say.items(listed, limit=8) if listed else say("awaits.nothing")
