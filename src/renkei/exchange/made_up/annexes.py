"""Made-up annexes: what each made-up funder pays of whose costs, and the made-up call's own rules."""

from decimal import Decimal
from fractions import Fraction

import polars as pl

from renkei.annexes import ELSE, Annex, Annexes, Graded
from renkei.exchange.made_up.consortia import PAID, whole_steps
from renkei.exchange.made_up.words import LABEL

CEILING, TOTAL_CEILING = Fraction(400_000), Fraction(500_000)  # EUR of one partner, and of all of a funder


def made_up_annexes(funders: pl.DataFrame) -> Annexes:
    """The annexes of a made-up call's funders; most of its applications keep to them."""
    call = Annex(
        title=f"{LABEL} rules of the call",
        organisations_at_least=3,
        countries_at_least=3,
        organisation_share=Decimal(50),
        country_share=Decimal(60),
        leads_at_most=1,
    )
    rows = funders.select("funder_id", "name", "country", "currency").iter_rows()
    return Annexes(call, {funder: _annex(name, country, currency) for funder, name, country, currency in rows})


def _annex(name: str, country: str, currency: str) -> Annex:
    return Annex(
        title=f"{LABEL} annex of the {name.removeprefix(LABEL).strip()}",
        currency=currency,
        countries=(country,),
        rate=Graded({**{size: Decimal(percent) for size, percent in PAID.items()}, ELSE: Decimal(100)}),
        ceiling=Graded({ELSE: whole_steps(CEILING, currency)}),
        total_ceiling=whole_steps(TOTAL_CEILING, currency),
    )
