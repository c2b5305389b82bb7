"""Ties by organisation: the own one, those that control it or that it controls; in it the same department."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from renkei.conflict_rules import Reach
from renkei.engines.conflicts.material import ORGANISATION, Ready
from renkei.engines.conflicts.ties import plain, tie

Edges = Mapping[str, list[str]]


def together(ready: Ready, reach: Reach) -> pl.DataFrame:
    """Ties of reviewers who work where an investigator works; of an application that names nobody, a partner.

    With the `size` of the organisation in the application.
    """
    nameless = ready.partners.join(ready.people, on="application_id", how="anti")
    places = pl.concat([ready.people.select(nameless.columns), nameless]).unique()
    return _ties(ready, places, reach)


def partnered(ready: Ready, reach: Reach) -> pl.DataFrame:
    """Ties of reviewers whose organisation is a partner of the application."""
    return _ties(ready, ready.partners, reach)


def of_department(ready: Ready) -> pl.DataFrame:
    """Ties of reviewers in the same department of the same organisation as an investigator."""
    columns = [*ORGANISATION, "department"]
    ours = ready.reviewers.select("reviewer_id", *columns).drop_nulls("department")
    theirs = ready.people.select("application_id", *columns).drop_nulls("department").unique()
    met = meeting(ours, theirs, ready.controls, "own").filter(plain("department") == plain("department_right"))
    return tie(met.with_columns(evidence=pl.format("{}, {}", "department", "where")))


def _ties(ready: Ready, places: pl.DataFrame, reach: Reach) -> pl.DataFrame:
    met = meeting(ready.reviewers.select("reviewer_id", *ORGANISATION), places, ready.controls, reach)
    return tie(met.with_columns(evidence="where"), "size")


def meeting(ours: pl.DataFrame, theirs: pl.DataFrame, controls: pl.DataFrame, reach: Reach) -> pl.DataFrame:
    """The rows of both whose organisations are one, or joined as far as `reach`; by name alone that is `likely`.

    `where` says which. Columns that both have stand twice, that of `theirs` with `_right`.
    """
    told = theirs.rename({name: f"{name}_right" for name in theirs.columns if name in ours.columns})
    own = pl.coalesce("organisation", "organisation_right", "organisation_id").alias("where")
    by_id = ours.join(told, left_on="organisation_id", right_on="organisation_id_right", coalesce=False)
    found = [by_id.with_columns(own, likely=False), _by_name(ours, told).with_columns(own, likely=True)]
    if reach != "own":
        pairs = _reached(ours["organisation_id"], theirs["organisation_id"], controls, reach)
        joined = pl.format("{}, joined by control with {}", *(_called(side) for side in ("", "_right")))
        met = ours.join(pairs, on="organisation_id").join(told, on="organisation_id_right", coalesce=True)
        found.append(met.with_columns(joined.alias("where"), likely=False))
    return pl.concat([one.select(found[0].columns) for one in found])


def _called(side: str) -> pl.Expr:
    return pl.coalesce(f"organisation{side}", f"organisation_id{side}")


def _by_name(ours: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Organisations of one name, of which one at least has no identifier."""
    left = ours.with_columns(plain("organisation").alias("#name"))
    right = told.with_columns(plain("organisation_right").alias("#name"))
    unsure = pl.any_horizontal(pl.col("organisation_id", "organisation_id_right").is_null())
    return left.filter(pl.col("#name") != "").join(right, on="#name").filter(unsure)


def _reached(ours: pl.Series, theirs: pl.Series, controls: pl.DataFrame, reach: Reach) -> pl.DataFrame:
    """Pairs of different organisations that control joins: up or down a line, or in any way (`group`)."""
    known = set(theirs.drop_nulls())
    ways = _ways(controls.select("controller_id", "organisation_id").drop_nulls().rows(), reach)
    pairs = [
        (one, other)
        for one in sorted(set(ours.drop_nulls()))
        for other in sorted({found for way in ways for found in _walk(one, way)} & known - {one})
    ]
    return pl.DataFrame(pairs, {"organisation_id": pl.String, "organisation_id_right": pl.String}, orient="row")


def _ways(controls: Iterable[tuple[str, str]], reach: Reach) -> tuple[Edges, ...]:
    """Where one can step from an organisation: up and down apart, or both together."""
    up: dict[str, list[str]] = defaultdict(list)
    down: dict[str, list[str]] = up if reach == "group" else defaultdict(list)
    for controller, controlled in controls:
        up[controlled].append(controller)
        down[controller].append(controlled)
    return (up,) if reach == "group" else (up, down)


def _walk(start: str, way: Edges) -> Iterator[str]:
    """Everything that can be reached, each once."""
    seen, waiting = {start}, [start]
    while waiting:
        for one in way.get(waiting.pop(), ()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
                yield one
