"""Endorsements: the authorities that must say yes before an application is eligible.

Lead agency and partner agencies (Weave), second keys (SATREPS); settled in docs/decisions/0008-endorsements.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from renkei.defects import say
from renkei.engines.selection.options import SelectionError
from renkei.money import cut_to
from renkei.settings import Endorsing

GROUNDS = ("refused", "missing", "pending")  # the first that holds is the reason


@dataclass(frozen=True)
class Verdict:
    """What an authority says: `yes`, `no`, `pending`, or `missing`; `amount` in minor units, None for no limit."""

    verdict: str
    amount: int | None = None
    condition: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Endorsed:
    """What endorsements come to: application → authority → verdict, and what follows from them.

    `grounds`: application → why it is not eligible (`endorsement_refused:AUTHORITY` …); `reduced`: application →
    funder → the sum its requests are reduced to; `provisional`: whose outcome stands on a pending word.
    """

    verdicts: dict[str, dict[str, Verdict]]
    grounds: dict[str, str]
    reduced: dict[str, dict[str, int]]
    provisional: tuple[str, ...]


def endorsed(ids: Sequence[str], requests: pl.DataFrame, endorsements: pl.DataFrame, endorsing: Endorsing) -> Endorsed:
    """The endorsements of the applications `ids`, each otherwise eligible.

    Raises SelectionError where agencies must endorse and an application has no single lead partner asking a funder.
    """
    asked = sums(requests)
    needed = authorities(ids, requests, endorsing)
    said = _said(endorsements)
    verdicts = {
        one: {authority: said.get((one, authority), Verdict("missing")) for authority in needed[one]} for one in ids
    }
    states = {one: _states(own, endorsing) for one, own in verdicts.items()}
    grounds = {one: found for one, own in states.items() if (found := _ground(own))}
    return Endorsed(
        verdicts=verdicts,
        grounds=grounds,
        reduced={one: _reduced(verdicts[one], asked.get(one, {})) if one not in grounds else {} for one in verdicts},
        provisional=tuple(sorted(one for one in ids if _is_provisional(verdicts[one], grounds.get(one, "")))),
    )


def authorities(ids: Sequence[str], requests: pl.DataFrame, endorsing: Endorsing) -> dict[str, tuple[str, ...]]:
    """Application → the authorities that must endorse it, by name."""
    asked = sums(requests)
    leads = _leads(ids, requests) if endorsing.agencies else {}
    found = {}
    for one in ids:
        own = set(endorsing.keys)
        own |= {leads[one]} if "lead" in endorsing.agencies else set()
        own |= asked.get(one, {}).keys() - {leads[one]} if "partners" in endorsing.agencies else set()
        found[one] = tuple(sorted(own))
    return found


def sums(requests: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Application → funder → the sum asked of it, above 0, by all partners that do not pay for themselves."""
    found: dict[str, dict[str, int]] = {}
    for one, funder, amount in _paid(requests).select("application_id", "funder_id", "amount").iter_rows():
        if amount:
            own = found.setdefault(one, {})
            own[funder] = own.get(funder, 0) + amount
    return found


def _paid(requests: pl.DataFrame) -> pl.DataFrame:
    return requests.filter(pl.col("funder_id").is_not_null(), ~pl.col("self_funded").fill_null(value=False))


def _leads(ids: Sequence[str], requests: pl.DataFrame) -> dict[str, str]:
    """Application → its lead agency: the funder that its lead partner asks."""
    rows = _paid(requests).filter(pl.col("role") == "lead").select("application_id", "funder_id").iter_rows()
    found: dict[str, set[str]] = {}
    for one, funder in rows:
        found.setdefault(one, set()).add(funder)
    wrong = [one for one in ids if len(found.get(one, ())) != 1]
    if wrong:
        said = "no lead agency for {list}: write lead in the column role of one partner that asks a funder"
        raise SelectionError(say(said, list=", ".join(wrong)))
    return {one: next(iter(funders)) for one, funders in found.items()}


def _said(endorsements: pl.DataFrame) -> dict[tuple[str, str], Verdict]:
    rows: Iterator[dict[str, Any]] = endorsements.iter_rows(named=True)
    return {
        (row["application_id"], row["authority"]): Verdict(
            row["verdict"], row["amount"], row["condition"] or "", row["date"]
        )
        for row in rows
    }


def _states(own: Mapping[str, Verdict], endorsing: Endorsing) -> list[tuple[str, str]]:
    """(ground, authority) for every authority that does not let the application be eligible."""
    word = {"no": "refused", "missing": "missing"} | ({"pending": "pending"} if endorsing.pending == "waits" else {})
    return [(word[said.verdict], authority) for authority, said in own.items() if said.verdict in word]


def _ground(states: Sequence[tuple[str, str]]) -> str:
    """The reason for not being eligible: the first of `GROUNDS`, then the first authority by name; empty for none."""
    if not states:
        return ""
    ground, authority = min(states, key=lambda state: (GROUNDS.index(state[0]), state[1]))
    return f"endorsement_{ground}:{authority}"


def _is_provisional(own: Mapping[str, Verdict], ground: str) -> bool:
    """Eligible, or kept out, by a pending word alone."""
    waits = any(said.verdict == "pending" for said in own.values())
    return waits and (not ground or ground.startswith("endorsement_pending:"))


def _reduced(own: Mapping[str, Verdict], asked: Mapping[str, int]) -> dict[str, int]:
    return {
        authority: said.amount
        for authority, said in own.items()
        if said.amount is not None and said.amount < asked.get(authority, 0)
    }


def reduced_requests(requests: pl.DataFrame, reduced: Mapping[str, Mapping[str, int]]) -> pl.DataFrame:
    """The requests with each funder's sum cut to its amount, every partner's in the same proportion.

    Partners are taken by identifier, so that the same parts come out whatever the order of rows.
    """
    ordered = requests.sort("application_id", "partner_id")
    rows: dict[tuple[str, str], list[int]] = {}
    paid = _paid(ordered.with_row_index("row"))
    for row, one, funder in paid.select("row", "application_id", "funder_id").iter_rows():
        rows.setdefault((one, funder), []).append(row)
    amounts = ordered["amount"].to_list()
    for (one, funder), places in rows.items():
        limit = reduced.get(one, {}).get(funder)
        if limit is not None:
            for place, amount in zip(places, cut_to(limit, [amounts[at] or 0 for at in places]), strict=True):
                amounts[place] = amount
    return ordered.with_columns(pl.Series("amount", amounts, pl.Int64))
