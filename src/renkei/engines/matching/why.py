"""Why an offer answers a need: the words that both have, with their shares."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from renkei.engines.matching.language import Model
from renkei.text.script import Script, script_of

SHOWN = 6
_PARTICLES = re.compile(r"^[\u3041-\u309f]+|[\u3041-\u309f]+$")


@dataclass(frozen=True)
class Word:
    """A word of both sides and its share of what speaks for the pair."""

    word: str
    share: float


def agreeing(model: Model, need: int, offer: int, text: Sequence[str], many: int = SHOWN) -> tuple[Word, ...]:
    """The `many` words that say most for the pair, the largest share first.

    `text` is the need's terms in order: pairs of signs that overlap there, and stand in both, are shown as one word.
    """
    points = model.points(need, offer)
    total = sum(points.values())
    if not total > 0:
        return ()
    shares: dict[str, float] = {}
    for word, parts in _joined(text, points).items():
        shares[word] = sum(points[part] for part in parts) / total
    order = sorted(shares, key=lambda word: (-shares[word], word))
    return tuple(Word(word, shares[word]) for word in order[:many])


def _joined(text: Sequence[str], points: dict[str, float]) -> dict[str, set[str]]:
    """Word as shown → the terms it stands for; each term stands in the first run that has it alone."""
    found: dict[str, set[str]] = {}
    given: set[str] = set()
    for run in _runs(text, points):
        parts = [term for term in run if term not in given]
        if parts:
            found.setdefault(_shown(run[0] + "".join(term[1:] for term in run[1:])), set()).update(parts)
            given.update(parts)
    return found


def _shown(word: str) -> str:
    """The word without the particles around it, where something is left."""
    return _PARTICLES.sub("", word) or word


def _runs(text: Sequence[str], points: dict[str, float]) -> list[list[str]]:
    """The agreeing terms in order; pairs of signs that follow one another and overlap are one run."""
    runs: list[list[str]] = []
    before = ""
    for term in text:
        if term in points:
            if before and _is_pair(term) and _is_pair(before) and before[-1] == term[0]:
                runs[-1].append(term)
            else:
                runs.append([term])
        before = term if term in points else ""
    return runs


def _is_pair(term: str) -> bool:
    return len(term) == 2 and script_of(term) in (Script.HAN, Script.KANA)
