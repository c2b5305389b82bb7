"""Common money as reports tell it: who pays a request, what a real pot is made of, how a top-up was settled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renkei.reports.totals import Money, Rates


@dataclass(frozen=True)
class Routes:
    """Where requests go that name a funder whose money is in a real pot; `currencies` are the pots'."""

    homes: Mapping[str, str]
    currencies: Mapping[str, str]
    rates: Rates

    @classmethod
    def read(cls, pots: Mapping[str, Any], rates: Rates) -> "Routes":
        """The routes of a record's pots."""
        real = {pot: entry for pot, entry in pots.items() if entry["kind"] == "real"}
        homes = {funder: pot for pot, entry in real.items() for funder in entry["pays_for"]}
        return cls(homes, {pot: entry["currency"] for pot, entry in real.items()}, rates)

    def paid(self, named: str, money: Money) -> tuple[str, Money]:
        """(who pays what is asked of a funder or pot, the amount in the payer's currency)."""
        payer = self.homes.get(named, named)
        return payer, self.rates.exchanged(money, self.currencies.get(payer, money.currency))
