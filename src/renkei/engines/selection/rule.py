"""What every rule can do: decide, and be run again after a change."""

from collections.abc import Sequence
from typing import Protocol

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part


class Rule(Protocol):
    """A rule over one call. Capacities are per funder, in minor units of its currency."""

    call: Call
    tries: int  # re-runs that the search for one reason may take

    def rerun(self, capacity: Sequence[int], inside: Part = frozenset(), start: Part | None = None) -> Chosen | None:
        """The result under other budgets or with `inside` forced in; None where these alone cannot be paid.

        `start` is a set that may well be the result. Raises OutOfReachError past the search's limits.
        """

    def needed(self, wanted: Part) -> Part:
        """All that must be funded for `wanted` to be funded, whatever the budgets."""

    def rivals(self, wanted: Part, result: Chosen) -> Part:
        """Where `result` does not hold `wanted`: applications of which one at least must be paid for besides."""

    def next_change(self, funder: int, capacity: Sequence[int]) -> int | None:
        """The smallest raise of one funder after which the result may differ; None when it never will.

        Raises OutOfReachError where this cannot be told within the search's limits.
        """


class OutOfReachError(Exception):
    """A search for a reason passed its limit; the reason is then given with what is proven."""
