"""The actions of the trail in words: each station names its own in `done.py`, as `DONE`."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@cache
def actions() -> "Mapping[str, StrPromise]":
    """Each action that a station records → what was done; who did it goes before."""
    names = (f"{config.name}.done" for config in apps.get_app_configs() if config.name.startswith("renkei.site."))
    return {action: said for name in names if find_spec(name) for action, said in import_module(name).DONE.items()}


def action_words(action: str) -> str:
    """What was done, in the reader's language; an action of an older site that nobody records now by its name."""
    return str(actions().get(action, action))


def choices(names: Iterable[str]) -> list[tuple[str, str]]:
    """Actions with their words, by the words, as a form offers them."""
    return sorted(((name, action_words(name)) for name in names), key=lambda pair: pair[1])
