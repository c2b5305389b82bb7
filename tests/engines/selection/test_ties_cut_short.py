"""A search for ties that its limit or an interrupt ends is said, and what it calls certain is not sold as such."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from renkei.engines.selection import Selection, SelectionOptions, select
from renkei.engines.selection.portfolio_rule import PortfolioRule
from renkei.records.canonical import load
from renkei.records.verify import verify
from renkei.records.write import write
from renkei.reports import html
from renkei.settings import SelectionSettings, Settings
from tests.engines.selection.calls import THRESHOLDS, SmallCall


def call() -> SmallCall:
    """Eighteen equals, each asking two of four funders: best sets that only a search tells apart."""
    draw = random.Random(43)
    asked = {one: {funder: draw.randint(3, 6) for funder in draw.sample("WXYZ", 2)} for one in "ABCDEFGHIJKLMNOPQR"}
    return SmallCall(
        {one: ("12", requests) for one, requests in asked.items()}, dict.fromkeys("WXYZ", 20), dict.fromkeys(asked, 1)
    )


def decide(**given: object) -> Selection:
    options = SelectionOptions("best", bands="column", thresholds=THRESHOLDS, **given)  # type: ignore[arg-type]
    return select(**call().tables(), options=options)


def settings() -> Settings:
    return Settings(
        "equals",
        reporting_currency="EUR",
        thresholds=THRESHOLDS,
        selection=SelectionSettings("best", "column"),
    )


def recorded(selection: Selection) -> dict[str, object]:
    return load(write(selection, settings(), call().tables()))


def test_the_lot_decides_where_the_search_is_not_cut_short() -> None:
    whole = decide()
    assert whole.tied == ("M", "R")
    assert whole.complete
    assert whole.ties_exact


@pytest.mark.parametrize("draw", [None, "2026"])
def test_the_limit_of_work_leaves_values_proven_and_the_ties_open(draw: str | None) -> None:
    short = decide(work=10, draw=draw)
    assert all(level.claimed == level.value for level in short.bounds)
    assert {"M", "R"} & set(short.funded)  # what only the lot can settle: too much is called certain
    assert (short.complete, short.ties_exact, short.stopped) == (False, False, "work")
    assert all(reason.unlock.state == "not_computed" for reason in short.reasons.values())


def test_of_two_limits_the_one_that_was_reached_is_named() -> None:
    assert decide(work=10, seconds=1000.0).stopped == "work"


def interrupting(name: str) -> Callable[..., object]:
    def interrupt(*_: object, **__: object) -> object:
        raise KeyboardInterrupt(name)

    return interrupt


@pytest.mark.parametrize("search", ["ties", "drawn"])
def test_an_interrupt_of_the_search_for_ties_keeps_the_best_found(search: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PortfolioRule, search, interrupting(search))
    kept = decide()
    assert (kept.complete, kept.ties_exact, kept.stopped) == (False, False, "interrupted")
    assert (len(kept.funded), kept.tied) == (10, ())


@pytest.mark.parametrize("draw", [None, "2026"])
def test_its_record_holds_and_says_what_stays_open(draw: str | None) -> None:
    short = decide(work=10, draw=draw)
    verdict = verify(write(short, settings(), call().tables()), settings(), call().tables())
    assert not verdict.failures
    assert any("ties.exact is false" in question for question in verdict.unchecked)


def test_a_complete_record_with_ties_unknown_does_not_hold() -> None:
    claimed = replace(decide(work=10), complete=True, stopped=None)
    verdict = verify(write(claimed, settings(), call().tables()), settings(), call().tables())
    assert any(failure.key == "ties.exact" for failure in verdict.failures)


def test_the_summary_says_it_in_every_language() -> None:
    short = recorded(decide(work=10))
    said = {
        "en": "what is marked funded or not funded may still depend on the lot",
        "fr": "peut encore dépendre du sort",
        "ja": "抽選に左右される可能性が残ります",
    }
    for language, words in said.items():
        assert words in html(short, settings(), call().tables(), language)
