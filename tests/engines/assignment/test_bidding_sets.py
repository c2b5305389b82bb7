"""Real bids: the totals that others found exact, and the worst served first, proven."""

from decimal import Decimal

import numpy as np
import pytest

from renkei.engines.assignment import Assignment, AssignmentOptions, assign
from renkei.review import Review
from tests.engines.assignment.bidding import DATA, LOADS, TOTALS, bidding

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public data are not beside the checkout")


def _assigned(name: str, fair: str, cap: str = "1") -> Assignment:
    options = AssignmentOptions(Review(3, load_max=LOADS[name]), fair, Decimal(cap))  # type: ignore[arg-type]
    frames = bidding(DATA / f"{name}.npz")
    conflicts = frames.pop("conflicts")
    return assign(*frames.values(), options, conflicts=conflicts)


@pytest.mark.parametrize("name", LOADS)
def test_the_total_is_the_exact_one(name: str) -> None:
    found = _assigned(name, "total").figures
    assert found.total == found.total_bound == TOTALS[name]


@pytest.mark.parametrize(("name", "least", "reached"), [("preflib1", 750_000, 51), ("preflib2", 1_000_000, 51)])
def test_the_worst_served_come_first_and_every_level_is_proven(name: str, least: int, reached: int) -> None:
    found = _assigned(name, "leximin")
    assert found.figures.minimum == found.figures.minimum_bound == least
    assert found.figures.settled
    assert found.levels["reached"][0] == found.levels["bound"][0] == reached
    assert found.figures.lowest >= _assigned(name, "total").figures.lowest


@pytest.mark.parametrize("name", LOADS)
def test_a_lot_keeps_the_cap_the_sizes_and_the_loads(name: str) -> None:
    found = _assigned(name, "random", "0.5")
    assert found.figures.expected == found.figures.expected_bound
    assert found.probabilities["probability"].max() <= 0.5
    assert (found.panels.group_by("application_id").len()["len"] == 3).all()
    assert found.reviewers["load"].max() <= LOADS[name]
    assert np.isclose(found.probabilities["probability"].sum(), found.panels.height)
