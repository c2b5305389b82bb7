"""The letters after the first stage: who is invited and until when, who is not; each in its reader's language."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from renkei.site.accounts.models import User
from renkei.site.applications.addresses import absolute
from renkei.site.applications.models import Application, Member
from renkei.site.calls.addresses import call_address
from renkei.site.calls.models import Call
from renkei.site.desk.inviting import Line, Preview
from renkei.site.outbox.post import post_mail
from renkei.site.policy import unscoped
from renkei.site.ui import moments
from renkei.site.ui.reader import zone_named

GROUND = "everybody who writes an application is told whether it goes on"


def tell_everybody(call: Call, made: Preview) -> None:
    """A mail to each person who writes for an application that was handed in, once for each of them.

    No letter tells of another application, nor of a funder's shortage unless the call has published that it may.
    """
    lines = {line.number: line for line in made.lines()}
    writing = unscoped(Member, GROUND).filter(
        partner__application__call=call,
        partner__application__number__in=list(lines),
        partner__removed_at__isnull=True,
        user__is_active=True,
    )
    for application, person in _once(writing.select_related("partner__application", "user").order_by("pk")):
        _tell(call, application, person, lines[application.number])


def _once(members: Iterable[Member]) -> Iterable[tuple[Application, User]]:
    """Each application with each of its people, once."""
    return dict.fromkeys((one.partner.application, one.user) for one in members)


def _tell(call: Call, application: Application, person: User, line: Line) -> None:
    with override(person.language):
        named = {"number": application.number, "title": application.title, "call": call.title}
        if line.outcome == "invited":
            subject, text = _("Invited to the full stage"), _invited(call, application, person) % named
        else:
            subject, text = _("Not invited to the full stage"), _not_invited(call, line) % named
        key = f"full-stage:{application.pk}:{person.pk}"
        post_mail(key, [person.email], subject, text, language=person.language)


def _invited(call: Call, application: Application, person: User) -> str:
    dates = {
        "opens": _moment(call.opens_at, person.time_zone),
        "closes": _moment(call.closes_at, person.time_zone),
        "own": _moment(call.closes_at, call.time_zone),
        "link": absolute("application", application.public_id),
    }
    when = _(
        "It can be written and handed in from %(opens)s until %(closes)s (%(own)s in the call's zone). What you wrote "
        "in the first stage is kept and goes on."
    )
    head = _("Application %(number)s, “%(title)s”, is invited to the full stage of the call “%(call)s”.")
    return f"{head}\n\n{_escaped(when % dates)}\n\n{_escaped(dates['link'])}"


def _not_invited(call: Call, line: Line) -> str:
    head = _("Application %(number)s, “%(title)s”, is not invited to the full stage of the call “%(call)s”.")
    why = _("It is not invited by the rule and the caps that the call has published.")
    if line.outcome == "not_eligible":
        why = _("It was found not eligible, or below a threshold that the call has published.")
    elif call.letters_may_tell_shortage and line.funders:
        why = _("The demand on %(funders)s would have passed the cap that the call has published.")
        why %= {"funders": ", ".join(line.funders)}
    parts = [head, _escaped(why)]
    if call.redress_days:
        n = call.redress_days
        parts.append(
            ngettext("You can ask for redress within %(n)d day.", "You can ask for redress within %(n)d days.", n)
            % {"n": n}
        )
    return "\n\n".join([*parts, _escaped(call_address(call))])


def _moment(at: datetime, zone: str) -> str:
    return moments.words(at, zone_named(zone), seconds=True)


def _escaped(text: str) -> str:
    """As it is, through one more filling-in of values."""
    return text.replace("%", "%%")
