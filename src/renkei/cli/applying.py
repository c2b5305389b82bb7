"""`--apply`: the call in a new folder; of `renkei screen` with what fails made ineligible and the ground said."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import polars as pl

from renkei.cli.failure import keeping, writing
from renkei.cli.reading import read_call
from renkei.engines.screening import Screening
from renkei.programme import Folder
from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.conflicts_file import CONFLICTS_FILE
from renkei.programme.sources import SETTINGS_FILE, look
from renkei.programme.table_text import csv_bytes
from renkei.programme.write import check_place, files_of, write_files
from renkei.reports.language import Language
from renkei.reports.screening import finding
from renkei.tables import APPLICATIONS


def apply_to(folder: Path, target: Path, call: Folder, found: Screening, language: str) -> int:
    """Write the whole call of `folder` to the new folder `target`; the number of applications made ineligible.

    Only eligible ones are. All other files keep their bytes; a workbook becomes CSV files, and the command ends with 1
    where one of its tables does not hold.
    """
    grounds = {one: ground(found, one, language) for one in found.verdicts if found.of(one) == "fail"}
    applications, changed = with_grounds(call.tables[APPLICATIONS.name], grounds)
    own = {f"{APPLICATIONS.name}.csv": csv_bytes(APPLICATIONS, applications)}
    with keeping(target):
        write_files(target, other_tables(folder, [APPLICATIONS.name]) | own | settings_files(folder))
    return changed


def foresee(where: Path, files: Iterable[str], apply: Path | None) -> None:
    """End the command with 1 where `files` could not go to `where`, or the call to `apply` where that is asked."""
    with writing(where):
        check_place(where, files)
    if apply is not None:
        with writing(apply):
            check_place(apply, ())


def other_tables(folder: Path, but: Collection[str]) -> dict[str, bytes]:
    """The files of all tables but those named, as they stand; those of a workbook as CSV.

    Ends the command with 1 where one of a workbook's tables does not hold."""
    lying = look(folder)
    if lying.workbook is not None:
        whole = read_call(folder, "check", "applied")
        tables = {name: table for name, table in whole.tables.items() if name not in but}
        return dict(files_of(replace(whole, tables=tables)))
    paths = (path for name, listed in lying.files.items() if name not in but for path in listed)
    return {path.name: path.read_bytes() for path in paths}


def settings_files(folder: Path) -> dict[str, bytes]:
    """The files of settings, annexes and rules of conflicts as they stand, with their comments."""
    home = folder if folder.is_dir() else folder.parent
    names = (SETTINGS_FILE, ANNEXES_FILE, CONFLICTS_FILE)
    return {name: (home / name).read_bytes() for name in names if (home / name).is_file()}


def ground(found: Screening, application: str, language: str) -> str:
    """The rules that an application fails, in a sentence each."""
    say = Language(language)
    failing = [one for one in found.verdicts[application] if one.verdict == "fail"]
    return "; ".join(f"{one.partner_id}: {finding(one, say)}".removeprefix(": ") for one in failing)


def with_grounds(applications: pl.DataFrame, grounds: dict[str, str]) -> tuple[pl.DataFrame, int]:
    """The applications with status and ground of those that fail, where they were eligible; and how many these are."""
    fails = pl.col("application_id").is_in(list(grounds)) & (pl.col("status").fill_null("eligible") == "eligible")
    why = pl.col("application_id").replace_strict(grounds, default=None, return_dtype=pl.String)
    both = pl.concat_str([pl.col("ground"), why], separator="; ", ignore_nulls=True)
    changed = applications.select(fails.sum()).item()
    return applications.with_columns(
        pl.when(fails).then(pl.lit("ineligible")).otherwise("status").alias("status"),
        pl.when(fails).then(both).otherwise("ground").alias("ground"),
    ), int(changed)
