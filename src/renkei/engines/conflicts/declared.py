"""Ties that reviewers declare: to an application, a person or an organisation, whichever the declaration names."""

import polars as pl

from renkei.engines.conflicts.material import ORGANISATION, Ready
from renkei.engines.conflicts.organisations import meeting
from renkei.engines.conflicts.people import numbered, same_people
from renkei.engines.conflicts.ties import tie

CLEARED = "cleared"
MORE = ("kind", "person_id", "degree", "by_marriage", "pending")


def declared(ready: Ready) -> pl.DataFrame:
    """Ties with the `kind` declared, its degree, whether pending, and the investigator (`person_id`) it leads to.

    An application that is named is meant, and no other; else the investigators whom the person named may be; else the
    applications in which the organisation named takes part.
    """
    stated = ready.declarations.filter(pl.col("kind") != CLEARED).rename({"application_id": "meant"})
    about = pl.any_horizontal(pl.col("person", "orcid").is_not_null())
    of_people = stated.filter(about)
    elsewhere = stated.filter(~about & pl.col("meant").is_null())
    found = [_of_applications(ready, stated, about), _of_people(ready, of_people), _of_organisations(ready, elsewhere)]
    wanted = [*stated.columns, "application_id", "person_id", "likely"]
    return tie(pl.concat([one.select(wanted) for one in found]).with_columns(_words().alias("evidence")), *MORE)


def cleared(ready: Ready) -> pl.DataFrame:
    """Applications and reviewers between whom nothing was found by somebody who looked."""
    return ready.declarations.filter(pl.col("kind") == CLEARED).select("application_id", "reviewer_id").unique()


def _of_applications(ready: Ready, stated: pl.DataFrame, about: pl.Expr) -> pl.DataFrame:
    """The applications named; the person there is whoever the declaration says."""
    who = pl.when(about).then(pl.coalesce("orcid", "person"))
    named = stated.with_columns(application_id="meant", person_id=who, likely=False)
    return named.join(ready.standing, on="application_id", how="semi")


def _of_people(ready: Ready, stated: pl.DataFrame) -> pl.DataFrame:
    told = numbered(stated.filter(pl.col("meant").is_null()), "left")
    people = numbered(ready.people, "right")
    met = same_people(told.rename({"person": "name"}), people)
    listed = people.select("right_at", "application_id", "person_id")
    return met.join(told, on="left_at").join(listed, on="right_at")


def _of_organisations(ready: Ready, stated: pl.DataFrame) -> pl.DataFrame:
    columns = ["application_id", *ORGANISATION]
    places = pl.concat([ready.partners.select(columns), ready.people.select(columns)]).unique()
    met = meeting(stated, places, ready.controls, "own")
    return met.with_columns(person_id=pl.lit(None, pl.String))


def _words() -> pl.Expr:
    """What is declared, of whom."""
    whom = pl.coalesce("person", "orcid", "organisation", "organisation_id", "meant")
    ground = pl.when(pl.col("ground").is_not_null()).then(pl.format(" ({})", "ground")).otherwise(pl.lit(""))
    return pl.format("declared in {}: {} of {}{}", "declaration_id", pl.col("kind").str.replace("_", " "), whom, ground)
