"""Forgeries made consistent: another choice with all its sums, reasons, bounds and hashes recomputed still fails."""

from itertools import combinations

import polars as pl
import pytest

from renkei.records.canonical import dump
from renkei.records.projection import hashes
from renkei.records.verify import verify
from tests.records.calls import WORKED, Call
from tests.records.reference import affordable, eligible, lot, record, results, written
from tests.records.test_schema import put

RULES = ("ranking", "gaps", "best", "sum")


def failures(data, call, tables=None):
    return "\n".join(map(str, verify(data, call.settings, tables or call.tables).failures))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("number", WORKED)
def test_no_other_affordable_choice_can_pass_for_the_decision(number, rule):
    call = WORKED[number].by(rule=rule, draw="one")
    true = results(call, dict(call.budgets))[0]
    names = eligible(call)
    others = [set(some) for size in range(len(names) + 1) for some in combinations(names, size)]
    for other in others:
        if other != true and affordable(call, other, dict(call.budgets)):
            assert failures(written(call, "".join(other)), call), f"{sorted(other)} passed for {sorted(true)}"


def test_a_better_ranked_application_swapped_for_a_friend_is_named():
    call = WORKED[4].by(rule="best")
    text = failures(written(call, "BDE"), call)
    assert "C in place of D, E is better by the rule" in text


def test_the_lot_cannot_be_turned_by_funding_the_other_of_two_equals():
    call = WORKED[3].by(rule="gaps", draw="one")
    first = next(one for one in lot(call) if one in "BC")
    second = "C" if first == "B" else "B"
    text = failures(written(call, f"A{second}D"), call)
    assert f"steps.13.funded: found {second}; it should be {first}" in text
    assert "first in the lot" in text


def test_a_tie_cannot_be_settled_without_a_draw():
    for rule in RULES:
        call = WORKED[3].by(rule=rule)
        assert "tie" in failures(written(call, "AB" if rule == "ranking" else "ABD"), call)


def test_a_tie_cannot_be_made_where_the_tie_criterion_settles():
    call = WORKED[3].by(rule="gaps", tie_criteria=("impact",), criterion={"A": "5", "B": "4", "C": "3", "D": "5"})
    plain = record(call.by(tie_criteria=()))
    forged = put(plain, "options.tie_criteria", ["impact"])
    assert "best on the tie criteria" in failures(dump(forged), call)


def test_a_record_of_another_folder_fails_even_with_this_folders_hashes():
    """Money changed in the folder, one cell at a time: the record of the old folder, its input hashes made to fit."""
    call = WORKED[1].by(rule="gaps", possible={"X": 10_000, "Y": 10_000})
    for table, column in (("requests", "amount"), ("funders", "budget"), ("funders", "possible_raise")):
        for row in range(call.tables[table].height):
            if call.tables[table][column][row] is None:
                continue
            here = pl.int_range(pl.len()) == row
            changed = call.tables[table].with_columns(
                pl.when(here).then(pl.col(column) - 5000).otherwise(pl.col(column))
            )
            tables = {**call.tables, table: changed}
            assert "inputs" in failures(written(call), call, tables)
            fitted = failures(dump(record(call, inputs=hashes(tables))), call, tables)
            assert "inputs" not in fitted
            assert fitted or column == "possible_raise", f"{table} row {row} {column} did not matter"


def test_an_override_may_be_listed_and_then_the_rule_stated_is_the_one_checked():
    call = WORKED[1].by(rule="ranking")
    stated = {**record(call), "overrides": ["rule"]}
    assert not failures(dump(stated), call.by(rule="gaps"))
    assert "is no override" in failures(dump(stated), call)


def test_a_stated_threshold_decides_who_is_eligible_even_when_it_is_listed():
    call = WORKED[1].by(rule="gaps")
    lowered = {**put(record(call), "options.thresholds.total", "13.2"), "overrides": ["thresholds"]}
    text = failures(dump(lowered), call)
    assert "outcomes.C.outcome: found funded; it should be not_eligible (below_threshold)" in text


def test_an_over_budget_decision_is_named_with_the_amount():
    call = WORKED[1].by(rule="gaps")
    text = failures(written(call, "ABCD"), call)
    assert "X may spend 10000 at most: it is over budget by 5000" in text


def test_claims_without_multipliers_are_still_searched():
    """A forger may claim any value and give the loosest multipliers: small calls are proven all the same."""
    call = Call({one: ("14", {"X": 300 + 7 * place}) for place, one in enumerate("ABCDEFG")}, {"X": 1300}, rule="best")
    assert "is better" in failures(written(call, "EFG"), call)
