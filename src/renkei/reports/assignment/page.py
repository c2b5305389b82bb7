"""The page `assignment.html`: figures, loads, each panel with whom it passes over and why."""

from collections.abc import Mapping

import polars as pl

from renkei.engines.assignment import Assignment
from renkei.reports.assignment.loads import loads_plot, loads_table
from renkei.reports.assignment.sentences import affinity, lead, member, millionths, over
from renkei.reports.language import Language
from renkei.reports.report import Part, Plot, Report, report_page
from renkei.reports.sections.table import Column, Row, Table
from renkei.settings import Settings

SHOWN = 1000  # panels and reviewers on one page; the tables hold all
OVER = 5  # passed over in one cell


def html(found: Assignment, settings: Settings, tables: Mapping[str, pl.DataFrame], language: str = "en") -> str:
    """The page as HTML, self-contained; `tables` needs applications and reviewers. ValueError for an unknown
    language."""
    say = Language(language)
    names = dict(tables["reviewers"].select("reviewer_id", "name").iter_rows())
    titles = dict(tables["applications"].select("application_id", "title").iter_rows())
    return report_page(
        Report(
            title=say("assignment.title", call=settings.name),
            made_up=settings.made_up,
            lead=list(lead(found, say)),
            figures=_figures(found, say),
            parts=[_panels(found, titles, names, say), _loads(found, names, say)],
        ),
        say,
    )


def _figures(found: Assignment, say: Language) -> list[tuple[str, str]]:
    own = found.figures
    return [
        (say("assignment.applications"), say.number(found.applications.height)),
        (say("assignment.pairs"), say.number(found.panels.height)),
        (say("assignment.readers"), say.number(int((found.reviewers["load"] > 0).sum()))),
        *((say(f"assignment.figure.{one}"), millionths(getattr(own, one), say)) for one in _AFFINITIES),
    ]


_AFFINITIES = ("total", "minimum", "lowest")


def _every(found: Assignment, names: Mapping[str, str], say: Language) -> Table:
    rows = found.reviewers.sort(["load", "reviewer_id"], descending=[True, False]).head(SHOWN)
    return Table(
        key="table-reviewers",
        caption=say("assignment.every.caption"),
        columns=[
            Column(say("column.name"), wide=True),
            Column(say("assignment.load"), number=True),
            Column(say("assignment.limits"), number=True),
            Column(say("assignment.reads"), wide=True),
        ],
        rows=[
            Row(
                [
                    names[row["reviewer_id"]],
                    say.number(row["load"]),
                    f"{say.number(row['load_min'])}–{_most(row['load_max'], say)}",
                    ", ".join(row["reads"]),
                ]
            )
            for row in rows.iter_rows(named=True)
        ],
    )


def _most(load: int | None, say: Language) -> str:
    return "" if load is None else say.number(load)


def _loads(found: Assignment, names: Mapping[str, str], say: Language) -> Part:
    every = _every(found, names, say)
    return Part(
        "loads",
        say("assignment.loads"),
        loads_table(found, say),
        Plot(say("assignment.loads.caption"), loads_plot(found, say)),
        [say("assignment.seed", seed=str(found.options.seed))],
        (say("assignment.every", n=len(every.rows)), every),
    )


def _panels(found: Assignment, titles: Mapping[str, str], names: Mapping[str, str], say: Language) -> Part:
    cut = max(found.applications.height, found.reviewers.height) > SHOWN
    notes = [say("assignment.note"), *([say("assignment.note.more", n=SHOWN)] if cut else [])]
    return Part("panels", say("assignment.panels"), _panels_table(found, titles, names, say), notes=notes)


def _panels_table(found: Assignment, titles: Mapping[str, str], names: Mapping[str, str], say: Language) -> Table:
    served = found.applications.sort("total", "application_id").head(SHOWN)
    ids = served["application_id"].implode()
    shown = pl.col("application_id").is_in(ids)
    best = pl.col("affinity").cast(pl.Float64)
    members = found.panels.filter(shown).sort(best, descending=True, maintain_order=True)
    inside = members.partition_by("application_id", as_dict=True, maintain_order=True)
    outside = found.passed_over.filter(shown).partition_by("application_id", as_dict=True, maintain_order=True)
    reads = dict(found.reviewers.select("reviewer_id", "reads").iter_rows())
    return Table(
        key="table-panels",
        caption=say("assignment.panels.caption"),
        columns=[
            Column(say("column.application"), sign=True),
            Column(say("column.title"), wide=True),
            Column(say("assignment.served"), number=True),
            Column(say("assignment.panel"), wide=True),
            Column(say("assignment.over"), wide=True),
        ],
        rows=[
            Row(
                [
                    one,
                    titles[one],
                    affinity(total, say),
                    say.items((member(row, names, say) for row in inside[one,].iter_rows(named=True)), limit=OVER),
                    _over(outside.get((one,)), names, reads, say),
                ],
                anchor=f"a-{one}",
            )
            for one, total in served.select("application_id", "total").iter_rows()
        ],
    )


def _over(rows: pl.DataFrame | None, names: Mapping[str, str], reads: Mapping[str, list[str]], say: Language) -> str:
    if rows is None:
        return say("assignment.over.none")
    told = "; ".join(over(row, names, reads, say) for row in rows.head(OVER).iter_rows(named=True))
    return say("list.more", n=rows.height - OVER, list=told) if rows.height > OVER else told
