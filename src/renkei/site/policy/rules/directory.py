"""The directory of organisations."""

from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected, may, protected

PROTECTED: tuple[Protected, ...] = (
    protected(
        "directory.Organisation",
        None,
        may(Role.PUBLIC, "see", where=[("listed", True)]),
        may(Role.PARTNER, "see", path="entered_by"),
        may(Role.SECRETARIAT, "change", where=[("listed", True)]),
    ),
)
