"""The levels of `best` and `sum` as recorded: values, and bounds recomputed in integers."""

from collections.abc import Mapping
from typing import Any

from renkei.records.verify.outcomes import Decision
from renkei.records.verify.portfolio import Portfolio
from renkei.records.verify.search import Bound, bound_base, terms
from renkei.records.verify.verdict import Findings

UNITS = {"band": ("max", "applications"), "total": ("max", "points"), "money": ("min", "minor units")}


def check_form(decision: Decision, portfolio: Portfolio, findings: Findings) -> bool:
    """The levels are those of the rule, in order, with their sense, unit and number of multipliers."""
    findings.check("the levels are those of the rule, in order")
    entries = decision.record["bounds"]
    found = [(entry["level"], entry["band"]) for entry in entries]
    if not findings.same("bounds", found, list(portfolio.names), "the rule's levels in order"):
        return False
    good = True
    for place, entry in enumerate(entries):
        key, (sense, unit) = key_of(entry), UNITS[entry["level"]]
        per = portfolio.per if entry["level"] == "total" else 1
        for name, value in {"sense": sense, "unit": unit, "per": per}.items():
            good &= findings.same(f"{key}.{name}", entry[name], value)
        levels = len(entry["multipliers"]["levels"])
        good &= findings.same(f"{key}.multipliers.levels", levels, place, "a multiplier for each earlier level")
        for funder in sorted(entry["multipliers"]["funders"].keys() - set(decision.call.rows)):
            findings.fail(f"{key}.multipliers.funders", funder, "it is no funder of this call", funder)
        numbers = {str(number) for number in range(len(decision.record["cuts"]))}
        for number in sorted(entry["multipliers"]["cuts"].keys() - numbers):
            findings.fail(f"{key}.multipliers.cuts", number, "there is no such cut", number)
            good = False
    return good


def key_of(entry: Mapping[str, Any]) -> str:
    """How messages name a level: "bounds.band 2", "bounds.total"."""
    return f"bounds.{entry['level']}" + (f" {entry['band']}" if entry["band"] is not None else "")


def bounds_of(decision: Decision) -> tuple[Bound, ...]:
    """The record's multipliers, one bound a level."""
    funders = decision.call.rows
    return tuple(
        Bound(
            entry["scale"],
            (
                *(entry["multipliers"]["funders"].get(funder, 0) for funder in funders),
                *(entry["multipliers"]["cuts"].get(str(number), 0) for number in range(len(decision.record["cuts"]))),
            ),
            tuple(entry["multipliers"]["levels"]),
        )
        for entry in decision.record["bounds"]
    )


def values_of(decision: Decision) -> tuple[int, ...]:
    """The recorded values, every level a maximum."""
    return tuple(_turned(entry, "value") for entry in decision.record["bounds"])


def check_bounds(decision: Decision, portfolio: Portfolio, findings: Findings) -> None:
    """Each certified bound from its multipliers; no value above it or above what the solver claims."""
    findings.check("each level's certified bound, recomputed in integers from its multipliers")
    problem, values = portfolio.whole(), values_of(decision)
    members = [one for one in decision.call.eligible if one not in decision.call.forced]
    for place, (entry, bound) in enumerate(zip(decision.record["bounds"], bounds_of(decision), strict=True)):
        key, sign = key_of(entry), -1 if entry["sense"] == "min" else 1
        payable = (
            term
            for one, ask, term in zip(members, problem.asks, terms(problem, place, bound), strict=True)
            if one in decision.call.fixed  # an award that is fixed counts whatever its sign
            or (term > 0 and all(amount <= problem.left[row] for row, amount in ask))
        )
        top = bound_base(problem, bound, values) + sum(payable)
        certified = top // bound.scale
        findings.same(f"{key}.certified", entry["certified"], sign * certified, "from its multipliers and scale")
        if values[place] > certified:
            findings.fail(f"{key}.value", entry["value"], f"its multipliers certify {sign * certified} as the limit")
        if values[place] > _turned(entry, "claimed"):
            findings.fail(f"{key}.claimed", entry["claimed"], f"the value, {entry['value']}, is beyond it")
        if decision.record["state"] == "complete":
            findings.same(f"{key}.claimed", entry["claimed"], entry["value"], "state complete needs claimed = value")


def gap_in_words(decision: Decision) -> str:
    """What the record claims and what its multipliers certify, level by level, where the two differ."""
    parts = [
        f"{entry['claimed']} in {key_of(entry).removeprefix('bounds.')}, multipliers certify {entry['certified']}"
        for entry in decision.record["bounds"]
        if entry["claimed"] != entry["certified"]
    ]
    return "; ".join(parts)


def _turned(entry: Mapping[str, Any], name: str) -> int:
    return -int(entry[name]) if entry["sense"] == "min" else int(entry[name])
