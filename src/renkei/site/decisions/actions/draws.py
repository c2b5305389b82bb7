"""Draws: named beforehand in public, then drawn; the value of the last one settles what only the lot can."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.decisions.actions.meeting import in_session
from renkei.site.decisions.actions.telling import tell
from renkei.site.decisions.models import Draw
from renkei.site.policy import Actor, NotAllowed, unscoped

GROUND = "a draw of a meeting that the actor changes"


def name_draw(actor: Actor, slug: str, named: str) -> Draw:
    """A draw that everybody can look up later, named before its value is known."""
    if not named.strip():
        raise ValidationError({"named": _("Name a public draw that is still to come, and what of it counts.")})
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        if unscoped(Draw, GROUND).filter(meeting=meeting, drawn_at__isnull=True).exists():
            raise ValidationError(_("A draw is named already: draw it first."))
        draw = Draw(meeting=meeting, named=named.strip(), named_at=actor.at)
        draw.save(force_insert=True)
        tell(actor, meeting, "draw_named", draw, draw.named, None, {"named": draw.named})
    return draw


def draw(actor: Actor, slug: str, which: int, value: str) -> Draw:
    """The draw with the value that it gave; it is entered once."""
    if not value.strip() or not value.strip().isprintable():
        raise ValidationError({"value": _("Write the value that the draw gave, on one line.")})
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        row = unscoped(Draw, GROUND).filter(meeting=meeting, pk=which, drawn_at__isnull=True).first()
        if row is None:
            raise NotAllowed("change decisions.Draw")
        row.value, row.drawn_at = value.strip(), actor.at
        row.save()
        tell(actor, meeting, "drawn", row, f"{row.named}: {row.value}", None, {"named": row.named, "value": row.value})
    return row
