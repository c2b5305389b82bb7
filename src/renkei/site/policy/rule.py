"""What a rule is, and the rules by model; stations are named by their labels and never imported."""

from collections.abc import Iterable
from dataclasses import dataclass

from renkei.site.policy.phase import EVERY, Phase
from renkei.site.policy.role import Role


@dataclass(frozen=True)
class Rule:
    """Who may do some verbs to which rows of a model.

    `path`: the lookup from the row to the person who holds the role; empty where the role is held for the whole
    programme. `where`: further lookups that the row must meet, with their values.
    """

    model: str
    role: Role
    verbs: frozenset[str]
    phases: frozenset[Phase] = EVERY
    path: str = ""
    where: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Protected:
    """A model under the policy: the lookup from its rows to the call whose phase counts (None: no call)."""

    model: str
    call: str | None
    rules: tuple[Rule, ...]


def may(
    role: Role, *verbs: str, when: Iterable[Phase] = EVERY, path: str = "", where: Iterable[tuple[str, object]] = ()
) -> tuple[Role, frozenset[str], frozenset[Phase], str, tuple[tuple[str, object], ...]]:
    """A rule's parts, so that a model's rules read as one list."""
    return role, frozenset(verbs), frozenset(when), path, tuple(where)


def protected(
    model: str,
    call: str | None,
    *rules: tuple[Role, frozenset[str], frozenset[Phase], str, tuple[tuple[str, object], ...]],
) -> Protected:
    """A model with its rules."""
    return Protected(model, call, tuple(Rule(model, *parts) for parts in rules))
