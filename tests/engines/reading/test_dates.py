"""Dates as six languages write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.reading.date_words import MONTHS
from renkei.engines.reading.dates import dates, on_weekday, with_year


def read(text: str) -> list[tuple[str, str]]:
    return [(text[found.span.start : found.span.end], found.value) for found in dates(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("signed on September 21 (Thur.), 2023, in", "2023-09-21"),
        ("from October 6-8, 2009", "2009-10-06/2009-10-08"),
        ("on 6–8 October 2009", "2009-10-06/2009-10-08"),
        ("November 29 to December 1, 2006", "2006-11-29/2006-12-01"),
        ("30 December 2019 to 2 January 2020", "2019-12-30/2020-01-02"),
        ("June 16 and 17, 2007", "2007-06-16/2007-06-17"),
        ("between December 3rd and 5th.", "--12-03/--12-05"),
        ("in December of 2008", "2008-12"),
        ("the first half of 2009", "2009-01/2009-06"),
        ("in autumn 2021", "2021-23"),
        ("in FY 2006", "FY2006"),
        ("Dec. 5, 2020", "2020-12-05"),
        ("06.01.2023", "2023-01-06"),
        ("20/04/2022", "2022-04-20"),
        ("2023-09-21", "2023-09-21"),
        ("2023年9月21日(木)", "2023-09-21"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成20年度", "FY2008"),
        ("2009年10月6日~8日", "2009-10-06/2009-10-08"),
        ("7月6日、", "--07-06"),
        ("du 6 au 8 octobre 2009", "2009-10-06/2009-10-08"),
        ("le 1er juillet 2020", "2020-07-01"),
        ("vom 6. bis 8. Oktober 2009", "2009-10-06/2009-10-08"),
        ("21 de septiembre de 2023", "2023-09-21"),
        ("6–8 октября 2009 г.", "2009-10-06/2009-10-08"),
    ],
)
def test_a_date_is_read(text: str, value: str) -> None:
    assert [one for _, one in read(text)] == [value]


@pytest.mark.parametrize(
    "text", ["04/05/2022", "31 February 2020 was", "we may 2 go", "by 10 2009", "section 3.4.2020a"]
)
def test_what_can_be_read_two_ways_or_is_no_day_is_no_date(text: str) -> None:
    assert not [value for _, value in read(text) if len(value) == 10]


@given(st.dates(), st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}"]))
def test_every_day_is_read_back_in_english(day: object, form: str) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    name = next(name for name, value in MONTHS.items() if value == month and name.isascii() and name.istitle())
    if year >= 1900 and year < 2100:
        assert [value for _, value in read(form.format(d=number, m=name, y=year))] == [str(day)]


def test_a_day_without_year_is_the_next_or_the_last_one_from_publication() -> None:
    assert with_year("--12-03/--12-05", "2008-11-14", ahead=True) == "2008-12-03/2008-12-05"
    assert with_year("--01-10", "2008-11-14", ahead=True) == "2009-01-10"
    assert with_year("--12-03", "2008-11-14", ahead=False) == "2007-12-03"


def test_on_friday_is_the_last_friday_up_to_publication() -> None:
    assert on_weekday("4", "2023-01-06") == "2023-01-06"
    assert on_weekday("3", "2023-01-06") == "2023-01-05"
