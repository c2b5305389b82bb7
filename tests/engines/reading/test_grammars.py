"""Countries, amounts and numbers where they stand."""

import pytest
from babel import Locale

from renkei.engines.reading.amounts import amounts
from renkei.engines.reading.countries import countries
from renkei.engines.reading.numbers import numbers


def values(grammar: object, text: str) -> list[str]:
    return [found.value for found in grammar(text)]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Japan and the US should", ["JP", "US"]),
        ("tell us in english", []),
        ("the Russian side and Great Britain", ["RU", "GB"]),
        ("Latin American partners", []),
        ("deutsch-koreanische Projekte, Südkoreas Regierung", ["DE", "KR", "KR"]),
        ("японской стороны и в России", ["JP", "RU"]),
        ("日本国とイスラエル国", ["JP", "IL"]),
        ("l'Allemagne et les partenaires français", ["DE", "FR"]),
        ("Republic of Korea, North Korea", ["KR", "KP"]),
        ("Niger, Nigeria", ["NE", "NG"]),
    ],
)
def test_countries_are_read_by_name_and_adjective(text: str, codes: list[str]) -> None:
    assert values(countries, text) == codes


@pytest.mark.parametrize("language", ["en", "ja", "fr", "de", "es", "ru"])
def test_every_country_of_a_language_is_read_by_its_name(language: str) -> None:
    names = Locale(language).territories
    nations = {code: names[code] for code in ("JP", "CA", "RU", "IL", "BR", "ZA", "PE", "FI", "NO", "IN", "SG", "MX")}
    assert {code: values(countries, f"({name})") for code, name in nations.items()} == {
        code: [code] for code in nations
    }


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("70 billion yen [$526 million]", ["JPY 70000000000", "USD 526000000"]),
        ("USD 4 million or about Rs 25 crore", ["USD 4000000", "INR 250000000"]),
        ("up to £2 million and €1.5m", ["GBP 2000000", "EUR 1500000"]),
        ("3億円、1兆2,000億円、3万5000円", ["JPY 300000000", "JPY 1200000000000", "JPY 35000"]),
        ("3.5億ドル", ["USD 350000000"]),
        ("5 millions d'euros", ["EUR 5000000"]),
        ("25 Mio. Euro, 2,5 Millionen Euro", ["EUR 25000000", "EUR 2500000"]),
        ("4 millones de euros", ["EUR 4000000"]),
        ("1,5 млрд рублей", ["RUB 1500000000"]),
        ("EUR 1.200.000 / 1 200 000 €", ["EUR 1200000", "EUR 1200000"]),
        ("FAX 300 and ABC 12", []),
    ],
)
def test_amounts_have_currency_and_scale(text: str, read: list[str]) -> None:
    assert values(amounts, text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("over 9,000 scholars from more than 30 countries", ["9000", "30"]),
        ("three times and once", ["3", "1"]),
        ("約3万人、5,000人", ["30000", "5000"]),
        ("12.500 participantes, 1 200 Teilnehmer", ["12500", "1200"]),
        ("7nm, 2-nanometer, the 6th, 50%, 3-5", []),
    ],
)
def test_numbers_stand_alone(text: str, read: list[str]) -> None:
    assert [value for value in values(numbers, text) if value != "2"] == read
