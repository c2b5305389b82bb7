"""Every mode and every condition beside the trying of every assignment."""

from dataclasses import replace
from decimal import Decimal
from math import ceil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from renkei.engines.assignment import AssignmentError, AssignmentOptions, Unassignable
from tests.engines.assignment.reference import Case, Panels, cases, panels_of

QUARTER = 250_000


@settings(max_examples=50, deadline=None)
@given(cases())
def test_no_assignment_has_a_larger_total(case: Case) -> None:
    every = list(case.all_assignments())
    try:
        found = case.assigned(AssignmentOptions(case.review))
    except Unassignable:
        assert not every
        return
    assert panels_of(found) in every
    assert found.figures.total == found.figures.total_bound == QUARTER * max(map(case.total, every))


@settings(max_examples=25, deadline=None)
@given(cases(), st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.5")]))
def test_no_assignment_serves_the_worst_served_better_and_then_in_all(case: Case, lowest: Decimal) -> None:
    every = list(case.all_assignments())
    try:
        found = case.assigned(AssignmentOptions(case.review, "leximin", lowest=lowest))
    except Unassignable:
        assert not every
        return
    assert panels_of(found) in every
    number = ceil(lowest * len(case.applications))
    assert _worth(case, panels_of(found), number) == max(_worth(case, one, number) for one in every)
    assert found.figures.settled
    assert found.figures.minimum == found.figures.minimum_bound


@settings(max_examples=25, deadline=None)
@given(cases(), st.sampled_from([Decimal(1), Decimal("0.75"), Decimal("0.5"), Decimal("0.4")]))
def test_no_lot_within_the_cap_has_a_larger_expected_total(case: Case, cap: Decimal) -> None:
    every = list(case.all_assignments())
    expected = _largest_expected(case, every, float(cap)) if every else None
    options = AssignmentOptions(case.review, "random", cap)
    if expected is None:
        with pytest.raises(AssignmentError) as refused:
            case.assigned(options)
        assert isinstance(refused.value, Unassignable) == (not every)
        return
    found = case.assigned(options)
    assert panels_of(found) in every
    assert abs(found.figures.expected / QUARTER - expected) < 1e-4
    assert abs(found.figures.expected_bound / QUARTER - expected) < 1e-4
    likely = {(a, r): p for a, r, p in found.probabilities.iter_rows()}
    assert all(p <= float(cap) + 1e-6 or pair in case.pinned for pair, p in likely.items())
    assert panels_of(found) <= set(likely)


def _worth(case: Case, panels: Panels, number: int) -> tuple[list[int], int, int]:
    """The lowest so many in order; how few are on the last of their levels or below; the total."""
    served = case.served(panels)
    below = sum(one <= served[number - 1] for one in served)
    return served[:number], -below, case.total(panels)


def _largest_expected(case: Case, every: list[Panels], cap: float) -> float | None:
    """The largest expected total of a lot among all assignments, by a linear program over them; None: none keeps it."""
    pairs = sorted({pair for one in every for pair in one} - case.pinned)
    holds = np.array([[pair in one for one in every] for pair in pairs], float).reshape(len(pairs), len(every))
    solved = linprog(
        [-case.total(one) for one in every],
        A_ub=holds if pairs else None,
        b_ub=np.full(len(pairs), cap) if pairs else None,
        A_eq=np.ones((1, len(every))),
        b_eq=[1],
        method="highs",
    )
    return None if solved.status == 2 else -solved.fun


@settings(max_examples=25, deadline=None)
@given(cases(), st.data(), st.sampled_from(["total", "leximin"]))
def test_after_a_drop_out_as_many_pairs_stay_as_can(case: Case, data: st.DataObject, fair: str) -> None:
    before = list(case.all_assignments())
    if not before:
        return
    earlier = data.draw(st.sampled_from(before))
    gone = data.draw(st.sampled_from(sorted(case.reviewers)))
    left = replace(
        case,
        reviewers={name: own for name, own in case.reviewers.items() if name != gone},
        pinned=frozenset(pair for pair in case.pinned if pair[1] != gone),
        affinity={pair: n for pair, n in case.affinity.items() if pair[1] != gone},
        conflicts=frozenset(pair for pair in case.conflicts if pair[1] != gone),
    )
    every = list(left.all_assignments())
    options = AssignmentOptions(case.review, fair, without=(gone,))
    try:
        found = replace(case, earlier=earlier, pinned=left.pinned).assigned(options)
    except Unassignable:
        assert not every
        return
    known = {pair for pair in earlier if pair in left.affinity or pair in left.pinned}
    kept = max(len(known & one) for one in every)
    among = [one for one in every if len(known & one) == kept]
    mine = panels_of(found)
    assert mine in among
    assert found.figures.kept == kept
    if fair == "leximin":
        assert _worth(case, mine, 1) == max(_worth(case, one, 1) for one in among)
    else:
        assert case.total(mine) == max(map(case.total, among))


@settings(max_examples=25, deadline=None)
@given(cases(), st.sampled_from(["total", "leximin", "random"]), st.integers(0, 3))
def test_no_assignment_ever_holds_a_conflicted_pair(case: Case, fair: str, seed: int) -> None:
    try:
        found = case.assigned(AssignmentOptions(case.review, fair, seed=seed))
    except AssignmentError:
        return
    assert not panels_of(found) & (case.conflicts | case.refused)
