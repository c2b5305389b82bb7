"""The roles: who somebody is to a call."""

from enum import StrEnum


class Role(StrEnum):
    """Some are held for the whole programme (an appointment), some follow from a tie to a row (a rule's path)."""

    PUBLIC = "public"
    LEAD = "lead"
    PARTNER = "partner"
    OFFICER = "officer"
    SECRETARIAT = "secretariat"
    COORDINATOR = "coordinator"
    CHAIR = "chair"
    REVIEWER = "reviewer"
    OBSERVER = "observer"
    ADMINISTRATOR = "administrator"


APPOINTED = (Role.SECRETARIAT, Role.COORDINATOR, Role.CHAIR, Role.OBSERVER, Role.ADMINISTRATOR)
STAFF = (*APPOINTED, Role.OFFICER)  # whose log-in needs a second factor
