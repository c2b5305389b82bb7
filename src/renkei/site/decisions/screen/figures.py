"""The five figures of an answer, each with what the change makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_compact_decimal
from django.utils.translation import gettext as _

from renkei.engines.selection.what_if import Answer, Change, WhatIf
from renkei.money import decimal_text, minor_digits
from renkei.reports.totals import Money
from renkei.site.decisions.at_hand import Held
from renkei.site.ui.reader import amount, language, locale

COMPACT_FROM = 1_000_000  # major units
PLUS, MINUS = "+", "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Figure:
    """A figure in words, and the difference from the call as it is (empty for none)."""

    name: str
    value: str
    difference: str = ""


def figures_of(found: WhatIf, held: Held) -> list[Figure]:
    """Funded, reserve, score sum, money committed, idle money."""
    folder = held.folder
    say, scores = language(), dict(folder.tables["applications"].select("application_id", "score").iter_rows())
    places, currency = folder.settings.selection.reserve.places, found.reporting_currency

    def counted(before: int, after: int) -> tuple[str, str]:
        return say.number(after), _signed(after - before, say.number(abs(after - before)))

    def scored(before: Decimal, after: Decimal) -> tuple[str, str]:
        apart = abs(after - before)
        return say.decimal(decimal_text(after)), _signed(after - before, say.decimal(decimal_text(apart)))

    def paid(before: int, after: int) -> tuple[str, str]:
        return compact(after, currency), _signed(after - before, compact(abs(after - before), currency))

    def waiting(answer: Answer, change: Change) -> int:
        """Eligible and not funded, as many as the reserve list takes."""
        eligible = len(held.engine.prepared(change).call.applications) - answer.number
        return eligible if places is None else min(places, eligible)

    before, after = found.before, found.after
    return [
        Figure(_("Funded"), *counted(before.number, after.number)),
        Figure(_("Reserve"), *counted(waiting(before, Change()), waiting(after, found.change))),
        Figure(_("Score sum"), *scored(_total(before, scores), _total(after, scores))),
        Figure(_("Money committed"), *paid(_committed(before), _committed(after))),
        Figure(_("Idle"), *paid(before.idle, after.idle)),
    ]


def short(minor: int, currency: str) -> str:
    """An amount to its whole major unit: nobody reads cents on a projector."""
    unit = 10 ** minor_digits(currency)
    return amount(Money((minor + unit // 2) // unit * unit, currency))


def compact(minor: int, currency: str) -> str:
    """An amount as it is read across a room: "EUR 37.4M"."""
    value = Decimal(minor).scaleb(-minor_digits(currency))
    if abs(value) < COMPACT_FROM:
        return short(minor, currency)
    return f"{currency}\N{NO-BREAK SPACE}{format_compact_decimal(value, locale=locale(), fraction_digits=1)}"


def _signed(apart: Decimal | int, text: str) -> str:
    return "" if not apart else f"{PLUS if apart > 0 else MINUS}{text}"


def _total(answer: Answer, scores: Mapping[str, Decimal | None]) -> Decimal:
    return sum((scores[one] or Decimal(0) for one in answer.funded), Decimal(0))


def _committed(answer: Answer) -> int:
    return sum(budget.worth_committed for budget in answer.budgets)
