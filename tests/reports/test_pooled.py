"""Reports where funders endorse and a pot pays: amounts are the funders', requests are cut before the pot."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from renkei.records.canonical import load
from renkei.reports import html, workbook
from renkei.reports.facts import read_facts
from tests.engines.selection.ranking.pooled import record
from tests.engines.selection.ranking.test_pooled import ENDORSED
from tests.records.test_pooled import CALLS
from tests.reports.test_order import rows
from tests.reports.test_pots import LANGUAGES, cells

FOREIGN = replace(ENDORSED, currency="SEK", rate="0.5")


@pytest.mark.parametrize("name", CALLS)
def test_what_a_report_says_is_asked_is_what_was_decided_on(name: str) -> None:
    call = CALLS[name]
    made = load(record(call))
    decision = read_facts(made, call.settings, call.tables)
    for payer, spent in made["spending"].items():
        assert sum(one.asked.get(payer, 0) for one in decision.eligible) == spent["asked"]


def test_an_endorsed_amount_is_in_the_funders_currency_although_a_pot_in_another_pays() -> None:
    made = load(record(FOREIGN)), FOREIGN.settings, FOREIGN.tables
    assert cells(html(*made), "table-endorsements")[0][:4] == ["A", "X", "yes", "EUR 1.52"]
    (first, *_) = rows(workbook(*made), "Endorsements")[1:]
    assert first[:4] == ["A", "X", "yes", 1.52]


def test_cents_that_only_a_contribution_has_are_printed() -> None:
    call = replace(
        ENDORSED.call,
        budgets={"X": 150, "Y": 250},
        applications={"A": ("14", {"Y": 100})},
        endorsed={("A", "Y"): "yes"},
    )
    pooled = replace(ENDORSED, call=replace(call, shared={}))
    page = html(load(record(pooled)), pooled.settings, pooled.tables)
    assert [row[1] for row in cells(page, "table-pot-0")] == ["EUR 1.50", "EUR 2.50"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CALLS)
def test_both_are_reported_in_every_language(name: str, language: str) -> None:
    call = CALLS[name]
    page = ElementTree.fromstring(html(load(record(call)), call.settings, call.tables, language))
    assert page.find(".//table[@id='table-order']") is not None or call.call.endorsed
