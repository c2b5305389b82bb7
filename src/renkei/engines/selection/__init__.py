"""Selecting what a joint call funds, by a published rule, with the reasons. `docs/rules.md` defines the rules."""

from renkei.engines.selection.conditions.conditioned import Conditions
from renkei.engines.selection.conditions.floors import Floor
from renkei.engines.selection.conditions.forcing import Forced
from renkei.engines.selection.conditions.limit import Limit
from renkei.engines.selection.conditions.refusal import ConditionError
from renkei.engines.selection.invitation import Invitation, invite
from renkei.engines.selection.lot import lot_order
from renkei.engines.selection.options import SelectionError, SelectionOptions, options_from
from renkei.engines.selection.payers import Payers, RealPot, payers
from renkei.engines.selection.ranking.endorsements import Endorsed, Verdict
from renkei.engines.selection.ranking.order import Merged, MergedOrder, Order, Pointed, PointsOrder
from renkei.engines.selection.ranking.standing import proposal
from renkei.engines.selection.ready import make_ready
from renkei.engines.selection.reduced import Granted, Reduced
from renkei.engines.selection.result import (
    Bound,
    Displaces,
    GroupStep,
    LevelBound,
    NextRaise,
    Reason,
    Selection,
    Unlock,
)
from renkei.engines.selection.select import Progress, select
from renkei.engines.selection.topped_up import ToppedUp
from renkei.engines.selection.zones.grey_zone import GreyZone, grey_zone
from renkei.engines.selection.zones.lottery_zone import Interval, LotteryZone

__all__ = [
    "Bound",
    "ConditionError",
    "Conditions",
    "Displaces",
    "Endorsed",
    "Floor",
    "Forced",
    "Granted",
    "GreyZone",
    "GroupStep",
    "Interval",
    "Invitation",
    "LevelBound",
    "Limit",
    "LotteryZone",
    "Merged",
    "MergedOrder",
    "NextRaise",
    "Order",
    "Payers",
    "Pointed",
    "PointsOrder",
    "Progress",
    "RealPot",
    "Reason",
    "Reduced",
    "Selection",
    "SelectionError",
    "SelectionOptions",
    "ToppedUp",
    "Unlock",
    "Verdict",
    "grey_zone",
    "invite",
    "lot_order",
    "make_ready",
    "options_from",
    "payers",
    "proposal",
    "select",
]
