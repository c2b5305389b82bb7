"""National points again, state by state, in exact fractions."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl

from renkei.money import decimal_text
from renkei.records.verify.call import Call
from renkei.records.verify.payers import UnverifiableError


def points_of(call: Call, tables: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """The record's `order` of a call with national points."""
    scores = {one.id: one.score for one in call.eligible.values() if one.score is not None}
    if len(scores) < len(call.eligible):
        raise UnverifiableError(f"{', '.join(sorted(call.eligible.keys() - scores.keys()))}: no score to add points to")
    means = [call.converted(funder.budget, funder.currency) for funder in call.funders]
    weights = [Fraction(one, sum(means)) if sum(means) else Fraction(0) for one in means]
    rows = tables["rankings"].to_dicts() if "rankings" in tables else []
    ballots = {(row["funder_id"], row["application_id"]): row for row in rows}
    raw = {funder.id: _state(call, place, weights[place], ballots) for place, funder in enumerate(call.funders)}
    sums = {one: sum((own.get(one, Fraction(0)) for own in raw.values()), Fraction(0)) for one in scores}
    span = Fraction(max(scores.values()) - min(scores.values())) if scores else Fraction(0)
    most = max(sums.values(), default=Fraction(0))
    factor = span / (2 * most) if most else Fraction(0)
    sign = 1 if call.options.high else -1
    entries = {
        one: {
            "score": decimal_text(score),
            "votes": {state: _ballot(ballots.get((state, one))) for state, own in sorted(raw.items()) if one in own},
            "points": {state: str(own[one] * factor) for state, own in sorted(raw.items()) if one in own},
            "final": str(Fraction(score) + sign * sums[one] * factor),
        }
        for one, score in scores.items()
    }
    stated = {funder.id: str(weight) for funder, weight in zip(call.funders, weights, strict=True)}
    head = {"who": "national_points", "span": str(span), "factor": str(factor), "weights": stated}
    return head | {"applications": entries}


def _ballot(row: Mapping[str, Any] | None) -> str:
    if row is None or (row.get("vote") is None and row.get("stance") is None):
        return "abstain"
    return decimal_text(row["vote"]) if row.get("vote") is not None else str(row["stance"])


def _state(
    call: Call, funder: int, weight: Fraction, ballots: Mapping[tuple[str, str], Mapping[str, Any]]
) -> dict[str, Fraction]:
    """Unscaled points of one state for all that ask it, over its own minimum."""
    asked = {one.id: dict(one.asks)[funder] for one in call.eligible.values() if funder in dict(one.asks)}
    said = {one: _ballot(ballots.get((call.funders[funder].id, one))) for one in asked}
    whole = sum(asked.values())
    cast = {
        one: Fraction(Decimal(word)) * weight * amount / (10 * whole)
        for one, amount in asked.items()
        if (word := said[one]) not in {"neutral", "abstain"}
    }
    if not cast:
        return dict.fromkeys(asked, Fraction(0))
    low, middle = min(cast.values()), sum(cast.values(), Fraction(0)) / len(cast)
    others = {one: middle if said[one] == "neutral" else low for one in asked}
    return {one: cast.get(one, others[one]) - low for one in asked}
