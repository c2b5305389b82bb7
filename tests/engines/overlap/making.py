"""Small portfolios for tests: rows that name only what matters."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.tables import COSTS, PEOPLE, PROJECTS

Row = dict[str, Any]


def project(project_id: str, text: str | None = None, start: str | None = None, end: str | None = None) -> Row:
    return {"project_id": project_id, "title": f"On {project_id}", "text": text, "start": day(start), "end": day(end)}


def person(
    project_id: str, person_id: str, name: str | None = None, organisation: str | None = None, **more: Any
) -> Row:
    effort = more.pop("effort", None)
    days = {name: day(more.pop(name, None)) for name in ("start", "end")}
    row = {"project_id": project_id, "person_id": person_id, "name": name, "organisation": organisation}
    return {**row, **days, "effort": None if effort is None else Decimal(effort), **more}


def cost(project_id: str, item: str, amount: int | None = None, currency: str | None = None, **more: Any) -> Row:
    days = {name: day(more.pop(name, None)) for name in ("start", "end")}
    return {"project_id": project_id, "item": item, "amount": amount, "currency": currency, **days, **more}


def day(text: str | date | None) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else text


def tables(projects: Sequence[Row], people: Sequence[Row] = (), costs: Sequence[Row] = ()) -> dict[str, pl.DataFrame]:
    given = ((PROJECTS, projects), (PEOPLE, people), (COSTS, costs))
    return {table.name: pl.DataFrame(list(rows), schema=table.schema) for table, rows in given}
