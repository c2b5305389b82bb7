"""One partner of an application, as screening needs it; None is unknown everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from renkei.annexes import Annex


@dataclass(frozen=True)
class Partner:
    """Amounts are minor units of `currency`; `payer` is the funder or pot asked; `costs` category → amount."""

    partner_id: str
    payer: str | None = None
    amount: int | None = None
    currency: str = ""
    total_cost: int | None = None
    costs: Mapping[str, int] | None = None
    organisation_id: str | None = None
    country: str | None = None
    size: str | None = None
    role: str | None = None
    leads_part: bool | None = None
    self_funded: bool | None = None

    @property
    def asks(self) -> bool | None:
        """Whether it asks somebody for money; None where it says neither whom it asks nor that it pays for itself."""
        if self.self_funded:
            return False
        return True if self.payer is not None or self.self_funded is False else None


@dataclass(frozen=True)
class Part:
    """What an annex is about: the partners that surely count, and those that may yet."""

    scope: str
    annex: Annex
    counted: tuple[Partner, ...]
    perhaps: tuple[Partner, ...] = ()

    @property
    def asking(self) -> tuple[Partner, ...]:
        """Those of them that ask for money; the others count and are under no rule on partners."""
        return tuple(one for one in self.counted if one.asks)

    @property
    def undecided(self) -> tuple[Partner, ...]:
        """Those who say neither whom they ask nor that they pay for themselves."""
        return tuple(one for one in (*self.counted, *self.perhaps) if one.asks is None)


def part_of(partners: tuple[Partner, ...], scope: str, annex: Annex) -> Part:
    """The partners that an annex is about: those that ask this funder, or for the call all that count."""
    if scope:
        mine = tuple(one for one in partners if one.payer == scope and one.asks)
        return Part(scope, annex, mine)
    if annex.count_self_funded:
        return Part(scope, annex, partners)
    sure = tuple(one for one in partners if one.asks)
    return Part(scope, annex, sure, tuple(one for one in partners if one.asks is None))
