"""Readiness: whether a selection can be run on a programme whose tables hold."""

from collections.abc import Iterator

import polars as pl

from renkei.defects import Defect, say
from renkei.programme.checks.agreed import check_agreed
from renkei.programme.checks.conditions import check_bearable
from renkei.programme.folder import Folder
from renkei.programme.source import whole
from renkei.settings import BUILT_IN_TIE_CRITERIA, Settings
from renkei.tables import TABLES

NEEDED = ("applications", "requests", "funders")


def eligible(applications: pl.DataFrame) -> pl.Series:
    """Which applications stand for selection: those whose status is empty or `eligible`, and who are not forced out."""
    out = (applications["forced"] == "out").fill_null(value=False)
    return (applications["status"].fill_null("eligible") == "eligible") & ~out


def ready_to_select(folder: Folder) -> list[Defect]:
    """What a selection lacks: tables, scores, ranks, bands, and criteria that thresholds and ties need.

    It goes by `folder.settings`; a command that overrides them asks again with what it will use.
    """
    missing = [TABLES[name] for name in NEEDED if name not in folder.tables]
    remedy = "write it: a selection needs applications, requests and funders"
    if missing:
        return [whole(f"{table.name}.csv", "the table is there", remedy) for table in missing]
    return [*_unscored(folder), *_without_criteria(folder), *check_agreed(folder), *check_bearable(folder)]


def _unscored(folder: Folder) -> Iterator[Defect]:
    applications, settings = folder.tables["applications"], folder.settings
    stands = eligible(applications)
    for column in _deciding(settings):
        fault = (
            say("an eligible application has a {column}", column=column),
            "write it, or the status if it is not eligible",
        )
        yield from folder.faults("applications", column, stands & applications[column].is_null(), fault)


def _deciding(settings: Settings) -> Iterator[str]:
    """The columns of applications that the settings make decide."""
    selection = settings.selection
    ranked = selection.binding == "rank" and selection.who_ranks == "joint"
    if (
        not (ranked or selection.who_ranks == "merged")
        or selection.rule in ("best", "sum")
        or settings.thresholds.total is not None
    ):
        yield "score"
    if ranked:
        yield "rank"
    if selection.bands == "column":
        yield "band"
    if selection.lottery is not None and selection.lottery.width is not None:
        yield "score_error"


def _without_criteria(folder: Folder) -> Iterator[Defect]:
    """Eligible applications without the score on a criterion that a threshold or a tie asks for."""
    settings, applications = folder.settings, folder.tables["applications"]
    asked = {name for name, _ in settings.thresholds.criteria}
    asked |= set(settings.selection.tie_criteria) - set(BUILT_IN_TIE_CRITERIA)
    scores = folder.tables.get("criteria_scores", TABLES["criteria_scores"].empty())
    for name in sorted(asked):
        scored = scores.filter(pl.col("criterion") == name)["application_id"]
        lacks = eligible(applications) & ~applications["application_id"].is_in(scored.unique().implode())
        remedy = "write it in criteria_scores: a threshold or a tie asks for it"
        fault = (say("an eligible application has a score on {name}", name=name), remedy)
        yield from folder.faults("applications", "application_id", lacks, fault)
