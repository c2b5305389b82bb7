"""What a cell holds, and how a page and a file write it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from renkei.money import format_amount
from renkei.reports.totals import Money
from renkei.site.ui import moments, reader

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Country:
    """A country by its code, or several separated by semicolons."""

    codes: str

    def names(self) -> list[str]:
        """Their names in the reader's language."""
        return [reader.language().country(code.strip()) for code in self.codes.split(";") if code.strip()]


Cell: TypeAlias = "str | StrPromise | int | Money | datetime | Country | None"


def shown(cell: Cell) -> str:
    """A cell on a page, in the reader's language and zone."""
    match cell:
        case None:
            return "–"
        case Money():
            return reader.amount(cell)
        case Country():
            return reader.language().items(cell.names(), limit=300)
        case datetime():
            return moments.element(cell)
        case int():
            return reader.language().number(cell)
    return str(cell)


def plain(cell: Cell) -> str:
    """A cell in a file: codes, decimals and ISO dates, which every program reads alike; nothing for None."""
    match cell:
        case None:
            return ""
        case Money(minor, currency):
            return format_amount(minor, currency)
        case Country(codes):
            return codes
        case datetime():
            return cell.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return str(cell)
