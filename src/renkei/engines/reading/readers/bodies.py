"""Bodies: working groups, committees, councils, clubs; who set them up, who heads a section, who belongs to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from renkei.engines.reading.conversion import Rate
from renkei.engines.reading.cues import cue
from renkei.engines.reading.model import Fields, Form, Found, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.people import named_at
from renkei.engines.reading.phrases import ARTICLES, Sentence, complement, run_before
from renkei.engines.reading.readers.attendance import bound_of

_HEADS = (
    *("group", "groups", "workgroup", "committee", "committees", "council", "board", "panel", "dialogue", "club"),
    *("consortium", "force", "taskforce", "subcommittee", "secretariat", "subgroup", "platform", "alliance", "council"),
)
_WORKING = {"group": ("working", "steering", "expert", "study", "joint"), "force": ("task",), "platform": ("joint",)}
_HEADED = re.compile(
    r"\b(?:headed|chaired|led|co-chaired|presided over|co-headed)\s+by\b|\bgeleitet von\b|\bprésidée? par\b"
)
_SECTION = re.compile(r"\b(?:[Tt]he\s+)?(?P<section>[A-ZÀ-Þ]\w+\s+(?:side|section|part|chapter|half))\b")
_OTHER = re.compile(r"\bthe\s+(?P<section>[A-ZÀ-Þ]\w+)\s+(?:one|side|section|part|half)\s+by\b")
_HEADING = re.compile(r"\b(?:co-)?(?:chaired|headed|led|presided over)\s+(?=the\b|a\b|an\b|its\b)")
_MEMBERS = re.compile(
    r"\b(?:incorporates|comprises|comprising|consists of|includes|has|unites|brings together|counts|composed of)\s+"
    r"(?:(?:over|more than|about|some|around|nearly|up to)\s+)?$"
)
_MEMBER_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:members?|compan\w+|institut\w+|organi[sz]ations?|universit\w+|firms|partners)\b"
)
_LIST = re.compile(
    r"\b(?:including|such as|namely|members are|composed of|comprises|comprising)\s+"
    r"(?P<list>(?:the\s+)?[A-Z][^.;()\n]{2,300}?)(?=[.;(\n]|$)"
)
_ITEM = re.compile(r"(?:,\s*(?:and\s+)?|\s+and\s+)")
_TAIL = re.compile(r"\s+(?:for|on|of|from)\s+[^.;,\n]*?(?=\s+(?:have|has|had|was|were|will|is|are|to)\b|[.;,\n]|$)")
_FACTS = ("status", "chair", "members", "member", "section")


@dataclass(slots=True)
class _Body:
    name: Span
    named: bool
    head: str
    fields: dict[str, list[Value]] = field(default_factory=dict)


def read(page: Page, _: Rate | None = None) -> Iterator[Fields]:
    """One draft a body of which the text says more than its name."""
    known: dict[str, _Body] = {}
    last: _Body | None = None
    for sentence in page.sentences:
        named = _mentions(page, sentence)
        for number, body in enumerate(named):
            about = Span(body.name.end, named[number + 1].name.start if number + 1 < len(named) else sentence.end)
            _fill(page, body, sentence, about)
            last = _kept(page, body, known)
        whose = last if not named else known.get(_key(page, named[-1]), last)
        if whose:
            _chairs(page, whose, sentence)
    for body in known.values():
        if any(body.fields.get(name) for name in _FACTS):
            yield {"name": (page.value(body.name),)} | {name: tuple(values) for name, values in body.fields.items()}


def _mentions(page: Page, span: Span) -> list[_Body]:
    sentence = page.phrases(span)
    found = []
    for place, token in enumerate(sentence.tokens):
        head = token.word.lower()
        if head not in _HEADS or (token.word[:1].isupper() and sentence.capital(place + 1)):
            continue
        first = run_before(sentence, place)
        if token.word[:1].isupper() and first < place:
            found.append(_Body(sentence.span(first, complement(sentence, place, places=False)), True, head))
        elif _common(sentence, place, head):
            begin = place - (sentence.word(place - 1).lower() in _WORKING.get(head, ()))
            found.append(_Body(_with_tail(page, sentence.span(begin, place), span), False, head))
    return found


def _common(sentence: Sentence, place: int, head: str) -> bool:
    """Whether a common noun names a new body: "a workgroup", "committees ... have been established"."""
    begin = place
    qualified = sentence.word(place - 1).lower() in _WORKING.get(head, ())
    if head in _WORKING and not qualified and head != "workgroup":
        return False
    while begin > 0 and sentence.word(begin - 1).isalpha() and place - begin < 3:
        begin -= 1
        if sentence.word(begin).lower() in ARTICLES:
            return True
    return head.endswith("s") and head not in ("talks",)


def _with_tail(page: Page, name: Span, sentence: Span) -> Span:
    """The name with what the body is for, on, of or from."""
    tail = _TAIL.match(page.text, name.end, sentence.end)
    return Span(name.start, tail.end()) if tail else name


def _fill(page: Page, body: _Body, sentence: Span, about: Span) -> None:
    """Whether it was agreed on or set up, how many belong to it, and who."""
    before = Span(max(sentence.start, body.name.start - 60), body.name.start)
    found = [next(cue(("agreed", "established"), page.text, where.start, where.end), None) for where in (before, about)]
    near = next((one for one in found if one and _close(page, body, one)), None)
    if near:
        body.fields["status"] = [as_value(near, Form.CUE)]
    for number in page.within(page.numbers, about):
        if _MEMBERS.search(page.text, about.start, number.span.start) and _MEMBER_NOUN.match(
            page.text, number.span.end
        ):
            body.fields["members"] = [as_value(number, Form.NUMBER)]
            bound = bound_of(page, number)
            body.fields |= {"members_bound": [bound]} if bound else {}
    listed = _LIST.search(page.text, about.start, about.end)
    if listed and (body.fields.get("members") or "member" in page.text[about.start : listed.start()]):
        body.fields["member"] = [page.value(span) for span in items(page, Span(*listed.span("list")))]


def _close(page: Page, body: _Body, found: Found) -> bool:
    """Whether only articles, adverbs and auxiliaries stand between the body and what is said of it."""
    first, last = sorted((body.name, found.span))
    between = page.text[first.end : last.start].split()
    small = ("a", "an", "the", "new", "newly", "has", "have", "was", "were", "been", "will", "be", "is", "are", "joint")
    return all(word.lower() in small or word.lower().endswith("ly") or word.lower() == "bilateral" for word in between)


def items(page: Page, where: Span) -> Iterator[Span]:
    """The capitalised items of a list: "Hitachi, Itochu and Sony"."""
    begin = where.start
    for match in (*_ITEM.finditer(page.text, where.start, where.end), None):
        end = match.start() if match else where.end
        word = page.text[begin:end].strip()
        if word[:1].isupper() and len(word.split()) <= 6:
            begin = page.text.index(word, begin)
            yield Span(begin, begin + len(word))
        begin = match.end() if match else end


def _chairs(page: Page, body: _Body, sentence: Span) -> None:
    """Who heads it, and which side of it, where the sentence says so of one of its sections or of the body."""
    for headed in _HEADED.finditer(page.text, sentence.start, sentence.end):
        section = list(_SECTION.finditer(page.text, sentence.start, headed.start()))
        if not section and not (sentence.holds(body.name) and body.name.end <= headed.start()):
            continue
        _add_chair(page, body, section[-1] if section else None, Span(headed.end(), sentence.end))
    for other in _OTHER.finditer(page.text, sentence.start, sentence.end):  # "the German one by Dr. Michaelis"
        if body.fields.get("chair"):
            _add_chair(page, body, other, Span(other.end(), sentence.end))
    for heading in _HEADING.finditer(page.text, sentence.start, sentence.end):  # "A and B co-chaired the committee"
        if sentence.holds(body.name) and heading.end() <= body.name.start:
            heads = [one.name for one in page.people if sentence.start <= one.name.start < heading.start()]
            body.fields["chair"] = [page.value(name) for name in heads]


def _add_chair(page: Page, body: _Body, section: re.Match[str] | None, after: Span) -> None:
    name = named_at(page.text, after.start, after.end)
    if name is None:
        known = next((one.name for one in page.people if after.start <= one.name.start < after.end), None)
        name = known if known and not re.search(r"[;.]", page.text[after.start : known.start]) else None
    if name is None:
        return
    if section:
        body.fields.setdefault("section", []).append(page.value(Span(*section.span("section"))))
    body.fields.setdefault("chair", []).append(page.value(name))


def _key(page: Page, body: _Body) -> str:
    return page.words(body.name).casefold()


def _kept(page: Page, body: _Body, known: dict[str, _Body]) -> _Body:
    """The body as it is known by now, a later mention's facts added to the first one's."""
    same = known.setdefault(_key(page, body), body)
    for name, values in body.fields.items():
        same.fields.setdefault(name, values)
    return same
