"""A funder's part in a call: its budget and its annex."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import refuse_when_locked, tell
from renkei.site.calls.annexes import AnnexDefects, annex_of
from renkei.site.calls.models import Call, Funder, Participation
from renkei.site.policy import Actor, NotAllowed, locked, scoped


@dataclass(frozen=True)
class FunderPart:
    """`budget` and raises in minor units of the funder's currency; `annex` as in annexes.yaml.

    `top_up_entitled` is None where the call has no top-up.
    """

    budget: int
    annex: dict[str, Any]
    who_may_apply: str = ""
    national_number: bool = False
    confirmed_raise: int | None = None
    possible_raise: int | None = None
    top_up_entitled: bool | None = None


def set_funder(actor: Actor, slug: str, code: str, part: FunderPart, ground: str = "") -> Participation:
    """The funder of a code with its part in the call, new or changed; once published only with a ground.

    ValidationError for what does not hold, and once the rules are locked.
    """
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        refuse_when_locked(call)
        funder = scoped(actor, Funder).filter(code=code).first()
        if funder is None:
            raise NotAllowed("see calls.Funder")
        _check(part, funder)
        row = scoped(actor, Participation).filter(call=call, funder=funder).first()
        before = _plain(row) if row else None
        row = row or Participation(call=call, funder=funder)
        for name, value in asdict(part).items():
            setattr(row, name, value)
        row.save()
        with override(call.language):
            what = _("%(funder)s: budget and annex") % {"funder": funder.name}
        tell(actor, call, what, ground)
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
        _take_its_money_out(call, code)


def _take_its_money_out(call: Call, code: str) -> None:
    """What it gave to a common pot goes with it; a pot to which nobody gives any more is none."""
    given = [row for row in call.tables.get("contributions", ()) if row["funder_id"] != code]
    filled = {row["pot_id"] for row in given}
    pots = [row for row in call.tables.get("pots", ()) if row["kind"] != "real" or row["pot_id"] in filled]
    tables = {**call.tables, "pots": pots, "contributions": given}
    call.tables = {name: rows for name, rows in tables.items() if rows}
    call.save(update_fields=["tables"])


def _check(part: FunderPart, funder: Funder) -> None:
    wrong: dict[str, str] = {}
    if part.budget <= 0:
        wrong["budget"] = _("A budget is more than nothing.")
    for name in ("confirmed_raise", "possible_raise"):
        if (getattr(part, name) or 0) < 0:
            wrong[name] = _("It is not below nothing.")
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


def _plain(row: Participation) -> dict[str, Any]:
    """The part as the trail keeps it."""
    return {name: getattr(row, name) for name in FunderPart.__dataclass_fields__}
