"""Rows, keys and tables that do not fit together are said, all in one report."""

import pytest

from renkei.defects import DefectsFound
from renkei.programme import reporting_currency


def rules(defects):
    return [(d.file, d.row, d.column, d.rule) for d in defects]


def test_a_missing_required_column_names_the_one_that_is_near(call):
    call.change("requests", "application_id", "aplication_id")
    defect = next(d for d in call.defects() if d.column == "application_id")
    assert (defect.rule, defect.remedy) == (
        "a required column is there",
        "rename 'aplication_id' to application_id",
    )


@pytest.mark.parametrize("name", ["Amount", "amount ", "AMOUNT"])
def test_a_column_that_differs_in_case_or_blanks_is_one_defect_and_its_cells_are_still_checked(call, name):
    call.change("requests", "amount", name)
    call.change("requests", "150000.50", "x")
    assert [(d.row, d.column, d.value) for d in call.defects()] == [(0, "amount", name), (3, "amount", "x")]


def test_an_optional_column_that_is_nearly_right_is_noted(call):
    call.change("rates", "date", "dates")
    assert call.read().notes == ("rates.csv: column 'dates' is kept as text; rename it to date if that is meant",)


def test_a_repeated_key_names_both_rows(call):
    call.add("applications", "A1,Another,10")
    defect = call.defect()
    assert rules([defect]) == [("applications.csv", 4, "application_id", "a key stands once in its table")]
    assert defect.remedy.startswith("row 1 has the same")


def test_a_repeated_key_of_two_columns_names_both_rows(call):
    call.add("requests", "A1,P2,ANR,,5.00,EUR")
    assert (call.defect().row, call.defect().value) == (5, "A1, P2")
    assert call.defect().remedy.startswith("row 2 has the same")


@pytest.mark.parametrize("other", ["a1", "Ａ1", "A１"])
def test_identifiers_that_differ_only_in_case_or_form_are_a_defect(call, other):
    call.add("applications", f"{other},Another,10")
    assert call.defect().rule == "identifiers differ in more than case or the form of their signs"
    assert "row 1" in call.defect().remedy


def test_composed_and_decomposed_letters_are_the_same_identifier_to_the_eye(call):
    call.add("applications", "\u00e9,One,10")
    call.add("applications", "e\u0301,Two,10")
    assert call.defect().row == 5


def test_an_unknown_funder_is_said_with_the_nearest(call):
    call.change("requests", "A2,P1,ANR", "A2,P1,ARN")
    call.change("requests", "A1,P1,JST", "A1,P1,jst")
    assert [(d.row, d.column, d.remedy) for d in call.defects()] == [
        (1, "funder_id", "write JST, or add it to funders"),
        (3, "funder_id", "write ANR, or add it to funders"),
    ]


def test_a_request_without_its_application_is_a_defect(call):
    call.add("requests", "B77,P1,ANR,,5.00,EUR")
    assert (call.defect().column, call.defect().value, call.defect().remedy) == (
        "application_id",
        "B77",
        "correct it, or add it to applications",
    )


def test_a_table_that_is_referred_to_and_absent_is_a_defect(call):
    call.remove("funders.csv")
    assert rules(call.defects()) == [("funders.csv", 0, "", "the table is there")]


def test_a_request_in_another_currency_than_its_funders_is_a_defect(call):
    call.change("requests", "150000.50,EUR", "150000.50,USD")
    assert call.defect().remedy == "write the amount in EUR, the funder's currency"


def test_a_request_that_asks_nobody_is_a_defect(call):
    call.change("requests", "A2,P1,ANR", "A2,P1,")
    assert call.defect().rule == "a request names a funder or a pot, or is self-funded"


def test_a_request_that_asks_two_is_a_defect(call):
    call.write("requests.csv", "application_id,partner_id,funder_id,pot_id,amount,currency\nA1,P1,ANR,POT,5.00,EUR\n")
    call.write("pots.csv", "pot_id,kind,currency\nPOT,real,EUR\n")
    assert "a request names one of funder and pot" in [defect.rule for defect in call.defects()]


def test_a_self_funded_request_that_asks_a_funder_is_a_defect(call):
    call.change("requests", "A3,P1,,yes", "A3,P1,ANR,yes")
    assert call.defect().rule == "a self-funded partner asks nobody"


def test_several_currencies_need_a_reporting_currency(call):
    call.settings("name: x\ncriteria: [Impact]\n")
    assert (call.defect().file, call.defect().value) == ("programme.yaml", "EUR, JPY")


def test_each_other_currency_needs_a_rate(call):
    call.remove("rates.csv")
    assert (call.defect().file, call.defect().column, call.defect().value) == ("rates.csv", "currency", "JPY")


def test_the_reporting_currencys_own_rate_is_one(call):
    call.add("rates", "EUR,1.1,")
    assert call.defect().rule == "the reporting currency's own rate is 1"


def test_amounts_whose_sum_no_computer_word_holds_are_a_defect(call):
    call.add("requests", "\n".join(f"A1,Q{at},ANR,,9999999999999.00,EUR" for at in range(5000)))
    assert call.defect().rule == "the amounts of a column can be added up"


def test_the_reporting_currency_is_the_funders_only_one_where_none_is_stated(call):
    folder = call.read()
    assert reporting_currency(folder.settings, folder.tables["funders"]) == "EUR"
    call.settings("name: x\ncriteria: [Impact]\n")
    call.write("funders.csv", "funder_id,name,currency,budget\nJST,J,JPY,9\n")
    call.write("requests.csv", "application_id,partner_id,funder_id,amount,currency\nA1,P,JST,1,JPY\n")
    single = call.read()
    assert reporting_currency(single.settings, single.tables["funders"]) == "JPY"
    with pytest.raises(DefectsFound, match="several currencies"):
        reporting_currency(single.settings, folder.tables["funders"])


def test_the_organisation_stands_for_a_partner_that_no_column_names(call):
    text = "application_id,organisation_id,funder_id,amount,currency\nA1,O1,ANR,5.00,EUR\nA1,O2,ANR,5.00,EUR\n"
    call.write("requests.csv", text)
    folder = call.read()
    assert folder.tables["requests"]["partner_id"].to_list() == ["O1", "O2"]
    assert "requests.csv: organisation_id is taken for the missing partner_id" in folder.notes
    call.write("requests.csv", text.replace("O2", " O2"))
    assert call.defect().column == "organisation_id"
    call.write("requests.csv", text.replace("O2", "O1"))
    assert (call.defect().column, call.defect().rule) == ("partner_id", "a required column is there")


def test_same_titles_and_applications_that_ask_for_nothing_are_noted(call):
    call.add("applications", "A4,quiet  MOTORS,10")
    assert call.read().notes == (
        "applications.csv: possible duplicates: rows 1, 4 have the same title 'Quiet motors'",
        "applications.csv: applications that ask for nothing: A4 without any request",
    )


def test_a_rank_against_the_order_of_scores_is_noted(call):
    call.write("applications.csv", "application_id,title,score,rank\nA1,a,13,1\nA2,b,14,2\nA3,c,12,2\n")
    assert call.read().notes == (
        "applications.csv: rank and score disagree: A1 stands before A2, which has the better score",
    )


def test_where_low_is_best_the_order_turns(call):
    call.settings("name: x\nreporting_currency: EUR\ncriteria: [Impact]\nscale: {min: 1, max: 15, best: low}\n")
    call.write("applications.csv", "application_id,title,score,rank\nA1,a,1,1\nA2,b,2,2\nA3,c,3,3\n")
    assert call.read().notes == ()


def test_a_band_against_the_order_of_scores_is_noted(call):
    call.write("applications.csv", "application_id,title,score,band\nA1,a,13,1\nA2,b,14,2\nA3,c,12,2\n")
    assert call.read("select").notes == (
        "applications.csv: band and score disagree: A1 is in a better band than A2, which has the better score",
    )


def test_an_eligible_application_without_a_score_cannot_be_selected(call):
    call.change("applications", "13.5", "")
    assert rules(call.defects("select")) == [("applications.csv", 2, "score", "an eligible application has a score")]
    assert rules(call.defects("check")) == rules(call.defects("select"))


def test_a_call_before_its_review_passes_check_but_not_select(call):
    call.write("applications.csv", "application_id,title\nA1,a\nA2,b\nA3,c\n")
    assert call.read("check").notes == ()
    assert len(call.defects("select")) == 3


def test_a_withdrawn_application_needs_no_score(call):
    call.write("applications.csv", "application_id,title,score,status\nA1,a,14,\nA2,b,,withdrawn\nA3,c,12,eligible\n")
    assert call.read("select").tables["applications"].height == 3


def test_where_the_rank_binds_a_rank_is_needed(call):
    call.settings("name: x\nreporting_currency: EUR\ncriteria: [Impact]\nselection: {rule: ranking, binding: rank}\n")
    assert {d.rule for d in call.defects("select")} == {"an eligible application has a rank"}


def test_where_bands_are_a_column_a_band_is_needed(call):
    call.settings("name: x\nreporting_currency: EUR\ncriteria: [Impact]\nselection: {rule: best, bands: column}\n")
    assert {d.rule for d in call.defects("select")} == {"an eligible application has a band"}


def test_a_criterion_that_decides_needs_a_score_for_each_eligible_application(call):
    call.settings("name: x\nreporting_currency: EUR\ncriteria: [Impact]\nthresholds: {criteria: {Impact: 3}}\n")
    assert [d.row for d in call.defects("select")] == [2, 3]


def test_ten_defects_of_different_kinds_come_out_in_one_report(call):
    call.settings(
        "nam: x\nreporting_currency: EUR\nscale: {min: 0, max: 15}\ncriteria: [Impact]\nselection: {rule: bets}\n"
    )
    call.change("applications", "13.5", '"13,5"')
    call.add("applications", "A1,Again,")
    call.change("requests", "A1,P2,ANR", "A1,P2,ANX")
    call.change("requests", "5000000,JPY", "5000000.5,JPY")
    call.change("requests", "A3,P1,,yes", "A3,P1,,")
    call.change("funders", "400000.00", "-1")
    call.change("rates", "2025-06-30", "June")
    call.write("criteria_scores.csv", "application_id;criterion;score\nA1;Vision;4\n")
    assert {d.rule for d in call.defects("select")} == {
        "the key is known",
        "a programme has a name",
        "the cell holds one of: ranking, gaps, best, sum",
        "a number is digits with at most one decimal point",
        "a key stands once in its table",
        "the identifier stands in funders",
        "JPY has no decimals",
        "a request names a funder or a pot, or is self-funded",
        "the number is 0 or more",
        "a date is year-month-day",
        "cells are separated by commas",
        "programme.yaml names the criterion",
    }


def test_a_defect_anywhere_means_that_nothing_is_read(call):
    call.change("rates", "162.5", "x")
    with pytest.raises(DefectsFound):
        call.read()


def test_one_identifier_written_otherwise_in_its_own_table_is_one_defect(call):
    call.remove("criteria_scores.csv")
    call.change("applications", "A1,", "A01,")
    found = call.defect()
    assert (found.file, found.row, found.value) == ("applications.csv", 1, "A01")
    assert found.remedy == "write A1, or A01 in the rows that say A1"


def test_one_identifier_written_otherwise_by_one_row_is_that_rows_defect(call):
    call.change("requests", "A1,P2", "A01,P2")
    found = call.defect()
    assert (found.file, found.row, found.value) == ("requests.csv", 2, "A01")
    assert found.remedy.startswith("write A1, ")
