"""Number formats: what a spreadsheet shows beside and instead of the number that it holds."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """How a number is shown: divided by 1000 per trailing comma, as per cent, with decimals, with signs beside it."""

    thousands: int = 0
    percent: bool = False
    decimals: int | None = None
    beside: str = ""


def read_format(code: str) -> Format:
    """What a number format's first section says; dates and the general format say nothing."""
    section = code.split(";", maxsplit=1)[0]
    money = re.findall(r"\[\$([^\]-]*)(?:-[^\]]*)?\]", section)
    quoted = re.findall(r'"([^"]*)"', section) + re.findall(r"[€£¥₩$]", re.sub(r'\[[^\]]*\]|"[^"]*"', "", section))
    digits = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.', "", section)
    if re.search(r"[ymdhs]", digits, re.IGNORECASE) or not re.search(r"[0#?]", digits):
        return Format()
    core = re.search(r"[0#?][0#?,. ]*", digits)
    shown = core.group().rstrip() if core else ""
    trailing = len(shown) - len(shown.rstrip(","))
    part = shown.rstrip(",").partition(".")[2]
    return Format(trailing, "%" in digits, len(part), " ".join((*money, *quoted)).strip())
