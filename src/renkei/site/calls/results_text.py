"""Results as a secretariat pastes them: a sheet's cells between tabs, or a CSV."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from renkei.site.calls.actions.results import Funded
from renkei.site.ui.fields import minor_units
from renkei.site.ui.reader import countries

COLUMNS = ("number", "title", "organisations", "countries", "amount")


class ResultDefects(Exception):
    """The text does not hold; carries a sentence for each thing to change."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("\n".join(sentences))


def funded_from(text: str, currency: str) -> list[Funded]:
    """The funded applications of a text; ResultDefects tells every row that does not hold."""
    rows = list(_rows(text))
    if not rows:
        raise ResultDefects([_("There is no row below the headings.")])
    lacking = [name for name in COLUMNS if name not in rows[0]]
    if lacking:
        raise ResultDefects([_("A column is missing: %(names)s.") % {"names": ", ".join(lacking)}])
    sentences: list[str] = []
    found = [_funded(number, row, currency, sentences) for number, row in enumerate(rows, 1)]
    numbers = [one.number for one in found]
    sentences += [
        _("Row %(row)d: the number %(number)s stands twice.") % {"row": row, "number": number}
        for row, number in enumerate(numbers, 1)
        if number in numbers[: row - 1]
    ]
    if sentences:
        raise ResultDefects(sentences)
    return found


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    """Rows by heading; the headings decide how cells are told apart."""
    lines = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").strip()
    head = lines.partition("\n")[0]
    sign = next((sign for sign in ("\t", ",") if sign in head), ",")
    reader = csv.reader(StringIO(lines), delimiter=sign)
    names = [name.strip().lower() for name in next(reader, [])]
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield {name: cell.strip() for name, cell in zip(names, [*cells, *[""] * len(names)], strict=False)}


def _funded(number: int, row: Mapping[str, str], currency: str, sentences: list[str]) -> Funded:
    """One row; what is wrong in it goes to the sentences."""
    for name in COLUMNS:
        if not row[name]:
            sentences.append(_("Row %(row)d: %(column)s is empty.") % {"row": number, "column": name})
    known = {code for code, _name in countries()}
    codes = [code.strip().upper() for code in row["countries"].split(";") if code.strip()]
    sentences += [
        _("Row %(row)d: no country has the code %(code)s.") % {"row": number, "code": code}
        for code in codes
        if code not in known
    ]
    amount = 0
    try:
        amount = minor_units(row["amount"], currency) if row["amount"] else 0
    except ValidationError as error:
        sentences += [_("Row %(row)d: %(said)s") % {"row": number, "said": said} for said in error.messages]
    return Funded(row["number"][:40], row["title"][:300], row["organisations"], ";".join(codes), amount)
