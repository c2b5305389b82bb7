"""The portfolio: a funder its own awards; an applicant its own, once told by letter."""

from django.db.models import F

from renkei.site.policy.phase import Phase
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected, may, protected
from renkei.site.policy.rules.readers import whole_programme

_TOLD = ("members", "contacts")  # of a partner: who wrote for it, and who came in its place

PROTECTED: tuple[Protected, ...] = (
    protected(
        "portfolio.Award",
        "application__call",
        *whole_programme("see"),
        may(Role.OFFICER, "see", path="participation__funder__officers__user"),
        *(
            may(
                Role.PARTNER,
                "see",
                path=f"application__partners__{people}__user",
                where=[("application__partners__letters__isnull", False)],
            )
            for people in _TOLD
        ),
    ),
    protected(
        "portfolio.Contact",
        "partner__application__call",
        may(Role.SECRETARIAT, "see"),
        may(Role.OBSERVER, "see"),
        may(Role.PARTNER, "see", path="user"),
    ),
    protected(
        "portfolio.Letter",
        "partner__application__call",
        may(Role.SECRETARIAT, "see"),
        may(Role.OBSERVER, "see"),
        *(may(Role.PARTNER, "see", path=f"partner__{people}__user") for people in _TOLD),
    ),
    protected(
        "portfolio.Redress",
        "application__call",
        may(Role.SECRETARIAT, "see", "answer"),
        may(Role.CHAIR, "see", "answer"),
        may(Role.OBSERVER, "see"),
        may(Role.PARTNER, "see", path="application__partners__members__user"),
    ),
    protected(
        "portfolio.Departure",
        "application__call",
        *whole_programme("see"),
        may(
            Role.OFFICER,
            "see",
            path="application__submissions__asked__officers__user",
            where=[
                ("application__submissions__withdrawn_at__isnull", True),
                ("application__submissions__stage", F("application__call__stage")),  # a decision is on the last one
            ],
        ),
    ),
    protected(
        "portfolio.FunderResult",
        "participation__call",
        may(Role.PUBLIC, "see", when={Phase.RESULTS}),
        *whole_programme("see"),
    ),
)
