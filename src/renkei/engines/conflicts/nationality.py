"""Ties by nationality: barred for every application, or that of an investigator."""

import polars as pl

from renkei.conflict_rules import Apart, Nationality
from renkei.engines.conflicts.material import Ready
from renkei.engines.conflicts.ties import tie


def of_nationality(ready: Ready, rule: Nationality) -> pl.DataFrame:
    """Ties of reviewers whose nationality the rule does not allow; one that is not known makes none."""
    known = ready.reviewers.select("reviewer_id", "nationality").drop_nulls()
    barred = pl.col("nationality").is_in(rule.never)
    if rule.only:
        barred |= ~pl.col("nationality").is_in(rule.only)
    found = known.filter(barred).join(ready.standing, how="cross")
    ties = [tie(found.with_columns(pl.format("nationality {}", "nationality").alias("evidence"), likely=False))]
    return pl.concat(ties + ([] if rule.apart_from is None else [_shared(ready, known, rule.apart_from)]))


def _shared(ready: Ready, known: pl.DataFrame, apart: Apart) -> pl.DataFrame:
    people = ready.people.select("application_id", "name", "role", "nationality").drop_nulls("nationality")
    met = known.join(people.filter(pl.col("role") == "lead") if apart == "lead" else people, on="nationality")
    return tie(
        met.with_columns(pl.format("nationality {}, as {}", "nationality", "name").alias("evidence"), likely=False)
    )
