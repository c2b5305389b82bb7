"""The command run within the test: the same verbs, files and exit codes, without starting a program each time."""

from dataclasses import dataclass

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
