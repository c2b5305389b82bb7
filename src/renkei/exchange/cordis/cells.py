"""What one cell of CORDIS says: amounts, countries, kinds of organisation, roles."""

import re

from renkei.money import parse_amount

CURRENCY = "EUR"
ROLES = {
    "coordinator": "lead",
    "participant": "partner",
    "thirdParty": "partner",
    "partner": "partner",
    "internationalPartner": "partner",
    "associatedPartner": "partner",
}
UNPAID_ROLES = frozenset({"partner", "internationalPartner", "associatedPartner"})  # who take part without EU money
_SIZES = {"HES": "university", "REC": "institute", "PUB": "public", "OTH": "other"}
_COMPANIES = {"true": "sme", "false": "large"}
_ISO = {"EL": "GR", "UK": "GB"}  # the EU writes these two otherwise than ISO 3166
_COUNTRY = re.compile(r"[A-Z]{2}")


def minor_units(text: str) -> int | None:
    """Cents of an amount with a decimal point or a decimal comma, both of which stand in these files; None when empty.

    Raises ValueError, saying what is wrong, for anything else.
    """
    plain = text.strip()
    if not plain:
        return None
    amount = parse_amount(plain if "." in plain else plain.replace(",", ".", 1), CURRENCY)
    if amount < 0:
        raise ValueError("an amount is not below 0")
    return amount


def country(text: str) -> str | None:
    """The ISO 3166 code of a country; None when empty. A code given several times ("FI;FI") counts once.

    Raises ValueError for several countries and for anything but two capital letters.
    """
    codes = {code.strip() for code in text.split(";")} - {""}
    if not codes:
        return None
    if len(codes) > 1:
        raise ValueError("a partner has one country")
    code = codes.pop()
    if not _COUNTRY.fullmatch(code):
        raise ValueError("a country is two capital letters, such as DE")
    return _ISO.get(code, code)


def size(activity: str, sme: str) -> str | None:
    """The contract's kind of organisation; None when CORDIS leaves it open, as for a company with no SME flag."""
    kind = activity.partition(";")[0].strip()
    return _COMPANIES.get(sme.strip().lower()) if kind == "PRC" else _SIZES.get(kind)
