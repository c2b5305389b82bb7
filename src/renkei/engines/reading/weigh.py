"""Weighing what a model proposes: what the document's words prove joins the drafts, marked; the rest is dropped."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from renkei.engines.reading.cues import cue
from renkei.engines.reading.gate import proved
from renkei.engines.reading.model import Document, Draft, Fields, Form, Found, Kind, Span, Value
from renkei.engines.reading.page import Page, as_value
from renkei.engines.reading.proposals import MAY_PROPOSE, MODEL, Proposal, Quoted
from renkei.engines.reading.quotations import Quotations
from renkei.engines.reading.read import MAY_BE_REPORTED
from renkei.engines.reading.readers import READERS, statements
from renkei.engines.reading.readers.attendance import bound_of

MOST = 1_000  # values of a document that are looked at; those over it are not proven
_LONGEST_QUOTATION = 1_000  # signs
_LONGEST_VALUE = 400
_NEEDS = {reader.kind: reader.needs for reader in READERS}
_ORDER = {reader.kind: number for number, reader in enumerate(READERS)}
# what our own words say of a proposed fact, the most careful first
_STATUS = {
    Kind.EVENT: ("possible", "planned", "held"),
    Kind.BODY: ("possible", "agreed", "planned", "established"),
    Kind.MONEY: ("possible", "planned", "decided"),
}
_BOUNDS = {
    (Kind.EVENT, "attendance"): "attendance_bound",
    (Kind.EVENT, "countries"): "countries_bound",
    (Kind.BODY, "members"): "members_bound",
    (Kind.FIGURE, "number"): "bound",
    (Kind.MONEY, "amount"): "bound",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """The drafts with what was proven, and how many values were proposed, proven, and there already."""

    drafts: tuple[Draft, ...]
    proposed: int = 0
    proven: int = 0
    known: int = 0


def weigh(document: Document, drafts: Iterable[Draft], proposals: Iterable[Proposal]) -> Weighed:
    """Add to a document's drafts the proposed values that its words prove.

    A quotation must stand in the document, outside page furniture, and the value must be read at that place by the
    same grammars and gate as any other. A proven value that a draft of the same fact has already adds nothing; a fact
    without the fields that its kind needs counts as not proven.
    """
    desk = _Desk(Page(document), list(drafts))
    for proposal in proposals:
        desk.take(proposal)
    ordered = sorted(desk.drafts, key=lambda draft: _ORDER[draft.kind])
    return Weighed(tuple(ordered), desk.proposed, desk.proven, desk.known)


class _Desk:
    """The drafts of a document while proposals come in."""

    def __init__(self, page: Page, drafts: list[Draft]) -> None:
        self.page = page
        self.drafts = drafts
        self.places = _Places(page)
        self.told = tuple(statements.read(page))
        self.proposed = self.proven = self.known = 0

    def take(self, proposal: Proposal) -> None:
        """Weigh one proposal."""
        room = max(0, MOST - self.proposed)
        self.proposed += len(proposal.fields)
        if proposal.kind not in MAY_PROPOSE:
            return
        kind = Kind(proposal.kind)
        fields = proved(self.places.read(kind, proposal.fields[:room]), self.page.text)
        if not any(name in fields for name in _NEEDS[kind]):
            return
        many = sum(map(len, fields.values()))
        added = self._enter(kind, fields)
        self.proven += many
        self.known += many - added

    def _enter(self, kind: Kind, fields: Fields) -> int:
        """Add what is new to the draft of this fact, or a draft; how many values were."""
        speaker = self._speaker(kind, fields)
        place = self._same(kind, fields, reported=bool(speaker))
        if place is None:
            whole = {**fields, **self._bounds(kind, fields), **self._status(kind, fields)}
            whole |= {"reported_by": speaker} if speaker else {}
            item = 1 + sum(draft.kind is kind for draft in self.drafts)
            self.drafts.append(Draft(self.page.document.name, kind, item, whole))
            return sum(map(len, fields.values()))
        draft = self.drafts[place]
        new = {name: _unknown(values, draft.fields.get(name, ())) for name, values in fields.items()}
        new = {name: values for name, values in new.items() if values}
        joined = {name: (*draft.fields.get(name, ()), *values) for name, values in new.items()}
        self.drafts[place] = replace(draft, fields={**self._bounds(kind, new), **draft.fields, **joined})
        return sum(map(len, new.values()))

    def _same(self, kind: Kind, fields: Fields, *, reported: bool) -> int | None:
        """The draft that shares the most values with these, one that its kind needs among them."""
        shared = {
            number: len(_values(draft.fields) & _values(fields))
            for number, draft in enumerate(self.drafts)
            if draft.kind is kind
            and _values(draft.fields, _NEEDS[kind]) & _values(fields, _NEEDS[kind])
            and (not reported or "reported_by" in draft.fields)
        }
        return max(shared, key=lambda number: (shared[number], -number), default=None)

    def _speaker(self, kind: Kind, fields: Fields) -> tuple[Value, ...]:
        """Whose words a value stands in, where one does."""
        if kind not in MAY_BE_REPORTED:
            return ()
        found = (statements.as_reported(self.told, {name: values}) for name, values in fields.items())
        return next((one["reported_by"] for one in found if "reported_by" in one), ())

    def _status(self, kind: Kind, fields: Fields) -> Fields:
        stands = next(fields[name][0].spans[0] for name in _NEEDS[kind] if name in fields)
        sentence = next((one for one in self.page.sentences if one.meets(stands)), stands)
        found = next(cue(_STATUS.get(kind, ()), self.page.text, sentence.start, sentence.end), None)
        return {"status": (as_value(found, Form.CUE),)} if found else {}

    def _bounds(self, kind: Kind, fields: Fields) -> Fields:
        found: dict[str, tuple[Value, ...]] = {}
        for name, values in fields.items():
            if (kind, name) in _BOUNDS:
                bound = bound_of(self.page, Found(values[0].spans[0], values[0].value))
                found |= {_BOUNDS[kind, name]: (bound,)} if bound else {}
        return found


class _Places:
    """Where the words of proposals stand on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.whole = Quotations(page.text)
        self.furniture = [block.span for block in page.blocks if block.furniture]

    def read(self, kind: Kind, quoted: Iterable[Quoted]) -> dict[str, tuple[Value, ...]]:
        """The values that stand at their quotations, by field in the order of `MAY_PROPOSE`."""
        forms = MAY_PROPOSE[kind]
        found: dict[str, list[Value]] = {name: [] for name in forms}
        for one in quoted:
            if one.field in forms:
                found[one.field] += self._value(one, forms[one.field])
        return {name: tuple(values) for name, values in found.items() if values}

    def _value(self, quoted: Quoted, form: Form) -> list[Value]:
        """The value at the first place of its quotation that states it; empty for none."""
        if len(quoted.value) > _LONGEST_VALUE or len(quoted.quotation) > _LONGEST_QUOTATION:
            return []
        spans = (span for place in self.whole.places(quoted.quotation) for span in self._stated(quoted, form, place))
        stated = next((span for span in spans if not self._in_furniture(span)), None)
        value = " ".join(quoted.value.split()) if form is Form.TEXT else quoted.value
        return [Value(value, (stated,), form, found_by=MODEL)] if stated else []

    def _stated(self, quoted: Quoted, form: Form, place: Span) -> Iterator[Span]:
        """Where the value stands in a quotation, read in its line, so that 9,000 is not cut out of 19,000."""
        if form is Form.TEXT:
            yield from Quotations(self.page.text, place.start, place.end).places(quoted.value)
            return
        for found in self.page.within(self._finds[form], place):
            if found.value == quoted.value:
                yield found.span

    def _in_furniture(self, span: Span) -> bool:
        last = bisect_right(self.furniture, Span(span.end, 0)) - 1
        return last >= 0 and self.furniture[last].meets(span)

    @cached_property
    def _finds(self) -> Mapping[Form, tuple[Found, ...]]:
        page = self.page
        return {
            Form.DATE: page.dates,
            Form.COUNTRY: page.countries,
            Form.NUMBER: page.numbers,
            Form.MONEY: page.amounts,
        }


def _values(fields: Fields, names: Iterable[str] | None = None) -> set[tuple[str, str]]:
    """Field and value of some fields, or of all."""
    return {
        (name, value.value.casefold())
        for name in (fields if names is None else names)
        for value in fields.get(name, ())
    }  # fmt: skip


def _unknown(values: tuple[Value, ...], known: tuple[Value, ...]) -> tuple[Value, ...]:
    there = {value.value.casefold() for value in known}
    return tuple(value for value in values if value.value.casefold() not in there)
