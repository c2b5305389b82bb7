"""Screening: each funder's annex and the call's own rules on every application, with the remedy of what fails."""

from renkei.engines.screening.elsewhere import Elsewhere, elsewhere_of
from renkei.engines.screening.exchange import Exchange
from renkei.engines.screening.independence import Independence
from renkei.engines.screening.one import screen_application
from renkei.engines.screening.partner import Partner
from renkei.engines.screening.screen import (
    Screening,
    exchange_of,
    independence_of,
    partners_of,
    screen,
    worst,
)
from renkei.engines.screening.verdict import (
    Amount,
    Count,
    Figure,
    Remedy,
    Share,
    Verdict,
    Words,
    figure_text,
    percent_text,
)

__all__ = [
    "Amount",
    "Count",
    "Elsewhere",
    "Exchange",
    "Figure",
    "Independence",
    "Partner",
    "Remedy",
    "Screening",
    "Share",
    "Verdict",
    "Words",
    "elsewhere_of",
    "exchange_of",
    "figure_text",
    "independence_of",
    "partners_of",
    "percent_text",
    "screen",
    "screen_application",
    "worst",
]
