"""The countries whose made-up funders take part, each with its currency and a made-up rate of exchange.

Countries outside the euro whose agencies state their budgets for joint calls in euro do so here too, so that the
currencies besides EUR stay few.
"""

from dataclasses import dataclass
from decimal import Decimal

RATES = {  # units for one euro, made up
    "JPY": Decimal(160),
    "CAD": Decimal("1.5"),
    "NOK": Decimal("11.4"),
    "SEK": Decimal("11.2"),
    "PLN": Decimal("4.3"),
    "KRW": Decimal(1450),
    "CHF": Decimal("0.95"),
}


@dataclass(frozen=True)
class Place:
    """A country with its code, its name and the currency in which its funder pays."""

    code: str
    name: str
    currency: str = "EUR"


PLACES = (
    Place("JP", "Japan", "JPY"),
    Place("DE", "Germany"),
    Place("CA", "Canada", "CAD"),
    Place("FR", "France"),
    Place("ES", "Spain"),
    Place("NO", "Norway", "NOK"),
    Place("PL", "Poland", "PLN"),
    Place("SE", "Sweden", "SEK"),
    Place("KR", "Korea", "KRW"),
    Place("IT", "Italy"),
    Place("NL", "the Netherlands"),
    Place("BE", "Belgium"),
    Place("AT", "Austria"),
    Place("FI", "Finland"),
    Place("PT", "Portugal"),
    Place("CZ", "Czechia"),
    Place("CH", "Switzerland", "CHF"),
    Place("HU", "Hungary"),
    Place("RO", "Romania"),
    Place("GR", "Greece"),
    Place("IE", "Ireland"),
    Place("DK", "Denmark"),
    Place("SI", "Slovenia"),
    Place("SK", "Slovakia"),
    Place("EE", "Estonia"),
    Place("LV", "Latvia"),
    Place("LT", "Lithuania"),
    Place("LU", "Luxembourg"),
    Place("HR", "Croatia"),
    Place("BG", "Bulgaria"),
    Place("CY", "Cyprus"),
    Place("MT", "Malta"),
    Place("TR", "Türkiye"),
    Place("IL", "Israel"),
    Place("IS", "Iceland"),
    Place("ZA", "South Africa"),
    Place("BR", "Brazil"),
    Place("TW", "Taiwan"),
    Place("CL", "Chile"),
    Place("GB", "the United Kingdom"),
)
LANGUAGES = {  # read besides English, ISO 639-1
    "JP": ("ja",), "DE": ("de",), "CA": ("fr",), "FR": ("fr",), "ES": ("es",), "NO": ("no",), "PL": ("pl",),
    "SE": ("sv",), "KR": ("ko",), "IT": ("it",), "NL": ("nl",), "BE": ("nl", "fr"), "AT": ("de",), "FI": ("fi", "sv"),
    "PT": ("pt",), "CZ": ("cs",), "CH": ("de", "fr"), "HU": ("hu",), "RO": ("ro",), "GR": ("el",), "IE": (),
    "DK": ("da",), "SI": ("sl",), "SK": ("sk",), "EE": ("et",), "LV": ("lv",), "LT": ("lt",), "LU": ("fr", "de"),
    "HR": ("hr",), "BG": ("bg",), "CY": ("el",), "MT": ("mt",), "TR": ("tr",), "IL": ("he",), "IS": ("is",),
    "ZA": ("af",), "BR": ("pt",), "TW": ("zh",), "CL": ("es",), "GB": (),
}  # fmt: skip
