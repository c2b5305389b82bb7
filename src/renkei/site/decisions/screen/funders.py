"""Funders as bars: what they commit of what they have."""

from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256

import polars as pl
from django.utils.translation import gettext as _

from renkei.engines.selection.what_if import Budget, WhatIf
from renkei.programme import Folder
from renkei.reports.totals import Money
from renkei.site.decisions.changes import Wanted
from renkei.site.decisions.screen.figures import short
from renkei.site.decisions.screen.why import currencies, pots
from renkei.site.ui.reader import amount, language

FULL = 1000  # units of the bar


@dataclass(frozen=True)
class FunderRow:
    """A funder's (or a pot's) money under an answer; `raised` is the field's text, `possible` what it stated.

    `pays` is what it pays of what it has; `pot` the common pot that a funder gives to, whose row has its money.
    """

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
    pays: str = ""
    pot: str = ""

    @property
    def state(self) -> str:
        """What an open page must know to see whether the row differs."""
        return sha256(
            repr((self.used, self.width, self.left, self.pays, self.could_not_pay, self.beyond)).encode()
        ).hexdigest()


def funder_rows(found: WhatIf, wanted: Wanted, folder: Folder) -> list[FunderRow]:
    """The funders by id, then pots; a funder in a real pot has a field, and its money in the pot's row."""
    known = {row["funder_id"]: row for row in folder.tables["funders"].iter_rows(named=True)}
    budgets = {budget.funder: budget for budget in found.after.budgets}
    order = [*sorted(known), *(one for one in budgets if one not in known)]
    names, given = pots(folder), _given(folder)
    rows = [_row(one, budgets.get(one), known.get(one), wanted, one in found.beyond_possible) for one in order]
    return [
        replace(row, name=names.get(row.id, row.name), pot=", ".join(names[pot] for pot in given.get(row.id, ())))
        for row in rows
    ]


def payers(folder: Folder) -> dict[str, str]:
    """Who pays, with the currency: funders by id that pay for themselves, then common pots."""
    given = _given(folder)
    funders = sorted(folder.tables["funders"].select("funder_id", "currency").iter_rows())
    found = {one: currency for one, currency in funders if one not in given}
    return found | {one: currency for one, currency in currencies(folder).items() if one in pots(folder)}


def _given(folder: Folder) -> dict[str, list[str]]:
    """Funder that pays through common pots alone → those pots."""
    real = folder.tables["funders"].filter(pl.col("pot") == "real")["funder_id"].to_list()
    rows = folder.tables["contributions"].select("funder_id", "pot_id").iter_rows() if real else ()
    found: dict[str, list[str]] = {one: [] for one in real}
    for one, pot in sorted(rows):
        found.setdefault(one, []).append(pot)
    return {one: found[one] for one in real}


def _left(budget: Budget | None, beside_its_field: bool) -> str:
    """What is left, without the currency where the raise's field names it."""
    if budget is None:
        return "–"
    text = short(budget.left, budget.currency)
    return text.replace(budget.currency, "").strip() if beside_its_field else text


def _row(one: str, budget: Budget | None, known: dict[str, object] | None, wanted: Wanted, beyond: bool) -> FunderRow:
    means, committed = (budget.means, budget.committed) if budget else (0, 0)
    share = Fraction(committed, means) if means else None
    possible = known.get("possible_raise") if known else None
    currency = str(known["currency"]) if known else budget.currency if budget else ""
    money = {"paid": short(committed, currency), "all": short(means, currency)}
    return FunderRow(
        id=one,
        name=str(known["name"]) if known else one,
        used=language().percent(share),
        width=min(FULL, int((share or 0) * FULL)),
        full=share is not None and share >= 1,
        left=_left(budget, known is not None),
        could_not_pay=len(budget.could_not_pay) if budget else 0,
        raised=wanted.raises.get(one, ""),
        possible=amount(Money(possible, currency)) if isinstance(possible, int) else "",
        beyond=beyond,
        may_raise=known is not None,
        currency=currency,
        pays=_("pays %(paid)s of %(all)s") % money if budget else "",
    )
