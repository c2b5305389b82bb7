"""The rules: who may see or do what, a module a station. Nothing else in the program says so.

Verbs: `see` (in any channel), `change`, and the verbs of a model's actions. A lead is a partner too, and sees as one.
"""

from renkei.site.policy.role import Role
from renkei.site.policy.rule import Protected
from renkei.site.policy.rules import applications, calls, decisions, directory, floor, portfolio, review

# Roles that follow from a tie and need a second factor all the same: where the tie is kept
TIES = {Role.OFFICER: ("calls.Officer", "user")}
# Models without rules of their own, each with the ground on which it may be read plainly
UNPROTECTED = {
    "accounts.User": "log-in reads it before there is an actor; names are shown beside protected rows that hold them",
    "audit.Head": "a number and a hash, of which nobody learns anything",
    "files.StoredFile": "no manager leads to it: it is reached through a protected row that holds it",
}
PROTECTED: tuple[Protected, ...] = (
    *floor.PROTECTED,
    *directory.PROTECTED,
    *calls.PROTECTED,
    *applications.PROTECTED,
    *review.PROTECTED,
    *decisions.PROTECTED,
    *portfolio.PROTECTED,
)
