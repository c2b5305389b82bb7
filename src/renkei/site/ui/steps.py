"""What somebody can do next on a call: each station names its own in `steps.py`, as `on_calls`."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

from renkei.site.policy import Actor, Role
from renkei.site.policy.role import STAFF
from renkei.site.policy.scope import tied

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Step:
    """Its words and where it leads; `acts`: a button that does something, in place of a page that is read.

    `first`: it waits for this very reader.
    """

    words: "StrPromise | str"
    href: str
    place: int
    acts: bool = False
    first: bool = False


OnCalls = Callable[[Actor, Collection[int]], Iterable[tuple[int, Step]]]


def steps(actor: Actor, calls: Collection[int]) -> dict[int, list[Step]]:
    """Call → the steps that its stations offer to somebody of the staff, in the chain's order."""
    found: dict[int, list[Step]] = defaultdict(list)
    if calls and is_staff(actor):
        for station in _stations():
            for call, step in station(actor, calls):
                found[call].append(step)
    return {call: sorted(mine, key=lambda one: (not one.first, one.place)) for call, mine in found.items()}


def is_staff(actor: Actor) -> bool:
    """Whether the actor works for the programme or for a funder, and has proved it."""
    if actor.user is None or not actor.second_factor:
        return False
    return bool(actor.roles & set(STAFF)) or tied(actor.user, Role.OFFICER)


@cache
def _stations() -> tuple[OnCalls, ...]:
    names = (f"{config.name}.steps" for config in apps.get_app_configs() if config.name.startswith("renkei.site."))
    return tuple(import_module(name).on_calls for name in names if not name.endswith(".ui.steps") and find_spec(name))
