"""What is done with mail."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from renkei.site.environment import Address
from renkei.site.outbox.kinds import Hopeless, handles
from renkei.site.outbox.lease import MAY_HAVE_BEEN_SENT, Lease
from renkei.site.outbox.message import Mail
from renkei.site.outbox.smtp import Refused, Unanswered, hand_over


@handles("mail")
def send(lease: Lease) -> None:
    """Hand a mail to the mail server; without one it goes into the folder `mail` beside the site's data."""
    try:
        mail = Mail.of(lease.contents)
    except ValueError as error:
        raise Hopeless(str(error)) from error
    message = mail.message(lease.key, settings.DEFAULT_FROM_EMAIL, lease.made_at).as_bytes()
    server = settings.SMTP
    if server is None:
        _lay_down(Path(settings.DATA) / "mail" / f"{lease.parcel:08d}.eml", message)
    else:
        _hand_over(server, lease, mail, message)


def _hand_over(server: Address, lease: Lease, mail: Mail, message: bytes) -> None:
    ending = False

    def before_end() -> None:
        nonlocal ending
        lease.handing_over()
        ending = True

    try:
        hand_over(server, settings.DEFAULT_FROM_EMAIL, mail.to, message, before_end)
    except Unanswered:
        lease.set_aside(MAY_HAVE_BEEN_SENT)
    except Refused as refused:
        if ending:
            lease.taken_back()
        if refused.for_good:
            raise Hopeless(str(refused)) from refused
        raise


def _lay_down(place: Path, message: bytes) -> None:
    """A mail as a file, whole or not at all; laid down again it is the same file."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(message)
    os.replace(name, place)
