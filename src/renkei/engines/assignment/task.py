"""The task in whole numbers: who may read what, how well, and how much.

Applications and reviewers are numbered in an order drawn from the seed, so that among equally good assignments
neither the order of rows nor an identifier decides.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.engines.assignment.options import AssignmentError, AssignmentOptions
from renkei.engines.assignment.pairs import Frames, pairs_of
from renkei.engines.assignment.panel_rules import Grouping, Spread, broken, rules_of
from renkei.solvers.flow import Whole

NO_LIMIT = 10**6  # applications that one reviewer may read where nobody limits them
CONDITIONS = (
    *("load_max", "load_min", "floor", "conflicts", "refused", "pinned"),
    *("organisations", "countries", "pools", "languages"),
)
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Task:
    """`applications`, `reviewers`: the tables in the order of their numbers; `every`: all pairs, see `pairs_of`.

    `app`, `rev`, `worth` (millionths of affinity), `pinned`, `kept` (of an earlier assignment) are columns of the
    pairs that may read, in the order of `open`, their rows in `every`. A panel has `size` members, a reviewer `low` to
    `high` applications.
    """

    applications: pl.DataFrame
    reviewers: pl.DataFrame
    every: pl.DataFrame
    open: Whole
    app: Whole
    rev: Whole
    worth: Whole
    pinned: Chosen
    kept: Chosen
    size: int
    low: Whole
    high: Whole
    groupings: tuple[Grouping, ...] = field(default=())
    spreads: tuple[Spread, ...] = field(default=())

    def served(self, chosen: Chosen) -> Whole:
        """The affinity that each application's panel has in all."""
        return np.bincount(self.app, self.worth * chosen, len(self.applications)).astype(np.int64)

    def loads(self, chosen: Chosen) -> Whole:
        """How many applications each reviewer reads."""
        return np.bincount(self.rev[chosen], minlength=len(self.reviewers)).astype(np.int64)

    def enough(self) -> bool:
        """Whether every application has as many candidates as a panel members: what is seen at once."""
        return bool((np.bincount(self.app, minlength=len(self.applications)) >= self.size).all())

    def broken(self, chosen: Chosen) -> list[str]:
        """The conditions that an assignment breaks; none where it holds."""
        return list(self._broken(chosen))

    def _broken(self, chosen: Chosen) -> Iterator[str]:
        loads = self.loads(chosen)
        if (np.bincount(self.app[chosen], minlength=len(self.applications)) != self.size).any():
            yield "per_application"
        if (loads > self.high).any():
            yield "load_max"
        if (loads < self.low).any():
            yield "load_min"
        if (self.pinned & ~chosen).any():
            yield "pinned"
        yield from broken(self.groupings, self.spreads, chosen, len(self.applications))


def task_of(frames: Frames, options: AssignmentOptions, off: Collection[str] = ()) -> Task:
    """The task that the tables state; the conditions named in `off` are left out.

    Raises AssignmentError where it cannot be stated: no size of a panel, nobody to read, nothing to be read.
    """
    size = options.review.per_application
    if size is None:
        raise AssignmentError("how many read an application is not stated: write review: {per_application: 3}")
    applications, reviewers = _numbered(frames, options)
    every = pairs_of(applications, reviewers, frames, options, off)
    free = every["bar"].is_null()
    pairs = every.filter(free)
    rules = rules_of(pairs, applications, reviewers, frames, options.review, size, off)
    app, rev, worth = (pairs[name].to_numpy().astype(np.int64) for name in ("app", "rev", "worth"))
    pinned, kept = (pairs[name].to_numpy().astype(bool) for name in ("pinned", "kept"))
    low, high = _loads(reviewers, options, off)
    return Task(
        *(applications, reviewers, every, np.flatnonzero(free.to_numpy())),
        *(app, rev, worth),
        *(pinned, kept),
        size,
        *(low, high),
        *rules,
    )


def _numbered(frames: Frames, options: AssignmentOptions) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Applications and reviewers that take part, numbered in the order that the seed draws."""
    stands = (pl.col("status").fill_null("eligible") == "eligible") & (pl.col("forced").fill_null("in") != "out")
    applications = frames["applications"].filter(stands)
    strangers = sorted(set(options.without) - set(frames["reviewers"]["reviewer_id"]))
    if strangers:
        raise AssignmentError(f"no reviewer is called {', '.join(strangers)}: correct who dropped out")
    reviewers = frames["reviewers"].filter(~pl.col("reviewer_id").is_in(list(options.without)))
    if applications.is_empty():
        raise AssignmentError("no application is eligible: there is nothing to read")
    if reviewers.is_empty():
        raise AssignmentError("no reviewer is left: there is nobody to read")
    drawn = np.random.Generator(np.random.PCG64(options.seed))
    return (
        _in_order(applications, "application_id", "app", drawn),
        _in_order(reviewers, "reviewer_id", "rev", drawn),
    )


def _in_order(frame: pl.DataFrame, key: str, number: str, drawn: np.random.Generator) -> pl.DataFrame:
    ordered = frame.sort(key)[drawn.permutation(frame.height)]
    return ordered.with_row_index(number).cast({number: pl.Int32})


def _loads(reviewers: pl.DataFrame, options: AssignmentOptions, off: Collection[str]) -> tuple[Whole, Whole]:
    """The fewest and the most that each reviewer reads: its own, else the call's; a drop-out reads none."""
    review = options.review
    low = reviewers["load_min"].fill_null(review.load_min or 0)
    high = reviewers["load_max"].fill_null(NO_LIMIT if review.load_max is None else review.load_max)
    nobody, none = np.zeros(reviewers.height, np.int64), np.full(reviewers.height, NO_LIMIT, np.int64)
    least = nobody if "load_min" in off else low.to_numpy().astype(np.int64)
    most = none if "load_max" in off else high.to_numpy().astype(np.int64)
    return least, most
