"""What conflicts are found in: the tables of a call, and the same made ready for joining."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace

import polars as pl

from renkei.tables import (
    APPLICATIONS,
    CONTRIBUTIONS,
    CONTROLS,
    DECLARATIONS,
    INVESTIGATORS,
    PUBLICATIONS,
    REQUESTS,
    REVIEWERS,
    Table,
)

LEFT_OUT = ("withdrawn", "excluded")
ANYBODY = ""  # the payer of an application that does not name one
KEY = ["application_id", "reviewer_id"]
ORGANISATION = ["organisation_id", "organisation"]


def _columns(table: Table, given: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """A table's columns by contract; those that are not given are null, a table that is not given is empty."""
    frame = given.get(table.name, table.empty())
    missing = [pl.lit(None, kind).alias(name) for name, kind in table.schema.items() if name not in frame.columns]
    return frame.with_columns(missing).select(table.names)


@dataclass(frozen=True)
class Material:
    """The tables that conflicts are found in, by the contracts of `renkei.tables`; what is absent is empty."""

    applications: pl.DataFrame
    requests: pl.DataFrame
    reviewers: pl.DataFrame
    investigators: pl.DataFrame
    declarations: pl.DataFrame
    publications: pl.DataFrame
    controls: pl.DataFrame
    contributions: pl.DataFrame

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame]) -> "Material":
        """The material among a folder's tables, by name; columns that are not given are empty."""
        contracts = (
            APPLICATIONS,
            REQUESTS,
            REVIEWERS,
            INVESTIGATORS,
            DECLARATIONS,
            PUBLICATIONS,
            CONTROLS,
            CONTRIBUTIONS,
        )
        return cls(**{table.name: _columns(table, tables) for table in contracts})


@dataclass(frozen=True)
class Ready:
    """The material made ready: who is asked about (`reviewers`) and of which applications (`standing`).

    `people` are the investigators of these applications, each with the organisation and size of the partner where no
    other is told; `partners` the organisations in them; `everybody` the investigators of all standing applications;
    `asks` every standing application with each funder and pot that may pay for it.
    """

    standing: pl.DataFrame
    people: pl.DataFrame
    everybody: pl.DataFrame
    partners: pl.DataFrame
    asks: pl.DataFrame
    reviewers: pl.DataFrame
    declarations: pl.DataFrame
    publications: pl.DataFrame
    controls: pl.DataFrame

    def asking(self, payer: str) -> pl.DataFrame:
        """The standing applications that ask a funder or pot, as far as is known."""
        return self.asks.filter(pl.col("payer").is_in([payer, ANYBODY])).select("application_id").unique()

    def about(
        self, *, reviewers: Collection[str] | None = None, applications: Collection[str] | None = None
    ) -> "Ready":
        """The same for these reviewers and applications alone; None: for all."""
        kept = {
            name: getattr(self, name).filter(pl.col(key).is_in(list(only)))
            for key, only, names in (
                ("reviewer_id", reviewers, ("reviewers", "declarations", "publications")),
                ("application_id", applications, ("standing", "people", "partners")),
            )
            if only is not None
            for name in names
        }
        return replace(self, **kept)


def ready(material: Material) -> Ready:
    """The material of the applications that are neither withdrawn nor excluded, made ready."""
    left_out = pl.col("status").is_in(LEFT_OUT).fill_null(value=False)
    standing = material.applications.filter(~left_out).select("application_id")
    requests = material.requests.join(standing, on="application_id", how="semi")
    people = _people(material.investigators.join(standing, on="application_id", how="semi"), requests)
    return Ready(
        standing,
        people,
        people,
        requests.select("application_id", *ORGANISATION, "size").unique(),
        _asks(standing, requests, material.contributions),
        material.reviewers,
        material.declarations,
        material.publications,
        material.controls,
    )


def _people(investigators: pl.DataFrame, requests: pl.DataFrame) -> pl.DataFrame:
    """Investigators with the organisation of their partner where none is told, and the organisation's size."""
    partner = requests.select(
        "application_id", "partner_id", *(pl.col(name).alias(f"#{name}") for name in (*ORGANISATION, "size"))
    ).unique(["application_id", "partner_id"], maintain_order=True)
    by_organisation = (
        requests.select("application_id", "organisation_id", pl.col("size").alias("#own_size"))
        .drop_nulls()
        .sort("#own_size")
        .unique(["application_id", "organisation_id"], keep="first", maintain_order=True)
    )
    untold = pl.all_horizontal(pl.col(ORGANISATION).is_null())
    told = [pl.when(untold).then(f"#{name}").otherwise(name).alias(name) for name in ORGANISATION]
    return (
        investigators.join(partner, on=["application_id", "partner_id"], how="left")
        .with_columns(told)
        .join(by_organisation, on=["application_id", "organisation_id"], how="left")
        .with_columns(pl.coalesce("#own_size", "#size").alias("size"))
        .select(*INVESTIGATORS.names, "size")
    )


def _asks(standing: pl.DataFrame, requests: pl.DataFrame, contributions: pl.DataFrame) -> pl.DataFrame:
    """Application and payer: the funders and pots asked, and those who contribute to a pot asked.

    An application that names none asks, as far as is known, any of them, and ANYBODY.
    """
    named = [requests.select("application_id", pl.col(name).alias("payer")) for name in ("funder_id", "pot_id")]
    pots = requests.select("application_id", "pot_id").join(contributions, on="pot_id")
    behind = pots.select("application_id", pl.col("funder_id").alias("payer"))
    told = pl.concat([*named, behind]).drop_nulls().unique()
    anybody = pl.concat([told.select("payer").unique(), pl.DataFrame({"payer": [ANYBODY]})])
    untold = standing.join(told, on="application_id", how="anti").join(anybody, how="cross")
    return pl.concat([told, untold])


def changed_names(before: Material, after: Material) -> tuple[set[str], set[str], bool]:
    """The reviewers and applications whose rows differ between two materials, and whether anything else does.

    "Anything else" are controls and contributions, which concern everybody.
    """
    reviewers: set[str] = set()
    applications: set[str] = set()
    rest = False
    for field in fields(Material):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name in ("controls", "contributions"):
            rest = rest or not old.equals(new)
            continue
        by_reviewer = field.name in ("reviewers", "declarations", "publications")
        key, names = ("reviewer_id", reviewers) if by_reviewer else ("application_id", applications)
        names.update(_differing(old, new, key))
    return reviewers, applications, rest


def _differing(old: pl.DataFrame, new: pl.DataFrame, key: str) -> set[str]:
    """The keys of rows that stand in one of two frames alone, or not as often."""
    if old.equals(new):
        return set()
    columns = old.columns
    counted = [
        frame.group_by(columns).agg(pl.len().cast(pl.Int64).alias("#count") * sign)
        for frame, sign in ((old, 1), (new, -1))
    ]
    odd = pl.concat(counted).group_by(columns).agg(pl.col("#count").sum()).filter(pl.col("#count") != 0)
    return set(odd[key])
