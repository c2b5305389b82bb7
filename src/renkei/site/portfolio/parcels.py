"""Setting letters as PDFs and mailing them, outside the request that sent them."""

import hashlib
from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from renkei.site.accounts.models import User
from renkei.site.applications.models import Member
from renkei.site.audit.trail import record
from renkei.site.decisions.models import Proposal
from renkei.site.outbox.kinds import Hopeless, handles
from renkei.site.outbox.lease import Lease
from renkei.site.outbox.post import post_mail
from renkei.site.policy import Actor, unscoped
from renkei.site.policy.arrival import arrived
from renkei.site.portfolio.actions.drop_outs import work_out
from renkei.site.portfolio.letters.pdf import CannotSet, pdf_of
from renkei.site.portfolio.models import Departure, Letter

GROUND = "the worker sets and mails a letter that was sent"


@handles("letter")
def set_and_mail(lease: Lease) -> None:
    """A letter's PDF and its mails, all or nothing; done again where a worker was killed, with the same outcome."""
    letter = unscoped(Letter, GROUND).filter(pk=lease.contents["letter"]).select_related("partner").first()
    if letter is None:
        raise Hopeless("the letter is gone")
    try:
        pdf = pdf_of(letter)
    except CannotSet as error:
        raise Hopeless(str(error)) from error
    with transaction.atomic():
        if not letter.sha256:
            letter.pdf, letter.sha256 = pdf, hashlib.sha256(pdf).hexdigest()
            letter.save(update_fields=["pdf", "sha256"])
            _mail(letter)
            text = hashlib.sha256(letter.text.encode()).hexdigest()
            record(Actor(arrived()), "letter.set", letter, None, {"pdf": letter.sha256, "text": text})
        lease.done()


@handles("drop_out")
def decide_what_follows(lease: Lease) -> None:
    """The decision after a drop-out, put to the funders; done again from the start where a worker was killed."""
    ground = "the worker decides what follows a drop-out"
    proposals = unscoped(Proposal, ground).select_related("asked_by", "follows")
    proposal = proposals.filter(public_id=lease.contents["proposal"]).first()
    departures = unscoped(Departure, ground).select_related("application")
    departure = departures.filter(pk=lease.contents["departure"]).first()
    if proposal is None or departure is None:
        raise Hopeless("the drop-out is gone")
    with transaction.atomic():
        if proposal.state == Proposal.State.WORKING:
            work_out(proposal, departure, date.fromisoformat(lease.contents["on"]))
        lease.done()


def _mail(letter: Letter) -> None:
    """To each person who writes for the partner a mail of their own."""
    members = unscoped(Member, GROUND).filter(partner=letter.partner, user__is_active=True)
    with override(letter.language):
        link = str(settings.SITE_ADDRESS) + reverse("letter", args=[letter.public_id])
        text = f"{letter.text}\n\n" + _("The letter as a PDF: %(link)s") % {"link": link}
        for person in User.objects.filter(pk__in=members.values("user")).order_by("pk"):
            key = f"letter:{letter.pk}:{person.pk}"
            post_mail(key, [person.email], letter.subject, text, language=letter.language)
