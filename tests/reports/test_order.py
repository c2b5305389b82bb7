"""How the order came about, in every report and language: from real decisions of the worked pages."""

import io
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from rich.console import Console

from renkei.engines.selection import options_from, select
from renkei.records.canonical import load
from renkei.records.write import write
from renkei.reports import LANGUAGES, html, summary, workbook
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.test_worked import NAMES, folder
from tests.records.test_standing import CALLS, RECORDS


@pytest.fixture
def parts(tmp_path):
    """A worked page's record, settings and tables; `change` is one text of the page for another."""

    def made(page, change=("", "")):
        call = folder(page, tmp_path, change)
        found = select(**call.tables, options=options_from(call.settings))
        return load(write(found, call.settings, call.tables)), call.settings, call.tables

    return made


def text(page: str) -> str:
    return re.sub(r"\s+", " ", " ".join(ElementTree.fromstring(page).itertext()))


def rows(book: bytes, sheet: str) -> list[list[object]]:
    found = openpyxl.load_workbook(io.BytesIO(book), data_only=True)[sheet]
    return [list(row) for row in found.iter_rows(values_only=True)]


def said(parts) -> str:
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(summary(*parts))
    return re.sub(r"\s+", " ", console.export_text())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", NAMES)
def test_every_report_is_made_in_every_language(parts, page, language):
    made = parts(page)
    assert ElementTree.fromstring(html(*made, language)) is not None
    assert workbook(*made, language) == workbook(*made, language)
    Console(file=io.StringIO()).print(summary(*made, language))


def test_a_merged_list_shows_each_funders_rank_the_proposal_and_the_ground(parts):
    made = parts("merged-lists")
    page = text(html(*made))
    assert "the order is the list agreed in the meeting, beside a proposal by the mean of the normalised ranks" in page
    assert "JST 1, NRCT 2 11/24 2 1 C" in page
    assert "its laboratory in Ha Noi opens only next year" in page
    assert rows(workbook(*made), "Order")[1] == [1, "A", "11/24", "2", 1, "C", "", 1, 2, None]
    assert "2 applications stand above others against the proposal, on stated grounds: A and B." in said(made)


def test_ties_of_the_proposal_are_shown_as_ties(parts):
    made = parts("merged-lists", ("merge: mean", "merge: worst"))
    assert "2 (tied)" in text(html(*made))


def test_national_points_show_each_states_points_and_vote(parts):
    made = parts("national-points")
    page = text(html(*made))
    assert "which move an application by 5 points at most" in page
    assert "R 48 FR 0.556 (neutral); NL 4.444 (vote 10) 5 53" in page
    assert "AT 0 (no vote)" in page
    head, first, *_ = rows(workbook(*made), "Order")
    assert head[6:] == ["Vote of AT", "Points of AT", "Vote of FR", "Points of FR", "Vote of NL", "Points of NL"]
    assert first == [1, "R", 48, 5, 53, "53", None, None, "neutral", 0.556, "vote 10", 4.444]
    assert "move an application by 5 points at most" in said(made)


def test_endorsements_show_amounts_conditions_and_what_is_provisional(parts):
    made = parts("lead-agency")
    page = text(html(*made))
    assert "Provisional: the outcome of 1 application stands on a pending endorsement (B)." in page
    assert "Provisionally not eligible: the endorsement of CH is pending." in page
    assert "AT does not endorse it." in page
    assert "the archive is open to both teams" in page
    assert rows(workbook(*made), "Endorsements")[1][:5] == ["A", "DE", "yes", 150, "the archive is open to both teams"]
    assert "Provisional:" in said(made)


def test_a_funded_application_that_stands_on_a_pending_word_says_so_beside_its_decision(parts):
    page = text(html(*parts("dual-key", ("keys: [JST, JICA]", "keys: [JST, JICA], pending: counts"))))
    assert "All the funders it asks can pay. Provisional: the endorsement of JICA is pending." in page
    assert "When the pending endorsements have come, run the selection again" in page


def test_amounts_asked_are_those_endorsed_wherever_they_are_added_up(parts):
    made = parts("lead-agency")
    head, row, *_ = rows(workbook(*made), "Ranking")
    money = dict(zip(head, row, strict=True))
    assert money["Money asked"] == 270
    assert money["DE (EUR)"] == 150


def test_one_panel_has_no_sheets_of_its_own(parts):
    record, settings, tables = parts(
        "national-points", ("who_ranks: national_points, points_places: 3", "who_ranks: joint")
    )
    assert not {"Order", "Endorsements"} & set(
        openpyxl.load_workbook(io.BytesIO(workbook(record, settings, tables))).sheetnames
    )


def test_a_ground_that_begins_like_a_formula_stays_text():
    call: RankedCall = CALLS["agreed"].by(grounds={"C": '=HYPERLINK("x")<b>'})
    record = RECORDS["agreed"] | {"order": _with_ground(RECORDS["agreed"]["order"], '=HYPERLINK("x")<b>')}
    parts = (record, call.settings, call.tables)
    assert rows(workbook(*parts), "Order")[3][6] == '\'=HYPERLINK("x")<b>'
    assert "<b>" not in html(*parts)


def _with_ground(order, ground):
    return order | {"applications": order["applications"] | {"C": order["applications"]["C"] | {"ground": ground}}}
