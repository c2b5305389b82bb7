"""Each plot has a title, words for those who do not see it, and a table with the same figures."""

from collections import Counter

import pytest

from renkei.reports.facts import read_facts
from renkei.reports.language import Language
from renkei.reports.plots.ranking import boundaries, cut, ranking
from renkei.reports.plots.svg import cells, element, marker, shortened


def plot(case, key, language="en"):
    return case.page(language).find(f".//svg[desc='{key}']") or next(
        svg for svg in case.page(language).iter("svg") if (svg.get("aria-labelledby") or "").startswith(key)
    )


def texts(plot):
    return [label.text for label in plot.iter("text")]


def body(case, key):
    rows = case.page().find(f".//table[@id='{key}']/tbody")
    return [["".join(cell.itertext()).strip() for cell in row] for row in rows]


@pytest.mark.parametrize("key", ["plot-budget", "plot-ranking", "plot-short"])
def test_a_plot_is_a_picture_with_a_title_and_words(large, key):
    found = plot(large, key)
    assert found.get("role") == "img"
    assert found.findtext("title")
    assert len(found.findtext("desc")) > 40


def test_the_plot_of_budgets_shows_the_figures_of_its_table(large):
    shown = texts(plot(large, "plot-budget"))
    rows = body(large, "table-budget")
    assert shown[0::2] == [row[0].split()[0] for row in rows]
    assert shown[1::2] == [f"{row[5]} · {row[4]} left" for row in rows]


def test_the_plot_of_shortages_shows_the_figures_of_its_table(large):
    shown = texts(plot(large, "plot-short"))
    rows = body(large, "table-short")
    words = [f"{row[1]} application{'' if row[1] == '1' else 's'} · {row[3]} lacking" for row in rows]
    assert shown[1::2] == words


def test_the_bars_are_as_long_as_the_shares_they_show(large):
    decision = read_facts(*large.parts)
    bars = [float(bar.get("width")) for bar in plot(large, "plot-budget").iter("rect") if bar.get("class") == "bar"]
    full = max(bars) / float(decision.funders[0].use)
    used = [float(funder.use) for funder in decision.funders if funder.use]
    assert [bar / full for bar in bars] == pytest.approx(used, abs=0.01)


def test_each_application_has_one_sign_of_its_decision_in_the_plot_of_the_ranking(large):
    signs = [sign for sign in plot(large, "plot-ranking").iter() if (sign.get("class") or "").startswith("mark ")]
    shown = Counter(sign.get("class").removeprefix("mark ") for sign in signs)
    assert shown == Counter(one["outcome"] for one in large.record["outcomes"].values())
    titles = {sign.findtext("title").split(" · ")[1] for sign in signs}
    assert titles == set(large.record["outcomes"])


def heights(case):
    """Application → how far down its sign stands."""
    found = {}
    for sign in plot(case, "plot-ranking").iter():
        if sign.get("class") == "mark funded":
            found[sign.findtext("title").split(" · ")[1]] = float(sign.get("cy"))
    return found


@pytest.mark.parametrize("low_is_best", [False, True])
def test_the_best_score_stands_on_top_whichever_end_is_best(decided, low_is_best):
    case = decided(40, 6, low_is_best=low_is_best)
    found = heights(case)
    ranked = sorted(found, key=lambda one: case.record["outcomes"][one]["rank"])
    assert [found[one] for one in ranked] == sorted(found.values())
    assert found[ranked[0]] < found[ranked[-1]]


def test_the_cut_is_one_line_where_nothing_below_it_is_funded(small):
    decision = read_facts(*small.parts)
    top, rest = decision.eligible[:3], decision.eligible[-3:]
    clean = cut([*(one for one in top if one.outcome == "funded"), *(one for one in rest if one.outcome != "funded")])
    assert clean.clean
    assert not cut(decision.eligible).clean


def test_many_applications_are_broken_into_panels(decided):
    shown = texts(plot(decided(450, 20), "plot-ranking"))
    assert sum(text.startswith("Ranks ") for text in shown) == 3


def test_scores_that_nobody_has_leave_a_plot_by_rank(small):
    unscored = {one: outcome | {"score": None} for one, outcome in small.record["outcomes"].items()}
    case = small.but(outcomes=unscored)
    assert "No scores are published" in plot(case, "plot-ranking").findtext("desc")


def test_equal_scores_alone_can_be_drawn(small):
    level = {one: outcome | {"score": "12"} for one, outcome in small.record["outcomes"].items()}
    decision = read_facts(*small.but(outcomes=level).parts)
    assert "NaN" not in ranking(decision, Language("en"))


def banded(case, bands):
    order = sorted(case.record["outcomes"].items(), key=lambda pair: pair[1]["rank"])
    outcomes = {one: outcome | {"band": band} for (one, outcome), band in zip(order, bands, strict=True)}
    return read_facts(*case.but(outcomes=outcomes).parts)


def test_bands_that_follow_the_ranking_are_bounded_where_they_change(small):
    decision = banded(small, [1] * 5 + [2] * 10)
    starts = boundaries(decision.eligible)
    assert len(starts) >= 1
    assert {decision.eligible[start].band for start in starts} == {2}
    assert ">Band 1<" in ranking(decision, Language("en"))


def test_bands_that_do_not_follow_the_ranking_are_not_bounded(small):
    assert boundaries(banded(small, [1, 2] * 7 + [1]).eligible) == []


def test_an_element_escapes_its_attributes_and_its_text():
    assert element("text", "a<b", class_='"') == '<text class="&#34;">a&lt;b</text>'


def test_the_four_decisions_have_four_signs():
    signs = {marker(outcome, 10, 10, 5) for outcome in ("funded", "reserve", "not_funded", "tie")}
    assert len(signs) == 4


def test_a_long_name_is_cut_to_its_width_and_wide_letters_count_twice():
    assert shortened("科学技術振興機構", 10) == "科学技術…"
    assert cells(shortened("a" * 30, 18)) == 18
    assert shortened("JST", 18) == "JST"


@pytest.mark.parametrize("key", ["plot-budget", "plot-short"])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_the_bars_for_narrow_pages_say_the_same_and_fit_their_picture(large, key, language):
    stacked = plot(large, f"{key}-narrow", language)
    assert sorted(texts(stacked)) == sorted(texts(plot(large, f"{key}-title", language)))
    width = float(stacked.get("width"))
    for group in stacked.iter("g"):
        assert sum(cells(text) * 8 for text in texts(group)) < width
        assert sum(float(bar.get("width")) for bar in group.iter("rect")) <= width + 0.2
