"""Made-up consortia by the dozen: drawn from a seed, written, signed off and handed in by the stations' own actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil

from renkei.exchange.made_up.draw import Draw
from renkei.exchange.made_up.words import PURPOSES, QUALITIES, THINGS
from renkei.money import minor_digits
from renkei.site.applications import actions
from renkei.site.applications.actions import Asked, Heading, Place
from renkei.site.applications.models import Application, Partner
from renkei.site.demo.applications import join, lead_of
from renkei.site.demo.cast import FUNDERS, ORGANISATIONS, RATES, Cast

NEEDS_NUMBER = "PRC"
DEAREST_COST = 4  # times what is asked: no funder of the cast pays a smaller part than 30 %
FUNDER_OF = {country: (code, currency) for code, _name, country, currency in FUNDERS}


@dataclass(frozen=True)
class Part:
    """A partner: its organisation, the funder that it asks, and how much in minor units of that funder's currency."""

    organisation: str
    funder: str
    amount: int


@dataclass(frozen=True)
class Plan:
    """An application to be: the first part leads."""

    acronym: str
    title: str
    parts: tuple[Part, ...]


def plans(seed: int, count: int, funders: Sequence[str]) -> list[Plan]:
    """Plans of two or three partners in as many countries, each asking its own funder about EUR 60,000 to 240,000."""
    draw = Draw(seed)
    by_funder: dict[str, list[str]] = {code: [] for code in funders}
    for name, country, _size in ORGANISATIONS:
        if (code := FUNDER_OF[country][0]) in by_funder:
            by_funder[code].append(name)
    return [_plan(draw, title, by_funder) for title in _titles(draw, count)]


def _titles(draw: Draw, count: int) -> list[tuple[str, str]]:
    things, purposes = draw.shuffled(THINGS), draw.shuffled(PURPOSES)
    pairs = [(things[n % len(things)], purposes[n % len(purposes)]) for n in range(count)]
    return [(_acronym(*pair), f"{draw.of(QUALITIES).capitalize()} {pair[0]} for {pair[1]}") for pair in pairs]


def _acronym(thing: str, purpose: str) -> str:
    return f"{thing[:4]}{purpose.rsplit(maxsplit=1)[-1][:3]}".upper()


def _plan(draw: Draw, title: tuple[str, str], by_funder: dict[str, list[str]]) -> Plan:
    asked = draw.shuffled(list(by_funder))[: 2 if draw.one_in(2) else 3]
    euro = draw.between(12, 36) * 5_000
    parts = tuple(Part(draw.of(by_funder[code]), code, _in_currency(code, euro)) for code in asked)
    return Plan(*title, parts)


def _in_currency(code: str, euro: int) -> int:
    """So many euros in a funder's currency, in whole thousands, as minor units."""
    currency = next(currency for mine, currency in FUNDER_OF.values() if mine == code)
    units = round(euro * Decimal(RATES.get(currency, "1")), -3)
    return int(units.scaleb(minor_digits(currency)))


def hand_in(cast: Cast, call: str, plan: Plan, at: datetime) -> Application:
    """The application, begun a week before the moment at which it is handed in."""
    day, lead = at - timedelta(days=7), plan.parts[0]
    home = cast.organisations[lead.organisation].public_id
    made = actions.begin(cast.writing(lead.organisation, day), call, Heading(plan.acronym, plan.title), home)
    summary = f"{plan.title}: what it takes, who makes it, and how one sees that it holds. A made-up application."
    actions.save_section(cast.writing(lead.organisation, day), Place(made.public_id, "summary"), summary, 0)
    _write(cast, made, lead_of(made), lead, at - timedelta(days=6))
    for part in plan.parts[1:]:
        by = cast.writers[part.organisation]
        partner = join(cast, made, cast.writers[lead.organisation], by, part.organisation, at - timedelta(days=5))
        _write(cast, made, partner, part, at - timedelta(days=3))
        actions.sign_off(cast.acting(by, at - timedelta(days=1)), made.public_id, partner.public_id)
    actions.submit(cast.writing(lead.organisation, at), made.public_id, f"demo-{plan.acronym}")
    return made


def _write(cast: Cast, made: Application, partner: Partner, part: Part, at: datetime) -> None:
    by = cast.writing(part.organisation, at)
    text = f"{part.organisation} makes samples, measures them, and writes down what fails."
    actions.save_section(by, Place(made.public_id, "part", partner.public_id), text, 0)
    total = part.amount * DEAREST_COST
    costs = {"personnel": ceil(total * 7 / 10), "consumables": total - ceil(total * 7 / 10)}
    number = f"{part.funder}-{made.number[-4:]}" if part.funder == NEEDS_NUMBER else ""
    asked = Asked(part.funder, amount=part.amount, costs=costs, national_number=number)
    actions.save_request(by, made.public_id, partner.public_id, asked, 1)
