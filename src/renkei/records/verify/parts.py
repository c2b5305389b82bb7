"""The best affordable parts of one score group: the largest, then the published tie criteria."""

from collections.abc import Sequence

from renkei.records.verify.call import MILLION, Application, Call
from renkei.records.verify.choice import Choice
from renkei.records.verify.payers import UnverifiableError
from renkei.records.verify.search import Bound, Level, Problem, Work
from renkei.tables import DECIMALS


def parts_of(
    call: Call,
    members: tuple[str, ...],
    left: tuple[int, ...],
    means: tuple[int, ...],
    work: Work,
    bound: Bound | None = None,
    hint: frozenset[str] = frozenset(),
) -> Choice:
    """The choice among those members of a group that are affordable alone, with what is `left` of `means`.

    Only funders that cannot pay all of these enter the search. `bound` is one known on a part's size, over all funders.
    """
    able = tuple(one for one in members if not call.lacking(one, left))
    applications = [call.eligible[one] for one in able]
    scarce = [funder for funder, rest in enumerate(call.left(able, left)) if rest < 0]
    place = {funder: number for number, funder in enumerate(scarce)}
    asks = tuple(tuple((place[f], amount) for f, amount in one.asks if f in place) for one in applications)
    known = (Bound(bound.scale, tuple(bound.prices[funder] for funder in scarce)),) if bound else ()
    criteria = [
        Level(tuple(figure(call, one, criterion, left, means) for one in applications))
        for criterion in call.options.tie_criteria
    ]
    levels = (Level((1,) * len(able), known), *criteria)
    return Choice(able, Problem(asks, tuple(left[funder] for funder in scarce), levels), work, hint)


def figure(call: Call, application: Application, criterion: str, left: Sequence[int], means: Sequence[int]) -> int:
    """An application's whole figure on a tie criterion, as the specification defines it (*Ties*)."""
    if criterion == "sme_share":
        return application.sme_share
    if criterion == "under_spent":
        asked = [f for f, _ in application.asks if f < len(call.funders)]
        shares = [MILLION * left[f] // means[f] if means[f] else 0 for f in asked]
        return sum(shares) // len(shares) if shares else 0
    if criterion not in application.criteria:
        raise UnverifiableError(f"{application.id} has no score on the tie criterion {criterion!r}")
    return (1 if call.options.high else -1) * int(application.criteria[criterion].scaleb(DECIMALS))
