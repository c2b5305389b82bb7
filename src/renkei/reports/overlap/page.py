"""The page `overlap.html`: what is to be read, in order; each pair's findings, and its texts side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from renkei.engines.overlap import Finding, Overlap
from renkei.reports.language import Language
from renkei.reports.overlap.evidence import told
from renkei.reports.overlap.marking import Piece, side_by_side
from renkei.reports.overlap.sentences import counts, lead, left_out, tests
from renkei.reports.page import environment
from renkei.reports.sections.table import Column, Row, Table
from renkei.tables.portfolio import TESTS

PAIRS = 100  # with their texts; the tables hold all
ROWS = 1000  # of a table on the page
Projects = Mapping[str, Mapping[str, str | None]]


@dataclass(frozen=True)
class Side:
    """One of two projects: its identifier, title, funder and text in pieces."""

    key: str
    title: str
    about: str
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Pair:
    """A pair on the page: its place in the order, what each test found, and both texts."""

    rank: int
    strength: str
    tests: str
    verdict: str
    findings: Sequence[tuple[str, Sequence[str]]]
    sides: tuple[Side, Side]
    passages: int


def html(found: Overlap, title: str, sides: tuple[pl.DataFrame, pl.DataFrame], language: str = "en") -> str:
    """The page as HTML, self-contained; `sides` are the tables projects of the left and of the right.

    ValueError for an unknown language.
    """
    say = Language(language)
    shown = found.to_read.head(PAIRS)
    return (
        environment()
        .get_template("overlap.html.j2")
        .render(
            t=say,
            title=title,
            made_up=False,
            lead=list(lead(found, say)),
            left_out=list(left_out(found, say)),
            figures=[(name, say.number(number)) for name, number in counts(found, say)],
            to_read=_to_read(found, say),
            pairs=_pairs(found, shown, sides, say),
            more=found.to_read.height - shown.height,
            cut=ROWS if found.to_read.height > ROWS else 0,
            concentrations=_concentrations(found, say) if found.concentrations.height else None,
        )
    )


def _to_read(found: Overlap, say: Language) -> Table:
    words = ("overlap.left", "overlap.right")
    return Table(
        key="table-to-read",
        caption=say("overlap.to_read.caption"),
        columns=[
            Column(say("overlap.rank"), number=True),
            *(Column(say(word), wide=True) for word in words),
            Column(say("overlap.tests"), wide=True),
            Column(say("overlap.strength"), number=True),
            Column(say("overlap.verdict")),
        ],
        rows=[_row(row, say) for row in found.to_read.head(ROWS).iter_rows(named=True)],
    )


def _row(row: Mapping[str, object], say: Language) -> Row:
    projects = (f"{row[f'{side}_id']} {row[f'{side}_title'] or ''}".strip() for side in ("left", "right"))
    names = row["tests"]
    found = tests(names if isinstance(names, list) else [], say)
    cells = [str(row["rank"]), *projects, found, say.decimal(f"{row['strength']:.2f}"), _verdict(row, say)]
    return Row(cells, anchor=f"r-{row['rank']}", kind="not_funded" if row["verdict"] == "no_overlap" else "")


def _verdict(row: Mapping[str, object], say: Language) -> str:
    if not row["verdict"]:
        return "–"
    verdict, since = say(f"overlap.verdict.{row['verdict']}"), row["since"]
    return say("overlap.since", verdict=verdict, list=tests(since, say)) if isinstance(since, list) else verdict


def _pairs(found: Overlap, shown: pl.DataFrame, sides: tuple[pl.DataFrame, pl.DataFrame], say: Language) -> list[Pair]:
    keys = set(shown.select("left_id", "right_id").iter_rows())
    by_pair: dict[tuple[str, str], list[Finding]] = {pair: [] for pair in keys}
    for one in found.findings:
        if (one.left_id, one.right_id) in keys:
            by_pair[one.left_id, one.right_id].append(one)
    passages = found.passages.join(shown.select("left_id", "right_id"), on=["left_id", "right_id"], how="semi")
    spans = dict(passages.partition_by("left_id", "right_id", as_dict=True, include_key=False))
    projects = [_projects(side, shown[f"{name}_id"]) for side, name in zip(sides, ("left", "right"), strict=True)]
    return [
        _pair(row, by_pair[row["left_id"], row["right_id"]], spans, projects, say)
        for row in shown.iter_rows(named=True)
    ]


def _projects(side: pl.DataFrame, names: pl.Series) -> Projects:
    rows = side.filter(pl.col("project_id").is_in(names.implode()))
    return {row["project_id"]: row for row in rows.iter_rows(named=True)}


def _pair(
    row: Mapping[str, object],
    findings: list[Finding],
    spans: Mapping[tuple[object, ...], pl.DataFrame],
    projects: list[Projects],
    say: Language,
) -> Pair:
    in_order = sorted(findings, key=lambda one: TESTS.index(one.test))
    names = row["tests"]
    pair = projects[0][str(row["left_id"])], projects[1][str(row["right_id"])]
    passages = _spans(spans.get((row["left_id"], row["right_id"])))
    pieces = side_by_side((pair[0]["text"] or "", pair[1]["text"] or ""), passages)
    return Pair(
        rank=int(str(row["rank"])),
        strength=say.decimal(f"{row['strength']:.2f}"),
        tests=tests(names if isinstance(names, list) else [], say),
        verdict=_verdict(row, say) if row["verdict"] else "",
        findings=[
            (say(f"overlap.test.{one.test}"), [told(sentence, say) for sentence in one.evidence]) for one in in_order
        ],
        sides=(_side(pair[0], pieces[0], say), _side(pair[1], pieces[1], say)),
        passages=len(passages),
    )


def _spans(spans: pl.DataFrame | None) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    if spans is None:
        return []
    rows = spans.select("left_from", "left_to", "right_from", "right_to").iter_rows()
    return [((start, end), (begin, last)) for start, end, begin, last in rows]


def _side(project: Mapping[str, str | None], pieces: Sequence[Piece], say: Language) -> Side:
    days = " – ".join(say.day(day) if day else "?" for day in (project["start"], project["end"]))
    known = days if project["start"] or project["end"] else ""
    about = " · ".join(part for part in (project["funder_id"], known) if part)
    return Side(str(project["project_id"]), project["title"] or "", about, pieces)


def _concentrations(found: Overlap, say: Language) -> Table:
    return Table(
        key="table-concentrations",
        caption=say("overlap.concentrations.caption"),
        columns=[
            Column(say("overlap.person"), wide=True),
            Column(say("overlap.from"), sign=True),
            Column(say("overlap.to"), sign=True),
            Column(say("overlap.together"), number=True),
            Column(say("overlap.projects"), wide=True),
        ],
        rows=[
            Row(
                [
                    f"{row['name'] or ''} ({', '.join(row['person_ids'] or [row['person_id']])})".strip(),
                    say.day(row["start"]),
                    say.day(row["end"]),
                    say.percentage(f"{row['effort'] * 100:f}".rstrip("0").rstrip(".")),
                    ", ".join(row["projects"]),
                ]
            )
            for row in found.concentrations.head(ROWS).iter_rows(named=True)
        ],
    )
