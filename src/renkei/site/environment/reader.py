"""Taking variables one by one, keeping what is wrong with them."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TypeVar

Read = TypeVar("Read")
PREFIX = "RENKEI_"


class Reader:
    """Reads RENKEI_… variables; an empty one counts as not given."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = {
            name.removeprefix(PREFIX): text.strip() for name, text in given.items() if name.startswith(PREFIX)
        }
        self._taken: set[str] = {"SECRET_KEY"}
        self._sentences: list[str] = []

    def given(self, name: str) -> str:
        """What a variable holds; empty for none."""
        return self._given.get(name, "")

    def take(self, name: str, read: Callable[[str], Read], otherwise: Read) -> Read:
        """A variable as `read` understands it; `otherwise` where it is not given, or wrong (a sentence is kept)."""
        self._taken.add(name)
        try:
            return read(self.given(name)) if self.given(name) else otherwise
        except ValueError as error:
            self._sentences.append(f"{PREFIX}{name}: {error}")
            return otherwise

    def want(self, name: str, what: str) -> None:
        """Keep a sentence where a variable is not given at all."""
        if not self.given(name):
            self._sentences.append(f"{PREFIX}{name}: name {what}")

    def sentences(self) -> list[str]:
        """What must change, all of it; a variable that nobody took is a slip of the pen."""
        return self._sentences + [self._unknown(name) for name in sorted(self._given.keys() - self._taken)]

    def _unknown(self, name: str) -> str:
        near = get_close_matches(name, sorted(self._taken), 1)
        remedy = f"perhaps {PREFIX}{near[0]} is meant" if near else "take it away"
        return f"{PREFIX}{name}: there is no such variable; {remedy}"
