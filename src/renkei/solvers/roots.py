"""The state of a tableau and its search, kept to begin from again."""

from typing import TypeVar

from renkei.solvers.packing import Whole
from renkei.solvers.tableau import Tableau
from renkei.solvers.tree import Search

State = TypeVar("State", Tableau, Search)


class Root:
    """The state of a tableau and its search at the root of a level, kept to begin from again."""

    def __init__(self, t: Tableau, s: Search) -> None:
        self.state = _copied(t), _copied(s)

    def copy(self) -> tuple[Tableau, Search]:
        """A tableau and a search of one's own in this state."""
        t, s = self.state
        return _copied(t), _copied(s)

    def weight(self) -> Whole:
        """The weights of its levels, and of one that is still empty."""
        return self.state[1].weight.copy()

    def restore(self, t: Tableau, s: Search) -> None:
        """Bring a tableau and a search that were copies of such a root back to this one's state."""
        for now, then in zip((*t, *s), (*self.state[0], *self.state[1]), strict=True):
            now[...] = then


def _copied(state: State) -> State:
    """The same state in arrays of its own."""
    return state._replace(**{name: part.copy() for name, part in state._asdict().items()})


def spare_of(t: Tableau) -> Tableau:
    """A tableau to keep the state in during trials; shares what trials do not change."""
    own = ("head", "place", "inverse", "norm", "level", "rest", "gain", "open", "tally")
    return t._replace(**{name: getattr(t, name).copy() for name in own})
