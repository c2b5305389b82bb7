"""After a drop-out: the rule run again with the remaining awards fixed (docs/decisions/0013-drop-outs.md)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Part
from renkei.engines.selection.decide_portfolio import decide_portfolio
from renkei.engines.selection.decide_walk import decide_walk
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.encode import encode
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.payers import payers
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.engines.selection.ranking.standing import stand
from renkei.engines.selection.result import Selection
from renkei.engines.selection.select import Explained, assembled
from renkei.engines.selection.top_up import top_up_of
from renkei.engines.selection.walk_rule import WalkRule

DROPPED_OUT = "dropped_out"
Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Follows:
    """The decision that is followed: its hash, what it funded, and every drop-out since the first with its ground.

    `on` is the day on which the reserve list is asked; None where nobody said.
    """

    sha256: str
    funded: tuple[str, ...]
    drop_outs: Mapping[str, str]
    on: date | None = None

    @property
    def fixed(self) -> tuple[str, ...]:
        """The awards that remain."""
        return tuple(one for one in self.funded if one not in self.drop_outs)


def after_drop_outs(tables: Tables, options: SelectionOptions, follows: Follows) -> Selection:
    """The decision with the remaining awards paid first and the rule run over the reserve with the money left.

    Takes the tables of `select` by name. The order stays as it was decided: who dropped out leaves it after merging
    and national points. Reasons that need a re-run are not computed. Raises SelectionError, in words, for what cannot
    be run so: a top-up, a reserve list that has expired, awards that the budgets do not pay.
    """
    _refuse_expired(options, follows)
    scores, rates = tables.get("criteria_scores"), tables.get("rates")
    given = tables["applications"], tables["requests"], tables["funders"]
    standing = stand(*given, options, scores, rates, tables.get("rankings"), tables.get("endorsements"))
    standing = replace(standing, applications=dropped(standing.applications, follows.drop_outs))
    pots = tables.get("pots")
    paying = payers(standing.requests, given[2], options, rates, pots, tables.get("contributions"))
    top_up = top_up_of(paying, pots)
    if top_up is not None:
        raise SelectionError(
            f"a drop-out beside the top-up {top_up.pot} is not decided so far: its amount stands on the awards above "
            "the gap, and no published rule says whether it is settled anew; ask `renkei what-if --force-out` for a "
            "simulation"
        )
    options = replace(standing.options, reporting_currency=paying.reporting, reasons=False)
    call = encode(standing.applications, paying.requests, paying.funders, options, scores, rates)
    rule, decided = _decide(call, options, _fixed(call, follows))
    explained = Explained(rule, decided, paying.funders, options, lambda what, done, of: None, None)
    return assembled(call, decided, explained, standing, paying, options)


def dropped(applications: pl.DataFrame, drop_outs: Collection[str]) -> pl.DataFrame:
    """The applications with those that dropped out no longer eligible."""
    gone = pl.col("application_id").is_in(list(drop_outs))
    return applications.with_columns(pl.when(gone).then(pl.lit(DROPPED_OUT)).otherwise("status").alias("status"))


def _decide(call: Call, options: SelectionOptions, fixed: Part) -> tuple[WalkRule | PortfolioRule, Decided]:
    if options.rule in ("ranking", "gaps"):
        walking = WalkRule(call, stop=options.rule == "ranking" and options.tail == "stop")
        return walking, decide_walk(walking, fixed)
    portfolio = PortfolioRule(call, options, fixed)
    return portfolio, decide_portfolio(portfolio)


def _fixed(call: Call, follows: Follows) -> Part:
    place = {one: number for number, one in enumerate(call.applications)}
    missing = [one for one in follows.fixed if one not in place]
    if missing:
        raise SelectionError(f"{', '.join(missing)} have awards and are not eligible now: name them as drop-outs")
    fixed = frozenset(place[one] for one in follows.fixed)
    over = call.demand[:, sorted(fixed)].sum(axis=1) - call.capacity
    poor = [call.funders[row] for row, lack in enumerate(over) if lack > 0]
    if poor:
        raise SelectionError(
            f"{', '.join(poor)} cannot pay the awards that remain: the budgets are not those decided on"
        )
    return fixed


def _refuse_expired(options: SelectionOptions, follows: Follows) -> None:
    until = options.reserve.until
    if follows.on is not None and until is not None and follows.on > until:
        raise SelectionError(
            f"the reserve list held until {until}, and the drop-out is of {follows.on}: nobody moves up"
        )


def faults(funded: Collection[str], tied: Collection[str], drop_outs: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong in drop-outs from a decision, in words."""
    if tied:
        yield f"the decision has open ties ({', '.join(sorted(tied))}): draw the lot and decide again first"
    for one, ground in drop_outs.items():
        if one not in funded:
            yield f"{one} has no award in this decision, so it cannot drop out of it"
        if not ground.strip():
            yield f"{one}: say on which ground it drops out"
