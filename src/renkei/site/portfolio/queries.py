"""Reading what follows a decision, always through the policy."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, Sum, When
from django.shortcuts import get_object_or_404

from renkei.site.applications.models import Member, Request
from renkei.site.calls.models import Call, Participation
from renkei.site.decisions.models import Decision
from renkei.site.decisions.reading import record_of
from renkei.site.policy import Actor, Role, scoped, unscoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.portfolio.models import Award, Contact, Departure, Letter, Redress

State = Award.State
SAID = (State.CONFIRMED, State.AWARDED)


@dataclass
class Totals:
    """A funder's awards in figures, in minor units of its currency; `counts` by state."""

    part: Participation
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    decided: int = 0
    confirmed: int = 0
    waiting: int = 0
    raised: int | None = None

    @property
    def number(self) -> int:
        """How many awards stand."""
        return sum(self.counts.values())

    @property
    def budget(self) -> int:
        """The budget with the raise that was decided with, or the confirmed one where no decision says it."""
        return self.part.budget + (self.part.confirmed_raise or 0 if self.raised is None else self.raised)

    @property
    def recommended(self) -> int:
        """How many wait for the funder's word."""
        return self.counts.get(State.RECOMMENDED, 0)


def awards(actor: Actor, call: Call) -> GuardedQuerySet[Award]:
    """The awards of a call that an actor sees, by application and funder; those that ended are among them."""
    rows = scoped(actor, Award).filter(application__call=call).select_related("application", "participation__funder")
    return rows.order_by("application__number", "participation__funder__code")


def whose_words_are_told(actor: Actor, call: Call) -> set[tuple[int, int]] | None:
    """(application, funder's part) of the awards of which an applicant is told conditions and grounds: those it asked.

    None for whoever reads all that a funder says of the awards that they see.
    """
    if {Role.SECRETARIAT, Role.COORDINATOR, Role.OBSERVER} & actor.roles:
        return None
    if scoped(actor, Participation, "award").filter(call=call).exists():
        return None
    mine = Q(partner__members__user=actor.user) | Q(partner__contacts__user=actor.user)
    rows = unscoped(Request, "which funder an applicant's own partner asks").filter(partner__application__call=call)
    asked = rows.filter(mine, participation__isnull=False)
    return set(asked.values_list("partner__application_id", "participation_id"))


def parts_with_awards(actor: Actor) -> GuardedQuerySet[Participation]:
    """The funders' parts for which the actor confirms, where there are awards, the last deadline first."""
    with_awards = scoped(actor, Award).values("participation")
    mine = scoped(actor, Participation, "award").filter(pk__in=with_awards).select_related("call", "funder")
    return mine.order_by("-call__closes_at", "funder__code")


def followed_calls(actor: Actor) -> GuardedQuerySet[Call]:
    """The calls of which the actor sees an adopted decision, the last deadline first."""
    adopted = scoped(actor, Decision).filter(adopted_at__isnull=False).values("meeting__call")
    return scoped(actor, Call).filter(pk__in=adopted).order_by("-closes_at", "pk")


def followed_call(actor: Actor, slug: str) -> Call:
    """One of them by its name in addresses; a page that is not there for everybody else."""
    return get_object_or_404(followed_calls(actor), slug=slug)


def standing_decision(actor: Actor, call: Call) -> Decision | None:
    """The decision that stands, as far as the actor sees it."""
    rows = scoped(actor, Decision).filter(meeting__call=call, state=Decision.State.ADOPTED)
    return rows.select_related("follows", "meeting__call", "scenario").order_by("-number").first()


def totals(actor: Actor, parts: GuardedQuerySet[Participation], decision: Decision | None) -> list[Totals]:
    """The awards of some funders' parts of a call in figures, in one query, by the funders' codes."""
    spending = record_of(decision)["spending"] if decision else {}
    found = {
        part.pk: Totals(part, raised=spending.get(part.funder.code, {}).get("raise"))
        for part in parts.select_related("funder").order_by("funder__code")
    }
    rows = scoped(actor, Award).filter(participation__in=list(found)).exclude(state=State.ENDED).order_by()
    for part, state, number, amount, granted in rows.values_list("participation", "state").annotate(
        Count("pk"), Sum("amount"), Sum("granted")
    ):
        one = found[part]
        one.counts[state] += number
        one.decided += amount
        one.confirmed += (granted or 0) if state in SAID else 0
        one.waiting += amount if state == State.RECOMMENDED else 0
    return list(found.values())


def to_confirm(actor: Actor, part: Participation) -> GuardedQuerySet[Award]:
    """A funder's own awards, those that wait for its word first."""
    rows = scoped(actor, Award).filter(participation=part).select_related("application", "participation__funder")
    waiting_first = Case(When(state=State.RECOMMENDED, then=0), default=1)
    return rows.exclude(state=State.ENDED).order_by(waiting_first, "application__number")


def reads_letters(actor: Actor) -> bool:
    """Whether the list of a call's letters is there for the actor."""
    return bool({Role.SECRETARIAT, Role.OBSERVER} & actor.roles)


def letters_of(actor: Actor, call: Call) -> GuardedQuerySet[Letter]:
    """The letters of a call, without their PDFs."""
    rows = scoped(actor, Letter).filter(partner__application__call=call).defer("pdf", "text")
    rows = rows.select_related("partner__application", "partner__organisation", "decision")
    return rows.order_by("-decision__number", "partner__application__number", "partner__position")


def my_letters(actor: Actor) -> GuardedQuerySet[Letter]:
    """The letters to the partners for which the actor writes or stands, the newest first."""
    written = scoped(actor, Member).filter(user=actor.user).values("partner")
    stood_for = scoped(actor, Contact).filter(user=actor.user).values("partner")
    mine = scoped(actor, Letter).filter(Q(partner__in=written) | Q(partner__in=stood_for))
    rows = mine.defer("pdf", "text").select_related("partner__application__call", "partner__organisation")
    return rows.order_by("-written_at", "pk")


def departures(actor: Actor, call: Call) -> list[Departure]:
    """What happened to funded applications since the decision, the last first."""
    rows = scoped(actor, Departure).filter(application__call=call).distinct()
    rows = rows.select_related("application", "partner", "organisation", "by", "followed_by")
    return list(rows.order_by("-at", "-pk"))


def contacts(actor: Actor, call: Call) -> GuardedQuerySet[Contact]:
    """Who was asked to stand for partners that came in a call, in the order of the letters."""
    rows = scoped(actor, Contact).filter(partner__application__call=call).select_related("user", "partner")
    return rows.order_by("sent_at", "pk")


def reads_redress(actor: Actor) -> bool:
    """Whether the list of redress is there for the actor."""
    return bool({Role.SECRETARIAT, Role.CHAIR, Role.OBSERVER} & actor.roles)


def unfollowed(actor: Actor, call: Call) -> list[Redress]:
    """Upheld redress of a call that no decision followed yet."""
    rows = scoped(actor, Redress).filter(application__call=call, upheld=True, followed_by__isnull=True)
    return list(rows.select_related("application").order_by("filed_at"))


def redresses(actor: Actor, call: Call) -> GuardedQuerySet[Redress]:
    """The redress asked in a call, what waits first, then by arrival."""
    rows = scoped(actor, Redress).filter(application__call=call).select_related("application", "filed_by", "decision")
    return rows.order_by(F("answered_at").asc(nulls_first=True), "filed_at")
