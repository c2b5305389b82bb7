"""How a call decides, in words for everybody who reads it."""

from collections.abc import Iterator
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from renkei.money import LARGEST_AMOUNT, decimal_text, parse_amount
from renkei.reports.totals import Money
from renkei.settings import Condition, SelectionSettings, Settings
from renkei.site.calls.annexes.words import Told
from renkei.site.calls.deciding.kept import settings_of_call
from renkei.site.calls.models import Call
from renkei.site.directory.kinds import WORDS as KINDS
from renkei.site.ui import reader

RULE_NAMES = {
    "ranking": gettext_lazy("binding ranking"),
    "gaps": gettext_lazy("ranking with gap filling"),
    "best": gettext_lazy("best portfolio"),
    "sum": gettext_lazy("highest total"),
}
RULES = {
    "ranking": gettext_lazy(
        "Binding ranking: applications are funded down the ranking while every funder asked can pay its part; at the "
        "first that cannot be paid whole the list ends."
    ),
    "gaps": gettext_lazy(
        "Ranking with gap filling: applications are funded down the ranking; one that a funder cannot pay is passed "
        "by, and the list goes on with the money left."
    ),
    "best": gettext_lazy(
        "Best portfolio: as many applications as possible of the best band, then of the next; then the highest scores; "
        "then the least money."
    ),
    "sum": gettext_lazy("Highest total: the set of applications whose scores above the threshold add up to the most."),
}
MERGES = {
    "mean": gettext_lazy("Each funder ranks what asks it; the lists are merged by the mean of the ranks."),
    "worst": gettext_lazy("Each funder ranks what asks it; the lists are merged by the worst rank."),
    "upper_halves": gettext_lazy("Each funder ranks what asks it; what is in all upper halves comes first."),
}


def told_deciding(call: Call) -> list[Told]:
    """What the call publishes of its decision, in the reader's language; empty where it publishes nothing yet."""
    settings = settings_of_call(call)
    found = [*_stages(call, settings), *_scores(settings, call.selection.get("total", ""))]
    found += [*_rule(settings), *_money(call), *_ties(settings.selection), *_conditions(settings)]
    if settings.selection.rule is not None:
        found += [*_afterwards(settings.selection), *_redress(call)]
    return found


def _stages(call: Call, settings: Settings) -> Iterator[Told]:
    if call.stages != 2:
        return
    words = [_("Two: a first, short application; then, by invitation, the full one.")]
    cap, caps = settings.demand.cap, settings.demand.caps
    if cap is not None:
        said = _(
            "Down the ranking everybody is invited as long as no funder is asked for more than %(cap)s times its money."
        )
        words.append(said % {"cap": _number(cap)})
    if caps:
        words.append(_("Of its own: %(caps)s.") % {"caps": ", ".join(f"{name} {_number(own)}" for name, own in caps)})
    yield Told("stages", _("Stages"), " ".join(words))


def _scores(settings: Settings, total: str) -> Iterator[Told]:
    scale, thresholds = settings.scale, settings.thresholds
    if scale is not None:
        best = _("high is better") if scale.best == "high" else _("low is better")
        of = {"low": _number(scale.minimum), "high": _number(scale.maximum), "best": best}
        yield Told("scale", _("Scores"), _("from %(low)s to %(high)s, %(best)s") % of)
    if settings.criteria:
        totals = {"sum": _("; the total is their sum"), "mean": _("; the total is their mean")}
        yield Told("criteria", _("Criteria"), _and(settings.criteria) + totals.get(total, ""))
    limits = [f"{name} {_number(value)}" for name, value in thresholds.criteria]
    if thresholds.total is not None:
        limits.insert(0, _("%(score)s in total") % {"score": _number(thresholds.total)})
    if limits:
        yield Told("thresholds", _("Thresholds"), _and(limits))


def _rule(settings: Settings) -> Iterator[Told]:
    selection = settings.selection
    if selection.who_ranks == "merged" and selection.merge:
        yield Told("who_ranks", _("Who ranks"), str(MERGES[selection.merge]))
    elif selection.who_ranks == "national_points":
        yield Told("who_ranks", _("Who ranks"), _("One panel; the states' votes add points to its scores."))
    elif selection.rule is not None:
        rank = _("One panel; the rank that it gives binds.")
        yield Told("who_ranks", _("Who ranks"), rank if selection.binding == "rank" else _("One panel, by its scores."))
    if selection.endorsements.asked:
        agencies = {"lead": _("the agency of the lead"), "partners": _("the other agencies that it asks")}
        named = [*(agencies[one] for one in selection.endorsements.agencies), *selection.endorsements.keys]
        yield Told("endorsements", _("A yes is needed of"), _and(named))
    if selection.rule is not None:
        tail = _("Below the gap it goes on with national money only.")
        words = [str(RULES[selection.rule]), *([tail] if selection.tail == "national" else [])]
        yield Told("rule", _("Rule"), " ".join([*words, _("An application is funded whole or not at all.")]))
    if selection.bands is not None:
        yield Told("bands", _("Bands"), _bands(selection, settings))


def _bands(selection: SelectionSettings, settings: Settings) -> str:
    if selection.bands == "each":
        return _("each score is a band of its own")
    if not isinstance(selection.bands, tuple):
        return _("as the panel puts each application into one")
    low = settings.scale is not None and settings.scale.best == "low"
    said = _("up to %(limit)s") if low else _("from %(limit)s")
    return ", ".join([*(said % {"limit": _number(one)} for one in selection.bands), _("the rest")])


def _money(call: Call) -> Iterator[Told]:
    for pot in call.tables.get("pots", ()):
        if pot.get("kind") == "top_up":
            words = _(
                "%(grant)s at most, and at most %(share)s of all public money; %(gaps)s of it fills gaps of entitled "
                "funders, the rest raises their budgets in proportion."
            )
            grant = reader.amount(Money(parse_amount(pot["cap"], pot["currency"]), pot["currency"]))
            of = {
                name: reader.percent(Decimal(pot[key]) * 100)
                for name, key in (("share", "share"), ("gaps", "gap_part"))
            }
            yield Told("top_up", _("Central top-up"), words % {"grant": grant, **of})
        else:
            words = _("%(gifts)s. It pays what is asked of these funders, whoever of them is asked.")
            yield Told("pot", pot.get("name") or _("Common pot"), words % {"gifts": _gifts(call, pot["pot_id"])})


def _gifts(call: Call, pot: str) -> str:
    """Who gives how much to a common pot."""
    rows = [row for row in call.tables.get("contributions", ()) if row["pot_id"] == pot]
    amounts = ((row["funder_id"], Money(parse_amount(row["amount"], row["currency"]), row["currency"])) for row in rows)
    return reader.language().items((f"{funder} {reader.amount(money)}" for funder, money in amounts), limit=len(rows))


def _ties(selection: SelectionSettings) -> Iterator[Told]:
    if selection.rule is None:
        return
    built_in = {"sme_share": _("the share of SMEs"), "under_spent": _("funders that have spent little")}
    named = [built_in.get(one, one) for one in selection.tie_criteria]
    words = _("Equal scores are one group. ")
    if named:
        words += _("Where money does not reach for all of it: %(criteria)s, in this order; then the lot.") % {
            "criteria": ", ".join(named)
        }
    else:
        words += _("Where money does not reach for all of it the lot decides.")
    yield Told("ties", _("Ties"), words)
    lottery = selection.lottery
    if lottery is not None and lottery.width is not None:
        said = _("Whoever's score holds the line within %(width)s standard errors stands in the lottery.")
        yield Told("lottery", _("Lottery"), said % {"width": _number(lottery.width)})
    if lottery is not None and lottery.draw_named:
        yield Told("draw", _("Public draw"), lottery.draw_named)


def _conditions(settings: Settings) -> Iterator[Told]:
    for one in settings.selection.conditions:
        yield Told("condition", _("Side condition"), f"{_condition(one, settings.reporting_currency)} ({one.ground})")


def _condition(one: Condition, currency: str) -> str:
    of = one.value
    if one.subject == "country":
        of = reader.language().country(of)
    if one.subject == "size":
        of = str(KINDS.get(of, of))
    said = _("at least %(limit)s: %(of)s") if one.at_least else _("at most %(limit)s: %(of)s")
    return said % {"limit": _limit(one, currency), "of": of}


def _limit(one: Condition, currency: str) -> str:
    if one.of == "money" and currency and one.limit <= LARGEST_AMOUNT:
        return reader.amount(Money(parse_amount(decimal_text(one.limit), currency), currency))
    if one.of.startswith("share"):
        of = _("of the money") if one.of == "share_of_money" else _("of the applications")
        return f"{reader.percent(one.limit * 100)} {of}"
    n = int(one.limit)
    return ngettext("%(n)d application", "%(n)d applications", n) % {"n": n}


def _afterwards(selection: SelectionSettings) -> Iterator[Told]:
    places, until = selection.reserve.places, selection.reserve.until
    words = _("everybody eligible who is not funded, in the order of the ranking")
    if places is not None:
        words = ngettext(
            "%(n)d place, in the order of the ranking", "%(n)d places, in the order of the ranking", places
        )
        words %= {"n": places}
    if until is not None:
        words += _(", until %(day)s") % {"day": format_date(until, "long", locale=reader.locale())}
    yield Told("reserve", _("Reserve list"), words)


def _redress(call: Call) -> Iterator[Told]:
    n = call.redress_days
    if n:
        words = ngettext(
            "within %(n)d day of the letter", "within %(n)d days of the letter", n
        ) % {"n": n}  # fmt: skip
        yield Told("redress", _("Redress"), words)
    if call.letters_may_tell_shortage:
        yield Told("letters", _("Letters"), _("may tell that a funder was short of money"))


def _number(value: Decimal) -> str:
    return reader.decimal(value)


def _and(names: "tuple[str, ...] | list[str]") -> str:
    return format_list(list(names), locale=reader.locale())
