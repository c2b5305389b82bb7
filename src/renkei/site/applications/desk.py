"""An applicant's desk: the parts of an application with their state, and what may be done to it now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from renkei.reports.totals import Money
from renkei.site.applications.elsewhere import elsewhere_seen
from renkei.site.applications.missing import missing
from renkei.site.applications.models import Application, Partner, Submission
from renkei.site.applications.part import Whole, facts_of, whole_as_seen
from renkei.site.applications.refusal import Remark
from renkei.site.applications.screening import Remark as Said
from renkei.site.applications.screening import remarks_of, verdicts_of
from renkei.site.calls.models import Participation, Section
from renkei.site.policy import Actor, allowed, scoped, seen
from renkei.site.ui import reader
from renkei.site.ui.bars import Bars, shares


@dataclass(frozen=True)
class Item:
    """A line of the list of parts."""

    title: str
    href: str
    state: str


@dataclass(frozen=True)
class Group:
    """A partner's parts, or what is written for all; `partner` None is the latter."""

    partner: Partner | None
    mine: bool
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Desk:
    """One application as one person sees it at one moment."""

    actor: Actor
    whole: Whole
    standing: Submission | None
    is_open: bool

    @property
    def goes_on(self) -> bool:
        """Whether it may still be written in the call's stage, once that is open."""
        return goes_on(self.application)

    @property
    def application(self) -> Application:
        """The row itself."""
        return self.whole.application

    @cached_property
    def may_change(self) -> bool:
        """Whether the actor may change the consortium: the lead, while the call takes applications."""
        return allowed(self.actor, "change", self.application)

    @cached_property
    def mine(self) -> frozenset[int]:
        """The partners that the actor writes for."""
        return frozenset(
            partner
            for partner, people in self.whole.members.items()
            if any(one.user_id == self.actor.user for one in people)
        )

    @property
    def leads(self) -> bool:
        """Whether the actor writes for the lead."""
        return self.whole.lead.pk in self.mine

    def writes(self, partner: Partner | None) -> bool:
        """Whether the actor may write a part (None: what is for all) now, as far as the page must know."""
        return self.is_open and (self.leads if partner is None else partner.pk in self.mine)

    @cached_property
    def missing(self) -> tuple[Remark, ...]:
        """What must be mended before it can be handed in."""
        return missing(self.whole)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The parts of all, then each partner's."""
        return tuple(Group(one, self.writes(one), tuple(self._items(one))) for one in (None, *self.whole.partners))

    def _items(self, partner: Partner | None) -> Iterator[Item]:
        signed = partner is not None and self.whole.is_signed(partner)
        for section in self.whole.sections_of(partner):
            found = self.whole.texts.get((partner.pk if partner else None, section.pk))
            yield Item(section.title, self.section_href(section, partner), _state(bool(found and found.text), signed))
        if partner is not None:
            which = [self.application.public_id, partner.public_id]
            row = self.whole.requests.get(partner.pk)
            asked = row is not None and (row.self_funded or row.amount is not None)
            yield Item(_("Money asked"), reverse("partner_request", args=which), _state(asked, signed))
            files = bool(self.whole.attachments.get(partner.pk))
            yield Item(_("Files"), reverse("partner_files", args=which), _state(files, signed and files))

    def section_href(self, section: Section, partner: Partner | None, name: str = "section") -> str:
        """A section's address; `name` may be that of its history."""
        which: list[UUID | str] = [self.application.public_id]
        which += [partner.public_id, section.key] if partner else [section.key]
        return reverse(f"partner_{name}" if partner else name, args=which)

    @property
    def lines(self) -> list[dict[str, object]]:
        """Each partner with its request and whether its part is signed off."""
        return [
            {"partner": one, "request": self.whole.requests.get(one.pk), "signed": self.whole.is_signed(one)}
            for one in self.whole.partners
        ]

    @cached_property
    def paying(self) -> tuple[Participation, ...]:
        """The funders of the call."""
        found = scoped(self.actor, Participation).filter(call=self.application.call_id).select_related("funder")
        return tuple(found.order_by("funder__name", "pk"))

    @cached_property
    def remarks(self) -> list[Said]:
        """What the call and each funder would say now."""
        names = {one.funder.code: one.funder.name for one in self.paying}
        call = self.application.call
        elsewhere = elsewhere_seen(self.actor, call, self.paying)
        found = verdicts_of(facts_of(self.whole), call, self.paying, elsewhere)
        mine = {one.organisation.name for one in self.whole.partners if one.pk in self.mine}
        return remarks_of(found, reader.language(), names, mine)

    @property
    def open_remarks(self) -> list[Said]:
        """Those that ask for something."""
        return [one for one in self.remarks if one.verdict != "pass"]

    @property
    def passed(self) -> int:
        """How many rules pass."""
        return sum(len(one.found) for one in self.remarks if one.verdict == "pass")

    @cached_property
    def bars(self) -> list[Bars]:
        """Costs by partner and by country, one pair of pictures a currency; amounts of several are never added."""
        costs = [(one, row) for one in self.whole.partners if (row := self.whole.requests.get(one.pk))]
        found = []
        for currency in sorted({row.currency for _one, row in costs if row.currency and row.total_cost}):
            mine = [(one, row.total_cost or 0) for one, row in costs if row.currency == currency and row.total_cost]
            total = reader.amount(Money(sum(cost for _one, cost in mine), currency))
            by_partner = [(one.organisation.name, cost) for one, cost in mine]
            by_country: Counter[str] = Counter()
            for one, cost in mine:
                by_country[reader.language().country(one.organisation.country)] += cost
            found += [
                _bars(_("Costs by partner, %(total)s in all") % {"total": total}, by_partner, currency),
                _bars(_("Costs by country"), sorted(by_country.items()), currency),
            ]
        return found


def desk_of(actor: Actor, application: UUID) -> Desk:
    """The desk of an application that the actor may see; NotAllowed for any other."""
    found = seen(actor, scoped(actor, Application).filter(public_id=application).select_related("call"))
    call = found.row.call
    handed_in = found.beneath(Submission, "application").filter(stage=call.stage, withdrawn_at=None)
    standing = handed_in.defer("snapshot").first()
    is_open = call.state == "published" and call.opens_at <= actor.at <= call.accepts_until and goes_on(found.row)
    return Desk(actor, whole_as_seen(found), standing, is_open)


def goes_on(application: Application) -> bool:
    """Whether an application takes part in the stage in which its call is: in the full one only by invitation."""
    return application.call.stage == 1 or application.invited_at is not None


def _state(written: bool, signed: bool) -> str:
    return "signed" if signed else "draft" if written else "empty"


def _bars(caption: str, parts: list[tuple[str, int]], currency: str) -> Bars:
    return shares(caption, [(name, cost, reader.amount(Money(cost, currency))) for name, cost in parts])
