"""The summary on a terminal."""

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from renkei.reports import summary
from renkei.reports.facts import read_facts
from renkei.reports.language import Language
from renkei.reports.totals import Money


def printed(case, width=100, language="en", files=()):
    stream = StringIO()
    Console(file=stream, width=width, color_system=None).print(summary(*case.parts, language, files))
    return stream.getvalue()


@pytest.mark.parametrize("width", [100, 80, 66])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_it_fits_the_terminal(large, width, language):
    assert max(cell_len(line.rstrip()) for line in printed(large, width, language).splitlines()) <= width


def test_it_is_the_same_each_time_and_has_no_control_codes(large):
    assert printed(large) == printed(large)
    assert "\x1b" not in printed(large)


def test_counts_come_first_then_the_funders_then_the_ties_then_the_files(small):
    text = printed(small.but(ties={"open": ["A0003"], "exact": True}), files=["decision.json", "decision.html"])
    parts = ("Made-up data", "Eligible applications", "Funder 0", "To be drawn: A0003", "Files: decision.json")
    places = [text.replace("\N{NO-BREAK SPACE}", " ").index(part) for part in parts]
    assert places == sorted(places)


def test_every_funder_has_a_line_with_its_budget_and_what_is_left(small):
    lines = printed(small).replace("\N{NO-BREAK SPACE}", " ").splitlines()
    for funder, spent in small.record["spending"].items():
        line = next(line for line in lines if line.startswith(f"{funder} Funder"))
        digits = 0 if spent["currency"] == "JPY" else 2
        assert f"{spent['currency']} {spent['budget'] // 10**digits:,}" in line
        assert f"{spent['currency']} {spent['left'] // 10**digits:,}" in line


def test_text_of_the_programme_is_not_taken_for_markup(small):
    assert "[bold]Call[/bold]" in printed(small.but(call="[bold]Call[/bold]"))


def test_a_call_with_nobody_eligible_has_a_summary(nobody):
    assert "No application is eligible" in printed(nobody)


@pytest.mark.parametrize("width", [120, 80, 60, 40])
@pytest.mark.parametrize("language", ["en", "fr", "ja"])
def test_no_figure_is_ever_cut(large, width, language):
    text = printed(large, width, language)
    decision, say = read_facts(*large.parts), Language(language, read_facts(*large.parts).whole)
    for funder in decision.funders:
        for minor in (funder.available, funder.committed, funder.left):
            assert say.amount(Money(minor, funder.currency)) in text
    for total in (decision.totals.committed, decision.totals.left):
        assert text.count(say.total(total)) == 2
