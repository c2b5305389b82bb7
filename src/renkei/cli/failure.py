"""Ending a command that cannot go on: 1 when the input or the outcome does not hold, 2 wrong usage, 130 interrupted."""

import errno
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

import typer

from renkei.defects import DefectsFound
from renkei.money import parse_decimal
from renkei.settings import RULES, Rule

SHOWN = 20
_NO_RIGHT = "there is no right to write there: name another place, or ask for that right"
_NO_FOLDER = "a part of that path is no folder: name another place"
_NO_ROOM = "there is no room left: free some, or name another place"
UNWRITABLE = {
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.ENOENT: "no folder can be made there: name another place",
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _NO_RIGHT,
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.ENAMETOOLONG: "the name is too long: shorten it",
}


def refuse(message: str, found: DefectsFound | None = None) -> NoReturn:
    """Say on standard error what does not hold, with the first defects, and exit 1."""
    typer.echo(message, err=True)
    defects = [] if found is None else found.defects
    for defect in defects[:SHOWN]:
        typer.echo(f"  {defect}", err=True)
    if len(defects) > SHOWN:
        typer.echo(f"  … and {len(defects) - SHOWN} more", err=True)
    raise typer.Exit(1)


def counted(number: int, what: str) -> str:
    """A number of things in words: 1 defect, 2 defects."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def wrong_usage(message: str) -> NoReturn:
    """Say on standard error how the command is used, and exit 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def known_language(language: str) -> None:
    """End the command with 2 for a language without reports."""
    from renkei.reports.catalogues import LANGUAGES

    if language not in LANGUAGES:
        wrong_usage(f"--language {language}: there are {', '.join(LANGUAGES)}")


def known_rule(text: str) -> Rule | None:
    """The rule that `--rule` names, None for none; ends the command with 2 for an unknown one."""
    if not text:
        return None
    if text not in RULES:
        wrong_usage(f"--rule {text}: the rules are {', '.join(RULES)}")
    return text


def known_number(option: str, text: str) -> Decimal:
    """The number that an option states; ends the command with 2 for anything else."""
    try:
        return parse_decimal(text)
    except ValueError as error:
        wrong_usage(f"{option} {text}: {error}")


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say in words why nothing could be written to a place, and exit 1."""
    try:
        yield
    except OSError as error:
        why = str(error) if error.errno is None else f"{place}: {UNWRITABLE.get(error.errno, error.strerror)}"
        refuse(f"nothing was written: {why}")


@contextmanager
def keeping(place: Path) -> Iterator[None]:
    """As `writing`, around what a command ends with: an interrupt from then on changes neither files nor exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with writing(place):
        yield
