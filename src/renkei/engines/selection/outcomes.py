"""The outcome of each application, the reserve list, and each funder's money."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen
from renkei.engines.selection.options import SelectionOptions


def outcomes(
    call: Call, chosen: Chosen, applications: pl.DataFrame, options: SelectionOptions
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """(application_id, outcome, rank, score, band for every application; the reserve list in order of rank)."""
    reserve = _reserve_list(call, chosen)
    placed = reserve[: _places(call, reserve, options.reserve.places)]
    outcome = dict.fromkeys(call.not_eligible, "not_eligible")
    outcome |= {call.applications[one]: "not_funded" for one in reserve}
    outcome |= {call.applications[one]: "reserve" for one in placed}
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
    scored = frame.join(scores, on="application_id", how="left", maintain_order="left")
    return scored, tuple(call.applications[one] for one in placed)


def _reserve_list(call: Call, chosen: Chosen) -> list[int]:
    """Whoever is certainly not funded, in order of rank; equals in the lot's order, or their ids' until it is drawn."""
    place = {one: position for position, one in enumerate(call.lot or range(len(call.applications)))}
    rest = [one for one in place if one not in chosen.sometimes]
    return sorted(rest, key=lambda one: (call.group_of[one], place[one]))


def _places(call: Call, reserve: list[int], places: int | None) -> int:
    """How many of the list are on it; equals at the last place stand together until a draw orders them."""
    if places is None or places >= len(reserve):
        return len(reserve)
    if call.lot is not None or places == 0:
        return places
    last = call.group_of[reserve[places - 1]]
    return sum(call.group_of[one] <= last for one in reserve)


def spending(call: Call, chosen: Chosen, funders: pl.DataFrame, saved: Mapping[int, int]) -> pl.DataFrame:
    """funder_id, currency, budget, raise, asked (by all eligible), committed, left; minor units.

    `saved` is what reductions at the cut take off what is committed, by row.
    """
    demand = call.demand[: len(call.funders)]
    capacity = call.capacity[: len(call.funders)]
    committed = demand[:, sorted(chosen.always)].sum(axis=1, dtype=np.int64)
    for row, amount in saved.items():
        committed[row] -= amount
    return funders.sort("funder_id").select(
        "funder_id",
        "currency",
        "budget",
        pl.col("confirmed_raise").fill_null(0).alias("raise"),
        pl.Series("asked", demand.sum(axis=1, dtype=np.int64)),
        pl.Series("committed", committed),
        pl.Series("left", np.maximum(capacity - committed, 0)),  # beyond it the top-up pays
    )
