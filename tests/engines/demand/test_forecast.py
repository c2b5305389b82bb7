"""The forecast of demand: against the closed form, against a slow simulation with the same draws, and by hand."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.demand import DemandError, DemandOptions, Forecast, forecast
from tests.engines.selection.calls import SmallCall, parse

# the call of decision 15
WORKED = parse(
    "A 9: X120 Y20 · B 8: X100 · C 7: X30 · D 7: X30 Y30 · E 6: X10 · F 5: Y20 · G 5: Y20",
    "X100 Y30",
    "A1 B1 C2 D2 E2 F3 G3",
)


def forecasted(call: SmallCall, survival: str, **more: Any) -> Forecast:
    tables = call.tables()
    options = DemandOptions(tuple(map(Decimal, survival.split(","))), **more)
    return forecast(tables["applications"], tables["requests"], tables["funders"], options)


def rows(found: Forecast) -> dict[str, dict[str, Any]]:
    return {row["funder_id"]: row for row in found.funders.to_dicts()}


def test_the_call_of_the_decision_page_is_as_worked_by_hand():
    found = forecasted(WORKED, "0.5", cap=Decimal("2.5"), caps={"Y": Decimal(2)})
    row = rows(found)["Y"]
    assert (row["asked"], row["expected"], row["limit"], row["preproposals"]) == (90, 45, 60, 4)
    assert (found.preproposals, found.expected) == (7, Fraction(7, 2))


def test_a_survival_of_one_is_demand_now_and_of_none_is_nothing():
    for survival, share in (("1", 1), ("0", 0)):
        for row in rows(forecasted(WORKED, survival, resamples=20)).values():
            points = {row[name] for name in ("expected", "low", "middle", "high")}
            assert points == {share * row["asked"]}
            assert row["passing"] == (20 if share and row["asked"] > row["budget"] else 0)


def test_expected_demand_is_rounded_half_up_from_the_exact_sum():
    call = parse("A 9: X1 · B 8: X2", "X100", "A1 B1")
    assert rows(forecasted(call, "0.5"))["X"]["expected"] == 2  # 1.5
    assert rows(forecasted(call, "0.3"))["X"]["expected"] == 1  # 0.9


def test_each_band_has_its_own_survival_by_limits_or_by_the_column():
    for bands in ((Decimal(8), Decimal(6)), "column"):
        found = forecasted(WORKED, "1,0.5,0", bands=bands)
        assert rows(found)["X"]["expected"] == 120 + 100 + 15 + 15 + 5
        assert rows(found)["Y"]["expected"] == 20 + 15


@st.composite
def calls(draw: st.DrawFn) -> tuple[SmallCall, str]:
    ids = "ABCDEF"[: draw(st.integers(1, 6))]
    amount = st.integers(0, 40)
    applications = {one: ("9", {f: draw(amount) for f in "XY"}) for one in ids}
    call = SmallCall(applications, {f: draw(st.integers(0, 60)) for f in "XY"}, dict.fromkeys(ids, 1))
    return call, str(draw(st.integers(0, 20)) / 20)


@settings(max_examples=40, deadline=None)
@given(calls(), st.integers(1, 600))
def test_every_figure_is_that_of_a_slow_simulation_with_the_same_draws(drawn, resamples):
    call, survival = drawn
    uniform = np.random.Generator(np.random.PCG64(3))
    ids = sorted(call.applications)
    sums: dict[str, list[int]] = {"X": [], "Y": []}
    for _ in range(resamples):
        alive = [one for one in ids if uniform.random() < float(survival)]
        for funder, found in sums.items():
            found.append(sum(call.applications[one][1][funder] for one in alive))
    for funder, row in rows(forecasted(call, survival, resamples=resamples, seed=3)).items():
        ordered = sorted(sums[funder])
        for name, percent in (("low", 5), ("middle", 50), ("high", 95)):
            assert row[name] == ordered[-(-percent * resamples // 100) - 1]
        assert row["passing"] == sum(one > call.budgets[funder] for one in ordered)


@settings(max_examples=15, deadline=None)
@given(calls())
def test_the_simulation_agrees_with_the_exact_distribution(drawn):
    """All ways of surviving with their probabilities: mean exactly, the share that passes within five deviations."""
    call, survival = drawn
    p, ids, resamples = Fraction(survival), sorted(call.applications), 2000
    found = rows(forecasted(call, survival, resamples=resamples))
    for funder in "XY":
        mean = passing = Fraction(0)
        for alive in product((0, 1), repeat=len(ids)):
            weight = p ** sum(alive) * (1 - p) ** (len(ids) - sum(alive))
            total = sum(call.applications[one][1][funder] for one, lives in zip(ids, alive, strict=True) if lives)
            mean += weight * total
            passing += weight * (total > call.budgets[funder])
        assert abs(found[funder]["expected"] - mean) <= Fraction(1, 2)
        deviation = float(passing * (1 - passing) * resamples) ** 0.5
        assert abs(found[funder]["passing"] - float(passing) * resamples) <= 5 * deviation + 1e-9


def test_the_same_seed_gives_the_same_figures_whatever_the_order_of_rows():
    tables = WORKED.tables()
    options = DemandOptions((Decimal("0.4"),), seed=5)
    turned = {name: frame.reverse() for name, frame in tables.items()}
    first, again = (forecast(t["applications"], t["requests"], t["funders"], options) for t in (tables, turned))
    assert first.funders.equals(again.funders)


def test_a_status_keeps_out_and_a_missing_score_does_not():
    tables = WORKED.tables()
    spoilt = tables["applications"].with_columns(
        pl.when(pl.col("application_id") == "A").then(pl.lit("withdrawn")).alias("status"),
        pl.lit(None, pl.Decimal(38, 6)).alias("score"),
    )
    found = forecast(spoilt, tables["requests"], tables["funders"], DemandOptions((Decimal(1),)))
    assert rows(found)["X"]["asked"] == 170


@pytest.mark.parametrize(
    ("survival", "more", "words"),
    [
        ("1.5", {}, "between 0 and 1"),
        ("0.5,0.2", {}, "one for each band"),
        ("0.5,0.2", {"bands": "each"}, "one for each band"),
        ("0.5,0.2", {"bands": "column"}, "F, G are in a further one"),
        ("0.5", {"caps": {"Z": Decimal(2)}}, "no funder or real pot is called Z"),
    ],
)
def test_what_cannot_be_forecast_is_said(survival, more, words):
    with pytest.raises(DemandError, match=words):
        forecasted(WORKED, survival, **more)


def test_no_survival_at_all_is_asked_for():
    tables = WORKED.tables()
    with pytest.raises(DemandError, match="no survival"):
        forecast(tables["applications"], tables["requests"], tables["funders"], DemandOptions(()))
