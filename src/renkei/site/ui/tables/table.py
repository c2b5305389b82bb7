"""A table as a page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from renkei.site.ui.tables.cell import Cell, shown
from renkei.site.ui.tables.column import Column

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Row = TypeVar("Row")
ROWS_A_PAGE = 50
ROWS_AT_A_TIME = 200


@dataclass(frozen=True)
class Heading:
    """A column's heading: what a click on it asks for, and how the table is sorted by it now."""

    label: str
    kind: str
    asks: str
    sorted: str


@dataclass(frozen=True)
class Shown:
    """A cell as written, with its column's label for narrow screens."""

    text: str
    label: str
    kind: str
    href: str


@dataclass(frozen=True)
class Table(Generic[Row]):
    """The rows that the reader may see and has filtered, in the order that the address asks for (`sort=-budget`).

    `rows` come from the policy's scope; a list, made of such rows, keeps its own order. `name` is the name of the
    exported file; `empty` says what to do next.
    """

    request: HttpRequest
    name: str
    caption: "StrPromise | str"
    columns: Sequence[Column[Row]]
    rows: "QuerySet[Any, Any] | Sequence[Row]"
    empty: "StrPromise | str" = ""

    @cached_property
    def sort(self) -> tuple[Column[Row], bool] | None:
        """(the column sorted by, whether downwards); None for the rows' own order."""
        asked = self.request.GET.get("sort", "")
        found = (column for column in self.columns if column.order and column.name == asked.removeprefix("-"))
        column = next(found, None)
        return (column, asked.startswith("-")) if column else None

    @cached_property
    def sorted_rows(self) -> "QuerySet[Any, Any] | Sequence[Row]":
        """All rows in order; equal ones by their key, so that pages never repeat one."""
        if self.sort is None or not isinstance(self.rows, QuerySet):
            return self.rows
        column, downwards = self.sort
        return self.rows.order_by(("-" if downwards else "") + column.order, "pk")

    @cached_property
    def page(self) -> "Page[Row]":
        """The page of rows that the address asks for."""
        return Paginator(self.sorted_rows, ROWS_A_PAGE).get_page(self.request.GET.get("page"))

    def headings(self) -> Iterator[Heading]:
        """The headings, each with the sorting that it offers."""
        for column in self.columns:
            here = self.sort is not None and self.sort[0] is column
            down = here and self.sort is not None and self.sort[1]
            asks = (f"-{column.name}" if here and not down else column.name) if column.order else ""
            yield Heading(str(column.label), column.kind, asks, ("descending" if down else "ascending") if here else "")

    def lines(self) -> Iterator[list[Shown]]:
        """The cells of the rows on this page."""
        for row in self.page:
            yield [self._shown(column, row) for column in self.columns]

    def cells(self) -> Iterator[list[Cell]]:
        """The cells of all rows, for a file; the rows come some at a time, for each may hold a whole application."""
        rows = self.sorted_rows
        for row in rows.iterator(ROWS_AT_A_TIME) if isinstance(rows, QuerySet) else rows:
            yield [column.value(row) for column in self.columns]

    def _shown(self, column: Column[Row], row: Row) -> Shown:
        text = shown(column.value(row))
        href = column.link(row) if column.link else ""
        return Shown(text, str(column.label), column.kind, href)
