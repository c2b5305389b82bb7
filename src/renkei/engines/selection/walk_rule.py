"""The rules `ranking` and `gaps`, as things that can be run again."""

from collections.abc import Hashable, Sequence

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part
from renkei.engines.selection.piece_search import smallest_load
from renkei.engines.selection.rule import OutOfReachError
from renkei.engines.selection.walk import Left, Step, Walker


class WalkRule:
    """`ranking` (`stop` at the first gap) or `gaps` over one call."""

    threads = 1  # plain Python: more would only wait for each other
    tries = 60

    def __init__(self, call: Call, *, stop: bool) -> None:
        self.call, self.stop = call, stop
        self.walker = Walker(call, stop=stop)
        self.group_of = call.group_of
        self.last: tuple[tuple[int, ...], Chosen] | None = None
        self.extras: dict[tuple[Hashable, ...], dict[int, int | None]] = {}

    def rerun(self, capacity: Sequence[int], inside: Part = frozenset()) -> Chosen | None:
        """See `Rule.rerun`."""
        walk = self.walker.walk(capacity, inside)
        return None if walk is None else walk.chosen

    def funds(self, capacity: Sequence[int], superset: Part, wanted: Part) -> bool:
        """See `Rule.funds`."""
        chosen = self._walked(capacity)
        if not chosen.exact:
            raise OutOfReachError
        return wanted <= chosen.always

    def needed(self, wanted: Part) -> Part:
        """A binding ranking reaches a group only when all above are funded whole."""
        if not self.stop:
            return wanted
        lowest = max((self.group_of[one] for one in wanted - self.call.inside), default=0)
        return wanted.union(*(frozenset(group) for group in self.call.groups[:lowest]))

    def rivals(self, capacity: Sequence[int], superset: Part) -> Part:
        """Down to the first group where the result differs: without more money there it will differ again."""
        chosen = self._walked(capacity)
        differ = {self.group_of[one] for one in (superset ^ chosen.always) | (superset ^ chosen.sometimes)}
        upper = [one for group in self.call.groups[: min(differ) + 1] for one in group]
        return frozenset(upper) - superset

    def _walked(self, capacity: Sequence[int]) -> Chosen:
        """The result under other budgets; kept, as what a rule does not fund is asked for its rivals next."""
        budgets = tuple(capacity)
        if self.last is None or self.last[0] != budgets:
            walk = self.walker.walk(budgets)
            if walk is None:
                raise ValueError("budgets must not be negative")
            self.last = budgets, walk.chosen
        return self.last[1]

    def next_change(self, funder: int, capacity: Sequence[int]) -> int | None:
        """See `Rule.next_change`: the least that any group's next part would ask of the funder beyond what is left."""
        return self.next_changes([funder], capacity)[0]

    def next_changes(self, funders: Sequence[int], capacity: Sequence[int]) -> list[int | None]:
        """The same for several funders, each by itself, after one walk."""
        walk = self.walker.walk(capacity)
        if walk is None or walk.low is not None or any(figure is None for _, figure in self.call.tie_criteria):
            raise OutOfReachError
        steps = [(step, left) for step in walk.steps if len(step.always) < len(step.members) for left in step.lefts]
        extras = [self._extras(step, left, funders) for step, left in steps]
        found = ([group[funder] for group in extras if funder in group] for funder in funders)
        return [min((extra for extra in own if extra is not None), default=None) for own in found]

    def _extras(self, step: Step, left: Left, funders: Sequence[int]) -> dict[int, int | None]:
        """What one group's next part would ask of each funder beyond what is left; remembered like the best parts."""
        asks = self.walker.asked_of[step.group]
        found = self.extras.setdefault((step.members, tuple(min(left[row], most) for row, most in asks)), {})
        for funder, _ in asks:
            if funder in funders and funder not in found:
                size = self.walker.parts(step.group, step.members, left).size
                load = smallest_load(step.members, self.walker.asked, left, funder, size)
                found[funder] = None if load is None else load - left[funder]
        return found
