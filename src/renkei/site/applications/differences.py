"""Two texts side by side: what only the one says, what only the other, and both joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 4000  # beyond, whole lines are compared: the work grows with the square


@dataclass(frozen=True)
class Piece:
    """A stretch of text: in both ("same"), only in the first ("gone"), only in the second ("new")."""

    kind: str
    text: str


def differences(first: str, second: str) -> list[Piece]:
    """The two as one sequence of pieces, whose first two kinds make the first text, first and last the second."""
    one, other = _pieces(first, second)
    found: list[Piece] = []
    for kind, i, i2, j, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(one[i:i2])))
            continue
        found += [
            Piece(name, text) for name, text in (("gone", "".join(one[i:i2])), ("new", "".join(other[j:j2]))) if text
        ]
    return found


def joined(first: str, second: str) -> str:
    """Everything that either says, where they differ the first's before the second's."""
    one, other = first.splitlines(), second.splitlines()
    lines: list[str] = []
    for kind, i, i2, j, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        lines += one[i:i2] if kind == "equal" else [*one[i:i2], *other[j:j2]]
    return "\n".join(lines)


def _pieces(first: str, second: str) -> tuple[Sequence[str], Sequence[str]]:
    words = [re.findall(r"\w+|\s+|[^\w\s]", text) for text in (first, second)]
    if max(map(len, words)) <= MOST_WORDS:
        return words[0], words[1]
    return first.splitlines(keepends=True), second.splitlines(keepends=True)
