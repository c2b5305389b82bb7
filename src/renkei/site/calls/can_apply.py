""" "Can we apply?": what each funder of a call says to three facts, before anybody makes an account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.translation import gettext as _

from renkei.annexes import Annex, Annexes
from renkei.engines.screening import Amount, Partner, Verdict, screen_application
from renkei.reports.totals import Money
from renkei.site.calls.annexes import annex_of
from renkei.site.calls.annexes.words import Told, countries, kinds, told
from renkei.site.calls.models import Funder, Participation
from renkei.site.ui import reader

ASKED = ("sizes", "countries", "ceiling", "floor", "total_ceiling")  # what three facts can settle
US = "us"


@dataclass(frozen=True)
class Facts:
    """Who asks, from where, for how much (minor units)."""

    country: str
    kind: str
    amount: int
    currency: str


@dataclass(frozen=True)
class Remark:
    """What stands in the way, and what would help; in doubt where the facts do not settle it."""

    doubt: bool
    reason: str
    remedy: str


@dataclass(frozen=True)
class Said:
    """A funder's answer, the remarks behind it, and the rules that three facts say nothing about."""

    funder: Funder
    answer: Literal["pass", "fail", "doubt"]
    remarks: tuple[Remark, ...]
    besides: tuple[Told, ...]


def can_apply(facts: Facts, participations: Iterable[Participation]) -> list[Said]:
    """Each funder's answer: those that say yes first, then those in doubt, in the order given."""
    annexes = {one.funder: annex_of(one.annex) for one in participations}
    found = [_said(facts, funder, annex, annexes) for funder, annex in annexes.items()]
    return sorted(found, key=lambda said: ("pass", "doubt", "fail").index(said.answer))


def _said(facts: Facts, funder: Funder, annex: Annex, all_annexes: dict[Funder, Annex]) -> Said:
    verdicts = [one for one in _verdicts(facts, funder.code, annex) if one.rule in ASKED and one.verdict != "pass"]
    remarks = tuple(_remark(one, facts, annex, all_annexes) for one in verdicts)
    answer: Literal["pass", "fail", "doubt"] = "pass"
    if remarks:
        answer = "doubt" if all(one.doubt for one in remarks) else "fail"
    return Said(funder, answer, remarks, tuple(one for one in told(annex) if one.rule not in ASKED))


def _verdicts(facts: Facts, code: str, annex: Annex) -> Iterator[Verdict]:
    """The screening of one partner that asks this funder; a partner's cost is not known yet, so no rate is asked."""
    partner = Partner(US, code, facts.amount, facts.currency, country=facts.country, size=facts.kind)
    yield from screen_application([partner], Annexes(funders={code: replace(annex, rate=None)}))


def _remark(verdict: Verdict, facts: Facts, annex: Annex, all_annexes: dict[Funder, Annex]) -> Remark:
    if verdict.verdict == "doubt":
        return _doubt(annex)
    reason, remedy = {
        "sizes": _other_kind,
        "countries": _elsewhere,
        "ceiling": _too_much,
        "total_ceiling": _too_much,
        "floor": _too_little,
    }[verdict.rule](verdict, facts, annex, all_annexes)
    return Remark(False, reason, remedy)


def _doubt(annex: Annex) -> Remark:
    if annex.currency:
        reason = _("Its limits are in %(currency)s.") % {"currency": annex.currency}
        return Remark(True, reason, _("Give the amount in %(currency)s.") % {"currency": annex.currency})
    return Remark(True, _("It depends on facts that are not known yet."), _("Ask the funder's contact."))


def _other_kind(verdict: Verdict, facts: Facts, annex: Annex, _others: object) -> tuple[str, str]:
    reason = _("It funds: %(kinds)s. You are: %(kind)s.") % {"kinds": kinds(annex.sizes), "kind": kinds([facts.kind])}
    return reason, _("Take part with your own money, or look for such a partner who asks this funder.")


def _elsewhere(verdict: Verdict, facts: Facts, annex: Annex, all_annexes: dict[Funder, Annex]) -> tuple[str, str]:
    values = {"countries": countries(annex.countries), "country": countries([facts.country])}
    reason = _("It funds organisations in %(countries)s; yours is in %(country)s.") % values
    nearer = [funder.name for funder, other in all_annexes.items() if facts.country in other.countries]
    if nearer:
        return reason, _("Ask %(funders)s.") % {"funders": reader.language().items(nearer)}
    return reason, _("No funder of this call funds organisations there: take part with your own money.")


def _too_much(verdict: Verdict, facts: Facts, annex: Annex, _others: object) -> tuple[str, str]:
    values = {"asked": _money(facts.amount, facts.currency), "limit": _figure(verdict)}
    reason = _("%(asked)s is over the %(limit)s that it pays at most.") % values
    passing = verdict.remedy.amounts.get(US) if verdict.remedy else None
    amount = _money(passing.minor, passing.currency) if passing else _figure(verdict)
    return reason, _("Ask for %(amount)s or less.") % {"amount": amount}


def _too_little(verdict: Verdict, facts: Facts, annex: Annex, _others: object) -> tuple[str, str]:
    values = {"asked": _money(facts.amount, facts.currency), "limit": _figure(verdict)}
    reason = _("%(asked)s is less than the %(limit)s that it pays at least.") % values
    return reason, _("Ask for %(limit)s or more.") % values


def _figure(verdict: Verdict) -> str:
    limit = verdict.limit
    return _money(limit.minor, limit.currency) if isinstance(limit, Amount) else ""


def _money(minor: int, currency: str) -> str:
    return reader.amount(Money(minor, currency))
