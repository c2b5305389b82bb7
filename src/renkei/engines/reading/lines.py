"""`drafts.jsonl`: one draft a line, canonical JSON, as `docs/contracts.md` says."""

import json
from collections.abc import Iterable
from typing import Any

from renkei.engines.reading.model import Draft, Form, Kind, Span, Value


def as_lines(drafts: Iterable[Draft]) -> str:
    """The drafts as canonical JSON lines, in their order."""
    return "".join(f"{json.dumps(as_json(draft), **_CANONICAL)}\n" for draft in drafts)


def as_json(draft: Draft) -> dict[str, Any]:
    """A draft as one object: document, kind, item, fields; and the fields in which sources contradict each other."""
    fields = {name: [_value(value) for value in values] for name, values in draft.fields.items()}
    written = {"document": draft.document, "kind": draft.kind.value, "item": draft.item, "fields": fields}
    return written | ({"contradicts": list(draft.contradicts)} if draft.contradicts else {})


def from_line(line: str) -> Draft:
    """The draft that a line holds; ValueError or KeyError for another line."""
    read = json.loads(line)
    fields = {name: tuple(_read(value) for value in values) for name, values in read["fields"].items()}
    return Draft(read["document"], Kind(read["kind"]), read["item"], fields, tuple(read.get("contradicts", ())))


_CANONICAL: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}


def _value(value: Value) -> dict[str, Any]:
    written: dict[str, Any] = {"value": value.value, "form": value.form.value}
    written["spans"] = [[span.start, span.end] for span in value.spans]
    written |= {"document": value.document} if value.document else {}
    return written | ({"found_by": value.found_by} if value.found_by else {})


def _read(value: dict[str, Any]) -> Value:
    spans = tuple(Span(start, end) for start, end in value["spans"])
    return Value(value["value"], spans, Form(value["form"]), value.get("document", ""), value.get("found_by", ""))
