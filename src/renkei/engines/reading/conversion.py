"""Whether an amount's stated conversion holds at the European Central Bank's reference rates of its week."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from renkei.engines.reading.amounts import split
from renkei.money import decimal_text

Rate = Callable[[str, str, date], Decimal | None]  # how much of the second currency one of the first bought that day
WEEK = 7  # days up to that of publication: a newsroom converts at the rate of one of them
TOLERANCE = Decimal("0.01")  # a stated amount is rounded


def check(amount: str, stated: str, day: str, rate: Rate) -> dict[str, str]:
    """Fields that say what an amount was worth on a day and in its week, and whether what is stated agrees.

    `at_rate`: worth on the day; `at_rates_of_week`: least and most in the seven days up to it; `off_by`: per cent by
    which the stated amount lies above (with a minus: below) the day's; `conversion`: "agrees" where it lies within
    the week's, one per cent more or less, else "differs". None of them without a rate.
    """
    currency, told = split(stated)
    last = date.fromisoformat(day)
    worths = [_worth(amount, currency, last - timedelta(days=back), rate) for back in range(WEEK)]
    known = [worth for worth in worths if worth]
    if not worths[0] or not known:
        return {}
    least, most = min(known), max(known)
    agrees = least * (1 - TOLERANCE) <= told <= most * (1 + TOLERANCE)
    return {
        "at_rate": f"{currency} {decimal_text(worths[0])}",
        "at_rates_of_week": f"{currency} {decimal_text(least)}/{currency} {decimal_text(most)}",
        "off_by": f"{100 * (told / worths[0] - 1):.1f}%",
        "conversion": "agrees" if agrees else "differs",
    }


def _worth(amount: str, currency: str, day: date, rate: Rate) -> Decimal | None:
    """An amount in another currency, in whole units."""
    given, value = split(amount)
    factor = rate(given, currency, day)
    return None if factor is None else (value * factor).quantize(Decimal(1))
