"""A finding: what one test says of a pair of projects, how strongly, and its evidence in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from renkei.defects import Said, say

Test = Literal["text", "people", "role_swap", "effort", "cost"]
NAMED = 10  # sentences of one finding; what is over is counted


@dataclass(frozen=True)
class Finding:
    """What a test found in a pair: `strength` from 0 to 1, the evidence in sentences."""

    left_id: str
    right_id: str
    test: Test
    strength: float
    evidence: tuple[Said, ...]


def together(strengths: Iterable[float]) -> float:
    """Several reasons in one strength: what is left when each takes its share of the doubt that the others leave."""
    doubt = 1.0
    for strength in strengths:
        doubt *= 1 - strength
    return 1 - doubt


def listed(sentences: list[Said]) -> tuple[Said, ...]:
    """The first sentences, and how many more there are."""
    if len(sentences) <= NAMED:
        return tuple(sentences)
    return (*sentences[:NAMED], say("and {n} more", n=len(sentences) - NAMED))


def days(start: date | None, end: date | None) -> Said:
    """From when to when, as far as it is known."""
    if start and end:
        return say("{start} to {end}", start=start, end=end)
    if start:
        return say("from {start}, its end not known", start=start)
    return say("until {end}, its beginning not known", end=end) if end else say("dates not known")


def percent(share: Fraction) -> str:
    """A share in percent as a plain decimal, exact: 13/10 is "130"; shares have six decimals at most."""
    whole, rest = divmod((share * 10**6).numerator, 10**4)
    return f"{whole}.{rest:04}".rstrip("0").rstrip(".")
