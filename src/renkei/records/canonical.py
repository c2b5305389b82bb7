"""Canonical JSON and the record's own hash: one record, one sequence of bytes."""

import hashlib
import json
from typing import Any

HASH_KEY = "sha256"


def dump(record: dict[str, Any]) -> bytes:
    """The canonical bytes of a record; its `sha256`, last, is computed here whatever the record held.

    Takes strings, integers, booleans, None, lists and dicts with text keys; raises ValueError for anything else
    (floats above all, which print differently on different machines).
    """
    rest = {key: value for key, value in record.items() if key != HASH_KEY}
    if not rest:
        raise ValueError("a record without keys has nothing to be hashed")
    body = canonical(rest)[:-1]
    return body + f',"{HASH_KEY}":"{sha256(body)}"}}'.encode()


def canonical(value: Any) -> bytes:
    """Canonical JSON of any value: keys sorted, no blank, UTF-8; ValueError for a float or an unknown type."""
    _refuse(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def load(data: bytes) -> dict[str, Any]:
    """The record that bytes hold.

    Raises ValueError, saying what is wrong, for bytes that are not UTF-8, are not one JSON object, repeat a key or
    hold a float. It does not ask whether the bytes are canonical: `is_canonical` does.
    """
    try:
        record = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float
        )
    except RecursionError:
        raise ValueError("it is nested too deeply for a decision record") from None
    if not isinstance(record, dict):
        raise ValueError("it is not a JSON object")
    return record


def is_canonical(data: bytes) -> bool:
    """Say whether the bytes are those that `dump` writes, apart from the value of the hash."""
    record = load(data)
    expected = dump(record)
    end = len(expected) - len(sha256(b"")) - 2
    return HASH_KEY in record and len(data) == len(expected) and data[:end] == expected[:end] and data[-2:] == b'"}'


def own_hash(data: bytes) -> str:
    """The SHA-256, in hex, of all bytes before the comma that precedes the record's own hash."""
    return sha256(data[: max(data.rfind(f',"{HASH_KEY}":'.encode()), 0)])


def sha256(data: bytes) -> str:
    """SHA-256 in hex digits."""
    return hashlib.sha256(data).hexdigest()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in keys if keys.count(key) > 1)!r} stands twice in one object")
    return found


def _no_float(text: str) -> Any:
    raise ValueError(f"it holds {text}, and a record has no floats: money is an integer, a score a string")


def _refuse(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise ValueError(f"the key {key!r} is not text")
            _refuse(inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse(inner)
    elif not (value is None or isinstance(value, str | bool | int)):
        raise ValueError(f"a record cannot hold {value!r} ({type(value).__name__})")
