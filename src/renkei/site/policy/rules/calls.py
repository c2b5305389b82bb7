"""Calls: public once published, with all that belongs to them."""

from renkei.site.policy.phase import AFTER_DEADLINE, PUBLISHED, Phase
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Given, Protected, may, protected
from renkei.site.policy.rules.readers import whole_programme


def _of_published(model: str, call: str, *rules: Given) -> Protected:
    """What belongs to a call and is public with it: its staff see it before, the secretariat changes it."""
    return protected(
        model,
        call,
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
        may(Role.OFFICER, "see", path=f"{call}__participations__funder__officers__user"),
        *rules,
    )


PROTECTED: tuple[Protected, ...] = (
    protected("calls.Funder", None, may(Role.PUBLIC, "see"), may(Role.SECRETARIAT, "change")),
    protected(
        "calls.Officer",
        None,
        *whole_programme("see"),
        may(Role.ADMINISTRATOR, "see", "make", "end"),
        may(Role.OFFICER, "see", path="user"),
    ),
    protected(
        "calls.Call",
        "",
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *whole_programme("see"),
        may(Role.SECRETARIAT, "make", "change", "publish", "answer", "publish_results"),
        may(Role.SECRETARIAT, "extend", when={Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED}),
        may(Role.SECRETARIAT, "assess", "follow_up", when=AFTER_DEADLINE),
        may(Role.PUBLIC, "ask", when=PUBLISHED),  # a question: by anybody who has logged in
        may(Role.PUBLIC, "begin", when={Phase.OPEN}, where=[("stage", 1)]),  # an application: by who has logged in
        may(Role.OFFICER, "see", path="participations__funder__officers__user"),
    ),
    _of_published(
        "calls.Participation",
        "call",
        may(Role.OFFICER, "raise", when=PUBLISHED, path="funder__officers__user"),
        may(Role.OFFICER, "screen", "award", when=AFTER_DEADLINE, path="funder__officers__user"),
    ),
    _of_published("calls.Section", "call"),
    _of_published("calls.Milestone", "call"),
    _of_published("calls.Change", "call"),
    protected(
        "calls.Question",
        "call",
        may(Role.PUBLIC, "see", when=PUBLISHED, where=[("answered_at__isnull", False)]),
        *whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
        may(Role.PARTNER, "see", path="asked_by"),
    ),
    protected(
        "calls.Answer",
        "question__call",
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
    ),
    protected(
        "calls.Result",
        "call",
        may(Role.PUBLIC, "see", when={Phase.RESULTS}),
        *whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
    ),
)
