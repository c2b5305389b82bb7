"""The shape of a record, checked against `decision.schema.json`.

Reads the few words of JSON Schema (draft 2020-12) that this schema uses and refuses any other, so that an outsider
needs no schema library.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
_ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description"}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of a decision record."""
    found: dict[str, Any] = json.loads(files("renkei.records").joinpath("decision.schema.json").read_bytes())
    return found


@cache
def invitation_schema() -> dict[str, Any]:
    """The JSON Schema of the record of an invitation; it takes its small parts from the decision's."""
    text = files("renkei.records").joinpath("invitation.schema.json").read_bytes()
    found: dict[str, Any] = json.loads(text)
    return found


def misshapen(value: Any, rule: dict[str, Any] | None = None, place: str = "") -> Iterator[tuple[str, str]]:
    """Every place where a record departs from the schema: (path such as "outcomes.A.rank", what is wrong)."""
    for word, stated in (schema() if rule is None else rule).items():
        if word not in _ANNOTATIONS:
            yield from _WORDS[word](value, stated, place, rule or schema())


def _type(value: Any, stated: str, place: str, _: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, _TYPES[stated]) or (isinstance(value, bool) and stated == "integer"):
        yield place, f"holds {_brief(value)}, which is no {stated}"


def _const(value: Any, stated: Any, place: str, _: Any) -> Iterator[tuple[str, str]]:
    if not _same(value, stated):
        yield place, f"holds {_brief(value)}, not {stated!r}"


def _enum(value: Any, stated: list[Any], place: str, _: Any) -> Iterator[tuple[str, str]]:
    if not any(_same(value, one) for one in stated):
        yield place, f"holds {_brief(value)}, not one of {', '.join(map(str, stated))}"


def _required(value: Any, stated: list[str], place: str, _: Any) -> Iterator[tuple[str, str]]:
    for key in stated:
        if isinstance(value, dict) and key not in value:
            yield f"{place}.{key}".lstrip("."), "is missing"


def _properties(value: Any, stated: dict[str, Any], place: str, _: Any) -> Iterator[tuple[str, str]]:
    for key in stated.keys() & value.keys() if isinstance(value, dict) else ():
        yield from misshapen(value[key], stated[key], f"{place}.{key}".lstrip("."))


def _additional(value: Any, stated: Any, place: str, rule: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in value.keys() - rule.get("properties", {}).keys() if isinstance(value, dict) else ():
        path = f"{place}.{key}".lstrip(".")
        if stated is False:
            yield path, "is no key of a decision record"
        else:
            yield from misshapen(value[key], stated, path)


def _items(value: Any, stated: dict[str, Any], place: str, _: Any) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(value if isinstance(value, list) else ()):
        yield from misshapen(one, stated, f"{place}[{number}]")


def _unique(value: Any, stated: bool, place: str, _: Any) -> Iterator[tuple[str, str]]:
    if stated and isinstance(value, list) and len({json.dumps(one, sort_keys=True) for one in value}) < len(value):
        yield place, "names something twice"


def _minimum(value: Any, stated: int, place: str, _: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, int) and not isinstance(value, bool) and value < stated:
        yield place, f"is {value}, below {stated}"


def _pattern(value: Any, stated: str, place: str, _: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and not re.fullmatch(stated, value):
        yield place, f"is {_brief(value)}, which is not written as the specification says"


def _one_of(value: Any, stated: list[dict[str, Any]], place: str, _: Any) -> Iterator[tuple[str, str]]:
    tries = [list(misshapen(value, one, place)) for one in stated]
    yield from min(tries, key=len)  # the nearest form says best what is wrong


def _reference(value: Any, stated: str, place: str, _: Any) -> Iterator[tuple[str, str]]:
    yield from misshapen(value, schema()["$defs"][stated.rpartition("#/$defs/")[2]], place)


def _same(value: Any, stated: Any) -> bool:
    return type(value) is type(stated) and value == stated


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


_WORDS: dict[str, Callable[[Any, Any, str, Any], Iterator[tuple[str, str]]]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "uniqueItems": _unique,
    "minimum": _minimum,
    "pattern": _pattern,
    "oneOf": _one_of,
    "$ref": _reference,
}
