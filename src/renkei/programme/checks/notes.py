"""Notes: what a person should look at although nothing is wrong."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import polars as pl

from renkei.programme.checks.conditions import condition_notes
from renkei.programme.checks.ranking_notes import ranking_notes
from renkei.programme.checks.words import INSTITUTIONAL
from renkei.programme.folder import Folder
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Checked, Source
from renkei.tables import POTS

SHOWN = 5  # examples in one note


def country_notes(table: Checked) -> Iterator[str]:
    """Countries under the European institutions' codes, read as the ISO ones."""
    cells = table.source.text("country").str.strip_chars()
    for code, iso in INSTITUTIONAL.items():
        count = int((cells == code).sum())
        if count:
            yield f"{table.source.file}: country {code} is read as {iso} in {_rows(count)}"


def unknown_columns(source: Source) -> Iterator[str]:
    """Columns that are kept as text although they resemble one of the contract that the file lacks."""
    absent = [name for name in source.table.names if name not in source.frame.columns]
    for name in source.extra:
        near = nearest_word(name, absent)
        if near:
            yield f"{source.file}: column {name!r} is kept as text; rename it to {near} if that is meant"


def folder_notes(folder: Folder) -> Iterator[str]:
    """Likely duplicates, applications that ask for nothing, ranks and bands against the order of scores."""
    tables = folder.tables
    yield from ranking_notes(folder)
    yield from condition_notes(folder)
    if "applications" in tables:
        yield from _same_titles(folder)
        yield from _disagreeing(folder, "rank", "stands before")
        yield from _disagreeing(folder, "band", "is in a better band than")
    if "applications" in tables and "requests" in tables:
        yield from _asking_nothing(folder)
    if "funders" in tables:
        yield from _entitled_to_nothing(folder)
    if "requests" in tables and "sme_share" in folder.settings.selection.tie_criteria:
        unknown = int(tables["requests"]["size"].is_null().sum())
        if unknown:
            file = folder.place("requests").file
            yield f"{file}: size is unknown in {_rows(unknown)}, which sme_share does not count as SME"
    if folder.settings.selection.rule == "best" and folder.settings.selection.bands is None:
        yield "programme.yaml: the rule best needs bands, and none are published"


def _same_titles(folder: Folder) -> Iterator[str]:
    applications = folder.tables["applications"].with_columns(folder.place("applications").rows.alias("#row"))
    title = pl.col("title").str.normalize("NFKC").str.to_lowercase().str.replace_all(r"\W+", " ").str.strip_chars()
    groups = (
        applications.with_columns(title.alias("#title"))
        .filter(pl.col("#title") != "")
        .group_by("#title", maintain_order=True)
        .agg("#row", pl.col("title").first())
        .filter(pl.col("#row").list.len() > 1)
    )
    examples = groups.select("#row", "title").head(SHOWN).rows()
    said = [f"rows {_listed(map(str, rows))} have the same title {title!r}" for rows, title in examples]
    yield from _with_count(folder.place("applications").file, said, groups.height, "possible duplicates")


def _disagreeing(folder: Folder, column: str, verb: str) -> Iterator[str]:
    """Applications that `column` puts strictly before one with a strictly better score."""
    applications = folder.tables["applications"].filter(pl.col(column).is_not_null(), pl.col("score").is_not_null())
    scale = folder.settings.scale
    sign = -1 if scale and scale.best == "low" else 1
    worth = (pl.col("score") * sign).alias("#worth")
    by = [column, "#worth", "application_id"]
    ordered = applications.with_columns(worth).sort(by, descending=[False, True, False])
    said: list[str] = []
    lowest: tuple[Decimal, str] | None = None
    count, floor, group = 0, lowest, None
    for place, name, value in ordered.select(column, "application_id", "#worth").rows():
        if place != group:  # compare with the groups before, of which `last` is the lowest
            floor, group = lowest, place
        if floor is not None and value > floor[0]:
            count += 1
            said.append(f"{floor[1]} {verb} {name}, which has the better score")
        if lowest is None or value < lowest[0]:
            lowest = (value, name)
    yield from _with_count(folder.place("applications").file, said[:SHOWN], count, f"{column} and score disagree")


def _asking_nothing(folder: Folder) -> Iterator[str]:
    applications, requests = folder.tables["applications"], folder.tables["requests"]
    none = applications.join(requests, on="application_id", how="anti", maintain_order="left")["application_id"]
    said = [f"{_listed(none)} without any request"] if len(none) else []
    yield from _with_count(folder.place("applications").file, said, len(said), "applications that ask for nothing")


def _entitled_to_nothing(folder: Folder) -> Iterator[str]:
    """A ranking list says who may draw on a top-up without saying what it is; then the money is not there."""
    entitled = folder.tables["funders"].filter(pl.col("top_up_entitled"))["funder_id"]
    pots = folder.tables.get("pots", POTS.empty())
    if len(entitled) and pots.filter(pl.col("kind") == "top_up").is_empty():
        yield (
            f"{folder.place('funders').file}: {_listed(entitled)} may draw on a top-up, and the call has none; "
            "to spend one add a row of kind top_up to pots, and write mixed in pot of these funders"
        )


def _with_count(file: str, said: list[str], count: int, what: str) -> Iterator[str]:
    if said:
        more = f"; and {count - len(said)} more" if count > len(said) else ""
        yield f"{file}: {what}: {'; '.join(said)}{more}"


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _rows(count: int) -> str:
    return f"{count} row{'s' if count != 1 else ''}"
