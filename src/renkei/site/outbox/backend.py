"""Django's own mail, such as a new password's, by way of the outbox."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from renkei.site.outbox.post import post_mail


class OutboxBackend(BaseEmailBackend):
    """Posts each message to each of its recipients apart, so that none sees the others."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many messages were posted."""
        for message in email_messages:
            self._post(message)
        return len(email_messages)

    def _post(self, message: EmailMessage) -> None:
        given: Any = getattr(message, "alternatives", None) or []
        html = next((content for content, kind in given if kind == "text/html"), "")
        for address in message.recipients():
            post_mail(
                f"mail/{uuid.uuid4().hex}",
                [address],
                " ".join(str(message.subject).split()),
                str(message.body),
                language=get_language() or "en",
                html=html,
            )
