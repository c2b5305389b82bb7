"""The rules: who may see or do what, model by model. Nothing else in the program says so.

Verbs: `see` (in any channel), `change`, and the verbs of a model's actions. A lead is a partner too, and sees as one.
"""

from collections.abc import Sequence

from renkei.site.policy.phase import AFTER_DEADLINE, PUBLISHED, Phase
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected, may, protected

# Roles that follow from a tie and need a second factor all the same: where the tie is kept
TIES = {Role.OFFICER: ("calls.Officer", "user")}
# Models without rules of their own, each with the ground on which it may be read plainly
UNPROTECTED = {
    "accounts.User": "log-in reads it before there is an actor; names are shown beside protected rows that hold them",
    "audit.Head": "a number and a hash, of which nobody learns anything",
    "files.StoredFile": "no manager leads to it: it is reached through a protected row that holds it",
}
Given = tuple[Role, frozenset[str], frozenset[Phase], str, tuple[tuple[str, object], ...]]
_OFFICERS = "call__participations__funder__officers__user"  # from a meeting to who acts for its funders
_STAFF_READERS = (Role.SECRETARIAT, Role.COORDINATOR, Role.OBSERVER)


def _whole_programme(
    *verbs: str,
) -> list[tuple[Role, frozenset[str], frozenset[Phase], str, tuple[tuple[str, object], ...]]]:
    """Secretariat, coordinator and observer alike."""
    return [may(role, *verbs) for role in _STAFF_READERS]


def _while_written(
    role: Role, *verbs: str, call: str, path: str, where: Sequence[tuple[str, object]] = ()
) -> list[Given]:
    """What an application's people do to it while it can be written: in the full stage only if it was invited.

    `call` is the lookup to the call; the application stands just before it.
    """
    application = call.removesuffix("call")
    full = ((f"{call}__stage", 2), (f"{application}invited_at__isnull", False))
    return [
        may(role, *verbs, when={Phase.OPEN}, path=path, where=[*where, *stage])
        for stage in (((f"{call}__stage", 1),), full)
    ]


def _of_first_stage(role: Role, stage: str, *, path: str = "", where: Sequence[tuple[str, object]] = ()) -> Given:
    """What was handed in to the first stage stays in sight while the full stage is announced and open."""
    call = f"{stage.removesuffix('stage')}application__call__stage"
    return may(role, "see", path=path, where=[(stage, 1), (call, 2), *where])


def _of_published(model: str, call: str, *rules: Given) -> Protected:
    """What belongs to a call and is public with it: its staff see it before, the secretariat changes it."""
    return protected(
        model,
        call,
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
        may(Role.OFFICER, "see", path=f"{call}__participations__funder__officers__user"),
        *rules,
    )


def _of_consortium(model: str, application: str, *lead_verbs: str) -> Protected:
    """A part of an application that is being written: its consortium, a lead among it, sees it, and nobody else."""
    partner = f"{application}__partners__members__user"
    lead = ((f"{application}__partners__role", "lead"),)
    call = f"{application}__call"
    changes = _while_written(Role.LEAD, *lead_verbs, call=call, path=partner, where=lead) if lead_verbs else []
    return protected(model, f"{application}__call", may(Role.PARTNER, "see", path=partner), *changes)


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


def _of_meeting(model: str, meeting: str, *rules: Given) -> Protected:
    """What belongs to a selection meeting: its funders see the whole of it once it opened, as they sit in one room."""
    prefix = f"{meeting}__" if meeting else ""
    return protected(
        model,
        f"{prefix}call",
        may(Role.SECRETARIAT, "see"),
        *(may(role, "see", when=AFTER_DEADLINE) for role in (Role.COORDINATOR, Role.CHAIR, Role.OBSERVER)),
        may(
            Role.OFFICER,
            "see",
            when=AFTER_DEADLINE,
            path=f"{prefix}{_OFFICERS}",
            where=[(f"{prefix}opened_at__isnull", False)],
        ),
        *rules,
    )


def _in_meeting(role: Role, *verbs: str, meeting: str = "") -> Given:
    """Verbs of an officer of one of a call's funders, in the meeting while it is open."""
    prefix = f"{meeting}__" if meeting else ""
    return may(role, *verbs, when=AFTER_DEADLINE, path=f"{prefix}{_OFFICERS}", where=[(f"{prefix}state", "open")])


PROTECTED: tuple[Protected, ...] = (
    # The floor
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
    # The directory
    protected(
        "directory.Organisation",
        None,
        may(Role.PUBLIC, "see", where=[("listed", True)]),
        may(Role.PARTNER, "see", path="entered_by"),
        may(Role.SECRETARIAT, "change", where=[("listed", True)]),
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
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
        may(Role.PARTNER, "see", path="asked_by"),
    ),
    protected(
        "calls.Answer",
        "question__call",
        may(Role.PUBLIC, "see", when=PUBLISHED),
        *_whole_programme("see"),
        may(Role.SECRETARIAT, "change"),
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
        *_while_written(
            Role.LEAD,
            "change",
            "invite",
            "submit",
            "withdraw",
            call="call",
            path="partners__members__user",
            where=[("partners__role", "lead")],
        ),
    ),
    protected(
        "applications.Partner",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        *_while_written(Role.PARTNER, "change", "sign_off", call="application__call", path="members__user"),
    ),
    protected(
        "applications.Member",
        "partner__application__call",
        may(Role.PARTNER, "see", path="partner__application__partners__members__user"),
        *_while_written(Role.PARTNER, "leave", call="partner__application__call", path="user"),
    ),
    _of_consortium("applications.Invitation", "partner__application", "change"),
    protected(
        "applications.Request",
        "partner__application__call",
        may(Role.PARTNER, "see", path="partner__application__partners__members__user"),
        *_while_written(Role.PARTNER, "change", call="partner__application__call", path="partner__members__user"),
    ),
    protected(
        "applications.SectionText",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        *_while_written(Role.PARTNER, "change", call="application__call", path="partner__members__user"),
        *_while_written(
            Role.LEAD,
            "change",
            call="application__call",
            path="application__partners__members__user",
            where=[("partner__isnull", True), ("application__partners__role", "lead")],
        ),
    ),
    _of_consortium("applications.SectionVersion", "section_text__application"),
    _of_consortium("applications.TextBeside", "section_text__application"),
    _of_consortium("applications.SignOff", "partner__application"),
    protected(
        "applications.Attachment",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        *_while_written(Role.PARTNER, "change", call="application__call", path="partner__members__user"),
        *(
            may(
                role,
                "see",
                when=AFTER_DEADLINE,
                where=[("in_submissions__withdrawn_at__isnull", True), ("in_submissions__isnull", False)],
            )
            for role in (Role.COORDINATOR, Role.OBSERVER)
        ),
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
        *(
            _of_first_stage(role, "in_submissions__stage", where=[("in_submissions__withdrawn_at__isnull", True)])
            for role in (Role.COORDINATOR, Role.OBSERVER)
        ),
        _of_first_stage(
            Role.OFFICER,
            "in_submissions__stage",
            path="in_submissions__asked__officers__user",
            where=[("in_submissions__withdrawn_at__isnull", True)],
        ),
    ),
    # Submissions: frozen; the secretariat from arrival, funders and observers after the deadline
    protected(
        "applications.Submission",
        "application__call",
        may(Role.PARTNER, "see", path="application__partners__members__user"),
        may(Role.SECRETARIAT, "see"),
        *(may(role, "see", when=AFTER_DEADLINE) for role in (Role.COORDINATOR, Role.CHAIR, Role.OBSERVER)),
        may(
            Role.OFFICER,
            "see",
            when=AFTER_DEADLINE,
            path="asked__officers__user",
            where=[("withdrawn_at__isnull", True)],
        ),
        *(_of_first_stage(role, "stage") for role in (Role.COORDINATOR, Role.CHAIR, Role.OBSERVER)),
        _of_first_stage(Role.OFFICER, "stage", path="asked__officers__user", where=[("withdrawn_at__isnull", True)]),
    ),
    # Review
    _of_review("review.Standing", "application"),
    _of_review("review.CriterionScore", "application"),
    protected(
        "review.FunderVerdict",
        "application__call",
        *(may(role, "see", when=AFTER_DEADLINE) for role in _STAFF_READERS),
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
    # Decisions: the meeting's people see it whole; funders consent for themselves
    _of_meeting(
        "decisions.SelectionMeeting",
        "",
        may(Role.SECRETARIAT, "make", "change", "open", "simulate", "propose"),
        may(Role.CHAIR, "change", "open", "simulate", "propose", when=AFTER_DEADLINE),
        _in_meeting(Role.OFFICER, "simulate"),
    ),
    *(
        _of_meeting(f"decisions.{model}", meeting)
        for model, meeting in (
            ("Seat", "meeting"),
            ("Absence", "seat__meeting"),
            ("MinuteLine", "meeting"),
            ("Act", "meeting"),
            ("Draw", "meeting"),
            ("Proposal", "meeting"),
            ("Scenario", "meeting"),
            ("Consent", "decision__meeting"),
        )
    ),
    _of_meeting(
        "decisions.Decision",
        "meeting",
        _in_meeting(Role.OFFICER, "consent", meeting="meeting"),
        may(Role.CHAIR, "consent", when=AFTER_DEADLINE),
    ),
    # Portfolio: a funder its own awards; an applicant its own, once told by letter
    protected(
        "portfolio.Award",
        "application__call",
        *_whole_programme("see"),
        may(Role.OFFICER, "see", path="participation__funder__officers__user"),
        may(
            Role.PARTNER,
            "see",
            path="application__partners__members__user",
            where=[("application__partners__letters__isnull", False)],
        ),
    ),
    protected(
        "portfolio.Letter",
        "partner__application__call",
        may(Role.SECRETARIAT, "see"),
        may(Role.OBSERVER, "see"),
        may(Role.PARTNER, "see", path="partner__members__user"),
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
        *_whole_programme("see"),
        may(
            Role.OFFICER,
            "see",
            path="application__submissions__asked__officers__user",
            where=[("application__submissions__withdrawn_at__isnull", True)],
        ),
    ),
    protected(
        "portfolio.FunderResult",
        "participation__call",
        may(Role.PUBLIC, "see", when={Phase.RESULTS}),
        *_whole_programme("see"),
    ),
)
