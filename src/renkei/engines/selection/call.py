"""A joint call in numbers: ids become positions, money integers, scores one integer scale."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from renkei.engines.selection.conditions.floors import Floor
from renkei.engines.selection.conditions.limit import Limit
from renkei.engines.selection.conditions.reductions import Offer
from renkei.engines.selection.zones.lottery_zone import LotteryZone
from renkei.money import convert

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Call:
    """Eligible applications (columns, in the order of their ids) and funders (rows, likewise).

    `demand` and `capacity` are minor units of each funder's currency, and below these a row for each of `limits`;
    `converted` is the demand of funders and `money` each application's sum in the reporting currency; `points` are
    scores over the floor times `per`, higher the better; `groups` run from the best down, each with its score or rank
    as printed in `labels`; `inside` are forced in: paid before the rule begins; `offer` is what may be reduced at
    the cut, `floors` are minima that what is funded reaches; a lottery's `zone` is one of the groups.
    """

    applications: tuple[str, ...]
    funders: tuple[str, ...]
    currencies: tuple[str, ...]
    demand: Whole
    capacity: Whole
    converted: Whole
    points: Whole
    per: int
    groups: tuple[tuple[int, ...], ...]
    labels: tuple[str, ...]
    bands: tuple[int, ...]
    tie_criteria: tuple[tuple[str, Whole | None], ...]
    lot: tuple[int, ...] | None
    not_eligible: dict[str, str]
    rates: dict[str, Decimal]
    reporting_currency: str
    limits: tuple[Limit, ...] = ()
    inside: frozenset[int] = frozenset()
    offer: Offer | None = None
    floors: tuple[Floor, ...] = ()
    zone: LotteryZone | None = None

    @property
    def raises_searched(self) -> bool:
        """Whether smallest raises can be searched: a raise moves the cut, and may serve a minimum in many ways."""
        return self.offer is None and not self.floors

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows: the funders', then the limits'."""
        return (*self.funders, *(limit.name for limit in self.limits))

    @cached_property
    def money(self) -> Whole:
        """What each application asks in all, in minor units of the reporting currency."""
        total: Whole = self.converted.sum(axis=0, dtype=np.int64)
        return total

    @cached_property
    def asked(self) -> tuple[dict[int, int], ...]:
        """What each application asks: funder (or limit) → amount, only where it asks anything."""
        return tuple({int(row): int(column[row]) for row in np.flatnonzero(column)} for column in self.demand.T)

    @cached_property
    def asked_money(self) -> tuple[dict[int, int], ...]:
        """The same of funders alone."""
        return tuple({row: rows[row] for row in rows if row < len(self.funders)} for rows in self.asked)

    @cached_property
    def group_of(self) -> tuple[int, ...]:
        """The place of each application's group, 0 the best."""
        place = {one: number for number, group in enumerate(self.groups) for one in group}
        return tuple(place[one] for one in range(len(self.applications)))

    @property
    def ranks(self) -> tuple[int, ...]:
        """Each application's rank: one more than the number of applications strictly better."""
        better = np.cumsum([0, *(len(group) for group in self.groups)])
        return tuple(int(better[place]) + 1 for place in self.group_of)

    def worth(self, funder: int, amount: int) -> int:
        """An amount of a funder's currency in minor units of the reporting currency; a limit's is not money: 0."""
        if funder >= len(self.funders):
            return 0
        currency = self.currencies[funder]
        return convert(amount, currency, self.rates.get(currency, Decimal(1)), self.reporting_currency)
