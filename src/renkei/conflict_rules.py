"""`conflicts.yaml`: what keeps a reviewer from an application, by funder and by the call itself; docs/conflicts.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

CALL = "call"
Reach = Literal["own", "line", "group"]
REACHES: tuple[Reach, ...] = ("own", "line", "group")
Cycle = Literal["call", "funder"]
CYCLES: tuple[Cycle, ...] = ("call", "funder")
Apart = Literal["lead", "investigators"]
APARTS: tuple[Apart, ...] = ("lead", "investigators")
Applies = Literal["asked", "all"]
APPLIES: tuple[Applies, ...] = ("asked", "all")


@dataclass(frozen=True)
class SameOrganisation:
    """The reviewer's organisation: the `own` one alone, or with those that control it or that it controls (`line`).

    `group`: with all that controls join. With `sizes` only organisations of these kinds and sizes count.
    """

    reach: Reach
    sizes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Within:
    """A tie counts when it lasted into the last `years` before the day asked about; None: however long ago.

    `pending`: what is applied for and not decided counts too. `cumulative`: it lasted so many years in all.
    `authors_at_most`: a publication of more authors does not count.
    """

    years: int | None = None
    pending: bool = False
    cumulative: int | None = None
    authors_at_most: int | None = None


@dataclass(frozen=True)
class Kinship:
    """Relatives up to a degree, by blood and by marriage; None: of any degree."""

    degree: int | None = None
    by_marriage: int | None = None


@dataclass(frozen=True)
class Nationality:
    """Whose nationality is `only` one of these, `never` one of those, and not that of the `apart_from`."""

    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    apart_from: Apart | None = None


@dataclass(frozen=True)
class Rules:
    """The rules of one funder, or of the call; empty means no such rule."""

    title: str = ""
    source: str = ""
    organisation: SameOrganisation | None = None
    department: bool = False
    consortium: SameOrganisation | None = None
    co_publication: Within | None = None
    co_investigation: Within | None = None
    mentorship: Within | None = None
    employment: Within | None = None
    kinship: Kinship | None = None
    competitor: bool = False
    interest: bool = False
    applying: Cycle | None = None
    nationality: Nationality | None = None


@dataclass(frozen=True)
class ConflictRules:
    """The call's own rules and each funder's (or pot's); all of them together apply.

    `on` is the day from which years are counted back. A funder's rules hold for the applications that ask it
    (`asked`) or for `all` of the call.
    """

    call: Rules = field(default_factory=Rules)
    funders: Mapping[str, Rules] = field(default_factory=dict)
    on: date | None = None
    applies: Applies = "asked"

    def scopes(self) -> Iterator[tuple[str, Rules]]:
        """Whose rules there are, the call's first, then funders in the order of identifiers."""
        yield CALL, self.call
        yield from sorted(self.funders.items())
