"""Rank intervals: coverage where the truth is known, and what they do at the ends."""

import numpy as np
import pytest
from scipy.stats import norm

from renkei.engines.scoring.ranks import simulated_ranks


def drawn_coverage(applications: int, spread: float, calls: int) -> tuple[float, float]:
    """Known true scores, measured with equal errors whose variance is known from few reviews."""
    generator, inside = np.random.default_rng(7), np.zeros(2)
    df = 2 * applications
    for _ in range(calls):
        true = generator.normal(0, spread, applications)
        error = 0.35 * np.sqrt(generator.chisquare(df) / df)
        measured = true + 0.35 * generator.standard_normal(applications)
        found = simulated_ranks(measured, np.full(applications, error), df, 1, 400, 1)
        rank = (-true).argsort().argsort() + 1
        for at, level in enumerate((80, 95)):
            low, high = found.ends[f"low_{level}"], found.ends[f"high_{level}"]
            inside[at] += ((low <= rank) & (rank <= high)).mean()
    return inside[0] / calls, inside[1] / calls


@pytest.mark.parametrize(("applications", "spread"), [(12, 0.5), (40, 0.5), (40, 0.1)])
def test_intervals_hold_the_true_rank_at_least_as_often_as_they_say(applications: int, spread: float) -> None:
    eighty, ninety_five = drawn_coverage(applications, spread, 120)
    assert eighty >= 0.78  # whole ranks: an interval of them holds a little more than its share
    assert ninety_five >= 0.94


def test_two_far_apart_are_sure_and_two_alike_are_not() -> None:
    found = simulated_ranks(np.array([0.0, 9.0, 9.1, 20.0]), np.full(4, 0.3), 20, 1, 2000, 1)
    assert (found.ends["low_95"][3], found.ends["high_95"][3]) == (1, 1)
    assert (found.ends["low_95"][1], found.ends["high_95"][1]) == (2, 3)
    assert found.first[3] == 2000


def test_scores_that_say_nothing_leave_every_rank_open() -> None:
    found = simulated_ranks(np.array([0.0, 0.01, -0.01, 0.02] * 5), np.full(20, 5.0), 40, 10, 2000, 1)
    assert found.ends["low_95"].max() <= 2
    assert found.ends["high_95"].min() >= 19
    assert found.expected == pytest.approx(np.full(20, 10.5), abs=1)


def test_for_two_applications_the_chance_of_being_first_is_that_of_the_difference() -> None:
    """With a wide spread of others around them, their true scores are hardly drawn together."""
    far = np.array([-60.0, -30.0, 30.0, 60.0, 0.0, 1.0])
    found = simulated_ranks(far, np.full(6, 1.0), 100_000, 3, 20_000, 1)
    chance = 1 - norm.cdf(-1 / np.sqrt(2))
    assert found.first[5] / 20_000 == pytest.approx(chance, abs=0.02)


def test_the_same_seed_gives_the_same_ranks_and_another_seed_others() -> None:
    given = np.linspace(0, 3, 30), np.full(30, 0.6), 50, 10, 300
    one, same, other = (simulated_ranks(*given, seed) for seed in (1, 1, 2))
    assert one.expected.tobytes() == same.expected.tobytes() != other.expected.tobytes()


def test_ranks_in_a_simulation_are_each_given_once() -> None:
    found = simulated_ranks(np.arange(9.0), np.full(9, 2.0), 18, 4, 500, 3)
    assert found.expected.sum() == pytest.approx(45)
    assert found.first.sum() == 4 * 500
