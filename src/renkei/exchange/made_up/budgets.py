"""Made-up budgets: 42 % of the demand, some funders short and some with money left over."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from renkei.exchange.made_up.consortia import step
from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.places import RATES, Place
from renkei.exchange.made_up.words import LABEL
from renkei.money import minor_digits

RATIO = Fraction(42, 100)  # budgets to demand, as in M-ERA.NET 2021
IDLE_ONE_IN = 13
CONFIRMED_ONE_IN = 12
RAISES = Fraction(20, 38)  # 20 funders raised their budgets in M-ERA.NET 2021's meeting


def funder_id(place: Place) -> str:
    """The identifier of a country's made-up funder."""
    return f"MU-{place.code}"


def fund(draw: Draw, places: Sequence[Place], demand: Mapping[int, int]) -> list[dict[str, object]]:
    """A funder for each place as a row of the contract; `demand` is place → minor units asked by what passes."""
    budgets = _budgets(draw, places, demand)
    order = draw.shuffled(range(len(places)))
    confirmed = set(order[: max(1, len(places) // CONFIRMED_ONE_IN)])
    possible = set(draw.shuffled(range(len(places)))[: max(1, round(len(places) * RAISES))])
    return [
        {
            "funder_id": funder_id(place),
            "name": f"{LABEL} Science Agency of {place.name}",
            "country": place.code,
            "currency": place.currency,
            "budget": budgets[number],
            "confirmed_raise": _raise(draw, budgets[number], place, 3, 8) if number in confirmed else None,
            "possible_raise": _raise(draw, budgets[number], place, 5, 30) if number in possible else None,
        }
        for number, place in enumerate(places)
    ]


def _budgets(draw: Draw, places: Sequence[Place], demand: Mapping[int, int]) -> list[int]:
    """Budgets in minor units, which together are `RATIO` of the demand in euro."""
    idle = set(draw.shuffled(range(len(places)))[: len(places) // IDLE_ONE_IN])
    plenty = [300 if number in idle else draw.between(50, 130) for number in range(len(places))]
    euro = [_euro(demand[number], place) for number, place in enumerate(places)]
    scale = RATIO * sum(euro) / sum(share * many for share, many in zip(plenty, euro, strict=True))
    return [
        max(1, round(demand[number] * plenty[number] * scale / step(place.currency))) * step(place.currency)
        for number, place in enumerate(places)
    ]


def _euro(minor: int, place: Place) -> Fraction:
    return Fraction(minor, 10 ** minor_digits(place.currency)) / Fraction(RATES.get(place.currency, 1))


def _raise(draw: Draw, budget: int, place: Place, least: int, most: int) -> int:
    """A raise of so many percent, in whole steps."""
    return max(1, budget * draw.between(least, most) // 100 // step(place.currency)) * step(place.currency)
