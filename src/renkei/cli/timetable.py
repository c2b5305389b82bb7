"""`renkei timetable`: who meets whom when and where, and how far from the best that may be."""

from pathlib import Path
from typing import Annotated

import typer

from renkei.cli.failure import known_language, wrong_usage
from renkei.cli.place import other_place

SEED, WORK = 1, 20


def timetable(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The forum: a folder of tables, or one XLSX.")],
    fixed: Annotated[
        Path | None, typer.Option(help="Earlier meetings (the file, or its folder): all stay that still can.")
    ] = None,
    changes: Annotated[
        int, typer.Option(min=0, help="With --fixed: how many earlier meetings may move or make way for others.")
    ] = 0,
    without: Annotated[list[str] | None, typer.Option(help="A participant who dropped out. Repeatable.")] = None,
    check: Annotated[
        Path | None, typer.Option(help="Make nothing: say what does not hold of these meetings, anybody's.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Settles what is equally good.")] = SEED,
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/timetable.")] = None,
    agendas: Annotated[bool, typer.Option(help="Write an agenda for each person, HTML and iCalendar.")] = True,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    language: Annotated[str, typer.Option(help="Language of the pages: en, ja or fr.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
    work: Annotated[int, typer.Option(min=0, help="Rounds of improvement, where the best is not proven.")] = WORK,
) -> None:
    """Give wished meetings slots and tables, the most agreed wishes first, with a proven bound on what could be.

    Writes meetings, people and left_out (tables), timetable.html, tables.html and agendas/. Exit 0: made; 1: the input
    does not hold, or with --check the meetings do not, and nothing is written; 2: wrong usage.
    """
    known_language(language)
    other_place(out, folder, "timetable")
    if changes and fixed is None:
        wrong_usage("--changes: says how many meetings of --fixed may change, so it goes with it")
    making = {
        "--fixed": fixed is not None,
        "--without": bool(without),
        "--seed": seed != SEED,
        "--out": out is not None,
        "--no-agendas": not agendas,
        "--parquet": parquet,
        "--work": work != WORK,
    }
    if check is not None and any(making.values()):
        asked_for = ", ".join(option for option, stated in making.items() if stated)
        wrong_usage(f"--check: makes nothing, so it goes without {asked_for}")
    from renkei.cli.meeting import Asked, check_meetings, make_timetable

    if check is not None:
        check_meetings(folder, check, as_json=as_json)
        return
    asked = Asked(fixed, changes, tuple(without or ()), seed, work, agendas, parquet)
    make_timetable(folder, out, asked, language, as_json=as_json)
