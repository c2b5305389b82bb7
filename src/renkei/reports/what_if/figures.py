"""A simulation as plain figures, for JSON."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from renkei.engines.selection.what_if import Answer, Change, Compared, Row, WhatIf
from renkei.money import decimal_text, rounded

KIND = "simulation"
PLACES = 3  # decimals of a mean score


def figures(found: WhatIf) -> dict[str, Any]:
    """The simulation in JSON's own types: amounts in minor units, decimals as texts."""
    return {
        "kind": KIND,
        "change": _change(found.change),
        "beyond_possible": list(found.beyond_possible),
        "before": _answer(found.before),
        "after": _answer(found.after),
        "enters": list(found.enters),
        "leaves": list(found.leaves),
        "to_the_lot": list(found.to_the_lot),
        "cheapest_raise": asdict(found.cheapest),
        "reporting_currency": found.reporting_currency,
        "proven": found.proven,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "raises": dict(change.raises),
        "force_out": dict(change.out),
        "force_in": dict(change.inside),
        "share": None if change.share is None else decimal_text(change.share),
        "gap_part": None if change.gap_part is None else decimal_text(change.gap_part),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "rule": answer.rule,
        "number": answer.number,
        "funded": list(answer.funded),
        "tied": list(answer.tied),
        "ties_exact": answer.exact,
        "mean_score": mean_text(answer.mean_score),
        "passed_over": list(answer.passed_over),
        "next": list(answer.next_ones),
        "budgets": [asdict(budget) for budget in answer.budgets],
        "levels": [asdict(level) for level in answer.levels],
        "complete": answer.complete,
    }


def mean_text(mean: Fraction | None) -> str | None:
    """A mean score as a decimal, rounded half up; None where there is none."""
    return None if mean is None else decimal_text(rounded(mean, PLACES))


def compared_figures(found: Compared) -> dict[str, Any]:
    """The table of rules and raises in JSON's own types."""
    return {
        "kind": KIND,
        "reporting_currency": found.reporting_currency,
        "rows": [_row(row) for row in found.rows],
        "left_out": dict(found.left_out),
    }


def _row(row: Row) -> dict[str, Any]:
    return asdict(row) | {
        "raised": None if row.raised is None else {"funder": row.raised[0], "amount": row.raised[1]},
        "mean_score": mean_text(row.mean_score),
    }
