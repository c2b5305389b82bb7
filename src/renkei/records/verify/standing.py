"""Who ranked and who endorsed, recomputed: the tables as the rule had to read them, and what the record says of it."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from renkei.records.verify.call import call_from
from renkei.records.verify.endorsing import endorsements_of, reduced_rows
from renkei.records.verify.merging import merge_of, unfounded
from renkei.records.verify.options import Options
from renkei.records.verify.pointing import points_of
from renkei.records.verify.verdict import Findings
from renkei.tables import APPLICATIONS

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Restated:
    """The tables with endorsements and the order in them; `order` and `endorsements` as the record must hold them."""

    tables: Tables
    order: dict[str, Any] | None
    endorsements: dict[str, Any] | None


def restate(tables: Tables, options: Options) -> Restated:
    """Apply endorsements, then the way the call ranks; UnverifiableError for what no record can stand on.

    Who endorses, ranks and votes is the funder that a request names, whichever pot then pays it.
    """
    endorsements = order = None
    plain = replace(options, conditions=())  # which limit what is funded, not who endorses or ranks
    if options.agencies or options.keys:
        endorsements, grounds = endorsements_of(call_from(_alone(tables), plain), tables, options)
        requests = reduced_rows(tables["requests"].to_dicts(), endorsements["applications"])
        tables = {
            **tables,
            "applications": _with(tables["applications"], "status", grounds),
            "requests": pl.DataFrame(requests, tables["requests"].schema),
        }
    if options.who_ranks == "merged":
        order = merge_of(call_from(_alone(tables), plain), tables, options)
        ranks = {one: entry["agreed"] or entry["proposed"] for one, entry in order["applications"].items()}
        tables = {**tables, "applications": _with(tables["applications"], "rank", ranks)}
    if options.who_ranks == "national_points":
        order = points_of(call_from(_alone(tables), plain), tables)
        tables = {**tables, "applications": _pointed(tables["applications"], order["applications"], options)}
    return Restated(tables, order, endorsements)


def _alone(tables: Tables) -> Tables:
    """The tables with every funder on its own: its budget, and the requests that name it; no sets."""
    apart = {name: frame for name, frame in tables.items() if name not in {"pots", "contributions", "exclusive"}}
    alone = [row | {"pot": None, "top_up_entitled": None} for row in tables["funders"].to_dicts()]
    asking = [row for row in tables["requests"].to_dicts() if not row.get("pot_id")]
    return apart | {
        "funders": pl.DataFrame(alone, tables["funders"].schema),
        "requests": pl.DataFrame(asking, tables["requests"].schema),
    }


def _with(frame: pl.DataFrame, column: str, values: Mapping[str, Any]) -> pl.DataFrame:
    rows = [row | {column: values.get(row["application_id"], row.get(column))} for row in frame.to_dicts()]
    return pl.DataFrame(rows, frame.schema | {column: APPLICATIONS.column(column).dtype})


def _pointed(frame: pl.DataFrame, entries: Mapping[str, Any], options: Options) -> pl.DataFrame:
    finals = {one: Fraction(entry["final"]) for one, entry in entries.items()}
    sign = -1 if options.high else 1
    best_first = sorted(sign * final for final in finals.values())
    ranks = {one: 1 + bisect_left(best_first, sign * final) for one, final in finals.items()}
    printed = {one: _half_up(final, options.points_places) for one, final in finals.items()}
    return _with(_with(frame, "rank", ranks), "score", printed)


def _half_up(value: Fraction, places: int) -> Decimal:
    """The nearest decimal of so many places; halves go away from zero."""
    units = abs(value) * 10**places + Fraction(1, 2)
    text = f"{units.numerator // units.denominator:0{places + 1}d}"
    return Decimal(("-" if value < 0 else "") + (f"{text[:-places]}.{text[-places:]}" if places else text))


def check_order(record: Mapping[str, Any], restated: Restated, findings: Findings) -> None:
    """`order` and `endorsements` of a record, figure by figure; an agreed list has a ground wherever it departs."""
    findings.check("how the order came about, and every endorsement with what follows from it")
    why = "from rankings, endorsements and programme.yaml"
    findings.compare("order", record["order"], restated.order, why)
    findings.compare("endorsements", record["endorsements"], restated.endorsements, why)
    for one, over in unfounded(restated.order):
        expected = f"the agreed list puts it before {over} against the proposal: one of the two needs a ground"
        findings.fail(f"order.applications.{one}.ground", "", expected, one)
