"""What follows a sketch's first line: the names as JSON, then integers, the least significant byte first."""

import json
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from renkei.engines.overlap.sketch import KINDS, NUMBERS, Named, Sketch, WholeSketch
from renkei.engines.overlap.text.signatures import Sets, Signatures

NUMBERED, WHOLE = "numbers", "whole"


class Unsound(Exception):
    """A body that holds something else than its first line says."""


def body_of(sketch: Named) -> tuple[dict[str, Any], bytes]:
    """What the first line says of the body, and the body."""
    names = json.dumps(list(sketch.names), ensure_ascii=False, separators=(",", ":")).encode()
    head: dict[str, Any] = {"projects": len(sketch.names), "names_bytes": len(names)}
    if isinstance(sketch, Sketch):
        head |= {"detail": NUMBERED, "counts": [NUMBERS]}
        return head, names + sketch.numbers.astype("<u2").tobytes()
    if isinstance(sketch, WholeSketch):
        sets = [getattr(sketch.signatures, kind) for kind in KINDS]
        parts = [part for one in sets for part in (one.bounds.astype("<i8"), one.hashes.astype("<u8"))]
        head |= {"detail": WHOLE, "counts": [len(one.hashes) for one in sets]}
        parts.append(sketch.signatures.whole.astype("<u8"))
        return head, b"".join([names, *(part.tobytes() for part in parts)])
    raise TypeError(f"no file is made of a {type(sketch).__name__}")


def sizes(head: dict[str, Any]) -> list[int]:
    """The bytes of each part of the body: the names, then the numbers, or bounds and numbers of each kind, and one a
    text. Unsound where the first line does not add up."""
    projects, counts = head["projects"], head["counts"]
    known = head["detail"] == NUMBERED and counts == [NUMBERS]
    kinds = head["detail"] == WHOLE and isinstance(counts, list) and len(counts) == len(KINDS)
    if not (known or kinds) or min(projects, head["names_bytes"]) < 0:
        raise Unsound
    if any(type(count) is not int or count < 0 for count in counts):
        raise Unsound
    if known:
        return [head["names_bytes"], 2 * NUMBERS * projects]
    return [
        head["names_bytes"],
        *(size for count in counts for size in (8 * (projects + 1), 8 * count)),
        8 * projects,
    ]


def sketch_of(head: dict[str, Any], body: bytes) -> Named:
    """The sketch of a body of the right length; Unsound where it holds what no sketch does."""
    cuts = list(accumulate(sizes(head), initial=0))
    parts = [body[start:end] for start, end in pairwise(cuts)]
    names = _names(parts[0], head["projects"])
    told = (names, head["key_check"], head["names"] == "shown", ())
    if head["detail"] == NUMBERED:
        return Sketch(*told, np.frombuffer(parts[1], "<u2").astype(np.uint16).reshape(-1, NUMBERS))
    shingles, terms, passages = (_sets(*parts[at : at + 2]) for at in range(1, len(parts) - 1, 2))
    whole = np.frombuffer(parts[-1], "<u8").astype(np.uint64)
    return WholeSketch(*told, Signatures(shingles, terms, passages, whole, np.ones(len(names), np.int64)))


def _names(part: bytes, many: int) -> tuple[str, ...]:
    try:
        names = json.loads(part)
    except (ValueError, RecursionError):
        raise Unsound from None
    right = isinstance(names, list) and all(isinstance(name, str) and name for name in names)
    if not right or len(names) != many or len(set(names)) != many:
        raise Unsound
    return tuple(names)


def _sets(bounds_part: bytes, hashes_part: bytes) -> Sets:
    """Sets whose bounds and order hold: machine code reads them without looking."""
    bounds: npt.NDArray[np.int64] = np.frombuffer(bounds_part, "<i8").astype(np.int64)
    hashes: npt.NDArray[np.uint64] = np.frombuffer(hashes_part, "<u8").astype(np.uint64)
    if bounds[0] != 0 or bounds[-1] != len(hashes) or (np.diff(bounds) < 0).any():
        raise Unsound
    rising = hashes[1:] > hashes[:-1]
    rising[bounds[(bounds > 0) & (bounds < len(hashes))] - 1] = True
    if not rising.all():
        raise Unsound
    return Sets(hashes, bounds)
