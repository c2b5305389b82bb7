"""What could not be asked, because nothing is told: a row for each rule and each reviewer, application or person."""

from collections.abc import Iterator

import polars as pl

from renkei.conflict_rules import CALL, ConflictRules, Rules
from renkei.engines.conflicts.asked import OWN_APPLICATION
from renkei.engines.conflicts.material import ORGANISATION, Ready
from renkei.tables import UNASKED

OF_PEOPLE = ("co_publication", "co_investigation", "mentorship", "employment", "kinship", "applying", OWN_APPLICATION)
ORGANISED = ("organisation", "department", "consortium")


def unasked(ready: Ready, rules: ConflictRules) -> pl.DataFrame:
    """The columns of `unasked`, in the order of its key.

    Where a funder's rules hold for the applications that ask it, so do these rows.
    """
    found = [UNASKED.empty()]
    for scope, own in rules.scopes():
        holds = None if scope == CALL or rules.applies == "all" else ready.asking(scope)
        stated = [name for name in (*OF_PEOPLE, *ORGANISED) if getattr(own, name, scope == CALL)]
        for name in (*stated, *(["nationality"] if own.nationality else [])):
            found += [_rows(f"{scope}:{name}", frame, missing, holds) for frame, missing in _missing(ready, own, name)]
    return pl.concat(found).unique().sort(UNASKED.key)


def _missing(ready: Ready, rules: Rules, name: str) -> Iterator[tuple[pl.DataFrame, str]]:
    """Frames of whom a rule could not be asked, and what is not told."""
    nameless = ready.standing.join(ready.people, on="application_id", how="anti")
    if name in OF_PEOPLE:
        yield nameless, "investigators"
    if name == "co_publication":
        yield ready.reviewers.join(ready.publications, on="reviewer_id", how="anti"), "publications"
    if name in ORGANISED:
        yield ready.reviewers.filter(_untold()), "organisation"
        yield (ready.partners if name == "consortium" else ready.people).filter(_untold()), "organisation"
        yield nameless.join(ready.partners, on="application_id", how="anti"), "requests"
    if name == "department":
        yield ready.reviewers.filter(pl.col(name).is_null()), name
        yield ready.people.filter(pl.col(name).is_null()), name
    if name == "nationality":
        yield ready.reviewers.filter(pl.col(name).is_null()), name
        if rules.nationality and rules.nationality.apart_from:
            yield ready.people.filter(pl.col(name).is_null()), name


def _untold() -> pl.Expr:
    return pl.all_horizontal(pl.col(ORGANISATION).is_null())


def _rows(rule: str, frame: pl.DataFrame, missing: str, holds: pl.DataFrame | None) -> pl.DataFrame:
    if holds is not None and "application_id" in frame.columns:
        frame = frame.join(holds, on="application_id", how="semi")
    given = [name for name in ("reviewer_id", "application_id", "person_id") if name in frame.columns]
    absent = [pl.lit(None, pl.String).alias(name) for name in UNASKED.names if name not in given]
    return (
        frame.select(given)
        .with_columns(absent)
        .with_columns(rule=pl.lit(rule), missing=pl.lit(missing))
        .select(UNASKED.names)
    )
