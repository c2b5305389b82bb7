"""A call made ready for one rule and one set of forcings, with what makes further questions about other means cheap."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from renkei.defects import say
from renkei.engines.selection.call import Call
from renkei.engines.selection.options import SelectionError, SelectionOptions
from renkei.engines.selection.payers import Payers, between
from renkei.engines.selection.ready import Ready, Tables, make_ready
from renkei.engines.selection.top_up import TopUp
from renkei.engines.selection.walk_rule import WalkRule
from renkei.engines.selection.what_if.change import Change
from renkei.engines.selection.what_if.without import without


@dataclass(frozen=True)
class Prepared:
    """A call made ready; `scores` are the eligible applications' (None without one).

    `confirmed`: funder → its currency and confirmed raise before any that is asked for.
    """

    ready: Ready
    scores: tuple[Decimal | None, ...]
    confirmed: Mapping[str, tuple[str, int]]

    @property
    def call(self) -> Call:
        """The call in numbers."""
        return self.ready.call

    @property
    def options(self) -> SelectionOptions:
        """The options, with what follows from the call."""
        return self.ready.options

    @property
    def paying(self) -> Payers:
        """Who pays."""
        return self.ready.paying

    @property
    def top_up(self) -> TopUp | None:
        """The top-up as it is published."""
        return self.ready.top_up

    @cached_property
    def walking(self) -> WalkRule:
        """The rule of a walk; it remembers each group's best parts by the money that matters to them."""
        return WalkRule(self.call, stop=self.options.stops)

    def without(self, out: Collection[str]) -> "Prepared":
        """The same with some applications out, where one panel ranks."""
        kept = without(self.call, out)
        score = dict(zip(self.call.applications, self.scores, strict=True))
        return replace(
            self, ready=replace(self.ready, call=kept), scores=tuple(score[one] for one in kept.applications)
        )

    def raised(self, change: Change) -> dict[int, int]:
        """Payer → the raise asked for, in its currency; a raise of a funder in a real pot is the pot's."""
        found: dict[int, int] = {}
        for funder, amount in change.raises.items():
            home = [pot for pot, one in self.paying.real_pots.items() if funder in one.pays_for]
            row = self.call.funders.index(home[0] if home else funder)
            found[row] = found.get(row, 0) + self._own(funder, amount, self.call.currencies[row])
        return found

    def _own(self, funder: str, amount: int, currency: str) -> int:
        """A raise in the payer's currency: rounded with the confirmed one, as it would be once it is confirmed too."""
        own, confirmed = self.confirmed[funder]
        if own == currency:
            return amount
        rates = self.paying.rates
        return between(confirmed + amount, own, currency, rates) - between(confirmed, own, currency, rates)

    def topped(self, change: Change) -> TopUp | None:
        """The top-up with the cap, the share and the gap part asked for."""
        if self.top_up is None:
            return None
        cap = self.top_up.cap if change.cap is None else change.cap
        share = self.top_up.share if change.share is None else change.share
        gap_part = self.top_up.gap_part if change.gap_part is None else change.gap_part
        return replace(self.top_up, cap=cap, share=share, gap_part=gap_part)


def prepare(tables: Tables, options: SelectionOptions, confirmed: Mapping[str, tuple[str, int]]) -> Prepared:
    """The call, ready for questions; SelectionError, in words, where the rule or a simulation cannot decide it."""
    ready = make_ready(tables, options)
    _refuse_moving(ready)
    known = dict(ready.standing.applications.select("application_id", "score").iter_rows())
    return Prepared(ready, tuple(known[one] for one in ready.call.applications), confirmed)


def _refuse_moving(ready: Ready) -> None:
    """SelectionError for what a raise moves in ways that no simulation follows so far."""
    wrong = "is not simulated so far: `renkei select` decides it; change a copy of the folder and compare the decisions"
    if ready.call.floors:
        raise SelectionError(say("a call with minima {wrong}", wrong=wrong))
    if ready.call.offer is not None:
        raise SelectionError(say("a call with reductions at the cut {wrong}", wrong=wrong))
    if ready.options.lottery is not None and ready.options.lottery.width is not None:
        raise SelectionError(say("a call that draws lots by score intervals {wrong}", wrong=wrong))
