"""The outcome of each application, the reserve list, and each funder's money."""

import numpy as np
import polars as pl

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen
from renkei.engines.selection.options import SelectionOptions


def outcomes(
    call: Call, chosen: Chosen, applications: pl.DataFrame, options: SelectionOptions
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """(application_id, outcome, rank, score, band for every application; the reserve list in order of rank)."""
    reserve = [call.applications[one] for group in call.groups for one in group if one not in chosen.sometimes]
    places = len(reserve) if options.reserve.places is None else options.reserve.places
    outcome = dict.fromkeys(call.not_eligible, "not_eligible") | dict.fromkeys(reserve, "not_funded")
    outcome |= dict.fromkeys(reserve[:places], "reserve")
    outcome |= {call.applications[one]: "tie" for one in chosen.tied}
    outcome |= {call.applications[one]: "funded" for one in chosen.always}
    rank = dict(zip(call.applications, call.ranks, strict=True))
    band = dict(zip(call.applications, call.bands, strict=False))
    ids = sorted(outcome)
    frame = pl.DataFrame(
        {
            "application_id": ids,
            "outcome": [outcome[one] for one in ids],
            "rank": [rank.get(one) for one in ids],
            "band": [band.get(one) for one in ids],
        },
        schema={"application_id": pl.String, "outcome": pl.String, "rank": pl.Int64, "band": pl.Int64},
    )
    scores = applications.select("application_id", "score")
    return frame.join(scores, on="application_id", how="left", maintain_order="left"), tuple(reserve)


def spending(call: Call, chosen: Chosen, funders: pl.DataFrame) -> pl.DataFrame:
    """funder_id, currency, budget, raise, asked (by all eligible), committed, left; minor units."""
    committed = call.demand[:, sorted(chosen.always)].sum(axis=1, dtype=np.int64)
    return funders.sort("funder_id").select(
        "funder_id",
        "currency",
        "budget",
        pl.col("confirmed_raise").fill_null(0).alias("raise"),
        pl.Series("asked", call.demand.sum(axis=1, dtype=np.int64)),
        pl.Series("committed", committed),
        pl.Series("left", call.capacity - committed),
    )
