"""Decisions and their records by complete enumeration: for small calls, and slow, and plain.

`record(call)` is the whole record of a call's decision; `record(call, chosen=...)` is one for any other choice, with
every sum, reason and hash made consistent: what a careful forger would write.
"""

import hashlib
from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations
from typing import Any

from renkei.records.canonical import dump
from renkei.records.projection import hashes
from tests.records.calls import Call

Part = frozenset[str]
MILLION = 10**6


def eligible(call: Call) -> list[str]:
    return sorted(
        one for one, (score, _) in call.applications.items() if Fraction(score) >= 8 and one not in call.withdrawn
    )


def points(call: Call, one: str) -> Fraction:
    return Fraction(call.applications[one][0])


def groups(call: Call) -> list[list[str]]:
    scores = sorted({points(call, one) for one in eligible(call)}, reverse=True)
    return [[one for one in eligible(call) if points(call, one) == score] for score in scores]


def asked(call: Call, names: Iterable[str], funder: str) -> int:
    return sum(call.applications[one][1].get(funder, 0) for one in names)


def left(call: Call, names: Iterable[str], means: dict[str, int]) -> dict[str, int]:
    names = list(names)
    return {funder: have - asked(call, names, funder) for funder, have in means.items()}


def money(call: Call, one: str) -> int:
    return sum(call.applications[one][1].values())


def subsets(names: Iterable[str]) -> list[Part]:
    names = list(names)
    return [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]


def affordable(call: Call, names: Iterable[str], means: dict[str, int]) -> bool:
    return min(left(call, names, means).values(), default=0) >= 0


def lot(call: Call) -> list[str]:
    return sorted(eligible(call), key=lambda one: hashlib.sha256(f"{call.draw}{one}".encode()).hexdigest())


def drawn(call: Call, best: list[Part]) -> list[Part]:
    if call.draw is None:
        return best
    order = lot(call)
    return [max(best, key=lambda part: [one in part for one in order])]


def figure(call: Call, one: str, criterion: str, rest: dict[str, int], means: dict[str, int]) -> Any:
    asks = call.applications[one][1]
    if criterion == "sme_share":
        small = sum(amount for funder, amount in asks.items() if (one, funder) in call.sme)
        return MILLION * small // sum(asks.values()) if sum(asks.values()) else 0
    if criterion == "under_spent":
        shares = [MILLION * rest[f] // means[f] if means[f] else 0 for f, amount in asks.items() if amount]
        return sum(shares) // len(shares) if shares else 0
    return Fraction(call.criterion[one])


def best_parts(call: Call, members: list[str], rest: dict[str, int], means: dict[str, int]) -> list[Part]:
    def merit(part: Part) -> list[Any]:
        return [len(part), *(sum(figure(call, one, c, rest, means) for one in part) for c in call.tie_criteria)]

    able = [part for part in subsets(members) if affordable(call, part, rest)]
    top = max(map(merit, able))
    return drawn(call, [part for part in able if merit(part) == top])


def levels(call: Call) -> list[tuple[str, int | None, Callable[[str], Any]]]:
    number = {one: call.bands.get(one, place) for place, group in enumerate(groups(call), 1) for one in group}
    bands = sorted(set(number.values())) if call.rule == "best" else []
    floor = 8 if call.rule == "sum" else 0
    counts = [("band", band, lambda one, band=band: int(number[one] == band)) for band in bands]
    total = ("total", None, lambda one: 10 * (points(call, one) - floor))
    return [*counts, total, ("money", None, lambda one: -money(call, one))]  # type: ignore[list-item]


_KNOWN: dict[str, list[Part]] = {}


def results(call: Call, means: dict[str, int], forced: Part = frozenset()) -> list[Part]:
    """Every set that the rule may come to, as the lot falls; with a draw one; none where the forced are too dear."""
    key = repr((call, means, sorted(forced)))
    if key not in _KNOWN:
        _KNOWN[key] = _results(call, means, forced)
    return _KNOWN[key]


def _results(call: Call, means: dict[str, int], forced: Part) -> list[Part]:
    if not affordable(call, forced, means):
        return []
    if call.rule in ("best", "sum"):
        rest = left(call, forced, means)
        able = [part for part in subsets(set(eligible(call)) - forced) if affordable(call, part, rest)]

        def value(part: Part) -> list[Any]:
            return [sum(weight(one) for one in part) for _, _, weight in levels(call)]

        top = max(map(value, able))
        return [part | forced for part in drawn(call, [part for part in able if value(part) == top])]
    ways, finished = [forced], []
    for group in groups(call):
        members, after = [one for one in group if one not in forced], []
        for way in ways:
            for part in best_parts(call, members, left(call, way, means), means):
                stop = call.rule == "ranking" and len(part) < len(members)
                (finished if stop else after).append(way | part)
        ways = after
    return ways + finished


def record(call: Call, chosen: str | None = None, inputs: dict[str, str] | None = None) -> dict[str, Any]:
    """The record of a call, or of another choice: `chosen` are ids of one letter, funded for certain."""
    return _Record(call, None if chosen is None else frozenset(chosen)).made(inputs)


def written(call: Call, chosen: str | None = None) -> bytes:
    return dump(record(call, chosen))


class _Record:
    def __init__(self, call: Call, chosen: Part | None) -> None:
        self.call, self.means = call, dict(call.budgets)
        ways = results(call, self.means) if chosen is None else [chosen]
        self.sure, self.maybe, self.ways = frozenset.intersection(*ways), frozenset.union(*ways), ways
        self.tied = self.maybe - self.sure
        self.all = eligible(call)
        self.rank = {one: 1 + sum(points(call, other) > points(call, one) for other in self.all) for one in self.all}
        self.reserve = self._reserve()

    def made(self, inputs: dict[str, str] | None) -> dict[str, Any]:
        call, settings = self.call, self.call.settings
        walks = call.rule in ("ranking", "gaps")
        return {
            "format": "renkei-decision-1",
            "call": settings.name,
            "made_up": True,
            "versions": {"renkei": "0"},
            "inputs": inputs or hashes(call.tables),
            "rule": call.rule,
            "options": {
                "bands": "column" if call.bands else "each",
                "binding": "score",
                "scale": {"minimum": "0", "maximum": "15", "best": "high"},
                "thresholds": {"total": "8", "criteria": {}},
                "tie_criteria": list(call.tie_criteria),
                "tail": "stop",
                "reserve": {"places": call.places, "until": None},
                "who_ranks": "joint",
                "merge": None,
                "points_places": 3,
                "endorsements": {"agencies": [], "keys": [], "pending": "waits"},
                "conditions": [],
                "lottery": None,
                "reporting_currency": "EUR",
                "work": None,
            },
            "overrides": [],
            "state": "complete",
            "stopped": None,
            "order": None,
            "endorsements": None,
            "conditions": None,
            "reductions": None,
            "outcomes": {one: self._outcome(one) for one in call.applications},
            "spending": {funder: self._spending(funder) for funder in call.budgets},
            "pots": {},
            "rates": {},
            "next_raises": {funder: self._next_raise(funder) for funder in call.budgets},
            "reserve": [
                {"application": one, "awaits": self._lacks(one, self.sure), "until": None} for one in self.reserve
            ],
            "steps": self._steps() if walks else [],
            "bounds": [] if walks else self._bounds(),
            "cuts": [],
            "ties": {"open": sorted(self.tied), "exact": True},
            "draw": None if call.draw is None else {"value": call.draw, "order": lot(call)},
            "zone": None,
        }

    def _reserve(self) -> list[str]:
        order = lot(self.call) if self.call.draw else self.all
        found: list[str] = []
        for group in groups(self.call):
            if self.call.places is not None and len(found) >= self.call.places:
                break
            found += sorted((one for one in group if one not in self.maybe), key=order.index)
        return found[: self.call.places] if self.call.draw else found

    def _outcome(self, one: str) -> dict[str, Any]:
        score, entry = self.call.applications[one][0], {"rank": None, "band": None, "outcome": "not_eligible"}
        reason: dict[str, Any] = {"kind": "not_eligible", "because": "below_threshold"}
        if one in self.call.withdrawn:
            reason["because"] = "withdrawn"
        if one in self.all:
            place = next(place for place, group in enumerate(groups(self.call), 1) if one in group)
            band = self.call.bands.get(one, place) if self.call.rule == "best" else None
            outcome = "reserve" if one in self.reserve else "not_funded"
            outcome = "funded" if one in self.sure else "tie" if one in self.tied else outcome
            entry, reason = {"rank": self.rank[one], "band": band, "outcome": outcome}, self._reason(one)
        return {**entry, "score": score.rstrip("0").rstrip("."), "reason": reason}

    def _spending(self, funder: str) -> dict[str, Any]:
        spent = asked(self.call, self.sure, funder)
        budget = self.call.budgets[funder]
        amounts = {"budget": budget, "raise": 0, "asked": asked(self.call, self.all, funder)}
        return {"currency": "EUR", **amounts, "committed": spent, "left": budget - spent}

    def _lacks(self, one: str, paid: Iterable[str]) -> dict[str, int]:
        rest = left(self.call, paid, self.means)
        return {f: a - rest[f] for f, a in sorted(self.call.applications[one][1].items()) if a > rest[f]}

    def _reason(self, one: str) -> dict[str, Any]:
        if one in self.sure:
            return {"kind": "funded"}
        kind, walks = "short", self.call.rule in ("ranking", "gaps")
        gap = self._gap()
        if one in self.tied:
            kind = "lot"
        elif gap and self.rank[one] > self.rank[gap[0]]:
            kind = "stopped"
        elif one in self._losers(one):
            kind = "lost_lot"
        elif self.call.rule == "sum" and points(self.call, one) <= 8:
            kind = "adds_nothing"
        short: dict[str, int] = {}
        if kind not in ("lot", "stopped"):
            ways = self.ways if walks else [self.sure]
            above = [[other for other in way if not walks or self.rank[other] <= self.rank[one]] for way in ways]
            short = min(
                (self._lacks(one, way) for way in above), key=lambda lack: (sum(lack.values()), sorted(lack.items()))
            )
        over = [] if kind == "lot" else sorted(other for other in self.sure if self.rank[other] > self.rank[one])
        reason = {"kind": kind, "short": short, "passed_over_for": over, "displaces": self._displaces(one)}
        reason["unlock"] = self._unlock(one)
        return reason | ({"at": _text(points(self.call, gap[0]))} if gap and kind == "stopped" else {})

    def _gap(self) -> list[str] | None:
        partial = (group for group in groups(self.call) if not self.sure >= set(group))
        return next(partial, None) if self.call.rule == "ranking" else None

    def _losers(self, one: str) -> Part:
        """Whoever another largest part of the application's group (or another best set) holds."""
        open_call = self.call.by(draw=None, tie_criteria=())
        if self.call.rule in ("best", "sum"):
            return frozenset.union(*results(open_call, self.means)) - self.maybe
        group = next(group for group in groups(self.call) if one in group)
        above = [other for other in self.sure if self.rank[other] < self.rank[one]]
        if any(self.rank[other] < self.rank[one] for other in self.tied):
            return frozenset()
        return frozenset.union(*best_parts(open_call, group, left(self.call, above, self.means), self.means))

    def _again(self, means: dict[str, int], forced: Part = frozenset()) -> tuple[Part, Part, int] | None:
        ways = results(self.call, means, forced)
        return (frozenset.intersection(*ways), frozenset.union(*ways), min(map(len, ways))) if ways else None

    def _displaces(self, one: str) -> dict[str, Any]:
        nobody: dict[str, Any] = {"leaves": [], "enters": [], "tied": []}
        if self.tied:
            return {"state": "not_computed", **nobody}
        found = self._again(self.means, frozenset({one}))
        if found is None:
            return {"state": "impossible", **nobody}
        sure, maybe, _ = found
        sides = {"leaves": self.sure - maybe, "enters": sure - self.sure - {one}, "tied": maybe - sure}
        return {"state": "exact", **{side: sorted(names) for side, names in sides.items()}}

    def _unlock(self, one: str) -> dict[str, Any]:
        empty: dict[str, Any] = {"raises": {}, "cost": None, "at_least": None}
        if self.tied:
            return {"state": "not_computed", **empty}
        wanted, tries = self.sure | {one}, []
        for more in subsets(set(self.all) - wanted):
            over = {f: -rest for f, rest in left(self.call, wanted | more, self.means).items() if rest < 0}
            if all(amount <= self.call.possible.get(f, amount) for f, amount in over.items()):
                tries.append((sum(over.values()), sorted(over.items())))
        for cost, raises in sorted(tries):
            found = self._again({f: have + dict(raises).get(f, 0) for f, have in self.means.items()})
            if found and wanted <= found[0]:
                return {"state": "exact", "raises": dict(raises), "cost": cost, "at_least": cost}
        return {"state": "none", **empty}

    def _next_raise(self, funder: str) -> dict[str, Any]:
        nobody: dict[str, Any] = {"raise": None, "enters": [], "leaves": [], "tied": [], "at_least": None}
        if self.tied:
            return {"state": "not_computed", **nobody}
        loads = {asked(self.call, some, funder) - self.means[funder] for some in subsets(self.all)}
        for raised in sorted(load for load in loads if load > 0):
            found = self._again({**self.means, funder: self.means[funder] + raised})
            if found and found[2] > len(self.sure):
                sides = {"enters": found[0] - self.sure, "leaves": self.sure - found[1], "tied": found[1] - found[0]}
                names = {side: sorted(some) for side, some in sides.items()}
                return {"state": "exact", "raise": raised, **names, "at_least": raised}
        return {"state": "none", **nobody}

    def _steps(self) -> list[dict[str, Any]]:
        steps, above, is_open = [], [], False
        for group in groups(self.call):
            rest = left(self.call, above, self.means)
            size = max((len(part) for part in subsets(group) if affordable(self.call, part, rest)), default=0)
            known = {"largest": size, "certified": len(group), "multipliers": {}, "scale": 1}
            step = {"at": _text(points(self.call, group[0])), "applications": group}
            step["funded"] = sorted(self.sure & set(group))
            steps.append(step | (dict.fromkeys(known) if is_open else known))
            if self.call.rule == "ranking" and not self.sure >= set(group):
                break
            above += [one for one in group if one in self.sure]
            is_open = is_open or bool(self.tied & set(group))
        return steps

    def _bounds(self) -> list[dict[str, Any]]:
        found = []
        for place, (level, band, weight) in enumerate(levels(self.call)):
            value = sum(weight(one) for one in self.ways[0])
            top = sum(max(0, weight(one)) for one in self.all if affordable(self.call, [one], self.means))
            sign, unit = (
                (-1, "minor units") if level == "money" else (1, "points" if level == "total" else "applications")
            )
            entry = {"level": level, "band": band, "sense": "min" if sign < 0 else "max", "unit": unit}
            entry |= {"per": self._per() if level == "total" else 1, "scale": 1}
            entry["multipliers"] = {"funders": {}, "levels": [0] * place, "cuts": {}}
            if level == "total":
                value, top = value * entry["per"] / 10, top * entry["per"] / 10
            found.append(
                entry | {"value": int(sign * value), "claimed": int(sign * value), "certified": int(sign * top)}
            )
        return found

    def _per(self) -> int:
        return max((10 if points(self.call, one).denominator > 1 else 1 for one in self.all), default=1)


def _text(score: Fraction) -> str:
    return f"{float(score):g}"
