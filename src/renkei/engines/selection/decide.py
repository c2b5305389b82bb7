"""Which rule decides, with or without a top-up."""

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.decide_portfolio import decide_portfolio
from renkei.engines.selection.decide_topped import decide_topped
from renkei.engines.selection.decide_walk import decide_walk
from renkei.engines.selection.decided import Decided
from renkei.engines.selection.minima_rule import MinimaRule
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.engines.selection.top_up import TopUp
from renkei.engines.selection.topped_rule import ToppedRule
from renkei.engines.selection.walk_rule import WalkRule

AnyRule = WalkRule | PortfolioRule | ToppedRule


def decide(call: Call, options: SelectionOptions, top_up: TopUp | None) -> tuple[AnyRule, Decided]:
    """The rule over a call, and its result; SelectionError, in words, for a rule that cannot bear a top-up."""
    if call.zone is not None and top_up is not None:
        raise SelectionError(
            say(
                "beside the top-up {pot} the funding line moves with what is drawn: delete width: of the lottery "
                "in programme.yaml, or decide without the top-up",
                pot=top_up.pot,
            )
        )
    if options.rule in ("ranking", "gaps") and top_up is not None:
        topped = ToppedRule(call, top_up, stop=options.stops)
        return topped, decide_topped(topped)
    if options.rule in ("ranking", "gaps"):
        walking = WalkRule(call, stop=options.stops)
        return walking, decide_walk(walking)
    refuse_top_up(options, top_up)
    portfolio = MinimaRule(call, options) if call.floors else PortfolioRule(call, options)
    return portfolio, decide_portfolio(portfolio)


def refuse_top_up(options: SelectionOptions, top_up: TopUp | None) -> None:
    """Refuse, in words, a top-up under a rule that has no first gap."""
    if top_up is not None:
        raise SelectionError(
            say(
                "the rule {rule} cannot bear the top-up {pot}: it counts only above the first gap of a "
                "ranking, and this rule has none; choose ranking or gaps, or decide without it: write virtual in pot "
                "of its funders and delete its row in pots",
                rule=options.rule,
                pot=top_up.pot,
            )
        )
