"""The parts of a call as its builder lists them: what stands in each, in a line, and what it lacks."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from renkei.reports.totals import Money
from renkei.site.calls.building.checklist import Checklist, Lack
from renkei.site.calls.deciding import settings_of_call
from renkei.site.calls.deciding.words import RULE_NAMES
from renkei.site.ui import moments, reader

STATES = {"todo": gettext_lazy("missing"), "look": gettext_lazy("look at it"), "done": gettext_lazy("done")}


@dataclass(frozen=True)
class Part:
    """A part: its name, what stands in it, its address, what it lacks; `state` is done, todo or look."""

    name: str
    stands: str
    href: str
    lacks: tuple[Lack, ...]

    @property
    def state(self) -> str:
        """Whether something must be done, ought to be looked at, or neither."""
        return "todo" if any(one.must for one in self.lacks) else "look" if self.lacks else "done"


def parts_of(checklist: Checklist) -> list[Part]:
    """The parts of a call in the order in which they are written."""
    call = checklist.call
    lines = {
        "call_basics": (_("Basics and dates"), f"{moments.words(call.opens_at)} – {moments.words(call.closes_at)}"),
        "call_funders": (_("Funders"), _funders(checklist)),
        "call_sections": (_("The form"), _sections(checklist)),
        "call_milestones": (_("Further dates"), ", ".join(one.name for one in checklist.milestones)),
        "call_deciding": (_("Scores, rule and stages"), _deciding(checklist)),
        "call_money": (_("Rates and pots"), _money(checklist)),
    }
    lacks: dict[str, list[Lack]] = defaultdict(list)
    for one in checklist.lacks:
        lacks["call_funders" if one.part == "call_funder_new" else one.part].append(one)
    return [
        Part(name, stands or "–", reverse(address, args=[call.slug]), tuple(lacks[address]))
        for address, (name, stands) in lines.items()
    ]


def _funders(checklist: Checklist) -> str:
    totals: dict[str, int] = defaultdict(int)
    for one in checklist.funders:
        totals[one.funder.currency] += one.budget
    n = len(checklist.funders)
    count = ngettext("%(n)d funder", "%(n)d funders", n) % {"n": n}
    budgets = " + ".join(reader.amount(Money(minor, currency)) for currency, minor in sorted(totals.items()))
    return _("%(count)s: %(budgets)s") % {"count": count, "budgets": budgets} if n else ""


def _sections(checklist: Checklist) -> str:
    n = len(checklist.sections)
    own = sum(one.per_partner for one in checklist.sections)
    words = ngettext("%(n)d section", "%(n)d sections", n) % {"n": n}
    return _("%(sections)s, %(own)d of them for each partner") % {"sections": words, "own": own} if n else ""


def _deciding(checklist: Checklist) -> str:
    settings = settings_of_call(checklist.call)
    n = len(settings.criteria)
    found = [
        str(RULE_NAMES[settings.selection.rule]) if settings.selection.rule else "",
        ngettext("%(n)d criterion", "%(n)d criteria", n) % {"n": n} if n else "",
        _("two stages") if checklist.call.stages == 2 else _("one stage"),
    ]
    return ", ".join(filter(None, found))


def _money(checklist: Checklist) -> str:
    tables = checklist.call.tables
    rates = [f"{row['currency']} {row['rate']}" for row in tables.get("rates", ())]
    pots = [_("a top-up") if row["kind"] == "top_up" else _("a common pot") for row in tables.get("pots", ())]
    return ", ".join([*rates, *pots])
