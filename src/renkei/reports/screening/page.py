"""The page `screening.html`: each annex in figures, each application with what to change, every rule applied."""

from collections.abc import Mapping

from renkei.engines.screening import Screening, Verdict
from renkei.reports.language import Language
from renkei.reports.report import Part, Report, report_page
from renkei.reports.screening.counts import counted
from renkei.reports.screening.sentences import finding, remedy, rule_name, shown, whose
from renkei.reports.screening.summary import lead
from renkei.reports.sections.table import Column, Row, Table
from renkei.settings import Settings

SIGNS = {"pass": "●", "fail": "○", "doubt": "◐"}  # beside the word: nothing is told by shape or colour alone


def html(screening: Screening, settings: Settings, titles: Mapping[str, str], language: str = "en") -> str:
    """The page as HTML, self-contained; `titles` are the applications'. ValueError for an unknown language."""
    say = Language(language)
    every = _every(screening, say)
    folded = (say("screening.every", n=len(every.rows)), every)
    applications = _by_application(screening, titles, say)
    return report_page(
        Report(
            title=say("screening.title", call=settings.name),
            made_up=settings.made_up,
            lead=list(lead(screening, say)),
            figures=_figures(screening, say),
            parts=[
                Part("by-funder", say("screening.by_funder"), _by_funder(screening, say)),
                Part(
                    "by-application",
                    say("screening.by_application"),
                    applications,
                    notes=[say("screening.note")],
                    folded=folded,
                ),
            ],
        ),
        say,
    )


def _figures(screening: Screening, say: Language) -> list[tuple[str, str]]:
    counts = screening.counts
    return [
        (say("screening.applications"), say.number(len(screening.verdicts))),
        *((say(f"screening.verdict.{name}"), say.number(counts[name])) for name in ("pass", "fail", "doubt")),
        (say("screening.verdicts"), say.number(sum(map(len, screening.verdicts.values())))),
    ]


def _by_funder(screening: Screening, say: Language) -> Table:
    numbers = ("applications", "verdicts", "verdict.pass", "verdict.fail", "verdict.doubt")
    return Table(
        key="table-funders",
        caption=say("screening.by_funder.caption"),
        columns=[
            Column(say("screening.whose")),
            *(Column(say(f"screening.{name}"), number=True) for name in numbers),
            Column(say("screening.often"), wide=True),
        ],
        rows=[
            Row(
                [
                    one.whose,
                    *map(say.number, (one.applications, one.verdicts, one.passing, one.failing, one.doubtful)),
                    one.often,
                ]
            )
            for one in counted(screening, say)
        ],
    )


def _by_application(screening: Screening, titles: Mapping[str, str], say: Language) -> Table:
    return Table(
        key="table-applications",
        caption=say("screening.by_application.caption"),
        columns=[
            Column(say("column.application"), sign=True),
            Column(say("column.title"), wide=True),
            Column(say("column.partner"), sign=True),
            Column(say("screening.verdict"), sign=True),
            Column(say("screening.found"), wide=True),
            Column(say("screening.remedy"), wide=True),
        ],
        rows=[row for one in screening.verdicts for row in _rows(one, titles.get(one, ""), screening, say)],
    )


def _rows(application: str, title: str, screening: Screening, say: Language) -> list[Row]:
    """A row for each rule that does not pass, failing ones first; one row where all pass."""
    verdicts = screening.verdicts[application]
    open_ones = [one for said in ("fail", "doubt") for one in verdicts if one.verdict == said]
    if not open_ones:
        cells = [application, title, "", signed("pass", say), say("screening.all_pass"), ""]
        return [Row(cells, anchor=f"a-{application}")]
    return [
        Row(
            [
                application,
                title if at == 0 else "",
                one.partner_id or say("screening.whole"),
                signed(one.verdict, say),
                finding(one, say),
                remedy(one, say),
            ],
            anchor=f"a-{application}" if at == 0 else "",
        )
        for at, one in enumerate(open_ones)
    ]


def signed(said: str, say: Language) -> str:
    """A verdict with its sign."""
    return f"{SIGNS[said]} {say(f'screening.verdict.{said}')}"


def _every(screening: Screening, say: Language) -> Table:
    names = ("screening.whose", "screening.rule", "screening.verdict")
    return Table(
        key="table-every",
        caption=say("screening.every.caption"),
        columns=[
            Column(say("column.application"), sign=True),
            Column(say("column.partner"), sign=True),
            *(Column(say(name)) for name in names),
            Column(say("screening.figure"), number=True),
            Column(say("screening.limit"), number=True),
        ],
        rows=[
            Row(_every_cells(application, one, say))
            for application, verdicts in screening.verdicts.items()
            for one in verdicts
        ],
    )


def _every_cells(application: str, verdict: Verdict, say: Language) -> list[str]:
    return [
        application,
        verdict.partner_id or say("screening.whole"),
        whose(verdict, say),
        rule_name(verdict, say),
        signed(verdict.verdict, say),
        shown(verdict.figure, say, verdict.limit),
        shown(verdict.limit, say),
    ]
