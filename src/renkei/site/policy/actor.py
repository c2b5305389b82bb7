"""Who asks, and when."""

from dataclasses import dataclass
from datetime import datetime

from renkei.site.policy.role import Role


@dataclass(frozen=True)
class Actor:
    """A person at a moment: `user` None is the public; `roles` are those held for the whole programme.

    The moment is the one at which the request arrived, so that all of a page is seen at one time.
    """

    at: datetime
    user: int | None = None
    roles: frozenset[Role] = frozenset()
    name: str = ""
