"""The mapping file that is offered: what was given, and a line to fill in for each open question."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from renkei.exchange.sheets.questions import Answer
from renkei.exchange.sheets.understanding import Understanding

_PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def offered_mapping(understood: Understanding) -> str:
    """YAML text: the mapping that was given with a line `key: "?"  # choices` for each answer that is missing."""
    tree: dict[str, Any] = _copy(understood.given)
    if understood.questions and understood.sheet and "sheet" not in tree:
        tree = {"sheet": understood.sheet, **tree}
    for question in understood.questions:
        for answer in question.answers:
            _place(tree, answer)
    head = ['# Replace each "?" and run again with --mapping and this file; lines left at "?" count as not written.']
    return "\n".join([*head, *_lines(tree, 0)]) + "\n"


def _copy(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _copy(value) if isinstance(value, Mapping) else value for key, value in node.items()}


def _place(tree: dict[str, Any], answer: Answer) -> None:
    for key in answer.path[:-1]:
        if not isinstance(tree.get(key), dict):
            tree[key] = {}
        tree = tree[key]
    tree.setdefault(answer.path[-1], answer)


def _lines(tree: Mapping[str, Any], depth: int) -> Iterator[str]:
    for key, value in tree.items():
        name = "  " * depth + _text(key)
        if isinstance(value, Answer):
            yield f"{name}: {_text(value.known)}  # {' '.join(value.choices.split())}"
        elif isinstance(value, Mapping):
            yield f"{name}:"
            yield from _lines(value, depth + 1)
        elif isinstance(value, list):
            yield f"{name}: [{', '.join(_text(item) for item in value)}]"
        else:
            yield f"{name}: {_text(value)}"


def _text(value: object) -> str:
    text = str(value)
    return text if text and set(text) <= _PLAIN and not text.startswith("-") else json.dumps(text, ensure_ascii=False)
