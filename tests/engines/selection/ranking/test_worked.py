"""The worked pages: their folders, read from the pages themselves, give what the pages work out by hand."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from renkei.engines.selection import MergedOrder, PointsOrder, Selection, options_from, proposal, select
from renkei.programme import Folder, read_folder
from renkei.records.verify import verify
from renkei.records.write import write

PAGES = Path(__file__).parents[4] / "docs" / "worked"
NAMES = ("merged-lists", "lead-agency", "dual-key", "national-points")


def folder(page: str, home: Path, change: tuple[str, str] = ("", "")) -> Folder:
    """The folder that a page shows, with one text changed for another."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8").replace(*change)
    for name, content in re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```", text, re.M | re.S):
        (home / name).write_text(content, encoding="utf-8")
    return read_folder(home, "select")


def decided(call: Folder) -> Selection:
    return select(**call.tables, options=options_from(call.settings))


def because(found: Selection, one: str) -> str:
    return found.reasons[one].because


@pytest.mark.parametrize("page", NAMES)
def test_the_decision_on_a_page_is_verified(page, tmp_path):
    call = folder(page, tmp_path)
    verdict = verify(write(decided(call), call.settings, call.tables), call.settings, call.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


def test_merged_lists_the_three_merges(tmp_path):
    call = folder("merged-lists", tmp_path)
    tables = (call.tables["applications"], call.tables["requests"], call.tables["rankings"])

    def merged(by: str) -> tuple[dict[str, str], dict[str, int]]:
        order = proposal(*tables, options_from(call.settings, merge=by))
        entries = order.applications.items()
        return {one: str(entry.value) for one, entry in entries}, {one: entry.proposed for one, entry in entries}

    assert merged("mean") == ({"A": "11/24", "B": "1/2", "C": "5/24", "D": "5/6"}, {"A": 2, "B": 3, "C": 1, "D": 4})
    assert merged("worst") == ({"A": "2", "B": "2", "C": "1", "D": "3"}, {"A": 2, "B": 2, "C": 1, "D": 4})
    assert merged("upper_halves") == ({"A": "1", "B": "0", "C": "0", "D": "1"}, {"A": 3, "B": 1, "C": 1, "D": 3})


def test_merged_lists_the_agreed_list_decides_and_its_departures_are_said(tmp_path):
    found = decided(folder("merged-lists", tmp_path))
    assert found.funded == ("A", "B")
    assert isinstance(found.order, MergedOrder)
    assert found.order.taken == "agreed"
    assert {one: entry.overtakes for one, entry in found.order.applications.items()} == {
        "A": ("C",), "B": ("C",), "C": (), "D": (),
    }  # fmt: skip
    assert found.reasons["C"].short == {"VAST": 10000}
    assert found.reasons["D"].short == {"JST": 10000, "VAST": 10000}


def test_merged_lists_without_an_agreed_list_the_proposal_decides_and_says_so(tmp_path):
    text = (PAGES / "merged-lists.md").read_text(encoding="utf-8")
    block = text[text.index("application_id,title,rank,ground") :].split("```")[0]
    found = decided(folder("merged-lists", tmp_path, (block, re.sub(r",\d,", ",,", block))))
    assert found.funded == ("A", "C")
    assert isinstance(found.order, MergedOrder)
    assert found.order.taken == "proposed"
    assert found.reasons["B"].short == {"VAST": 10000}


def test_lead_agency_an_amount_reduces_and_a_pending_word_waits(tmp_path):
    found = decided(folder("lead-agency", tmp_path))
    assert found.funded == ("A",)
    assert found.asked == {"A": {"AT": 12000, "DE": 15000}}
    assert because(found, "B") == "endorsement_pending:CH"
    assert because(found, "C") == "endorsement_refused:AT"
    assert found.endorsed is not None
    assert found.endorsed.provisional == ("B",)
    assert found.endorsed.verdicts["A"]["DE"].condition == "the archive is open to both teams"


def test_lead_agency_a_pending_word_may_count_and_the_outcome_is_then_provisional(tmp_path):
    found = decided(
        folder("lead-agency", tmp_path, ("{agencies: [partners]}", "{agencies: [partners], pending: counts}"))
    )
    assert found.funded == ("A", "B")
    assert found.endorsed is not None
    assert found.endorsed.provisional == ("B",)


def test_dual_key_both_keys_or_nothing(tmp_path):
    found = decided(folder("dual-key", tmp_path))
    assert found.funded == ("A", "E")
    expected = {"B": "refused:JICA", "C": "pending:JICA", "D": "missing:JICA"}
    assert {one: because(found, one) for one in "BCD"} == {one: f"endorsement_{why}" for one, why in expected.items()}
    assert dict(found.spending.select("funder_id", "left").iter_rows()) == {"JST": 20000, "JICA": 0}


def test_dual_key_counting_the_pending_word(tmp_path):
    found = decided(folder("dual-key", tmp_path, ("keys: [JST, JICA]", "keys: [JST, JICA], pending: counts")))
    assert found.funded == ("A", "C")
    assert found.reasons["E"].short == {"JST": 20000, "JICA": 60000}
    assert found.endorsed is not None
    assert found.endorsed.provisional == ("C",)


def test_national_points_step_by_step(tmp_path):
    found = decided(folder("national-points", tmp_path))
    order = found.order
    assert isinstance(order, PointsOrder)
    assert order.weights == {"NL": Fraction(6, 10), "FR": Fraction(3, 10), "AT": Fraction(1, 10)}
    assert (order.span, order.factor) == (10, Fraction(500, 27))
    unscaled = {
        one: {state: points / order.factor for state, points in entry.points.items()}
        for one, entry in order.applications.items()
    }
    assert unscaled == {
        "P": {"NL": 0, "AT": 0},
        "Q": {"NL": Fraction("0.06"), "FR": Fraction("0.06")},
        "R": {"NL": Fraction("0.24"), "FR": Fraction("0.03")},
        "S": {"FR": 0, "AT": 0},
    }
    assert {one: entry.final for one, entry in order.applications.items()} == {
        "P": 52, "Q": Fraction(470, 9), "R": 53, "S": 42,
    }  # fmt: skip


def test_national_points_the_decision(tmp_path):
    found = decided(folder("national-points", tmp_path))
    rows = {row["application_id"]: (row["rank"], row["score"]) for row in found.outcomes.to_dicts()}
    assert rows == {"R": (1, 53), "Q": (2, Decimal("52.222")), "P": (3, 52), "S": (4, 42)}
    assert found.funded == ("R", "S")
    assert found.reasons["P"].short == found.reasons["Q"].short == {"NL": 30000}


def test_national_points_the_experts_alone_would_have_funded_others(tmp_path):
    settings = ("who_ranks: national_points, points_places: 3", "who_ranks: joint")
    assert decided(folder("national-points", tmp_path, settings)).funded == ("P", "Q", "S")
