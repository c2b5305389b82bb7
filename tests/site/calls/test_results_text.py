"""Results are pasted from a sheet, and every row that does not hold is told."""

import pytest

from renkei.site.calls.actions import Funded
from renkei.site.calls.results_text import ResultDefects, funded_from

HEAD = "Number\tTitle\tOrganisations\tCountries\tAmount\n"


def test_a_sheets_cells_and_a_csv_are_read_alike():
    expected = [Funded("J-1", "Light, fast", "U;V", "JP;CA", 123450000)]
    assert funded_from(HEAD + "J-1\tLight, fast\tU;V\tjp; ca\t1,234,500\n\n", "EUR") == expected
    assert (
        funded_from('number,title,organisations,countries,amount\nJ-1,"Light, fast",U;V,JP;CA,1234500\n', "EUR")
        == expected
    )


@pytest.mark.parametrize("text", ["", "   ", HEAD, "number\tname\nJ\tx"])
def test_a_text_without_rows_or_columns_is_refused(text):
    with pytest.raises(ResultDefects):
        funded_from(text, "EUR")


def test_every_defect_is_told_with_its_row():
    with pytest.raises(ResultDefects) as said:
        funded_from(HEAD + "J-1\t\tU\tXX\tmuch\nJ-1\tA\tU\tJP\t1.234\n", "EUR")
    text = "\n".join(said.value.sentences)
    assert "Row 1: title is empty." in text
    assert "no country has the code XX" in text
    assert text.count("Write an amount in EUR") == 2
    assert "Row 2: the number J-1 stands twice." in text
