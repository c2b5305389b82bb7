"""A record as the index sees it: the tokens of its texts, and in which script most of it is written."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from renkei.index.search.record import Record
from renkei.index.search.tokens import script, tokens


@dataclass(frozen=True)
class Body:
    """The texts of a record, and the tokens of each."""

    texts: tuple[str, ...]
    parts: tuple[list[str], ...]

    @cached_property
    def scripts(self) -> Counter[str]:
        """How many tokens are of which script."""
        found: Counter[str] = Counter()
        for text, part in zip(self.texts, self.parts, strict=True):
            if text.isascii():
                found["latin"] += len(part)
            else:
                found.update(map(script, part))
        return +found

    @cached_property
    def script(self) -> str:
        """The script of most tokens, the first by name among equals; empty without any token."""
        if all(text.isascii() for text in self.texts):
            return "latin" if self.tokens else ""
        return min(self.scripts, key=lambda name: (-self.scripts[name], name), default="")

    @cached_property
    def tokens(self) -> list[str]:
        """All tokens in order."""
        return list(chain.from_iterable(self.parts))

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The tokens, each once."""
        return frozenset(self.tokens)


def body_of(record: Record) -> Body:
    """What is searched of a record."""
    texts = record.searched
    return Body(texts, tuple(map(tokens, texts)))
