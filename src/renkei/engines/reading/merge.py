"""The same fact from several documents: one draft with all its evidence, and what its sources do not agree on."""

from collections.abc import Iterable
from dataclasses import replace

from renkei.engines.reading.model import Draft, Kind, Value

# the fields whose values make two drafts of a kind the same fact; all of them must be there
_SAME = {
    Kind.AGREEMENT: ("kind", "party"),
    Kind.BODY: ("name",),
    Kind.BUDGET: ("name", "fiscal_year"),
    Kind.EVENT: ("name",),
    Kind.FIGURE: ("what", "of"),
    Kind.MONEY: ("amount", "payee"),
    Kind.PERSON: ("name",),
}
# the fields that have one true value
_SINGLE = {
    Kind.AGREEMENT: ("date", "place", "term"),
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
    known: dict[tuple[str, ...], int] = {}
    kept: list[Draft] = []
    for draft in drafts:
        key = _key(draft)
        at = known.get(key) if key else None
        if at is None or kept[at].document == draft.document:
            if key:
                known.setdefault(key, len(kept))
            kept.append(draft)
        else:
            kept[at] = _joined(kept[at], draft)
    return tuple(replace(draft, contradicts=_contradictions(draft)) if _several(draft) else draft for draft in kept)


def _key(draft: Draft) -> tuple[str, ...]:
    """What makes it this fact; empty for one that cannot be told apart from others."""
    fields = _SAME.get(draft.kind)
    if fields is None or any(name not in draft.fields for name in fields):
        return ()
    words = [tuple(sorted(value.value.casefold() for value in draft.fields[name])) for name in fields]
    if draft.kind in (Kind.EVENT, Kind.BODY) and draft.fields["name"][0].value.islower():
        return ()
    when = draft.fields.get("date", ())[:1] if draft.kind in (Kind.EVENT, Kind.AGREEMENT) else ()
    year = when[0].value.removeprefix("FY")[:4] if when else ""
    return (draft.kind.value, year, *("\n".join(part) for part in words))


def _joined(one: Draft, other: Draft) -> Draft:
    fields = dict(one.fields)
    for name, values in other.fields.items():
        fields[name] = (*fields.get(name, ()), *(replace(value, document=other.document) for value in values))
    return replace(one, fields=fields)


def _several(draft: Draft) -> bool:
    return any(value.document for values in draft.fields.values() for value in values)


def _contradictions(draft: Draft) -> tuple[str, ...]:
    return tuple(
        name
        for name in _SINGLE.get(draft.kind, ())
        if any(not _agree(one, other) for one in draft.fields.get(name, ()) for other in draft.fields[name])
    )


def _agree(one: Value, other: Value) -> bool:
    """Whether two values can both hold: of one document, equal, or one the beginning of the other (2009, 2009-10)."""
    if one.document == other.document:
        return True
    first, second = one.value.casefold(), other.value.casefold()
    return first in second or second in first
