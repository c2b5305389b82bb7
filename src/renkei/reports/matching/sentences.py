"""Matching in sentences: what it came to, what the bound for small organisations costs, why a pair."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from renkei.engines.matching import Matches
from renkei.engines.matching.why import Word
from renkei.reports.language import Language

NAMED = 8  # needs in one sentence


def lead(found: Matches, say: Language) -> Iterator[str]:
    """What it came to, in a sentence or more."""
    answered = len(found.needs) - len(found.unanswered)
    yield say("matching.lead", n=len(found.needs), answered=answered, matches=found.matches.height)
    if found.unanswered:
        yield say("matching.unanswered", list=say.items(found.unanswered, limit=NAMED))
    if found.both_ways:
        yield say("matching.both", n=found.both_ways)
    if found.options.small_share:
        yield say(
            "matching.bound",
            least=percent(found.options.small_share, say),
            small=percent(found.bound.small, say),
            before=percent(found.bound.before, say),
            cost=percent(found.bound.cost, say),
        )
    if found.bound.short:
        yield say("matching.short", list=say.items(found.bound.short, limit=NAMED))


def percent(share: float, say: Language) -> str:
    """A share in percent."""
    return say.percent(Fraction(round(share * 1000), 1000))


def strength(value: Decimal | None, say: Language) -> str:
    """A strength with its four decimals, so that they stand below each other; a dash for none."""
    return "–" if value is None else say.decimal(f"{value:.4f}")


def why(words: Sequence[Word], projects: int, say: Language) -> str:
    """The agreeing words with their shares, and past cooperation."""
    told = ", ".join(f"{one.word} {say.percentage(str(round(one.share * 100)))}" for one in words)
    return "; ".join(filter(None, [told, say("matching.together", n=projects) if projects else ""]))
