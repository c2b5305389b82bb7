"""Words and signs of a text where they stand."""

import re
from dataclasses import dataclass

from renkei.engines.reading.model import Span

_TOKEN = re.compile(
    r"(?:[LlDdNnSsQqCcJj]|[Qq]u)['’](?=\w)|(?:Mr|Mrs|Ms|Dr|Prof|Hon|Sr|Sra|St|Jr|Mme)\.|(?:[A-Z]\.)+|[^\W_]+(?:[-'’‑&][^\W_]+)*(?:['’](?=\s))?|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with what hyphens and apostrophes bind to it, or a single sign."""

    start: int
    end: int
    word: str


def tokens(text: str, span: Span) -> list[Token]:
    """The words and signs of a stretch of text."""
    matches = _TOKEN.finditer(text, span.start, span.end)
    return [Token(match.start(), match.end(), match[0]) for match in matches]
