"""Cells that hold one of a known set of words: choices, yes or no, dates, currencies, countries."""

import re
from datetime import date, datetime
from functools import cache

from babel import Locale
from babel.core import get_global

from renkei.defects import say
from renkei.money import is_currency
from renkei.programme.nearness import folded, nearest_word
from renkei.programme.source import Fault

# ISO 3166-1 alpha-2, with XK (Kosovo), which ISO leaves to users and CORDIS uses.
_CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
_COUNTRIES = frozenset(_CODES.split())
# The European institutions' codes, read as the ISO ones, so that one country counts once.
INSTITUTIONAL = {"EL": "GR", "UK": "GB"}
_SIGNS = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "$": "USD", "₩": "KRW"} | dict.fromkeys(
    ("¥", "￥", "円", "YEN"), "JPY"
)


def country(cell: str) -> str | None:
    """The ISO 3166 code that a cell states; None for anything else."""
    code = INSTITUTIONAL.get(cell, cell)
    return code if code in _COUNTRIES else None


def country_fault(cell: str) -> Fault:
    """What is wrong with a country."""
    codes = {code for code in (_country_names().get(folded(cell)), _alpha_3().get(cell.upper())) if code}
    upper = cell.upper()
    meant = upper if country(upper) else min(codes, default="")
    remedy = say("write {word}", word=meant) if meant else "write two capital letters such as JP"
    return "a country is a code of ISO 3166 alpha-2", remedy


@cache
def _country_names() -> dict[str, str]:
    locales = [Locale("en"), Locale("de"), Locale("fr"), Locale("ja")]
    named = {folded(locale.territories[code]): code for locale in locales for code in sorted(_COUNTRIES)}
    return named | {"usa": "US", "southkorea": "KR", "korea": "KR", "russia": "RU", "czechrepublic": "CZ"}


@cache
def _alpha_3() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {code: to[0] for code, to in aliases.items() if len(code) == 3 and code.isalpha() and to[0] in _COUNTRIES}


def currency(cell: str) -> str | None:
    """The ISO 4217 code that a cell states; None for anything else."""
    return cell if is_currency(cell) else None


def currency_fault(cell: str) -> Fault:
    """What is wrong with a currency."""
    upper = cell.upper()
    meant = upper if is_currency(upper) else _SIGNS.get(upper, "")
    return "a currency is a code of ISO 4217", (
        say("write {word}", word=meant) if meant else "write three capital letters such as EUR"
    )


def yes_no(cell: str) -> bool | None:
    """The truth that a cell states; None for anything but yes and no."""
    return {"yes": True, "no": False}.get(cell)


def truth(text: str) -> bool | None:
    """The truth that a setting states: YAML has true and false too."""
    return yes_no({"true": "yes", "false": "no"}.get(text, text))


def yes_no_fault(cell: str) -> Fault:
    """What is wrong with a yes or no."""
    said = {"y": "yes", "true": "yes", "1": "yes", "x": "yes", "n": "no", "false": "no", "0": "no"}
    meant = said.get(cell.casefold(), nearest_word(cell, ("yes", "no")))
    return "the cell says yes or no", (
        say("write {word}", word=meant) if meant else "write yes or no, or leave it empty for unknown"
    )


def chosen(choices: tuple[str, ...], cell: str) -> str | None:
    """The choice that a cell states; None for anything else."""
    return cell if cell in choices else None


def choice_fault(choices: tuple[str, ...], cell: str) -> Fault:
    """What is wrong with a cell that holds none of the choices."""
    near = nearest_word(cell, choices)
    remedy = say("write {word}", word=near) if near else "write one of them, or leave it empty"
    return say("the cell holds one of: {list}", list=", ".join(choices)), remedy


def day(cell: str) -> date | None:
    """The date that a cell states in ISO form, YYYY-MM-DD; None for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def day_fault(cell: str) -> Fault:
    """What is wrong with a date; the remedy names the day where day and month cannot be confused."""
    rule = "a date is year-month-day"
    parts = [int(part) for part in re.findall(r"[0-9]+", cell)[:3]]
    if len(parts) == 3 and parts[2] > 31 and max(parts[:2]) > 12:
        parts = [parts[2], min(parts[:2]), max(parts[:2])]
    if len(parts) == 3 and parts[0] > 31:
        meant = f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
        if meant != cell and day(meant):
            return rule, say("write {word}", word=meant)
    return rule, "write it as YYYY-MM-DD, such as 2025-12-31, a day that exists"


def moment(cell: str) -> datetime | None:
    """The date and time that a cell states as YYYY-MM-DDTHH:MM, a blank in place of the T allowed; else None."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?", cell):
        return None
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        return None


def moment_fault(cell: str) -> Fault:
    """What is wrong with a date and time; the remedy writes the minutes where the day alone is right."""
    rule = "a time is a date, T, hour and minute"
    if day(cell):
        return rule, say("write the hour too, such as {word}", word=f"{cell}T09:30")
    return rule, "write it as YYYY-MM-DDTHH:MM, such as 2025-12-31T09:30, without a zone"
