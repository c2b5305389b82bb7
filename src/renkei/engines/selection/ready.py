"""A call made ready for a rule: who stands in which order, who pays, all of it in numbers, with its side conditions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import polars as pl

from renkei.engines.selection.call import Call
from renkei.engines.selection.conditions.conditioned import Conditions, conditioned
from renkei.engines.selection.conditions.reductions import offer_of, refuse_pooled
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.engines.selection.encode import encode, paid_requests
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.payers import Payers, payers
from renkei.engines.selection.ranking.standing import Standing, stand
from renkei.engines.selection.top_up import TopUp, top_up_of

DROPPED_OUT = "dropped_out"
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Ready:
    """What a rule decides on, and what made it so; `options` are those published, with what follows from them."""

    call: Call
    options: SelectionOptions
    standing: Standing
    paying: Payers
    top_up: TopUp | None
    conditions: Conditions | None

    @property
    def eligible(self) -> pl.DataFrame:
        """The rows of the eligible applications, in the order of `call.applications`."""
        chosen = pl.col("application_id").is_in(list(self.call.applications))
        return self.standing.applications.filter(chosen).sort("application_id")

    @property
    def possible(self) -> tuple[int | None, ...]:
        """The largest raise of each row, None where none is stated; no raise moves a limit."""
        return (*self.paying.funders.sort("funder_id")["possible_raise"], *(0 for _ in self.call.limits))


def make_ready(tables: Tables, options: SelectionOptions, dropped: Collection[str] = ()) -> Ready:
    """The tables (by name, as in `renkei.tables`) as a rule takes them; SelectionError, in words, for what it cannot.

    Of the tables applications, requests and funders are needed. Those that `dropped` out are not eligible; they leave
    the order after it is made, so that merged lists and national points stay as they were.
    """
    scores, rates, pots = tables.get("criteria_scores"), tables.get("rates"), tables.get("pots")
    applications, requests, funders = tables["applications"], tables["requests"], tables["funders"]
    rankings, endorsements = tables.get("rankings"), tables.get("endorsements")
    standing = stand(applications, requests, funders, options, scores, rates, rankings, endorsements)
    standing = replace(standing, applications=_without(standing.applications, dropped))
    paying = payers(standing.requests, funders, options, rates, pots, tables.get("contributions"))
    options = replace(standing.options, reporting_currency=paying.reporting)
    call = encode(standing.applications, paying.requests, paying.funders, options, scores, rates)
    top_up = top_up_of(paying, pots)
    call, conditions = conditioned(
        call, standing.applications, paying.requests, options, tables.get("exclusive"), topped=top_up is not None
    )
    refuse_pooled(funders)
    paid = paid_requests(paying.requests, call.applications, call.rates, call.reporting_currency)
    offer = offer_of(call, paid, paying.funders, rule=options.rule, topped=top_up is not None)
    call = replace(call, offer=offer)
    _refuse_intervals(call, options)
    return Ready(call, options, standing, paying, top_up, conditions)


def _without(applications: pl.DataFrame, dropped: Collection[str]) -> pl.DataFrame:
    gone = pl.col("application_id").is_in(list(dropped))
    return applications.with_columns(pl.when(gone).then(pl.lit(DROPPED_OUT)).otherwise("status").alias("status"))


def _refuse_intervals(call: Call, options: SelectionOptions) -> None:
    """ConditionError where lots are drawn by intervals around a funding line that something else moves."""
    intervals = options.lottery is not None and options.lottery.width is not None
    if intervals and (call.inside or call.limits or call.offer is not None):
        raise ConditionError(
            "lots by score intervals beside forcing in, limits, exclusive sets or reductions at the cut are not "
            "defined: they move the funding line that an interval reaches",
            "delete them, or width: of the lottery in programme.yaml, and lots are drawn in ties only",
        )
