""" "Can we apply?": what each funder of a call says to three facts, before anybody makes an account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.translation import gettext as _

from renkei.annexes import Annex, Annexes
from renkei.engines.screening import Partner, Verdict, screen_application
from renkei.reports.screening import finding, remedy
from renkei.site.calls.annexes import annex_of
from renkei.site.calls.annexes.words import Told, told
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
    """What stands in the way, or is in doubt, and what would help."""

    reason: str
    remedy: str


@dataclass(frozen=True)
class Said:
    """A funder's answer, the remarks behind it, and the rules that three facts say nothing about."""

    funder: Funder
    answer: Literal["pass", "fail", "doubt"]
    remarks: tuple[Remark, ...]
    besides: tuple[Told, ...]
    refuses: bool = False  # such an organisation at all, whatever it asks


def currency_of(country: str, participations: Iterable[Participation], otherwise: str) -> str:
    """The currency in which organisations of a country ask: that of the funder that funds them."""
    for one in participations:
        annex = annex_of(one.annex)
        if country in annex.countries or (not annex.countries and country == one.funder.country):
            return one.funder.currency
    return otherwise


def can_apply(facts: Facts, participations: Iterable[Participation]) -> list[Said]:
    """Each funder's answer: yes first, then in doubt, then no for the amount alone, each in the order given."""
    annexes = {one.funder: annex_of(one.annex) for one in participations}
    found = [_said(facts, funder, annex, annexes) for funder, annex in annexes.items()]
    return sorted(found, key=lambda said: (("pass", "doubt", "fail").index(said.answer), said.refuses))


def _said(facts: Facts, funder: Funder, annex: Annex, all_annexes: dict[Funder, Annex]) -> Said:
    verdicts = [one for one in _verdicts(facts, funder.code, annex) if one.rule in ASKED and one.verdict != "pass"]
    failed = [one for one in verdicts if one.verdict == "fail"]
    answer: Literal["pass", "fail", "doubt"] = "fail" if failed else "doubt" if verdicts else "pass"
    remarks = tuple(_remark(one, facts, annex, all_annexes) for one in failed or verdicts[:1])
    besides = tuple(one for one in told(annex) if one.rule not in ASKED)
    return Said(funder, answer, remarks, besides, any(one.rule in ("sizes", "countries") for one in failed))


def _verdicts(facts: Facts, code: str, annex: Annex) -> Iterator[Verdict]:
    """The screening of one partner that asks this funder; a partner's cost is not known yet, so no rate is asked."""
    partner = Partner(US, code, facts.amount, facts.currency, country=facts.country, size=facts.kind)
    yield from screen_application([partner], Annexes(funders={code: replace(annex, rate=None)}))


def _remark(verdict: Verdict, facts: Facts, annex: Annex, all_annexes: dict[Funder, Annex]) -> Remark:
    say = reader.language()
    if verdict.verdict == "doubt":  # the one fact that three facts can lack is a rate of exchange
        return Remark(finding(verdict, say), _("give the amount in %(currency)s") % {"currency": annex.currency})
    if verdict.rule == "countries":
        nearer = [funder.code for funder, other in all_annexes.items() if facts.country in other.countries]
        if nearer:
            return Remark(finding(verdict, say), _("ask %(funders)s") % {"funders": say.items(nearer)})
    return Remark(finding(verdict, say), remedy(verdict, say))
