"""The work of `renkei demand`: read, forecast, write, print."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console

from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import csv_of
from renkei.engines.demand import DemandError, DemandOptions, Forecast, forecast
from renkei.engines.selection import SelectionError, options_from, payers
from renkei.money import decimal_text, format_amount
from renkei.programme import Folder
from renkei.programme.write import check_place, write_files
from renkei.reports.demand import AMOUNTS, html, summary, with_names

FILES = ("demand.csv", "demand.html")


def forecast_from(folder: Path, out: Path | None, language: str, given: Mapping[str, Any], *, as_json: bool) -> None:
    """Write and print the forecast for the call in `folder`; `given` are options beside those of programme.yaml.

    Ends the command with 1, in words, where it cannot be made."""
    where = place_of(out, folder, "demand")
    call = read_call(folder, "demand")
    with writing(where):
        check_place(where, FILES)
    made = _forecast(call, given)
    named = with_names(made, call.tables["funders"])
    page = html(made, call.settings, call.tables["funders"], language).encode()
    with keeping(where):
        write_files(where, dict(zip(FILES, (csv_of(_sheet(named)), page), strict=True)))
    if as_json:
        typer.echo(json.dumps(_figures(made), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(made, call.settings, language))
    typer.echo(f"Written to {where}: {', '.join(FILES)}")


def _forecast(call: Folder, given: Mapping[str, Any]) -> Forecast:
    settings, tables = call.settings, call.tables
    stated: dict[str, Any] = {
        "survival": settings.demand.survival,
        "bands": settings.selection.bands,
        "high_is_best": settings.scale is None or settings.scale.best == "high",
        "cap": settings.demand.cap or Decimal(1),
        "caps": dict(settings.demand.caps),
    }
    try:
        common = (tables.get("rates"), tables.get("pots"), tables.get("contributions"))
        paying = payers(tables["requests"], tables["funders"], options_from(settings, rule="gaps"), *common)
        return forecast(
            tables["applications"], paying.requests, paying.funders, DemandOptions(**(stated | dict(given)))
        )
    except (DemandError, SelectionError) as error:
        refuse(str(error))


def _sheet(named: pl.DataFrame) -> pl.DataFrame:
    """The forecast for a spreadsheet: amounts in major units."""
    rows = named.to_dicts()
    amounts = {name: [format_amount(row[name], row["currency"]) for row in rows] for name in AMOUNTS}
    return named.with_columns(pl.Series(name, values, pl.String) for name, values in amounts.items())


def _figures(made: Forecast) -> dict[str, Any]:
    """The forecast as JSON: amounts in minor units."""
    funders = {row.pop("funder_id"): row | {"cap": decimal_text(row["cap"])} for row in made.funders.to_dicts()}
    numbers = {"preproposals": made.preproposals, "expected": str(made.expected), "seed": made.options.seed}
    return numbers | {"survival": list(map(decimal_text, made.options.survival)), "funders": funders}
