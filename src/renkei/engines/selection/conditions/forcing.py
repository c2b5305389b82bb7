"""Forcing in and out: with a ground each, and only what is eligible and can be paid together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Literal

import numpy as np
import polars as pl

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.money import format_amount


@dataclass(frozen=True)
class Forced:
    """An application forced `in` or `out`, and the ground."""

    way: Literal["in", "out"]
    ground: str


def forced_of(applications: pl.DataFrame) -> dict[str, Forced]:
    """Application → how it is forced, by name; ConditionError for one without a ground."""
    rows = applications.drop_nulls("forced").sort("application_id").select("application_id", "forced", "ground")
    bare = tuple(one for one, _, ground in rows.iter_rows() if not ground)
    if bare:
        raise ConditionError(
            say("no ground for forcing {list}", list=", ".join(bare)), "write it in the column ground", "ground", bare
        )
    return {one: Forced(way, ground) for one, way, ground in rows.iter_rows()}


def inside_of(forced: Mapping[str, Forced], call: Call) -> frozenset[int]:
    """Those forced in, as positions in the call; ConditionError for one that is not eligible."""
    wanted = tuple(one for one, how in forced.items() if how.way == "in")
    wrong = tuple(one for one in wanted if one in call.not_eligible)
    if wrong:
        why = ", ".join(f"{one} ({call.not_eligible[one]})" for one in wrong)
        remedy = "only an eligible application can be forced in; mend what keeps it out, or empty the column forced"
        raise ConditionError(say("forced in and not eligible are {list}", list=why), remedy, "forced", wrong)
    place = {one: position for position, one in enumerate(call.applications)}
    return frozenset(place[one] for one in wanted)


def refuse_beyond(call: Call) -> None:
    """ConditionError where those forced in ask more of a funder, or count for more, than there is; with the sums."""
    inside = sorted(call.inside)
    asked = call.demand[:, inside].sum(axis=1, dtype=np.int64)
    over = [row for row in range(len(call.rows)) if asked[row] > call.capacity[row]]
    if over:
        names = tuple(call.applications[one] for one in inside)
        beyond = _joined([_beyond(call, row, int(asked[row])) for row in over])
        remedy = "force fewer in, or confirm raises that pay for them"
        wrong = say("forced in are {list}, and together {beyond}", list=", ".join(names), beyond=beyond)
        raise ConditionError(wrong, remedy, "forced", names)


def _beyond(call: Call, row: int, asked: int) -> str:
    most = int(call.capacity[row])
    if row >= len(call.funders):
        limit = call.limits[row - len(call.funders)]
        currency = call.reporting_currency if limit.of == "money" else ""
        given = {"asked": _amount(asked, currency), "limit": limit.name, "most": _amount(most, currency)}
        return say("they count {asked} for {limit}, which allows {most}", **given)
    currency = call.currencies[row]
    given = {"asked": _amount(asked, currency), "funder": call.funders[row], "most": _amount(most, currency)}
    return say("they ask {asked} of {funder}, which has {most}", **given)


def _joined(sentences: list[str]) -> str:
    """Sentences as one, each still known by its template."""
    return reduce(lambda one, more: say("{one}; {more}", one=one, more=more), sentences)


def _amount(units: int, currency: str) -> str:
    return f"{format_amount(units, currency)} {currency}" if currency else str(units)
