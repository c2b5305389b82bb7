"""What a meeting asks: other raises, bands, rule or top-up, an application out. Refused whole where unknown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from renkei.defects import say
from renkei.engines.selection.ready import Tables
from renkei.settings import Bands, Rule

FORCE = {"out": "force out {one}", "in": "force in {one}"}


@dataclass(frozen=True)
class Change:
    """One question. `raises`: funder → minor units of its currency beyond its confirmed raise; `out`: application →
    the ground on which it is forced out, `inside` likewise in; `share`, `gap_part` and `cap` (minor units of the pot's
    currency) are the top-up's; None leaves a thing as it is."""

    rule: Rule | None = None
    raises: Mapping[str, int] = field(default_factory=dict)
    out: Mapping[str, str] = field(default_factory=dict)
    share: Decimal | None = None
    gap_part: Decimal | None = None
    inside: Mapping[str, str] = field(default_factory=dict)
    cap: int | None = None
    bands: Bands | None = None


def faults(change: Change, tables: Tables) -> list[str]:
    """Everything in a change that the call's tables do not know or bear, in words; empty where there is nothing."""
    return [*_raises(change, tables), *_forcing(change, tables), *_top_up(change, tables)]


def _raises(change: Change, tables: Tables) -> Iterator[str]:
    funders = set(tables["funders"]["funder_id"])
    for funder, amount in change.raises.items():
        if funder not in funders:
            known = ", ".join(sorted(funders))
            yield say("raise {funder}: there is no such funder; the funders are {list}", funder=funder, list=known)
        elif amount < 0:
            wrong = "raise {funder}: a raise is 0 or more; lower the budget in funders to see what less money does"
            yield say(wrong, funder=funder)
        else:
            yield from _pots_of(funder, tables)


def _pots_of(funder: str, tables: Tables) -> Iterator[str]:
    """A raise of a funder in real pots is the pot's, so it must be clear which pot that is."""
    row = tables["funders"].row(by_predicate=pl.col("funder_id") == funder, named=True)
    if row["pot"] == "real":
        given = tables["contributions"].filter(pl.col("funder_id") == funder) if "contributions" in tables else None
        pots = [] if given is None else given["pot_id"].to_list()
        if len(pots) != 1:
            wrong = "raise {funder}: it contributes to {n} real pots, so that no one pot gets the raise"
            yield say(wrong, funder=funder, n=len(pots))


def _forcing(change: Change, tables: Tables) -> Iterator[str]:
    known = set(tables["applications"]["application_id"])
    for way, forced in (("out", change.out), ("in", change.inside)):
        for one, ground in forced.items():
            force = say(FORCE[way], one=one)
            if one not in known:
                yield say("{force}: there is no such application", force=force)
            if not ground.strip():
                yield say("{force}: say on which ground", force=force)
    for one in sorted(change.out.keys() & change.inside.keys()):
        yield say("{force}: it is to be forced in as well", force=say(FORCE["out"], one=one))


def _top_up(change: Change, tables: Tables) -> Iterator[str]:
    asked = {"share of the top-up": change.share, "gap part": change.gap_part}
    given = {name: value for name, value in asked.items() if value is not None}
    caps = {} if change.cap is None else {"cap of the top-up": change.cap}
    topped = "pots" in tables and (tables["pots"]["kind"] == "top_up").any()
    if not topped:
        for name, value in (caps | given).items():
            yield say("{name} {value}: the call has no top-up in pots", name=name, value=value)
        return
    for name, value in given.items():
        if not 0 <= value <= 1:
            yield say("{name} {value}: it is between 0 and 1", name=name, value=value)
    for name, value in caps.items():
        if value < 0:
            yield say("{name} {value}: it is 0 or more", name=name, value=value)


def changed_tables(tables: Tables, change: Change) -> Tables:
    """The tables with applications forced in and out, each on its ground, and where any is forced in the raises.

    Whether those forced in can be paid is seen before a rule begins, so that raises must be there by then.
    """
    way = dict.fromkeys(change.out, "out") | dict.fromkeys(change.inside, "in")
    grounds = {**change.out, **change.inside}
    given = {**tables, "applications": _filled(tables["applications"], {"forced": way, "ground": grounds})}
    if change.inside and change.raises:
        by = pl.col("funder_id").replace_strict(dict(change.raises), default=0, return_dtype=pl.Int64)
        raised = pl.col("confirmed_raise").fill_null(0) + by
        given["funders"] = tables["funders"].with_columns(raised.alias("confirmed_raise"))
    return given


def _filled(applications: pl.DataFrame, columns: Mapping[str, Mapping[str, str]]) -> pl.DataFrame:
    """The applications with other values in columns, where any is given for their ids."""
    one = pl.col("application_id")
    return applications.with_columns(
        pl.when(one.is_in(list(values)))
        .then(one.replace_strict(dict(values), default=None, return_dtype=pl.String))
        .otherwise(name)
        .alias(name)
        for name, values in columns.items()
        if values
    )
