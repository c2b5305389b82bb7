"""Why there is no assignment: the smallest set of conditions that collide, whom it meets, what to relax by how much.

Conditions are left out one at a time and stay out where the rest still collides; what is left collides, and nothing in
it can go. Smaller sets are then tried one by one, so that the set is the smallest there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from renkei.engines.assignment.best import best
from renkei.engines.assignment.options import AssignmentError, AssignmentOptions
from renkei.engines.assignment.pairs import Frames
from renkei.engines.assignment.relief import Relief, reliefs
from renkei.engines.assignment.shortage import Shortage, shortage
from renkei.engines.assignment.task import CONDITIONS, task_of

WORDS = {
    "load_max": "the most that reviewers read",
    "load_min": "the fewest that reviewers read",
    "floor": "the floor of affinity",
    "conflicts": "conflicts",
    "refused": "refusals",
    "pinned": "pinned pairs",
    "organisations": "not two of one organisation",
    "countries": "the number of countries",
    "pools": "one of each concerned funder's pool",
    "languages": "languages",
}


MORE = "state more affinities (renkei affinity), or name more reviewers"
NOT_ONE = "no one change is enough; name more reviewers, or relax several of these"


@dataclass
class Unassignable(AssignmentError):
    """No assignment holds. `conditions`: the smallest set that collides (besides the size of a panel and known
    affinities, which cannot be left out); `shortage`: where; `reliefs`: what to relax, each alone enough."""

    conditions: tuple[str, ...]
    shortage: Shortage
    reliefs: tuple[Relief, ...]

    def __str__(self) -> str:
        names = ", ".join(WORDS[one] for one in self.conditions)
        collide = f"these collide with the size of panels: {names}" if names else "too few pairs have a known affinity"
        remedies = "; or ".join(map(str, self.reliefs))
        said = f"no assignment holds: {collide}. {self.shortage}"
        return f"{said}. To mend it: {remedies or (NOT_ONE if names else MORE)}"


def collision(frames: Frames, options: AssignmentOptions) -> Unassignable:
    """What collides in input of which no assignment holds."""
    smallest = _smallest(frames, options, _stated(frames, options))
    off = frozenset(CONDITIONS) - set(smallest)
    return Unassignable(
        smallest, shortage(task_of(frames, options, off), smallest), tuple(reliefs(frames, options, smallest, holds))
    )


def holds(frames: Frames, options: AssignmentOptions, off: frozenset[str] = frozenset()) -> bool:
    """Whether an assignment holds with some conditions left out."""
    task = task_of(frames, options, off)
    return task.enough() and best(task, np.zeros_like(task.worth), options.work) is not None


def _stated(frames: Frames, options: AssignmentOptions) -> list[str]:
    """The conditions that the input states."""
    review, reviewers = options.review, frames["reviewers"]
    pinned = "assignments" in frames and bool(frames["assignments"]["pinned"].any())
    refused = "bid" in frames["affinity"].columns and bool((frames["affinity"]["bid"] == "refused").any())
    stated = {
        "load_max": review.load_max is not None or reviewers["load_max"].null_count() < reviewers.height,
        "load_min": bool(review.load_min) or bool((reviewers["load_min"] > 0).any()),
        "floor": review.floor is not None,
        "conflicts": "conflicts" in frames and frames["conflicts"].height > 0,
        "refused": refused,
        "pinned": pinned,
        "organisations": review.distinct_organisations,
        "countries": (review.countries or 0) > 1,
        "pools": review.pools,
        "languages": review.languages is not None,
    }
    return [one for one in CONDITIONS if stated[one]]


def _smallest(frames: Frames, options: AssignmentOptions, stated: list[str]) -> tuple[str, ...]:
    every = frozenset(CONDITIONS)
    needed = list(stated)
    for one in stated:
        rest = [other for other in needed if other != one]
        if not holds(frames, options, every - set(rest)):
            needed = rest
    for smaller in _smaller(stated, len(needed)):
        if not holds(frames, options, every - set(smaller)):
            return smaller
    return tuple(needed)


def _smaller(stated: list[str], size: int) -> Iterator[tuple[str, ...]]:
    for number in range(size):
        yield from combinations(stated, number)
