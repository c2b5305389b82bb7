"""The lines of a page: headings, items of lists, prose, and the furniture around them that states nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from renkei.engines.reading.model import Span


class Shape(StrEnum):
    """What a line is on its page."""

    HEADING = "heading"
    ITEM = "item"
    PROSE = "prose"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text; the mark of an item does not belong to its span."""

    span: Span
    shape: Shape

    @property
    def furniture(self) -> bool:
        """Whether it states nothing of the document's own."""
        return self.shape is Shape.FURNITURE


LONGEST = 100_000  # signs of a line; a longer one is no prose
_MARK = re.compile(r"(?:[-–—•·●▪*‣◦・○]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[①-⑳])\s+")
_FURNITURE = re.compile(
    r"cookie|privacy policy|terms of use|all rights reserved|skip to (?:main )?content|javascript|subscribe|newsletter"
    r"|sign up (?:for|now|to our)|log ?in\b|share (?:this|on)|follow us|read more|you (?:might|may) also"
    r"|might (?:also )?interest you"
    r"|interest you as well|^also read|^related (?:articles|links|stories|news|material)|^recommended"
    r"|most (?:read|popular)"
    r"|^(?:home|back issues|news releases|print|menu|search|previous|next|top|tags?:.*|advertisement)$|back to top"
    r"|^\w[\w ]{0,30}(?:\s[>»›/|]\s[\w ,-]{1,60}){1,6}$"
    r"|©|photo(?:graph)?(?: credit)?\s*[:/]|(?:image|photo|picture) (?:credit|by|courtesy)|getty images|ap photo"
    r"|/ ?afp\b|^copyright|copyright ©|click here|enable (?:cookies|javascript)|accept all"
    r"|コピーライト|プライバシー|クッキー|関連記事|関連リンク"
    r"|お問い合わせ|本文へ|ページの先頭|おすすめ|datenschutz|impressum|mentions légales|cookies?|lire aussi|das könnte"
    r"|también te puede|читайте также|политика конфиденциальности|файлы cookie",
    re.IGNORECASE,
)
_PROSE_END = re.compile(r"[.。!?:;!?”\"»」)]$")
_ASIDE = re.compile(
    r"^(?:related (?:links?|material|articles?|stories|news|content)|you (?:might|may) also like.*"
    r"|these articles might interest you.*|recommended(?: for you)?|most read|関連(?:リンク|記事|資料|情報)"
    r"|lire aussi|weitere (?:artikel|links|informationen)|читайте также|to read more|see also|more news)\s*:?$",
    re.IGNORECASE,
)


def blocks(text: str) -> tuple[Block, ...]:
    """The lines that are not empty, in order; after a heading such as "Related links" its short lines are furniture."""
    found = []
    aside = False
    for span, mark in _lines(text):
        line = text[span.start : span.end]
        prose = len(line) > 90 and bool(_PROSE_END.search(line))
        aside = bool(_ASIDE.match(line)) or (aside and not prose)
        found.append(Block(span, _shape(line, mark=mark, aside=aside)))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[Span, bool]]:
    begin = 0
    for line in text.split("\n"):
        inner = line.strip()
        if inner:
            start = begin + line.index(inner[0])
            mark = _MARK.match(inner)
            yield Span(start + (mark.end() if mark else 0), start + len(inner)), bool(mark)
        begin += len(line) + 1


def _shape(line: str, *, mark: bool, aside: bool) -> Shape:
    short = len(line) <= 200
    if aside or len(line) > LONGEST or (short and _FURNITURE.search(line)):
        return Shape.FURNITURE
    if mark and len(line) > 25:
        return Shape.ITEM
    return Shape.PROSE if _PROSE_END.search(line) or not short else Shape.HEADING
