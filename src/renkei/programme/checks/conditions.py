"""Side conditions: grounds, what they speak of, and whether the rule and the money can bear them."""

from collections.abc import Iterator, Mapping

import polars as pl

from renkei.defects import Defect
from renkei.programme.folder import Folder
from renkei.programme.nearness import nearest_word
from renkei.programme.source import Checked, whole
from renkei.settings import Condition

# subject of a condition → (table, column) that holds its value
PLACES = {
    "field": ("applications", "field"),
    "country": ("requests", "country"),
    "organisation": ("requests", "organisation_id"),
    "size": ("requests", "size"),
}


def check_grounds(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Applications that are forced, and exclusive sets, without a ground."""
    if "applications" in tables:
        frame = tables["applications"].frame
        bare = frame["forced"].is_not_null() & frame["ground"].is_null()
        fault = ("forcing in or out has a ground", "write it here, or empty the column forced")
        yield from tables["applications"].faults("ground", bare, fault)
    if "exclusive" in tables:
        frame = tables["exclusive"].frame
        first = frame.select(pl.col("set_id").is_first_distinct()).to_series()
        fault = ("a set of which one at most is funded has a ground", "write it in one row of the set")
        yield from tables["exclusive"].faults("ground", _bare(frame) & first, fault)


def check_reductions(tables: Mapping[str, Checked]) -> Iterator[Defect]:
    """Reductions of more than the whole."""
    if "funders" in tables:
        fault = ("a reduction is a percentage, 100 at most", "write 10 for a tenth, or empty it for none")
        yield from tables["funders"].faults("max_reduction", tables["funders"].frame["max_reduction"] > 100, fault)


def _bare(exclusive: pl.DataFrame) -> pl.Series:
    """The rows of exclusive sets of which none has a ground."""
    return exclusive.select(pl.col("ground").is_null().all().over("set_id")).to_series()


def check_bearable(folder: Folder) -> Iterator[Defect]:
    """What the rule cannot bear, and those forced in whom the money or a limit does not allow together.

    Silent where a selection could not even be begun for other reasons, which other checks say.
    """
    tables, selection = folder.tables, folder.settings.selection
    forced = tables["applications"]["forced"].is_not_null().any()
    reducing = (tables["funders"]["max_reduction"] > 0).any()
    if selection.rule is None or not (forced or reducing or selection.conditions or "exclusive" in tables):
        return
    if "exclusive" in tables and _bare(tables["exclusive"]).any():
        return
    from renkei.engines.selection import (  # noqa: PLC0415 - loads the solvers
        ConditionError,
        SelectionError,
        make_ready,
        options_from,
    )

    try:
        make_ready(folder.tables, options_from(folder.settings))
    except ConditionError as error:
        yield from _where(folder, error.column, error.applications, error.wrong, error.remedy)
    except (SelectionError, KeyError):
        return


def _where(folder: Folder, column: str, ones: tuple[str, ...], wrong: str, remedy: str) -> Iterator[Defect]:
    """The defect in the first row that it speaks of, or in the settings."""
    if column == "max_reduction":
        reducing = (folder.tables["funders"][column] > 0).fill_null(value=False)
        yield from folder.faults("funders", column, reducing & (reducing.cum_sum() == 1), (wrong, remedy))
        return
    if not column:
        yield whole("programme.yaml", wrong, remedy, "selection.conditions")
        return
    where = folder.tables["applications"]["application_id"] == min(ones)
    yield from folder.faults("applications", column, where, (wrong, remedy))


def condition_notes(folder: Folder) -> Iterator[str]:
    """Conditions that speak of nobody, with what may be meant."""
    for number, condition in enumerate(folder.settings.selection.conditions, 1):
        table, column = PLACES[condition.subject]
        if table not in folder.tables:
            continue
        known = folder.tables[table][column].drop_nulls().unique().sort().to_list()
        if not _spoken_of(condition, known):
            near = nearest_word(condition.value, known)
            meant = f"; {near} may be meant" if near else ""
            what = f"{condition.subject} {condition.value}"
            yield f"programme.yaml: condition {number} speaks of {what}, which {table} do not have{meant}"


def _spoken_of(condition: Condition, known: list[str]) -> bool:
    small = condition.subject == "size" and condition.value == "sme"
    return condition.value in known or (small and "startup" in known)
