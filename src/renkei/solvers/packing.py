"""What the solvers take and give: a packing problem, its levels, limits, and a portfolio with its bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from renkei.solvers.proof import Proof
    from renkei.solvers.roots import Root

Mask = NDArray[np.bool_]
Whole = NDArray[np.int64]
Stopped = Literal["work", "seconds", "interrupted"]

LARGEST = 2**62


class InfeasibleError(ValueError):
    """No set of applications keeps to the capacities and to what is forced in."""


class LimitReachedError(RuntimeError):
    """A limit ended a proof, so that the question has no answer yet; ``reason`` says which limit."""

    def __init__(self, reason: Stopped) -> None:
        super().__init__(f"a limit ended the proof ({reason}); raise it, or leave the question open")
        self.reason: Stopped = reason


def _whole(numbers: object, name: str, axes: int) -> Whole:
    """``numbers`` as a read-only int64 array with ``axes`` axes whose absolute sum fits in 62 bits."""
    array = np.array(numbers)
    if array.ndim != axes or not (np.issubdtype(array.dtype, np.integer) or array.size == 0):
        raise ValueError(
            f"{name} must be a table of whole numbers with {axes} axes; convert money to minor units first"
        )
    array = np.ascontiguousarray(array, np.int64)
    if int(np.abs(array.astype(np.float64)).sum()) >= LARGEST:
        raise ValueError(f"{name} adds up to more than 2^62; give larger units")
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Packing:
    """Choose applications so that no funder is asked for more than it has.

    ``demand`` [funders, applications] and ``capacity`` [funders] are whole numbers >= 0 in one unit per funder."""

    demand: Whole
    capacity: Whole

    def __post_init__(self) -> None:
        object.__setattr__(self, "demand", _whole(self.demand, "demand", 2))
        object.__setattr__(self, "capacity", _whole(self.capacity, "capacity", 1))
        if len(self.demand) != len(self.capacity):
            raise ValueError(
                f"demand has {len(self.demand)} funders and capacity {len(self.capacity)}; they must agree"
            )
        if (self.demand < 0).any() or (self.capacity < 0).any():
            raise ValueError("demand and capacity must not be negative")

    @property
    def applications(self) -> int:
        """How many applications there are to choose from."""
        return int(self.demand.shape[1])

    @property
    def dear(self) -> Mask:
        """The applications that ask a funder for more than it has."""
        return np.asarray((self.demand > self.capacity[:, None]).any(axis=0), np.bool_)

    def affordable(self, chosen: Mask) -> bool:
        """Whether every funder can pay for all of ``chosen``."""
        return bool((self.demand @ chosen.astype(np.int64) <= self.capacity).all())


@dataclass(frozen=True, eq=False)
class Level:
    """One aim, always maximised: the sum of ``weights`` [applications] over the chosen (least money: negative
    weights)."""

    weights: Whole

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", _whole(self.weights, "weights", 1))

    def value(self, chosen: Mask) -> int:
        """The sum of the weights over ``chosen``."""
        return int(self.weights @ chosen.astype(np.int64))


@dataclass(frozen=True, eq=False)
class Cut:
    """What a funder's capacity says about whole applications: ``coefficients`` [applications] times any set that it can
    pay for come to ``right`` at most. Nothing is below 0."""

    funder: int
    coefficients: Whole
    right: int


@dataclass(frozen=True)
class Bound:
    """A level's value, and two upper bounds on it given that every earlier level keeps its value.

    ``claimed`` is what the search proved; ``certified`` follows from the integer multipliers ``funders``, ``levels``
    and ``cuts`` (one for each of the portfolio's) over ``scale`` alone (see `certificate.certified_bound`)."""

    value: int
    claimed: int
    certified: int
    scale: int
    funders: tuple[int, ...]
    levels: tuple[int, ...]
    cuts: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Portfolio:
    """A chosen set with one bound a level; ``complete`` when every level is proven exactly, else why it ``stopped``.

    ``capacity`` is what the problem was solved for where nothing was forced in or out, else None: only then do the
    values bound those of every other set. ``cuts`` are what the bounds rest on besides, ``roots`` where another proof
    may begin, ``proof`` is the one that ended, where it can be asked further."""

    chosen: Mask
    bounds: tuple[Bound, ...]
    complete: bool
    stopped: Stopped | None
    work: int = 0
    capacity: Whole | None = None
    cuts: tuple[Cut, ...] = ()
    roots: "Sequence[Root]" = ()
    proof: "Proof | None" = None

    @property
    def values(self) -> tuple[int, ...]:
        """The value reached on each level."""
        return tuple(bound.value for bound in self.bounds)


@dataclass(frozen=True)
class Limit:
    """How much a search may do: ``work`` counts simplex steps (repeats to the byte), ``seconds`` is wall clock (does
    not).

    ``threads`` is how many processor threads may be used; it never changes the answer."""

    work: int | None = None
    seconds: float | None = None
    threads: int = 1

    def __post_init__(self) -> None:
        if (
            self.threads < 1
            or (self.work is not None and self.work < 0)
            or (self.seconds is not None and self.seconds < 0)
        ):
            raise ValueError("a limit needs threads >= 1, and work and seconds not below 0")
