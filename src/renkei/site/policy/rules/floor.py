"""The floor: appointments, the trail, the outbox, tokens."""

from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected, may, protected

PROTECTED: tuple[Protected, ...] = (
    protected(
        "accounts.Appointment",
        None,
        may(Role.ADMINISTRATOR, "see", "appoint", "end"),
        may(Role.OBSERVER, "see"),
        may(Role.PARTNER, "see", path="user"),
    ),
    protected(
        "audit.Event",
        None,
        may(Role.ADMINISTRATOR, "see"),
        may(Role.OBSERVER, "see"),
        tells_of=("subject", "subject_id"),
    ),
    protected("outbox.Parcel", None, may(Role.ADMINISTRATOR, "see", "change")),
    protected("tokens.Token", None, may(Role.PARTNER, "see", "revoke", path="user")),  # a person's own
)
