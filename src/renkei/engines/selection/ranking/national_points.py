"""National points: how the states that pay move applications within the experts' list.

The mechanism of the ENIAC Joint Undertaking's Public Authorities Board (calls 4 to 8), settled in
docs/decisions/0007-national-points.md; all figures are exact fractions.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

HIGHEST_VOTE = 10
Ballot = Fraction | Literal["neutral", "abstain"]
ByState = dict[str, Fraction]


def shares(contributions: Mapping[str, int]) -> ByState:
    """State → its share of all contributions (0 where nobody contributes)."""
    total = sum(contributions.values())
    return {state: Fraction(amount, total) if total else Fraction(0) for state, amount in contributions.items()}


def moves(
    asked: Mapping[str, Mapping[str, int]], weights: Mapping[str, Fraction], ballots: Mapping[str, Mapping[str, Ballot]]
) -> dict[str, ByState]:
    """Application → state → unscaled points after the state's minimum is subtracted; 0 where it abstains.

    `asked`: state → application → money, of all that is compared; `weights`: the states' shares of contributions.
    """
    found: dict[str, ByState] = {one: {} for requests in asked.values() for one in requests}
    for state, requests in asked.items():
        for one, points in _of_state(requests, weights[state], ballots.get(state, {})).items():
            found[one][state] = points
    return found


def _of_state(requests: Mapping[str, int], weight: Fraction, ballots: Mapping[str, Ballot]) -> ByState:
    total = sum(requests.values())
    cast: ByState = {}
    for one, amount in requests.items():
        ballot = ballots.get(one)
        if isinstance(ballot, Fraction):
            cast[one] = ballot / HIGHEST_VOTE * weight * (Fraction(amount, total) if total else 0)
    if not cast:
        return dict.fromkeys(requests, Fraction(0))
    mean, least = sum(cast.values(), Fraction(0)) / len(cast), min(cast.values())
    neutral = dict.fromkeys((one for one in requests if ballots.get(one) == "neutral"), mean)
    return {one: (cast | neutral).get(one, least) - least for one in requests}


def factor(moved: Mapping[str, ByState], scores: Mapping[str, Fraction]) -> Fraction:
    """What unscaled points are multiplied by, so that whoever gains most gains half the span of `scores`."""
    most = max((sum(own.values(), Fraction(0)) for own in moved.values()), default=Fraction(0))
    span = max(scores.values()) - min(scores.values()) if scores else Fraction(0)
    return span / 2 / most if most else Fraction(0)
