"""A verdict in a sentence: what was found, and what to change, in the reader's language."""

from functools import lru_cache

from renkei.engines.screening import Amount, Count, Figure, Remedy, Share, Verdict, Words, percent_text
from renkei.money import minor_digits
from renkei.reports.language import Language
from renkei.reports.totals import Money

NAMED = 8  # of a list in one sentence
NO_COST = "rate", "costs"  # told by the amount where there is no cost to divide it by


def sentence(verdict: Verdict, say: Language) -> str:
    """What was found and, where it does not pass, what to change; a line that stands alone."""
    found, change = finding(verdict, say), remedy(verdict, say)
    return say("screening.line", finding=found, remedy=change) if change else found


def finding(verdict: Verdict, say: Language) -> str:
    """What was found: the figure beside the limit, and whose limit it is."""
    values = {
        "of": whose(verdict, say),
        "figure": shown(verdict.figure, say, verdict.limit),
        "limit": shown(verdict.limit, say),
        "item": verdict.item,
        "rule": rule_name(verdict, say),
    }
    if verdict.verdict == "pass":
        return say("screening.pass" if verdict.figure else "screening.pass.bare", None, **values)
    if verdict.verdict == "doubt":
        return say("screening.doubt", None, list=_unknown(verdict, say), **values)
    over = verdict.remedy.values.get("over") if verdict.remedy else None
    return say(_fail_key(verdict), None, over=shown(over, say), **values)


def _fail_key(verdict: Verdict) -> str:
    item = ".item" if verdict.item else ""
    bare = verdict.rule == "rate" or (verdict.rule == "costs" and verdict.item)
    return f"screening.fail.{verdict.rule}{item}{'.no_cost' if bare and isinstance(verdict.figure, Amount) else ''}"


def remedy(verdict: Verdict, say: Language) -> str:
    """What to change, or which fact to state; "" where the rule passes."""
    asked = verdict.remedy
    if asked is None:
        return ""
    values = {name: shown(value, say) for name, value in asked.values.items()}
    values |= {"list": _listed(asked, verdict, say), "item": verdict.item}
    told = say(f"screening.remedy.{asked.kind}", n=_number(asked), **values)
    others = {name: amount for name, amount in asked.amounts.items() if name != verdict.partner_id}
    if asked.kind in ("lower", "raise") and others:
        told = say("screening.with_others", remedy=told, list=_amounts(others, say))
    return say("screening.together", remedy=told, of=whose(verdict, say)) if asked.together else told


def rule_name(verdict: Verdict, say: Language) -> str:
    """The rule's name, with the category of cost that it is about."""
    return say(f"screening.rule.{verdict.rule}{'.item' if verdict.item else ''}", item=verdict.item)


def whose(verdict: Verdict, say: Language) -> str:
    """The funder or pot whose rule it is, or the call."""
    return verdict.scope or say("screening.call")


def shown(figure: Figure | None, say: Language, beside: Figure | None = None) -> str:
    """A figure as printed; a share with as many decimals as tell it apart from the limit beside it."""
    match figure:
        case Amount(minor, currency):
            return _money(Money(minor, currency), say)
        case Share(part):
            limit = beside.part if isinstance(beside, Share) else part
            return say.percentage(percent_text(part, limit))
        case Count(number):
            return say.number(number)
        case Words(kind, words):
            return say.items((_word(kind, one, say) for one in words), limit=NAMED) or "–"
    return "–"


def _word(kind: str, word: str, say: Language) -> str:
    return say(f"kind.{word}") if kind == "sizes" else say.country(word) if kind == "countries" else word


def _money(money: Money, say: Language) -> str:
    """An amount; without decimals where it is whole."""
    whole = money.minor % 10 ** minor_digits(money.currency) == 0
    return (_without_decimals(say.code, money.currency) if whole else say).amount(money)


@lru_cache(maxsize=256)
def _without_decimals(code: str, currency: str) -> Language:
    return Language(code, frozenset({currency}))


def _unknown(verdict: Verdict, say: Language) -> str:
    return say.items((say(f"screening.fact.{one}") for one in verdict.unknown), limit=NAMED)


def _listed(asked: Remedy, verdict: Verdict, say: Language) -> str:
    return _unknown(verdict, say) if asked.kind == "state" else _amounts(asked.amounts, say, verdict)


def _amounts(amounts: object, say: Language, verdict: Verdict | None = None) -> str:
    """Partners, organisations or countries, each with its amount."""
    countries = verdict is not None and verdict.rule == "country_share"
    named = dict(amounts).items()  # type: ignore[call-overload]
    told = (
        say("screening.amount_of", partner=say.country(name) if countries else name, amount=shown(amount, say))
        for name, amount in named
    )
    return say.items(told, limit=NAMED)


def _number(asked: Remedy) -> int | None:
    """The number that decides between one and many."""
    return next((value.number for value in asked.values.values() if isinstance(value, Count)), None)
