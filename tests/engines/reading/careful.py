"""The lists that a careful reader made of the public documents by hand, and how drafts are compared with them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from renkei.engines.reading import Document, Draft, Form

LISTS = Path(__file__).parent / "careful_reader"
DOCUMENTS = Path(__file__).parents[3].parent / "shared/data/documents"
NAMES = tuple(sorted(path.stem for path in LISTS.glob("*.toml")))
BEGINNING = 40  # signs of a long value that are compared: the lists quote no whole passages


def document(name: str) -> Document:
    path = DOCUMENTS / f"{name}.txt"
    return Document(path.name, path.read_text(encoding="utf-8"))


def listed(name: str) -> dict[str, list[dict[str, Any]]]:
    return read_list("careful_reader", name)


def read_list(folder: str, name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((LISTS.parent / folder / f"{name}.toml").read_text(encoding="utf-8"))


def missed(entries: Mapping[str, list[dict[str, Any]]], drafts: tuple[Draft, ...], text: str) -> Iterator[str]:
    """Every value that the list holds and no draft of its kind states with words that prove it."""
    for kind, items in entries.items():
        for item in (item for item in items if not item.get("optional")):
            left = min((_absent(item, draft, text) for draft in drafts if draft.kind == kind), key=len, default=["all"])
            yield from (f"{kind} {next(iter(item.values()))}: {field}" for field in left)


def invented(entries: Mapping[str, list[dict[str, Any]]], drafts: tuple[Draft, ...]) -> Iterator[str]:
    """Every value of a draft that the best entry of its kind does not hold; kinds without a list are not judged."""
    for draft in drafts:
        items = [item | {"optional": None} for item in entries.get(draft.kind, [])]
        surplus = min((_surplus(item, draft) for item in items), key=len, default=["no such entry"])
        yield from (f"{draft.kind} {draft.item} {_brief(draft)}: {field}" for field in surplus)


def _absent(item: dict[str, Any], draft: Draft, text: str) -> list[str]:
    absent = []
    for field, wanted in _values(item):
        read = [value for value in draft.fields.get(field, ()) if _same(wanted["value"], value.value)]
        words = [text[span.start : span.end] for value in read for span in value.spans]
        proof = " ".join(wanted.get("words", wanted["value"]).split())
        if not any(_same(proof, one) or proof in " ".join(one.split()) or one in proof for one in words):
            absent.append(f"{field} = {wanted['value']}")
    return absent


def _surplus(item: dict[str, Any], draft: Draft) -> list[str]:
    wanted = defaultdict(list)
    for field, value in _values(item):
        wanted[field].append(value["value"])
    return [
        f"{field} = {value.value}"
        for field, values in draft.fields.items()
        for value in values
        if value.form not in (Form.RATE, Form.RECORD) and not any(_same(one, value.value) for one in wanted[field])
    ]


def _values(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for field, value in item.items():
        if field != "optional":
            for one in value if isinstance(value, list) else [value]:
                yield field, one if isinstance(one, dict) else {"value": one}


def _same(one: str, other: str) -> bool:
    return " ".join(one.split())[:BEGINNING] == " ".join(other.split())[:BEGINNING]


def _brief(draft: Draft) -> str:
    return str(next(iter(draft.fields.values()))[0].value)[:50]
