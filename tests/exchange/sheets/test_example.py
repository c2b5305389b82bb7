"""The ranking list of the shared data, and its likeness: two-level header, k€, commas and no-break spaces as text."""

from decimal import Decimal
from pathlib import Path

import pytest

from renkei.exchange.sheets import open_book, read_sheet
from tests.exchange.sheets.said import asked, funders, scores, statuses

REAL = Path(__file__).parents[4] / "shared/data/sheets/ranking-list.xlsx"
COLUMN_TOTALS = {
    "FWF": "957.8", "F.R.S.-FNRS": "2111.5", "DFG": "1027.1", "ANR": "1211.7", "KIAT": "889.0", "RVO": "1175.1",
    "RCN": "514.3", "FCT": "1426.5", "VINNOVA": "1423.5", "NSTC": "1047.6",
}  # fmt: skip
BUDGETS = {
    "FWF": ("AT", 460, None, True), "F.R.S.-FNRS": ("BE", 1010, None, True), "DFG": ("DE", 460, 150, True),
    "ANR": ("FR", 440, 150, True), "KIAT": ("KR", 340, None, False), "RVO": ("NL", 620, None, True),
    "RCN": ("NO", 270, None, True), "FCT": ("PT", 670, None, True), "VINNOVA": ("SE", 830, 150, True),
    "NSTC": ("TW", 630, None, False),
}  # fmt: skip


@pytest.fixture(scope="module")
def real():
    if not REAL.exists():
        pytest.skip("the shared data are not here")
    return read_sheet(open_book(REAL))


def test_the_real_sheet_is_read_without_a_question(real):
    assert (real.questions, real.defects) == ((), ())
    assert [row + 1 for row in real.header_rows] == [4, 5]
    assert "decimal comma" in real.decimal


def test_its_proposals_have_the_scores_ranks_and_statuses_of_the_sheet(real):
    printed = ["14.5", "14", "14", "13.5", "13.5", "13", "13", "13", "12.5", "12", "11.5", "11", "10.5"]
    ids = [f"JTC25-{101 + 7 * place}" for place in range(15)]
    assert scores(real) == {**dict(zip(ids, printed, strict=False)), "JTC25-192": None, "JTC25-199": "9"}
    assert [one.rank for one in real.applications] == [*range(1, 14), None, 15]
    assert statuses(real) == {"JTC25-192": "withdrawn"}
    assert real.applications[13].ground == "withdrawn 3.11."
    assert real.tables["applications"]["remarks"][5] == "PT partner self-funded (2 PM)"
    assert real.tables["applications"]["acronym"][4] == "ÉCLAIR"


def test_its_requests_add_up_to_the_totals_that_the_sheet_states(real):
    sums = {name: Decimal(0) for name in COLUMN_TOTALS}
    for request in real.requests:
        sums[request.funder_id] += request.amount
    assert sums == {name: Decimal(total) * 1000 for name, total in COLUMN_TOTALS.items()}
    assert len(real.requests) == 64
    assert asked(real)[("JTC25-108", "KIAT")] == "82900 EUR"
    assert real.checks == 10


def test_its_funders_have_the_budgets_and_raises_of_the_sheet(real):
    found = {
        m.funder.funder_id: (m.funder.country, m.budget, m.possible_raise, m.top_up_entitled) for m in real.funders
    }
    assert found == {
        name: (country, budget * 1000, more * 1000 if more else None, entitled)
        for name, (country, budget, more, entitled) in BUDGETS.items()
    }


def test_its_title_scale_and_threshold_become_settings(real):
    assert real.settings.name.startswith("Joint Transnational Call 2025")
    assert (real.settings.scale.maximum, real.settings.scale.best) == (15, "high")
    assert real.settings.thresholds.total == Decimal("11.5")
    assert real.settings.reporting_currency == "EUR"


def test_the_likeness_of_the_sheet_reads_alike(read):
    one = read(
        [
            ["Joint Transnational Call 2025: consolidated ranking list (CONFIDENTIAL)"],
            ["Status: 12.11.2025, version 3 (after rebuttal)"],
            [],
            ["Proposal", "", "", "", "", "", "Requested funding per agency (k€)", "", "", ""],
            [
                "Rank",
                "No.",
                "Acronym",
                "Title",
                "Coordinator",
                "Consensus score\n(max. 15)",
                "FWF (AT)",
                "RCN (NO)",
                "Total (k€)",
                "Remarks",
            ],
            [1, "J-101", "AURORA", "Sensors", "Univ. A / DE", 14.5, "-", 82.90000000000001, "=SUM(G6:H6)", None],
            [2, "J-108", "BeTONIC", "Hydrogen", "Univ. B / TW", "14", "1\xa0305,0", "–", "=SUM(G7:H7)", None],
            ["–", "J-192", "NEREUS", "Sensors", "Univ. N / KR", "withdrawn 3.11.", " ", "119,1", "=SUM(G8:H8)", None],
            [
                4,
                "J-199",
                "OXIDE+",
                "Recycling",
                "Univ. O / PT",
                "11",
                "214,2",
                None,
                "=SUM(G9:H9)",
                "below threshold 11,5",
            ],
            [None, None, None, "Total requested", None, None, "1\xa0519,2", "202,0", None, None],
            [],
            [None, None, None, "Budget available (k€)", None, None, "460", "1\xa0010", None, None],
            [None, None, None, "possible increase (k€)", None, None, None, 150, None, None],
            [None, None, None, "EC top-up possible?", None, None, "yes", "no", None, None],
            [],
            ["* amounts converted by the agencies at their own rates"],
            ["Threshold: 11,5/15"],
        ],
        merged=["A1:J1", "A4:F4", "G4:H4"],
    )
    assert scores(one) == {"J-101": "14.5", "J-108": "14", "J-192": None, "J-199": "11"}
    assert statuses(one) == {"J-192": "withdrawn"}
    assert asked(one) == {
        ("J-101", "RCN"): "82900 EUR",
        ("J-108", "FWF"): "1305000 EUR",
        ("J-192", "RCN"): "119100 EUR",
        ("J-199", "FWF"): "214200 EUR",
    }
    assert funders(one) == {"FWF": ("AT", "EUR", "460000", None, None), "RCN": ("NO", "EUR", "1010000", None, "150000")}
    assert [m.top_up_entitled for m in one.funders] == [True, False]
    assert any("no stored value" in remark for remark in one.remarks)
