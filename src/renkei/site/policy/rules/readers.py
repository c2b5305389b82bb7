"""Those who read the whole programme."""

from renkei.site.policy.role import Role
from renkei.site.policy.rule import Given, may

STAFF_READERS = (Role.SECRETARIAT, Role.COORDINATOR, Role.OBSERVER)


def whole_programme(*verbs: str) -> list[Given]:
    """Secretariat, coordinator and observer alike."""
    return [may(role, *verbs) for role in STAFF_READERS]
