"""The text of an HTML page, its furniture left out: scripts, menus, banners, forms, what is hidden.

A page is read as a stream, and no tree is built of it: nesting however deep costs nothing, and a tag that is never
closed hides nothing but itself.
"""

import re
from html.parser import HTMLParser

_LEFT_OUT = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "math", "head", "nav", "footer", "aside", "form", "iframe"),
        *("object", "embed", "button", "select", "dialog", "figure", "audio", "video", "canvas", "textarea"),
    )
)
_RAW = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "textarea"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param")
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "mark", "q", "rp"),
        *("rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "img", "ins"),
    )
)
_FURNITURE = re.compile(
    r"\b(?:cookies?|consent|gdpr|breadcrumbs?|sidebar|related|recommend\w*|newsletter|subscribe|share|social|advert\w*"
    r"|ads?|promo|popup|modal|banner|comments?|menu|navbar|navigation|footer|credit|caption|byline-image|tags?)\b"
)
_WORDS_OF_A_NAME = re.compile(r"[_\s-]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])")
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog"))
_PUBLISHED = frozenset(("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "pubdate"))
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_EMPTY_LINES = re.compile(r"\n\s*\n+")


def html_text(page: str) -> str:
    """The page's title, the day that its head states, and its text: a block a line, items of lists after a hyphen."""
    end = page.rfind(">") + 1  # behind it nothing is a tag, and each "<" would be looked at to the end
    page = page[:end] + page[end:].replace("<", " ")
    reader = _Reader(frozenset())
    reader.feed(page)
    reader.close()
    never_closed = frozenset(reader.outside[:1]) - _RAW
    if never_closed:  # a menu without an end would be the whole page
        reader = _Reader(never_closed)
        reader.feed(page)
        reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects the text outside of what is left out; `outside` is the tag that is left out, as often as it is open."""

    def __init__(self, kept: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.kept = kept
        self.outside: list[str] = []
        self.parts: list[str] = []
        self.head: dict[str, str] = {}
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or leave out what begins here."""
        self.in_title = tag == "title" and "title" not in self.head
        if tag == "meta":
            self._meta({name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.parts.append("\n" if tag in ("br", "hr") and not self.outside else "")
        elif self.outside:
            if tag == "body" and self.outside[0] == "head":  # a head is left open by many
                self.outside.clear()
            elif tag == self.outside[0]:
                self.outside.append(tag)
        elif tag not in self.kept and (tag in _LEFT_OUT or _is_furniture(tag, attrs)):
            self.outside.append(tag)
            self.parts.append("\n")
        elif tag not in _INLINE:
            self.parts.append("\n- " if tag == "li" else "\t" if tag in ("td", "th") else "\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself holds no text, but for one that HTML knows only with an end."""
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is left out."""
        self.in_title = False
        if self.outside:
            if tag == self.outside[0]:
                self.outside.pop()
        elif tag not in _INLINE and tag not in ("td", "th"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep text; a line's end within it is a blank."""
        if self.in_title:
            self.head["title"] = " ".join(data.split())
        elif not self.outside:
            self.parts.append(data.replace("\n", " "))

    def text(self) -> str:
        """What was collected, without empty lines more than one in a row."""
        lines = (_BLANKS.sub(" ", line.replace("\xa0", " ")).strip() for line in "".join(self.parts).split("\n"))
        body = _EMPTY_LINES.sub("\n\n", "\n".join(line for line in lines if line != "-")).strip()
        title, published = self.head.get("title", ""), self.head.get("published", "")
        head = [title] if title and title not in body[:2000] else []
        return "\n".join([*head, *([f"Published: {published}"] if published else []), body]).strip()

    def _meta(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        day = re.match(r"\d{4}-\d\d-\d\d", attributes.get("content", ""))
        if name in _PUBLISHED and day:
            self.head.setdefault("published", day[0])


def _is_furniture(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Whether its attributes say that an element is hidden, or no part of what the page is about."""
    if tag in ("html", "body", "main", "article"):
        return False
    given = {name: (value or "").lower() for name, value in attrs}
    if "hidden" in given or given.get("aria-hidden") == "true" or given.get("role") in _ROLES:
        return True
    if _HIDDEN.search(given.get("style", "")):
        return True
    named = _WORDS_OF_A_NAME.sub(" ", f"{given.get('class', '')} {given.get('id', '')}"[:1000])
    return bool(_FURNITURE.search(named))
