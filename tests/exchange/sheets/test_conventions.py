"""Ways of writing a ranking list that secretariats of other programmes have."""

from decimal import Decimal

import pytest

from renkei.exchange.sheets import report_text
from tests.exchange.sheets.conftest import Read
from tests.exchange.sheets.said import asked, funders, scores, statuses, topics

TITLE = ["Joint call (amounts in EUR)"]
HEADER = ["ID", "Title", "Score", "ANR", "DFG"]
TWO = [["A", "Sensors", 5, 100000, 90000], ["B", "Magnets", 4, 120000, None]]
BUDGET = ["Budget", None, None, 200000, 300000]
TWO_REQUESTS = {("A", "ANR"): "100000 EUR", ("A", "DFG"): "90000 EUR", ("B", "ANR"): "120000 EUR"}


def test_a_figure_without_any_label_is_asked_about_and_never_dropped(read: Read) -> None:
    rows = [TITLE, HEADER, *TWO, [None, None, None, 50000], BUDGET]
    assert topics(read(rows)) == ["rows.5"]
    assert asked(read(rows, "rows: {ignore: [5]}")) == TWO_REQUESTS


def test_figures_of_unknown_words_above_the_header_are_asked_about(read: Read) -> None:
    rows = [TITLE, [None, "Ministry's envelope", None, 7000, 8000], HEADER, *TWO, BUDGET]
    assert topics(read(rows)) == ["rows.2"]
    assert funders(read(rows, "rows: {possible_raise: [2]}")) == {
        "ANR": (None, "EUR", "200000", None, "7000"),
        "DFG": (None, "EUR", "300000", None, "8000"),
    }


def test_a_reserve_may_be_a_confirmed_or_a_possible_raise(read: Read) -> None:
    rows = [TITLE, ["Reserve", None, None, 7000, None], HEADER, *TWO, BUDGET]
    assert topics(read(rows)) == ["rows.2"]
    assert funders(read(rows, "rows: {confirmed_raise: [2]}"))["ANR"] == (None, "EUR", "200000", "7000", None)


def test_a_line_without_a_rank_among_ranked_proposals_is_asked_about(read: Read) -> None:
    ranked = [["Rank", "ID", "Title", "ANR"], [1, "A", "Sensors", 100000], [2, "B", "Magnets", 120000]]
    rows = [TITLE, *ranked, [None, "Carry-over", None, 5000], [None, None, "Budget", 200000]]
    one = read(rows)
    assert topics(one) == ["status_rows.unscored"]
    assert "Carry-over (row 5)" in one.questions[0].what
    assert asked(read(rows, "rows: {ignore: [5]}")) == {("A", "ANR"): "100000 EUR", ("B", "ANR"): "120000 EUR"}


@pytest.mark.parametrize("tie", ["3=", "3.=", "3-4", "3–4", "3/4", "3"])
def test_tied_places_are_the_first_of_them(read: Read, tie: str) -> None:
    rows = [TITLE, ["Rank", *HEADER], ["1", *TWO[0]], [tie, *TWO[1]], [None, *BUDGET]]
    assert [one.rank for one in read(rows).applications] == [1, 3]


def test_a_rank_whose_formula_has_no_stored_value_is_a_defect(read: Read) -> None:
    rows = [TITLE, ["Rank", *HEADER], ["1", *TWO[0]], ["=RANK(D4,D3:D4)", *TWO[1]], [None, *BUDGET]]
    assert [(defect.row, defect.column) for defect in read(rows).defects] == [(4, "A (Rank)")]
    assert asked(read(rows, "columns: {ignore: [A]}")) == TWO_REQUESTS


@pytest.mark.parametrize("name", ["DFG¹", "DFG ²", "DFG*", "DFG† (DE)"])
def test_footnote_marks_are_no_part_of_a_funder(read: Read, name: str) -> None:
    rows = [TITLE, [*HEADER[:4], name], *TWO, BUDGET]
    assert list(funders(read(rows))) == ["ANR", "DFG"]


def test_an_acronym_in_brackets_after_a_country_is_the_funders_name(read: Read) -> None:
    one = read([TITLE, [*HEADER[:4], "Latvia (LZP)"], *TWO, BUDGET])
    assert [(m.funder.funder_id, m.funder.name, m.funder.country) for m in one.funders][1] == ("LZP", "LZP", "LV")


def test_a_ministry_whose_acronym_is_a_rare_currencys_code_is_a_funder(read: Read) -> None:
    one = read([TITLE, [*HEADER[:4], "MUR"], *TWO, BUDGET])
    assert asked(one)["A", "MUR"] == "90000 EUR"


@pytest.mark.parametrize(
    ("asks", "grants"), [("requested", "recommended"), ("demandé", "accordé"), ("beantragt", "bewilligt")]
)
def test_what_was_granted_is_kept_beside_what_was_asked(read: Read, asks: str, grants: str) -> None:
    rows = [
        TITLE,
        ["ID", "Title", "Score", "ANR", None, "DFG", None],
        [None, None, None, asks, grants, asks, grants],
        ["A", "Sensors", 5, 100000, 80000, 90000, 90000],
        ["B", "Magnets", 4, 120000, 0, None, None],
        ["Budget", None, None, 200000, None, 300000, None],
    ]
    one = read(rows, merged=["D2:E2", "F2:G2"])
    assert asked(one) == TWO_REQUESTS
    assert one.applications[0].beside == {f"ANR {grants}": "80000", f"DFG {grants}": "90000"}


def test_asked_and_granted_may_stand_in_one_header_with_the_funder(read: Read) -> None:
    header = ["ID", "Title", "Score", "ANR requested", "ANR recommended", "Requested from DFG"]
    rows = [TITLE, header, ["A", "Sensors", 5, 100000, 1, 90000], ["B", "Magnets", 4, 120000, 2, None]]
    one = read([*rows, ["Budget", None, None, 200000, None, 300000]])
    assert asked(one) == TWO_REQUESTS
    assert one.applications[0].beside == {"ANR recommended": "1"}


def test_the_funders_may_stand_below_what_was_asked_and_what_was_granted(read: Read) -> None:
    rows = [
        TITLE,
        ["ID", "Title", "Score", "Requested", None, "Granted", None],
        [None, None, None, "ANR", "DFG", "ANR", "DFG"],
        ["A", "Sensors", 5, 100000, 90000, 80000, 90000],
        ["B", "Magnets", 4, 120000, None, 0, None],
        [*BUDGET, None, None],
    ]
    one = read(rows, merged=["D2:E2", "F2:G2"])
    assert asked(one) == TWO_REQUESTS
    assert one.applications[0].beside == {"Granted ANR": "80000", "Granted DFG": "90000"}


def test_a_row_of_scales_and_units_belongs_to_the_header(read: Read) -> None:
    rows = [
        ["国際共同研究 評価結果"],
        ["受付番号", "課題名", "評点", "JST", "DLR"],
        [None, None, "(100点満点)", "千円", "ユーロ"],
        ["J-1", "蓄電池", 91.5, 18000, 120000],
        ["J-2", "水素", 80, 15500, None],
        ["予算", None, None, 50000, 300000],
    ]
    one = read(rows, "{reporting_currency: EUR, rates: {JPY: 160}}")
    assert asked(one) == {("J-1", "JST"): "18000000 JPY", ("J-1", "DLR"): "120000 EUR", ("J-2", "JST"): "15500000 JPY"}
    assert one.settings is not None
    assert one.settings.scale is not None
    assert one.settings.scale.maximum == 100


def test_funders_may_stand_beside_maxima_in_the_second_row_of_the_header(read: Read) -> None:
    rows = [
        ["Call"],
        ["ID", "Title", "Impact", "Score", "Requested (k€)", None],
        [None, None, "max 5", "/ 5", "ANR", "DFG"],
        ["A", "Sensors", 4.5, 4.6, 100, 90],
        ["B", "Magnets", 4, 4.1, 120, None],
        ["Budget", None, None, None, 200, 300],
    ]
    assert asked(read(rows, merged=["E2:F2"])) == TWO_REQUESTS


def test_the_size_after_a_comma_holds_for_the_currencies_below(read: Read) -> None:
    rows = [
        ["Call"],
        ["ID", "Title", "Score", "Requested, thousand", None],
        [None, None, None, "RCN", "VR"],
        [None, None, None, "NOK", "SEK"],
        ["A", "Sensors", 5, 4500, 3800.5],
        ["Available", None, None, 9000, 8000],
    ]
    one = read(rows, "{reporting_currency: NOK, rates: {SEK: 1}}", merged=["D2:E2"])
    assert asked(one) == {("A", "RCN"): "4500000 NOK", ("A", "VR"): "3800500 SEK"}
    assert funders(one)["VR"] == (None, "SEK", "8000000", None, None)


def test_four_thousand_crowns_for_a_partner_are_doubted(read: Read) -> None:
    header = ["ID", "Title", "Score", "RCN (NOK)"]
    rows = [["Call"], header, ["A", "Sensors", 5, 4500], ["Budget", None, None, 9000]]
    assert topics(read(rows)) == ["funders.D.unit"]


@pytest.mark.parametrize("unit", ["mil €", "mil. Kč"])
def test_mil_is_a_thousand_in_one_language_and_a_million_in_another_and_is_asked(read: Read, unit: str) -> None:
    header = ["ID", "Title", "Score", f"AEI ({unit})"]
    rows = [["Call"], header, ["A", "Sensors", 5, 4500], ["Budget", None, None, 9000]]
    assert topics(read(rows)) == ["unit"]


def test_the_name_of_the_sheet_may_state_the_unit(read: Read) -> None:
    rows = [["Call"], HEADER, ["A", "Sensors", 5, 100, 90], ["Budget", None, None, 200, 300]]
    assert asked(read({"Ranking (k€)": rows})) == {("A", "ANR"): "100000 EUR", ("A", "DFG"): "90000 EUR"}


def test_a_note_on_the_unit_may_carry_a_date(read: Read) -> None:
    rows = [["Rangliste"], ["Stand: 03.11.2026, alle Beträge in Euro"], HEADER, *TWO, BUDGET]
    assert asked(read(rows)) == TWO_REQUESTS


def test_amounts_whose_decimal_mark_the_totals_prove_are_not_doubted(read: Read) -> None:
    rows = [
        TITLE,
        [*HEADER, "Total"],
        ["A", "Sensors", 5, "125.000", "80.500,50", "205.500,50"],
        ["B", "Magnets", 4, "99.000", None, "99.000"],
        ["Budget", None, None, "200.000", "250.000", None],
    ]
    assert asked(read(rows))["A", "ANR"] == "125000 EUR"


def test_budgets_by_funders_names_need_no_header_for_the_names(read: Read) -> None:
    budgets = [["機関", "通貨", "予算額"], ["ANR", "EUR", 500000], ["DFG", "EUR", 400000]]
    one = read({"List": [TITLE, HEADER, *TWO], "予算": budgets})
    assert [m.budget for m in one.funders] == [Decimal(500000), Decimal(400000)]


def test_a_wrong_total_beside_a_proposal_is_never_mended_by_leaving_the_proposal_out(read: Read) -> None:
    rows = [TITLE, [*HEADER, "Total"], ["A", "Sensors", 5, 100000, 90000, 200000], BUDGET]
    one = read(rows)
    assert [defect.row for defect in one.defects] == [3]
    assert "columns: {ignore: [F]}" in one.defects[0].remedy
    assert asked(read(rows, "columns: {ignore: [F]}")) == {("A", "ANR"): "100000 EUR", ("A", "DFG"): "90000 EUR"}


def test_several_columns_of_unknown_figures_are_one_question(read: Read) -> None:
    rows = [
        ["Call"],
        ["ID", "Title", "R1", "R2", "Score", "ANR (k€)"],
        ["A", "Sensors", 4, 5, 4.5, 100],
        ["Budget", None, None, None, None, 200],
    ]
    assert topics(read(rows)) == ["funders.C"]
    assert asked(read(rows, "columns: {extra: [C, D]}")) == {("A", "ANR"): "100000 EUR"}


def test_an_unknown_status_is_asked_about_once(read: Read) -> None:
    rows = [TITLE, ["Status", *HEADER], ["on hold", *TWO[0]], ["on hold", *TWO[1]], [None, *BUDGET]]
    assert topics(read(rows)) == ["status_words.on hold"]


def test_a_column_of_statuses_is_kept_under_a_name_that_the_contract_does_not_use(read: Read) -> None:
    rows = [TITLE, ["Status", *HEADER], ["eligible", *TWO[0]], ["withdrawn", *TWO[1]], [None, *BUDGET]]
    one = read(rows)
    assert statuses(one) == {"B": "withdrawn"}
    assert one.applications[0].beside == {"Status (A)": "eligible"}


def test_thresholds_on_criteria_are_offered_beside_the_one_on_the_total(read: Read) -> None:
    note = ["Threshold per criterion: 3; overall threshold: 10"]
    rows = [TITLE, note, ["ID", "Title", "Impact", "Score", "ANR"], ["A", "Sensors", 4, 12, 100000]]
    rows += [["Budget", None, None, None, 200000]]
    one = read(rows)
    assert [answer.path for answer in one.questions[0].answers] == [("threshold",), ("thresholds", "Impact")]
    settled = read(rows, "{threshold: 10, thresholds: {Impact: 3}}").settings
    assert settled is not None
    assert (settled.thresholds.total, settled.thresholds.criteria) == (Decimal(10), (("Impact", Decimal(3)),))


@pytest.mark.parametrize(
    ("header", "budget", "withdrawn"),
    [
        (["Nr wniosku", "Tytuł", "Ocena (maks. 100 pkt)", "NCBR (tys. PLN)"], "Budżet", "wycofany"),
        (["Číslo návrhu", "Název projektu", "Body (0–100)", "TAČR (tis. Kč)"], "Rozpočet", "stažen"),
        (["Nº do processo", "Título", "Nota final (0 a 100)", "FAPESP (R$ mil)"], "Orçamento", "desistência"),
    ],
)
def test_lists_in_polish_czech_and_portuguese_are_read(
    read: Read, header: list[str], budget: str, withdrawn: str
) -> None:
    rows = [["2026"], header, ["A-1", "X", "91,5", "1 250,5"], ["A-2", "Y", withdrawn, "980"]]
    one = read([*rows, [budget, None, None, "2 500"]], "unit: thousand")
    assert scores(one) == {"A-1": "91.5", "A-2": None}
    assert statuses(one) == {"A-2": "withdrawn"}
    assert [request.amount for request in one.requests] == [Decimal("1250500"), Decimal("980000")]
    assert [means.budget for means in one.funders] == [Decimal("2500000")]


def test_the_report_says_what_each_funder_is_asked_in_one_line(read: Read) -> None:
    said = report_text(read([TITLE, HEADER, *TWO, BUDGET])).splitlines()
    assert "  amounts in 1 EUR (a note)" in said
    assert "  D ANR: 2 requests of 220 000 EUR, budget 200 000 (D5)" in said
    assert "  E DFG: 1 request of 90 000 EUR, budget 300 000 (E5)" in said


def test_a_partners_costs_and_what_it_was_granted_stand_beside_its_request(read: Read) -> None:
    header = ["Proposal no", "Title", "Score", "Partner", "Agency", "Total cost", "Requested amount", "Granted amount"]
    rows = [
        TITLE,
        header,
        ["P1", "Sensors", 5, "U1", "ANR", "200.000", 100000, 90000],
        ["P1", "Sensors", 5, "U2", "DFG", "80.000", 80000, 70000],
        [],
        ["Agency", "Budget"],
        ["ANR", 200000],
        ["DFG", 100000],
    ]
    written = read(rows).tables["requests"].select("funder_id", "amount", "^.*as written.*$").rows()
    assert written == [("ANR", 10000000, "200.000", "90000"), ("DFG", 8000000, "80.000", "70000")]


def test_shares_under_a_funders_name_are_no_money(read: Read) -> None:
    rows = [
        ["Call"],
        ["ID", "Title", "Score", "ANR", None],
        [None, None, None, "k€", "%"],
        ["A", "Sensors", 5, 100, 50],
        ["Budget", None, None, 200, None],
    ]
    one = read(rows, merged=["D2:E2"])
    assert asked(one) == {("A", "ANR"): "100000 EUR"}
    assert one.applications[0].beside == {"ANR %": "50"}


def test_criteria_may_stand_below_the_evaluation_as_funders_below_the_request(read: Read) -> None:
    rows = [
        ["Call"],
        ["ID", "Title", "Evaluation", None, None, "Requested (k€)", None],
        [None, None, "Excellence", "Impact", "Total", "ANR", "DFG"],
        [None, None, "max 5", "max 5", "max 10", "k€", "k€"],
        ["A", "Sensors", 5, 4, 9, 100, 90],
        ["B", "Magnets", 4, 4, 8, 120, None],
        ["Budget", None, None, None, None, 200, 300],
    ]
    one = read(rows, merged=["C2:E2", "F2:G2"])
    assert scores(one) == {"A": "9", "B": "8"}
    assert one.applications[0].criteria == {"Excellence": 5, "Impact": 4}
    assert asked(one) == TWO_REQUESTS


@pytest.mark.parametrize("label", ["Threshold", "Weight", "Gewichtung"])
def test_a_row_of_thresholds_or_weights_is_no_proposal_unless_stated(read: Read, label: str) -> None:
    rows = [TITLE, HEADER, [label, None, 3], *TWO, BUDGET]
    assert topics(read(rows)) == ["rows.3"]
    settled = read(rows, "{rows: {ignore: [3]}, threshold: 3}")
    assert scores(settled) == {"A": "5", "B": "4"}
    assert settled.settings is not None
    assert settled.settings.thresholds.total == 3
