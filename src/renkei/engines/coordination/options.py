"""What can be chosen about a coordination."""

from dataclasses import dataclass


class CoordinationError(ValueError):
    """Programmes cannot be laid over each other with these options; the message says what to change."""


@dataclass(frozen=True)
class CoordinationOptions:
    """`reporting` is the currency that `rates` are for one of; empty: amounts stay in their own.

    A fiscal year begins in `month`. A complement's later side begins at most `reach` years after the earlier one, and
    any two projects of a theme run at most so many years apart. `aims` and `themes` are the least likeness, 0 to 1, of
    two programmes' aims and of a theme's projects in the mean; a theme has at most `largest` projects, found among the
    `nearest` of other agencies. A region is a gap where at least `regions` of all are served.
    """

    reporting: str = ""
    month: int = 1
    reach: int = 3
    aims: float = 0.2
    themes: float = 0.25
    nearest: int = 3
    largest: int = 30
    regions: float = 0.5

    def __post_init__(self) -> None:
        shares = {"aims": self.aims, "themes": self.themes, "regions": self.regions}
        for name, share in shares.items():
            if not 0 < share <= 1:
                raise CoordinationError(f"{name} is {share}: write a share above 0 and at most 1")
        if not 1 <= self.month <= 12:
            raise CoordinationError(f"month is {self.month}: write 1 to 12")
        for name, number, least in (
            ("reach", self.reach, 0),
            ("nearest", self.nearest, 1),
            ("largest", self.largest, 2),
        ):
            if number < least:
                raise CoordinationError(f"{name} is {number}: write {least} or more")
