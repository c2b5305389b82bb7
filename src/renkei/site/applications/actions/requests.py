"""A partner's request: whom it asks, for how much, for which costs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.money import LARGEST_AMOUNT, is_currency
from renkei.site.applications.actions.held import held, taken
from renkei.site.applications.categories import categories_of
from renkei.site.applications.models import Request
from renkei.site.applications.refusal import Outdated, Refused, Remark
from renkei.site.applications.words import line_of
from renkei.site.audit.trail import record
from renkei.site.calls.models import Participation
from renkei.site.policy import Actor, scoped

FACTS = ("self_funded", "currency", "amount", "total_cost", "costs", "national_number")


@dataclass(frozen=True)
class Asked:
    """What a partner asks, in minor units of the funder's currency (of `currency` where it asks nobody).

    `funder` is a code of one that takes part in the call; `costs` category → amount, whose sum is the total cost.
    """

    funder: str = ""
    self_funded: bool = False
    currency: str = ""
    amount: int | None = None
    total_cost: int | None = None
    costs: Mapping[str, int] = field(default_factory=dict)
    national_number: str = ""


def save_request(actor: Actor, application: UUID, partner: UUID, asked: Asked, version: int) -> Request:
    """The partner's request as it now stands.

    Outdated where it was changed since `version`, Refused with everything that is wrong.
    """
    with transaction.atomic():
        whole = held(actor, application)
        row = taken(actor, "change", Request, whole, partner__public_id=partner, partner__application=whole)
        funders = scoped(actor, Participation).filter(call=whole.call_id).select_related("funder")
        paying = {one.funder.code: one for one in funders}
        values = _values(asked, paying, whole.call.reporting_currency)
        before = _facts(row)
        row.participation = paying.get(asked.funder)
        for name, value in values.items():
            setattr(row, name, value)
        if _facts(row) == before:
            return row
        if row.version != version:
            raise Outdated(row.version)
        row.version += 1
        row.save()
        record(actor, "request.saved", row, before, _facts(row))
    return row


def _facts(row: Request) -> dict[str, object]:
    return {"participation": row.participation_id, **{name: getattr(row, name) for name in FACTS}}


def _values(asked: Asked, paying: Mapping[str, Participation], reporting: str) -> dict[str, object]:
    """The request's columns; Refused with everything that is wrong."""
    remarks: list[Remark] = [*_wrong_payer(asked, paying), *_wrong_amounts(asked, categories_of(paying.values()))]
    try:
        number = line_of(asked.national_number, "national_number", 40, required=False)
    except Refused as refused:
        remarks += refused.remarks
    if remarks:
        raise Refused(*remarks)
    currency = paying[asked.funder].funder.currency if asked.funder else asked.currency or reporting
    costs = {name: amount for name, amount in asked.costs.items() if amount}
    return {
        "self_funded": asked.self_funded,
        "currency": currency,
        "amount": None if asked.self_funded else asked.amount,
        "total_cost": sum(costs.values()) if costs else asked.total_cost,
        "costs": costs,
        "national_number": number,
    }


def _wrong_payer(asked: Asked, paying: Mapping[str, Participation]) -> list[Remark]:
    if asked.self_funded and asked.funder:
        return [Remark("funder", _("Either ask a funder or pay for yourself."))]
    if asked.funder and asked.funder not in paying:
        return [Remark("funder", _("This funder does not take part in the call."))]
    if not asked.funder and asked.currency and not is_currency(asked.currency):
        return [Remark("currency", _("Write a currency as its three letters, such as EUR."))]
    return []


def _wrong_amounts(asked: Asked, known: Collection[str]) -> list[Remark]:
    amounts = {"amount": asked.amount, "total_cost": asked.total_cost}
    costs = {f"costs.{name}": amount for name, amount in asked.costs.items()}
    wrong = [
        Remark(place, _("Write an amount that is not negative and not larger than any budget."))
        for place, amount in (amounts | costs).items()
        if amount is not None and not 0 <= amount <= LARGEST_AMOUNT
    ]
    wrong += [
        Remark(f"costs.{name}", _("There is no such category of cost in this call."))
        for name in asked.costs
        if name not in known
    ]
    total = sum(asked.costs.values())
    if asked.costs and asked.total_cost is not None and asked.total_cost != total:
        wrong.append(Remark("total_cost", _("The costs by category do not add up to the total cost.")))
    return wrong
