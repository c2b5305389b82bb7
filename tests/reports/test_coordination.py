"""The page of a coordination: every part in every language, its maps with the tables' numbers, nothing from outside."""

import re
from datetime import date
from html import unescape
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.reports.catalogues import LANGUAGES, catalogue
from renkei.reports.coordination import Shown, html
from renkei.reports.coordination.grid import grid
from tests.engines.coordination.rows import coordinated, programme, project
from tests.reports.test_page_for_everyone import colours, contrast


def shown(**options):
    programmes = [
        programme("P1", "Ministry A", 2_000_000, fiscal_year=2024),
        programme("P2", "Ministry A", 3_000_000),
        programme("P3", "Agency B", 1_000_000),
        programme("P4", "Agency B", None, field=None, stage="commercial"),
        programme("P5", "Agency C", 40, stage="applied", region="South", currency="EUR"),
        programme("P6", "<Agency & Co>", 9, stage="applied"),
    ]
    running = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}
    titles = ("Solid electrolytes for Li-ion batteries", "Li-ion batteries with solid electrolytes", "Rice pests")
    projects = [project(f"Q{at}", "ABC"[at], title=title, **running) for at, title in enumerate(titles)]
    return Shown(coordinated(programmes, projects, **options), "Two ministries", False, 2025)


def text(page):
    return unescape(re.sub(r"<[^>]+>", "", page)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_part_is_there_in_every_language_and_nothing_comes_from_outside(code):
    page = html(shown(), code)
    for part in ("budgets", "maps-programme", "maps-project", "overlaps", "complements", "gaps", "themes"):
        assert f'id="{part}"' in page
    assert not re.search(r'(src|href)="(?!#)|<script|url\((?!#)', page)
    assert not re.search(r"\{\w*\}|None", text(page))
    ElementTree.fromstring(page.split("<!DOCTYPE html>")[1])
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_years_budget_stands_with_last_years_in_brackets():
    assert "JPY 3,000,000 (JPY 2,000,000)" in text(html(shown()))


def test_names_are_escaped():
    page = html(shown())
    assert "&lt;Agency &amp; Co&gt;" in page
    assert "<Agency" not in page


def test_currencies_stand_side_by_side():
    page = text(html(shown()))
    assert "EUR 0 + JPY 9" in page
    assert "never added up" in page


def test_a_square_has_its_agencies_and_money_and_what_is_unknown_its_own_row():
    found = grid(shown(), "programme", "stage")
    square = found.squares["optics", "seed"]
    assert (square.agencies, square.items, [money.minor for money in square.money]) == (2, 2, [4_000_000])
    assert [money.minor for money in square.before] == [2_000_000]
    assert len(found.rows) == 2
    assert found.squares[found.rows[1], "commercial"].unknown == 1


def test_more_fields_than_are_shown_are_one_row_and_none_is_lost():
    programmes = [programme(f"P{at}", "A", 1, field=f"field {at:02d}") for at in range(20)]
    found = grid(Shown(coordinated(programmes), "Many", False, 2025), "programme", "stage")
    assert (len(found.rows), found.others[0]) == (16, 5)
    assert sum(square.items for square in found.squares.values()) == 20


def test_a_page_of_nothing_says_so():
    page = text(html(Shown(coordinated([]), "Nothing", False, None)))
    assert "No two agencies share a cell" in page


def test_earlier_years_than_are_shown_are_one_column_before_them():
    programmes = [programme(f"P{year}", "A", 1, fiscal_year=year) for year in range(2010, 2026)]
    many = Shown(coordinated(programmes), "Many", False, 2025)
    found = grid(many, "programme", "fiscal_year")
    assert (len(found.columns), found.others[1], found.columns[1]) == (9, 8, "2018")
    assert found.squares["optics", found.columns[0]].items == 8
    assert "8 earlier years" in text(html(many))


def test_every_word_that_the_reports_ask_for_is_there():
    home = files("renkei.reports")
    sources = [path.read_text("utf-8") for path in (home / "coordination").iterdir() if path.name.endswith(".py")]
    page = (home / "templates" / "coordination.html.j2").read_text("utf-8")
    asked = re.findall(r'(?:say|t)\(\s*"(coordination\.[a-z_.]+)"[,)]', "".join([*sources, page]))
    assert len(asked) > 40
    assert set(asked) <= set(catalogue("en"))


def blended(front: str, back: str, share: float) -> str:
    pairs = zip(*(bytes.fromhex(colour[1:]) for colour in (front, back)), strict=True)
    return "#" + bytes(round(share * one + (1 - share) * other) for one, other in pairs).hex()


@pytest.mark.parametrize("dark", [False, True])
def test_the_number_in_a_square_of_any_shade_can_be_read(dark):
    style = (files("renkei.reports") / "templates" / "coordination.css").read_text("utf-8")
    shades = {name: float(share) for name, share in re.findall(r"\.(s\d) \{ fill-opacity: ([\d.]+)", style)} | {"s5": 1}
    reversed_ones = set(re.findall(r"on-(s\d)", style))
    own = colours(dark)
    assert (len(shades), len(reversed_ones)) == (5, 2)
    for name, share in shades.items():
        text = own["paper" if name in reversed_ones else "ink"]
        assert contrast(text, blended(own["accent"], own["paper"], share)) >= 4.5


ODD = ("—", " ", "a;b", "<b>", "=1+1", "東京", "ß", "SS", "{x}", "a|b", "%s", "\u200b", "𝔘")
names = st.one_of(st.none(), st.sampled_from(ODD), st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=6))
cells = st.fixed_dictionaries(
    {"agency": names, "field": names, "region": names, "fiscal_year": st.sampled_from([None, 0, 2025])}
)


@settings(deadline=None, max_examples=25)
@given(st.lists(cells, max_size=6), st.sampled_from(LANGUAGES))
def test_names_of_any_signs_make_a_page_with_addresses_of_its_own(rows, code):
    programmes = [programme(f"P{at}", budget=at, title=row["field"] or "x", **row) for at, row in enumerate(rows)]
    page = html(Shown(coordinated(programmes), "Any", False, 2025), code)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert "<b>" not in page
