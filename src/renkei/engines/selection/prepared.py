"""A call from its tables to numbers, for every question that is not the decision itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from renkei.engines.selection.call import Call
from renkei.engines.selection.encode import encode
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.payers import Payers, payers
from renkei.engines.selection.ranking.standing import stand

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Prepared:
    """A call in numbers, with the options and the applications as the order left them, and who pays."""

    call: Call
    options: SelectionOptions
    applications: pl.DataFrame
    paying: Payers

    @property
    def eligible(self) -> pl.DataFrame:
        """The rows of the eligible applications, in the order of `call.applications`."""
        chosen = pl.col("application_id").is_in(list(self.call.applications))
        return self.applications.filter(chosen).sort("application_id")


def prepared(tables: Tables, options: SelectionOptions) -> Prepared:
    """The tables of a call (columns and types of `renkei.tables`) as `select` reads them; SelectionError likewise."""
    scores, rates = tables.get("criteria_scores"), tables.get("rates")
    standing = stand(
        tables["applications"],
        tables["requests"],
        tables["funders"],
        options,
        scores,
        rates,
        tables.get("rankings"),
        tables.get("endorsements"),
    )
    paying = payers(
        standing.requests, tables["funders"], options, rates, tables.get("pots"), tables.get("contributions")
    )
    options = replace(standing.options, reporting_currency=paying.reporting)
    call = encode(standing.applications, paying.requests, paying.funders, options, scores, rates)
    return Prepared(call, options, standing.applications, paying)
