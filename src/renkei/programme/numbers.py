"""Numbers as people and spreadsheets write them, and the plain number that was meant."""

import re
import unicodedata
from decimal import Decimal

from renkei.money import is_currency


def number_text(value: float) -> str:
    """A spreadsheet's number as printed: 15 significant digits, no exponent, no ".0" on whole numbers."""
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def plain_numbers(text: str) -> tuple[str, ...]:
    """The plain numbers that a text such as "1.234,50", "€ 200 000" or "1,234" may mean, likeliest first."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Sc")
    bare = re.sub(r"[A-Za-z]{3}", lambda code: "" if is_currency(code[0]) else code[0], bare)
    bare = re.sub(r"[\s'’_]", "", bare).replace("−", "-")
    bare = re.sub(r"[.,][-–—]+$", "", bare)
    if not re.fullmatch(r"-?[0-9]+([.,][0-9]+)*", bare):
        return ()
    if "." in bare and "," in bare:
        return _both(bare)
    mark = "," if "," in bare else "."
    parts = bare.split(mark)
    grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0].lstrip("-")) <= 3
    if len(parts) > 2:
        return ("".join(parts),) if grouped else ()
    return ("".join(parts), ".".join(parts)) if grouped and parts[0].lstrip("-") != "0" else (".".join(parts),)


def _both(bare: str) -> tuple[str, ...]:
    """A number with points and commas: the mark that stands last is the decimal mark, the other groups by three."""
    decimal = max(".,", key=bare.rfind)
    whole, _, fraction = bare.rpartition(decimal)
    groups = re.split(r"[.,]", whole)
    if decimal in whole or any(len(group) != 3 for group in groups[1:]):
        return ()
    return ("".join(groups) + "." + fraction,)
