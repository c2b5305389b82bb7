"""A funder's raises: what it has confirmed, and what it may give; until a decision is adopted."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from renkei.money import LARGEST_AMOUNT, format_amount
from renkei.site.applications.refusal import Outdated, Refused, Remark
from renkei.site.audit.trail import record
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor, locked, unscoped
from renkei.site.ui.fields import minor_units

RAISES = ("confirmed_raise", "possible_raise")


def save_raises(
    actor: Actor, slug: str, code: str, wanted: Mapping[str, str], stood: Mapping[str, str]
) -> Participation:
    """The funder's part with other raises, as texts in its currency (empty: none said).

    `stood` is what the actor had read: Outdated where it is otherwise now. Refused once a decision is adopted.
    """
    with transaction.atomic():
        row = locked(actor, "raise", Participation, call__slug=slug, funder__code=code)
        refuse_when_adopted(row.call)
        if amounts_of(stood, row) != {name: getattr(row, name) for name in RAISES}:
            raise Outdated(row.pk)
        put_raises(actor, row, wanted)
    return row


def put_raises(actor: Actor, row: Participation, wanted: Mapping[str, str], ground: str = "") -> None:
    """Write raises to a held part, in the transaction that holds it, and tell the trail."""
    before = raise_texts(row)
    amounts = amounts_of({**before, **wanted}, row)
    for name, amount in amounts.items():
        setattr(row, name, amount)
    if raise_texts(row) != before:
        row.save(update_fields=RAISES)
        record(actor, "participation.raised", row, dict(before), dict(raise_texts(row)), ground)


def raise_texts(row: Participation) -> dict[str, str]:
    """The raises as texts in the funder's currency."""
    found = {name: getattr(row, name) for name in RAISES}
    return {name: "" if one is None else format_amount(one, row.funder.currency) for name, one in found.items()}


def amounts_of(texts: Mapping[str, str], row: Participation) -> dict[str, int | None]:
    """Minor units of the texts; Refused for all that are none."""
    found: dict[str, int | None] = {}
    remarks = []
    for name in RAISES:
        text = texts.get(name, "").strip()
        try:
            found[name] = minor_units(text, row.funder.currency) if text else None
            if (found[name] or 0) < 0 or (found[name] or 0) > LARGEST_AMOUNT:
                remarks.append(Remark(name, _("Write an amount that is not negative and not larger than any budget.")))
        except ValidationError as error:
            remarks += [Remark(name, said) for said in error.messages]
    if remarks:
        raise Refused(*remarks)
    return found


def refuse_when_adopted(call: Call) -> None:
    """Refused once a decision on the call was adopted: its money is what was decided on."""
    if is_adopted(call):
        raise Refused(Remark("", _("A decision is adopted: budgets and raises stay as it found them.")))


def is_adopted(call: Call) -> bool:
    """Whether a decision on the call was adopted at any time."""
    adopted = {"selection_meeting__decisions__adopted_at__isnull": False}
    return unscoped(Call, "whether its money may still move").filter(pk=call.pk, **adopted).exists()
