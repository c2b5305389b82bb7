"""Publishing the results of the decision that stands, in one step: what is funded, and each funder's part in it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.reports.totals import Money, Rates
from renkei.site.calls.actions import publish_results
from renkei.site.calls.actions.results import Funded
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.portfolio.actions.letters import decision_to_tell
from renkei.site.portfolio.decided import Decided, Part, decided
from renkei.site.portfolio.models import Award, FunderResult

GROUND = "the results of a decided call that the actor publishes"
State = Award.State


@dataclass(frozen=True)
class Results:
    """What would be published: applications, and (funder's part, number of awards, amount in its currency)."""

    funded: list[Funded]
    funders: list[tuple[Participation, int, int]]


def results_of(call: Call) -> Results:
    """The results of the decision that stands; the caller asked the policy.

    An application of which a funder refused its part, or whose awards all ended, is left out. Amounts are what is
    granted, where a funder has said so, and what was decided, where it has not. ValidationError where no decision
    stands or a currency has no rate.
    """
    found = decided(decision_to_tell(call))
    rows = unscoped(Award, GROUND).filter(application__call=call).select_related("application", "participation__funder")
    by_number: dict[str, list[Award]] = defaultdict(list)
    for award in rows.order_by("pk"):
        by_number[award.application.number].append(award)
    standing = {number: _standing(by_number[number]) for number in found.funded if _stands(by_number[number])}
    rates = Rates.read(call.reporting_currency, found.folder.tables.get("rates"))
    funded = [_funded(number, awards, found, rates) for number, awards in standing.items()]
    return Results(funded, _by_funder(award for awards in standing.values() for award in awards))


def publish_decided(actor: Actor, slug: str, ground: str) -> Call:
    """The call with the results of its decision, in place of those published before."""
    with transaction.atomic():
        call = locked(actor, "publish_results", Call, slug=slug)
        found = results_of(call)
        unscoped(FunderResult, GROUND).filter(participation__call=call).delete()
        for part, number, amount in found.funders:
            FunderResult(participation=part, awards=number, amount=amount).save(force_insert=True)
        return publish_results(actor, slug, found.funded, ground)


def _standing(awards: Iterable[Award]) -> list[Award]:
    return [award for award in awards if award.state != State.ENDED]


def _stands(awards: list[Award]) -> bool:
    """Whether an application is still funded: no funder refused its part, and not every award ended."""
    left = _standing(awards)
    return bool(left) and all(award.state != State.REFUSED for award in left)


def _funded(number: str, awards: Iterable[Award], found: Decided, rates: Rates) -> Funded:
    parts = found.parts[number]
    granted = [Money(_amount(award), award.participation.funder.currency) for award in awards]
    converted = [rates.converted(money) for money in granted]
    if any(one is None for one in converted):
        raise ValidationError(_("%(number)s: a currency has no rate to the reporting currency.") % {"number": number})
    return Funded(
        number,
        found.title(number)[:300],
        "; ".join(dict.fromkeys(part.organisation for part in parts)),
        ";".join(_countries(parts)),
        sum(one.minor for one in converted if one is not None),
    )


def _countries(parts: Iterable[Part]) -> Mapping[str, None]:
    return dict.fromkeys(part.country for part in parts if part.country)


def _amount(award: Award) -> int:
    return award.amount if award.granted is None else award.granted


def _by_funder(awards: Iterable[Award]) -> list[tuple[Participation, int, int]]:
    parts: dict[int, Participation] = {}
    counts: dict[int, int] = defaultdict(int)
    sums: dict[int, int] = defaultdict(int)
    for award in awards:
        key = award.participation_id
        parts[key] = award.participation
        counts[key] += 1
        sums[key] += _amount(award)
    return [(parts[key], counts[key], sums[key]) for key in sorted(parts, key=lambda one: parts[one].funder.code)]
