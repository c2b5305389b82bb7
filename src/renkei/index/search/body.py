"""A record as the index sees it: the tokens of its texts, and in which script most of it is written."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from renkei.index.search.records import Record
from renkei.index.search.tokens import script, tokens


@dataclass(frozen=True)
class Body:
    """The tokens of each text of a record."""

    parts: tuple[list[str], ...]

    @cached_property
    def scripts(self) -> Counter[str]:
        """How many tokens are of which script."""
        found: Counter[str] = Counter()
        for part in self.parts:
            if "".join(part).isascii():
                found["latin"] += len(part)
            else:
                found.update(map(script, part))
        return +found

    @property
    def script(self) -> str:
        """The script of most tokens, the first by name among equals; empty without any token."""
        return min(self.scripts, key=lambda name: (-self.scripts[name], name), default="")

    @property
    def length(self) -> int:
        """How many tokens there are."""
        return sum(map(len, self.parts))


def body_of(record: Record) -> Body:
    """What is searched of a record."""
    return Body(tuple(map(tokens, record.searched)))
