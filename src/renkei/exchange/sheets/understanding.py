"""What was understood of a sheet, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.defects import Defect
from renkei.exchange.sheets.applications import Application
from renkei.exchange.sheets.columns import Column
from renkei.exchange.sheets.funders import Funder
from renkei.exchange.sheets.questions import Question
from renkei.exchange.sheets.requests import Request
from renkei.exchange.sheets.rows import Row
from renkei.settings import Settings


@dataclass(frozen=True)
class FunderMeans:
    """A funder with its budget and raises in major units of its currency (None: not stated)."""

    funder: Funder
    budget: Decimal | None
    confirmed_raise: Decimal | None
    possible_raise: Decimal | None
    top_up_entitled: bool | None
    where: str


@dataclass(frozen=True)
class Understanding:
    """The reading of one sheet. `settings` and `tables` are there only where nothing is open and nothing is wrong."""

    file: str
    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    is_long: bool = False
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    decimal: str = ""
    checks: int = 0
    applications: tuple[Application, ...] = ()
    requests: tuple[Request, ...] = ()
    funders: tuple[FunderMeans, ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    defects: tuple[Defect, ...] = ()
    settings: Settings | None = None
    tables: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Say whether the tables may be written."""
        return self.settings is not None
