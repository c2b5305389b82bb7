"""Review: how applications stand in each stage, and whose verdict is whose."""

from collections.abc import Iterator, Sequence

from django.db.models import F

from renkei.site.policy.phase import AFTER_DEADLINE, PUBLISHED
from renkei.site.policy.role import Role
from renkei.site.policy.rule import Given, Protected, may, protected
from renkei.site.policy.rules.readers import STAFF_READERS

Where = Sequence[tuple[str, object]]
WITHOUT_MONEY = (Role.COORDINATOR, Role.CHAIR, Role.OBSERVER)  # who sees all that is shown, and pays for nothing


def _of_stage(role: Role, call: str, *, path: str = "", where: Where = (), shown: bool = True) -> Iterator[Given]:
    """A row of a stage is seen after the deadline; that of the first one all through the full one too.

    `shown`: only once the secretariat has shown the stage's scores.
    """
    if not shown:
        yield may(role, "see", when=AFTER_DEADLINE, path=path)
        yield may(role, "see", path=path, where=[("stage", 1), (f"{call}__stage", 2)])
        return
    last = f"{call}__scores_shown__gte"
    yield may(role, "see", when=AFTER_DEADLINE, path=path, where=[*where, (last, F("stage"))])
    yield may(role, "see", path=path, where=[("stage", 1), (f"{call}__stage", 2), (last, 1), *where])


def _of_review(model: str) -> Protected:
    """How applications stand: the secretariat's alone until it shows the stage's scores.

    Funders see those of whose stage's submission asks them: one asked in the first stage alone is told nothing of the
    full one.
    """
    call, submission = "application__call", "application__submissions"
    asking = [(f"{submission}__withdrawn_at__isnull", True), (f"{submission}__stage", F("stage"))]
    return protected(
        model,
        call,
        *_of_stage(Role.SECRETARIAT, call, shown=False),
        *(rule for role in WITHOUT_MONEY for rule in _of_stage(role, call)),
        *_of_stage(Role.OFFICER, call, path=f"{submission}__asked__officers__user", where=asking),
    )


PROTECTED: tuple[Protected, ...] = (
    _of_review("review.Standing"),
    _of_review("review.CriterionScore"),
    protected(
        "review.FunderVerdict",
        "application__call",
        *(rule for role in STAFF_READERS for rule in _of_stage(role, "application__call", shown=False)),
        *_of_stage(Role.OFFICER, "application__call", path="participation__funder__officers__user", shown=False),
    ),
    protected("review.Draft", "call", may(Role.SECRETARIAT, "see", "take", when=AFTER_DEADLINE)),
    protected(
        "review.Snapshot",
        "call",
        may(Role.SECRETARIAT, "see", when=PUBLISHED),  # that of an invitation while the full stage is open, too
        *(rule for role in WITHOUT_MONEY for rule in _of_stage(role, "call")),
    ),
    protected("review.Visit", "participation__call", may(Role.OFFICER, "see", path="user")),
)
