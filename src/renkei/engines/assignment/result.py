"""What an assignment is: panels, loads, who was passed over and why, and how far from the best it may be."""

from dataclasses import dataclass

import polars as pl

from renkei.engines.assignment.options import AssignmentOptions


@dataclass(frozen=True)
class Figures:
    """Totals and minima of affinity in millionths, each with a bound that no assignment of these conditions passes.

    `total`, `minimum` (of one panel), `lowest` (mean of the lowest tenth of panels) are those of this assignment;
    `expected` is the expected total of the draw under `random`; `kept` of `earlier` pairs stay. A `bound` is None
    where the mode does not seek that figure. `step`: the distance of the levels of leximin, None elsewhere; `settled`:
    whether every level is proven; `nodes` of branch and bound were spent.
    """

    total: int
    minimum: int
    lowest: int
    total_bound: int | None = None
    minimum_bound: int | None = None
    expected: int | None = None
    expected_bound: int | None = None
    kept: int = 0
    kept_bound: int = 0
    earlier: int = 0
    step: int | None = None
    settled: bool = True
    nodes: int = 0


@dataclass(frozen=True)
class Assignment:
    """`panels`: the contract's table `assignments`, and `place` (the reviewer's among all who are known to know the
    application, 1 the best), `kept` (of the earlier assignment).

    `applications`: application_id, `total` and `least` affinity of its panel. `reviewers`: reviewer_id, `load`,
    `load_min`, `load_max` (null: no limit), `reads` (applications). `passed_over`: application_id, reviewer_id,
    affinity, `why` and `rules` of each reviewer who knows the application better than a member of its panel.
    `levels`: least affinity, applications that reach it, and the bound on these. `probabilities`: of each pair under
    `random`; empty elsewhere.
    """

    options: AssignmentOptions
    figures: Figures
    panels: pl.DataFrame
    applications: pl.DataFrame
    reviewers: pl.DataFrame
    passed_over: pl.DataFrame
    levels: pl.DataFrame
    probabilities: pl.DataFrame
