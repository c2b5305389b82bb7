"""`renkei select`: decide a joint call, and write the record and its reports."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from renkei.cli.failure import refuse, wrong_usage
from renkei.defects import DefectsFound
from renkei.engines.selection import Selection, SelectionError, SelectionOptions, options_from
from renkei.engines.selection import select as select_call
from renkei.money import parse_decimal
from renkei.programme import Folder, read_folder
from renkei.programme.write import write_files
from renkei.records.canonical import load
from renkei.records.write import write
from renkei.reports import LANGUAGES, html, summary, workbook
from renkei.settings import RULES, Bands, Rule

SHOWN_ALONE = ("rule", "state", "stopped", "spending", "ties", "bounds")


def select(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The call: a folder of tables, or one XLSX.")],
    rule: Annotated[str, typer.Option(help=f"{', '.join(RULES)}; without it the rule of programme.yaml.")] = "",
    bands: Annotated[str, typer.Option(help="each, column, or lower limits best first, such as 13,11.5.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write; without it DIR/decision.")] = None,
    draw: Annotated[str, typer.Option(help="The value that the public draw gave.")] = "",
    language: Annotated[str, typer.Option(help="Language of the reports: en, ja or fr.")] = "en",
    work: Annotated[int | None, typer.Option(min=1, help="Limit of the solver's work; repeats to the byte.")] = None,
    seconds: Annotated[float | None, typer.Option(min=0.0, help="Limit by the clock; does not repeat.")] = None,
    threads: Annotated[int, typer.Option(min=1, help="Changes the time, never the result.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures alone, as JSON.")] = False,
) -> None:
    """Decide a joint call by its rule, say why, and write decision.json, decision.xlsx and decision.html."""
    if language not in LANGUAGES:
        wrong_usage(f"--language {language}: there are {', '.join(LANGUAGES)}")
    read = _read(folder)
    given = {
        "bands": _bands(bands),
        "draw": draw or None,
        "work": work,
        "seconds": seconds,
        "threads": threads,
    }
    try:
        selection = _decide(read, options_from(read.settings, _rule(rule), **given))
    except SelectionError as error:
        refuse(str(error))
    where = out or folder / "decision" if folder.is_dir() else out or folder.with_name("decision")
    record = write(selection, read.settings, read.tables)
    made = load(record)
    write_files(
        where,
        {
            "decision.json": record,
            "decision.xlsx": workbook(made, read.settings, read.tables, language),
            "decision.html": html(made, read.settings, read.tables, language).encode(),
        },
    )
    if as_json:
        typer.echo(json.dumps(_figures(made), sort_keys=True, ensure_ascii=False))
    else:
        Console().print(summary(made, read.settings, read.tables, language))
        typer.echo(f"Written to {where}: decision.json (the record), decision.xlsx, decision.html")


def _read(folder: Path) -> Folder:
    try:
        return read_folder(folder, "select")
    except DefectsFound as found:
        refuse(f"{len(found.defects)} defects; nothing was decided. `renkei check {folder}` lists them all:", found)


def _decide(read: Folder, options: SelectionOptions) -> Selection:
    tables = {name: read.tables.get(name) for name in ("criteria_scores", "rates")}
    main = {name: read.tables[name] for name in ("applications", "requests", "funders")}
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("deciding", total=None)

        def tell(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of)

        return select_call(**main, options=options, **tables, progress=tell)  # type: ignore[arg-type]


def _rule(text: str) -> Rule | None:
    if not text:
        return None
    if text not in RULES:
        wrong_usage(f"--rule {text}: the rules are {', '.join(RULES)}")
    return text


def _bands(text: str) -> Bands | None:
    if text in ("", "each", "column"):
        return text or None  # type: ignore[return-value]
    try:
        limits: tuple[Decimal, ...] = tuple(parse_decimal(limit) for limit in text.split(","))
    except ValueError as error:
        wrong_usage(f"--bands {text}: {error}; write each, column, or limits such as 13,11.5")
    return limits


def _figures(made: dict[str, Any]) -> dict[str, Any]:
    outcomes = [row["outcome"] for row in made["outcomes"].values()]
    counts = {
        outcome: outcomes.count(outcome) for outcome in ("funded", "reserve", "not_funded", "tie", "not_eligible")
    }
    return {"outcomes": counts} | {key: made[key] for key in SHOWN_ALONE}
