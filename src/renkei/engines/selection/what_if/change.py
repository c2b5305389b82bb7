"""What a meeting asks: other raises, another top-up, an application out, another rule. Refused whole where unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from renkei.settings import Rule

Tables = Mapping[str, pl.DataFrame]


@dataclass(frozen=True)
class Change:
    """One question. `raises`: funder → minor units of its currency beyond its confirmed raise; `out`: application →
    the ground on which it is forced out; `share` and `gap_part` are the top-up's; None leaves a thing as it is."""

    rule: Rule | None = None
    raises: Mapping[str, int] = field(default_factory=dict)
    out: Mapping[str, str] = field(default_factory=dict)
    share: Decimal | None = None
    gap_part: Decimal | None = None


def faults(change: Change, tables: Tables) -> list[str]:
    """Everything in a change that the call's tables do not know or bear, in words; empty where there is nothing."""
    return [*_raises(change, tables), *_out(change, tables), *_top_up(change, tables)]


def _raises(change: Change, tables: Tables) -> Iterator[str]:
    funders = set(tables["funders"]["funder_id"])
    for funder, amount in change.raises.items():
        if funder not in funders:
            yield f"raise {funder}: there is no such funder; the funders are {', '.join(sorted(funders))}"
        elif amount < 0:
            yield f"raise {funder}: a raise is 0 or more; lower the budget in funders to see what less money does"
        else:
            yield from _pots_of(funder, tables)


def _pots_of(funder: str, tables: Tables) -> Iterator[str]:
    """A raise of a funder in real pots is the pot's, so it must be clear which pot that is."""
    row = tables["funders"].row(by_predicate=pl.col("funder_id") == funder, named=True)
    if row["pot"] == "real":
        given = tables["contributions"].filter(pl.col("funder_id") == funder) if "contributions" in tables else None
        pots = [] if given is None else given["pot_id"].to_list()
        if len(pots) != 1:
            yield f"raise {funder}: it contributes to {len(pots)} real pots, so that no one pot gets the raise"


def _out(change: Change, tables: Tables) -> Iterator[str]:
    known = set(tables["applications"]["application_id"])
    for one, ground in change.out.items():
        if one not in known:
            yield f"force out {one}: there is no such application"
        if not ground.strip():
            yield f"force out {one}: say on which ground"


def _top_up(change: Change, tables: Tables) -> Iterator[str]:
    asked = {"share of the top-up": change.share, "gap part": change.gap_part}
    given = {name: value for name, value in asked.items() if value is not None}
    topped = "pots" in tables and (tables["pots"]["kind"] == "top_up").any()
    for name, value in given.items():
        if not topped:
            yield f"{name} {value}: the call has no top-up in pots"
        elif not 0 <= value <= 1:
            yield f"{name} {value}: it is between 0 and 1"


def forced_out(applications: pl.DataFrame, out: Mapping[str, str]) -> pl.DataFrame:
    """The applications with those in `out` excluded, each on its ground."""
    hit = pl.col("application_id").is_in(list(out))
    ground = pl.col("application_id").replace_strict(dict(out), default=None, return_dtype=pl.String)
    return applications.with_columns(
        pl.when(hit).then(pl.lit("excluded")).otherwise("status").alias("status"),
        pl.when(hit).then(ground).otherwise("ground").alias("ground"),
    )
