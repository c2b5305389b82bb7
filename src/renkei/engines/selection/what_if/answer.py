"""What a question comes to, against the decision without the changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from renkei.engines.selection.result import Money, State
from renkei.engines.selection.what_if.change import Change
from renkei.settings import Rule


@dataclass(frozen=True)
class Budget:
    """A funder's (or real pot's) money in minor units of its currency; `means` is budget, confirmed and asked raise.

    `worth_left` and `worth_committed` are in the reporting currency; `could_not_pay` are the applications for which it
    was short when the rule came to them, best rank first.
    """

    funder: str
    currency: str
    means: int
    committed: int
    left: int
    worth_left: int
    could_not_pay: tuple[str, ...] = ()
    worth_committed: int = 0


@dataclass(frozen=True)
class Level:
    """A level of `best` or `sum` (`band`, `total`, `money`), given the levels before it as they are.

    `value` is reached; at most `claimed` (by the search) and `certified` (by multipliers) can be. `per` units make one
    point.
    """

    name: str
    band: int | None
    value: int
    claimed: int
    certified: int
    per: int = 1


@dataclass(frozen=True)
class Answer:
    """What is funded, and what only the lot can settle. `complete` is False where a better set may exist.

    `short`: application not funded → what each funder lacked when the rule came to it.
    `number` is the least that are funded however the lot falls; `passed_over` are those not funded that rank above
    somebody funded, `next_ones` the best ranked of those not funded; `mean_score` is over `funded`, None where there is
    no score.
    """

    rule: Rule
    funded: tuple[str, ...]
    tied: tuple[str, ...]
    number: int
    exact: bool
    mean_score: Fraction | None
    budgets: tuple[Budget, ...]
    passed_over: tuple[str, ...]
    next_ones: tuple[str, ...]
    levels: tuple[Level, ...] = ()
    complete: bool = True
    short: Mapping[str, Money] = field(default_factory=dict, hash=False)

    @property
    def idle(self) -> int:
        """Money that no award takes, in minor units of the reporting currency."""
        return sum(budget.worth_left for budget in self.budgets)


@dataclass(frozen=True)
class Cheapest:
    """The cheapest raise after which one more is funded, in the notions of *next raise* and *unlock* (docs/rules.md).

    `cost` is in the reporting currency; `enters`, `leaves` and `tied` are what it changes. Where it is `open`, it costs
    at least `at_least`.
    """

    state: State = "not_computed"
    raises: Money = field(default_factory=dict)
    cost: int | None = None
    enters: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    at_least: int | None = None


@dataclass(frozen=True)
class WhatIf:
    """A simulation: the decision as it would be without the change, and with it. Nothing is decided by it.

    `currencies` are those of the funders that raise; `beyond_possible` the funders whose raise exceeds what they stated
    as possible.
    """

    change: Change
    before: Answer
    after: Answer
    cheapest: Cheapest
    reporting_currency: str
    currencies: Mapping[str, str]
    beyond_possible: tuple[str, ...] = ()

    @property
    def enters(self) -> tuple[str, ...]:
        """Funded for certain with the change, and not without it."""
        return tuple(sorted(set(self.after.funded) - set(self.before.funded)))

    @property
    def leaves(self) -> tuple[str, ...]:
        """Funded for certain without the change, and not even by a lot with it."""
        return tuple(sorted(set(self.before.funded) - set(self.after.funded) - set(self.after.tied)))

    @property
    def to_the_lot(self) -> tuple[str, ...]:
        """Funded for certain without the change; with it only the lot can say."""
        return tuple(sorted(set(self.before.funded) & set(self.after.tied)))

    @property
    def proven(self) -> bool:
        """Whether both sides meet their rule's definition exactly."""
        return self.before.complete and self.after.complete
