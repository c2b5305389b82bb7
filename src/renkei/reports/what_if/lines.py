"""A simulation in words: what was asked, who enters and leaves, what binds, what one more would cost."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from renkei.engines.selection.what_if import Answer, Budget, Level, WhatIf
from renkei.money import decimal_text
from renkei.reports.language import Language
from renkei.reports.totals import Money, Rates

NAMED = 12  # applications named in one line


def spoken(found: WhatIf, language: str) -> Language:
    """The reader's language, with the currencies whose amounts are all whole."""
    amounts = [(one.currency, minor) for one in found.after.budgets for minor in (one.means, one.committed, one.left)]
    amounts += [(found.currencies[funder], amount) for funder, amount in found.change.raises.items()]
    return Language(language, Rates("", {}).whole(amounts))


def lines(found: WhatIf, say: Language) -> Iterator[tuple[str, str]]:
    """(what, its words), in the order in which a meeting reads them."""
    yield say("what_if.asked"), "; ".join(changes(found, say)) or say("what_if.nothing")
    if found.before.rule != found.after.rule:
        yield say("headline.rule"), say(f"rule.{found.after.rule}")
    yield say("figure.funded"), _number(found, say)
    yield say("what_if.enters"), _named(found.enters, say)
    yield say("what_if.leaves"), _named(found.leaves, say)
    if found.after.tied:
        yield say("figure.tie"), _named(found.after.tied, say)
    for level in found.after.levels:
        yield level_name(level, found.after, say), bounds(level, found, say)
    if found.after.levels or not found.proven:
        yield say("headline.state"), say("what_if.proven" if found.proven else "what_if.searching")
    yield say("what_if.next"), _named(found.after.next_ones, say)
    yield say("what_if.cheapest"), cheapest(found, say)


def changes(found: WhatIf, say: Language) -> Iterator[str]:
    """Each change in words."""
    change = found.change
    for funder, amount in sorted(change.raises.items()):
        shown = say.amount(Money(amount, found.currencies[funder]))
        key = "what_if.raise.beyond" if funder in found.beyond_possible else "what_if.raise"
        yield say(key, funder=funder, amount=shown)
    for one, ground in sorted(change.out.items()):
        yield say("what_if.out", application=one, ground=ground)
    for one, ground in sorted(change.inside.items()):
        yield say("what_if.in", application=one, ground=ground)
    if change.share is not None:
        yield say("what_if.share", share=say.decimal(decimal_text(change.share)))
    if change.gap_part is not None:
        yield say("what_if.gap_part", part=say.decimal(decimal_text(change.gap_part)))


def _number(found: WhatIf, say: Language) -> str:
    key = "what_if.number.least" if found.after.tied or found.before.tied else "what_if.number"
    return say(key, after=found.after.number, before=found.before.number)


def _named(ones: Iterable[str], say: Language) -> str:
    return say.items(ones, limit=NAMED) or say("none")


def level_name(level: Level, answer: Answer, say: Language) -> str:
    """The name of a level, as the page of a decision gives it."""
    if level.name == "total":
        return say("level.total.sum" if answer.rule == "sum" else "level.total.high")
    return say("level.money") if level.name == "money" else say("level.band", band=level.band or 0)


def bounds(level: Level, found: WhatIf, say: Language) -> str:
    """The value reached and both bounds on it."""
    value, claimed, certified = (
        _figure(one, level, found, say) for one in (level.value, level.claimed, level.certified)
    )
    key = "what_if.bounds.least" if level.name == "money" else "what_if.bounds"
    return say(key, value=value, claimed=claimed, certified=certified)


def _figure(value: int, level: Level, found: WhatIf, say: Language) -> str:
    if level.name == "money":
        return say.amount(Money(value, found.reporting_currency))
    if level.name == "total":
        return say.decimal(decimal_text(Decimal(value) / level.per))
    return say.number(value)


def binding(answer: Answer) -> list[Budget]:
    """The budgets that could not pay for somebody, those that failed most first."""
    short = [budget for budget in answer.budgets if budget.could_not_pay]
    return sorted(short, key=lambda budget: (-len(budget.could_not_pay), budget.funder))


def cheapest(found: WhatIf, say: Language) -> str:
    """The cheapest raise in a sentence."""
    one = found.cheapest
    if one.cost is None:
        least = Money(one.at_least or 0, found.reporting_currency)
        key = "open.least" if one.state == "open" and one.at_least else one.state
        return say(f"what_if.cheapest.{key}", least=say.amount(least))
    currency = {budget.funder: budget.currency for budget in found.after.budgets}
    raises = (f"{funder} {say.amount(Money(amount, currency[funder]))}" for funder, amount in one.raises.items())
    cost = say.amount(Money(one.cost, found.reporting_currency))
    told = say(f"what_if.cheapest.{one.state}", raises=say.items(raises, limit=NAMED), cost=cost)
    gone = (*one.leaves, *one.tied)
    what = "what_if.cheapest.swaps" if gone else "what_if.cheapest.adds"
    return told + say("sentence.join") + say(what, enters=_named(one.enters, say), leaves=_named(gone, say))
