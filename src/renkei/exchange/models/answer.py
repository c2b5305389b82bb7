"""What a model answered, as proposals: whatever is not of the asked shape proposes nothing that could be proven."""

import json
from collections.abc import Iterator
from typing import Any

from renkei.engines.reading import Proposal, Quoted
from renkei.exchange.models.unanswered import Unanswered

_OTHER = "its answer is not in the form of OpenAI's chats: is this the address of such a model?"


def proposals_of(answer: bytes) -> Iterator[Proposal]:
    """The proposals of an answer's first choice; Unanswered where there is no JSON with drafts in it."""
    words = _words(_parsed(answer, _OTHER))
    said = words[words.find("{") : words.rfind("}") + 1]  # models set JSON between words and marks
    found = _parsed(said.encode("utf-8", "replace"), "what it says is not JSON, or was cut off")
    drafts = found.get("drafts") if isinstance(found, dict) else None
    if not isinstance(drafts, list):
        raise Unanswered("what it says holds no drafts")
    return map(_proposal, drafts)


def _parsed(content: bytes, otherwise: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise Unanswered(otherwise) from None


def _words(answer: Any) -> str:
    try:
        words = answer["choices"][0]["message"]["content"]
    except (LookupError, TypeError):
        raise Unanswered(_OTHER) from None
    if not isinstance(words, str):
        raise Unanswered(_OTHER)
    return words


def _proposal(draft: Any) -> Proposal:
    fields = draft.get("fields") if isinstance(draft, dict) else None
    kind = draft.get("kind") if isinstance(draft, dict) else None
    return Proposal(_text(kind), tuple(map(_quoted, fields if isinstance(fields, list) else [None])))


def _quoted(field: Any) -> Quoted:
    if not isinstance(field, dict):
        return Quoted("", "", "")
    return Quoted(*(_text(field.get(name)) for name in ("field", "value", "quotation")))


def _text(value: Any) -> str:
    """A string as it is and a whole number in digits; nothing for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
