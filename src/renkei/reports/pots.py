"""Common money as reports tell it: who pays a request, what a real pot is made of, how a top-up was settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from renkei.reports.totals import Money, Rates

TOP_UP = ("cap", "amount", "national", "proportional", "gap", "rest", "committed", "left")
COMMON = ("allotted", "gap_cost")  # of a funder, in the top-up's currency
OWN = ("proportional", "used", "gap")  # in the funder's own


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


def stated(pots: Mapping[str, Any], currency_of: Mapping[str, str]) -> Iterator[Money]:
    """The amounts of a record's pots: what is contributed, what a top-up comes to, and what it pays each funder."""
    for entry in pots.values():
        for given in entry["contributions"].values() if entry["kind"] == "real" else ():
            yield Money(given["amount"], given["currency"])
        if entry["kind"] == "top_up":
            rows = [(entry[name], entry["currency"]) for name in TOP_UP]
            rows += [
                (one[name], entry["currency"] if name in COMMON else currency_of[funder])
                for funder, one in entry["funders"].items()
                for name in (*COMMON, *OWN)
            ]
            yield from (Money(minor, currency) for minor, currency in rows if minor is not None)
