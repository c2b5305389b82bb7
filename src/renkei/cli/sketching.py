"""The work of `renkei fingerprint` and `renkei compare`: read, sketch or compare, write, print."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

import polars as pl
import typer

from renkei.cli.check import visible
from renkei.cli.failure import keeping, refuse, writing
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.cli.sheet import bytes_of
from renkei.defects import DefectsFound
from renkei.engines.overlap.sketch import (
    Compared,
    CompareOptions,
    Key,
    Named,
    SketchError,
    WholeSketch,
    compare,
    sketch,
    whole_sketch,
)
from renkei.engines.overlap.sketch.key import SIZE
from renkei.exchange.sketches import new_key, read_key, read_sketch, sketch_bytes
from renkei.programme.table_text import table_file
from renkei.programme.write import check_place, write_files
from renkei.tables import OVERLAPS

PSEUDONYMS = "pseudonyms.csv"
COMPARED = ("overlaps.csv", "overlaps.parquet", "crowds.csv", "crowds.parquet")
SHOWN = 10
OTHERS = 0o077  # the rights of everybody but a file's owner


def make_key(path: Path) -> None:
    """Draw a key and write it to a new file."""
    with writing(path):
        try:
            new_key(path, secrets.token_bytes(SIZE))
        except FileExistsError:
            refuse(f"nothing was written: {path} is there already; a key that is in use must not be lost")
    typer.echo(f"Written to {path}.")
    typer.echo("For --key: hand it to the other agency by a way that nobody else reads, and to nobody else.")
    typer.echo("For --pseudonyms: keep it, and hand it to nobody.")


def make_sketch(
    portfolio: Path, key: Path, pseudonyms: Path | None, out: Path | None, *, whole: bool, as_json: bool
) -> None:
    """Sketch, write and print; ends the command in words where it cannot be."""
    where = place_of(out, portfolio, "sketch")
    shared, own = _keys(key, pseudonyms)
    projects = read_call(portfolio, "overlap", "sketched").tables["projects"]
    made = (whole_sketch if whole else sketch)(projects, shared, own)
    name = f"{portfolio.resolve().stem}.sketch"
    files = {name: sketch_bytes(made, shared)}
    if own is not None:
        files[PSEUDONYMS] = _pseudonyms(projects, own)
    with writing(where):
        check_place(where, files)
    with keeping(where):
        write_files(where, files, instead_of=[PSEUDONYMS])
    if as_json:
        typer.echo(json.dumps(_figures(made, files[name]), sort_keys=True, ensure_ascii=False))
        return
    _print(made, where / name, key, pseudonyms)


def _keys(key: Path, pseudonyms: Path | None) -> tuple[Key, Key | None]:
    try:
        shared, own = read_key(key), None if pseudonyms is None else read_key(pseudonyms)
    except DefectsFound as found:
        refuse("nothing was sketched:", found)
    if own == shared:
        refuse(
            "nothing was sketched: --pseudonyms is the shared key, with which the other agency finds the identifiers"
        )
    return shared, own


def _pseudonyms(projects: pl.DataFrame, own: Key) -> bytes:
    rows = sorted((own.pseudonym(one), one) for one in projects["project_id"])
    return bytes_of(pl.DataFrame(rows, schema={"pseudonym": pl.String, "project_id": pl.String}, orient="row"), False)


def _figures(made: Named, content: bytes) -> dict[str, Any]:
    return {
        "projects": len(made.names),
        "left_out": list(made.left_out),
        "whole": isinstance(made, WholeSketch),
        "names": "shown" if made.named else "pseudonyms",
        "key_check": made.check,
        "bytes": len(content),
    }


def _print(made: Named, file: Path, key: Path, pseudonyms: Path | None) -> None:
    shown = "under their own identifiers" if made.named else "under pseudonyms"
    detail = ", whole" if isinstance(made, WholeSketch) else ""
    typer.echo(f"Sketched{detail}: {len(made.names):,} projects, {shown}; the key's check value is {made.check}.")
    if made.left_out:
        more = f" … and {len(made.left_out) - SHOWN:,} more" if len(made.left_out) > SHOWN else ""
        named = visible(", ".join(made.left_out[:SHOWN]))
        typer.echo(f"Left out, their text missing or too short: {len(made.left_out):,}: {named}{more}")
    for path in (key, *([pseudonyms] if pseudonyms else [])):
        if os.name == "posix" and path.stat().st_mode & OTHERS:
            typer.echo(f"note: others on this machine may read {path}: chmod 600 {path}")
    typer.echo(f"Written to {file}: hand over that file alone (docs/sketches.md says what it reveals).")
    if pseudonyms is not None:
        typer.echo(f"Written to {file.with_name(PSEUDONYMS)}: whose pseudonym is whose; it stays with you.")


def compare_sketches(
    left: Path, right: Path, key: Path | None, least: float, out: Path | None, *, parquet: bool, as_json: bool
) -> None:
    """Compare, write and print; ends the command in words where it cannot be."""
    where = out or left.parent / "compared"
    try:
        shared = None if key is None else read_key(key)
        ours, theirs = read_sketch(left, shared), read_sketch(right, shared)
        found = compare(ours, theirs, CompareOptions(least))
    except DefectsFound as defects:
        refuse("nothing was compared:", defects)
    except SketchError as error:
        refuse(f"nothing was compared: {error}")
    files = dict([table_file(OVERLAPS, found.overlaps, parquet)])
    if not found.crowds.is_empty():
        files[f"crowds.{'parquet' if parquet else 'csv'}"] = bytes_of(found.crowds, parquet)
    with writing(where):
        check_place(where, files)
    with keeping(where):
        write_files(where, files, instead_of=COMPARED)
    if as_json:
        typer.echo(json.dumps(_compared(ours, theirs, found), sort_keys=True, ensure_ascii=False))
        return
    _print_compared(ours, theirs, found)
    typer.echo(f"Written to {where}: {', '.join(files)}")


def _compared(ours: Named, theirs: Named, found: Compared) -> dict[str, Any]:
    return {
        "left": len(ours.names),
        "right": len(theirs.names),
        "pairs": found.overlaps.height,
        "crowds": found.crowds.to_dicts(),
        "crowded_bands": found.crowded_bands,
    }


def _print_compared(ours: Named, theirs: Named, found: Compared) -> None:
    pairs = found.overlaps.height
    alike = f"{pairs:,} pair{'' if pairs == 1 else 's'} with texts alike"
    typer.echo(f"{len(ours.names):,} and {len(theirs.names):,} projects: {alike}.")
    strongest = found.overlaps.sort("strength", "left_id", "right_id", descending=[True, False, False])
    for row in strongest.head(SHOWN).to_dicts():
        typer.echo(visible(f"  {row['left_id']} – {row['right_id']}: {row['evidence']}"))
    if pairs > SHOWN:
        typer.echo(f"  … and {pairs - SHOWN:,} more")
    for crowd in found.crowds.to_dicts():
        typer.echo(
            visible(
                f"One text of {crowd['left_many']:,} projects ({crowd['left_first']}, …) and {crowd['right_many']:,} "
                f"({crowd['right_first']}, …): their pairs are not listed (crowds)."
            )
        )
    if found.crowded_bands:
        typer.echo(f"Passed over as everybody's wording: {found.crowded_bands:,} bands that very many texts share.")
