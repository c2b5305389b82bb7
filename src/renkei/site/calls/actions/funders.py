"""A funder's part in a call: its budget and its annex."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import next_version
from renkei.site.calls.annexes import AnnexDefects, annex_of
from renkei.site.calls.models import Call, Change, Funder, Participation
from renkei.site.policy import Actor, NotAllowed, locked, scoped


@dataclass(frozen=True)
class FunderPart:
    """`budget` in minor units of the funder's currency; `annex` as in annexes.yaml."""

    budget: int
    annex: dict[str, Any]
    who_may_apply: str = ""
    national_number: bool = False


def set_funder(actor: Actor, slug: str, code: str, part: FunderPart, ground: str = "") -> Participation:
    """The funder of a code with its part in the call, new or changed; once published only with a ground."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        funder = scoped(actor, Funder).filter(code=code).first()
        if funder is None:
            raise NotAllowed("see calls.Funder")
        _check(part, funder)
        row = scoped(actor, Participation).filter(call=call, funder=funder).first()
        before = _plain(row) if row else None
        row = row or Participation(call=call, funder=funder)
        row.budget, row.annex = part.budget, part.annex
        row.who_may_apply, row.national_number = part.who_may_apply, part.national_number
        row.save()
        _tell(actor, call, funder, ground)
        record(actor, "call.funder_set", row, before, _plain(row), ground)
    return row


def take_funder_out(actor: Actor, slug: str, code: str) -> None:
    """A call in preparation without a funder; ValidationError once it is published."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        if call.state != Call.State.PREPARING:
            raise ValidationError(_("A funder of a published call stays in it."))
        row = scoped(actor, Participation).filter(call=call, funder__code=code).first()
        if row is None:
            raise NotAllowed("change calls.Participation")
        before = _plain(row)
        record(actor, "call.funder_taken_out", row, before)
        row.delete()


def _check(part: FunderPart, funder: Funder) -> None:
    wrong: dict[str, str] = {}
    if part.budget <= 0:
        wrong["budget"] = _("A budget is more than nothing.")
    try:
        annex = annex_of(part.annex)
        if annex.currency and annex.currency != funder.currency:
            wrong["annex"] = _("Its amounts are in the funder's currency, %(currency)s.") % {
                "currency": funder.currency
            }
    except AnnexDefects as error:
        wrong["annex"] = str(error)
    if wrong:
        raise ValidationError(wrong)


def _tell(actor: Actor, call: Call, funder: Funder, ground: str) -> None:
    """A published call's readers are told of the change."""
    if call.state == Call.State.PREPARING:
        return
    if not ground.strip():
        raise ValidationError({"ground": _("Say why.")})
    with override(call.language):
        what = _("%(funder)s: budget and annex") % {"funder": funder.name}
    next_version(actor, call, Change.Kind.CORRECTION, ground, what)
    call.save()


def _plain(row: Participation) -> dict[str, Any]:
    return {
        "budget": row.budget,
        "annex": row.annex,
        "who_may_apply": row.who_may_apply,
        "national_number": row.national_number,
    }
