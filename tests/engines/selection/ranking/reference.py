"""Who ranks, straight from the definition in docs/rules.md: slow, plain, and sharing nothing with the engine."""

from fractions import Fraction

from tests.engines.selection.ranking.calls import RankedCall


def eligible(call: RankedCall) -> list[str]:
    """By score over 8 (high is best) and by endorsements."""
    found = [one for one in sorted(call.applications) if one not in call.status and _over(call, one)]
    return [one for one in found if ground(call, one) == ""]


def _over(call: RankedCall, one: str) -> bool:
    return call.best == "low" or Fraction(call.applications[one][0]) >= 8


def needed(call: RankedCall, one: str) -> set[str]:
    endorsing = call.selection.endorsements
    agencies = list(call.applications[one][1])
    lead = set(agencies[:1]) if "lead" in endorsing.agencies else set()
    partners = set(agencies[1:]) if "partners" in endorsing.agencies else set()
    return set(endorsing.keys) | lead | partners


def ground(call: RankedCall, one: str) -> str:
    endorsing = call.selection.endorsements
    said = {who: call.endorsed.get((one, who), "missing") for who in needed(call, one)}
    words = {who: word[0] if isinstance(word, tuple) else word for who, word in said.items()}
    for word, name in (("no", "refused"), ("missing", "missing"), ("pending", "pending")):
        if word == "pending" and endorsing.pending == "counts":
            continue
        who = sorted(authority for authority, spoken in words.items() if spoken == word)
        if who:
            return f"endorsement_{name}:{who[0]}"
    return ""


def asked(call: RankedCall, one: str) -> dict[str, int]:
    """What an application asks after endorsements with amounts; one partner a funder."""
    own = dict(call.applications[one][1])
    for (application, who), word in call.endorsed.items():
        limit = word[1] if isinstance(word, tuple) and len(word) > 1 else None
        if application == one and who in own and who in needed(call, one) and limit is not None:
            own[who] = min(own[who], limit)
    return own


def proposal(call: RankedCall) -> dict[str, int]:
    """Application → proposed rank."""
    stands = eligible(call)
    values = {}
    for one in stands:
        figures = []
        for funder in call.applications[one][1]:
            mine = call.ranks[one, funder]
            others = [call.ranks[b, funder] for b in stands if funder in call.applications[b][1] and b != one]
            before, level = sum(rank < mine for rank in others), sum(rank == mine for rank in others)
            figures.append((before, level, len(others) + 1))
        if call.selection.merge == "mean":
            values[one] = sum(Fraction(2 * b + e + 1, 2 * n) for b, e, n in figures) / len(figures)
        elif call.selection.merge == "worst":
            values[one] = Fraction(max(b + 1 for b, _, _ in figures))
        else:
            values[one] = Fraction(0 if all(b < Fraction(n, 2) for b, _, n in figures) else 1)
    return {one: 1 + len([b for b in stands if values[b] < values[one]]) for one in stands}


def finals(call: RankedCall) -> dict[str, Fraction]:
    """Application → the experts' score with national points, exactly."""
    stands, total = eligible(call), sum(call.budgets.values())
    points = dict.fromkeys(stands, Fraction(0))
    for state, budget in call.budgets.items():
        mine = [one for one in stands if asked(call, one).get(state)]
        whole = sum(asked(call, one)[state] for one in mine)
        voted = [one for one in mine if (one, state) in call.votes]
        if not voted or not total:
            continue
        worth = {
            one: Fraction(call.votes[one, state])
            / 10
            * Fraction(budget, total)
            * Fraction(asked(call, one)[state], whole)
            for one in voted
        }
        for one in mine:
            if call.stances.get((one, state)) == "neutral":
                worth[one] = sum((worth[b] for b in voted), Fraction(0)) / len(voted)
        least = min(worth.values())
        for one, value in worth.items():
            points[one] += value - least
    scores = {one: Fraction(call.applications[one][0]) for one in stands}
    most = max(points.values(), default=0)
    half = (max(scores.values()) - min(scores.values())) / 2 if scores else Fraction(0)
    sign = 1 if call.best == "high" else -1
    return {one: scores[one] + sign * (points[one] * half / most if most else 0) for one in stands}


def ranks_of(call: RankedCall) -> dict[str, int]:
    """Application → its rank, where no list was agreed."""
    stands = eligible(call)
    if call.selection.who_ranks == "merged":
        return proposal(call)
    values = {one: Fraction(call.applications[one][0]) for one in stands}
    if call.selection.who_ranks == "national_points":
        values = finals(call)
    better = (lambda a, b: a > b) if call.best == "high" else (lambda a, b: a < b)
    return {one: 1 + sum(better(values[b], values[one]) for b in stands) for one in stands}
