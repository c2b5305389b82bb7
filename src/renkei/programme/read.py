"""The way in: a folder or workbook to a programme in memory, or every defect at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from renkei.annexes import Annexes
from renkei.conflict_rules import ConflictRules
from renkei.defects import Defect, DefectsFound
from renkei.limits import SETTINGS_BYTES
from renkei.programme.annexes_file import read_annexes
from renkei.programme.checks.annexes import check_annexes, check_controls, check_costs
from renkei.programme.checks.assigning import check_assigning
from renkei.programme.checks.caps import check_caps
from renkei.programme.checks.cells import check_cells
from renkei.programme.checks.conditions import check_grounds, check_reductions
from renkei.programme.checks.conflicts import (
    check_conflict_rules,
    check_declarations,
    check_investigators,
    check_orcids,
    check_publications,
)
from renkei.programme.checks.coordination import check_coordination
from renkei.programme.checks.currencies import check_currencies
from renkei.programme.checks.endorsements import check_endorsements
from renkei.programme.checks.forum import check_forum, ready_to_meet
from renkei.programme.checks.keys import check_keys
from renkei.programme.checks.notes import country_notes, folder_notes, unknown_columns
from renkei.programme.checks.portfolio import check_portfolio
from renkei.programme.checks.pots import check_pots
from renkei.programme.checks.rankings import check_rankings
from renkei.programme.checks.ready import NEEDED, ready_to_select
from renkei.programme.checks.references import check_references
from renkei.programme.checks.requests import check_requests, partners_named
from renkei.programme.checks.reviews import check_reviews, ready_to_score
from renkei.programme.checks.scores import check_scores
from renkei.programme.conflicts_file import read_conflict_rules
from renkei.programme.entries import Entry, Reading, entries_of_sheet, entries_of_yaml
from renkei.programme.folder import Folder, Place
from renkei.programme.settings_file import settings_of
from renkei.programme.source import Checked, whole
from renkei.programme.sources import SETTINGS_FILE, SETTINGS_SHEET, Found, is_given, look, missing, read_source
from renkei.programme.workbook import UNREADABLE
from renkei.settings import Settings
from renkei.tables import TABLES, Table

NEEDED_BY = {
    "select": NEEDED,
    "demand": NEEDED,
    "assign": ("applications", "reviewers", "affinity"),
    "score": ("applications", "reviews"),
    "overlap": ("projects",),
    "coordinate": ("programmes",),
    "match": ("profiles",),
    "timetable": ("participants", "wishes", "slots"),
}  # what a command cannot do without
UNRULED = ("overlap", "coordinate", "match", "index")  # the commands that go by tables alone, without programme.yaml
RULED = ("check", "screen")  # the commands that read annexes.yaml
KEPT_APART = ("check", "conflicts")  # those that read conflicts.yaml


def read_folder(path: Path | str, verb: str = "check") -> Folder:
    """The programme at `path`: a folder of CSV and Parquet files, or an XLSX workbook.

    `verb` is the command that asks: only the tables it needs are read (`check` reads all that are there),
    and `select` also asks whether a selection can be run. Raises DefectsFound with every defect of settings and tables.
    """
    found = look(Path(path))
    settings = read_settings(found, needed=verb not in UNRULED)
    annexes = read_annexes(found.home, found.defects) if verb in RULED and Path(path).exists() else None
    rules = read_conflict_rules(found.home, found.defects) if verb in KEPT_APART and Path(path).exists() else None
    tables, notes = _tables(found, verb)
    unread = frozenset(table.name for table in _needed(verb) if is_given(found, table)) - set(tables)
    unasked = frozenset(TABLES) - {table.name for table in _needed(verb)}
    absent = [] if found.unopened else list(_absent(found, verb))
    across = _across(settings, annexes, rules, tables, unread | unasked)
    defects = [*found.defects, *absent, *_on_whole_rows(across, tables)]
    folder = _folder(settings or Settings(""), tables)
    if settings is not None and not unread:
        defects += [*_unready(folder, verb, defects), *_unmet(folder, verb, defects)]
    if defects:
        raise DefectsFound(defects)
    return Folder(folder.settings, folder.tables, (*notes, *folder_notes(folder)), folder.places, annexes, rules)


def read_settings(found: Found, *, needed: bool = True) -> Settings | None:
    """The settings, with the values that do not hold at their defaults; None when nothing could be read.

    Settings that are `needed` and not there are a defect.
    """
    sheets = found.sheets(SETTINGS_SHEET)
    if found.settings and sheets:
        remedy = f"keep either the file or the sheet {sheets[0]}"
        found.defects.append(whole(SETTINGS_FILE, "settings are given once", remedy))
    if not found.settings and not sheets:
        if needed and not found.unopened and found.home.is_dir():
            remedy = "write one with a line such as name: my call"
            found.defects.append(whole(SETTINGS_FILE, "the settings are there", remedy))
        return None
    reading = Reading(SETTINGS_FILE if found.settings else f"{found.file} sheet {sheets[0]}")
    tree = _settings_tree(found, reading)
    settings = settings_of(tree, reading) if tree else None
    found.defects.extend(reading.defects)
    return settings


def _settings_tree(found: Found, reading: Reading) -> Entry | None:
    try:
        if found.settings and found.settings.stat().st_size > SETTINGS_BYTES:
            size = f"{found.settings.stat().st_size:,} bytes"
            reading.defect(
                0, "", size, f"the settings are at most {SETTINGS_BYTES:,} bytes", "keep settings alone in it"
            )
        elif found.settings:
            return entries_of_yaml(found.settings.read_bytes(), reading)
        elif found.workbook:
            return entries_of_sheet(found.workbook.records(found.sheets(SETTINGS_SHEET)[0]), reading)
    except UNREADABLE:
        reading.defect(0, "", "", "the settings can be read", "see whether it is a file, and to its permissions")
    return None


def _tables(found: Found, verb: str) -> tuple[dict[str, Checked], list[str]]:
    """The tables that the verb needs and that are there, each checked by itself, with their notes."""
    tables: dict[str, Checked] = {}
    notes: list[str] = []
    for table in _needed(verb):
        source = read_source(found, table)
        if source is None:
            continue
        given, source = source, partners_named(source, found.defects, notes)
        own: list[Defect] = []
        tables[table.name] = checked = check_cells(source, own)
        own.extend(check_keys(checked))
        if source is not given:  # what is wrong with the partner stands in the organisation's column
            own = [replace(d, column="organisation_id") if d.column == "partner_id" else d for d in own]
        found.defects.extend(_on_whole_rows(own, {table.name: checked}))
        notes.extend(country_notes(checked))
        notes.extend(unknown_columns(source))
    return tables, notes


def _needed(verb: str) -> list[Table]:
    """The tables that a command needs; ValueError for one that no contract names."""
    needed = [table for table in TABLES.values() if verb == "check" or verb in table.needed_by]
    if not needed:
        raise ValueError(f"no table is needed by {verb!r}")
    return needed


def _absent(found: Found, verb: str) -> Iterator[Defect]:
    """Tables that must be there: for some commands those they stand on, for a check any."""
    if verb in NEEDED_BY:
        yield from (missing(found, TABLES[name]) for name in NEEDED_BY[verb] if not is_given(found, TABLES[name]))
    elif found.home.is_dir() and not any(is_given(found, table) for table in TABLES.values()):
        yield missing(found, _needed(verb)[0])


def _across(
    settings: Settings | None,
    annexes: Annexes | None,
    rules: ConflictRules | None,
    tables: dict[str, Checked],
    unknown: frozenset[str],
) -> Iterator[Defect]:
    """What only shows between tables, settings and annexes; tables that are `unknown` prove nothing."""
    yield from check_references(tables, unknown)
    yield from check_currencies(settings, tables, unknown)
    yield from check_pots(tables, unknown)
    yield from check_rankings(settings, tables, unknown)
    yield from check_endorsements(settings, tables, unknown)
    yield from check_grounds(tables)
    yield from check_reductions(tables)
    yield from check_costs(tables, unknown)
    yield from check_controls(tables)
    yield from check_investigators(tables, unknown)
    yield from check_declarations(tables)
    yield from check_coordination(tables)
    yield from check_publications(tables)
    yield from check_orcids(tables)
    yield from check_assigning(tables)
    yield from check_forum(settings, tables, unknown)
    yield from check_portfolio(tables)
    if "requests" in tables:
        yield from check_requests(tables["requests"])
    if settings is not None:
        yield from check_scores(settings, tables)
        yield from check_reviews(settings, tables)
        yield from check_caps(settings, tables, unknown)
    if annexes is not None:
        yield from check_annexes(annexes, tables, unknown)
    if rules is not None:
        yield from check_conflict_rules(rules, tables, unknown)


def _on_whole_rows(defects: Iterable[Defect], tables: Mapping[str, Checked]) -> list[Defect]:
    """The defects without those of torn rows, whose cells stand under the wrong names."""
    torn = {table.source.file: table.source.torn for table in tables.values()}
    return [defect for defect in defects if defect.row not in torn.get(defect.file, ())]


def _unready(folder: Folder, verb: str, defects: list[Defect]) -> list[Defect]:
    """What a selection or a scoring lacks, but for rows of which something worse is said already."""
    if verb == "score":
        return list(ready_to_score(folder)) if set(NEEDED_BY[verb]) <= set(folder.tables) else []
    scored = "applications" in folder.tables and folder.tables["applications"]["score"].is_not_null().any()
    decides = scored or folder.settings.selection.who_ranks == "merged"
    if not set(NEEDED) <= set(folder.tables) or not (verb == "select" or (verb == "check" and decides)):
        return []
    said = {(defect.file, defect.row) for defect in defects if defect.row}
    return [defect for defect in ready_to_select(folder) if (defect.file, defect.row) not in said]


def _unmet(folder: Folder, verb: str, defects: list[Defect]) -> list[Defect]:
    """What a timetable lacks, but for settings of which something worse is said already."""
    if verb != "timetable" and not (verb == "check" and {"wishes", "slots"} <= set(folder.tables)):
        return []
    said = {(defect.file, defect.column) for defect in defects}
    return [one for one in ready_to_meet(folder.settings, folder.tables) if (one.file, one.column) not in said]


def _folder(settings: Settings, tables: Mapping[str, Checked]) -> Folder:
    frames = {name: table.frame for name, table in tables.items()}
    places = {name: Place(table.source.file, table.source.rows) for name, table in tables.items()}
    return Folder(settings, frames, (), places)
