"""Who is funded however the lot falls, and who may be."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

Part = frozenset[int]


@dataclass(frozen=True)
class Chosen:
    """`always` is funded for certain, `sometimes` if the lot falls so; `least` is the number funded at the worst.

    `exact` is False where the ways were too many to follow. Then a walk errs towards the lot: `always` may lack some,
    and `sometimes` hold some too many. A search for best portfolios that was cut short errs towards certainty: it knows
    some of them only, so `always` may hold some too many, and `sometimes` lack some.
    """

    always: Part = frozenset()
    sometimes: Part = frozenset()
    least: int = 0
    exact: bool = True

    def plus(self, part: AbstractSet[int]) -> "Chosen":
        """The same with `part` funded beside it."""
        return replace(self, always=self.always | part, sometimes=self.sometimes | part, least=self.least + len(part))

    def either(self, other: "Chosen") -> "Chosen":
        """What is known when it is one or the other."""
        return Chosen(
            self.always & other.always,
            self.sometimes | other.sometimes,
            min(self.least, other.least),
            self.exact and other.exact,
        )

    @property
    def tied(self) -> Part:
        """What only the lot can settle."""
        return self.sometimes - self.always
