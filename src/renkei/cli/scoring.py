"""The work of `renkei score`: read, score, write, print."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import typer
from rich.console import Console

from renkei.cli.applying import foresee, other_tables, settings_files
from renkei.cli.failure import keeping, refuse
from renkei.cli.place import place_of
from renkei.cli.reading import read_call
from renkei.engines.scoring import ScoreError, ScoreOptions, Scoring, score
from renkei.money import decimal_text
from renkei.programme import Folder
from renkei.programme.checks.reviews import weights_of
from renkei.programme.table_text import table_file
from renkei.programme.write import write_files
from renkei.reports.scoring import agreement_rows, html, score_rows, severity_rows, summary
from renkei.settings import Settings
from renkei.tables import AGREEMENT, APPLICATIONS, CRITERIA_SCORES, SCORES, SEVERITY, Table

PAGE = "score.html"
DECIDING = (APPLICATIONS.name, CRITERIA_SCORES.name)  # what a selection reads of what is made


def score_call(
    folder: Path,
    out: Path | None,
    apply: Path | None,
    language: str,
    given: Mapping[str, Any],
    *,
    parquet: bool,
    as_json: bool,
) -> None:
    """Score the call in `folder`, write and print what came of it, and with `apply` the call with its scores.

    `given` are options beside those of programme.yaml. Ends the command with 1, in words, where it cannot be scored.
    """
    where = place_of(out, folder, "score")
    call = read_call(folder, "score", "scored")
    tables = made_tables(call, made := _scored(call, given))
    files = dict(table_file(table, frame, parquet) for table, frame in tables)
    files[PAGE] = html(made, call.settings, call.tables["applications"], language).encode()
    foresee(where, files, apply)
    if apply is not None:
        whole = dict(table_file(table, frame, parquet=False) for table, frame in tables if table.name in DECIDING)
        with keeping(apply):
            write_files(apply, other_tables(folder, DECIDING) | whole | settings_files(folder))
    with keeping(where):
        write_files(where, files)
    if as_json:
        typer.echo(json.dumps(figures(made), sort_keys=True, ensure_ascii=False))
        return
    Console().print(summary(made, call.settings, call.tables["applications"], language))
    typer.echo(f"Written to {where}: {', '.join(files)}")
    if apply is not None:
        typer.echo(f"Written to {apply}: the call with its scores")


def _scored(call: Folder, given: Mapping[str, Any]) -> Scoring:
    try:
        return score(call.tables["applications"], call.tables["reviews"], options_of(call.settings, given))
    except ScoreError as error:
        refuse(str(error))


def options_of(settings: Settings, given: Mapping[str, Any]) -> ScoreOptions:
    """The options that programme.yaml states, and those given beside it."""
    scale, stated = settings.scale, settings.score
    return ScoreOptions(
        weights=tuple(weights_of(settings).items()),
        high_is_best=scale is None or scale.best == "high",
        use_confidence=stated.confidence == "weight",
        places=stated.places,
        ends=(scale.minimum, scale.maximum) if scale else None,
        **given,
    )


def made_tables(call: Folder, made: Scoring) -> list[tuple[Table, pl.DataFrame]]:
    """The tables that a scoring makes, each with its contract."""
    return [
        (APPLICATIONS, with_scores(call.tables["applications"], made)),
        (CRITERIA_SCORES, made.criteria),
        (SCORES, score_rows(made)),
        (SEVERITY, severity_rows(made)),
        (AGREEMENT, agreement_rows(made)),
    ]


def with_scores(applications: pl.DataFrame, made: Scoring) -> pl.DataFrame:
    """The applications with the scores and errors made; what has no review has none."""
    own = made.scores.select("application_id", "score", "score_error")
    joined = applications.drop("score", "score_error").join(own, "application_id", how="left", maintain_order="left")
    return joined.select(applications.columns)


def figures(made: Scoring) -> dict[str, Any]:
    """The result as JSON: decimals as texts."""
    tables = {"applications": score_rows(made), "severity": severity_rows(made), "agreement": agreement_rows(made)}
    rows = {name: [_plain(row) for row in frame.to_dicts()] for name, frame in tables.items()}
    options, parts = made.options, made.parts
    return rows | {
        "seed": options.seed,
        "corrected": options.correct_severity,
        "groups": len(made.groups),
        "clipped": made.clipped,
        "variances": {
            "within": _shown(parts.within),
            "reviewers": _shown(parts.reviewers),
            "residual": _shown(parts.residual),
        },
        "degrees_of_freedom": {"within": parts.within_df, "residual": parts.residual_df},
    }


def _shown(value: float | None) -> str | None:
    return None if value is None else f"{value:.6f}"


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    whole = (str, int, type(None))
    return {name: cell if isinstance(cell, whole) else decimal_text(cell) for name, cell in row.items()}
