"""A walk beside a top-up walked again: the amounts tried from above, every way in which the lot may fall."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from renkei.records.verify.call import Call
from renkei.records.verify.parts import figure
from renkei.records.verify.result import Result
from renkei.records.verify.search import UnsettledError
from renkei.records.verify.top_up import TopUp
from renkei.records.verify.walk import Visit, Walker

WAYS = 400
NODES = 20_000


@dataclass(frozen=True)
class Way:
    """One way: the amount, who is funded down to the gap, the place of the gap, the result with the visits below."""

    amount: int
    above: frozenset[str]
    gap: int | None
    national: int
    means: tuple[int, ...]
    result: Result
    visits: tuple[Visit, ...] = ()
    certain: bool = True


@dataclass(frozen=True)
class ToppedWalker:
    """How to walk beside a top-up; `below` walks on with national money alone."""

    call: Call
    top_up: TopUp
    below: Walker
    known: dict[tuple[object, ...], list[frozenset[str]]] = field(default_factory=dict)

    def rerun(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> Result | None:
        """See `again.Rule.rerun`: the forced are paid first, without the top-up, and the top-up is settled anew."""
        ways = self.ways(means, forced)
        if ways is None:
            return None
        if not all(way.certain for way in ways):
            raise UnsettledError
        return united(ways)

    def ways(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> list[Way] | None:
        """Every way in which the lot may fall; None where the forced are too dear, UnsettledError where too many."""
        rest = tuple(self.call.left(forced, means))
        if min(rest, default=0) < 0:
            return None
        found: dict[tuple[int, frozenset[str]], Way] = {}
        unclear = set[tuple[int, frozenset[str]]]()
        todo: list[tuple[int, bool]] = [(self.top_up.cap, False)]
        tried = set(todo)
        while todo:
            amount, tied_before = todo.pop()
            gap, sets = self._down_to_the_gap(amount, rest, forced)
            for above in sets:
                asked = self.call.asked(above)
                national = self.top_up.national(asked, rest)
                limit = min(amount, self.top_up.limit(national))
                if self.top_up.pays(asked, rest, limit):
                    found[limit, above] = self._way(limit, above, gap, national, means, forced)
                    if tied_before and (len(sets) > 1 or found[limit, above].result.tied):
                        unclear.add((limit, above))
                    continue
                after = (self._last_that_fails(asked, rest, limit, amount), tied_before or len(sets) > 1)
                if after not in tried:
                    tried.add(after)
                    todo.append(after)
            if len(found) + len(todo) > WAYS:
                raise UnsettledError
        if len(found) == 1:  # wherever the lot falls, it comes to this
            return list(found.values())
        return [replace(way, certain=way.certain and key not in unclear) for key, way in found.items()]

    def _last_that_fails(self, asked: Sequence[int], means: Sequence[int], low: int, high: int) -> int:
        """The largest amount that does not pay; `low` does not, `high` does, and more never pays for less."""
        while high - low > 1:
            middle = (low + high) // 2
            pays = self.top_up.pays(asked, means, middle)
            low, high = (low, middle) if pays else (middle, high)
        return low

    def _down_to_the_gap(
        self, amount: int, means: tuple[int, ...], forced: frozenset[str]
    ) -> tuple[int | None, list[frozenset[str]]]:
        above: frozenset[str] = frozenset()
        for place, (_, group) in enumerate(self.call.groups):
            members = frozenset(group) - forced
            if not self.top_up.pays(self.call.asked(above | members), means, amount):
                parts = self.largest(members, above, amount, means)
                return place, [above | part for part in self._chosen(parts, above, means)]
            above |= members
        return None, [above]

    def largest(
        self, members: frozenset[str], above: frozenset[str], amount: int, means: tuple[int, ...]
    ) -> list[frozenset[str]]:
        """All the largest parts that can be paid beside those above, by trying them; UnsettledError if too many."""
        key = (members, above, amount, means)
        if key not in self.known:
            self.known[key] = list(self._largest(sorted(members), above, amount, means))
        return self.known[key]

    def _largest(
        self, members: list[str], above: frozenset[str], amount: int, means: tuple[int, ...]
    ) -> Iterator[frozenset[str]]:
        """Leaving out as few as possible: whoever is left out asks a payer that otherwise lacks money."""
        level, tried = {frozenset(members)}, 0
        while True:
            lacking = {one: self.top_up.lacking(self.call.asked(above | one), means, amount) for one in level}
            payable = [one for one, payers in lacking.items() if not payers]
            if payable:
                yield from sorted(payable, key=sorted)
                return
            level = {part - {one} for part, payers in lacking.items() for one in part if self._asks(one, payers)}
            tried += len(level)
            if tried > NODES:
                raise UnsettledError

    def _asks(self, application: str, payers: frozenset[int]) -> bool:
        return any(payer in payers for payer, _ in self.call.eligible[application].asks)

    def _chosen(
        self, parts: list[frozenset[str]], above: frozenset[str], means: tuple[int, ...]
    ) -> list[frozenset[str]]:
        """Of the largest parts those best on the tie criteria, and of these the one first in the lot."""
        left = tuple(max(0, rest) for rest in self.call.left(above, means))
        for criterion in self.call.options.tie_criteria:
            value = {
                one: figure(self.call, self.call.eligible[one], criterion, left, means)
                for part in parts
                for one in part
            }
            best = max(sum(value[one] for one in part) for part in parts)
            parts = [part for part in parts if sum(value[one] for one in part) == best]
        lot = self.below.lot
        return parts if lot is None else [max(parts, key=lambda part: [one in part for one in lot])]

    def _way(
        self,
        amount: int,
        above: frozenset[str],
        gap: int | None,
        national: int,
        means: Sequence[int],
        forced: frozenset[str],
    ) -> Way:
        funded = above | forced
        topped = tuple(map(max, means, self.call.asked(funded)))
        way = Way(amount, above, gap, national, tuple(means), Result(funded, funded, len(funded)))
        if gap is None or self.call.options.stops:
            return way
        walk = self.below.walk(topped, funded)
        if walk is None:
            raise UnsettledError  # cannot be: what is funded is paid
        visits = tuple(walk.visits[gap + 1 :])
        return replace(way, result=walk.result, visits=visits, certain=all(visit.clear for visit in visits))


def united(ways: Sequence[Way]) -> Result:
    """What all the ways come to."""
    first, *others = (way.result for way in ways)
    for other in others:
        first = first.either(other)
    return first


def entry(top_up: TopUp, call: Call, ways: Sequence[Way]) -> dict[str, object]:
    """What a record says of the top-up; None stands for what an open tie leaves open."""
    amounts, single = [way.amount for way in ways], ways[0] if len(ways) == 1 else None
    amount = amounts[0] if len(set(amounts)) == 1 else None
    parts, gap = ({}, None) if amount is None else (top_up.parts(amount), top_up.gap(amount))
    funders = {top_up.funders[place].id: _funder(top_up, call, place, amount, single) for place in top_up.entitled}
    spread = None if gap is None else sum(parts.values())
    committed = None if single is None else _committed(top_up, funders)
    return {
        "least": min(amounts),
        "most": max(amounts),
        "amount": amount,
        "national": single and single.national,
        "reached": single and _reached(single),
        "proportional": spread,
        "gap": gap,
        "rest": None if amount is None or spread is None or gap is None else amount - spread - gap,
        "committed": committed,
        "left": None if single is None or committed is None else single.amount - committed,
        "funders": funders,
    }


def _funder(top_up: TopUp, call: Call, place: int, amount: int | None, way: Way | None) -> dict[str, int | None]:
    found: dict[str, int | None] = dict.fromkeys(("allotted", "proportional", "used", "gap", "gap_cost"))
    if amount is not None:
        found |= {"allotted": top_up.parts(amount)[place], "proportional": top_up.raised(amount)[place]}
    if way is not None:
        over = max(0, call.asked(way.above)[place] - way.means[place])
        used = min(over, top_up.raised(way.amount)[place])
        found |= {"used": used, "gap": over - used, "gap_cost": top_up.price(place, over - used)}
    return found


def _committed(top_up: TopUp, funders: Mapping[str, Mapping[str, int | None]]) -> int:
    place = {funder.id: number for number, funder in enumerate(top_up.funders)}
    return sum(top_up.price(place[name], one["used"] or 0) + (one["gap_cost"] or 0) for name, one in funders.items())


def _reached(way: Way) -> str:
    whole = way.amount + way.national
    millionths = 10**6 * way.amount // whole if whole else 0
    return f"{millionths // 10**6}.{millionths % 10**6:06}".rstrip("0").rstrip(".")
