"""Settings of the stage before full proposals (`demand`): caps and survival, read and written back."""

from decimal import Decimal
from typing import Any

from renkei.programme.checks.amounts import suggestion
from renkei.programme.section import Section, decimal
from renkei.settings import Demand


def demand_of(section: Section) -> Demand:
    """The settings that the section `demand` states; what does not hold is said."""
    section.only("cap", "caps", "survival")
    own = section.section("caps")
    caps = [(funder, _above_nothing(own, funder)) for funder in own.entries]
    return Demand(
        _above_nothing(section, "cap"),
        tuple(sorted((funder, cap) for funder, cap in caps if cap is not None)),
        _survival(section),
    )


def _above_nothing(section: Section, name: str) -> Decimal | None:
    value = section.number(name)
    if value is not None and value <= 0:
        section.wrong(name, str(value), "a cap is above 0", "write how many times the budget, such as 2.5")
        return None
    return value


def _survival(section: Section) -> tuple[Decimal, ...]:
    found = []
    for text in section.texts("survival"):
        value = decimal(text)
        if value is None:
            section.wrong("survival", text, "a number is digits with at most one decimal point", suggestion(text))
        elif not 0 <= value <= 1:
            section.wrong("survival", text, "a probability lies between 0 and 1", "write it as a share, such as 0.35")
        else:
            found.append(value)
    return tuple(found)


def demand_keys(demand: Demand) -> dict[str, Any]:
    """The same as keys of programme.yaml; empty where nothing is stated."""
    one = len(demand.survival) == 1
    return {
        "cap": demand.cap,
        "caps": dict(demand.caps),
        "survival": demand.survival[0] if one else list(demand.survival),
    }
