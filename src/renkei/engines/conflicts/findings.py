"""From ties to findings: one row for each application, reviewer and rule, with its strongest evidence."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

import polars as pl

from renkei.conflict_rules import CALL, ConflictRules, Rules
from renkei.engines.conflicts.asked import Ties, asked
from renkei.engines.conflicts.declared import cleared
from renkei.engines.conflicts.material import KEY, Ready
from renkei.tables import CONFLICTS

ROW = list(CONFLICTS.key)


def findings(
    ready: Ready, members: pl.DataFrame, rules: ConflictRules, day: date, scopes: Collection[str] | None = None
) -> pl.DataFrame:
    """What the rules of these scopes (None: of all) find: the columns of `conflicts`, in the order of its key."""
    ties = Ties(ready, members, day)
    found = [
        _merged(_where_it_holds(ready, rules, scope, frame), f"{scope}:{name}")
        for scope, own in rules.scopes()
        if scopes is None or scope in scopes
        for name, frame in _together(ties, scope, own)
    ]
    return pl.concat([CONFLICTS.empty().select(CONFLICTS.names), *found]).sort(ROW)


def _together(ties: Ties, scope: str, rules: Rules) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each rule's ties in one frame: some are found in several places."""
    by_rule: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for name, frame in asked(ties, scope, rules):
        by_rule[name].append(frame)
    yield from ((name, pl.concat(frames)) for name, frames in by_rule.items())


def _where_it_holds(ready: Ready, rules: ConflictRules, scope: str, ties: pl.DataFrame) -> pl.DataFrame:
    """A funder's rules hold for the applications that ask it, unless they hold for all."""
    if scope == CALL or rules.applies == "all":
        return ties
    return ties.join(ready.asking(scope), on="application_id", how="semi")


def _merged(ties: pl.DataFrame, rule: str) -> pl.DataFrame:
    """One row a pair: of what is sure, else of what is likely, the latest; how many more; from first to last.

    The end is empty where one of them goes on or its end is not told.
    """
    strongest = ties.unique().filter(pl.col("likely") == pl.col("likely").all().over(KEY))
    latest = strongest.sort(*KEY, "until", "since", "evidence", descending=[False, False, True, True, False])
    more = pl.col("evidence").n_unique() - 1
    last = pl.when(pl.col("until").null_count() == 0).then(pl.col("until").max())
    merged = latest.group_by(KEY, maintain_order=True).agg(
        pl.col("evidence").first(),
        pl.col("since").min(),
        last.alias("until"),
        pl.col("likely").first().alias("to_confirm"),
        more.alias("#more"),
    )
    listed = pl.when(pl.col("#more") > 0).then(pl.format("{}; and {} more", "evidence", "#more")).otherwise("evidence")
    return merged.with_columns(listed.alias("evidence"), pl.lit(rule).alias("rule")).select(CONFLICTS.names)


def without_cleared(ready: Ready, found: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What stays, and what was to be confirmed and was cleared; what is sure nobody clears."""
    names = cleared(ready)
    gone = found.filter("to_confirm").join(names, on=KEY, how="semi")
    return found.join(gone, on=ROW, how="anti").sort(ROW), gone.sort(ROW)
