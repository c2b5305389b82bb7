"""Candidate joint themes: neighbouring projects of different agencies, named by their own words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import sparse

from renkei.engines.coordination.alike import Texts, plain, weighed
from renkei.engines.coordination.cells import total
from renkei.engines.coordination.grouping import Bounds, groups
from renkei.engines.coordination.linking import links, years_of
from renkei.engines.coordination.naming import name, spelled
from renkei.engines.coordination.options import CoordinationOptions
from renkei.tables import THEME_PROJECTS, THEMES, Table

WORDS = 5  # of a project that speak for its theme


@dataclass(frozen=True)
class Found:
    """A theme's projects by their places, its name, and each project's mean likeness to the others and own words."""

    members: Sequence[int]
    name: Sequence[str]
    likeness: float
    each: Sequence[float]
    words: Sequence[Sequence[str]]


def themes(projects: pl.DataFrame, options: CoordinationOptions) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The tables `themes` and `theme_projects`: those of most agencies first, then of most projects.

    `projects` has a row for each project with its agency, first and last fiscal year.
    """
    said = projects.select(pl.concat_str("title", "text", separator=" ", ignore_nulls=True))["title"]
    texts = [plain(text) for text in said]
    known = weighed(texts)
    pairs = links(known, projects, options.themes, options.nearest, options.reach)
    bounds = Bounds(options.themes, options.largest, options.reach)
    found = [_found(members, known, texts) for members in groups(known.rows, years_of(projects), pairs, bounds)]
    if not found:
        return THEMES.empty(), THEME_PROJECTS.empty()
    agencies = projects["agency"].to_list()
    found.sort(key=lambda one: (-len({agencies[at] for at in one.members}), -len(one.members), -one.likeness))
    return _tables(found, projects)


def _found(members: Sequence[int], known: Texts, texts: Sequence[str]) -> Found:
    rows = known.rows[np.array(members)]
    centre = np.asarray(rows.sum(axis=0)).ravel()
    others = len(members) - 1
    itself = np.asarray(rows.power(2).sum(axis=1)).ravel()
    each = (rows @ centre - itself) / others
    weights = {known.names[place]: float(centre[place]) for place in np.flatnonzero(centre).tolist()}
    speaks = rows.multiply(centre).tocsr()
    words = [spelled(_weightiest(speaks, at, known.names), [texts[text]]) for at, text in enumerate(members)]
    own = [texts[at] for at in members]
    title = name(weights, own)
    return Found(members, title, round(float(each.mean()), 6), np.round(each, 6).tolist(), words)


def _weightiest(rows: sparse.csr_matrix, at: int, names: Sequence[str]) -> list[str]:
    row = rows[at].tocoo()
    return [names[place] for _, place in sorted(zip(-row.data, row.col, strict=True))[:WORDS]]


def _tables(found: Sequence[Found], projects: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = [
        {
            "theme": number,
            "at": at,
            "likeness": likeness,
            "words": words,
            "name": ", ".join(one.name),
            "mean": one.likeness,
        }
        for number, one in enumerate(found, 1)
        for at, likeness, words in zip(one.members, one.each, one.words, strict=True)
    ]
    own = projects.with_row_index("at").with_columns(pl.col("at").cast(pl.Int64))
    members = pl.DataFrame(rows).join(own, "at").sort("theme", "agency", "project_id")
    summed = (
        members.group_by("theme", "name", "mean", "agency", "currency")
        .agg(
            total("amount"),
            items=pl.len().cast(pl.Int64),
            first_year=pl.col("first_year").min(),
            last_year=pl.col("last_year").max(),
        )
        .sort("theme", "agency", "currency", nulls_last=True)
        .rename({"mean": "likeness"})
    )
    return _typed(summed, THEMES), _typed(members, THEME_PROJECTS)


def _typed(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    return frame.select(table.names).cast({"likeness": table.schema["likeness"]})
