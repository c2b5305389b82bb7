"""The rule run again under other budgets or with somebody forced in, each question once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from renkei.records.verify.call import Call
from renkei.records.verify.result import Result
from renkei.records.verify.search import UnsettledError


class Rule(Protocol):
    """What can be run again."""

    def rerun(self, means: Sequence[int], forced: frozenset[str] = frozenset()) -> Result | None:
        """The result; None where the forced alone are too dear; UnsettledError when the search is too long."""


@dataclass
class Again:
    """Re-runs of one rule, remembered; `rule` None when not even the decision itself could be searched whole."""

    call: Call
    rule: Rule | None
    known: dict[tuple[tuple[int, ...], frozenset[str]], Result | None] = field(default_factory=dict)

    def forced(self, application: str) -> Result | None:
        """The result with one application forced in; None where it cannot be paid at all."""
        return self._run(self.call.means, frozenset({application}))

    def raised(self, raises: Mapping[str, int]) -> Result:
        """The result after raises (funder → minor units)."""
        result = self._run(self.call.raised(raises), frozenset())
        if result is None:
            raise UnsettledError  # cannot be: nobody is forced in
        return result

    def _run(self, means: tuple[int, ...], forced: frozenset[str]) -> Result | None:
        if self.rule is None:
            raise UnsettledError
        if (means, forced) not in self.known:
            self.known[means, forced] = self.rule.rerun(means, forced)
        return self.known[means, forced]
