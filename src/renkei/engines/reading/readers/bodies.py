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
    *("center", "centre", "laboratory", "fund", "network"),
    *("consortium", "force", "taskforce", "subcommittee", "secretariat", "subgroup", "platform", "alliance", "council"),
)
_ONLY_NAMED = frozenset(("center", "centre", "laboratory", "fund", "network", "platform", "dialogue", "club"))
_WORKING = {"group": ("working", "steering", "expert", "study", "joint"), "force": ("task",), "platform": ("joint",)}
_HEADED = re.compile(
    r"\b(?:headed|chaired|led|co-chaired|presided over|co-headed)\s+by\b|\bgeleitet von\b|\bprésidée? par\b"
)
_SECTION = re.compile(r"\b(?:[Tt]he\s+)?(?P<section>[A-ZÀ-Þ]\w+\s+(?:side|section|part|chapter|half))\b")
_OTHER = re.compile(r"\bthe\s+(?P<section>[A-ZÀ-Þ]\w+)\s+(?:one|side|section|part|half)\s+by\b")
_BEHIND = re.compile(r"\s+(?:on|for|from)\s+the\s+(?P<section>[A-ZÀ-Þ]\w+\s+(?:side|part))\b")
_JOINED = re.compile(r",?\s+and\s+(?!by\b)(?=[A-Z])")
_HEADING = re.compile(r"\b(?:co-)?(?:chaired|headed|led|presided over)\s+(?=the\b|a\b|an\b|its\b)")
_MEMBERS = re.compile(
    r"\b(?:incorporates|comprises|comprising|consists? of|will comprise|includes|has|unites|brings together"
    r"|counts|composed of)\s+"
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
_FARTHEST = 300  # signs between a section and who heads it
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
            again = None if named else re.compile(rf"\b[Tt]he (?:\w+ )?{whose.head}\b").search(*_in(page, sentence))
            if again:  # "the committee": the one spoken of
                _members(page, whose, Span(again.end(), sentence.end))
            _chairs(page, whose, sentence, known=bool(again))
    for body in known.values():
        if any(body.fields.get(name) for name in _FACTS):
            yield {"name": (page.value(body.name),)} | {name: tuple(values) for name, values in body.fields.items()}


def _in(page: Page, span: Span) -> tuple[str, int, int]:
    return page.text, span.start, span.end


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
        elif head not in _ONLY_NAMED and _common(sentence, place, head):
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
    """Whether it was agreed on, planned or set up, how many belong to it, and who."""
    before = Span(max(sentence.start, body.name.start - 60), body.name.start)
    found = [
        next(cue(("agreed", "established", "planned"), page.text, where.start, where.end), None)
        for where in (before, about)
    ]
    near = next((one for one in found if one and _close(page, body, one)), None)
    if near:
        body.fields["status"] = [as_value(near, Form.CUE)]
    _members(page, body, about)


def _members(page: Page, body: _Body, about: Span) -> None:
    """How many belong to it, and who."""
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


def _chairs(page: Page, body: _Body, sentence: Span, *, known: bool) -> None:
    """Who heads it, and which side of it, where the sentence says so of one of its sections or of the body."""
    for headed in _HEADED.finditer(*_in(page, sentence)):
        section = list(_SECTION.finditer(page.text, max(sentence.start, headed.start() - _FARTHEST), headed.start()))
        if section or known or (sentence.holds(body.name) and body.name.end <= headed.start()):
            sides = [Span(*section[-1].span("section"))] if section else []
            _add_chairs(page, body, sides, Span(headed.end(), sentence.end))
    for other in _OTHER.finditer(*_in(page, sentence)):  # "the German one by Dr. Michaelis"
        if body.fields.get("chair"):
            _add_chairs(page, body, [Span(*other.span("section"))], Span(other.end(), sentence.end))
    for heading in _HEADING.finditer(*_in(page, sentence)):  # "A and B co-chaired the committee"
        if sentence.holds(body.name) and heading.end() <= body.name.start:
            heads = [one.name for one in page.people_within(Span(sentence.start, heading.start()))]
            body.fields["chair"] = [page.value(name) for name in heads]


def _add_chairs(page: Page, body: _Body, sides: list[Span], after: Span) -> None:
    """The person named next, the side that stands behind the name, and who is joined to them by "and"."""
    place: int | None = after.start
    while place is not None:
        name = _next_name(page, Span(place, after.end))
        if name is None:
            return
        body.fields.setdefault("chair", []).append(page.value(name))
        behind = _BEHIND.match(page.text, name.end, after.end)
        sides += [Span(*behind.span("section"))] if behind else []
        body.fields.setdefault("section", []).extend(page.value(side) for side in sides)
        sides = []
        joined = _JOINED.match(page.text, behind.end() if behind else _past_office(page, name), after.end)
        place = joined.end() if joined else None


def _next_name(page: Page, after: Span) -> Span | None:
    """A name right here, or that of a person whose office comes first."""
    name = named_at(page.text, after.start, after.end)
    if name is not None:
        return name
    person = next((one.name for one in page.people_within(after)), None)
    return person if person and not re.search(r"[;.]", page.text[after.start : person.start]) else None


def _past_office(page: Page, name: Span) -> int:
    """The end of a name with the offices behind it."""
    ends = [office.span.end for one in page.people_within(name) if one.name == name for office in one.offices]
    return max([name.end, *ends])


def _key(page: Page, body: _Body) -> str:
    return page.words(body.name).casefold()


def _kept(page: Page, body: _Body, known: dict[str, _Body]) -> _Body:
    """The body as it is known by now, a later mention's facts added to the first one's."""
    same = known.setdefault(_key(page, body), body)
    for name, values in body.fields.items():
        same.fields.setdefault(name, values)
    return same
