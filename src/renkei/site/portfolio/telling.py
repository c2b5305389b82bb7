"""What a funder officer's morning tells of awards: those that wait for the funder's word."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from renkei.reports.totals import Money
from renkei.site.calls.models import Participation
from renkei.site.policy import Actor, scoped
from renkei.site.portfolio.models import Award
from renkei.site.review.morning import CONFIRMING, ToConfirm
from renkei.site.ui import reader


def waiting(actor: Actor, part: Participation) -> ToConfirm | None:
    """The funder's awards to confirm; None where none waits."""
    rows = scoped(actor, Award).filter(participation=part, state=Award.State.RECOMMENDED)
    address = reverse("confirm_awards", args=[part.call.slug, part.funder.code])
    lines = [
        (
            row.application.number,
            row.title,
            reader.amount(Money(row.amount, part.funder.currency)),
            f"{address}#app-{row.application.number}",
        )
        for row in rows.select_related("application").order_by("application__number")
    ]
    return ToConfirm(_("Awards to confirm"), lines) if lines else None


def tell() -> None:
    """Have mornings tell of them."""
    if waiting not in CONFIRMING:
        CONFIRMING.append(waiting)
