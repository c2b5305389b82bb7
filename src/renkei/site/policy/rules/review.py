"""Review: how applications stand, and whose verdict is whose."""

from renkei.site.policy.phase import AFTER_DEADLINE, PUBLISHED
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected, may, protected
from renkei.site.policy.rules.readers import STAFF_READERS


def _of_review(model: str, application: str) -> Protected:
    """How applications stand: the secretariat's alone until it shows the scores; funders' of what they are asked."""
    shown = (f"{application}__call__scores_seen_at__isnull", False)
    return protected(
        model,
        f"{application}__call",
        may(Role.SECRETARIAT, "see", when=AFTER_DEADLINE),
        *(
            may(role, "see", when=AFTER_DEADLINE, where=[shown])
            for role in (Role.COORDINATOR, Role.CHAIR, Role.OBSERVER)
        ),
        may(
            Role.OFFICER,
            "see",
            when=AFTER_DEADLINE,
            path=f"{application}__submissions__asked__officers__user",
            where=[(f"{application}__submissions__withdrawn_at__isnull", True), shown],
        ),
    )


PROTECTED: tuple[Protected, ...] = (
    _of_review("review.Standing", "application"),
    _of_review("review.CriterionScore", "application"),
    protected(
        "review.FunderVerdict",
        "application__call",
        *(may(role, "see", when=AFTER_DEADLINE) for role in STAFF_READERS),
        may(Role.OFFICER, "see", when=AFTER_DEADLINE, path="participation__funder__officers__user"),
    ),
    protected("review.Draft", "call", may(Role.SECRETARIAT, "see", "take", when=AFTER_DEADLINE)),
    protected(
        "review.Snapshot",
        "call",
        may(Role.SECRETARIAT, "see", when=PUBLISHED),  # that of an invitation while the full stage is open, too
        *(
            may(role, "see", when=AFTER_DEADLINE, where=[("call__scores_seen_at__isnull", False)])
            for role in (Role.COORDINATOR, Role.CHAIR, Role.OBSERVER)
        ),
    ),
    protected("review.Visit", "participation__call", may(Role.OFFICER, "see", path="user")),
)
