"""`renkei example`: a made-up call to try everything on."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import keeping

COMMENT = """\
# A made-up call, written by `renkei example`. Nobody and nothing in it exists; the rates of exchange are made up too.
# At 171 × 38 its totals are those of M-ERA.NET 2021: 151 over the threshold, which ask EUR 134 M of EUR 57 M.
# bands: lower limits, best first. As many as can be of the first are funded, then of the second, and so on.
"""


PROJECTS = 160  # of a made-up portfolio


def new_folder(folder: Path) -> Path:
    """The folder, if it is new or empty; typer.BadParameter otherwise, so that nothing is overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise typer.BadParameter(f"{folder} is there already and not an empty folder: name a new one")
    return folder


OPTIONS_OF = {  # which options each example has
    "": ("applications", "funders", "reviewers"),
    "--forum": ("forum", "at_tables"),
    "--programmes": ("programmes",),
}


def _belonging(context: typer.Context, kind: str) -> None:
    """End the command with 2 where an option is given that another example has; nothing asked for is left out."""
    for parameter in context.command.params:
        name, source = parameter.name or "", context.get_parameter_source(parameter.name or "")
        strange = any(name in options for options in OPTIONS_OF.values()) and name not in OPTIONS_OF[kind]
        if strange and source is not None and source.name == "COMMANDLINE":
            option = parameter.opts[0]
            raise typer.BadParameter(f"{option} has no place beside {kind}" if kind else f"{option} needs --forum")


def example(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", callback=new_folder, help="A new or empty folder.")],
    applications: Annotated[int, typer.Option(help="How many applications, from 5 to 5000.")] = 171,
    funders: Annotated[int, typer.Option(help="How many funders, each of its own country, from 2 to 40.")] = 38,
    reviewers: Annotated[
        int | None, typer.Option(help="Also a pool of reviewers with publications and bids, from 3 to 5000.")
    ] = None,
    forum: Annotated[
        int | None, typer.Option(help="Instead of a call a forum of so many people, from 4 to 16000.", metavar="PEOPLE")
    ] = None,
    at_tables: Annotated[
        int | None, typer.Option("--tables", help="With --forum: how many tables; without it 5 for 18 people.")
    ] = None,
    programmes: Annotated[
        bool, typer.Option("--programmes", help="Instead of a call programmes and projects to coordinate.")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same bytes on every machine.")] = 1,
) -> None:
    """Write a made-up call, forum or set of programmes as a programme folder of CSV files."""
    _belonging(context, "--forum" if forum is not None else "--programmes" if programmes else "")
    if forum is not None:
        _forum(folder, forum, at_tables, seed)
        return
    if programmes:
        _portfolio(folder, seed)
        return
    from renkei.exchange.made_up import REVIEW, SCORE, Size, made_up_annexes, made_up_call, made_up_pool
    from renkei.programme import Folder, write_folder
    from renkei.programme.sources import SETTINGS_FILE

    try:
        settings, tables = made_up_call(Size(applications, funders), seed)
        if reviewers is not None:
            tables |= made_up_pool(tables, reviewers, seed)
            settings = replace(settings, review=REVIEW, score=SCORE)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    with keeping(folder):
        write_folder(Folder(settings, tables, annexes=made_up_annexes(tables["funders"])), folder)
        file = folder / SETTINGS_FILE
        file.write_bytes(COMMENT.encode() + file.read_bytes())
    pool = f" and {reviewers} made-up reviewers" if reviewers is not None else ""
    typer.echo(f"{folder}: {applications} made-up applications to {funders} made-up funders{pool}, seed {seed}")


def _forum(folder: Path, people: int, tables: int | None, seed: int) -> None:
    from renkei.exchange.made_up import ForumSize, made_up_forum
    from renkei.programme import Folder, write_folder

    wishes = min(10 * people, people * (people - 1) // 4)
    try:
        size = ForumSize(people, wishes, tables=max(1, people * 5 // 18) if tables is None else tables)
        settings, made = made_up_forum(size, seed)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    with keeping(folder):
        write_folder(Folder(settings, made), folder)
    typer.echo(f"{folder}: a made-up forum of {people} people, {wishes} wishes and {size.tables} tables, seed {seed}")


def _portfolio(folder: Path, seed: int) -> None:
    from renkei.exchange.made_up import made_up_portfolio
    from renkei.programme import Folder, write_folder

    settings, tables = made_up_portfolio(PROJECTS, seed)
    with keeping(folder):
        write_folder(Folder(settings, tables), folder)
    rows = f"{tables['programmes'].height} made-up programmes and {tables['projects'].height} made-up projects"
    typer.echo(f"{folder}: {rows}, seed {seed}; `renkei coordinate {folder}` lays them over each other")
