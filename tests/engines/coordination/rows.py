"""Programmes and projects for tests: what a row does not say is unknown."""

from typing import Any

import polars as pl

from renkei.engines.coordination import Coordination, CoordinationOptions, coordinate
from renkei.tables import PROGRAMMES, PROJECTS, RATES, Table

CELL = {"field": "optics", "region": "North", "stage": "seed", "fiscal_year": 2025}


def programme(key: str, agency: str | None, budget: int | None = 100, **cell: Any) -> dict[str, Any]:
    row = {"programme_id": key, "agency": agency, "title": f"Title {key}", "budget": budget, "currency": "JPY"}
    return row | CELL | cell


def project(key: str, agency: str | None, amount: int | None = 100, **cell: Any) -> dict[str, Any]:
    row = {"project_id": key, "funder_id": agency, "title": f"Title {key}", "amount": amount, "currency": "JPY"}
    own = {name: value for name, value in CELL.items() if name != "fiscal_year"}
    return row | own | cell


def table(contract: Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return (
        pl.DataFrame(rows, schema_overrides=contract.schema).pipe(
            lambda found: pl.concat([contract.empty(), found.select(pl.all())], how="diagonal")
        )
        if rows
        else contract.empty()
    )


def coordinated(
    programmes: list[dict[str, Any]],
    projects: list[dict[str, Any]] = (),
    rates: dict[str, Any] | None = None,
    **options: Any,
) -> Coordination:
    tables = {"programmes": table(PROGRAMMES, programmes), "projects": table(PROJECTS, list(projects))}
    if rates:
        rows = [{"currency": code, "rate": rate} for code, rate in rates.items()]
        tables["rates"] = table(RATES, rows)
    return coordinate(tables, CoordinationOptions(**options))
