"""Publishing what was funded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.audit.trail import record
from renkei.site.calls.actions.version import next_version
from renkei.site.calls.models import Call, Change, Result
from renkei.site.calls.standing import phase_of
from renkei.site.policy import Actor, Phase, locked, scoped


@dataclass(frozen=True)
class Funded:
    """A funded application as the public reads it; `amount` in minor units of the reporting currency."""

    number: str
    title: str
    organisations: str
    countries: str
    amount: int


def publish_results(actor: Actor, slug: str, funded: Sequence[Funded], ground: str) -> Call:
    """The call with its results, in place of those published before; ValidationError before its deadline."""
    if not ground.strip():
        raise ValidationError({"ground": _("Say on which decision the results rest.")})
    with transaction.atomic():
        call = locked(actor, "publish_results", Call, slug=slug)
        if phase_of(call, actor.at) not in (Phase.CLOSED, Phase.RESULTS):
            raise ValidationError(_("Results are published after the deadline."))
        before = _plain(list(scoped(actor, Result).filter(call=call)))
        scoped(actor, Result, "change").filter(call=call).delete()
        for one in funded:
            Result(call=call, **vars(one)).save(force_insert=True)
        call.state = Call.State.RESULTS
        next_version(actor, call, Change.Kind.RESULTS, ground)
        call.save()
        record(actor, "call.results_published", call, {"results": before}, {"results": _plain(funded)}, ground)
    return call


def _plain(rows: Sequence[Result] | Sequence[Funded]) -> list[list[str | int]]:
    return [[one.number, one.title, one.organisations, one.countries, one.amount] for one in rows]
