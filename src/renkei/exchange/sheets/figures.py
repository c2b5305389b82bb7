"""Numbers written as text, and the readings they bear: with a decimal comma, with a decimal point, or with both."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

Mark = Literal["comma", "point"]
MARKS: tuple[Mark, ...] = ("comma", "point")

_FOOTNOTE = re.compile(r"[\s]*[*†‡§\u00b9\u00b2\u00b3\u2070-\u209f\u1d43-\u1dbf]+$")
_CORE = re.compile(r"\d(?:[\d .,']*\d)?")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t\n\r"), " ")
_MINUSES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'")
_SIGNS = {**_BLANKS, **_MINUSES, **_APOSTROPHES}
_NEGATIVE = "-△▲"


@dataclass(frozen=True)
class Figure:
    """A number found in a text: its value with a decimal comma and with a decimal point (None: not a number then).

    `beside` is what stood beside the digits (a currency sign, a unit), `footnote` a footnote mark that was dropped.
    """

    comma: Decimal | None
    point: Decimal | None
    beside: str = ""
    footnote: str = ""

    def under(self, mark: Mark) -> Decimal | None:
        """The value with that decimal mark."""
        return self.comma if mark == "comma" else self.point

    @property
    def decided(self) -> Mark | None:
        """The only decimal mark under which this is a number; None where both give one."""
        if self.comma is None:
            return "point"
        return "comma" if self.point is None else None

    @property
    def is_open(self) -> bool:
        """Say whether the two marks give two values."""
        return self.comma is not None and self.point is not None and self.comma != self.point


@lru_cache(maxsize=2**14)
def read_figure(text: str) -> Figure | None:
    """The number that a text states, in both readings; None where it states none, or more than one."""
    body, footnote = _split_footnote(text.strip())
    plain = unicodedata.normalize("NFKC", body.translate(_SIGNS)).translate(_SIGNS).strip()
    core = _CORE.search(plain)
    if core is None:
        return None
    before, after = plain[: core.start()], plain[core.end() :]
    if any(sign.isdecimal() for sign in after) or before[-1:] in {".", ","}:
        return None
    negative, beside = _sign(before, re.sub(r"^[.,]-+$|^[.,]-+(?=\s)", "", after))
    readings = {mark: _value(core.group(), mark) for mark in MARKS}
    if not any(value is not None for value in readings.values()):
        return None
    values = {mark: -value if negative and value is not None else value for mark, value in readings.items()}
    return Figure(values["comma"], values["point"], beside, footnote)


def _split_footnote(text: str) -> tuple[str, str]:
    found = _FOOTNOTE.search(text)
    return (text[: found.start()], found.group().strip()) if found else (text, "")


def _sign(before: str, after: str) -> tuple[bool, str]:
    """Whether the number is negative, (150) and △150 included, and what else stands beside it."""
    before, after = before.strip(), after.strip()
    if before.count("(") == 1 and "(" not in after and after.count(")") == 1 and ")" not in before:
        before, after, bracketed = before.replace("(", " ").strip(), after.replace(")", " ").strip(), True
    else:
        bracketed = False
    for sign in _NEGATIVE:
        if before.startswith(sign) or before.endswith(sign):
            return True, f"{before.strip(sign)} {after}".strip()
    return bracketed, f"{before.removeprefix('+')} {after}".strip()


def _value(digits: str, mark: Mark) -> Decimal | None:
    """The digits under one decimal mark; None where their groups are not those of a number."""
    decimal, group = (",", ".") if mark == "comma" else (".", ",")
    whole, _, part = digits.partition(decimal)
    if decimal in part or (decimal in digits and not part.isdigit()):
        return None
    if not (whole.isdigit() or _is_grouped(whole, group)):
        return None
    plain = "".join(sign for sign in whole if sign.isdigit())
    return Decimal(f"{plain}.{part}" if part else plain)


def _is_grouped(whole: str, group: str) -> bool:
    """Groups of three with one kind of separator, or Indian groups (12,34,567); never after a leading zero."""
    for separator in (re.escape(group), " ", "'"):
        if re.fullmatch(rf"[1-9]\d{{0,2}}(?:{separator}\d{{3}})+", whole):
            return True
    return re.fullmatch(r"[1-9]\d?(?:,\d{2})+,\d{3}", whole) is not None and group == ","
