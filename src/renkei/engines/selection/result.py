"""What a selection comes to: outcomes, money, and the reasons, each to be checked by anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from renkei.engines.selection.conditions.conditioned import Conditions
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.payers import RealPot
from renkei.engines.selection.ranking.endorsements import Endorsed
from renkei.engines.selection.ranking.order import Order
from renkei.engines.selection.reduced import Reduced
from renkei.engines.selection.topped_up import ToppedUp
from renkei.engines.selection.zones.lottery_zone import LotteryZone

State = Literal["exact", "upper", "open", "none", "impossible", "not_computed"]
Money = dict[str, int]  # funder → minor units of its currency


@dataclass(frozen=True)
class Displaces:
    """What the re-run with an application forced in takes (`leaves`) and adds; there only a lot settles `tied`."""

    state: State = "not_computed"
    leaves: tuple[str, ...] = ()
    enters: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unlock:
    """The smallest sum of raises (`cost`, reporting currency) that funds an application beside all that is funded."""

    state: State = "not_computed"
    raises: Money = field(default_factory=dict)
    cost: int | None = None
    at_least: int | None = None


@dataclass(frozen=True)
class NextRaise:
    """A funder's smallest own raise after which more applications are funded, with who enters and who leaves."""

    state: State = "not_computed"
    amount: int | None = None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    at_least: int | None = None


@dataclass(frozen=True)
class Reason:
    """Why an application has its outcome; kinds as in docs/decision-record.md."""

    kind: str
    because: str = ""
    at: str = ""
    short: Money = field(default_factory=dict)
    passed_over_for: tuple[str, ...] = ()
    displaces: Displaces = Displaces()
    unlock: Unlock = field(default_factory=Unlock)


@dataclass(frozen=True)
class Bound:
    """An upper bound by integer multipliers: of the funders' budgets, of the levels before, and of each cut."""

    certified: int
    scale: int
    funders: Money
    levels: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Cut:
    """What a funder's budget says about whole applications: the coefficients of any that it can pay for come to
    `right` at most."""

    funder: str
    right: int
    coefficients: Mapping[str, int]


@dataclass(frozen=True)
class GroupStep:
    """One group of a walk; `largest` and `bound` are None while a tie is open above it."""

    at: str
    applications: tuple[str, ...]
    funded: tuple[str, ...]
    largest: int | None
    bound: Bound | None


@dataclass(frozen=True)
class LevelBound:
    """One level of `best` or `sum`: its value, the bound claimed by the solver and the one certified by multipliers."""

    level: str
    band: int | None
    value: int
    claimed: int
    bound: Bound
    per: int = 1


@dataclass(frozen=True)
class Selection:
    """The result of `select`.

    `outcomes`: application_id, outcome, rank, score, band. `spending`: funder_id, currency, budget, raise, asked,
    committed, left (minor units). `reserve`: application ids in rank order. `asked`: each eligible application's
    requests. `tied` holds what only the lot can settle,
    `ties_exact` is False where caution marked some. `draw_order`: eligible applications in the lot's order.
    `order` says how a merge or national points came about, `endorsed` who endorsed what, `conditions` the side
    conditions in force, `reduced` what was reduced at the cut, `zone` among whom lots are drawn, where the call draws
    them by score intervals (None where the call has none).
    """

    options: SelectionOptions
    outcomes: pl.DataFrame
    spending: pl.DataFrame
    reasons: dict[str, Reason]
    next_raises: dict[str, NextRaise]
    reserve: tuple[str, ...]
    asked: dict[str, Money]
    steps: tuple[GroupStep, ...]
    bounds: tuple[LevelBound, ...]
    tied: tuple[str, ...]
    ties_exact: bool
    draw_order: tuple[str, ...]
    complete: bool
    stopped: str | None
    order: Order | None = None
    endorsed: Endorsed | None = None
    real_pots: Mapping[str, RealPot] = field(default_factory=dict)
    top_up: ToppedUp | None = None
    cuts: tuple[Cut, ...] = ()
    conditions: Conditions | None = None
    reduced: Reduced | None = None
    zone: LotteryZone | None = None

    @property
    def funded(self) -> tuple[str, ...]:
        """The applications funded for certain, in the order of their ids."""
        return tuple(self.outcomes.filter(pl.col("outcome") == "funded")["application_id"])
