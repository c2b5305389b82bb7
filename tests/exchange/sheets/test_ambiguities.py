"""What a sheet leaves open is asked, nothing is written, and the mapping lines that are offered settle it."""

import pytest

from renkei.exchange.sheets import offered_mapping, read_mapping
from tests.exchange.sheets.said import asked, funders, scores, statuses, topics

HEAD = ["Rank", "ID", "Title", "Score", "FWF (AT) k€", "DFG (DE) k€"]
BUDGET = ["", "", "Budget (k€)", "", 900, 800]


def test_a_lone_comma_before_three_digits_is_asked_about_with_both_readings(read):
    rows = [HEAD, [1, "a", "A", 9, "1,234", "2,345"], BUDGET]
    one = read(rows)
    assert topics(one) == ["decimal"]
    assert one.questions[0].readings == ("comma: 1,234 is 1.234", "point: 1,234 is 1234")
    assert 'decimal: "?"  # comma or point' in offered_mapping(one)
    assert one.tables == {}
    assert asked(read(rows, "decimal: point"))[("a", "FWF")] == "1234000 EUR"
    assert (
        asked(read(rows, "funders: {E: {budget: 9000}, F: {budget: 9000}}", decimal="comma"))[("a", "FWF")]
        == "1234 EUR"
    )


@pytest.mark.parametrize(("total", "amount"), [(3579, "1234000 EUR"), (3.579, "1234 EUR")])
def test_a_row_total_that_adds_up_under_one_reading_settles_the_decimal_mark(read, total, amount):
    budget = BUDGET if total == 3579 else ["", "", "Budget (k€)", "", 5, 5]
    one = read([[*HEAD, "Total"], [1, "a", "A", 9, "1,234", "2,345", total], budget])
    assert asked(one)[("a", "FWF")] == amount
    assert "the totals add up only so" in one.decimal


def test_figures_that_bear_one_reading_settle_the_others(read):
    one = read([HEAD, [1, "a", "A", "9,5", "1.234", "210,5"], BUDGET])
    assert asked(one) == {("a", "FWF"): "1234000 EUR", ("a", "DFG"): "210500 EUR"}


def test_two_marks_in_one_sheet_leave_an_open_figure_open_and_ask_by_column(read):
    rows = [HEAD, [1, "a", "A", 9, "150,5", "200.25"], [2, "b", "B", 8, "1,234", "99.5"], BUDGET]
    assert topics(read(rows)) == ["decimal.E"]
    assert asked(read(rows, "decimal: {E: comma}\nfunders: {E: {budget: 900000}}"))[("b", "FWF")] == "1234 EUR"


def test_an_evident_mark_is_not_trusted_with_a_figure_far_from_its_column(read):
    rows = [HEAD, [1, "a", "A", "9,5", "1,234", 300], [2, "b", "B", "8,5", "900", "250"], BUDGET]
    assert topics(read(rows)) == ["decimal"]


def test_a_stated_mark_makes_other_writing_a_defect(read):
    one = read([HEAD, [1, "a", "A", 9, "214,8", 100], BUDGET], decimal="point")
    assert [(defect.row, defect.column) for defect in one.defects] == [(2, "E (FWF)")]


def test_missing_currency_and_unit_are_asked_for_together_and_settled_by_two_lines(read):
    rows = [
        ["Rank", "ID", "Title", "Score", "FWF", "DFG"],
        [1, "a", "A", 9, 123, 200],
        ["", "", "Budget", "", 900, 800],
    ]
    assert topics(read(rows)) == ["currency", "unit"]
    one = read(rows, "currency: EUR\nunit: thousand")
    assert asked(one) == {("a", "FWF"): "123000 EUR", ("a", "DFG"): "200000 EUR"}
    assert funders(one)["FWF"] == (None, "EUR", "900000", None, None)


def test_a_shared_currency_sign_is_asked_about_even_where_the_country_is_known(read):
    rows = [
        ["ID", "Title", "Score", "NSF (US) $", "NSERC (CA) $"],
        ["a", "A", 9, 123000, 200000],
        ["", "Budget", "", 900000, 800000],
    ]
    assert topics(read(rows)) == ["funders.D.currency", "funders.E.currency"]
    stated = "funders: {D: {currency: USD}, E: {currency: CAD}}\n"
    assert topics(read(rows, stated)) == ["rates"]
    one = read(rows, stated + "reporting_currency: USD\nrates: {CAD: 1.4}")
    assert asked(one) == {("a", "NSF"): "123000 USD", ("a", "NSERC"): "200000 CAD"}


def test_a_country_suggests_a_currency_but_does_not_decide_it(read):
    one = read([["ID", "Title", "Score", "JST (JP)"], ["a", "A", 9, 12000000], ["", "Budget", "", 90000000]])
    assert topics(one)[0] == "currency"


def test_whole_euros_for_a_partner_that_would_be_pocket_money_are_asked_about(read):
    rows = [["ID", "Title", "Score", "FWF (EUR)"], ["a", "A", 9, 123.5], ["", "Budget", "", 900]]
    assert topics(read(rows)) == ["funders.D.unit"]
    assert asked(read(rows, "funders: {D: {unit: k€}}")) == {("a", "FWF"): "123500 EUR"}
    assert asked(read(rows, "funders: {D: {unit: 1}}")) == {("a", "FWF"): "123.5 EUR"}


def test_whole_euros_under_a_header_in_thousands_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 150000, 200000], ["", "", "Budget (EUR)", "", 900000, 800000]]
    assert topics(read(rows)) == ["funders.E.unit", "funders.F.unit"]
    assert asked(read(rows, "funders: {E: {unit: 1}, F: {unit: 1}}"))[("a", "FWF")] == "150000 EUR"


def test_a_currency_sign_in_a_cell_under_a_header_in_thousands_is_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, "€ 150", 200], BUDGET]
    assert topics(read(rows)) == ["funders.E.unit"]
    assert asked(read(rows, "funders: {E: {unit: 1000}}"))[("a", "FWF")] == "150000 EUR"


def test_a_columns_own_currency_under_a_group_in_another_unit_is_asked_about(read):
    rows = [
        ["", "", "", "Requested (k€)", ""],
        ["ID", "Title", "Score", "JST [JPY]", "DFG"],
        ["a", "A", 9, 15000, 200],
        ["", "Budget", "", 90000, 800],
    ]
    assert topics(read(rows, merged=["D1:E1"]))[0] == "funders.D.unit"
    rates = "\nreporting_currency: EUR\nrates: {JPY: 160}"
    one = read(rows, "funders: {D: {unit: 1000}}" + rates, merged=["D1:E1"])
    assert asked(one) == {("a", "JST"): "15000000 JPY", ("a", "DFG"): "200000 EUR"}


def test_two_columns_that_may_be_the_score_are_asked_about(read):
    rows = [
        ["Rank", "ID", "Title", "Score", "Final score", "FWF (AT) k€"],
        [1, "a", "A", 9, 8, 123.5],
        ["", "", "Budget", "", "", 900],
    ]
    assert topics(read(rows)) == ["columns.score"]
    assert scores(read(rows, "columns: {score: E}")) == {"a": "8"}


def test_a_row_that_may_be_a_total_or_a_proposal_is_asked_about(read):
    rows = [
        ["Acronym", "Score", "FWF (AT) k€", "DFG k€"],
        ["ALPHA", 9, 100, 200],
        ["TOTAL", 8, 300, 100],
        ["Budget (k€)", "", 900, 900],
    ]
    assert topics(read(rows)) == ["rows.3"]
    assert scores(read(rows, "rows: {application: [3]}")) == {"ALPHA": "9", "TOTAL": "8"}
    assert scores(read(rows, "rows: {ignore: [3]}")) == {"ALPHA": "9"}


def test_amounts_without_a_label_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 100, 200], ["", "", "", "", 50, 60], BUDGET]
    assert topics(read(rows)) == ["rows.3"]
    assert scores(read(rows, "rows: {ignore: [3]}")) == {"a": "9"}


def test_missing_budgets_are_asked_for_and_never_zero(read):
    rows = [HEAD, [1, "a", "A", 9, 100, 200]]
    assert topics(read(rows)) == ["budget"]
    one = read(rows, "funders: {E: {budget: 900000}, F: {budget: 0, possible_raise: 5.50}}")
    assert funders(one) == {"FWF": ("AT", "EUR", "900000", None, None), "DFG": ("DE", "EUR", "0", None, "5.5")}


def test_one_blank_budget_among_others_is_asked_for(read):
    one = read([HEAD, [1, "a", "A", 9, 100, 200], ["", "", "Budget", "", 900, "-"]])
    assert topics(one) == ["budget"]
    assert [answer.path for answer in one.questions[0].answers] == [("funders", "F", "budget")]


def test_a_budget_hundreds_of_times_the_requests_is_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 150, 200], ["", "", "Budget", "", 900000, 800000]]
    assert topics(read(rows)) == ["budget_unit.E", "budget_unit.F"]
    assert funders(read(rows, "budget_unit: 1"))["FWF"][2] == "900000"


def test_increases_that_may_be_confirmed_or_possible_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 123, 200], BUDGET, ["", "", "Increase", "", 100, ""]]
    assert topics(read(rows)) == ["rows.4"]
    assert funders(read(rows, "rows: {confirmed_raise: [4]}"))["FWF"] == ("AT", "EUR", "900000", "100000", None)
    assert funders(read(rows, "rows: {possible_raise: [4]}"))["FWF"] == ("AT", "EUR", "900000", None, "100000")


def test_two_rows_of_budgets_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 123, 200], BUDGET, ["", "", "Budget revised (k€)", "", 950, 850]]
    assert topics(read(rows)) == ["rows.budget"]
    assert funders(read(rows, "rows: {budget: [4]}"))["FWF"][2] == "950000"


def test_the_same_funder_twice_is_asked_about_and_added_when_so_stated(read):
    rows = [
        ["Rank", "ID", "Title", "Score", "DFG k€", "DFG k€"],
        [1, "a", "A", 9, 123, 200],
        ["", "", "Budget (k€)", "", 900, ""],
    ]
    assert topics(read(rows))[0] == "funders.DFG"
    assert asked(read(rows, "funders: {E: {funder_id: DFG}, F: {funder_id: DFG}}")) == {("a", "DFG"): "323000 EUR"}


def test_figures_under_a_header_that_says_nothing_are_asked_about(read):
    rows = [[*HEAD, "XYZ"], [1, "a", "A", 9, 123, 200, 12], BUDGET]
    assert "funders.G" in topics(read(rows))
    assert asked(read(rows, "columns: {extra: [G]}")) == {("a", "FWF"): "123000 EUR", ("a", "DFG"): "200000 EUR"}
    one = read(rows, "columns: {criteria: {Novelty: G}}")
    assert one.settings.criteria == ("Novelty",)


def test_a_status_word_among_others_and_unknown_statuses_are_asked_about(read):
    rows = [
        [*HEAD, "Remarks", "Status"],
        [1, "a", "A", 9, 123, 200, "Italian partner withdrawn", ""],
        [2, "b", "B", 8, 100, 200, "", "on hold"],
        [3, "c", "C", 7, 100, 200, "", "Not eligible"],
        BUDGET,
    ]
    assert topics(read(rows)) == ["status_rows.2", "status_words.on hold"]
    one = read(rows, "status_rows: {2: ignore}\nstatus_words: {on hold: excluded}")
    assert statuses(one) == {"b": "excluded", "c": "ineligible"}


def test_proposals_below_a_heading_with_a_status_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 1, 2], ["Withdrawn proposals"], ["", "b", "B", 8, 100, 200], BUDGET]
    assert topics(read(rows)) == ["status_rows.4"]
    assert statuses(read(rows, "status_rows: {4: withdrawn}")) == {"b": "withdrawn"}


def test_a_proposal_without_score_and_status_is_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 100, 200], ["", "b", "B", "", 100, ""], BUDGET]
    assert topics(read(rows)) == ["status_rows.unscored"]
    assert statuses(read(rows, "status_rows: {3: ineligible}")) == {"b": "ineligible"}


def test_scores_and_ranks_that_contradict_each_other_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 8, 150, 200], [2, "b", "B", 9, 100, 150], [3, "c", "C", 7, 100, 150], BUDGET]
    assert topics(read(rows)) == ["binding"]
    assert read(rows, "binding: rank").settings.selection.binding == "rank"


def test_hidden_decimals_of_scores_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 40 / 3, 150, 200], [2, "b", "B", 13.3, 100, 150], BUDGET]
    assert topics(read(rows)) == ["score_decimals"]
    assert scores(read(rows, "score_decimals: 1")) == {"a": "13.3", "b": "13.3"}


def test_amounts_finer_than_a_cent_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 100 / 3, 200], BUDGET]
    assert topics(read(rows)) == ["rounding"]
    assert asked(read(rows, "rounding: half_up"))[("a", "FWF")] == "33333.33 EUR"


def test_two_sheets_of_proposals_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 150, 200], BUDGET]
    later = [HEAD, [1, "a", "A", 9.5, 150, 200], BUDGET]
    assert topics(read({"v1": rows, "v2": later})) == ["sheet"]
    assert scores(read({"v1": rows, "v2": later}, "sheet: v2")) == {"a": "9.5"}


def test_a_header_in_unknown_words_is_asked_for_and_can_be_stated(read):
    rows = [
        ["Sija", "Tunnus", "Nimi", "Pisteet", "AKA", "BF"],
        [1, "a", "Alku", 9, 150, 200],
        ["", "", "Budget", "", 900, 800],
    ]
    assert topics(read(rows)) == ["header_rows"]
    stated = (
        "columns: {rank: A, application_id: B, title: C, score: D}\nheader_rows: [1]\ncurrency: EUR\nunit: thousand"
    )
    assert asked(read(rows, stated)) == {("a", "AKA"): "150000 EUR", ("a", "BF"): "200000 EUR"}


def test_thresholds_of_several_numbers_are_asked_about(read):
    rows = [HEAD, [1, "a", "A", 9, 150, 200], BUDGET, [], ["", "Threshold 10/15, 3/5 per criterion"]]
    assert topics(read(rows)) == ["threshold"]
    assert read(rows, "threshold: 10").settings.thresholds.total == 10
    assert read(rows, "threshold: none").settings.thresholds.total is None


def test_the_offered_mapping_keeps_what_was_given_and_unanswered_lines_count_as_absent(read):
    rows = [HEAD, [1, "a", "A", 9, "1,234", "2,345"], ["", "", "Budget", "", "", 9000]]
    given = "name: My call\nfunders:\n  F: {country: 'NO'}\n"
    offered = offered_mapping(read(rows, given))
    assert read_mapping(offered).funders["F"].country == "NO"
    assert topics(read(rows, offered)) == topics(read(rows, given)) == ["decimal", "budget"]
    answered = offered.replace('decimal: "?"', "decimal: point").replace('budget: "?"', "budget: 2000000")
    assert read(rows, answered).settings.name == "My call"


def test_the_same_sheet_gives_the_same_report_and_offer(read):
    rows = [HEAD, [1, "a", "A", 9, "1,234", "2,345"]]
    assert offered_mapping(read(rows)) == offered_mapping(read(rows))


def test_a_threshold_on_each_criterion_is_not_taken_for_the_total(read):
    rows = [HEAD, [1, "a", "A", 9, 150, 200], BUDGET, [], ["", "Threshold per criterion: 3"]]
    assert topics(read(rows)) == ["threshold"]


def test_a_column_with_a_budget_that_does_not_read_as_a_funder_is_asked_about(read):
    rows = [[*HEAD, "NO"], [1, "a", "A", 9, 150, 200, 100], ["", "", "Budget (k€)", "", 900, 800, 700]]
    assert topics(read(rows)) == ["columns.G"]
