"""`review:` in programme.yaml: how many read an application, how many each reads, and what a panel must hold."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Reading = Literal["all", "one"]
READINGS: tuple[Reading, ...] = ("all", "one")


@dataclass(frozen=True)
class Review:
    """What the call publishes about its panels.

    `per_application`: the size of every panel; `load_min`, `load_max`: of reviewers who state none (None: no limit);
    `floor`: the least affinity of a pair; `countries`: the fewest countries on a panel; `pools`: at least one reviewer
    named by each funder that the application asks; `languages`: `all` of a panel, or `one`, read a language of the
    application.
    """

    per_application: int | None = None
    load_min: int | None = None
    load_max: int | None = None
    floor: Decimal | None = None
    distinct_organisations: bool = False
    countries: int | None = None
    pools: bool = False
    languages: Reading | None = None
