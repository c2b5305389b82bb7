"""A sheet of scores: an application a row, a column a criterion; what it says otherwise than what stands."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from renkei.defects import Defect, DefectsFound, say
from renkei.money import decimal_text
from renkei.programme.checks.cells import check_cells
from renkei.programme.checks.keys import check_keys
from renkei.programme.csv_file import read_csv
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Checked, Source, whole
from renkei.programme.workbook import open_workbook
from renkei.site.applications.refusal import Refused
from renkei.site.review.assessed import COLUMNS, CRITERION, Assessed
from renkei.site.review.drafts import Line, line_of
from renkei.site.review.reading.place import Upload
from renkei.site.review.terms import Terms
from renkei.tables import APPLICATIONS, Column, Kind, Table

SHEETS = ("scores", "applications")


def lines_of_scores(upload: Upload, terms: Terms, stands: Mapping[str, Assessed]) -> list[Line]:
    """What a CSV file or a workbook's sheet says otherwise; DefectsFound with all that is wrong in it.

    `stands`: number → how the application stands. An empty cell leaves what stands.
    """
    found: list[Defect] = []
    source = _source(upload, _table(terms), found)
    if source is None:
        raise DefectsFound(found)
    checked = check_cells(source, found)
    wanted = dict(_rows(checked, terms, stands, found))
    found += check_keys(checked)
    found = [one for one in found if one.row not in source.torn or one.column == ""]
    if found:
        raise DefectsFound(found)
    lines = (line_of("applications", key, stands[key].texts(), one.texts()) for key, one in wanted.items())
    return [one for one in lines if one is not None]


def _table(terms: Terms) -> Table:
    """The columns that the sheet may have; those of no such name are passed over."""
    own = tuple(APPLICATIONS.column(name) for name in ("application_id", *COLUMNS))
    criteria = tuple(
        Column(name, Kind.DECIMAL, say("the score on {name}", name=name))
        for name in terms.criteria
        if name not in APPLICATIONS.names
    )
    return Table("scores", "A row for each application.", ("application_id",), (*own, *criteria))


def _source(upload: Upload, table: Table, found: list[Defect]) -> Source | None:
    with upload.as_file() as place:
        if upload.suffix == ".csv":
            return read_csv(place, table, found)
        if upload.suffix != ".xlsx":
            found.append(whole(upload.name, "scores come as CSV or XLSX", "save the sheet as one of them"))
            return None
        book = open_workbook(place, found)
        sheets = [] if book is None else book.sheets
        named = [one for one in sheets if one.strip().lower() in SHEETS]
        if book is not None and len(named or sheets) == 1:
            return book.read((named or sheets)[0], table, found)
        if book is not None:
            rule = "one sheet holds the scores"
            found.append(whole(upload.name, rule, "name it scores", value=", ".join(sheets)))
    return None


def _rows(
    checked: Checked, terms: Terms, stands: Mapping[str, Assessed], found: list[Defect]
) -> Iterator[tuple[str, Assessed]]:
    """Number → how the application would stand; what does not hold is told."""
    names = [name for name in checked.frame.columns if name in checked.source.table.names]
    spoiled = {(one.row, one.column) for one in found}
    for row, cells in zip(checked.source.rows.to_list(), checked.frame.select(names).to_dicts(), strict=True):
        number = cells.pop("application_id")
        if number is None or (row, "application_id") in spoiled:
            continue
        if number not in stands:
            near = nearest_word(number, tuple(stands))
            remedy = say("write {word}", word=near) if near else "correct the number, or delete the row"
            rule = "the application is handed in to this call"
            found.append(Defect(checked.source.file, row, "application_id", number, rule, remedy))
            continue
        told = {_column(name): _text(cell) for name, cell in cells.items() if cell is not None}
        given = stands[number].changed(
            {name: text for name, text in told.items() if name != "score" or not terms.total}
        )
        try:
            wanted = given.settled(terms)
        except Refused as refused:
            found += [
                Defect(
                    checked.source.file,
                    row,
                    one.place.removeprefix(CRITERION),
                    told.get(one.place, ""),
                    str(one.sentence),
                    "",
                )
                for one in refused.remarks
            ]
            continue
        found += _other_total(checked, row, cells["score"], wanted, terms)
        yield number, wanted


def _other_total(checked: Checked, row: int, score: Decimal | None, wanted: Assessed, terms: Terms) -> Iterator[Defect]:
    """A total in the sheet that is not that of the criteria."""
    if terms.total and score is not None and score != wanted.score:
        made = "none yet" if wanted.score is None else decimal_text(wanted.score)
        rule = say("the call makes the total from the criteria: {total}", total=made)
        yield Defect(checked.source.file, row, "score", decimal_text(score), rule, "correct a criterion, or delete it")


def _column(name: str) -> str:
    return name if name in COLUMNS else f"{CRITERION}{name}"


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else decimal_text(Decimal(cell))
