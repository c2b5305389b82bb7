"""The ways through the site: each station names its own in `navigation.py`, as `WAYS`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from renkei.site.policy import Actor, Role
from renkei.site.policy.scope import tied


@dataclass(frozen=True)
class Way:
    """A link of the header: its words, the address's name, and who is shown it (nobody named: everybody).

    It only spares people dead ends: what they may see there is the policy's to say.
    """

    words: "StrPromise | str"
    address: str
    roles: frozenset[Role] = frozenset()
    signed_in: bool = False
    place: int = 50


@dataclass(frozen=True)
class Link:
    """A way as one reader gets it."""

    words: str
    href: str
    here: bool


def links(actor: Actor, path: str) -> list[Link]:
    """The header's links for an actor on the page at `path`."""
    found = [(str(way.words), reverse(way.address)) for way in _ways() if _shown(way, actor)]
    here = max((href for _, href in found if path.startswith(href) and href != "/"), key=len, default=path)
    return [Link(words, href, href == here) for words, href in found]


def _shown(way: Way, actor: Actor) -> bool:
    if way.roles & actor.roles:
        return True
    if Role.OFFICER in way.roles and actor.user is not None and actor.second_factor:
        return tied(actor.user, Role.OFFICER)
    if way.roles:
        return False
    return actor.user is not None or not way.signed_in


FLOOR = (  # of the apps below this one, which cannot import it
    Way(_("Your account"), "account_name", signed_in=True, place=90),
    Way(_("Appointments"), "appointments", frozenset({Role.ADMINISTRATOR}), place=92),
    Way(_("Audit trail"), "trail", frozenset({Role.ADMINISTRATOR, Role.OBSERVER}), place=94),
    Way(_("Outbox"), "outbox", frozenset({Role.ADMINISTRATOR}), place=96),
)


@cache
def _ways() -> tuple[Way, ...]:
    return tuple(sorted((*FLOOR, *_declared()), key=lambda way: way.place))


def _declared() -> Iterable[Way]:
    for config in apps.get_app_configs():
        module = f"{config.name}.navigation"
        if config.name.startswith("renkei.site.") and config.label != "ui" and find_spec(module):
            yield from import_module(module).WAYS
