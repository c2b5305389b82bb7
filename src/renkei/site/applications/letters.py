"""The letters that applicants get; they lie in the outbox in the transaction of what they tell of."""

from datetime import UTC

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from renkei.site.applications.addresses import absolute
from renkei.site.applications.models import Application, Invitation, Submission
from renkei.site.applications.part import Whole
from renkei.site.outbox.post import post
from renkei.site.ui.moments import words


def invitation(made: Invitation, application: Application, secret: str) -> None:
    """To the address invited: by whom, to what, until when, and the link."""
    with override(made.language):
        named = {
            "who": made.sent_by.get_full_name() or made.sent_by.email,
            "organisation": made.partner.organisation.name,
            "title": application.title,
            "call": application.call.title,
            "until": words(made.expires_at, UTC),
            "link": absolute("invitation", secret),
        }
        text = _(
            "%(who)s asks you to write for %(organisation)s in the application “%(title)s” to the call “%(call)s”.\n\n"
            "Open this link to accept; you may log in or make an account with any address of yours. It holds until "
            "%(until)s:\n\n%(link)s\n\nIf you expected no such letter, leave it unanswered: nothing happens."
        )
        _mail(f"invitation:{made.pk}", made.email, _("You are invited to write a part of an application"), text % named)


def joined(accepted: Invitation, name: str) -> None:
    """To who invited: who came, with the address invited beside it."""
    with override(accepted.sent_by.language):
        named = {
            "who": name,
            "email": accepted.email,
            "organisation": accepted.partner.organisation.name,
            "number": accepted.partner.application.number,
        }
        text = _(
            "%(who)s now writes for %(organisation)s in application %(number)s, by your invitation to %(email)s.\n\n"
            "If that is not whom you meant, remove the partner on the page of the consortium."
        )
        _mail(f"joined:{accepted.pk}", accepted.sent_by.email, _("Your invitation was accepted"), text % named)


def receipt(made: Submission, whole: Whole) -> None:
    """To who handed in: server time and hash of what was handed in."""
    with override(made.by.language):
        named = {**_named(made, whole.application), "link": absolute("receipt", made.public_id)}
        text = _(
            "Application %(number)s, “%(title)s”, arrived.\n\n"
            "Received: %(received)s\nSubmission: %(sequence)d\nSHA-256 of the frozen snapshot:\n%(sha256)s\n\n"
            "The receipt and the snapshot: %(link)s"
        )
        subject = _("Receipt: application %(number)s") % named
        _mail(f"receipt:{made.public_id}", made.by.email, subject, text % named)


def withdrawn(made: Submission, application: Application) -> None:
    """To who withdrew, that nothing is handed in now."""
    if made.withdrawn_by is None:
        raise ValueError("only a submission that was withdrawn is told of")
    with override(made.withdrawn_by.language):
        named = _named(made, application)
        text = _(
            "Submission %(sequence)d of application %(number)s, “%(title)s”, was withdrawn. Nothing is handed in now; "
            "you can hand in again until the deadline."
        )
        subject = _("Withdrawn: application %(number)s") % named
        _mail(f"withdrawn:{made.public_id}", made.withdrawn_by.email, subject, text % named)


def _named(made: Submission, application: Application) -> dict[str, object]:
    return {
        "number": application.number,
        "title": application.title,
        "received": made.received_at.isoformat(timespec="seconds"),
        "sequence": made.sequence,
        "sha256": made.sha256,
    }


def _mail(key: str, to: str, subject: str, text: str) -> None:
    """In the language that holds; what people wrote stands in the text, never in the subject."""
    post("mail", key, {"to": [to], "subject": subject, "text": text, "language": get_language() or "en"})
