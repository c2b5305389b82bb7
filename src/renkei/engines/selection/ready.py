"""A call made ready for a rule: who stands in which order, who pays, all of it in numbers, with its side conditions."""

from dataclasses import dataclass, replace

import polars as pl

from renkei.engines.selection.call import Call
from renkei.engines.selection.conditions.conditioned import Conditions, conditioned
from renkei.engines.selection.conditions.reductions import offer_of, refuse_pooled
from renkei.engines.selection.encode import encode, paid_requests
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.payers import Payers, payers
from renkei.engines.selection.ranking.standing import Standing, stand
from renkei.engines.selection.top_up import TopUp, top_up_of


@dataclass(frozen=True)
class Ready:
    """What a rule decides on, and what made it so; `options` are those published, with what follows from them."""

    call: Call
    options: SelectionOptions
    standing: Standing
    paying: Payers
    top_up: TopUp | None
    conditions: Conditions | None


def make_ready(
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    funders: pl.DataFrame,
    options: SelectionOptions,
    criteria_scores: pl.DataFrame | None = None,
    rates: pl.DataFrame | None = None,
    rankings: pl.DataFrame | None = None,
    endorsements: pl.DataFrame | None = None,
    pots: pl.DataFrame | None = None,
    contributions: pl.DataFrame | None = None,
    exclusive: pl.DataFrame | None = None,
) -> Ready:
    """The tables (see `select`) as a rule takes them; SelectionError, in words, for what cannot be decided."""
    standing = stand(applications, requests, funders, options, criteria_scores, rates, rankings, endorsements)
    paying = payers(standing.requests, funders, options, rates, pots, contributions)
    options = replace(standing.options, reporting_currency=paying.reporting)
    call = encode(standing.applications, paying.requests, paying.funders, options, criteria_scores, rates)
    top_up = top_up_of(paying, pots)
    call, conditions = conditioned(
        call, standing.applications, paying.requests, options, exclusive, topped=top_up is not None
    )
    refuse_pooled(funders)
    paid = paid_requests(paying.requests, call.applications, call.rates, call.reporting_currency)
    offer = offer_of(call, paid, paying.funders, rule=options.rule, topped=top_up is not None)
    return Ready(replace(call, offer=offer), options, standing, paying, top_up, conditions)
