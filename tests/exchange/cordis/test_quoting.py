import csv
import io
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.exchange.cordis.quoting import read_csv

REAL = Path(__file__).parents[4] / "shared/data/consortia/cordis_h2020_organization.csv"
UNDER_ESCAPED = '""NATIONAL CENTER FOR SCIENTIFIC RESEARCH ""DEMOKRITOS""""'
ROLES = {"coordinator", "participant", "thirdParty", "partner", "internationalPartner"}


def rows(*lines: str) -> list[list[str]]:
    _, found, defects = read_csv("\n".join(['"id";"name";"role"', *lines, ""]), "organization.csv")
    assert defects == []
    return found


def test_a_quote_at_the_start_doubled():
    assert rows('"1";"""ROSE"" INSTITUTE";"partner"') == [["1", '"ROSE" INSTITUTE', "partner"]]


def test_a_quote_at_the_end_doubled():
    assert rows('"1";"INSTITUTE ""ROSE""";"partner"') == [["1", 'INSTITUTE "ROSE"', "partner"]]


def test_a_value_quoted_twice_over_is_unwrapped_twice():
    line = '"1";"""NATIONAL CENTER """"ROSE""""""";"partner"'
    assert rows(line) == [["1", 'NATIONAL CENTER "ROSE"', "partner"]]


def test_a_value_quoted_but_not_escaped_the_second_time_reads_the_same():
    line = '"1";""NATIONAL CENTER ""ROSE"""";"partner"'
    assert rows(line) == [["1", 'NATIONAL CENTER "ROSE"', "partner"]]


def test_an_under_escaped_row_does_not_swallow_the_next():
    found = rows('"1";""ROSE"" INSTITUTE";"partner"', '"2";"OAK";"coordinator"')
    assert found == [["1", '"ROSE" INSTITUTE', "partner"], ["2", "OAK", "coordinator"]]


def test_a_single_quote_inside_a_quoted_field_is_kept():
    assert rows('"1";"5" PIPES";"partner"') == [["1", '5" PIPES', "partner"]]


def test_separator_and_quotes_inside_a_field_stay_inside_it():
    assert rows('"1";"a"";""b; c";"partner"') == [["1", 'a";"b; c', "partner"]]


def test_a_line_break_inside_a_field_stays_inside_it():
    assert rows('"1";"two\nlines";"partner"') == [["1", "two\nlines", "partner"]]


def test_a_line_break_inside_an_under_escaped_field_stays_inside_it():
    assert rows('"1";"two "big"\nlines";"partner"') == [["1", 'two "big"\nlines', "partner"]]


def test_empty_fields_are_empty():
    assert rows('"1";"";""', '"";"";""') == [["1", "", ""], ["", "", ""]]


def test_empty_fields_beside_an_under_escaped_one_are_empty():
    assert rows('"1";"";""ROSE" INSTITUTE"') == [["1", "", '"ROSE" INSTITUTE']]


def test_bare_fields_windows_line_ends_and_a_byte_order_mark_are_read():
    header, found, defects = read_csv('\ufeffid,name,role\r\n1,"OAK, LTD",partner\r\n2,,\r\n', "organization.csv")
    assert (header, defects) == (["id", "name", "role"], [])
    assert found == [["1", "OAK, LTD", "partner"], ["2", "", ""]]


def test_a_last_row_without_a_line_end_is_read():
    assert read_csv('"id";"name"\n"1";"OAK"', "f")[1] == [["1", "OAK"]]


def test_a_row_with_too_many_fields_is_one_defect_and_costs_no_other_row():
    text = '"id";"name";"role"\n"1";"a";"b";"c"\n"2";"OAK";"partner"\n'
    _, found, defects = read_csv(text, "organization.csv")
    assert found == [[], ["2", "OAK", "partner"]]
    assert [(d.file, d.row, "3 fields" in d.rule) for d in defects] == [("organization.csv", 1, True)]


def test_an_empty_text_has_no_header_and_no_rows():
    assert read_csv("", "f")[1:] == ([], [])


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.text('ab"; \n,', max_size=12), st.text('"x;', max_size=6)), max_size=8)
)
def test_whatever_is_quoted_twice_comes_back(values):
    lines = [[str(number), once(name), once(role)] for number, name, role in values]
    _, found, defects = read_csv(written([["id", "name", "role"], *lines]), "f")
    assert defects == []
    assert found == [[str(number), name, role] for number, name, role in values]


@given(st.lists(st.text('ab" ,', max_size=12).filter(lambda value: value.strip('"') or not value), max_size=8))
def test_whatever_is_quoted_once_and_then_wrapped_comes_back(values):
    lines = [f'"{number}";"{once(value)}";"x"' for number, value in enumerate(values)]
    assert rows(*lines) == [[str(number), value, "x"] for number, value in enumerate(values)]


def once(value: str) -> str:
    """The first of the two quotings: only a value that contains a quote."""
    return '"' + value.replace('"', '""') + '"' if '"' in value else value


def written(lines: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(lines)
    return out.getvalue()


@pytest.mark.parametrize("line", ['"1";\n', '"1";""x\n', '"x\n', '"1";"a""\n', '"1";"' + '""' * 30 + "\n", '""";\n'])
def test_the_time_grows_with_the_text_and_no_faster(line):
    def seconds(lines: int) -> float:
        """The processor's, the least of three: what else the machine does is no matter."""
        taken = []
        for _ in range(3):
            begin = time.process_time()
            read_csv('"id";"b";"c"\n' + line * lines, "f")
            taken.append(time.process_time() - begin)
        return min(taken)

    assert seconds(20_000) < 60 * seconds(2_000) + 0.2  # ten times the text; a square would be a hundred times


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_every_row_of_the_real_file_has_its_columns_and_a_known_role():
    header, found, defects = read_csv(REAL.read_text(encoding="utf-8"), REAL.name)
    assert (len(header), defects) == (25, [])
    assert {len(row) for row in found} == {25}
    assert {row[header.index("role")] for row in found} == ROLES
    assert {row[4] for row in found if '"' in row[4]} == {'NATIONAL CENTER FOR SCIENTIFIC RESEARCH "DEMOKRITOS"'}


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_the_real_file_has_as_many_rows_by_two_other_ways_of_counting():
    text = REAL.read_text(encoding="utf-8")
    forms = re.findall(r"contact-form/project/\d+/\d+", text)  # every participation has one such address
    by_csv_module = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(read_csv(text, REAL.name)[1]) == len(forms) == len(by_csv_module) - 1 == 2722


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_the_real_file_reads_the_same_when_its_quotes_are_not_doubled():
    """The other form of the trap, made from the real rows: a value quoted once, and quotes put around it."""
    text = REAL.read_text(encoding="utf-8")
    under = text.replace('"""NATIONAL CENTER FOR SCIENTIFIC RESEARCH """"DEMOKRITOS"""""""', UNDER_ESCAPED)
    assert under.count(UNDER_ESCAPED) == 3
    assert read_csv(under, "f") == read_csv(text, "f")
