"""An upper limit, or an exclusive set, as a row below the funders'."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """An upper limit, a row below the funders': what each application counts for comes to `most` at most.

    `of` says what is counted (`applications`, `money` in minor units of the reporting currency); `kind` whether a
    condition of the settings or an exclusive set makes it.
    """

    name: str
    kind: str
    of: str
    most: int
    counts: dict[str, int]
    ground: str
