"""The work of `renkei timetable`: read, make, write, print; and check anybody's meetings."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl
import typer
from rich.console import Console

from renkei.cli.failure import counted, keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.defects import DefectsFound
from renkei.engines.meetings import Timetable, TimetableError, TimetableOptions, timetable
from renkei.exchange.calendars import Appointment, calendar, made_here
from renkei.programme import Folder
from renkei.programme.earlier import read_earlier
from renkei.programme.write import check_place, write_files
from renkei.records.timetable import faults, worth
from renkei.reports.language import Language
from renkei.reports.timetable import Entry, Forum, agenda_page, forum_of, html, plan_page, summary
from renkei.reports.timetable.sentences import where, wished
from renkei.tables import MEETINGS

PAGES = ("timetable.html", "tables.html")
TABLES = ("meetings", "people", "left_out", "gone")
OPTIONAL = ("unavailable", "groups", "halls", "meetings")
AGENDAS = "agendas"
SHOWN = 20  # faults on a terminal


@dataclass(frozen=True)
class Asked:
    """What the command line asks for beside the forum's settings."""

    fixed: Path | None
    changes: int
    without: tuple[str, ...]
    seed: int
    work: int
    agendas: bool
    parquet: bool


def make_timetable(folder: Path, out: Path | None, asked: Asked, language: str, *, as_json: bool) -> None:
    """Make, write and print the timetable of the forum in `folder`; ends the command with 1, in words, where that
    cannot be."""
    where_to = place_of(out, folder, "timetable")
    known = read_call(folder, "timetable", "made")
    call = _without(known, asked.without)
    earlier = None if asked.fixed is None else _earlier(asked.fixed)
    names = [f"{name}.{'parquet' if asked.parquet else 'csv'}" for name in TABLES]
    with writing(where_to):
        check_place(where_to, [*names, *PAGES])
    found = _made(call, asked, earlier)
    files = {name: bytes_of(frame, asked.parquet) for name, frame in zip(names, tables_of(found), strict=True)}
    forum = forum_of(found, call.settings, call.tables, known.tables["participants"])
    say = Language(language)
    files[PAGES[0]] = html(found, forum, call.settings, language).encode()
    files[PAGES[1]] = plan_page(found, forum, call.settings, say).encode()
    if asked.agendas:
        files |= dict(_agendas(forum, call, say))
    with keeping(where_to):
        write_files(where_to, files, instead_of=_old_agendas(where_to))
    if as_json:
        typer.echo(json.dumps(figures(found), sort_keys=True))
        return
    Console().print(summary(found, call.settings, language))
    said = [*names, *PAGES, *([f"{AGENDAS}/ ({len(forum.people)} people)"] if asked.agendas else [])]
    typer.echo(f"Written to {where_to}: {', '.join(said)}")


def check_meetings(folder: Path, meetings: Path, *, as_json: bool) -> None:
    """Say everything that does not hold of the meetings, and what they are worth; ends the command with 1 if any."""
    call = read_call(folder, "timetable", "checked")
    given = _earlier(meetings)
    wrong = list(faults(call.settings, call.tables, given))
    if as_json:
        value = None if wrong else worth(call.tables, given)
        typer.echo(
            json.dumps({"faults": wrong, "meetings": given.height, "value": value}, ensure_ascii=False, sort_keys=True)
        )
    elif not wrong:
        typer.echo(f"{given.height} meetings hold; they are worth {worth(call.tables, given)}")
    if wrong:
        more = [f"… and {len(wrong) - SHOWN} more"] if len(wrong) > SHOWN else []
        refuse("\n  ".join([f"{len(wrong)} things do not hold:", *wrong[:SHOWN], *more]))


def _without(call: Folder, gone: tuple[str, ...]) -> Folder:
    """The forum without people who dropped out, their wishes, and the meetings and groups that they were in."""
    tables = dict(call.tables)
    strangers = sorted(set(gone) - set(tables["participants"]["participant_id"]))
    if strangers:
        refuse(f"nothing was made: no participant is called {', '.join(strangers)}: correct who dropped out")
    for name, frame in tables.items():
        for column in ("participant_id", "from_id", "to_id"):
            if name in ("participants", "wishes", "unavailable") and column in frame.columns:
                tables[name] = tables[name].filter(~pl.col(column).is_in(list(gone)))
        if name in ("groups", "meetings"):
            touched = pl.col("participant_ids").list.set_intersection(list(gone)).list.len() > 0
            tables[name] = frame.filter(~touched)
    return replace(call, tables=tables)


def _earlier(path: Path) -> pl.DataFrame:
    try:
        return read_earlier(path, MEETINGS)
    except DefectsFound as found:
        refuse(f"{counted(len(found.defects), 'defect')} in the meetings; nothing was made:", found)


def _made(call: Folder, asked: Asked, earlier: pl.DataFrame | None) -> Timetable:
    options = TimetableOptions(call.settings.meetings, asked.seed, asked.changes, work=asked.work)
    tables = call.tables
    given = {name: tables.get(name) for name in OPTIONAL}
    try:
        return timetable(tables["participants"], tables["wishes"], tables["slots"], options, earlier=earlier, **given)
    except TimetableError as error:
        refuse(f"nothing was made: {error}")


def tables_of(found: Timetable) -> tuple[pl.DataFrame, ...]:
    """The tables written, in the order of TABLES; those of the contract first among their columns."""
    joined = pl.col(pl.List(pl.String)).list.join(";").replace("", None)
    fixed = pl.when("fixed").then(True).alias("fixed")
    return (
        found.meetings.with_columns(joined, fixed),
        found.people,
        found.left_out.with_columns(joined),
        found.gone.with_columns(joined),
    )


def figures(found: Timetable) -> dict[str, Any]:
    """The figures as JSON: whole numbers, shares in millionths."""
    reasons = dict(sorted(found.left_out["why"].value_counts().iter_rows()))
    return asdict(found.figures) | {
        "proven": found.figures.value == found.figures.bound,
        "people": found.people.height,
        "without_meeting": int((found.people["meetings"] == 0).sum()),
        "left_out": reasons,
        "gone": found.gone.height,
        "seed": found.options.seed,
    }


def _old_agendas(place: Path) -> list[str]:
    """The agendas of an earlier timetable in the same place; what others keep beside them is theirs."""
    own = [path.stem for path in sorted(place.glob(f"{AGENDAS}/*.ics")) if made_here(path)]
    return [f"{AGENDAS}/{name}.{kind}" for name in own for kind in ("html", "ics")]


def _agendas(forum: Forum, call: Folder, say: Language) -> Iterator[tuple[str, bytes]]:
    """Each person's page and calendar, under the identifier, written so that it can name a file."""
    for one, person in forum.people.items():
        name = f"{AGENDAS}/{quote(one, safe=' ')}"
        yield f"{name}.html", agenda_page(one, forum, call.settings, say).encode()
        own = [_appointment(one, entry, forum, call.settings.name, say) for entry in forum.entries[one]]
        yield f"{name}.ics", calendar(f"{call.settings.name}: {person.name}", own)


def _appointment(one: str, entry: Entry, forum: Forum, name: str, say: Language) -> Appointment:
    others = [forum.people[other] for other in entry.others]
    who = "\0".join([name, *sorted([one, *entry.others])])
    return Appointment(
        f"{sha256(who.encode()).hexdigest()[:32]}@renkei",
        entry.start,
        entry.end,
        say.items(other.name for other in others),
        where(entry, say),
        "\n".join([*(other.about for other in others if other.about), *filter(None, [wished(entry, say)])]),
    )
