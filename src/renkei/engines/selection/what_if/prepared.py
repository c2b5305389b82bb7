"""A call prepared for one rule and one set of eligible applications, so that other means are asked about at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from renkei.engines.selection.call import Call
from renkei.engines.selection.encode import encode
from renkei.engines.selection.options import SelectionOptions
from renkei.engines.selection.payers import Payers, between, payers
from renkei.engines.selection.ranking.standing import stand
from renkei.engines.selection.top_up import TopUp, top_up_of
from renkei.engines.selection.walk_rule import WalkRule
from renkei.engines.selection.what_if.change import Change, Tables, forced_out
from renkei.engines.selection.what_if.without import without


@dataclass(frozen=True)
class Prepared:
    """A call in numbers; `scores` are the eligible applications' (None without one), `possible` the payers' raises.

    `confirmed`: funder → its currency and confirmed raise.
    """

    call: Call
    options: SelectionOptions
    paying: Payers
    top_up: TopUp | None
    scores: tuple[Decimal | None, ...]
    possible: tuple[int | None, ...]
    confirmed: Mapping[str, tuple[str, int]]

    @property
    def stops(self) -> bool:
        """Whether the rule ends at the first gap."""
        return self.options.rule == "ranking" and self.options.tail == "stop"

    @cached_property
    def walking(self) -> WalkRule:
        """The rule of a walk; it remembers each group's best parts by the money that matters to them."""
        return WalkRule(self.call, stop=self.stops)

    def without(self, out: Collection[str]) -> "Prepared":
        """The same with some applications out, where one panel ranks."""
        kept = without(self.call, out)
        score = dict(zip(self.call.applications, self.scores, strict=True))
        return replace(self, call=kept, scores=tuple(score[one] for one in kept.applications))

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
        """The top-up with the share and the gap part asked for."""
        if self.top_up is None:
            return None
        share = self.top_up.share if change.share is None else change.share
        gap_part = self.top_up.gap_part if change.gap_part is None else change.gap_part
        return replace(self.top_up, share=share, gap_part=gap_part)


def prepare(tables: Tables, options: SelectionOptions, out: Mapping[str, str]) -> Prepared:
    """The call with applications forced out; SelectionError where the rule cannot decide it, in words."""
    applications = forced_out(tables["applications"], out) if out else tables["applications"]
    requests, funders = tables["requests"], tables["funders"]
    scores, rates = tables.get("criteria_scores"), tables.get("rates")
    rankings, endorsements = tables.get("rankings"), tables.get("endorsements")
    standing = stand(applications, requests, funders, options, scores, rates, rankings, endorsements)
    paying = payers(standing.requests, funders, options, rates, tables.get("pots"), tables.get("contributions"))
    options = replace(standing.options, reporting_currency=paying.reporting)
    call = encode(standing.applications, paying.requests, paying.funders, options, scores, rates)
    rows = funders.select("funder_id", "currency", "confirmed_raise")
    ordered = paying.funders.sort("funder_id")
    known = dict(standing.applications.select("application_id", "score").iter_rows())
    return Prepared(
        call=call,
        options=options,
        paying=paying,
        top_up=top_up_of(paying, tables.get("pots")),
        scores=tuple(known[one] for one in call.applications),
        possible=tuple(ordered["possible_raise"]),
        confirmed={one: (currency, raised or 0) for one, currency, raised in rows.iter_rows()},
    )
