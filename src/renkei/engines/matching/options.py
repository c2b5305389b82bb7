"""What can be chosen of matching."""

from dataclasses import dataclass

SMALL = ("sme", "startup")  # the sizes whose exposure can be bounded from below


class MatchError(ValueError):
    """There is nothing to match, or an option that cannot be; the message says what to change."""


@dataclass(frozen=True)
class MatchOptions:
    """Who is matched with whom, how, and how many are kept.

    `organisation`: its needs and its offers alone, empty for everybody's. `pairs`: unordered pairs of countries, such
    as ("FR", "JP"), of which a pair must be one; `fields`, `sizes`, `stages`: what the other side must be one of (with
    `organisation` everybody else, without it who offers). Empty: no such filter; what is unknown passes none.
    `keep`: the offers kept for each need; `floor`: the least strength of a match; `small_share`: the least share of
    the places of each list, from the top down, that go to small organisations; `past`: what share of the way to 1
    past cooperation moves a strength.
    `smoothing`: how many average offers in the common language each is given besides its own words; `repeats`: how
    many times a term must stand in a need to count half of what it can.
    """

    organisation: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    keep: int = 10
    floor: float = 0.5
    small_share: float = 0.0
    past: float = 0.1
    smoothing: float = 3.0
    repeats: float = 20.0

    def __post_init__(self) -> None:
        if self.keep < 1:
            raise MatchError(f"keep is {self.keep}: write 1 or more")
        for name in ("floor", "small_share", "past"):
            if not 0 <= getattr(self, name) <= 1:
                raise MatchError(f"{name} is {getattr(self, name)}: write a share from 0 to 1")
        for name in ("smoothing", "repeats"):
            if not getattr(self, name) > 0:
                raise MatchError(f"{name} is {getattr(self, name)}: write more than 0")
