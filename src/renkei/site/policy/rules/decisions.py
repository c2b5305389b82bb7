"""Decisions: the meeting's people see it whole; funders consent for themselves."""

from renkei.site.policy.phase import AFTER_DEADLINE
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Given, Protected, may, protected

_OFFICERS = "call__participations__funder__officers__user"  # from a meeting to who acts for its funders


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
)
