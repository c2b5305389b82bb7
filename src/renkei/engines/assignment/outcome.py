"""An assignment as tables and figures: panels, loads, levels, probabilities."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.engines.assignment.explain import affinity_of, passed_over
from renkei.engines.assignment.leximin import Level
from renkei.engines.assignment.options import AssignmentOptions
from renkei.engines.assignment.pairs import Frames
from renkei.engines.assignment.result import Assignment, Figures
from renkei.engines.assignment.task import NO_LIMIT, Chosen, Task
from renkei.engines.assignment.total import Kept
from renkei.solvers.flow import Whole
from renkei.tables import ASSIGNMENTS


def figures_of(task: Task, chosen: Chosen, frames: Frames, kept: Kept, **own: int | bool | None) -> Figures:
    """The figures of an assignment, and those that its mode states."""
    served = np.sort(task.served(chosen))
    tenth = -(-len(served) // 10)
    earlier = frames["earlier"].height if "earlier" in frames else 0
    return Figures(
        total=int(served.sum()),
        minimum=int(served[0]),
        lowest=int(served[:tenth].sum()) // tenth,
        kept=kept.value,
        kept_bound=kept.bound,
        earlier=earlier,
        **own,  # type: ignore[arg-type]
    )


def result_of(
    task: Task,
    chosen: Chosen,
    options: AssignmentOptions,
    frames: Frames,
    figures: Figures,
    levels: tuple[Level, ...] = (),
    odds: pl.DataFrame | None = None,
) -> Assignment:
    """The assignment as tables, with whom it passes over; RuntimeError where it breaks a condition."""
    broken = task.broken(chosen)
    if broken:
        raise RuntimeError(f"the panels break {', '.join(broken)}; please report this call")
    rest = "lot" if options.fair == "random" else "kept" if task.kept.any() else "condition"
    return Assignment(
        options,
        figures,
        _panels(task, chosen),
        _applications(task, chosen),
        _reviewers(task, chosen),
        passed_over(task, chosen, frames, rest),
        _levels(levels),
        odds_of(task, np.zeros(len(task.app))) if odds is None else odds,
    )


def odds_of(task: Task, probability: NDArray[np.float64]) -> pl.DataFrame:
    """The pairs that may come up, with their probabilities."""
    likely = np.flatnonzero(probability > 0)
    return pl.DataFrame(
        [
            task.applications["application_id"].gather(task.app[likely]),
            task.reviewers["reviewer_id"].gather(task.rev[likely]),
            pl.Series("probability", probability[likely].round(6)),
        ]
    ).sort("application_id", "reviewer_id")


def _levels(levels: tuple[Level, ...]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            affinity_of(np.array([one.least for one in levels])).alias("least"),
            pl.Series("reached", [one.reached for one in levels], pl.Int64),
            pl.Series("bound", [one.bound for one in levels], pl.Int64),
        ]
    )


def _panels(task: Task, chosen: Chosen) -> pl.DataFrame:
    rows = task.every[task.open[chosen]]
    panels = rows.select(
        task.applications["application_id"].gather(rows["app"]),
        task.reviewers["reviewer_id"].gather(rows["rev"]),
        affinity_of(rows["worth"].to_numpy()),
        "pinned",
        pl.Series("place", _places(task)[task.open[chosen]], pl.Int64),
        "kept",
    )
    return panels.sort("application_id", "reviewer_id").select(*ASSIGNMENTS.names, "place", "kept")


def _places(task: Task) -> Whole:
    """The place of each pair's reviewer among all whose affinity with its application is known, 1 the best."""
    app, worth = (task.every[name].to_numpy().astype(np.int64) for name in ("app", "worth"))
    key = app * (worth.max(initial=0) + 1) - worth
    order = np.sort(key)
    first = np.searchsorted(app, app)  # pairs stand by application
    places: Whole = np.searchsorted(order, key) - first + 1
    return places


def _applications(task: Task, chosen: Chosen) -> pl.DataFrame:
    least = np.full(len(task.applications), 2**62, np.int64)
    np.minimum.at(least, task.app[chosen], task.worth[chosen])
    return pl.DataFrame(
        [
            task.applications["application_id"],
            affinity_of(task.served(chosen)).alias("total"),
            affinity_of(least).alias("least"),
        ]
    ).sort("application_id")


def _reviewers(task: Task, chosen: Chosen) -> pl.DataFrame:
    ids = task.applications["application_id"].gather(task.app[chosen])
    reads = pl.DataFrame({"rev": task.rev[chosen], "reads": ids}).sort("reads").group_by("rev").agg("reads")
    limits = task.reviewers.select(pl.col("rev").cast(pl.Int64), "reviewer_id").with_columns(
        pl.Series("load", task.loads(chosen), pl.Int64),
        pl.Series("load_min", task.low, pl.Int64),
        pl.Series("load_max", task.high, pl.Int64).replace(NO_LIMIT, None),
    )
    empty = pl.lit([], pl.List(pl.String))
    return (limits.join(reads, on="rev", how="left").drop("rev").with_columns(pl.col("reads").fill_null(empty))).sort(
        "reviewer_id"
    )
