"""The tables of the page: scores, ranks, reviewers, agreement."""

from collections.abc import Mapping, Sequence
from typing import Any

from renkei.reports.language import Language
from renkei.reports.scoring.cells import between, share, shown
from renkei.reports.scoring.rows import WHOLE
from renkei.reports.sections.table import Column, Row, Table

Cells = Mapping[str, Any]


def scores_table(rows: Sequence[Cells], titles: Mapping[str, str], places: int, say: Language) -> Table:
    """Every application's score, error and intervals."""
    numbers = ("scoring.reviews.column", "column.score", "column.error", "scoring.interval.80", "scoring.interval.95")
    return Table(
        key="table-scores",
        caption=say("scoring.scores.caption"),
        columns=[
            Column(say("column.rank"), number=True),
            Column(say("column.application"), sign=True),
            Column(say("column.title"), wide=True),
            *(Column(say(name), number=True) for name in numbers),
        ],
        rows=[
            Row(
                [
                    _rank(row),
                    row["application_id"],
                    titles.get(row["application_id"]) or say("unnamed"),
                    say.number(row["reviews"]),
                    shown(row["score"], places, say),
                    shown(row["score_error"], places + 1, say),
                    between(row["low_80"], row["high_80"], places, say),
                    between(row["low_95"], row["high_95"], places, say),
                ],
                anchor=f"a-{row['application_id']}",
            )
            for row in rows
        ],
        names=1,
    )


def _rank(row: Cells) -> str:
    return "–" if row["rank"] is None else str(row["rank"])


def ranks_table(rows: Sequence[Cells], say: Language) -> Table:
    """The eligible applications' ranks, and how likely each is among the first."""
    places = rows[0]["places"] if rows else 0
    return Table(
        key="table-ranks",
        caption=say("scoring.ranks.caption"),
        columns=[
            Column(say("column.rank"), number=True),
            Column(say("column.application"), sign=True),
            Column(say("scoring.expected"), number=True),
            Column(say("scoring.interval.80"), number=True),
            Column(say("scoring.interval.95"), number=True),
            Column(say("scoring.first", n=places), number=True),
        ],
        rows=[
            Row(
                [
                    _rank(row),
                    row["application_id"],
                    shown(row["expected_rank"], 1, say),
                    between(row["rank_low_80"], row["rank_high_80"], 0, say),
                    between(row["rank_low_95"], row["rank_high_95"], 0, say),
                    share(row["among_first"], say),
                ]
            )
            for row in rows
        ],
        names=1,
    )


def severity_table(rows: Sequence[Cells], places: int, say: Language) -> Table:
    """Every reviewer's severity with its interval, and what a correction added."""
    names = ("scoring.read", "scoring.severity.column", "column.error", "scoring.interval.95", "scoring.added")
    return Table(
        key="table-severity",
        caption=say("scoring.severity.caption"),
        columns=[Column(say("scoring.reviewer")), *(Column(say(name), number=True) for name in names)],
        rows=[
            Row(
                [
                    row["reviewer_id"],
                    say.number(row["reviews"]),
                    shown(row["severity"], places + 1, say),
                    shown(row["error"], places + 1, say),
                    between(row["low"], row["high"], places + 1, say),
                    shown(row["added"], places + 1, say),
                ]
            )
            for row in rows
        ],
    )


def agreement_table(rows: Sequence[Cells], say: Language) -> Table:
    """How far reviewers agree, by criterion."""
    figures = ("icc_one", "icc_mean", "icc_absolute", "icc_consistent", "alpha")
    return Table(
        key="table-agreement",
        caption=say("scoring.agreement.caption"),
        columns=[
            Column(say("scoring.criterion")),
            Column(say("scoring.reviews.column"), number=True),
            *(Column(say(f"scoring.{name}"), number=True) for name in figures),
        ],
        rows=[
            Row(
                [
                    criterion_name(row, say),
                    say.number(row["reviews"]),
                    *(shown(row[name], 2, say) for name in figures),
                ]
            )
            for row in rows
        ],
    )


def criterion_name(row: Cells, say: Language) -> str:
    """The criterion's name, or that of the total."""
    return say("scoring.total") if row["criterion"] == WHOLE else str(row["criterion"])
