"""The page says what the record says, and nothing in it runs, fetches or breaks out."""

import re
from xml.etree import ElementTree

import polars as pl
import pytest
from markupsafe import escape

from renkei.money import minor_digits
from renkei.reports import html

LANGUAGES = ("en", "fr", "ja")
TITLES = (
    "<script>alert('x')</script>",
    'Light & "matter" <b>',
    "二次元物質における量子もつれの制御と応用に関する国際共同研究" * 4,
)


def test_the_same_record_gives_the_same_bytes_whatever_the_order_of_its_keys(small):
    turned = dict(reversed(small.record.items()))
    turned["outcomes"] = dict(reversed(small.record["outcomes"].items()))
    turned["spending"] = dict(reversed(small.record["spending"].items()))
    shuffled = {name: frame.reverse() for name, frame in small.tables.items()}
    assert html(turned, small.settings, shuffled) == html(*small.parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_its_language_and_has_no_script(small, language):
    page = small.page(language)
    assert page.get("lang") == language
    assert not list(page.iter("script"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fetched_from_anywhere(small, language):
    written = html(*small.parts, language)
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|src=", written)
    assert all(link.get("href").startswith("#") for link in small.page(language).iter("a"))


def test_every_link_leads_somewhere_in_the_page(large):
    page = large.page()
    addresses = {element.get("id") for element in page.iter()}
    assert all(link.get("href")[1:] in addresses for link in page.iter("a"))


def test_titles_cannot_break_out_of_the_page(small):
    case = small.titled(*TITLES)
    written = html(*case.parts)
    assert all(str(escape(title)) in written for title in TITLES)
    assert "<script" not in written
    assert set(TITLES) <= {cell.text for cell in case.page().iter("td")}


def test_the_names_of_funders_and_the_call_cannot_break_out_either(small):
    named = small.tables["funders"].with_columns(name=pl.lit("R&D <Agency>"))
    case = small.but(call="Call </title><script>")
    written = html(case.record, case.settings, small.tables | {"funders": named})
    ElementTree.fromstring(written)
    assert "<script" not in written
    assert "R&amp;D &lt;Agency&gt;" in written


def test_a_missing_title_and_a_missing_name_are_said_or_left_out(small):
    unnamed = small.tables["funders"].with_columns(name=pl.lit(None, pl.String), country=pl.lit(None, pl.String))
    written = html(small.record, small.settings, small.titled(None, "  ").tables | {"funders": unnamed})
    assert written.count("(no title)") >= 2
    assert "None" not in written


def test_made_up_data_are_said_to_be_so_in_plain_sight_and_real_data_are_not(small):
    assert "Made-up data" in "".join(small.page().find("body/header").itertext())
    assert "Made-up data" in small.page().findtext("head/title")
    assert "ade-up" not in html(*small.but(made_up=False).parts).replace("made-up {", "")


def test_every_amount_of_every_funder_stands_in_the_budget_table(large):
    rows = {row[0].text.split()[0]: ["".join(cell.itertext()) for cell in row] for row in table(large, "table-budget")}
    for funder, spent in large.record["spending"].items():
        digits = minor_digits(spent["currency"])
        for place, name in enumerate(("budget", "asked", "committed", "left"), 1):
            currency, amount = rows[funder][place].split("\N{NO-BREAK SPACE}")
            assert currency == spent["currency"]
            assert float(amount.replace(",", "")) == spent[name] / 10**digits


def test_every_eligible_application_stands_in_the_ranking_with_rank_score_and_decision(large):
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table(large, "table-ranking")]
    words = {"funded": "Funded", "reserve": "Reserve", "not_funded": "Not funded"}
    found = {row[1]: (row[0], row[3], row[5]) for row in rows}
    outcomes = large.record["outcomes"].items()
    assert found == {one: (str(o["rank"]), o["score"], words[o["outcome"]]) for one, o in outcomes}
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)


def test_the_figures_count_what_the_record_holds(large):
    figures = [value.text for value in large.page().find(".//dl[@class='figures']").iter("dd")]
    outcomes = [one["outcome"] for one in large.record["outcomes"].values()]
    counts = [len(outcomes), *(outcomes.count(word) for word in ("funded", "reserve", "not_funded", "tie"))]
    assert figures[:5] == [str(count) for count in counts]


def test_the_hash_of_the_record_and_of_every_input_are_printed(small):
    written = html(*small.parts)
    assert all(one in written for one in (small.record["sha256"], *small.record["inputs"].values()))
    assert "renkei verify decision.json" in written


def test_the_rates_behind_the_totals_are_named(small):
    assert "JPY 162.5 (1 Apr 2026, ECB)" in html(*small.parts)


def test_without_a_rate_totals_are_given_for_each_currency(small):
    tables = {name: frame for name, frame in small.tables.items() if name != "rates"}
    written = html(small.record, small.settings, tables)
    assert "totals are given for each currency" in written
    assert re.search(r"CAD\s[\d,.]+ \+ EUR\s[\d,.]+ \+ GBP", written)


def test_one_currency_alone_needs_no_rates_and_no_word_about_them(decided):
    case = decided(6, 1)
    assert "Rates" not in html(*case.parts)


def test_a_call_with_nobody_eligible_says_so_and_why(nobody):
    written = html(*nobody.parts)
    assert "No application is eligible" in written
    assert "Misses the threshold for “impact”." in written
    assert nobody.page().find(".//table[@id='table-not-eligible']") is not None


def test_a_call_without_any_budget_is_told_without_dividing_by_it(decided):
    case = decided(6, 3, ratio=0)
    written = html(*case.parts)
    assert written.count(">no budget<") == 2 * 3  # in lines, and stacked for narrow pages
    assert "0 of 6 eligible applications are recommended" in written


def test_an_open_tie_says_how_many_wait_for_the_draw_and_what_to_do(small):
    case = small.but(ties={"open": ["A0001", "A0002"], "exact": False}, state="complete")
    written = html(*case.parts)
    assert "only the lot can decide on 2 applications" in written
    assert "marked as a tie" in written
    assert "hold the public draw" in written
    assert "depends on the draw" in written


def test_a_long_list_of_reasons_folds(decided):
    page = decided(1000, 40, 0.2).page()
    folded = page.findall(".//details//article")
    assert len(folded) > 500
    assert len(page.findall(".//article")) - len(folded) <= 20


def test_a_thousand_applications_by_forty_funders_stay_under_three_megabytes(decided):
    assert len(html(*decided(1000, 40, 0.2).parts).encode()) < 3_000_000


def test_a_language_without_words_is_refused_by_name(small):
    with pytest.raises(ValueError, match="no report in language 'xx': choose one of en, fr, ja"):
        html(*small.parts, "xx")


def table(case, key):
    return case.page().find(f".//table[@id='{key}']/tbody")


def test_a_title_written_from_right_to_left_stays_and_cannot_turn_what_stands_beside_it(small):
    case = small.titled("\u202eevil", "\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}")
    written = html(*case.parts)
    assert ">evil<" in written
    assert "\u202e" not in written
    assert ">\N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}<" in written
