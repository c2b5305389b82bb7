"""`renkei screen --apply`: the call in a new folder, with what fails made ineligible and the ground said."""

from pathlib import Path

import polars as pl

from renkei.cli.deciding import read_call
from renkei.cli.failure import writing
from renkei.engines.screening import Screening
from renkei.programme import Folder
from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.sources import SETTINGS_FILE
from renkei.programme.write import files_of, write_files
from renkei.reports.language import Language
from renkei.reports.screening import finding


def apply_to(folder: Path, target: Path, found: Screening, language: str) -> int:
    """Write the whole call of `folder` to the new folder `target`; the number of applications made ineligible.

    Only eligible ones are; settings and annexes keep their bytes. Ends the command with 1 where a table does not hold.
    """
    call = read_call(folder, "check", "applied")
    grounds = {one: ground(found, one, language) for one in found.verdicts if found.of(one) == "fail"}
    applications, changed = with_grounds(call.tables["applications"], grounds)
    home = folder if folder.is_dir() else folder.parent
    kept = {name: (home / name).read_bytes() for name in (SETTINGS_FILE, ANNEXES_FILE) if (home / name).is_file()}
    applied = Folder(call.settings, {**call.tables, "applications": applications}, annexes=call.annexes)
    with writing(target):
        write_files(target, dict(files_of(applied)) | kept)
    return changed


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
