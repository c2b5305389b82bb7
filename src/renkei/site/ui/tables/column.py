"""A column of a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from django_stubs_ext import StrPromise

from renkei.site.ui.tables.cell import Cell

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`name` stands in addresses and files; `order` is the lookup to sort by, none where the column cannot be sorted.

    `kind` sets figures to the right and keeps codes on one line; in files an amount of `money` has its currency in a
    column of its own. `link` gives a row's address.
    """

    name: str
    label: "StrPromise | str"
    value: Callable[[Row], Cell]
    order: str = ""
    kind: Literal["text", "code", "count", "money"] = "text"
    link: Callable[[Row], str] | None = None
