"""How a call decides: its scale, criteria, rule and all that is published with them; its rates and its top-up."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.defects import Defect, DefectsFound
from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import refuse_when_locked, tell
from renkei.site.calls.deciding import TOTALS, defects_of
from renkei.site.calls.deciding.kept import FILE, Rows
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor, locked, scoped

KEYS = ("scale", "criteria", "thresholds", "selection", "demand", "total")
OF_MONEY = ("rates", "pots", "contributions")  # tables of the contract that a call keeps beside its settings


@dataclass(frozen=True)
class Deciding:
    """`selection`: scale, criteria, thresholds, selection, demand as in programme.yaml, and `total` (sum, mean, "")."""

    selection: dict[str, Any] = field(default_factory=dict)
    stages: int = 1
    redress_days: int = 30
    letters_may_tell_shortage: bool = False


def set_deciding(actor: Actor, slug: str, wanted: Deciding, what: str = "", ground: str = "") -> Call:
    """The call with other rules of its decision. Once published: told; once scores can be seen: ValidationError.

    Raises DefectsFound with all that does not hold, the column of each being its key in programme.yaml.
    """
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        before = _plain(call)
        if before == asdict(wanted):
            return call
        refuse_when_locked(call)
        if call.state != Call.State.PREPARING and wanted.stages != call.stages:
            raise ValidationError({"stages": _("This stays as it was published.")})
        _check(actor, call, wanted.selection, call.tables)
        for name, value in asdict(wanted).items():
            setattr(call, name, value)
        tell(actor, call, what, ground)
        call.save()
        record(actor, "call.deciding_set", call, before, _plain(call), ground)
    return call


def set_money(actor: Actor, slug: str, tables: Mapping[str, Rows], what: str = "", ground: str = "") -> Call:
    """The call with other rates, pots and contributions, as rows of texts; DefectsFound and told as `set_deciding`."""
    with transaction.atomic():
        call = locked(actor, "change", Call, slug=slug)
        before = {name: call.tables.get(name, []) for name in OF_MONEY}
        wanted = {name: [dict(row) for row in tables.get(name, ())] for name in OF_MONEY}
        if before == wanted:
            return call
        refuse_when_locked(call)
        others = {name: rows for name, rows in call.tables.items() if name not in OF_MONEY}
        call.tables = others | {name: rows for name, rows in wanted.items() if rows}
        _check(actor, call, call.selection, call.tables)
        tell(actor, call, what, ground)
        call.save()
        record(actor, "call.money_set", call, before, wanted, ground)
    return call


def _check(actor: Actor, call: Call, selection: Mapping[str, Any], tables: Mapping[str, Rows]) -> None:
    """DefectsFound with what does not hold; a rate that is still missing is the checklist's to say."""
    paying = scoped(actor, Participation).filter(call=call).select_related("funder")
    defects = [one for one in defects_of(call, selection, tables, paying) if one.rule not in _LATER]
    remedy = f"write one of {', '.join(KEYS)}"
    defects += [Defect(FILE, 0, name, "", "the key is known", remedy) for name in selection if name not in KEYS]
    total = selection.get("total", "")
    if total and (total not in TOTALS or not selection.get("criteria")):
        remedy = "write sum or mean, and name the criteria"
        defects.append(Defect(FILE, 0, "total", str(total), "a total is made of criteria", remedy))
    if defects:
        raise DefectsFound(defects)


_LATER = ("every currency has a rate", "a top-up has a funder that is entitled to it")


def _plain(call: Call) -> dict[str, Any]:
    """The rules as the trail keeps them."""
    return {name: getattr(call, name) for name in Deciding.__dataclass_fields__}
