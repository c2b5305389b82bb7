"""Side conditions: who is forced in or out on what ground, how far each limit is used."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from renkei.reports import sentences
from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections.pots import Cell, Grid
from renkei.reports.totals import Money


def words(decision: Decision, say: Language) -> Iterator[str]:
    """That a binding ranking is departed from, who is forced, what is reduced; nothing without side conditions."""
    reductions = decision.reductions
    if reductions["at"] is not None:
        rates = [
            say("reductions.rate", funder=one, rate=say.decimal(rate)) for one, rate in reductions["rates"].items()
        ]
        yield say(
            "reductions.made", at=sentences.place(reductions["at"], decision, say), list=say.items(rates, limit=8)
        )
    conditions = decision.record["conditions"]
    if conditions is None:
        return
    if conditions["departs"]:
        yield say("conditions.departs")
    for way in ("in", "out"):
        ones = sorted(one for one, how in conditions["forced"].items() if how["way"] == way)
        if ones:
            yield say(f"conditions.forced_{way}", list=say.items(ones, limit=12))


def grids(decision: Decision, say: Language) -> Iterator[Grid]:
    """Tables of the limits, the minima, those forced, and what is granted at the cut; none where there are none."""
    conditions = decision.record["conditions"] or {"limits": {}, "minima": {}, "forced": {}}
    if conditions["limits"]:
        rows = [_limit(name, entry, decision, say) for name, entry in conditions["limits"].items()]
        names = ("condition", "limits", "most", "committed", "left", "ground")
        headings = [f"column.{name}" for name in names]
        yield Grid("table-limits", say("conditions.limits"), headings, rows)
    if conditions["minima"]:
        rows = [_minimum(name, entry, decision, say) for name, entry in conditions["minima"].items()]
        names = ("condition", "limits", "least", "counts_for", "whole", "ground")
        yield Grid("table-minima", say("conditions.minima"), [f"column.{name}" for name in names], rows)
    if conditions["forced"]:
        forced: list[list[Cell]] = [
            [one, say(f"conditions.{how['way']}"), how["ground"]] for one, how in sorted(conditions["forced"].items())
        ]
        headings = ["column.application", "column.forced", "column.ground"]
        yield Grid("table-forced", say("conditions.forced"), headings, forced)

    reduced = [
        _granted(one, partner, request, decision)
        for one, requests in sorted(decision.reductions["granted"].items())
        for partner, request in sorted(requests.items())
    ]
    if reduced:
        headings = [f"column.{name}" for name in ("application", "partner", "funder", "asked", "granted")]
        yield Grid("table-reductions", say("reductions.caption"), headings, reduced)


def _granted(one: str, partner: str, request: Mapping[str, Any], decision: Decision) -> list[Cell]:
    currency = decision.funder[request["funder"]].currency
    return [one, partner, request["funder"], *(Money(request[name], currency) for name in ("asked", "granted"))]


def _limit(name: str, entry: Mapping[str, Any], decision: Decision, say: Language) -> list[Cell]:
    units = [_units(entry, entry[figure], decision, say) for figure in ("most", "committed", "left")]
    return [decision.limit_name(name, say), _what(name, entry, decision, say), *units, entry["ground"]]


def _minimum(name: str, entry: Mapping[str, Any], decision: Decision, say: Language) -> list[Cell]:
    share, money = entry["of"].startswith("share"), entry["of"].endswith("money")
    figures = [
        Money(entry[key], decision.rates.reporting) if money else say.number(entry[key])
        for key in ("committed", "whole")
    ]
    least: Cell = say.percent(Fraction(entry["least"])) if share else say.decimal(entry["least"])
    what = say(f"minima.{entry['of']}", what=subject(_stated(name, decision), say))
    return [say("limits.name.condition", name=name.partition(" ")[2]), what, least, *figures, entry["ground"]]


def _stated(name: str, decision: Decision) -> Mapping[str, Any]:
    """A condition as the options state it, from its name, such as "condition 1"."""
    stated: Mapping[str, Any] = decision.record["options"]["conditions"][int(name.rpartition(" ")[2]) - 1]
    return stated


def _units(entry: Mapping[str, Any], units: int, decision: Decision, say: Language) -> Cell:
    return Money(units, decision.rates.reporting) if entry["of"] == "money" else say.number(units)


def _what(name: str, entry: Mapping[str, Any], decision: Decision, say: Language) -> str:
    """What a limit is on: the applications of a set, or what the condition of the settings speaks of."""
    if entry["kind"] == "set":
        return say("limits.set", list=say.items(sorted(entry["counts"]), limit=12))
    return say(f"limits.{entry['of']}", what=subject(_stated(name, decision), say))


def subject(stated: Mapping[str, Any], say: Language) -> str:
    """What a condition of the settings speaks of, such as "country Japan"."""
    value = stated["value"]
    if stated["subject"] == "size" and value == "sme":
        return say("subject.sme")
    return say(f"subject.{stated['subject']}", value=say.country(value) if stated["subject"] == "country" else value)
