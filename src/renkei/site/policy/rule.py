"""What a rule is, and the rules by model; stations are named by their labels and never imported."""

from collections.abc import Iterable
from dataclasses import dataclass

from renkei.site.policy.phase import EVERY, Phase
from renkei.site.policy.role import Role

# A rule's parts, before its model is named
Given = tuple[Role, frozenset[str], frozenset[Phase], str, tuple[tuple[str, object], ...]]


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
    """A model under the policy: the lookup from its rows to the call whose phase counts (None: no call).

    `tells_of`: the fields with the label and the key of another row that each of its rows tells of; who may not see
    that one does not see this one either, whatever the rules give.
    """

    model: str
    call: str | None
    rules: tuple[Rule, ...]
    tells_of: tuple[str, str] | None = None


def may(
    role: Role, *verbs: str, when: Iterable[Phase] = EVERY, path: str = "", where: Iterable[tuple[str, object]] = ()
) -> Given:
    """A rule's parts, so that a model's rules read as one list."""
    return role, frozenset(verbs), frozenset(when), path, tuple(where)


def protected(
    model: str,
    call: str | None,
    *rules: Given,
    tells_of: tuple[str, str] | None = None,
) -> Protected:
    """A model with its rules."""
    return Protected(model, call, tuple(Rule(model, *parts) for parts in rules), tells_of)
