"""The work of `renkei invite`: read, invite, write, print."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import polars as pl
import typer
from rich.console import Console

from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import csv_of
from renkei.engines.selection import Invitation, SelectionError, invite, options_from
from renkei.money import format_amount
from renkei.programme import Folder
from renkei.programme.write import check_place, write_files
from renkei.records.invitation import write_invitation
from renkei.reports.invitation import summary

FILES = ("invitation.json", "invitation.csv")


def invite_from(
    folder: Path,
    out: Path | None,
    language: str,
    cap: Decimal | None,
    caps: Mapping[str, Decimal] | None,
    draw: str | None,
    *,
    as_json: bool,
) -> None:
    """Write and print the invitation of the call in `folder`; ends the command with 1 where it cannot be made."""
    where = place_of(out, folder, "invitation")
    call = read_call(folder)
    with writing(where):
        check_place(where, FILES)
    invitation = _invited(call, cap, caps, draw)
    record = write_invitation(invitation, call.settings, call.tables)
    with keeping(where):
        write_files(where, dict(zip(FILES, (record, csv_of(_sheet(invitation, call))), strict=True)))
    if as_json:
        typer.echo(record.decode())
        return
    Console().print(summary(invitation, call.settings, language))
    typer.echo(f"Written to {where}: invitation.json (the record), invitation.csv")


def _invited(call: Folder, cap: Decimal | None, caps: Mapping[str, Decimal] | None, draw: str | None) -> Invitation:
    demand = call.settings.demand
    try:
        options = options_from(call.settings, rule="gaps", draw=draw)
        return invite(call.tables, options, demand.cap if cap is None else cap, caps or dict(demand.caps))
    except SelectionError as error:
        refuse(str(error))


def _sheet(invitation: Invitation, call: Folder) -> pl.DataFrame:
    """A row an application in rank order, with what was lacking as text."""
    currency = dict(invitation.demand.select("funder_id", "currency").iter_rows())
    short = {
        one: "; ".join(
            f"{funder} {format_amount(amount, currency[funder])} {currency[funder]}" for funder, amount in of.items()
        )
        for one, of in invitation.short.items()
    }
    titles = call.tables["applications"].select("application_id", "title")
    rows = invitation.outcomes.join(titles, on="application_id", how="left", maintain_order="left")
    lacking = pl.Series("lacking", [short.get(one) or None for one in rows["application_id"]], pl.String)
    columns = ("application_id", "title", "rank", "score", "outcome", "lacking", "because")
    return rows.with_columns(lacking).select(columns).sort("rank", "application_id", nulls_last=True)
