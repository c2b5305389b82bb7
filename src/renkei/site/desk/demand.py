"""What each funder of a call is asked for, against its money: from what is handed in at this moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from renkei.reports.totals import Money
from renkei.site.applications.models import Submission
from renkei.site.calls.deciding import settings_of_call
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import Actor, scoped
from renkei.site.policy.guard import GuardedQuerySet
from renkei.site.review.actions.handed_in import handed_in
from renkei.site.review.facts import facts_of
from renkei.site.ui import reader
from renkei.site.ui.bars import Bar, Bars
from renkei.site.ui.tables import Column


@dataclass(frozen=True)
class Asked:
    """What one funder is asked for: by how many applications, how much (minor units of its currency)."""

    applications: int = 0
    amount: int = 0


@dataclass(frozen=True)
class Demand:
    """A call's funders with what they are asked for in the call's stage."""

    call: Call
    parts: Sequence[Participation]
    asked: Mapping[str, Asked]
    handed_in: int

    @classmethod
    def of(cls, actor: Actor, call: Call) -> "Demand":
        """The demand on each funder, of what stands handed in and the actor may see."""
        rows = list(handed_in(actor, call))
        return cls(call, list(paying(actor, call)), _asked(rows), len(rows))

    @cached_property
    def caps(self) -> Mapping[str, Decimal]:
        """Funder → how many times its money may be asked of it, as far as the call publishes that."""
        demand = settings_of_call(self.call).demand
        own = dict(demand.caps)
        found = {one.funder.code: own.get(one.funder.code, demand.cap) for one in self.parts}
        return {code: cap for code, cap in found.items() if cap is not None}

    def of_funder(self, part: Participation) -> Asked:
        """What a funder is asked for."""
        return self.asked.get(part.funder.code, Asked())

    def times(self, part: Participation) -> Fraction | None:
        """How many times its money a funder is asked for; None where it has none."""
        own = money_of(part)
        return Fraction(self.of_funder(part).amount, own) if own else None

    def bars(self) -> Bars:
        """Each funder's demand as a multiple of its money, its cap as a line; the fullest first."""
        times = {one.pk: self.times(one) or Fraction(0) for one in self.parts}
        scale = max([Fraction(1), *times.values(), *map(Fraction, self.caps.values())])
        ordered = sorted(self.parts, key=lambda one: -times[one.pk])
        lines = [self._bar(one, times[one.pk], scale) for one in ordered]
        return Bars(_("Asked, as a multiple of each funder's money"), lines)

    def _bar(self, part: Participation, times: Fraction, scale: Fraction) -> Bar:
        limit = Fraction(self.caps.get(part.funder.code, Decimal(1))) / scale
        return Bar(part.funder.name, times / scale, times_words(times), limit)

    def columns(self) -> tuple[Column[Participation], ...]:
        """The columns of the demand as a table."""
        return (
            Column("funder", _("Funder"), lambda row: row.funder.name, "funder__name"),
            Column("code", _("Code"), lambda row: row.funder.code, "funder__code", "code"),
            Column("applications", _("Applications"), lambda row: self.of_funder(row).applications, kind="count"),
            Column(
                "asked", _("Asked"), lambda row: Money(self.of_funder(row).amount, row.funder.currency), kind="money"
            ),
            Column("money", _("Its money"), lambda row: Money(money_of(row), row.funder.currency), kind="money"),
            Column("times", _("Times"), lambda row: times_words(self.times(row)), kind="code"),
            Column("cap", _("Cap"), lambda row: times_words(self.caps.get(row.funder.code)), kind="code"),
        )


def paying(actor: Actor, call: Call) -> GuardedQuerySet[Participation]:
    """The call's funders by name."""
    return scoped(actor, Participation).filter(call=call).select_related("funder").order_by("funder__name", "pk")


def money_of(part: Participation) -> int:
    """A funder's budget with its confirmed raise."""
    return part.budget + (part.confirmed_raise or 0)


def times_words(times: Fraction | Decimal | None) -> str:
    """A multiple such as "1.6 ×"; a dash for none."""
    if times is None:
        return "–"
    exact = Decimal(times.numerator) / Decimal(times.denominator) if isinstance(times, Fraction) else times
    return f"{reader.decimal(exact.quantize(Decimal('0.01')).normalize() + 0)} ×"


def _asked(rows: Iterable[Submission]) -> dict[str, Asked]:
    """Funder's code → what the submissions ask of it."""
    found: dict[str, Asked] = {}
    for row in rows:
        of_this: dict[str, int] = {}
        for partner in facts_of(row)["partners"]:
            asked = partner["request"]
            if asked["funder"] and not asked["self_funded"]:
                of_this[asked["funder"]] = of_this.get(asked["funder"], 0) + (asked["amount"] or 0)
        for code, amount in of_this.items():
            before = found.get(code, Asked())
            found[code] = Asked(before.applications + 1, before.amount + amount)
    return found
