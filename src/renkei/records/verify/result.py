"""What a rule comes to: funded for certain, funded if the lot falls so, and how many at least."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """`sure` is funded however the lot falls, `maybe` if it falls so, `least` the number in the worst case."""

    sure: frozenset[str]
    maybe: frozenset[str]
    least: int

    @property
    def tied(self) -> frozenset[str]:
        """What only the lot can settle."""
        return self.maybe - self.sure

    def plus(self, part: frozenset[str]) -> "Result":
        """The result with a further part."""
        return Result(self.sure | part, self.maybe | part, self.least + len(part))

    def either(self, other: "Result") -> "Result":
        """This or the other, as the lot falls."""
        return Result(self.sure & other.sure, self.maybe | other.maybe, min(self.least, other.least))
