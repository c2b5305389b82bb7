"""The merge of the funders' lists again, and where the agreed list departs from it."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from renkei.records.verify.call import Call
from renkei.records.verify.options import Options
from renkei.records.verify.payers import UnverifiableError


def merge_of(call: Call, tables: Mapping[str, pl.DataFrame], options: Options) -> dict[str, Any]:
    """The record's `order` of a merged call."""
    if options.merge is None:
        raise UnverifiableError("who_ranks is merged, and options.merge is null: there is nothing to merge by")
    lists = _lists(call, tables)
    values = {one: _value(one, lists, options.merge) for one in call.eligible}
    best_first = sorted(values.values())
    proposed = {one: 1 + bisect_left(best_first, value) for one, value in values.items()}
    rows = {row["application_id"]: row for row in tables["applications"].to_dicts()}
    agreed = {one: rows[one]["rank"] for one in call.eligible if rows[one].get("rank") is not None}
    if agreed and len(agreed) < len(values):
        raise UnverifiableError(f"the agreed list lacks {', '.join(sorted(values.keys() - agreed.keys()))}")
    entries = {
        one: {
            "ranks": {funder: ranks[one] for funder, ranks in sorted(lists.items()) if one in ranks},
            "value": str(values[one]),
            "proposed": proposed[one],
            "agreed": agreed.get(one),
            "overtakes": [
                other for other in sorted(agreed) if proposed[other] < proposed[one] and agreed[one] <= agreed[other]
            ],
            "ground": rows[one].get("ground") or "",
        }
        for one in call.eligible
    }
    taken = "agreed" if agreed else "proposed"
    return {"who": "merged", "merge": options.merge, "taken": taken, "applications": entries}


def _lists(call: Call, tables: Mapping[str, pl.DataFrame]) -> dict[str, dict[str, int]]:
    """Funder → eligible application → the rank it gave; UnverifiableError unless it is who the application asks."""
    lists: dict[str, dict[str, int]] = {}
    for row in tables["rankings"].to_dicts() if "rankings" in tables else []:
        if row["application_id"] in call.eligible and row.get("rank") is not None:
            lists.setdefault(row["funder_id"], {})[row["application_id"]] = row["rank"]
    for one in call.eligible.values():
        asked = {call.funders[funder].id for funder, _ in one.asks}
        ranked = {funder for funder, ranks in lists.items() if one.id in ranks}
        if not ranked or asked != ranked:
            raise UnverifiableError(f"{one.id} is not ranked by the funders that it asks, and by them alone")
    return lists


def _value(one: str, lists: Mapping[str, Mapping[str, int]], merge: str) -> Fraction:
    """The merged value of an application, from the number that each funder puts strictly above and strictly below."""
    above, below, size = [], [], []
    for ranks in lists.values():
        if one in ranks:
            above.append(sum(rank < ranks[one] for rank in ranks.values()))
            below.append(sum(rank > ranks[one] for rank in ranks.values()))
            size.append(len(ranks))
    if merge == "worst":
        return Fraction(max(above) + 1)
    if merge == "upper_halves":
        return Fraction(int(any(2 * a >= n for a, n in zip(above, size, strict=True))))
    # the middle of its place, (above + (n - below)) / 2n, averaged over the funders
    middles = [Fraction(a + n - b, 2 * n) for a, b, n in zip(above, below, size, strict=True)]
    return sum(middles, Fraction(0)) / len(middles)


def unfounded(order: Mapping[str, Any] | None) -> Iterator[tuple[str, str]]:
    """(application, the one it overtakes) where neither has a ground."""
    entries = order["applications"] if order and order["who"] == "merged" else {}
    for one, entry in entries.items():
        for other in entry["overtakes"]:
            if not entry["ground"] and not entries[other]["ground"]:
                yield one, other
