"""The invitation to the full stage: down the rank, while every funder's invited demand stays within its cap.

It is `gaps` on scaled budgets; docs/decisions/0015-demand-and-invitation.md says why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import floor

import numpy as np
import polars as pl

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.ready import Ready, Tables, make_ready
from renkei.engines.selection.reasons import money, names
from renkei.engines.selection.result import Money
from renkei.engines.selection.walk import Walk, Walker


@dataclass(frozen=True)
class Invitation:
    """`outcomes`: application_id, outcome (invited, tie, not_invited, not_eligible), rank, score, because.

    `demand`: funder_id, currency, budget, raise, cap, limit, asked (by all eligible), invited (for certain), left (of
    the limit); minor units, cap and limit empty for a funder without a cap. `short`: for each application not invited
    what each funder's limit lacked when the rule came to it. `tied` is what only the lot can settle.
    """

    options: SelectionOptions
    cap: Decimal | None
    caps: Mapping[str, Decimal]
    outcomes: pl.DataFrame
    demand: pl.DataFrame
    short: Mapping[str, Money]
    tied: tuple[str, ...]
    ties_exact: bool
    draw_order: tuple[str, ...]


def invite(
    tables: Tables, options: SelectionOptions, cap: Decimal | None, caps: Mapping[str, Decimal] | None = None
) -> Invitation:
    """Invite each pre-proposal, best first, whose requests keep every funder's invited demand at most cap × its money.

    Its money is budget plus confirmed raise; `caps` are the caps of single funders (or real pots), in place of `cap`;
    a funder with neither is not limited. The tables are those of `select`, score groups, tie criteria and the lot too.
    Raises SelectionError, in words, where there is no cap, one is not above 0, or one names nobody.
    """
    caps = dict(sorted((caps or {}).items()))
    options = replace(options, rule="gaps", tail="stop", bands=None, lottery=None)
    _refuse_conditions(tables, options)
    read = make_ready(tables, options)
    _refuse(cap, caps, read.call.funders)
    limits = [_limit(caps.get(funder, cap), int(own)) for funder, own in _money(read.call)]
    asked = read.call.demand.sum(axis=1, dtype=np.int64).tolist()
    capacity = [total if limit is None else limit for limit, total in zip(limits, asked, strict=True)]
    call = replace(read.call, capacity=np.array(capacity, np.int64))
    walk = Walker(call, stop=False).walk(capacity, explain=True)
    if walk is None:  # pragma: no cover - no limit is negative
        raise AssertionError("a walk with nobody forced in always exists")
    return Invitation(
        options=read.options,
        cap=cap,
        caps=caps,
        outcomes=_outcomes(read, walk),
        demand=_demand(read, walk, [caps.get(funder, cap) for funder in call.funders], limits),
        short={call.applications[one]: money(call, lacked) for one, lacked in sorted(walk.short.items())},
        tied=names(call, walk.chosen.tied),
        ties_exact=walk.chosen.exact,
        draw_order=tuple(call.applications[one] for one in call.lot or ()),
    )


def _refuse_conditions(tables: Tables, options: SelectionOptions) -> None:
    """SelectionError, in words, for what decides what is funded and has no meaning for who is invited."""
    found = {
        "conditions: in programme.yaml": bool(options.conditions),
        "forced in applications": tables["applications"]["forced"].is_not_null().any(),
        "the table exclusive": "exclusive" in tables and not tables["exclusive"].is_empty(),
        "max_reduction in funders": (tables["funders"]["max_reduction"] > 0).any(),
    }
    stated = [what for what, there in found.items() if there]
    if stated:
        wrong = (
            "an invitation goes down the rank by caps on demand alone, and there is {list}: leave them out of the "
            "folder of the pre-proposals; they belong to the decision on the full proposals"
        )
        raise SelectionError(say(wrong, list=_listed(stated)))


def _refuse(cap: Decimal | None, caps: Mapping[str, Decimal], funders: tuple[str, ...]) -> None:
    if cap is None and not caps:
        raise SelectionError("no cap: state `demand: {cap: 2.5}` in programme.yaml or give --cap")
    strangers = sorted(set(caps) - set(funders))
    if strangers:
        raise SelectionError(say("no funder or real pot is called {list}: correct the caps", list=", ".join(strangers)))
    every = (("every funder", cap), *caps.items())
    low = [say("{of}: {value}", of=of, value=str(value)) for of, value in every if value is not None and value <= 0]
    if low:
        wrong = "a cap is a number above 0, by which a budget is multiplied; correct that of {list}"
        raise SelectionError(say(wrong, list=_listed(low)))


def _listed(sentences: Iterable[str]) -> str:
    return reduce(lambda one, more: say("{one}, {more}", one=one, more=more), sentences)


def _money(call: Call) -> list[tuple[str, int]]:
    return list(zip(call.funders, call.capacity.tolist(), strict=True))


def _limit(cap: Decimal | None, own: int) -> int | None:
    """The largest whole amount of the minor unit that is at most cap × its money."""
    return None if cap is None else floor(Fraction(cap) * own)


def _outcomes(read: Ready, walk: Walk) -> pl.DataFrame:
    call, chosen = read.call, walk.chosen
    outcome = dict.fromkeys(call.not_eligible, "not_eligible")
    outcome |= dict.fromkeys(call.applications, "not_invited")
    outcome |= dict.fromkeys(names(call, chosen.tied), "tie") | dict.fromkeys(names(call, chosen.always), "invited")
    ranks, ids = dict(zip(call.applications, call.ranks, strict=True)), sorted(outcome)
    frame = pl.DataFrame(
        {
            "application_id": ids,
            "outcome": [outcome[one] for one in ids],
            "rank": [ranks.get(one) for one in ids],
            "because": [call.not_eligible.get(one) for one in ids],
        },
        schema={"application_id": pl.String, "outcome": pl.String, "rank": pl.Int64, "because": pl.String},
    )
    scores = read.standing.applications.select("application_id", "score")
    return frame.join(scores, on="application_id", how="left", maintain_order="left").select(
        "application_id", "outcome", "rank", "score", "because"
    )


def _demand(read: Ready, walk: Walk, caps: list[Decimal | None], limits: list[int | None]) -> pl.DataFrame:
    call = read.call
    invited = call.demand[:, sorted(walk.chosen.always)].sum(axis=1, dtype=np.int64).tolist()
    left = [None if limit is None else limit - taken for limit, taken in zip(limits, invited, strict=True)]
    return read.paying.funders.sort("funder_id").select(
        "funder_id",
        "currency",
        "budget",
        pl.col("confirmed_raise").fill_null(0).alias("raise"),
        pl.Series("cap", caps, pl.Decimal(38, 6)),
        pl.Series("limit", limits, pl.Int64),
        pl.Series("asked", call.demand.sum(axis=1, dtype=np.int64)),
        pl.Series("invited", invited, pl.Int64),
        pl.Series("left", left, pl.Int64),
    )
