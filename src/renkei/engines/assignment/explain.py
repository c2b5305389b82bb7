"""Why these, and why not the better known expert: each reviewer passed over, with what kept him off the panel."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.engines.assignment.pairs import MILLION, Frames
from renkei.engines.assignment.panel_rules import Grouping, Spread
from renkei.engines.assignment.task import Chosen, Task
from renkei.solvers.flow import Whole

AFFINITY = pl.Decimal(38, 6)
# conflicts, refused, floor, languages: what bars the pair; organisations: one of the same is on the panel;
# who knows it as well; load_max: reads elsewhere; lot: drawn so; kept: one more change; condition: a swap would break
# the rules named
REASONS = ("conflicts", "refused", "floor", "languages", "organisations", "load_max", "lot", "kept", "condition")


def affinity_of(worth: Whole) -> pl.Series:
    """Millionths as the contract's decimal."""
    return (pl.Series("affinity", worth, pl.Float64) / MILLION).cast(AFFINITY)


def passed_over(task: Task, chosen: Chosen, frames: Frames, rest: str) -> pl.DataFrame:
    """Who knows an application better than the least known member of its panel and is not on it, and why.

    `rest` is what is said where neither a bar, nor an organisation, nor the load is the reason: `lot`, `kept`, or
    `condition`.
    """
    least = np.full(len(task.applications), 2**62, np.int64)
    np.minimum.at(least, task.app[chosen], task.worth[chosen])
    app, worth = (task.every[name].to_numpy() for name in ("app", "worth"))
    on_panel = np.zeros(len(app), bool)
    on_panel[task.open[chosen]] = True
    where = np.flatnonzero(~on_panel & (worth > least[app]))
    rows = task.every[where].select("app", "rev", "worth", "bar")
    why = rows["bar"].fill_null("").to_numpy().astype("U16")
    place = np.full(len(app), -1, np.int64)
    place[task.open] = np.arange(len(task.open))
    pair = place[where]
    for reason, holds in _open_reasons(task, chosen, pair):
        why[(pair >= 0) & holds & (why == "")] = reason
    why[(why == "")] = rest
    told = rows.with_columns(why=pl.Series(why, dtype=pl.String))
    return _named(task, told.with_columns(_rules(task, chosen, pair, why, told, frames)))


def _open_reasons(task: Task, chosen: Chosen, pair: Whole) -> Iterator[tuple[str, Chosen]]:
    """What keeps pairs off that may read: somebody of the same organisation, a full load."""
    for one in task.groupings:
        if one.rule == "organisations":
            there = chosen & (one.group >= 0)
            known = np.full(
                len(one.owner) + 1, -1, np.int64
            )  # how well the one on the panel knows it; the last: nobody
            known[one.group[there]] = task.worth[there]
            yield "organisations", known[one.group[pair]] >= task.worth[pair]
    full = task.loads(chosen) >= task.high
    yield "load_max", full[task.rev[pair]]


def _rules(
    task: Task,
    chosen: Chosen,
    pair: Whole,
    why: NDArray[np.str_],
    told: pl.DataFrame,
    frames: Frames,
) -> pl.Series:
    """The rules of a conflict, and the conditions that a swap would break."""
    named: list[list[str]] = [[] for _ in range(len(why))]
    conflicting = np.flatnonzero(why == "conflicts")
    if len(conflicting):
        wanted = told[conflicting].select(
            pl.lit(pl.Series(conflicting)).alias("row"),
            task.applications["application_id"].gather(told["app"][conflicting]),
            task.reviewers["reviewer_id"].gather(told["rev"][conflicting]),
        )
        found = wanted.join(frames["conflicts"], on=["application_id", "reviewer_id"]).group_by("row")
        for row, rules in found.agg(pl.col("rule").unique().sort()).iter_rows():
            named[row] = rules
    swaps = np.flatnonzero(why == "condition")
    if len(swaps):
        panel = _panel(task, chosen)
        loads = task.loads(chosen)
        for row in swaps:
            named[row] = _breaking(task, panel[int(task.app[pair[row]])], int(pair[row]), loads)
    return pl.Series("rules", named, pl.List(pl.String))


def _panel(task: Task, chosen: Chosen) -> dict[int, list[int]]:
    panel: dict[int, list[int]] = {}
    for one in np.flatnonzero(chosen):
        panel.setdefault(int(task.app[one]), []).append(int(one))
    return panel


def _breaking(task: Task, members: list[int], pair: int, loads: Whole) -> list[str]:
    """The conditions that break whichever less known member makes room."""
    broken: set[str] = set()
    app = int(task.app[pair])
    for out in members:
        if task.worth[out] < task.worth[pair]:
            after = [one for one in members if one != out] + [pair]
            broken |= {"pinned"} if task.pinned[out] else set()
            broken |= {"load_min"} if loads[task.rev[out]] <= task.low[task.rev[out]] else set()
            rules: list[Grouping | Spread] = [*task.groupings, *task.spreads]
            broken |= {one.rule for one in rules if _breaks(one, app, after)}
    return sorted(broken)


def _breaks(rule: Grouping | Spread, app: int, panel: list[int]) -> bool:
    """Whether a panel of the application breaks the rule; the groups of an application stand together."""
    first, last = np.searchsorted(rule.owner, [app, app + 1])
    group = rule.group[panel]
    count = np.bincount(group[group >= 0] - first, minlength=last - first)
    if isinstance(rule, Spread):
        return int((count > 0).sum()) < rule.least
    return bool((count > rule.most).any() or (count < rule.least).any())


def _named(task: Task, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        task.applications["application_id"].gather(rows["app"]),
        task.reviewers["reviewer_id"].gather(rows["rev"]),
        affinity_of(rows["worth"].to_numpy()),
        "why",
        "rules",
    ).sort(["application_id", "affinity", "reviewer_id"], descending=[False, True, False])
