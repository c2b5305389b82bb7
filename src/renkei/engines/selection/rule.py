"""What every rule can do: decide, and be run again after a change."""

from collections.abc import Sequence
from typing import Protocol

from renkei.engines.selection.call import Call
from renkei.engines.selection.chosen import Chosen, Part


class Rerun(Protocol):
    """What can be run again over one call. Capacities are per funder, in minor units of its currency."""

    call: Call
    threads: int  # how many re-runs may go on at once

    def rerun(self, capacity: Sequence[int], inside: Part = frozenset()) -> Chosen | None:
        """The result under other budgets or with `inside` forced in; None where these alone cannot be paid.

        Like all that follows, raises OutOfReachError past the search's limits.
        """


class Rule(Rerun, Protocol):
    """A rule whose results follow its capacities so simply that smallest raises can be searched."""

    tries: int  # re-runs that the search for one reason may take

    def funds(self, capacity: Sequence[int], superset: Part, wanted: Part) -> bool:
        """Whether the rule funds all of `wanted` for certain under budgets that pay for `superset` and no more."""

    def needed(self, wanted: Part) -> Part:
        """All that must be funded for `wanted` to be funded, whatever the budgets."""

    def rivals(self, capacity: Sequence[int], superset: Part) -> Part:
        """Where `superset` is not funded although paid for: applications of which one at least must be paid besides."""

    def next_change(self, funder: int, capacity: Sequence[int]) -> int | None:
        """The smallest raise of one funder after which the result may differ; None when it never will."""


class OutOfReachError(Exception):
    """A search for a reason passed its limit; the reason is then given with what is proven."""
