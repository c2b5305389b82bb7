"""Agreement against published worked tables."""

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings

from renkei.engines.scoring.agreement import agreement, alpha
from renkei.engines.scoring.severity import deviations
from renkei.engines.scoring.variance import components
from tests.engines.scoring.panels import laid_out, panels, table

# Shrout and Fleiss, Psychological Bulletin 86 (1979), table 2: six targets, four judges
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C: four observers, twelve units, as columns
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_the_correlations_are_those_that_shrout_and_fleiss_print() -> None:
    panel = laid_out(table(SHROUT_FLEISS))
    found = agreement(panel, components(panel, deviations(panel)))
    printed = {"one": 0.17, "absolute": 0.29, "consistent": 0.71, "mean": 0.44}
    assert {name: round(getattr(found, name), 2) for name in printed} == printed


def test_alpha_is_that_which_krippendorff_prints_for_missing_data() -> None:
    found = alpha(laid_out(table(zip(*OBSERVERS, strict=True))))
    assert found == pytest.approx(0.849, abs=5e-4)


@settings(max_examples=60, deadline=None)
@given(panels())
def test_alpha_is_that_of_all_pairs_counted_one_by_one(reviews: pl.DataFrame) -> None:
    panel = laid_out(reviews)
    units = [panel.y[panel.application == one] for one in range(len(panel.applications))]
    units = [unit for unit in units if len(unit) > 1]
    assume(units)
    values = np.concatenate(units)
    observed = sum(((a - b) ** 2) / (len(unit) - 1) for unit in units for a in unit for b in unit) / len(values)
    expected = sum((a - b) ** 2 for a in values for b in values) / (len(values) * (len(values) - 1))
    found = alpha(panel)
    assert (found is None) if expected == 0 else found == pytest.approx(1 - observed / expected)


def test_where_nothing_tells_agreement_is_unknown() -> None:
    for rows in ([[3, 3], [3, 3]], [[1, None], [None, 2]]):
        panel = laid_out(table(rows))
        found = agreement(panel, components(panel, deviations(panel)))
        assert (found.one, found.mean, found.absolute, found.consistent, found.alpha) == (None,) * 5


def test_reviewers_who_agree_wholly_have_1() -> None:
    panel = laid_out(table([[1, 1, 1], [2, 2, 2], [4, 4, 4]]))
    found = agreement(panel, components(panel, deviations(panel)))
    assert (found.one, found.mean, found.alpha) == (1, 1, 1)
    assert (found.absolute, found.consistent) == (pytest.approx(1), pytest.approx(1))


@settings(max_examples=40, deadline=None)
@given(panels())
def test_components_are_henderson_method_3_by_dense_projections(reviews: pl.DataFrame) -> None:
    panel = laid_out(reviews)
    assume(panel.left_over > 0)
    found = components(panel, deviations(panel))
    n = len(panel.y)
    a, r = np.eye(len(panel.applications))[panel.application], np.eye(len(panel.reviewers))[panel.reviewer]
    both = np.hstack([a, r])

    def rest(x: np.ndarray) -> np.ndarray:
        return np.eye(n) - x @ np.linalg.pinv(x)

    residual = panel.y @ rest(both) @ panel.y / (n - np.linalg.matrix_rank(both))
    for design, other, value in ((a, r, found.reviewers), (r, a, found.applications)):
        freed = np.linalg.matrix_rank(both) - np.linalg.matrix_rank(design)
        gain = panel.y @ (rest(design) - rest(both)) @ panel.y
        trace = np.trace(other.T @ rest(design) @ other)
        if trace > 1e-9:
            assert value == pytest.approx((gain - freed * residual) / trace, abs=1e-7)
