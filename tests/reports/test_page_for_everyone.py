"""Whoever cannot see colours, a picture or the whole width still has everything on the page."""

import re
from importlib.resources import files
from itertools import pairwise

import pytest

from renkei.reports import html

STYLE = (files("renkei.reports") / "templates" / "decision.css").read_text(encoding="utf-8")
TEXT = [("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "quiet"), ("soft", "quiet"), ("ink", "wash")]
SIGNS = [("edge", "paper"), ("accent", "paper"), ("ink", "paper")]


def colours(dark: bool) -> dict[str, str]:
    light_part, dark_part = STYLE.split("@media (prefers-color-scheme: dark)")
    return dict(re.findall(r"--([\w-]+): (#\w{6});", dark_part.split("* {")[0] if dark else light_part))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_stands_out_enough_to_be_read(front, back, dark):
    shown = colours(dark)
    assert contrast(shown[front], shown[back]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("front", "back"), SIGNS)
def test_signs_bars_and_frames_stand_out_enough_to_be_seen(front, back, dark):
    shown = colours(dark)
    assert contrast(shown[front], shown[back]) >= 3


@pytest.mark.parametrize("dark", [False, True])
def test_the_focus_ring_stands_out_by_one_of_its_two_colours(dark):
    shown = colours(dark)
    assert max(contrast(shown[ring], shown["paper"]) for ring in ("focus", "focus-edge")) >= 3
    assert ":focus-visible" in STYLE


def test_light_and_dark_name_the_same_colours():
    assert colours(False).keys() == colours(True).keys()


def test_ids_are_unique(large):
    ids = [element.get("id") for element in large.page().iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["small", "large", "nobody"])
def test_headings_go_down_one_level_at_a_time(name, request):
    levels = [int(one.tag[1]) for one in request.getfixturevalue(name).page().iter() if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_every_table_has_a_caption_and_says_what_its_headings_head(large):
    for table in large.page().iter("table"):
        assert "".join(table.find("caption").itertext()).strip()
        assert all(cell.get("scope") in ("col", "row") for cell in table.iter("th"))
        assert all(row.find("th") is not None for row in table.iter("tr"))


def test_every_table_has_as_many_cells_in_a_row_as_headings(large):
    for table in large.page().iter("table"):
        assert {len(row) for row in table.iter("tr")} == {len(table.find("thead/tr"))}


def test_what_is_wide_scrolls_in_a_named_box_that_the_keyboard_reaches(large):
    page = large.page()
    boxes = [box for box in page.iter("div") if box.get("class") == "box"]
    assert all(box.get("tabindex") == "0" and box.get("role") == "region" for box in boxes)
    assert all(box.get("aria-label") or box.get("aria-labelledby") for box in boxes)
    inside = sum(len(list(box.iter("table"))) for box in boxes)
    assert inside == len(list(page.iter("table")))


def test_everything_that_is_labelled_by_something_finds_it(large):
    page = large.page()
    ids = {element.get("id") for element in page.iter()}
    named = [element.get("aria-labelledby") for element in page.iter() if element.get("aria-labelledby")]
    assert {key for keys in named for key in keys.split()} <= ids


def test_a_decision_is_told_by_word_and_shape_besides_colour(small):
    shown = {}
    for row in small.page().find(".//table[@id='table-ranking']/tbody"):
        sign = row.find(".//svg")
        shown["".join(row[5].itertext()).strip()] = (sign[0].tag, sign[0].get("class"))
    assert shown == {
        "Funded": ("circle", "mark funded"),
        "Reserve": ("rect", "mark reserve"),
        "Not funded": ("circle", "mark not_funded"),
    }


def test_the_page_prints_and_knows_a_phone(small):
    assert "@media print" in STYLE
    assert "@media (max-width: 600px)" in STYLE
    assert 'name="viewport"' in html(*small.parts)


def test_numbers_are_right_aligned_and_of_one_width(small):
    assert "font-variant-numeric: tabular-nums" in STYLE
    assert ".n { text-align: right; }" in STYLE
    assert '<td class="n">EUR\N{NO-BREAK SPACE}' in html(*small.parts)
