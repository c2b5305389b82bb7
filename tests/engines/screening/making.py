"""Partners and annexes in few words, and the one verdict that a test is about."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from renkei.annexes import Annex, Annexes, Graded
from renkei.engines.screening import Exchange, Partner, Verdict, screen_application

EXCHANGE = Exchange({"JPY": Decimal(160), "CAD": Decimal("1.5"), "USD": Decimal("1.1")}, "EUR")


def partner(name: str = "P1", amount: int | None = 100, **facts: Any) -> Partner:
    """An SME of Japan that leads and asks F in EUR; its organisation is called after it."""
    usual: dict[str, Any] = {
        "payer": "F",
        "currency": "EUR",
        "total_cost": 200,
        "organisation_id": f"O-{name}",
        "country": "JP",
        "size": "sme",
        "role": "lead" if name == "P1" else "partner",
        "self_funded": False,
    }
    return Partner(name, amount=amount, **(usual | facts))


def self_funded(name: str, **facts: Any) -> Partner:
    return partner(name, 0, **({"payer": None, "self_funded": True} | facts))


def annex(**rules: Any) -> Annex:
    return Annex(**({"currency": "EUR"} | rules))


def graded(**of: int) -> Graded:
    return Graded({("else" if name == "others" else name): value for name, value in of.items()})


def of_funder(rules: Annex, *partners: Partner, **more: Any) -> tuple[Verdict, ...]:
    return screen_application(partners, Annexes(funders={"F": rules}), exchange=EXCHANGE, **more)


def of_call(rules: Annex, *partners: Partner, **more: Any) -> tuple[Verdict, ...]:
    return screen_application(partners, Annexes(call=rules), exchange=EXCHANGE, **more)


def said(verdicts: tuple[Verdict, ...]) -> str:
    """The verdict, where there is one."""
    (only,) = verdicts
    return only.verdict


def by_rule(verdicts: tuple[Verdict, ...]) -> Mapping[tuple[str, str], Verdict]:
    return {(one.rule, one.partner_id): one for one in verdicts}
