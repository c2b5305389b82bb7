"""A verdict as data: rule, figure, limit, and what to change; the sentences are made from it elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from renkei.money import decimal_text, format_amount, rounded

Said = Literal["pass", "fail", "doubt"]
MOST_PLACES = 6  # of a percentage printed beside its limit


@dataclass(frozen=True)
class Amount:
    """Minor units of a currency."""

    minor: int
    currency: str


@dataclass(frozen=True)
class Share:
    """A part of a whole, 1 the whole; printed in percent."""

    part: Fraction


@dataclass(frozen=True)
class Count:
    """How many."""

    number: int


@dataclass(frozen=True)
class Words:
    """Several words of one kind: sizes, countries, categories of cost, or identifiers."""

    kind: Literal["sizes", "countries", "categories", "ids"]
    words: tuple[str, ...]


Figure = Amount | Share | Count | Words


@dataclass(frozen=True)
class Remedy:
    """What would make the rule pass: its `kind` names a sentence, `values` what stands in it.

    `amounts` are the requests that pass all amount rules of the annex together, by partner; `together` says that
    several of these rules were over, so that the amount is not what this rule alone would allow.
    """

    kind: str
    values: Mapping[str, Figure] = field(default_factory=dict)
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    together: bool = False


@dataclass(frozen=True)
class Verdict:
    """One rule of one annex on a partner's request, or (`partner_id` empty) on the application as a whole.

    `scope` is the funder or pot, empty for the call; `item` a category of cost; `unknown` the facts a doubt is about.
    """

    scope: str
    rule: str
    verdict: Said
    partner_id: str = ""
    item: str = ""
    figure: Figure | None = None
    limit: Figure | None = None
    remedy: Remedy | None = None
    unknown: tuple[str, ...] = ()


def figure_text(figure: Figure | None, beside: Figure | None = None) -> tuple[str, str]:
    """(the plain text, its unit) as the table `screenings` holds them; `beside`: the limit it is told apart from."""
    match figure:
        case Amount(minor, currency):
            return format_amount(minor, currency), currency
        case Share(part):
            return percent_text(part, beside.part if isinstance(beside, Share) else part), "%"
        case Count(number):
            return str(number), ""
        case Words(_, words):
            return ";".join(words), ""
    return "", ""


def percent_text(part: Fraction, limit: Fraction) -> str:
    """A share in percent, with as few decimals as still show on which side of the limit it lies."""
    for places in range(MOST_PLACES + 1):
        shown = Fraction(rounded(part * 100, places))
        if (shown > limit * 100) == (part > limit) and (shown < limit * 100) == (part < limit):
            return decimal_text(rounded(part * 100, places))
    return decimal_text(rounded(part * 100, MOST_PLACES))


def percent(value: Decimal | int) -> Fraction:
    """The share that a percentage states."""
    return Fraction(value) / 100
