"""CORDIS: the EU's table of research projects as a joint call, with budgets that are made up."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl

from renkei.defects import Defect, DefectsFound
from renkei.exchange.cordis import cells
from renkei.exchange.cordis.applications import applications_of, join, read_applications
from renkei.exchange.cordis.records import Records
from renkei.exchange.cordis.requests import EC, FunderMode, read_requests
from renkei.exchange.cordis.source import RawTable, read_table
from renkei.settings import Settings
from renkei.tables import APPLICATIONS, FUNDERS, REQUESTS

Rows = list[dict[str, object]]
LICENCE = "The facts are CORDIS's (European Union, CC BY 4.0): name the source where you show them."


@dataclass(frozen=True)
class Imported:
    """A programme made of CORDIS's tables: settings, tables by the contract's names, and what a person should know."""

    settings: Settings
    tables: dict[str, pl.DataFrame]
    notes: tuple[str, ...]


def read_cordis(
    source: Path, budget_share: Decimal, funder: FunderMode = "country", without_projects: bool = False
) -> Imported:
    """The programme that a folder or zip of CORDIS tells: applications, requests and funders.

    CORDIS tells what was granted, not what funders had: each budget is `budget_share` of what is asked of that
    funder, and its name says so. `without_projects` names applications by their acronyms, for want of the table of
    projects. No scores come out of it. Raises DefectsFound with every defect.
    """
    organisations = read_table(source, "organization") or _absent(source, "organization")
    projects = None if without_projects else read_table(source, "project") or _absent(source, "project")
    return programme_of(source.resolve().stem, organisations, projects, budget_share, funder)


def programme_of(
    name: str, organisations: RawTable, projects: RawTable | None, budget_share: Decimal, funder: FunderMode = "country"
) -> Imported:
    """The programme that tables in CORDIS's layout tell; without projects, acronyms are titles. Raises DefectsFound."""
    requests, partners = read_requests(organisations, funder)
    applications, alone = applications_of(requests, organisations), list[str]()
    defects = partners.defects
    if projects is not None:
        applications, alone, defects = _joined(projects, requests, partners)
    if defects:
        raise DefectsFound(defects)
    return _imported(name, applications, requests, _funders(requests, budget_share), _notes(alone, budget_share))


def _joined(projects: RawTable, requests: Rows, partners: Records) -> tuple[Rows, list[str], list[Defect]]:
    """Applications, the projects left out, and all defects of both tables; a table that is absent joins nothing."""
    applications, records = read_applications(projects)
    alone: list[str] = []
    if projects.columns and partners.table.columns:
        applications, alone = join(applications, records, requests, partners)
    return applications, alone, partners.defects + records.defects


def _absent(source: Path, name: str) -> RawTable:
    """A table that is not there, as a defect."""
    remedy = f"give the folder or zip that CORDIS publishes, with {name}.csv, {name}.json or {name}.xlsx"
    if name == "project":
        remedy += "; or --without-projects, which takes acronyms for titles"
    return RawTable(name, (), [], (Defect(source.name, 0, "", "", f"it has no table {name}", remedy),))


def _imported(name: str, applications: Rows, requests: Rows, funders: Rows, notes: tuple[str, ...]) -> Imported:
    settings = Settings(
        name=f"CORDIS {name} with made-up budgets",
        call="Granted projects of CORDIS as if they were applications; the budgets are made up",
        made_up=True,
        reporting_currency=cells.CURRENCY,
    )
    tables = {
        "applications": pl.DataFrame(applications, schema=APPLICATIONS.schema),
        "requests": pl.DataFrame(requests, schema=REQUESTS.schema),
        "funders": pl.DataFrame(funders, schema=FUNDERS.schema),
    }
    return Imported(settings, tables, notes)


def _funders(requests: Rows, share: Decimal) -> Rows:
    """A funder for each that is asked, in alphabetical order, with its share of the demand, rounded down to a cent."""
    demand: defaultdict[str, int] = defaultdict(int)
    for row in requests:
        if isinstance(row["funder_id"], str) and isinstance(row["amount"], int):
            demand[row["funder_id"]] += row["amount"]
    return [
        {
            "funder_id": key,
            "name": f"{'European Commission' if key == EC else f'EU money for {key}'} (made-up budget)",
            "country": None if key == EC else key,
            "currency": cells.CURRENCY,
            "budget": int(Fraction(share) * demand[key]),
        }
        for key in sorted(demand)
    ]


def _notes(alone: list[str], share: Decimal) -> tuple[str, ...]:
    budgets = f"The budgets are made up: {share} of what is asked of each funder."
    scores = "There are no scores: add the column score to applications before `renkei select`."
    left = [f"Left out, for want of partners: {', '.join(alone)}."] if alone else []
    return (budgets, scores, *left, LICENCE)
