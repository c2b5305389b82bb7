"""Who reads what: the one function of this engine."""

from math import ceil

import polars as pl

from renkei.engines.assignment.collision import collision
from renkei.engines.assignment.draw import draw, least_cap
from renkei.engines.assignment.leximin import leximin
from renkei.engines.assignment.options import AssignmentError, AssignmentOptions
from renkei.engines.assignment.outcome import figures_of, odds_of, result_of
from renkei.engines.assignment.pairs import Frames
from renkei.engines.assignment.result import Assignment
from renkei.engines.assignment.task import Task, task_of
from renkei.engines.assignment.total import Kept, largest_total, most_kept


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
    kept = most_kept(task, options.work) if task.enough() else None
    found = None if kept is None else _BY[options.fair](task, kept, options, frames)
    if found is None:
        raise collision(frames, options)
    return found


def _refuse(frames: Frames, options: AssignmentOptions) -> None:
    if not 0 < options.cap <= 1:
        raise AssignmentError(f"a cap is a probability above 0 and at most 1: correct {options.cap}")
    if not 0 < options.lowest <= 1:
        raise AssignmentError(f"the lowest are a share above 0 and at most 1: correct {options.lowest}")
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
    figures = figures_of(task, found.chosen, frames, kept, total_bound=found.bound, nodes=kept.nodes + found.nodes)
    return result_of(task, found.chosen, options, frames, figures)


def _fairest(task: Task, kept: Kept, options: AssignmentOptions, frames: Frames) -> Assignment | None:
    lowest = ceil(options.lowest * len(task.applications))
    found = leximin(task, kept, lowest, options.work)
    if found is None:
        return None
    figures = figures_of(
        task,
        found.chosen,
        frames,
        kept,
        minimum_bound=found.bound,
        step=found.step,
        settled=found.proven,
        nodes=kept.nodes + found.nodes,
    )
    return result_of(task, found.chosen, options, frames, figures, levels=found.levels)


def _by_lot(task: Task, kept: Kept, options: AssignmentOptions, frames: Frames) -> Assignment | None:
    drawn = draw(task, options)
    if drawn is None:
        if largest_total(task, kept, options.work) is None:
            return None
        least = least_cap(task)
        remedy = "raise it" if least is None else f"the conditions need {least} at least"
        raise AssignmentError(f"no lot keeps the cap {options.cap}: {remedy}")
    figures = figures_of(
        task, drawn.chosen, frames, kept, expected=drawn.expected, expected_bound=drawn.bound, nodes=drawn.nodes
    )
    odds = odds_of(task, drawn.probability)
    return result_of(task, drawn.chosen, options, frames, figures, odds=odds)


_BY = {"total": _largest, "leximin": _fairest, "random": _by_lot}
