"""Each application's consensus, plain or with severity taken off, and its error."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from renkei.engines.scoring.errors import corrected_errors, plain_errors
from renkei.engines.scoring.options import ScoreError, ScoreOptions
from renkei.engines.scoring.panel import Panel, Reals
from renkei.engines.scoring.severity import MOST, shrunk
from renkei.engines.scoring.variance import Components

Groups = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # (applications, reviewers) of each
SHOWN = 5
SETTLED = 10**9
LEAST_RATIO = 1e-9  # of residual to reviewer variance: where severity explains all, it is taken off whole


@dataclass(frozen=True)
class Consensus:
    """The scores before rounding, their errors (None: not known), and the degrees of freedom these rest on.

    `added` is what a correction adds to each reviewer's scores, None without one; `clipped` how many scores it would
    have moved out of the scale.
    """

    exact: Sequence[Fraction]
    errors: Reals | None
    df: int
    added: Reals | None = None
    clipped: int = 0


def consensus(panel: Panel, parts: Components, options: ScoreOptions) -> Consensus:
    """The consensus of a panel as the options ask; ScoreError where severity cannot be taken off."""
    if not options.correct_severity:
        return Consensus(panel.means, plain_errors(panel, parts), parts.within_df)
    _refuse_unlinked(panel)
    if parts.residual is None or parts.reviewers is None:
        raise ScoreError(_why_not(panel))
    if parts.reviewers <= 0:  # they differ no more than chance makes them
        return Consensus(panel.means, plain_errors(panel, parts), parts.within_df, np.zeros(len(panel.reviewers)))
    points, inverse = shrunk(panel, max(LEAST_RATIO, parts.residual / parts.reviewers))
    moved = panel.by_application(panel.shares * points[panel.reviewer])
    exact = [mean - _settled(one) for mean, one in zip(panel.means, moved.tolist(), strict=True)]
    inside = [_inside(one, options) for one in exact]
    clipped = sum(before != after for before, after in zip(exact, inside, strict=True))
    return Consensus(inside, corrected_errors(panel, parts, inverse), parts.residual_df, -points, clipped)


def _settled(value: float) -> Fraction:
    """The value without the last digits, which arithmetic leaves and machines may differ in."""
    return Fraction(round(value * SETTLED), SETTLED)


def _inside(value: Fraction, options: ScoreOptions) -> Fraction:
    ends = options.ends
    return value if ends is None else min(max(value, Fraction(ends[0])), Fraction(ends[1]))


def groups_of(panel: Panel) -> Groups:
    """The applications and reviewers that reviews link, a pair each group."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for side, names in enumerate((panel.applications, panel.reviewers)):
        for name, label in zip(names, panel.groups[side].tolist(), strict=True):
            found.setdefault(label, ([], []))[side].append(name)
    return tuple((tuple(applications), tuple(reviewers)) for applications, reviewers in found.values())


def _refuse_unlinked(panel: Panel) -> None:
    groups = groups_of(panel)
    if len(groups) < 2:
        return
    listed = "; ".join(
        f"{_some(applications)} read by {_some(reviewers)}" for applications, reviewers in groups[:SHOWN]
    )
    more = f"; and {len(groups) - SHOWN} more" if len(groups) > SHOWN else ""
    raise ScoreError(
        f"severity cannot be corrected: the reviews fall into {len(groups)} groups that no reviewer links, and a "
        f"strict group looks like one of weaker applications: {listed}{more}. Let somebody read in two groups, or "
        "score without --correct-severity"
    )


def _why_not(panel: Panel) -> str:
    if len(panel.reviewers) > MOST:
        return f"severity is estimated for up to {MOST:,} linked reviewers, and there are {len(panel.reviewers):,}"
    return (
        "severity cannot be told from chance: reviewers share too few applications. Score without --correct-severity, "
        "or let more be read in common"
    )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
