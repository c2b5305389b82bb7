"""The plots of the page: scores and ranks with their intervals, the reviewers' severity, agreement by criterion."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from renkei.reports.language import Language
from renkei.reports.plots.bars import BAR, bars
from renkei.reports.plots.bars import Row as Bar
from renkei.reports.plots.intervals import Axis, Interval, intervals, round_ticks
from renkei.reports.scoring.cells import between, shown
from renkei.reports.scoring.tables import criterion_name
from renkei.settings import Scale

Cells = Mapping[str, Any]


def scores_plot(rows: Sequence[Cells], scale: Scale | None, places: int, say: Language) -> Markup:
    """Each application's score with its 80 and 95 % intervals, the best on top."""
    shown_ones = [_interval(row, "score", "", f"{row['application_id']} · {_told(row, places, say)}") for row in rows]
    axis = _axis(shown_ones, scale is not None and scale.best == "low", scale, say("column.score"), say)
    return intervals(
        "plot-scores", say("scoring.scores.plot"), say("scoring.scores.words", n=len(rows)), shown_ones, axis
    )


def _told(row: Cells, places: int, say: Language) -> str:
    return f"{shown(row['score'], places, say)} ± {shown(row['score_error'], places + 1, say)}"


def ranks_plot(rows: Sequence[Cells], say: Language) -> Markup:
    """Each eligible application's expected rank with its intervals, the first on top."""
    shown_ones = [
        _interval(row, "expected_rank", "rank_", f"{row['application_id']} · {_rank_told(row, say)}") for row in rows
    ]
    ticks = [(float(one), say.number(int(one))) for one in [1.0, *round_ticks(1, len(rows))] if one == int(one) and one]
    axis = Axis(1.0, float(max(2, len(rows))), ticks, say("scoring.rank"))
    return intervals("plot-ranks", say("scoring.ranks.plot"), say("scoring.ranks.words", n=len(rows)), shown_ones, axis)


def _rank_told(row: Cells, say: Language) -> str:
    return between(row["rank_low_95"], row["rank_high_95"], 0, say)


def severity_plot(rows: Sequence[Cells], places: int, say: Language) -> Markup:
    """Each known reviewer's severity with its 95 % interval, the strictest first."""
    shown_ones = [
        Interval(
            float(row["severity"]),
            (float(row["low"]), float(row["high"])),
            None,
            f"{row['reviewer_id']} · {shown(row['severity'], places + 1, say)}",
        )
        for row in rows
    ]
    apart = sum(row["low"] > 0 or row["high"] < 0 for row in rows)
    words = say("scoring.severity.words", n=len(rows), apart=apart)
    axis = _axis(shown_ones, False, None, say("scoring.severity.axis"), say)
    return intervals("plot-severity", say("scoring.severity.plot"), words, shown_ones, axis)


def agreement_plot(rows: Sequence[Cells], say: Language) -> Markup:
    """ICC by criterion: of one review filled, what the mean of an application's reviews adds hatched."""
    drawn = [_bar(row, say) for row in rows]
    return bars("agreement", say("scoring.agreement.plot"), say("scoring.agreement.words", n=len(rows)), drawn)


def _bar(row: Cells, say: Language) -> Bar:
    one, mean = (min(1.0, max(0.0, float(row[name] or 0))) for name in ("icc_one", "icc_mean"))
    figures = {name: shown(row[name], 2, say) for name in ("icc_one", "icc_mean", "alpha")}
    text = say("scoring.agreement.bar", one=figures["icc_one"], mean=figures["icc_mean"])
    return Bar(criterion_name(row, say), one * BAR, max(0.0, mean - one) * BAR, text)


def _interval(row: Cells, value: str, prefix: str, told: str) -> Interval:
    def ends(level: int) -> tuple[float, float] | None:
        low, high = row[f"{prefix}low_{level}"], row[f"{prefix}high_{level}"]
        return None if low is None or high is None else (float(low), float(high))

    return Interval(float(row[value]), ends(95), ends(80), told)


def _axis(shown_ones: Sequence[Interval], low_is_best: bool, scale: Scale | None, name: str, say: Language) -> Axis:
    """The range of all intervals, within the scale where there is one."""
    values = [end for one in shown_ones for end in (*(one.outer or ()), one.value)]
    lowest, highest = min(values), max(values)
    if scale is not None:
        lowest, highest = max(lowest, float(scale.minimum)), min(highest, float(scale.maximum))
    ticks = [(one, say.decimal(f"{Decimal(str(one)).normalize():f}")) for one in round_ticks(lowest, highest)]
    return Axis(lowest, highest, ticks, name) if low_is_best else Axis(highest, lowest, ticks, name)
