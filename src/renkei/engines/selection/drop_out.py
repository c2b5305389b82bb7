"""After a drop-out: the rule run again with the remaining awards fixed (docs/decisions/0013-drop-outs.md)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Part
from renkei.engines.selection.decide_portfolio import decide_portfolio
from renkei.engines.selection.decide_walk import decide_walk
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.engines.selection.ready import Ready, Tables, make_ready
from renkei.engines.selection.result import Selection
from renkei.engines.selection.select import Explained, assembled
from renkei.engines.selection.walk_rule import WalkRule

UNSETTLED = (
    "and no published rule says whether that is settled anew; ask `renkei what-if --force-out` for a simulation, where "
    "the rule bears it"
)


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
    be run so: a top-up, side conditions, reductions, a lottery, a reserve list that has expired, awards that the
    budgets do not pay.
    """
    _refuse_expired(options, follows)
    ready = make_ready(tables, replace(options, reasons=False), follows.drop_outs)
    _refuse_unsettled(ready)
    rule, decided = _decide(ready.call, ready.options, _fixed(ready.call, follows))
    return assembled(decided, Explained(rule, decided, ready), ready)


def _refuse_unsettled(ready: Ready) -> None:
    """SelectionError, in words, for what no published rule settles beside awards that are fixed."""
    if ready.top_up is not None:
        wrong = (
            "a drop-out beside the top-up {pot} is not decided so far: its amount stands on the awards above the gap, "
            "{unsettled}"
        )
        raise SelectionError(say(wrong, pot=ready.top_up.pot, unsettled=UNSETTLED))
    call = ready.call
    if call.inside or call.limits or call.floors:
        wrong = (
            "a drop-out beside forcing in, side conditions or exclusive sets is not decided so far: they were kept by "
            "the decision as a whole, {unsettled}"
        )
        raise SelectionError(say(wrong, unsettled=UNSETTLED))
    if call.offer is not None:
        wrong = "a drop-out beside reductions at the cut is not decided so far: awards stand reduced, {unsettled}"
        raise SelectionError(say(wrong, unsettled=UNSETTLED))
    lottery = ready.options.lottery
    if lottery is not None and (lottery.width is not None or ready.options.draw is not None):
        wrong = (
            "a drop-out in a call with a lottery is not decided so far: its zone was frozen with all applications, "
            "{unsettled}"
        )  # a draw that is only named settles ties alone, and none was settled by it
        raise SelectionError(say(wrong, unsettled=UNSETTLED))


def _decide(call: Call, options: SelectionOptions, fixed: Part) -> tuple[WalkRule | PortfolioRule, Decided]:
    if options.rule in ("ranking", "gaps"):
        walking = WalkRule(call, stop=options.stops)
        return walking, decide_walk(walking, fixed)
    portfolio = PortfolioRule(call, options, fixed)
    return portfolio, decide_portfolio(portfolio)


def _fixed(call: Call, follows: Follows) -> Part:
    place = {one: number for number, one in enumerate(call.applications)}
    missing = [one for one in follows.fixed if one not in place]
    if missing:
        wrong = "{list} have awards and are not eligible now: name them as drop-outs"
        raise SelectionError(say(wrong, list=", ".join(missing)))
    fixed = frozenset(place[one] for one in follows.fixed)
    over = call.demand[:, sorted(fixed)].sum(axis=1) - call.capacity
    poor = [call.funders[row] for row, lack in enumerate(over) if lack > 0]
    if poor:
        wrong = "{list} cannot pay the awards that remain: the budgets are not those decided on"
        raise SelectionError(say(wrong, list=", ".join(poor)))
    return fixed


def _refuse_expired(options: SelectionOptions, follows: Follows) -> None:
    until = options.reserve.until
    if follows.on is not None and until is not None and follows.on > until:
        wrong = "the reserve list held until {until}, and the drop-out is of {day}: nobody moves up"
        raise SelectionError(say(wrong, until=str(until), day=str(follows.on)))


def faults(funded: Collection[str], tied: Collection[str], drop_outs: Mapping[str, str]) -> Iterator[str]:
    """Everything wrong in drop-outs from a decision, in words."""
    if tied:
        wrong = "the decision has open ties ({list}): draw the lot and decide again first"
        yield say(wrong, list=", ".join(sorted(tied)))
    for one, ground in drop_outs.items():
        if one not in funded:
            yield say("{one} has no award in this decision, so it cannot drop out of it", one=one)
        if not ground.strip():
            yield say("{one}: say on which ground it drops out", one=one)
