"""`annexes.yaml`: what each funder, and the call itself, asks; docs/screening.md says it for officers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from renkei.tables import SIZES

LEAD, ELSE = "lead", "else"
ShareOf = Literal["cost", "amount"]
SHARE_OF: tuple[ShareOf, ...] = ("cost", "amount")


@dataclass(frozen=True)
class Graded:
    """A limit that may differ by who asks: of a `lead`, of a size, or (`else`) of all others."""

    of: Mapping[str, Decimal | int]

    def possible(self, size: str | None, role: str | None) -> tuple[Decimal | int, ...]:
        """The limits that may be a partner's, the smallest first; several only where its size or role is unknown."""
        if LEAD in self.of and role == LEAD:
            return (self.of[LEAD],)
        named = SIZES if size is None else (size,)
        found = {
            self.of[one] if one in self.of else self.of[ELSE] for one in named if one in self.of or ELSE in self.of
        }
        if LEAD in self.of and role is None:
            found.add(self.of[LEAD])
        return tuple(sorted(found))


@dataclass(frozen=True)
class Annex:
    """The rules of one funder on what is asked of it, or of the call on whole applications; empty means no such rule.

    Amounts are minor units of `currency`, rates and shares percent. `rate` is of a partner's eligible cost: its total
    cost less what stands in categories that are not `paid` (empty: all are).
    docs/decisions/0017-annexes.md defines the rules.
    """

    title: str = ""
    source: str = ""
    currency: str = ""
    sizes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    rate: Graded | None = None
    ceiling: Graded | None = None
    floor: int | None = None
    paid: tuple[str, ...] = ()
    cost_shares: tuple[tuple[str, Decimal], ...] = ()
    total_ceiling: int | None = None
    organisations_at_least: int | None = None
    organisations_at_most: int | None = None
    countries_at_least: int | None = None
    organisation_share: Decimal | None = None
    country_share: Decimal | None = None
    share_of: ShareOf = "cost"
    includes: tuple[str, ...] = ()
    includes_countries: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()
    leads_at_most: int | None = None
    applications_at_most: int | None = None
    count_self_funded: bool = False


@dataclass(frozen=True)
class Annexes:
    """The call's own rules, and each funder's (or pot's) by its identifier."""

    call: Annex = field(default_factory=Annex)
    funders: Mapping[str, Annex] = field(default_factory=dict)
