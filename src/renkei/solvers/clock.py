"""The limits of one search, watched while it runs."""

import time
from typing import Protocol

from renkei.solvers.packing import Limit, LimitReachedError, Stopped


class Counted(Protocol):
    """What counts its work."""

    work: int


class Clock:
    """Watches one run's limits of work and of wall clock."""

    def __init__(self, counted: Counted, limit: Limit) -> None:
        self.counted, self.limit = counted, limit
        self.until = None if limit.work is None else counted.work + limit.work
        self.end = None if limit.seconds is None else time.monotonic() + limit.seconds

    def slice(self, steps: int) -> int:
        """At most ``steps``, and not beyond the limit of work."""
        return steps if self.until is None else max(min(steps, self.until - self.counted.work), 1)

    def work_left(self) -> int | None:
        """The steps left, None where they are not limited."""
        return None if self.until is None else max(self.until - self.counted.work, 1)

    def seconds_left(self) -> float | None:
        """The seconds left, None where they are not limited."""
        return None if self.end is None else self.end - time.monotonic()

    def reason(self) -> Stopped:
        """Why a solver under this clock came back without a proof."""
        if self.end is not None and time.monotonic() >= self.end - 0.01:
            return "seconds"
        return "work" if self.until is not None else "seconds"

    def check(self, *, ended: bool = False) -> None:
        """Raise when a limit is reached, unless the search has just ended."""
        if ended:
            return
        if self.until is not None and self.counted.work >= self.until:
            raise LimitReachedError("work")
        if self.end is not None and time.monotonic() >= self.end:
            raise LimitReachedError("seconds")
