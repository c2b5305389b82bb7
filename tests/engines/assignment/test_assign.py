"""What an assignment says: the panels, whom they pass over and why; and that it says the same again."""

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest

from renkei.engines.assignment import AssignmentOptions, assign
from renkei.review import Review
from tests.engines.assignment.reference import Case, panels_of

REVIEWERS: dict[str, dict[str, object]] = {
    "R1": {"organisation_id": "O1", "country": "JP", "languages": ["ja", "en"], "pool": "JST"},
    "R2": {"organisation_id": "O1", "country": "JP", "languages": ["en"], "pool": "JST"},
    "R3": {"organisation_id": "O2", "country": "FR", "languages": ["en", "fr"], "pool": "ANR"},
    "R4": {"organisation_id": "O3", "country": "FR", "languages": ["fr"], "pool": "ANR"},
}
AFFINITY = {
    **{("A1", r): n for r, n in zip(REVIEWERS, (4, 3, 2, 1), strict=True)},
    **{("A2", r): n for r, n in zip(REVIEWERS, (4, 1, 3, 2), strict=True)},
}
CASE = Case(Review(2), {"A1": {"languages": ["en"]}, "A2": {"languages": ["en"]}}, REVIEWERS, AFFINITY)


def _why(case: Case, fair: str = "total") -> dict[tuple[str, str], tuple[str, list[str]]]:
    found = case.assigned(AssignmentOptions(case.review, fair))  # type: ignore[arg-type]
    rows = found.passed_over.select("application_id", "reviewer_id", "why", "rules").iter_rows()
    return {(application, reviewer): (why, rules) for application, reviewer, why, rules in rows}


def test_without_conditions_each_application_has_those_who_know_it_best_and_nobody_is_passed_over() -> None:
    found = CASE.assigned(AssignmentOptions(CASE.review))
    assert panels_of(found) == {("A1", "R1"), ("A1", "R2"), ("A2", "R1"), ("A2", "R3")}
    assert found.passed_over.is_empty()
    assert found.panels["place"].to_list() == [1, 2, 1, 2]


def test_a_conflict_is_named_with_its_rule() -> None:
    assert _why(replace(CASE, conflicts=frozenset({("A1", "R1")}))) == {("A1", "R1"): ("conflicts", ["call:own"])}


def test_a_refusal_and_a_language_are_named() -> None:
    case = replace(CASE, refused=frozenset({("A1", "R1")}), review=replace(CASE.review, languages="all"))
    assert _why(case) == {("A1", "R1"): ("refused", [])}
    french = replace(case, applications={"A1": {"languages": ["fr"]}, "A2": {"languages": ["fr"]}}, refused=frozenset())
    assert _why(french)["A1", "R1"] == ("languages", [])


def test_one_of_the_same_organisation_is_named() -> None:
    assert _why(replace(CASE, review=replace(CASE.review, distinct_organisations=True))) == {
        ("A1", "R2"): ("organisations", [])
    }


def test_a_full_load_is_named_and_to_whom_it_went() -> None:
    case = replace(CASE, review=replace(CASE.review, load_max=1))
    found = case.assigned(AssignmentOptions(case.review))
    over = found.passed_over.row(0, named=True)
    assert over["why"] == "load_max"
    reads = dict(found.reviewers.select("reviewer_id", "reads").iter_rows())
    assert over["application_id"] not in reads[over["reviewer_id"]]
    assert len(reads[over["reviewer_id"]]) == 1


@pytest.mark.parametrize(
    ("review", "rules"),
    [
        ({"countries": 2}, ["countries"]),
        ({"pools": True}, ["pools"]),
        ({"load_min": 1}, ["load_min"]),
    ],
)
def test_a_condition_that_a_swap_would_break_is_named(review: dict[str, object], rules: list[str]) -> None:
    asks = frozenset({("A1", "JST"), ("A1", "ANR")})
    case = replace(CASE, review=replace(CASE.review, **review), asks=asks)  # type: ignore[arg-type]
    told = _why(case)
    assert told
    assert {tuple(named) for why, named in told.values() if why == "condition"} == {tuple(rules)}


def test_a_pinned_pair_stays_although_it_is_below_the_floor_or_has_no_affinity() -> None:
    review = replace(CASE.review, floor=Decimal("0.5"))
    pinned = frozenset({("A1", "R4")})
    assert ("A1", "R4") in panels_of(replace(CASE, review=review, pinned=pinned).assigned(AssignmentOptions(review)))
    unknown = {pair: n for pair, n in AFFINITY.items() if pair != ("A1", "R4")}
    found = replace(CASE, affinity=unknown, pinned=pinned).assigned(AssignmentOptions(CASE.review))
    assert ("A1", "R4") in panels_of(found)


def test_a_pair_without_an_affinity_never_reads_together() -> None:
    unknown = {pair: n for pair, n in AFFINITY.items() if pair != ("A1", "R1")}
    assert ("A1", "R1") not in panels_of(replace(CASE, affinity=unknown).assigned(AssignmentOptions(CASE.review)))


def test_applications_that_are_not_eligible_have_no_panel() -> None:
    frames = CASE.frames()
    withdrawn = frames["applications"].with_columns(status=pl.Series(["withdrawn", None]))
    found = assign(withdrawn, frames["reviewers"], frames["affinity"], AssignmentOptions(CASE.review))
    assert found.applications["application_id"].to_list() == ["A2"]


@pytest.mark.parametrize("fair", ["total", "leximin", "random"])
def test_neither_the_order_of_rows_nor_a_second_run_changes_anything(fair: str) -> None:
    options = AssignmentOptions(Review(2, load_max=1), fair, seed=3)  # type: ignore[arg-type]
    found = CASE.assigned(options)
    turned = {name: frame.reverse() for name, frame in CASE.frames().items()}
    own = [turned.pop(name) for name in ("applications", "reviewers", "affinity")]
    again = assign(*own, options, **turned)
    for name in ("panels", "applications", "reviewers", "passed_over", "levels", "probabilities"):
        assert getattr(found, name).equals(getattr(again, name)), name
    assert found.figures == again.figures


def test_among_equally_good_panels_the_seed_decides_and_not_the_identifier() -> None:
    alike = replace(CASE, affinity=dict.fromkeys(AFFINITY, 2))
    found = {panels_of(alike.assigned(AssignmentOptions(CASE.review, seed=seed))) for seed in range(12)}
    assert len(found) > 3


def test_among_equal_totals_the_worst_served_is_served_better() -> None:
    affinity = {("A1", "R1"): 3, ("A1", "R2"): 2, ("A2", "R1"): 2, ("A2", "R2"): 1}
    case = Case(Review(1, load_max=1), {"A1": {}, "A2": {}}, {"R1": {}, "R2": {}}, affinity)
    for seed in range(8):
        found = case.assigned(AssignmentOptions(case.review, seed=seed)).figures
        assert (found.total, found.minimum) == (1_000_000, 500_000)
