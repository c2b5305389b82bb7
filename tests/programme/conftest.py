"""A small call on disk, good as it stands, that a test spoils in one place."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

from renkei.defects import Defect, DefectsFound
from renkei.programme import Folder, read_folder

TABLES = {
    "applications": "application_id,title,score\nA1,Quiet motors,14.0\nA2,Warm batteries,13.5\nA3,Clear water,13\n",
    "requests": "application_id,partner_id,funder_id,self_funded,amount,currency\n"
    "A1,P1,JST,,5000000,JPY\nA1,P2,ANR,,200000.00,EUR\nA2,P1,ANR,,150000.50,EUR\nA3,P1,,yes,1000.00,EUR\n",
    "funders": "funder_id,name,country,currency,budget\n"
    "JST,Japan Agency,JP,JPY,9000000\nANR,French Agency,FR,EUR,400000.00\n",
    "rates": "currency,rate,date\nJPY,162.5,2025-06-30\n",
    "criteria_scores": "application_id,criterion,score\nA1,Impact,4.5\n",
}
SETTINGS = """\
name: a small call
reporting_currency: EUR
scale: {min: 0, max: 15, best: high}
criteria: [Impact, Excellence]
selection: {rule: best, bands: [13.5, 11.5]}
"""


@dataclass(frozen=True)
class Call:
    home: Path

    def write(self, name: str, text: str | bytes) -> None:
        (self.home / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    def settings(self, text: str) -> None:
        self.write("programme.yaml", text)

    def change(self, table: str, old: str, new: str) -> None:
        path = self.home / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        self.write(path.name, text.replace(old, new, 1))

    def add(self, table: str, row: str) -> None:
        self.write(f"{table}.csv", (self.home / f"{table}.csv").read_bytes() + row.encode() + b"\n")

    def remove(self, name: str) -> None:
        (self.home / name).unlink()

    def read(self, verb: str = "check") -> Folder:
        return read_folder(self.home, verb)

    def defects(self, verb: str = "check") -> list[Defect]:
        return defects_of(self.home, verb)

    def defect(self, verb: str = "check") -> Defect:
        """The only defect there is."""
        (found,) = self.defects(verb)
        return found


def defects_of(path: Path, verb: str = "check") -> list[Defect]:
    with pytest.raises(DefectsFound) as raised:
        read_folder(path, verb)
    return raised.value.defects


@pytest.fixture
def call(tmp_path: Path) -> Call:
    home = tmp_path / "call"
    home.mkdir()
    made = Call(home)
    made.settings(SETTINGS)
    for name, text in TABLES.items():
        made.write(f"{name}.csv", text)
    return made


@dataclass
class Sheets:
    """A workbook of the small call; a test changes `cells` (sheet → rows) before it is written."""

    path: Path
    cells: dict[str, list[list[object]]]

    def write(self) -> Path:
        with xlsxwriter.Workbook(self.path) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in self.cells.items():
                sheet = book.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        if hasattr(cell, "year"):
                            sheet.write_datetime(at, column, cell, day)
                        else:
                            sheet.write(at, column, cell)
        return self.path

    def defects(self) -> list[Defect]:
        return defects_of(self.write())


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    def typed(cell: str) -> object:
        try:
            return float(cell)
        except ValueError:
            return cell

    cells = {
        name: [[typed(cell) for cell in line.split(",")] for line in text.split()] for name, text in SPACELESS.items()
    }
    settings = [
        ["key", "value"],
        ["name", "a small call"],
        ["reporting_currency", "EUR"],
        ["scale.min", 0],
        ["scale.max", 15],
    ]
    more = [["criteria", "Impact; Excellence"], ["selection.rule", "best"], ["selection.bands", "13.5; 11.5"]]
    return Sheets(tmp_path / "call.xlsx", {"programme": settings + more, **cells})


SPACELESS = {name: text.replace(" ", "_") for name, text in TABLES.items()}
