"""An annex's rules in words, in the order in which an applicant asks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from renkei.annexes import ELSE, LEAD, Annex, Graded
from renkei.reports.totals import Money
from renkei.site.directory.kinds import WORDS
from renkei.site.ui import reader


@dataclass(frozen=True)
class Told:
    """One rule: its key in annexes.yaml, what it is about, and the rule itself."""

    rule: str
    about: str
    words: str

    def __str__(self) -> str:
        return _("%(about)s: %(words)s") % {"about": self.about, "words": self.words}


def told(annex: Annex) -> list[Told]:
    """Every rule that the annex states, in the reader's language."""
    return [*_who(annex), *_how_much(annex), *_costs(annex), *_together(annex), *_shares(annex), *_often(annex)]


def kinds(names: Iterable[str]) -> str:
    """Kinds of organisation as a list in words."""
    return reader.language().items([str(WORDS.get(name, name)) for name in names], limit=20)


def countries(codes: Iterable[str]) -> str:
    """Countries as a list in words."""
    return reader.language().items([reader.language().country(code) for code in codes], limit=300)


def _who(annex: Annex) -> Iterator[Told]:
    if annex.sizes:
        yield Told("sizes", _("Who may ask"), kinds(annex.sizes))
    if annex.countries:
        yield Told("countries", _("Where"), countries(annex.countries))


def _how_much(annex: Annex) -> Iterator[Told]:
    if annex.rate:
        yield Told("rate", _("Rate of the eligible cost"), _graded(annex.rate, reader.percent))
    if annex.ceiling:
        yield Told("ceiling", _("At most for a partner"), _graded(annex.ceiling, _amounts(annex)))
    if annex.floor is not None:
        yield Told("floor", _("At least for a partner"), _amounts(annex)(annex.floor))
    if annex.total_ceiling is not None:
        yield Told("total_ceiling", _("At most for all partners together"), _amounts(annex)(annex.total_ceiling))


def _costs(annex: Annex) -> Iterator[Told]:
    if annex.paid:
        yield Told("costs.paid", _("Costs that are paid"), _items(annex.paid))
    if annex.cost_shares:
        limits = [f"{_category(name)} {reader.percent(limit)}" for name, limit in annex.cost_shares]
        yield Told("costs.at_most", _("Limits on costs"), _("at most %(limits)s") % {"limits": ", ".join(limits)})


def _together(annex: Annex) -> Iterator[Told]:
    least, most = annex.organisations_at_least, annex.organisations_at_most
    if least is not None:
        words = ngettext(
            "at least %(n)d, independent of each other", "at least %(n)d, independent of each other", least
        )
        yield Told("organisations_at_least", _("Organisations"), words % {"n": least})
    if most is not None:
        yield Told("organisations_at_most", _("Organisations"), _("at most %(n)d") % {"n": most})
    if annex.countries_at_least is not None:
        yield Told("countries_at_least", _("Countries"), _("at least %(n)d") % {"n": annex.countries_at_least})
    if annex.includes:
        yield Told("includes", _("Among the partners"), _or(annex.includes))
    if annex.includes_countries:
        yield Told("includes_countries", _("A partner in each of"), countries(annex.includes_countries))
    if annex.led_by:
        yield Told("led_by", _("Led by"), _or(annex.led_by))


def _shares(annex: Annex) -> Iterator[Told]:
    whole = _("of all costs") if annex.share_of == "cost" else _("of all that is asked")
    for rule, about, share in (
        ("organisation_share", _("No organisation over"), annex.organisation_share),
        ("country_share", _("No country over"), annex.country_share),
    ):
        if share is not None:
            yield Told(rule, about, f"{reader.percent(share)} {whole}")


def _often(annex: Annex) -> Iterator[Told]:
    for rule, about, most in (
        ("leads_at_most", _("Applications that an organisation may lead"), annex.leads_at_most),
        ("applications_at_most", _("Applications in which an organisation may ask"), annex.applications_at_most),
    ):
        if most is not None:
            yield Told(rule, about, _("at most %(n)d") % {"n": most})


def _graded(limits: Graded, shown: Callable[[Decimal | int], str]) -> str:
    """One limit, or one for each kind that has its own."""
    if list(limits.of) == [ELSE]:
        return shown(limits.of[ELSE])
    names = {LEAD: _("the lead"), ELSE: _("all others")}
    kept = sorted(limits.of.items(), key=lambda pair: (pair[0] != LEAD, pair[0] == ELSE))
    each = ({"about": names.get(name) or str(WORDS.get(name, name)), "words": shown(limit)} for name, limit in kept)
    return _("; ").join(_("%(about)s: %(words)s") % one for one in each)


def _amounts(annex: Annex) -> Callable[[Decimal | int], str]:
    return lambda minor: reader.amount(Money(int(minor), annex.currency))


def _or(names: Iterable[str]) -> str:
    return format_list([str(WORDS.get(name, name)) for name in names], "or", reader.locale())


def _items(names: Iterable[str]) -> str:
    return reader.language().items([_category(name) for name in names], limit=50)


def _category(name: str) -> str:
    """A category of cost: the usual ones in the reader's language, an annex's own as it is written."""
    usual = {
        "personnel": _("personnel"),
        "equipment": _("equipment"),
        "consumables": _("consumables"),
        "travel": _("travel"),
        "subcontracting": _("subcontracting"),
        "other": _("other direct costs"),
        "indirect": _("indirect costs"),
    }
    return usual.get(name, name.replace("_", " "))
