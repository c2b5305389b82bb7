"""The rules: who may see or do what, model by model. Nothing else in the program says so.

Verbs: `see` (in any channel), `see_people` (names and addresses), `change`, and the verbs of a model's actions.
"""

from renkei.site.policy.phase import AFTER_DEADLINE, PUBLISHED, Phase
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected, may, protected

_STAFF_READERS = (Role.SECRETARIAT, Role.COORDINATOR, Role.OBSERVER)


def _whole_programme(
    *verbs: str,
) -> list[tuple[Role, frozenset[str], frozenset[Phase], str, tuple[tuple[str, object], ...]]]:
    """Secretariat, coordinator and observer alike."""
    return [may(role, *verbs) for role in _STAFF_READERS]


def _of_published(model: str, call: str) -> Protected:
    """What belongs to a call and is public with it: its staff see it before, the secretariat changes it."""
    return protected(
        model,
        call,
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
        may(Role.OFFICER, "see", path=f"{call}__participations__funder__officers__user".lstrip("_")),
    )


def _of_consortium(model: str, application: str, *lead_verbs: str) -> Protected:
    """A part of an application that is being written: its consortium sees it, nobody else does."""
    partner = f"{application}__partners__members__user".lstrip("_")
    call = f"{application}__call".lstrip("_")
    lead = ((f"{application}__partners__role".lstrip("_"), "lead"),)
    return protected(
        model,
        call,
        may(Role.PARTNER, "see", path=partner),
        may(Role.LEAD, "see", path=partner, where=lead),
        may(Role.LEAD, *lead_verbs, when={Phase.OPEN}, path=partner, where=lead),
    )


PROTECTED: tuple[Protected, ...] = (
    # The floor
    protected(
        "accounts.Appointment",
        None,
        may(Role.ADMINISTRATOR, "see", "change"),
        may(Role.OBSERVER, "see"),
        may(Role.PARTNER, "see", path="user"),
    ),
    protected("audit.Event", None, may(Role.ADMINISTRATOR, "see"), may(Role.OBSERVER, "see")),
    protected("outbox.Parcel", None, may(Role.ADMINISTRATOR, "see", "change")),
    # The directory
    protected(
        "directory.Organisation",
        None,
        may(Role.PUBLIC, "see"),
        may(Role.SECRETARIAT, "change"),
    ),
    # Calls
    protected("calls.Funder", None, may(Role.PUBLIC, "see"), may(Role.SECRETARIAT, "change")),
    protected(
        "calls.Officer",
        None,
        *_whole_programme("see"),
        may(Role.ADMINISTRATOR, "see", "change"),
        may(Role.OFFICER, "see", path="user"),
    ),
    protected(
        "calls.Call",
        "",
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change", "publish", "extend", "answer"),
        may(Role.OFFICER, "see", path="participations__funder__officers__user"),
    ),
    _of_published("calls.Participation", "call"),
    _of_published("calls.Section", "call"),
    _of_published("calls.Milestone", "call"),
    _of_published("calls.Change", "call"),
    protected(
        "calls.Question",
        "call",
        may(Role.PUBLIC, "see", when=PUBLISHED, where=[("answered_at__isnull", False)]),
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
        may(Role.PARTNER, "see", path="asked_by"),
    ),
    protected(
        "calls.Result",
        "call",
        may(Role.PUBLIC, "see", when={Phase.RESULTS}),
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
    ),
    # Applications: drafts belong to their consortium alone
    protected(
        "applications.Application",
        "call",
        may(Role.PARTNER, "see", path="partners__members__user"),
        may(Role.LEAD, "see", path="partners__members__user", where=[("partners__role", "lead")]),
        may(
            Role.LEAD,
            "change",
            "invite",
            "submit",
            "withdraw",
            when={Phase.OPEN},
            path="partners__members__user",
            where=[("partners__role", "lead")],
        ),
    ),
    protected(
        "applications.Partner",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        may(Role.PARTNER, "change", "sign_off", when={Phase.OPEN}, path="members__user"),
    ),
    _of_consortium("applications.Member", "partner__application", "change"),
    _of_consortium("applications.Invitation", "partner__application", "change"),
    protected(
        "applications.Request",
        "partner__application__call",
        may(Role.PARTNER, "see", path="partner__application__partners__members__user"),
        may(Role.PARTNER, "change", when={Phase.OPEN}, path="partner__members__user"),
    ),
    protected(
        "applications.SectionText",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        may(Role.PARTNER, "change", when={Phase.OPEN}, path="partner__members__user"),
        may(
            Role.LEAD,
            "change",
            when={Phase.OPEN},
            path="application__partners__members__user",
            where=[("partner__isnull", True), ("application__partners__role", "lead")],
        ),
    ),
    _of_consortium("applications.SectionVersion", "section_text__application"),
    _of_consortium("applications.SignOff", "partner__application"),
    protected(
        "applications.Attachment",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        may(Role.PARTNER, "change", when={Phase.OPEN}, path="partner__members__user"),
        may(
            Role.SECRETARIAT,
            "see",
            where=[("in_submissions__withdrawn_at__isnull", True), ("in_submissions__isnull", False)],
        ),
        may(
            Role.OFFICER,
            "see",
            when=AFTER_DEADLINE,
            path="in_submissions__asked__officers__user",
            where=[("in_submissions__withdrawn_at__isnull", True)],
        ),
        may(
            Role.OBSERVER,
            "see",
            when=AFTER_DEADLINE,
            where=[("in_submissions__withdrawn_at__isnull", True), ("in_submissions__isnull", False)],
        ),
    ),
    # Submissions: frozen; the secretariat from arrival, funders and observers after the deadline
    protected(
        "applications.Submission",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        may(Role.SECRETARIAT, "see"),
        may(Role.COORDINATOR, "see", when=AFTER_DEADLINE),
        may(Role.OBSERVER, "see", when=AFTER_DEADLINE),
        may(
            Role.OFFICER,
            "see",
            when=AFTER_DEADLINE,
            path="asked__officers__user",
            where=[("withdrawn_at__isnull", True)],
        ),
    ),
)
