"""Each cell that does not hold is said with its rule and a remedy that can be typed in."""

import pytest

from renkei.programme.numbers import number_text, plain_numbers


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("200 000", ("200000",)),
        ("200\u00a0000,50", ("200000.50",)),
        ("1.234.567,89", ("1234567.89",)),
        ("1,234,567.89", ("1234567.89",)),
        ("1.234.567", ("1234567",)),
        ("1'234'567", ("1234567",)),
        ("214,8", ("214.8",)),
        ("1,234", ("1234", "1.234")),
        ("0,125", ("0.125",)),
        ("€ 5.000,00", ("5000.00",)),
        ("EUR 5000", ("5000",)),
        ("¥1,000", ("1000", "1.000")),
        ("500,-", ("500",)),
        ("１２３", ("123",)),
        ("−5", ("-5",)),
        ("5k", ()),
        ("1,23,4", ()),
        ("about 5", ()),
    ],
)
def test_a_number_as_people_write_it_is_recognised(written, meant):
    assert plain_numbers(written) == meant


def test_a_spreadsheets_number_is_printed_with_fifteen_digits_and_no_exponent():
    assert [number_text(v) for v in (0.1 + 0.2, 200000.0, 1e20, 13.1, 1e-7)] == [
        "0.3",
        "200000",
        "100000000000000000000",
        "13.1",
        "0.0000001",
    ]


AMOUNTS = [
    ("150000,50", "an amount is digits with at most one decimal point", "write 150000.50"),
    ("150 000.50", "an amount is digits with at most one decimal point", "write 150000.50"),
    ("€150000", "an amount is digits with at most one decimal point", "write 150000"),
    ("1e5", "an amount is digits with at most one decimal point", "write a plain number"),
    ("-", "an amount is digits with at most one decimal point", "leave the cell empty"),
    ("150.505", "EUR has 2 decimals", "round it to 2 decimals, or write 150505 if"),
    ("-5.00", "the number is 0 or more", "write 0 or more"),
    ("99999999999999999999", "an amount is not larger than any real budget", "major units"),
    ("", "a required cell is filled", "write the money asked"),
    ("   ", "a required cell is filled", "write the money asked"),
]


@pytest.mark.parametrize(("cell", "rule", "remedy"), AMOUNTS)
def test_an_amount_that_does_not_hold_is_said_with_the_plain_number(call, cell, rule, remedy):
    call.change("requests", "150000.50", f'"{cell}"')
    defect = call.defect()
    assert (defect.file, defect.row, defect.column, defect.rule) == ("requests.csv", 3, "amount", rule)
    assert remedy in defect.remedy


def test_yen_have_no_decimals(call):
    call.change("requests", "5000000,JPY", "5000000.50,JPY")
    assert (call.defect().rule, call.defect().remedy) == ("JPY has no decimals", "round it to a whole number")


@pytest.mark.parametrize(
    ("cell", "minor"), [("150000.", 15000000), (".5", 50), ("1.500", 150), ("007", 700), (" 5 ", 500)]
)
def test_amounts_of_the_right_value_are_read_whatever_their_zeros(call, cell, minor):
    call.change("requests", "150000.50", cell)
    assert call.read().tables["requests"]["amount"][2] == minor


CELLS = [
    ("applications", "13.5", '"13,5"', "a number is digits with at most one decimal point", "write 13.5"),
    ("applications", "13.5", "13.1234567", "a number has at most 6 decimals", "round it to 6 decimals"),
    ("applications", "13.5", "15.1", "a score lies between 0 and 15", "correct it, or the scale"),
    ("applications", "13.5", "good", "a number is digits with at most one decimal point", "plain number"),
    ("applications", "Warm batteries", "", "a required cell is filled", "write its title"),
    ("applications", "Warm batteries", "a\x07b", "text holds no control signs", "delete"),
    ("requests", "A3,P1,,yes", "A3,P1,,true", "the cell says yes or no", "write yes"),
    ("requests", "A3,P1,,yes", "A3,P1,,perhaps", "the cell says yes or no", "write yes or no"),
    ("requests", "A1,P1", "A1, P1", "an identifier has no blanks around it", "write P1"),
    ("requests", "A1,P1", "A1,P1;P2", "an identifier holds no semicolon", "replace the semicolon"),
    ("requests", "A1,P1", "A1,P\u200b1", "an identifier holds no unseen signs", "zero-width"),
    ("funders", "JP,JPY", "Japan,JPY", "a country is a code of ISO 3166 alpha-2", "write JP"),
    ("funders", "JP,JPY", "jp,JPY", "a country is a code of ISO 3166 alpha-2", "write JP"),
    ("funders", "JP,JPY", "JPN,JPY", "a country is a code of ISO 3166 alpha-2", "write JP"),
    ("funders", "JP,JPY", "ZZ,JPY", "a country is a code of ISO 3166 alpha-2", "two capital letters"),
    ("rates", "162.5", "0", "a rate is above 0", "how many units"),
    ("rates", "162.5", "-1", "a rate is above 0", "how many units"),
    ("rates", "2025-06-30", "30.06.2025", "a date is year-month-day", "write 2025-06-30"),
    ("rates", "2025-06-30", "2025/6/3", "a date is year-month-day", "write 2025-06-03"),
    ("rates", "2025-06-30", "03.04.2025", "a date is year-month-day", "YYYY-MM-DD"),
    ("rates", "2025-06-30", "2025-02-30", "a date is year-month-day", "a day that exists"),
    ("criteria_scores", "Impact", "Imapct", "programme.yaml names the criterion", "write Impact"),
    ("criteria_scores", "4.5", "", "a required cell is filled", "write the published score"),
]


@pytest.mark.parametrize(("table", "old", "new", "rule", "remedy"), CELLS)
def test_a_cell_that_does_not_hold_is_said_with_its_remedy(call, table, old, new, rule, remedy):
    call.change(table, old, new)
    defect = call.defect()
    assert (defect.file, defect.rule) == (f"{table}.csv", rule)
    assert remedy in defect.remedy


def test_a_choice_lists_the_choices_and_names_the_near_one(call):
    call.write("applications.csv", "application_id,title,score,status\nA1,a,14,Eligible\nA2,b,13,gone\nA3,c,12,\n")
    first, second = call.defects()
    assert first.rule == "the cell holds one of: eligible, ineligible, withdrawn, excluded"
    assert first.remedy == "write eligible"
    assert second.remedy == "write one of them, or leave it empty"


def test_a_whole_number_with_a_decimal_point_is_told_how_to_be_written(call):
    call.write("applications.csv", "application_id,title,score,rank\nA1,a,14,1.0\nA2,b,13,0\nA3,c,12,\n")
    assert [(d.rule, d.remedy[:7]) for d in call.defects()] == [
        ("a whole number is digits only", "write 1"),
        ("the number is 1 or more", "write 1"),
    ]


def test_a_whole_number_too_long_for_the_table_is_said_to_be(call):
    call.write("applications.csv", f"application_id,title,score,rank\nA1,a,14,{'9' * 19}\nA2,b,13,1\nA3,c,12,\n")
    assert [defect.rule for defect in call.defects()] == ["a whole number has at most 18 digits"]


MOMENTS = [
    ("2027-10-06", "write the hour too, such as 2027-10-06T09:30"),
    ("2027-10-06T25:00", "write it as YYYY-MM-DDTHH:MM, such as 2025-12-31T09:30, without a zone"),
    ("2027-10-06T09:00Z", "write it as YYYY-MM-DDTHH:MM, such as 2025-12-31T09:30, without a zone"),
]


@pytest.mark.parametrize(("cell", "remedy"), MOMENTS)
def test_a_time_that_does_not_hold_is_told_how_to_be_written(call, cell, remedy):
    call.write("slots.csv", f"slot,start,end\nS1,{cell},2027-10-06T09:30\n")
    (defect,) = call.defects()
    assert (defect.column, defect.rule, defect.remedy) == ("start", "a time is a date, T, hour and minute", remedy)


def test_an_unknown_currency_is_a_defect_and_its_amount_is_still_read(call):
    call.change("requests", "150000.50,EUR", "150000x,euro")
    assert [(d.column, d.remedy) for d in call.defects()] == [
        ("amount", "write a plain number such as 1234.50, or leave the cell empty for unknown"),
        ("currency", "write EUR"),
    ]


def test_one_wrong_cell_does_not_hide_the_rows_other_defects(call):
    call.change("requests", "A2,P1,ANR,,150000.50,EUR", "A9,P1,XYZ,maybe,1.500.000,GBPX")
    assert {d.column for d in call.defects()} == {"application_id", "funder_id", "self_funded", "amount", "currency"}


def test_the_european_codes_of_greece_and_britain_are_read_as_the_iso_ones_with_a_note(call):
    call.change("funders", "French Agency,FR", "Greek Agency,EL")
    folder = call.read()
    assert folder.tables["funders"]["country"].to_list() == ["JP", "GR"]
    assert folder.notes == ("funders.csv: country EL is read as GR in 1 row",)


def test_keywords_are_split_at_semicolons(call):
    call.write("applications.csv", "application_id,title,score,keywords\nA1,a,14,x; y ;;z\nA2,b,13,\nA3,c,12,;\n")
    assert call.read().tables["applications"]["keywords"].to_list()[:2] == [["x", "y", "z"], None]


def test_columns_outside_the_contract_are_kept_as_text_at_the_end(call):
    call.write("rates.csv", "remark,currency,rate\n007,JPY,162.5\n")
    rates = call.read().tables["rates"]
    assert rates.columns == ["currency", "rate", "date", "source", "remark"]
    assert rates["remark"][0] == "007"


def test_a_cell_marked_as_text_for_spreadsheets_is_read_without_the_mark(call):
    call.change("applications", "Quiet motors", "'=SUM(A1)")
    assert call.read().tables["applications"]["title"][0] == "=SUM(A1)"
