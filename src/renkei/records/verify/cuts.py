"""What one funder's budget says about whole applications, as the record states it, checked by counting money.

A cut says that coefficients times any set that its funder can pay for come to `right` at most. A table of the least
money that each sum of coefficients costs shows whether that is so (dynamic programming for the knapsack, Bellman 1957).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from renkei.records.verify.outcomes import Decision
from renkei.records.verify.verdict import Findings

LARGEST = 10_000  # the largest right-hand side that is counted up to


@dataclass(frozen=True)
class Cut:
    """`coefficients` (application → whole number) of a funder, by its place among the call's."""

    funder: int
    right: int
    coefficients: Mapping[str, int]


def check_cuts(decision: Decision, findings: Findings) -> tuple[Cut, ...] | None:
    """The record's cuts, each shown to hold for every set that its funder can pay for; None where one does not."""
    findings.check("each cut holds for all that its funder can pay for")
    places = {name: place for place, name in enumerate(decision.call.rows)}
    cuts, good = [], True
    for number, entry in enumerate(decision.record["cuts"]):
        strange = [
            *({entry["funder"]} - places.keys()),
            *sorted(entry["coefficients"].keys() - (decision.call.eligible.keys() - decision.call.forced)),
        ]
        if strange:
            findings.fail(f"cuts.{number}", strange[0], "it is no funder or eligible application of this call")
            good = False
            continue
        cut = Cut(places[entry["funder"]], entry["right"], entry["coefficients"])
        found = most(decision, cut)
        good &= findings.same(f"cuts.{number}.right", cut.right >= found, True, f"a payable set comes to {found}")
        cuts.append(cut)
    return tuple(cuts) if good else None


def most(decision: Decision, cut: Cut) -> int:
    """The most that a set which the funder can pay for comes to, counted to one above the cut's right-hand side."""
    call, end = decision.call, min(cut.right, LARGEST) + 1
    dear = call.left(call.forced)[cut.funder] + 1  # those forced in are paid before the rule begins
    least = [0] + [dear] * end
    for one, profit in cut.coefficients.items():
        ask = dict(call.eligible[one].asks).get(cut.funder, 0)
        for total in range(end, 0, -1):
            least[total] = min(least[total], least[max(0, total - profit)] + ask)
    return max(total for total in range(end + 1) if least[total] < dear)
