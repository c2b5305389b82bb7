"""What is compared: one portfolio within itself, or two with each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from renkei.tables import COSTS, PEOPLE, PROJECTS, Table


@dataclass(frozen=True)
class Portfolio:
    """The tables `projects`, `people` and `costs` of one side, with all columns of their contracts."""

    projects: pl.DataFrame
    people: pl.DataFrame
    costs: pl.DataFrame

    @classmethod
    def of(cls, tables: Mapping[str, pl.DataFrame]) -> "Portfolio":
        """A folder's tables; those that are not there are empty, columns that are not there unknown."""
        return cls(*(_whole(table, tables.get(table.name)) for table in (PROJECTS, PEOPLE, COSTS)))

    def dated(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of people or costs, with the project's first and last day where their own are not told."""
        own = self.projects.select("project_id", pl.col("start", "end").name.prefix("project_"))
        days = (pl.coalesce(day, f"project_{day}").alias(day) for day in ("start", "end"))
        found = rows.join(own, on="project_id", how="left", maintain_order="left")
        return found.with_columns(*days).drop("project_start", "project_end")


def _whole(table: Table, given: pl.DataFrame | None) -> pl.DataFrame:
    if given is None:
        return table.empty()
    missing = [pl.lit(None, table.column(name).dtype).alias(name) for name in table.names if name not in given.columns]
    return given.with_columns(*missing).select(table.names)


@dataclass(frozen=True)
class Sides:
    """The left portfolio and the right; without a right one the left is compared within itself."""

    left: Portfolio
    right: Portfolio | None = None

    @cached_property
    def people(self) -> pl.DataFrame:
        """The people of both sides with their days; `side` is 0 on the left, 1 on the right."""
        return self._both("people")

    @cached_property
    def costs(self) -> pl.DataFrame:
        """The costs of both sides with their days."""
        return self._both("costs")

    def _both(self, name: str) -> pl.DataFrame:
        sides = [self.left] if self.right is None else [self.left, self.right]
        dated = [side.dated(getattr(side, name)) for side in sides]
        return pl.concat([rows.with_columns(side=pl.lit(at)) for at, rows in enumerate(dated)])

    def met(self, left: pl.DataFrame, right: pl.DataFrame, on: list[str], other: list[str]) -> pl.DataFrame:
        """Rows of the left and of the right that agree, `on` there and `other` here, each pair of projects one way.

        Their columns are told apart by `left_` and `right_`. Within one portfolio the smaller identifier is the left.
        """
        last = 0 if self.right is None else 1
        ours = left.filter(side=0).select(pl.all().name.prefix("left_"))
        theirs = right.filter(side=last).select(pl.all().name.prefix("right_"))
        keys = [f"left_{name}" for name in on], [f"right_{name}" for name in other]
        found = ours.join(theirs, left_on=keys[0], right_on=keys[1], coalesce=False)
        return self.one_way(found)

    def one_way(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """The pairs once each: within one portfolio those whose left project has the smaller identifier."""
        return pairs if self.right is not None else pairs.filter(pl.col("left_project_id") < pl.col("right_project_id"))

    def is_pair(self, left: tuple[int, str], right: tuple[int, str]) -> bool:
        """Whether two projects, each with its side, are a pair in this order."""
        if self.right is None:
            return left[1] < right[1]
        return (left[0], right[0]) == (0, 1)
