"""Each funder's demand at the full stage: expected exactly, its spread by seeded simulation.

docs/decisions/0015-demand-and-invitation.md defines it.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import numpy as np
import polars as pl
from numpy.typing import NDArray

from renkei.engines.demand.options import DemandError, DemandOptions
from renkei.engines.demand.survival import survival_of
from renkei.money import half_up

Whole = NDArray[np.int64]
POINTS = {"low": Fraction(5, 100), "middle": Fraction(1, 2), "high": Fraction(95, 100)}
ROWS = 256  # simulations at a time, so that many need little memory


@dataclass(frozen=True)
class Forecast:
    """`funders`: funder_id, currency, budget, raise, cap, limit, preproposals (that ask it), asked (now), expected,
    low, middle, high (5, 50, 95 % points), passing (simulations in which demand passes the limit), resamples; minor
    units, a row each budget. `preproposals` and `expected` are the numbers now and expected at the full stage."""

    options: DemandOptions
    funders: pl.DataFrame
    preproposals: int
    expected: Fraction


def forecast(
    applications: pl.DataFrame, requests: pl.DataFrame, funders: pl.DataFrame, options: DemandOptions
) -> Forecast:
    """Simulate which pre-proposals reach the full stage, each with its probability, and add up what they ask.

    The tables have the columns and types of `renkei.tables`; `requests` name in `funder_id` who pays, a row of
    `funders` each, in its currency. Those with a status other than eligible are left out. Raises DemandError.
    """
    stands = pl.col("status").fill_null("eligible") == "eligible"
    standing, funders = applications.filter(stands).sort("application_id"), funders.sort("funder_id")
    strangers = sorted(set(options.caps) - set(funders["funder_id"]))
    if strangers:
        raise DemandError(f"no funder or real pot is called {', '.join(strangers)}: correct the caps")
    if options.cap <= 0:
        raise DemandError(f"a cap is a number above 0, by which a budget is multiplied: correct {options.cap}")
    survival = survival_of(standing, options)
    demand = _demand(standing, requests, funders)
    caps = [options.caps.get(funder, options.cap) for funder in funders["funder_id"]]
    return Forecast(
        options,
        _frame(funders, demand, survival, caps, simulated(demand, survival, options.resamples, options.seed)),
        standing.height,
        sum(map(Fraction, survival), Fraction(0)),
    )


def simulated(demand: Whole, survival: list[Decimal], resamples: int, seed: int) -> Whole:
    """Simulations × funders: what is asked of each. `demand` is pre-proposals × funders.

    One PCG64 stream gives a uniform number for each pre-proposal, simulation after simulation; it survives where the
    number is below its probability.
    """
    generator, likely = np.random.Generator(np.random.PCG64(seed)), np.array([float(one) for one in survival])
    parts = [
        (generator.random((min(ROWS, resamples - done), len(likely))) < likely).astype(np.int64) @ demand
        for done in range(0, resamples, ROWS)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, demand.shape[1]), np.int64)


def _demand(standing: pl.DataFrame, requests: pl.DataFrame, funders: pl.DataFrame) -> Whole:
    """Pre-proposals × funders sums of what is asked."""
    row = {one: place for place, one in enumerate(standing["application_id"])}
    column = {one: place for place, one in enumerate(funders["funder_id"])}
    paid = requests.filter(
        pl.col("funder_id").is_not_null(),
        ~pl.col("self_funded").fill_null(value=False),
        pl.col("amount").is_not_null(),
    )
    matrix = np.zeros((len(row), len(column)), np.int64)
    for application, funder, amount in paid.select("application_id", "funder_id", "amount").iter_rows():
        if application in row:
            matrix[row[application], column[funder]] += amount
    return matrix


def _frame(
    funders: pl.DataFrame, demand: Whole, survival: list[Decimal], caps: list[Decimal], drawn: Whole
) -> pl.DataFrame:
    raised = funders["confirmed_raise"].fill_null(0)
    limits = [floor(Fraction(cap) * own) for cap, own in zip(caps, (funders["budget"] + raised).to_list(), strict=True)]
    ordered, resamples = np.sort(drawn, axis=0), len(drawn)
    points = {name: ordered[ceil(share * resamples) - 1].tolist() for name, share in POINTS.items()}
    expected = [
        half_up(sum((Fraction(p) * int(amount) for p, amount in zip(survival, column, strict=True)), Fraction(0)))
        for column in demand.T
    ]
    return funders.select(
        "funder_id",
        "currency",
        "budget",
        raised.alias("raise"),
        pl.Series("cap", caps, pl.Decimal(38, 6)),
        pl.Series("limit", limits, pl.Int64),
        pl.Series("preproposals", (demand > 0).sum(axis=0), pl.Int64),
        pl.Series("asked", demand.sum(axis=0, dtype=np.int64)),
        pl.Series("expected", expected, pl.Int64),
        *(pl.Series(name, values, pl.Int64) for name, values in points.items()),
        pl.Series("passing", (drawn > np.array(limits, np.int64)).sum(axis=0), pl.Int64),
        pl.lit(resamples, pl.Int64).alias("resamples"),
    )
