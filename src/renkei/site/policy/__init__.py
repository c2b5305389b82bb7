"""The policy: the only place that says who may see or do what, as data, and asked the same way by every channel.

A page, an API route, an export, a file, a count, a feed, a search hit and a history entry all read through `scoped`,
and every action takes what it changes through `locked`.
"""

from renkei.site.policy.actor import Actor
from renkei.site.policy.beneath import Seen, seen
from renkei.site.policy.guard import Guarded, OneToOne
from renkei.site.policy.phase import Phase
from renkei.site.policy.query import UnscopedReadError
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Rule
from renkei.site.policy.scope import NotAllowed, allowed, locked, may_make, scoped, unscoped

__all__ = [
    "Actor",
    "Guarded",
    "NotAllowed",
    "OneToOne",
    "Phase",
    "Role",
    "Rule",
    "Seen",
    "UnscopedReadError",
    "allowed",
    "locked",
    "may_make",
    "scoped",
    "seen",
    "unscoped",
]
