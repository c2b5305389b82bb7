"""A programme folder taken back: what it says otherwise than what stands, nothing overwritten."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import polars as pl

from renkei.defects import Defect, DefectsFound
from renkei.programme import Folder, read_folder
from renkei.programme.annexes_file import ANNEXES_FILE
from renkei.programme.escape import unescaped
from renkei.programme.sources import SETTINGS_FILE
from renkei.programme.table_text import csv_bytes
from renkei.programme.write import annexes_yaml, settings_yaml
from renkei.site.applications.refusal import Refused
from renkei.site.review.archive import MANIFEST
from renkei.site.review.assessed import COLUMNS, CRITERION, Assessed
from renkei.site.review.drafts import Line, line_of
from renkei.site.review.reading.place import Upload
from renkei.site.review.terms import Terms
from renkei.tables import TABLES

RAISES = ("confirmed_raise", "possible_raise")
FROZEN = "request_costs"  # handed in, and read with the requests that add them up
Kept = Mapping[str, Iterable[Mapping[str, str]]]
Rows = dict[str, dict[str, str]]  # key → column → text


def lines_of_folder(
    upload: Upload, standing: Folder, kept: Kept, terms: Terms, snapshot_of: Callable[[str], Mapping[str, str] | None]
) -> list[Line]:
    """What a zip archive or a workbook says otherwise than the folder of what stands; DefectsFound.

    `standing` may lack what a selection needs; `kept` are the further tables of the call, as texts. Standings and
    raises can be taken; what was handed in, the rules and the other tables are shown only. `snapshot_of` gives the
    files of the snapshot whose manifest has a hash: what the file only repeats of it, nobody has changed there.
    """
    with upload.as_programme() as place:
        given = read_folder(place, "check")
        base = _base(place, snapshot_of)
    before, after = {**_tables(standing), **_further(kept)}, _tables(given)
    after.pop(FROZEN, None)
    lines = [*_settings(standing, given)]
    for name in sorted({*before, *after}):
        found = _of_table(name, before.get(name, {}), after.get(name, {}))
        lines += found if base is None else _changed(found, base.get(name, {}))
    _hold(upload.name, lines, before.get("applications", {}), terms)
    return lines


def _base(place: Path, snapshot_of: Callable[[str], Mapping[str, str] | None]) -> dict[str, Rows] | None:
    """The tables of the snapshot that the folder was made from, where its manifest still lies in it."""
    manifest = place / MANIFEST
    files = snapshot_of(sha256(manifest.read_bytes()).hexdigest()) if manifest.is_file() else None
    if files is None:
        return None
    with tempfile.TemporaryDirectory(prefix="renkei-base-") as home:
        for name, text in files.items():
            Path(home, name).write_text(text, encoding="utf-8")
        return _tables(read_folder(home))


def _changed(lines: Iterable[Line], base: Rows) -> Iterator[Line]:
    for line in lines:
        if (left := line.but(base.get(line.key, {}))) is not None:
            yield left


def _tables(folder: Folder) -> dict[str, Rows]:
    """The tables as their files hold them, with each criterion's score in its application's row."""
    tables = {name: _rows(name, frame) for name, frame in folder.tables.items()}
    for row in tables.pop("criteria_scores", {}).values():
        mine = tables.get("applications", {}).get(row["application_id"])
        if mine is not None:
            mine[f"{CRITERION}{row['criterion']}"] = row["score"]
    return tables


def _further(kept: Kept) -> dict[str, Rows]:
    return {
        name: {", ".join(row.get(column, "") for column in TABLES[name].key): dict(row) for row in rows}
        for name, rows in kept.items()
    }


def _rows(name: str, frame: pl.DataFrame) -> Rows:
    table = TABLES[name]
    known = frame.select(table.names)
    plain = pl.read_csv(csv_bytes(table, known), infer_schema=False)
    lines = plain.select(unescaped(pl.all()).fill_null("")).to_dicts()
    for line in lines:
        if line.get("status") == "eligible":
            line["status"] = ""
    return {", ".join(line[column] for column in table.key): line for line in lines}


def _of_table(name: str, before: Rows, after: Rows) -> Iterator[Line]:
    for key in [*before, *(one for one in after if one not in before)]:
        if key not in before or key not in after:
            line = line_of(name, key, before.get(key, {}), after.get(key, {}), takes=False)
        else:
            mine, other = _parted(name, before[key], after[key])
            yield from mine
            line = other
        if line is not None:
            yield line


def _parted(name: str, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[list[Line], Line | None]:
    """What of a row can be taken, and what is only shown."""
    key = ", ".join(before[column] for column in TABLES[name].key)
    takes = {"applications": COLUMNS, "funders": RAISES}.get(name, ())
    columns = [*dict.fromkeys([*before, *after])]
    taken = [one for one in columns if one in takes or one.startswith(CRITERION)]
    shown = [one for one in columns if one not in taken]
    parts = [
        line_of(name, key, {one: before.get(one, "") for one in part}, {one: after.get(one, "") for one in part}, ours)
        for part, ours in ((taken, True), (shown, False))
    ]
    return [parts[0]] if parts[0] else [], parts[1]


def _settings(standing: Folder, given: Folder) -> Iterator[Line]:
    texts = [(SETTINGS_FILE, settings_yaml(standing.settings), settings_yaml(given.settings))]
    if standing.annexes is not None and given.annexes is not None:
        texts.append((ANNEXES_FILE, annexes_yaml(standing.annexes), annexes_yaml(given.annexes)))
    for name, before, after in texts:
        line = line_of(name, "", {"": before.decode()}, {"": after.decode()}, takes=False)
        if line is not None:
            yield line


def _hold(file: str, lines: list[Line], stands: Rows, terms: Terms) -> None:
    """Standings that could not be taken are defects of the file."""
    found = []
    for line in lines:
        if line.takes and line.table == "applications":
            known = {name: text for name, text in stands[line.key].items() if name in COLUMNS or CRITERION in name}
            try:
                Assessed().changed({**known, **line.after}).settled(terms)
            except Refused as refused:
                found += [
                    Defect(file, 0, one.place, f"{line.key}: {line.after.get(one.place, '')}", str(one.sentence), "")
                    for one in refused.remarks
                ]
    if found:
        raise DefectsFound(found)
