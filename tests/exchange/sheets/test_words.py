"""Numbers, units, countries and words as they stand in headers and cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.exchange.sheets.amounts import is_nothing
from renkei.exchange.sheets.countries import find_country
from renkei.exchange.sheets.figures import read_figure
from renkei.exchange.sheets.funders import identity
from renkei.exchange.sheets.statuses import plain_status
from renkei.exchange.sheets.units import find_unit
from renkei.exchange.sheets.words import match, normal, words_of

SECTIONS = ("columns", "rows", "status", "decisions", "nothing", "notes", "factors")


@pytest.mark.parametrize("section", SECTIONS)
def test_each_word_stands_once_in_its_section(section):
    words = [normal(word) for several in words_of(section).values() for word in several]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("1,234", "1.234", "1234"),
        ("1.234", "1234", "1.234"),
        ("214,8", "214.8", None),
        ("1\u00a0027,1", "1027.1", None),
        ("1\u202f234,567", "1234.567", None),
        ("1’234.50", None, "1234.50"),
        ("1.234.567", "1234567", None),
        ("1,234,567.5", None, "1234567.5"),
        ("12,34,567", None, "1234567"),
        ("0,125", "0.125", None),
        ("１２,５", "12.5", None),
        ("(150)", "-150", "-150"),
        ("△150", "-150", "-150"),
        ("−5", "-5", "-5"),
        ("150,-", "150", "150"),
        ("150¹", "150", "150"),
        ("150*", "150", "150"),
    ],
)
def test_a_figure_has_a_reading_with_each_decimal_mark(text, comma, point):
    figure = read_figure(text)
    assert (figure.comma, figure.point) == tuple(None if value is None else Decimal(value) for value in (comma, point))


@pytest.mark.parametrize("text", ["", "-", "12 34", "1,23,4.5", "150+20", "150/200", "1.2.3", "abc", ",5", "1 23"])
def test_what_is_no_single_number_has_no_reading(text):
    assert read_figure(text) is None


@given(st.integers(0, 10**9), st.sampled_from([" ", "\u00a0", "\u202f", "'", ".", ""]), st.integers(0, 99))
def test_a_number_written_with_a_comma_reads_back_with_a_comma(whole, group, cents):
    text = f"{whole:,}".replace(",", group) + f",{cents:02}"
    assert read_figure(text).comma == Decimal(f"{whole}.{cents:02}")


@pytest.mark.parametrize(
    ("text", "factor", "currencies", "rest"),
    [
        ("Requested funding (k€)", 1000, ("EUR",), "Requested funding"),
        ("TEUR", 1000, ("EUR",), ""),
        ("NEDO 百万円", 10**6, ("JPY",), "NEDO"),
        ("NRC [CAD]", None, ("CAD",), "NRC"),
        ("KIAT [KRW million]", 10**6, ("KRW",), "KIAT"),
        ("Beträge in Tsd. EUR", 1000, ("EUR",), "Beträge in"),
        ("Montants en milliers d'euros", 1000, ("EUR",), "Montants en"),
        ("€ '000", 1000, ("EUR",), ""),
        ("(thousands)", 1000, (), ""),
        ("NSF ($)", None, ("USD", "CAD", "AUD"), "NSF"),
        ("KIAT (KR)", None, (), "KIAT (KR)"),
        ("MOST (MN)", None, (), "MOST (MN)"),
        ("TOTAL ALL AGENCIES", None, (), "TOTAL ALL AGENCIES"),
        ("EUROSTARS 2025", None, (), "EUROSTARS 2025"),
    ],
)
def test_a_unit_is_found_in_a_header_and_taken_out_of_it(text, factor, currencies, rest):
    found = find_unit(text)
    assert (found.factor, found.currencies, found.rest) == (factor, currencies, rest)


@pytest.mark.parametrize(
    ("text", "country", "rest"),
    [
        ("FWF (AT)", "AT", "FWF"),
        ("F.R.S.-FNRS (BE)", "BE", "F.R.S.-FNRS"),
        ("UKRI / UK", "GB", "UKRI"),
        ("AT-FWF", "AT", "FWF"),
        ("Canada: NRC", "CA", "NRC"),
        ("DFG, Deutschland", "DE", "DFG"),
        ("JST（日本）", "JP", "JST"),
        ("ANR AI", None, "ANR AI"),
        ("FWO (BE) FNRS (FR)", None, "FWO (BE) FNRS (FR)"),
    ],
)
def test_a_country_is_found_beside_a_funders_name(text, country, rest):
    found = find_country(find_unit(text).rest)
    assert found == (country, rest)


@pytest.mark.parametrize(
    ("text", "funder_id"),
    [
        ("Agence nationale de la recherche (ANR)", "ANR"),
        ("DFG – Deutsche Forschungsgemeinschaft", "DFG"),
        ("F.R.S.-FNRS", "F.R.S.-FNRS"),
        ("Business Finland", "Business Finland"),
    ],
)
def test_an_acronym_beside_a_full_name_identifies_the_funder(text, funder_id):
    assert identity(text, "")[0] == funder_id


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Consensus score\n(max. 15)", "score"),
        ("EVALUATION", "score"),
        ("évaluation", "score"),
        ("N° de projet", "application_id"),
        ("合計", "total"),
        ("研究課題番号", "application_id"),
    ],
)
def test_headers_are_known_by_their_longest_word(text, role):
    found = match("columns", text)
    assert found.meaning == role


def test_a_single_sign_of_a_script_without_blanks_counts_only_alone():
    assert match("columns", "計").meaning == "total"
    assert match("columns", "計画") is None


@pytest.mark.parametrize("text", ["", " ", "-", "–", "―", "ー", "n/a", "N.A.", "néant", "なし", "\u00a0"])
def test_blanks_dashes_and_words_for_nothing_are_nothing(text):
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["?", "×", "○", "0", "tbc", "x"])
def test_other_signs_are_something(text):
    assert not is_nothing(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("withdrawn 3.11.", "withdrawn"),
        ("Retirée", "withdrawn"),
        ("zurückgezogen am 3.11.2025", "withdrawn"),
        ("取り下げ", "withdrawn"),
        ("not eligible", "ineligible"),
        ("formally ineligible", "ineligible"),
        ("inéligible", "ineligible"),
        ("one partner withdrawn", None),
        ("not withdrawn", None),
        ("below threshold", None),
    ],
)
def test_a_status_is_plain_only_where_nothing_else_is_said(text, status):
    assert plain_status(text) == status
