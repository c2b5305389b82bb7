"""The record of a decision, made from the engine's result."""

from collections.abc import Mapping
from decimal import Decimal
from importlib.metadata import version
from typing import Any

import polars as pl

from renkei import __version__
from renkei.engines.selection import GroupStep, LevelBound, NextRaise, Reason, Selection, SelectionOptions, options_from
from renkei.engines.selection.drop_out import Follows
from renkei.money import decimal_text
from renkei.records.canonical import dump
from renkei.records.conditions import conditions_of, left_of, stated_condition, stated_reductions
from renkei.records.pots import pots_of, rates_of
from renkei.records.projection import hashes
from renkei.records.standing import stated_endorsements, stated_endorsing, stated_order
from renkei.settings import Lottery, Settings

FORMAT = "renkei-decision-1"
SOLVERS = ("numba", "numpy", "ortools", "scipy")
UNITS = {"band": "applications", "total": "points", "money": "minor units"}


def record(
    selection: Selection,
    settings: Settings,
    tables: Mapping[str, pl.DataFrame],
    zone: dict[str, Any] | None = None,
    follows: Follows | None = None,
) -> dict[str, Any]:
    """The decision record (docs/decision-record.md) without its own hash; `dump` adds that.

    `zone` is the frozen record of those among whom lots are drawn, see `records.zone`; `follows` links the record to
    the decision before it, where it is made after a drop-out.
    """
    options = selection.options
    return _followed(follows) | {
        "format": FORMAT,
        "call": settings.name,
        "made_up": settings.made_up,
        "versions": {"renkei": __version__} | {name: version(name) for name in SOLVERS},
        "inputs": hashes(tables),
        "rule": options.rule,
        "options": stated_options(options),
        "overrides": overrides(options, settings),
        "state": "complete" if selection.complete else "within",
        "stopped": selection.stopped,
        "order": stated_order(selection.order),
        "endorsements": stated_endorsements(selection.endorsed),
        "conditions": conditions_of(selection),
        "reductions": stated_reductions(selection.reduced),
        "outcomes": _outcomes(selection),
        "spending": {row.pop("funder_id"): row for row in selection.spending.to_dicts()},
        "pots": pots_of(selection),
        "rates": rates_of(tables),
        "next_raises": {funder: _next_raise(found) for funder, found in selection.next_raises.items()},
        "reserve": _reserve(selection),
        "steps": [_step(step) for step in selection.steps],
        "bounds": [_bound(level) for level in selection.bounds],
        "cuts": [
            {"funder": cut.funder, "right": cut.right, "coefficients": dict(cut.coefficients)} for cut in selection.cuts
        ],
        "ties": {"open": list(selection.tied), "exact": selection.ties_exact},
        "draw": None if options.draw is None else {"value": options.draw, "order": list(selection.draw_order)},
        "zone": zone,
    }


def write(
    selection: Selection,
    settings: Settings,
    tables: Mapping[str, pl.DataFrame],
    zone: dict[str, Any] | None = None,
    follows: Follows | None = None,
) -> bytes:
    """The canonical bytes of the record, its own hash last."""
    return dump(record(selection, settings, tables, zone, follows))


def _followed(follows: Follows | None) -> dict[str, Any]:
    if follows is None:
        return {}
    return {
        "follows": {
            "sha256": follows.sha256,
            "funded": sorted(follows.funded),
            "drop_outs": dict(follows.drop_outs),
            "date": None if follows.on is None else follows.on.isoformat(),
        }
    }


def stated_options(options: SelectionOptions) -> dict[str, Any]:
    """All that decides beside the rule, the tables and the draw, as the record holds it."""
    bands, scale = options.bands, options.scale
    return {
        "bands": [decimal_text(limit) for limit in bands] if isinstance(bands, tuple) else bands,
        "binding": options.binding,
        "scale": None
        if scale is None
        else {"minimum": decimal_text(scale.minimum), "maximum": decimal_text(scale.maximum), "best": scale.best},
        "thresholds": {
            "total": _text(options.thresholds.total),
            "criteria": {name: decimal_text(limit) for name, limit in options.thresholds.criteria},
        },
        "tie_criteria": list(options.tie_criteria),
        "tail": options.tail,
        "reserve": {
            "places": options.reserve.places,
            "until": None if options.reserve.until is None else options.reserve.until.isoformat(),
        },
        "who_ranks": options.who_ranks,
        "merge": options.merge,
        "points_places": options.points_places,
        "endorsements": stated_endorsing(options.endorsements),
        "conditions": [stated_condition(one) for one in options.conditions],
        "lottery": _lottery(options.lottery),
        "reporting_currency": options.reporting_currency,
        "work": options.work,
    }


def overrides(options: SelectionOptions, settings: Settings) -> list[str]:
    """The options given with the command that differ from what `programme.yaml` publishes, sorted."""
    published = stated_options(options_from(settings, rule=options.rule))
    published["reporting_currency"] = published["reporting_currency"] or options.reporting_currency
    changed = [name for name, value in stated_options(options).items() if value != published[name]]
    return sorted(changed + (["rule"] if options.rule != settings.selection.rule else []))


def _lottery(lottery: Lottery | None) -> dict[str, Any] | None:
    return None if lottery is None else {"width": _text(lottery.width), "draw_named": lottery.draw_named}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


def _outcomes(selection: Selection) -> dict[str, Any]:
    return {
        row["application_id"]: {
            "outcome": row["outcome"],
            "rank": row["rank"],
            "score": _text(row["score"]),
            "band": row["band"],
            "reason": _reason(selection.reasons[row["application_id"]]),
        }
        for row in selection.outcomes.iter_rows(named=True)
    }


def _reason(reason: Reason) -> dict[str, Any]:
    if reason.kind == "funded":
        return {"kind": "funded"}
    if reason.kind == "not_eligible":
        return {"kind": "not_eligible", "because": reason.because}
    displaces, unlock = reason.displaces, reason.unlock
    stated = {
        "kind": reason.kind,
        "short": reason.short,
        "passed_over_for": list(reason.passed_over_for),
        "displaces": {
            "state": displaces.state,
            "leaves": list(displaces.leaves),
            "enters": list(displaces.enters),
            "tied": list(displaces.tied),
        },
        "unlock": {
            "state": unlock.state,
            "raises": unlock.raises,
            "cost": unlock.cost,
            "at_least": unlock.at_least,
        },
    }
    return stated | ({"at": reason.at} if reason.kind == "stopped" else {})


def _next_raise(found: NextRaise) -> dict[str, Any]:
    return {
        "state": found.state,
        "raise": found.amount,
        "enters": list(found.enters),
        "leaves": list(found.leaves),
        "tied": list(found.tied),
        "at_least": found.at_least,
    }


def _reserve(selection: Selection) -> list[dict[str, Any]]:
    until = selection.options.reserve.until
    left = left_of(selection)
    return [
        {
            "application": one,
            "awaits": {
                funder: amount - left[funder]
                for funder, amount in selection.asked[one].items()
                if amount > left[funder]
            },
            "until": None if until is None else until.isoformat(),
        }
        for one in selection.reserve
    ]


def _step(step: GroupStep) -> dict[str, Any]:
    bound = step.bound
    return {
        "at": step.at,
        "applications": list(step.applications),
        "funded": list(step.funded),
        "largest": step.largest,
        "certified": None if bound is None else bound.certified,
        "multipliers": None if bound is None else bound.funders,
        "scale": None if bound is None else bound.scale,
    }


def _bound(level: LevelBound) -> dict[str, Any]:
    return {
        "level": level.level,
        "band": level.band,
        "sense": "min" if level.level == "money" else "max",
        "unit": UNITS[level.level],
        "per": level.per,
        "value": level.value,
        "claimed": level.claimed,
        "certified": level.bound.certified,
        "scale": level.bound.scale,
        "multipliers": {
            "funders": level.bound.funders,
            "levels": list(level.bound.levels),
            "cuts": {str(number): z for number, z in enumerate(level.bound.cuts) if z},
        },
    }
