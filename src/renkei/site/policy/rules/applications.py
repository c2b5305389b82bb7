"""Applications: drafts belong to their consortium alone; what was handed in is frozen."""

from collections.abc import Sequence

from renkei.site.policy.phase import AFTER_DEADLINE, Phase
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Given, Protected, may, protected


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


def _of_consortium(model: str, application: str, *lead_verbs: str) -> Protected:
    """A part of an application that is being written: its consortium, a lead among it, sees it, and nobody else."""
    partner = f"{application}__partners__members__user"
    lead = ((f"{application}__partners__role", "lead"),)
    call = f"{application}__call"
    changes = _while_written(Role.LEAD, *lead_verbs, call=call, path=partner, where=lead) if lead_verbs else []
    return protected(model, f"{application}__call", may(Role.PARTNER, "see", path=partner), *changes)


_NOT_WITHDRAWN = (
    "in_submissions__withdrawn_at__isnull",
    True,
)  # of an attachment: what it went in with was not withdrawn

PROTECTED: tuple[Protected, ...] = (
    # Drafts
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
                where=[_NOT_WITHDRAWN, ("in_submissions__isnull", False)],
            )
            for role in (Role.COORDINATOR, Role.OBSERVER)
        ),
        may(
            Role.SECRETARIAT,
            "see",
            where=[_NOT_WITHDRAWN, ("in_submissions__isnull", False)],
        ),
        may(
            Role.OFFICER,
            "see",
            when=AFTER_DEADLINE,
            path="in_submissions__asked__officers__user",
            where=[_NOT_WITHDRAWN],
        ),
        *(
            _of_first_stage(role, "in_submissions__stage", where=[_NOT_WITHDRAWN])
            for role in (Role.COORDINATOR, Role.OBSERVER)
        ),
        _of_first_stage(
            Role.OFFICER,
            "in_submissions__stage",
            path="in_submissions__asked__officers__user",
            where=[_NOT_WITHDRAWN],
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
)
