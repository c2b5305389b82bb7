"""The grey zone against a simulation of its own: the same draws, and each call decided by trying every set."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError, grey_zone, options_from
from renkei.settings import Scale, SelectionSettings, Settings
from tests.engines.selection.calls import WORKED, SmallCall
from tests.engines.selection.reference import subsets
from tests.engines.selection.zones.plain import affordable, largest_parts

RESAMPLES, SEED = 40, 7
SCALE = Scale(Decimal(0), Decimal(15))


def tables(call: SmallCall, errors: Mapping[str, str], status: Mapping[str, str] | None = None) -> dict[str, Any]:
    found = call.tables()
    applications = found["applications"].with_columns(
        pl.Series("score_error", [Decimal(errors[one]) for one in call.applications], pl.Decimal(38, 6)),
        pl.Series("status", [(status or {}).get(one) for one in call.applications], pl.String),
    )
    return found | {"applications": applications}


def options(rule: str, scale: Scale | None = SCALE, **more: Any) -> Any:
    return options_from(Settings("small", scale=scale, selection=SelectionSettings(rule=rule, **more)))  # type: ignore[arg-type]


def counted(found: Any) -> dict[str, int]:
    return dict(found.applications.select("application_id", "funded").iter_rows())


def simulated(call: SmallCall, errors: Mapping[str, str], rule: str, resamples: int = RESAMPLES) -> dict[str, int]:
    """The definition again: draws in the order of ids, rounded as printed; enumeration decides, the lot is a list."""
    normal, lots = (np.random.Generator(np.random.PCG64(one)) for one in np.random.SeedSequence(SEED).spawn(2))
    ids = sorted(call.applications)
    counts = dict.fromkeys(ids, 0)
    tenths = any(Decimal(score) % 1 for score, _ in call.applications.values())
    step = Decimal("0.1") if tenths else Decimal(1)
    for _ in range(resamples):
        scores = {}
        for one in ids:
            drawn = Decimal(call.applications[one][0]) + Decimal(errors[one]) * Decimal(normal.standard_normal())
            scores[one] = min(max(drawn.quantize(step, ROUND_HALF_UP), SCALE.minimum), SCALE.maximum)
        order = [ids[place] for place in lots.permutation(len(ids))]
        walks = rule in ("ranking", "gaps")
        for one in walked(call, scores, order, rule == "ranking") if walks else best_set(call, scores, order, rule):
            counts[one] += 1
    return counts


def walked(call: SmallCall, scores: Mapping[str, Decimal], lot: list[str], stop: bool) -> set[str]:
    asked = {one: asks for one, (_, asks) in call.applications.items()}
    funded: set[str] = set()
    for score in sorted(set(scores.values()), reverse=True):
        group = [one for one in scores if scores[one] == score]
        parts = largest_parts(group, funded, asked, call.budgets)
        best = max(parts, key=lambda part: [one in part for one in lot])
        funded |= best
        if stop and len(best) < len(group):
            break
    return funded


def best_set(call: SmallCall, scores: Mapping[str, Decimal], lot: list[str], rule: str) -> frozenset[str]:
    """Of all affordable sets the best by bands (under `best`), total, least money, and then the lot."""
    asked = {one: asks for one, (_, asks) in call.applications.items()}

    def value(part: frozenset[str]) -> tuple[Any, ...]:
        counts = [sum(scores[one] >= limit for one in part) for limit in LIMITS] + [len(part)]
        money = sum(sum(asked[one].values()) for one in part)
        total = sum((scores[one] for one in part), Decimal(0))
        return (counts if rule == "best" else [], total, -money, [one in part for one in lot])

    return max((part for part in subsets(scores) if affordable(part, asked, call.budgets)), key=value)


@st.composite
def calls(draw: st.DrawFn) -> tuple[SmallCall, dict[str, str]]:
    ids = "ABCDEF"[: draw(st.integers(2, 6))]
    amount = st.integers(0, 40)
    applications = {one: (f"{draw(st.integers(20, 28)) / 2}", {funder: draw(amount) for funder in "XY"}) for one in ids}
    budgets = {funder: draw(st.integers(0, 90)) for funder in "XY"}
    errors = {one: str(Decimal(draw(st.integers(0, 12))) / 10) for one in ids}
    return SmallCall(applications, budgets, dict.fromkeys(ids, 1)), errors


@settings(max_examples=40, deadline=None)
@given(calls(), st.sampled_from(["ranking", "gaps"]))
def test_the_counts_are_those_of_a_slow_simulation_with_the_same_draws(given_call, rule):
    call, errors = given_call
    found = grey_zone(tables(call, errors), options(rule), RESAMPLES, SEED)
    assert counted(found) == simulated(call, errors, rule)


LIMITS = (Decimal(13), Decimal(11))


@settings(max_examples=8, deadline=None)
@given(calls(), st.sampled_from(["best", "sum"]))
def test_portfolios_are_decided_anew_each_time_with_bands_by_what_is_drawn(given_call, rule):
    call, errors = given_call
    found = grey_zone(tables(call, errors), options(rule, bands=LIMITS), 15, SEED)
    assert counted(found) == simulated(call, errors, rule, 15)


def test_a_certain_score_is_always_or_never_funded_and_a_tie_is_drawn_anew_each_time():
    found = grey_zone(tables(WORKED[3], dict.fromkeys("ABCD", "0")), options("gaps"), 400, 1).applications
    assert dict(found.select("application_id", "outcome").iter_rows()) == dict(
        zip("ABCD", ("funded", "tie", "tie", "funded"), strict=True)
    )
    assert dict(found.select("application_id", "zone").iter_rows()) == dict(
        zip("ABCD", ("always", "sometimes", "sometimes", "always"), strict=True)
    )
    times = dict(found.select("application_id", "funded").iter_rows())
    assert times["B"] + times["C"] == 400
    assert 160 < times["B"] < 240  # four standard deviations around a fair lot


def test_the_same_seed_gives_the_same_figures_and_another_seed_others():
    call = tables(WORKED[1], dict.fromkeys("ABCD", "0.7"))
    first = grey_zone(call, options("gaps"), 200, 1).applications
    assert first.equals(grey_zone(call, options("gaps"), 200, 1).applications)
    assert not first.equals(grey_zone(call, options("gaps"), 200, 2).applications)


def test_who_is_eligible_stays_as_published_whatever_is_drawn():
    call = tables(WORKED[1], dict.fromkeys("ABCD", "5"), {"A": "withdrawn"})
    found = grey_zone(call, options("gaps"), 50, 1).applications
    assert set(found["application_id"]) == set("BCD")


def test_scores_are_kept_within_the_scale_and_without_one_are_not():
    call = SmallCall({"A": ("15", {"X": 60}), "B": ("14", {"X": 60})}, {"X": 100}, {"A": 1, "B": 1})
    given_errors = {"A": "0", "B": "50"}
    inside = counted(grey_zone(tables(call, given_errors), options("gaps"), 300, 1))
    beyond = counted(grey_zone(tables(call, given_errors), options("gaps", scale=None), 300, 1))
    assert inside["B"] < beyond["B"]  # at the scale's end it only ties with A, and the lot decides


def test_low_is_best_is_turned_round():
    call = SmallCall({"A": ("1", {"X": 60}), "B": ("5", {"X": 60})}, {"X": 100}, {"A": 1, "B": 1})
    low = Scale(Decimal(1), Decimal(9), "low")
    assert counted(grey_zone(tables(call, {"A": "0.1", "B": "0.1"}), options("gaps", scale=low), 50, 1))["A"] == 50


def test_what_cannot_be_drawn_is_refused_in_words():
    call = tables(WORKED[1], dict.fromkeys("ABCD", "0.5"))
    unknown = call | {
        "applications": call["applications"].with_columns(pl.lit(None, pl.Decimal(38, 6)).alias("score_error"))
    }
    with pytest.raises(SelectionError, match="no score_error for A, B, C, D"):
        grey_zone(unknown, options("gaps"), 10, 1)
    with pytest.raises(SelectionError, match="binds a rank"):
        grey_zone(call, replace(options("gaps"), binding="rank"), 10, 1)
    with pytest.raises(SelectionError, match="--resamples 5000 or less"):
        grey_zone(call, options("sum"), 5001, 1)


def test_the_order_of_rows_changes_nothing():
    call = tables(WORKED[4], dict.fromkeys("ABCDEF", "0.8"))
    turned = {name: frame.reverse() for name, frame in call.items()}
    found = [grey_zone(one, options("gaps"), 100, 3).applications for one in (call, turned)]
    assert found[0].equals(found[1])
