"""The command run within the test: the same verbs, files and exit codes, without starting a program each time."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from renkei.cli.app import app


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def renkei(*arguments: object) -> Done:
    found = CliRunner().invoke(app, list(map(str, arguments)))
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return Done(found.exit_code, found.stdout, found.stderr)


def records(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folder_of(home: Path, tables: Mapping[str, str], settings: str = "") -> Path:
    """A new folder of tables, each given as the text of its CSV file, with its programme.yaml if there is one."""
    home.mkdir()
    for name, text in tables.items():
        (home / f"{name}.csv").write_text(text, "utf-8")
    if settings:
        (home / "programme.yaml").write_text(settings, "utf-8")
    return home
