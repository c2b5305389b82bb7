"""Bars beside their figures: a table in which a picture repeats what the words say."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


WIDTH = 1000  # units of the picture


@dataclass(frozen=True)
class Bar:
    """A label, its share of the whole (1 fills the bar), the figure in words, and a limit where there is one."""

    label: "StrPromise | str"
    share: Fraction
    figure: str
    limit: Fraction | None = None

    @property
    def width(self) -> int:
        """The bar's width in the picture."""
        return min(WIDTH, round(self.share * WIDTH))

    @property
    def over(self) -> bool:
        """Whether it is over its limit, or over the whole."""
        return self.share > (1 if self.limit is None else self.limit)

    @property
    def limit_at(self) -> int | None:
        """Where the limit stands in the picture."""
        return None if self.limit is None else min(WIDTH, round(self.limit * WIDTH))


@dataclass(frozen=True)
class Bars:
    """Bars under one heading; `{% include "ui/bars.html" with bars=… %}`."""

    caption: "StrPromise | str"
    bars: Sequence[Bar]


def shares(caption: "StrPromise | str", parts: Sequence[tuple[str, int, str]]) -> Bars:
    """Bars of (label, value, figure in words), each a share of all values together."""
    total = sum(value for _, value, _ in parts)
    return Bars(caption, [Bar(label, Fraction(value, total or 1), figure) for label, value, figure in parts])
