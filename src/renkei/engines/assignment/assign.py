"""Who reads what: the one function of this engine."""

import numpy as np
import polars as pl

from renkei.engines.assignment.collision import collision
from renkei.engines.assignment.draw import draw, least_cap
from renkei.engines.assignment.explain import affinity_of, passed_over
from renkei.engines.assignment.leximin import Level, leximin
from renkei.engines.assignment.options import AssignmentError, AssignmentOptions
from renkei.engines.assignment.pairs import Frames
from renkei.engines.assignment.result import Assignment, Figures
from renkei.engines.assignment.task import NO_LIMIT, Chosen, Task, task_of
from renkei.engines.assignment.total import Kept, largest_total, most_kept
from renkei.tables import ASSIGNMENTS


def assign(
    applications: pl.DataFrame,
    reviewers: pl.DataFrame,
    affinity: pl.DataFrame,
    options: AssignmentOptions,
    *,
    conflicts: pl.DataFrame | None = None,
    requests: pl.DataFrame | None = None,
    assignments: pl.DataFrame | None = None,
    earlier: pl.DataFrame | None = None,
) -> Assignment:
    """Give every eligible application its panel, by `options.fair`; nobody reads what a conflict bars.

    The frames have the columns and types of `renkei.tables`; only pairs with a known affinity read together, and those
    that `assignments` pins. `requests` say which funders an application concerns. After an `earlier` assignment as
    many of its pairs as can stay, and what is best is sought among what then remains.
    Raises Unassignable, with the smallest set of conditions that collide and what to relax, where there is none, and
    AssignmentError for input that states no task.
    """
    given = {"conflicts": conflicts, "requests": requests, "assignments": assignments, "earlier": earlier}
    frames = {"applications": applications, "reviewers": reviewers, "affinity": affinity}
    frames |= {name: frame for name, frame in given.items() if frame is not None}
    _refuse(frames, options)
    task = task_of(frames, options)
    _refuse_pins(task)
    kept = most_kept(task, options.work)
    found = None if kept is None else _BY[options.fair](task, kept, options, frames)
    if found is None:
        raise collision(frames, options)
    return found


def _refuse(frames: Frames, options: AssignmentOptions) -> None:
    if not 0 < options.cap <= 1:
        raise AssignmentError(f"a cap is a probability above 0 and at most 1: correct {options.cap}")
    if options.cap < 1 and options.fair != "random":
        raise AssignmentError(f"a cap on probabilities is kept by a lot: ask for random, not {options.fair}")
    if "earlier" in frames and options.fair == "random":
        raise AssignmentError("a drop-out is mended with the fewest changes, not by lot: ask for total or leximin")


def _refuse_pins(task: Task) -> None:
    """AssignmentError for pins that a conflict or a refusal bars: no assignment ever holds such a pair."""
    barred = task.every.filter(pl.col("pinned") & pl.col("bar").is_not_null())
    if barred.height:
        said = [
            f"{task.applications['application_id'][app]} and {task.reviewers['reviewer_id'][rev]} "
            f"({'in conflict' if bar == 'conflicts' else 'the reviewer refused'})"
            for app, rev, bar in barred.select("app", "rev", "bar").iter_rows()
        ]
        raise AssignmentError(f"pinned, and may not read together: {', '.join(sorted(said))}: delete the pin")


def _largest(task: Task, kept: Kept, options: AssignmentOptions, frames: Frames) -> Assignment | None:
    found = largest_total(task, kept, options.work)
    if found is None:
        return None
    figures = _figures(task, found.chosen, frames, kept, total_bound=found.bound, nodes=kept.nodes + found.nodes)
    return _result(task, found.chosen, options, frames, figures)


def _fairest(task: Task, kept: Kept, options: AssignmentOptions, frames: Frames) -> Assignment | None:
    found = leximin(task, kept, options.work)
    if found is None:
        return None
    figures = _figures(
        task,
        found.chosen,
        frames,
        kept,
        minimum_bound=found.bound,
        step=found.step,
        settled=found.proven,
        nodes=kept.nodes + found.nodes,
    )
    return _result(task, found.chosen, options, frames, figures, levels=found.levels)


def _by_lot(task: Task, kept: Kept, options: AssignmentOptions, frames: Frames) -> Assignment | None:
    drawn = draw(task, options)
    if drawn is None:
        if largest_total(task, kept, options.work) is None:
            return None
        raise AssignmentError(
            f"no lot keeps the cap {options.cap}: the conditions need {least_cap(task, options)} at least"
        )
    figures = _figures(
        task, drawn.chosen, frames, kept, expected=drawn.expected, expected_bound=drawn.bound, nodes=drawn.nodes
    )
    likely = np.flatnonzero(drawn.probability > 0)
    probabilities = pl.DataFrame(
        [
            task.applications["application_id"].gather(task.app[likely]),
            task.reviewers["reviewer_id"].gather(task.rev[likely]),
            pl.Series("probability", drawn.probability[likely].round(6)),
        ]
    ).sort("application_id", "reviewer_id")
    return _result(task, drawn.chosen, options, frames, figures, probabilities=probabilities)


_BY = {"total": _largest, "leximin": _fairest, "random": _by_lot}


def _figures(task: Task, chosen: Chosen, frames: Frames, kept: Kept, **own: int | bool | None) -> Figures:
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


_NO_LEVELS = {"least": pl.Decimal(38, 6), "reached": pl.Int64, "bound": pl.Int64}
_NO_ODDS = {"application_id": pl.String, "reviewer_id": pl.String, "probability": pl.Float64}


def _result(
    task: Task,
    chosen: Chosen,
    options: AssignmentOptions,
    frames: Frames,
    figures: Figures,
    levels: tuple[Level, ...] = (),
    probabilities: pl.DataFrame | None = None,
) -> Assignment:
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
        pl.DataFrame(
            [affinity_of(np.array([one.least for one in levels])).alias("least"),
             pl.Series("reached", [one.reached for one in levels], pl.Int64),
             pl.Series("bound", [one.bound for one in levels], pl.Int64)],
            schema=_NO_LEVELS,
        ),
        pl.DataFrame(schema=_NO_ODDS) if probabilities is None else probabilities,
    )


def _panels(task: Task, chosen: Chosen) -> pl.DataFrame:
    every = task.every.with_columns(place=pl.col("worth").rank("min", descending=True).over("app").cast(pl.Int64))
    rows = every[task.open[chosen]]
    panels = rows.select(
        task.applications["application_id"].gather(rows["app"]),
        task.reviewers["reviewer_id"].gather(rows["rev"]),
        affinity_of(rows["worth"].to_numpy()),
        "pinned",
        "place",
        "kept",
    )
    return panels.sort("application_id", "reviewer_id").select(*ASSIGNMENTS.names, "place", "kept")


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
    return (
        limits.join(reads, on="rev", how="left").drop("rev").with_columns(pl.col("reads").fill_null(empty))
    ).sort("reviewer_id")
