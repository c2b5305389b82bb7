"""What was decided, in a few sentences and eight figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from renkei.reports import sentences
from renkei.reports.facts import Decision
from renkei.reports.language import Language
from renkei.reports.sections import conditions, order, pots, zone


@dataclass(frozen=True)
class Headline:
    """The sentences at the head of the page."""

    decided: str
    rule: str
    state: list[str]
    next: str
    remarks: list[str]


def headline(decision: Decision, say: Language) -> Headline:
    """The decision, its rule, its state and what comes next."""
    return Headline(
        decided=sentences.decided(decision, say),
        rule=sentences.rule(decision, say),
        state=sentences.state(decision, say),
        next=sentences.following(decision, say),
        remarks=list(_remarks(decision, say)),
    )


def _remarks(decision: Decision, say: Language) -> Iterator[str]:
    yield from order.words(decision, say)
    yield from conditions.words(decision, say)
    follows = decision.record.get("follows")
    if follows:
        gone = say.items(sorted(follows["drop_outs"]), limit=20)
        yield say("headline.follows", sha256=follows["sha256"], list=gone)
    top_up = pots.sentence(decision, say)
    if top_up:
        yield top_up
    yield from zone.words(decision, say)
    if decision.record["draw"]:
        yield say("headline.drawn", value=decision.record["draw"]["value"])
    if decision.record["overrides"]:
        yield say("headline.overrides", list=say.items(decision.record["overrides"], limit=20))


def figures(decision: Decision, say: Language) -> list[tuple[str, str]]:
    """The eight figures: name and value as printed."""
    totals = decision.totals
    counts = [("eligible", len(decision.eligible))]
    counts += [(outcome, len(decision.having(outcome))) for outcome in ("funded", "reserve", "not_funded", "tie")]
    return [
        *((say(f"figure.{name}"), say.number(count)) for name, count in counts),
        (say("figure.committed"), say.total(totals.committed)),
        (say("figure.left"), say.total(totals.left)),
        (say("figure.use"), say.percent(use(decision))),
    ]


def use(decision: Decision) -> Fraction | None:
    """The share of all money available that is committed; None where nothing can be added up, or nothing is there."""
    totals = decision.totals
    if len(totals.available) != 1 or len(totals.committed) != 1:
        return None
    available = totals.available[0].minor
    return Fraction(totals.committed[0].minor, available) if available else None


def rates(decision: Decision, say: Language) -> str:
    """How amounts of several currencies were added up; empty when there is one currency only."""
    common = decision.record["pots"].values()
    used = {funder.currency for funder in decision.funders} | {pot["currency"] for pot in common}
    used |= {given["currency"] for pot in common for given in pot.get("contributions", {}).values()}
    currencies = used - {decision.rates.reporting}
    if not currencies:
        return ""
    if not decision.rates.reporting or currencies - set(decision.rates.of):
        return say("figures.no_rates") if len(currencies) > 1 or decision.rates.reporting else ""
    printed = "; ".join(_rate(currency, decision, say) for currency in sorted(currencies))
    return say("figures.rates", currency=decision.rates.reporting, rates=printed)


def _rate(currency: str, decision: Decision, say: Language) -> str:
    rate = decision.rates.of[currency]
    value = say.decimal(f"{rate.rate.normalize():f}")
    origin = [*([say.day(rate.day)] if rate.day else []), *([rate.source] if rate.source else [])]
    return say("rate.of" if origin else "rate", currency=currency, rate=value, origin=", ".join(origin))
