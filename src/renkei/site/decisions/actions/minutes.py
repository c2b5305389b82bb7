"""Lines of the minutes: written once, corrected by a later line."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from renkei.site.decisions.actions.meeting import in_session
from renkei.site.decisions.actions.telling import person, tell
from renkei.site.decisions.models import MinuteLine
from renkei.site.policy import Actor

LONGEST = 4000  # signs


def write_line(actor: Actor, slug: str, text: str) -> MinuteLine:
    """A line, with its moment and who wrote it."""
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise ValidationError({"text": _("Write from 1 to %(most)d signs.") % {"most": LONGEST}})
    with transaction.atomic():
        meeting = in_session(actor, "change", slug)
        line = MinuteLine(meeting=meeting, at=actor.at, by_id=person(actor), text=said)
        line.save(force_insert=True)
        tell(actor, meeting, "line_written", line, said, None, {"text": said})
    return line
