"""The engine's decision: a scenario written into the call's folder, and the record of what that comes to."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from renkei.defects import DefectsFound
from renkei.engines.selection import Progress, SelectionError, options_from, select
from renkei.engines.selection.what_if import Change
from renkei.engines.selection.what_if.change import changed_tables
from renkei.programme import Folder, read_folder
from renkei.records.write import write
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.published import bands_of, rule_of
from renkei.site.review.folder import files_of
from renkei.site.ui import reader

LOOKED_FOR = {"sum": 2_000_000}  # simplex steps: without a limit a search for the highest total may go on for days
QUICK = 60  # applications: a call with no more of them is decided while one waits
TABLES = ("applications", "requests", "funders")
FURTHER = ("criteria_scores", "rates", "pots", "contributions", "rankings", "endorsements", "exclusive")


def snapshot_of(folder: Folder, change: Change) -> dict[str, str]:
    """File name → text of the folder with the change written into it: raises confirmed, forcings with their grounds,
    the top-up as wished. Another rule and other bands are none of the folder's: what was published stays there, and
    the record says that it was departed from."""
    tables = dict(changed_tables(folder.tables, Change(out=change.out, inside=change.inside)))
    tables["funders"] = _raised(tables["funders"], change.raises)
    if "pots" in tables:
        tables["pots"] = _topped(tables["pots"], change)
    return files_of(replace(folder, tables=tables))


def _raised(funders: pl.DataFrame, raises: Mapping[str, int]) -> pl.DataFrame:
    more = pl.col("funder_id").replace_strict(dict(raises), default=0, return_dtype=pl.Int64)
    confirmed = pl.col("confirmed_raise")
    return funders.with_columns(pl.when(more > 0).then(confirmed.fill_null(0) + more).otherwise(confirmed))


def _topped(pots: pl.DataFrame, change: Change) -> pl.DataFrame:
    wished = {"cap": change.cap, "share": change.share, "gap_part": change.gap_part}
    top_up = pl.col("kind") == "top_up"
    return pots.with_columns(
        pl.when(top_up).then(pl.lit(value).cast(pots.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in wished.items()
        if value is not None
    )


def trouble_of(error: SelectionError | DefectsFound) -> dict[str, str]:
    """Why there is no decision, in each language, as a proposal keeps it."""
    if isinstance(error, DefectsFound):
        return reader.in_each_language(lambda: reader.lines(error.defects))
    return reader.in_each_language(lambda: reader.refusal(error))


def decide(snapshot: Mapping[str, str], wanted: Wanted, draw: str, tell: Progress) -> bytes:
    """The record on a snapshot, read as anybody reads it, by the rule and bands that are wanted.

    SelectionError where the rule cannot decide it.
    """
    with tempfile.TemporaryDirectory(prefix="renkei-decision-") as made:
        for name, text in snapshot.items():
            Path(made, name).write_bytes(text.encode())
        call = read_folder(made, "select")
    rule = rule_of(wanted.rule, call)
    bands = bands_of(wanted.bands, rule, call)
    work = LOOKED_FOR.get(rule or call.settings.selection.rule or "")
    options = options_from(call.settings, rule, bands=bands, draw=draw or None, work=work, threads=os.cpu_count() or 1)
    further: Mapping[str, Any] = {name: call.tables.get(name) for name in FURTHER}
    applications, requests, funders = (call.tables[name] for name in TABLES)
    selection = select(applications, requests, funders, options, progress=tell, **further)
    return write(selection, call.settings, call.tables)
