"""Reading a decision: what its record says of each application."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from renkei.programme.escape import unescaped
from renkei.records.canonical import load
from renkei.site.decisions.models import Decision


@dataclass(frozen=True)
class Outcome:
    """An application in a decision; `application_id` is its number.

    `outcome`: funded, reserve, not_funded, tie, not_eligible. `reason` is as in the record (docs/decision-record.md).
    """

    application_id: str
    outcome: str
    rank: int | None
    score: str | None
    reason: Mapping[str, Any]


def record_of(decision: Decision) -> dict[str, Any]:
    """The record of a decision, as its bytes hold it."""
    return load(decision.record.encode())


def funded_in(decision: Decision) -> list[str]:
    """The numbers of what a decision funds, sorted."""
    return sorted(one for one, row in record_of(decision)["outcomes"].items() if row["outcome"] == "funded")


def titles_in(decision: Decision) -> dict[str, str]:
    """Number → title of each application as it was decided on; what its people write since is not told."""
    plain = pl.read_csv(io.StringIO(decision.snapshot["applications.csv"]), infer_schema=False)
    return dict(plain.select(unescaped(pl.col("application_id", "title")).fill_null("")).iter_rows())


def outcomes(decision: Decision) -> list[Outcome]:
    """Every application's outcome, best rank first, those without a rank by their numbers."""
    found = [
        Outcome(one, row["outcome"], row["rank"], row["score"], row["reason"])
        for one, row in record_of(decision)["outcomes"].items()
    ]
    return sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.application_id))
