"""What a verification found."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, order=True)
class Failure:
    """One thing that does not hold: the record's key, the application or funder, what stands there, what should."""

    key: str
    subject: str
    found: str
    expected: str

    def __str__(self) -> str:
        about = f" ({self.subject})" if self.subject and self.subject not in self.key.split(".") else ""
        return f"{self.key}{about}: found {self.found}; {self.expected}"


@dataclass(frozen=True)
class Verdict:
    """The checks made, what failed, and what could not be checked from the record and the folder alone.

    `unproven` says so where it is the decision itself that rests on the solver's word; empty otherwise.
    """

    checks: tuple[str, ...]
    failures: tuple[Failure, ...]
    unchecked: tuple[str, ...]
    unproven: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


@dataclass
class Findings:
    """A verdict in the making."""

    checks: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    unproven: str = ""

    def check(self, what: str) -> None:
        """Note that something was checked, whatever came of it."""
        self.checks.append(what)

    def fail(self, key: str, found: Any, expected: str, subject: str = "") -> None:
        """Note a failure."""
        self.failures.append(Failure(key, subject, shown(found), expected))

    def same(self, key: str, found: Any, expected: Any, why: str = "", subject: str = "") -> bool:
        """Note a failure unless `found` is what was recomputed; says whether it is."""
        if found == expected:
            return True
        self.fail(key, found, f"it should be {shown(expected)}" + (f" ({why})" if why else ""), subject)
        return False

    def compare(self, key: str, found: Any, expected: Any, why: str = "") -> None:
        """Note a failure for each figure, at whatever depth, that is not what was recomputed."""
        if isinstance(found, dict) and isinstance(expected, dict) and found.keys() == expected.keys():
            for name in sorted(found):
                self.compare(f"{key}.{name}", found[name], expected[name], why)
        else:
            self.same(key, found, expected, why)

    def reason_owed(self, key: str, subject: str) -> None:
        """Note that a reason is left out although nothing stopped the search and no tie is open."""
        self.fail(f"{key}.state", "not_computed", "nothing stopped the search, so the reason must be given", subject)

    def open(self, what: str) -> None:
        """Note what could not be checked."""
        if what not in self.unchecked:
            self.unchecked.append(what)

    def verdict(self) -> Verdict:
        """The findings, failures in the order of keys."""
        failures = tuple(dict.fromkeys(sorted(self.failures)))
        return Verdict(tuple(self.checks), failures, tuple(self.unchecked), self.unproven)


def shown(value: Any) -> str:
    """A value as a message prints it."""
    match value:
        case None:
            return "nothing"
        case str():
            return value or "an empty text"
        case dict():
            return ", ".join(f"{key}: {shown(one)}" for key, one in sorted(value.items())) or "none"
        case list() | tuple() | set() | frozenset():
            ordered = sorted(value) if isinstance(value, set | frozenset) else value
            return ", ".join(shown(one) for one in ordered) or "none"
        case _:
            return str(value)
