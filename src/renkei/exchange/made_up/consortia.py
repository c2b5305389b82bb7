"""Made-up consortia: who takes part in which application, and what each asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.places import RATES, Place
from renkei.exchange.made_up.scores import Assessment
from renkei.exchange.made_up.words import KINDS, ROOTS
from renkei.money import minor_digits

LEAST_PARTNERS = 3
_PARTNERS = (2, 4, 4, 2, 1)  # how often a consortium has 3, 4, 5, 6 or 7 partners
DEMAND = Fraction(134_000_000, 151)  # EUR asked by an application that passes, as in M-ERA.NET 2021
PAID = {"large": 50, "sme": 60, "startup": 70}  # percent of a company's cost that a funder pays
_STEPS = {"JPY": 100_000, "KRW": 1_000_000}  # amounts are multiples of this many major units, else of 1,000


@dataclass(frozen=True)
class Partner:
    """One partner of one application; `weight` is its share of the money against the others'."""

    application: int
    number: int
    place: int
    kind: int
    root: int
    weight: int
    self_funded: bool
    can_reduce: bool

    @property
    def size(self) -> str:
        """The contract's kind and size of the organisation."""
        return KINDS[self.kind][1]


def form(draw: Draw, assessments: Sequence[Assessment], funders: int) -> list[Partner]:
    """The partners of all applications; every funder is asked by one that passes."""
    weights = [draw.between(1, 8) for _ in range(funders)]
    waiting = draw.shuffled(range(funders))
    partners = []
    for application, assessment in enumerate(assessments):
        places = _places(draw, weights, waiting if assessment.passes else [])
        partners += _members(draw, application, places)
    return partners


def step(currency: str) -> int:
    """What amounts in a currency are multiples of, in minor units."""
    return int(_STEPS.get(currency, 1000) * 10 ** minor_digits(currency))


def whole_steps(euro: Fraction, currency: str) -> int:
    """An amount of EUR in whole steps of a currency at the made-up rate, at least one step; minor units."""
    minor = euro * Fraction(RATES.get(currency, 1)) * 10 ** minor_digits(currency)
    steps: int = round(minor / step(currency))
    return max(1, steps) * step(currency)


def euro_a_weight(partners: Sequence[Partner], assessments: Sequence[Assessment]) -> Fraction:
    """EUR for one unit of weight, so that what passes asks `DEMAND` an application."""
    asked = sum(p.weight for p in partners if assessments[p.application].passes and not p.self_funded)
    return DEMAND * sum(assessment.passes for assessment in assessments) / asked


def money(partner: Partner, place: Place, euro: Fraction) -> dict[str, object]:
    """Amount, currency and whole cost of a partner, in minor units; a self-funded one asks nothing."""
    if partner.self_funded:
        return {"amount": 0, "currency": "EUR", "total_cost": whole_steps(partner.weight * euro, "EUR")}
    amount = whole_steps(partner.weight * euro, place.currency)
    cost = -(-amount * 100 // (PAID.get(partner.size, 100) * step(place.currency))) * step(place.currency)
    return {"amount": amount, "currency": place.currency, "total_cost": cost}


def _places(draw: Draw, weights: Sequence[int], waiting: list[int]) -> list[int]:
    """The countries of a consortium: first those nobody has asked yet, then by weight, most of them different."""
    chosen: list[int] = []
    for _ in range(LEAST_PARTNERS + draw.weighted(_PARTNERS)):
        free = [0 if place in chosen else weight for place, weight in enumerate(weights)]
        if waiting and len(chosen) < LEAST_PARTNERS:
            chosen.append(waiting.pop())
        elif len(chosen) >= LEAST_PARTNERS and draw.one_in(6):
            chosen.append(draw.of(chosen))
        else:
            chosen.append(draw.weighted(free if any(free) else weights))
    return chosen


def _members(draw: Draw, application: int, places: Sequence[int]) -> list[Partner]:
    members: list[Partner] = []
    taken: set[tuple[int, int, int]] = set()
    for number, place in enumerate(places, 1):
        kind, root = _organisation(draw, place, taken)
        weight = draw.between(20, 40) if number == 1 else draw.between(8, 30)
        alone = number > LEAST_PARTNERS and draw.one_in(12)
        members.append(Partner(application, number, place, kind, root, weight, alone, draw.one_in(2)))
    return members


def _organisation(draw: Draw, place: int, taken: set[tuple[int, int, int]]) -> tuple[int, int]:
    """Kind and root of a name that the consortium does not have yet."""
    while True:
        kind, root = draw.weighted([often for _, _, often in KINDS]), draw.below(len(ROOTS))
        if (place, kind, root) not in taken:
            taken.add((place, kind, root))
            return kind, root
