"""How a portfolio is compared."""

from dataclasses import dataclass, field

from renkei.engines.overlap.text import TextOptions


@dataclass(frozen=True)
class OverlapOptions:
    """`most` is the number of projects up to which an identifier names a person and an item names a thing.

    What stands in more is a placeholder or everybody's words ("N. N.", "travel"): it makes no pairs, and is named.
    """

    texts: TextOptions = field(default_factory=TextOptions)
    most: int = 300
