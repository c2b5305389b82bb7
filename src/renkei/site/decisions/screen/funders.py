"""Funders as bars: what they commit of what they have."""

from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from renkei.engines.selection.what_if import Budget, WhatIf
from renkei.programme import Folder
from renkei.reports.totals import Money
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.screen.figures import short
from renkei.site.ui.reader import amount, language

FULL = 1000  # units of the bar


@dataclass(frozen=True)
class FunderRow:
    """A funder's (or a pot's) money under an answer; `raised` is the field's text, `possible` what it stated."""

    id: str
    name: str
    used: str
    width: int
    full: bool
    left: str
    could_not_pay: int
    raised: str = ""
    possible: str = ""
    beyond: bool = False
    may_raise: bool = True
    currency: str = ""

    @property
    def state(self) -> str:
        """What an open page must know to see whether the row differs."""
        return sha256(repr((self.used, self.width, self.left, self.could_not_pay, self.beyond)).encode()).hexdigest()


def funder_rows(found: WhatIf, wanted: Wanted, folder: Folder) -> list[FunderRow]:
    """The funders by id, then pots; a funder in a real pot has a field, and its money in the pot's row."""
    known = {row["funder_id"]: row for row in folder.tables["funders"].iter_rows(named=True)}
    budgets = {budget.funder: budget for budget in found.after.budgets}
    order = [*sorted(known), *(one for one in budgets if one not in known)]
    return [_row(one, budgets.get(one), known.get(one), wanted, one in found.beyond_possible) for one in order]


def _row(one: str, budget: Budget | None, known: dict[str, object] | None, wanted: Wanted, beyond: bool) -> FunderRow:
    means, committed = (budget.means, budget.committed) if budget else (0, 0)
    share = Fraction(committed, means) if means else None
    possible = known.get("possible_raise") if known else None
    currency = str(known["currency"]) if known else budget.currency if budget else ""
    return FunderRow(
        id=one,
        name=str(known["name"]) if known else one,
        used=language().percent(share),
        width=min(FULL, int((share or 0) * FULL)),
        full=share is not None and share >= 1,
        left=short(budget.left, budget.currency) if budget else "–",
        could_not_pay=len(budget.could_not_pay) if budget else 0,
        raised=wanted.raises.get(one, ""),
        possible=amount(Money(possible, currency)) if isinstance(possible, int) else "",
        beyond=beyond,
        may_raise=known is not None,
        currency=currency,
    )
