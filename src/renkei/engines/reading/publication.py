"""The day on which a page says it was published."""

import re

from renkei.engines.reading.blocks import Block
from renkei.engines.reading.dates import dates
from renkei.engines.reading.model import Found

_LABEL = re.compile(
    r"\b(?:posted|published|updated|date|released?|issued)\b|\bGMT\b|発表|掲載|公表|更新|publié|veröffentlicht|publicado"
    r"|опубликован|^MOSCOW|^TOKYO",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-ZÀ-ÞА-Я][\w-]+(?:\s[A-ZÀ-ÞА-Я]\w+){0,2},\s+(?:le\s+|den\s+)?\d")  # Paris, le 14 mars 2018
# "WASHINGTON, D.C. (April 14, 2015) –" opens a paragraph
_OPENING = re.compile(r"[A-ZÀ-ÞА-Я][\w.,\s]{2,30}[(,]\s*(?=\w)")
_AFTER = re.compile(r"\)?\s*(?:\([^()]{2,30}\)\s*)?[-–—:]\s|\)\s*[-–—]")
_MARKS = 6  # signs beside a date that stands alone: brackets, a hyphen, "года"
_TOP = 12  # lines in which a page states its day
_ROUND = 40  # signs that a line may hold beside its date


def published(text: str, blocks: tuple[Block, ...]) -> Found | None:
    """The first full day near the top that stands alone in its line or after a word such as "Posted"."""
    for block in blocks[:_TOP]:
        for found in dates(text, block.span.start, block.span.end):
            line = text[block.span.start : block.span.end]
            rest = len(line) - (found.span.end - found.span.start)
            said = rest <= _MARKS or (rest <= _ROUND and (_LABEL.search(line) or _DATELINE.match(line)))
            said = said or bool(_OPENING.match(text, block.span.start) and _AFTER.match(text, found.span.end))
            if said and re.fullmatch(r"\d{4}-\d\d-\d\d", found.value):
                return found
    return None
