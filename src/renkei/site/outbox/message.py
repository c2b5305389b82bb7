"""A mail, from a parcel's contents to the bytes that are sent: the same each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Any, Self

from renkei.site.accounts.address import is_plain

LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Mail:
    """What a mail says, and to whom; everything that stands in a header is plain."""

    to: tuple[str, ...]
    subject: str
    text: str
    language: str = "en"
    html: str = ""

    @classmethod
    def of(cls, contents: Mapping[str, Any]) -> Self:
        """The mail that a parcel holds; ValueError for what is missing, or could smuggle something into a header."""
        unknown = set(contents) - {"to", "subject", "text", "language", "html"}
        if unknown or not contents.get("to") or not contents.get("text"):
            raise ValueError("a mail has to, subject, text, and perhaps html and language; no more, and not less")
        mail = cls(**{**contents, "to": tuple(contents["to"])})
        for name, header in (*(("to", one) for one in mail.to), ("subject", mail.subject), ("language", mail.language)):
            _plain(name, header)
        for address in mail.to:
            _address(address)
        return mail

    def message(self, key: str, sender: str, made_at: datetime) -> EmailMessage:
        """The mail as it is sent; its Message-ID follows from the parcel's key, its date from when it was posted."""
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        message["To"] = ", ".join(self.to)
        message["Subject"] = self.subject
        message["Date"] = format_datetime(made_at)
        message["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:40]}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text, cte="base64" if not self.text.isascii() else None)
        if self.html:
            message.add_alternative(self.html, subtype="html")
        message["Content-Language"] = self.language  # last: contents take such headers with them
        return message


def _plain(name: str, header: str) -> None:
    if not header or not header.isprintable() or len(header) > LONGEST_SUBJECT:
        raise ValueError(f"{name} of a mail: 1 to {LONGEST_SUBJECT} signs on one line, none that steers")


def _address(address: str) -> None:
    if not is_plain(address):
        raise ValueError("to of a mail: each a plain address, such as person@agency.example, in ASCII, without a name")
