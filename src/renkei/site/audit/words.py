"""The trail in words: each station says in `done.py` what is `DONE` in it, and what its `SUBJECTS` are called."""

from collections.abc import Callable, Iterable, Mapping
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
    return _said("DONE")


@cache
def subjects() -> "Mapping[str, StrPromise]":
    """Each kind of thing that is done something to, by its model → what it is called."""
    return _said("SUBJECTS")


def _said(table: str) -> "Mapping[str, StrPromise]":
    names = (f"{config.name}.done" for config in apps.get_app_configs() if config.name.startswith("renkei.site."))
    found = (getattr(import_module(name), table, {}) for name in names if find_spec(name))
    return {key: words for one in found for key, words in one.items()}


def action_words(action: str) -> str:
    """What was done, in the reader's language; an action of an older site that nobody records now by its name."""
    return str(actions().get(action, action))


def subject_words(subject: str) -> str:
    """What a kind of thing is called, in the reader's language; one of an older site by its name."""
    return str(subjects().get(subject, subject))


def choices(names: Iterable[str], words: Callable[[str], str] = action_words) -> list[tuple[str, str]]:
    """Names with their words, by the words, as a form offers them."""
    return sorted(((name, words(name)) for name in names), key=lambda pair: pair[1])
