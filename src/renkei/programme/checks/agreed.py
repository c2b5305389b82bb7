"""The list agreed in a meeting: complete, and with a ground where it departs from the proposal."""

from collections.abc import Iterable, Iterator

from renkei.defects import Defect
from renkei.programme.folder import Folder
from renkei.programme.source import Fault


def check_agreed(folder: Folder) -> Iterator[Defect]:
    """Under `merged`: eligible applications left out of an agreed list, and departures without a ground.

    Silent where the funders' lists cannot be merged, which other checks say.
    """
    if folder.settings.selection.who_ranks != "merged" or folder.tables["applications"]["rank"].is_null().all():
        return
    from renkei.engines.selection import SelectionError, options_from, proposal  # noqa: PLC0415 - loads the solvers

    tables = folder.tables
    try:
        options = options_from(folder.settings, rule=folder.settings.selection.rule or "ranking")
        order = proposal(
            tables["applications"],
            tables["requests"],
            tables["rankings"],
            options,
            tables.get("criteria_scores"),
            tables.get("endorsements"),
        )
    except (SelectionError, KeyError):
        return
    remedy = "enter its rank, or delete the other ranks to take the proposal itself"
    yield from _at(folder, "rank", order.lacking, ("an agreed list ranks every eligible application", remedy))
    remedy = "write the ground here, or in the row of the application that it overtakes (`renkei merge` lists them)"
    fault = ("an agreed list departs from the proposal on a ground", remedy)
    yield from _at(folder, "ground", order.bare, fault)


def _at(folder: Folder, column: str, ids: Iterable[str], fault: Fault) -> Iterator[Defect]:
    where = folder.tables["applications"]["application_id"].is_in(list(ids))
    yield from folder.faults("applications", column, where, fault)
