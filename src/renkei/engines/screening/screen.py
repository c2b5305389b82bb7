"""A whole call screened: frames and annexes in, verdicts out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from renkei.annexes import Annexes
from renkei.engines.screening.elsewhere import elsewhere_of
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.independence import Independence
from renkei.engines.screening.one import screen_application
from renkei.engines.screening.partner import Partner
from renkei.engines.screening.verdict import Said, Verdict

LEFT_OUT = ("withdrawn", "excluded")


@dataclass(frozen=True)
class Screening:
    """Application → its verdicts, in the order of identifiers; `without_annex` are asked and have no rules.

    `left_out` are withdrawn or excluded, and were not screened.
    """

    verdicts: Mapping[str, tuple[Verdict, ...]]
    partners: Mapping[str, tuple[Partner, ...]]
    without_annex: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def of(self, application: str) -> Said:
        """What an application's verdicts come to: fail before doubt before pass."""
        return worst(self.verdicts[application])

    @property
    def counts(self) -> Mapping[str, int]:
        """How many applications pass, fail, or are in doubt."""
        return {"pass": 0, "fail": 0, "doubt": 0} | Counter(map(self.of, self.verdicts))


def worst(verdicts: tuple[Verdict, ...]) -> Said:
    """Fail before doubt before pass."""
    said = {one.verdict for one in verdicts}
    return "fail" if "fail" in said else "doubt" if "doubt" in said else "pass"


def screen(
    applications: pl.DataFrame,
    requests: pl.DataFrame,
    annexes: Annexes,
    rates: pl.DataFrame | None = None,
    controls: pl.DataFrame | None = None,
    request_costs: pl.DataFrame | None = None,
    reporting: str = "",
) -> Screening:
    """Screen every application that is neither withdrawn nor excluded.

    The tables have the columns and types of `renkei.tables`; `reporting` is the currency that `rates` are for one of.
    Without `controls` organisations with different identifiers are independent.
    """
    status = dict(applications.select("application_id", "status").sort("application_id").iter_rows())
    partners = partners_of(requests, request_costs)
    standing = {one: partners.get(one, ()) for one, said in status.items() if said not in LEFT_OUT}
    known: dict[str, Any] = {
        "exchange": exchange_of(rates, reporting),
        "independence": independence_of(controls),
        "elsewhere": elsewhere_of(standing.items()),
    }
    asked = {one.payer for found in standing.values() for one in found if one.payer is not None and one.asks}
    return Screening(
        {one: screen_application(found, annexes, application=one, **known) for one, found in standing.items()},
        standing,
        tuple(sorted(asked - set(annexes.funders))),
        tuple(one for one, said in status.items() if said in LEFT_OUT),
    )


def exchange_of(rates: pl.DataFrame | None, reporting: str) -> Exchange:
    """The rates of the contract's table `rates`, which may be absent."""
    return Exchange({} if rates is None else dict(rates.select("currency", "rate").iter_rows()), reporting)


def independence_of(controls: pl.DataFrame | None) -> Independence:
    """The groups of the contract's table `controls`, which may be absent."""
    pairs = [] if controls is None else controls.select("controller_id", "organisation_id").rows()
    return Independence.of(pairs)


def partners_of(requests: pl.DataFrame, request_costs: pl.DataFrame | None = None) -> dict[str, tuple[Partner, ...]]:
    """Application → its partners in the order of identifiers, each with its costs by category where these are told."""
    costs: dict[tuple[str, str], dict[str, int]] = {}
    if request_costs is not None:
        for application, partner, category, amount in request_costs.select(
            "application_id", "partner_id", "category", "amount"
        ).iter_rows():
            costs.setdefault((application, partner), {})[category] = amount
    found: dict[str, list[Partner]] = {}
    for row in requests.sort("application_id", "partner_id").iter_rows(named=True):
        key = row["application_id"], row["partner_id"]
        found.setdefault(key[0], []).append(_partner(row, costs.get(key)))
    return {application: tuple(listed) for application, listed in found.items()}


def _partner(row: Mapping[str, Any], costs: Mapping[str, int] | None) -> Partner:
    facts = ("partner_id", "amount", "currency", "total_cost", "organisation_id", "country", "size", "role")
    return Partner(
        **{name: row[name] for name in facts},
        payer=row["pot_id"] or row["funder_id"],
        leads_part=row["leads_part"],
        self_funded=row["self_funded"],
        costs=costs,
    )
