"""Words, numbers and amounts in the reader's language."""

import re
from fractions import Fraction

import pytest

from renkei.reports.catalogues import LANGUAGES, catalogue
from renkei.reports.language import Language
from renkei.reports.totals import Money

SPACE, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


def names(text):
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_names_in_them(code):
    english, other = catalogue("en"), catalogue(code)
    assert other.keys() == english.keys()
    assert {key for key in english if names(english[key]) != names(other[key])} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_for_decisions_and_sheets_differ_and_fit_where_they_go(code):
    words = catalogue(code)
    for kind in ("outcome.", "sheet."):
        found = [text for key, text in words.items() if key.startswith(kind)]
        assert len(set(found)) == len(found)
    assert all(len(text) <= 31 and '"' not in text for key, text in words.items() if key.startswith("sheet."))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en", f"EUR{SPACE}1,234,567.80"),
        ("ja", f"EUR{SPACE}1,234,567.80"),
        ("fr", f"1{NARROW}234{NARROW}567,80{SPACE}EUR"),
    ],
)
def test_an_amount_has_its_code_and_the_separators_of_the_language(code, expected):
    assert Language(code).amount(Money(123456780, "EUR")) == expected


def test_an_amount_has_the_decimals_of_its_currency_unless_all_are_whole():
    assert Language("en").amount(Money(1500, "JPY")) == f"JPY{SPACE}1,500"
    assert Language("en").amount(Money(1500, "KWD")) == f"KWD{SPACE}1.500"
    assert Language("en", frozenset({"EUR"})).amount(Money(150000, "EUR")) == f"EUR{SPACE}1,500"
    assert Language("en").amount(Money(-150, "EUR")) == f"EUR{SPACE}−1.50"


def test_only_an_exhausted_budget_reads_a_hundred_percent():
    say = Language("en")
    assert say.percent(Fraction(99999, 100000)) == "99.9%"
    assert say.percent(Fraction(1)) == "100.0%"
    assert say.percent(None) == "–"
    assert Language("fr").percent(Fraction(1, 2)) == f"50,0{SPACE}%"


def test_one_and_many_are_told_apart_as_the_language_does():
    assert Language("en")("unit.applications", n=1) == "1 application"
    assert Language("en")("unit.applications", n=0) == "0 applications"
    assert Language("fr")("unit.applications", n=0) == "0 projet"
    assert Language("ja")("unit.applications", n=2) == "2件"


def test_lists_dates_and_countries_are_in_the_language():
    assert Language("en").items(["A", "B", "C"]) == "A, B and C"
    assert Language("fr").items(["A", "B", "C"]) == "A, B et C"
    assert Language("ja").items(["A", "B", "C"]) == "A、B、C"
    assert Language("en").items("ABCDEFG") == "A, B, C, D, E and 2 more"
    assert Language("ja").day("2026-12-31") == "2026/12/31"
    assert Language("fr").country("JP") == "Japon"
    assert Language("en").country("XX") == "XX"
