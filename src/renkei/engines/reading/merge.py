"""The same fact from several documents: one draft with all its evidence, and what its sources do not agree on."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from renkei.engines.reading.model import Draft, Kind, Value

# the fields whose values make two drafts of a kind the same fact; all of them must be there
_SAME = {
    Kind.AGREEMENT: ("kind", "parties"),
    Kind.BODY: ("name",),
    Kind.BUDGET: ("name", "fiscal_year"),
    Kind.EVENT: ("name",),
    Kind.FIGURE: ("what", "of"),
    Kind.MONEY: ("amount", "payee"),
    Kind.PERSON: ("name",),
}
# the fields that have one true value
_SINGLE = {
    Kind.AGREEMENT: ("signed", "place", "term"),
    Kind.BODY: ("members",),
    Kind.BUDGET: ("amount",),
    Kind.EVENT: ("date", "place", "attendance", "countries"),
    Kind.FIGURE: ("number",),
    Kind.MONEY: ("stated",),
}


def merged(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts, in their order, with each fact that several documents state once, at its first document.

    A value of another document than the draft's names it; fields in which documents contradict each other keep all
    values and stand in `contradicts`. A date within another and a mere common noun contradict and join nothing.
    """
    facts: dict[tuple[str, ...] | int, list[Draft]] = {}
    for number, draft in enumerate(drafts):
        facts.setdefault(_key(draft) or number, []).append(draft)
    return tuple(draft for same in facts.values() for draft in _joined(same))


def _key(draft: Draft) -> tuple[str, ...]:
    """What makes it this fact; empty for one that cannot be told apart from others."""
    fields = _SAME.get(draft.kind)
    if fields is None or any(name not in draft.fields for name in fields):
        return ()
    words = [tuple(sorted(value.value.casefold() for value in draft.fields[name])) for name in fields]
    if draft.kind in (Kind.EVENT, Kind.BODY) and draft.fields["name"][0].value.islower():
        return ()
    when = (*draft.fields.get("date", ()), *draft.fields.get("signed", ()))[:1]
    year = when[0].value.removeprefix("FY")[:4] if when else ""
    return (draft.kind.value, year, *("\n".join(part) for part in words))


def _joined(same: list[Draft]) -> list[Draft]:
    """One draft of those of several documents; those of the first document alone stay as they are."""
    first = same[0]
    own = [draft for draft in same if draft.document == first.document]
    others = [draft for draft in same if draft.document != first.document]
    if not others:
        return own
    fields = {name: list(values) for name, values in first.fields.items()}
    for draft in others:
        for name, values in draft.fields.items():
            fields.setdefault(name, []).extend(replace(value, document=draft.document) for value in values)
    disagree = tuple(name for name in _SINGLE.get(first.kind, ()) if _contradict(fields.get(name, [])))
    joined = replace(first, fields={name: tuple(values) for name, values in fields.items()}, contradicts=disagree)
    return [joined, *own[1:]]


def _contradict(values: list[Value]) -> bool:
    """Whether two documents state values that cannot both hold."""
    sources: dict[str, set[str]] = {}
    for value in values:
        sources.setdefault(value.value.casefold(), set()).add(value.document)
    return any(
        not (one in other or other in one) and len(sources[one] | sources[other]) > 1
        for one, other in combinations(sources, 2)
    )
