"""Which organisations are independent of each other: those that no chain of controls joins."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Independence:
    """Organisation → the name of its group; one that controls nobody and is controlled by nobody is alone."""

    group: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, controls: Iterable[tuple[str, str]]) -> "Independence":
        """The groups that pairs (controller, controlled) join; each is named after its first organisation."""
        above: dict[str, str] = {}

        def head(one: str) -> str:
            while above.setdefault(one, one) != one:
                above[one] = above[above[one]]
                one = above[one]
            return one

        for controller, controlled in controls:
            low, high = sorted((head(controller), head(controlled)))
            above[high] = low
        return cls({one: head(one) for one in sorted(above)})

    def group_of(self, organisation: str) -> str:
        """The name of an organisation's group."""
        return self.group.get(organisation, organisation)
