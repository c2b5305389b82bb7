r"""The quoting of CORDIS's CSV files, which an ordinary reader gets wrong.

What the published files hold, worked out on the files themselves: a value with a quote in it was first made a CSV
field of its own (it was wrapped in quotes and its own were doubled), and then every field was quoted again. Where
the second quoting doubled the quotes as well, the row is RFC 4180 and the value has to be unwrapped twice; where it
only put quotes around the value, the row is no CSV any more, and its fields can be told apart only because every
field is quoted and the number of columns is known. A row is therefore read strictly first, and by the boundaries
between quoted fields only when that does not give the right number of cells. The work is linear in the text.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from renkei.defects import Defect

SEPARATORS = (";", ",", "\t")
_NESTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')

Cells = list[str]


@dataclass(frozen=True)
class Grammar:
    """The grammar of one file: its separator and its number of columns."""

    separator: str
    columns: int

    @cached_property
    def field(self) -> re.Pattern[str]:
        """A quoted or bare field with what ends it: the separator, the end of the line or of the file."""
        sep = re.escape(self.separator)
        quoted = r'"([^"]*+(?:""[^"]*+)*+)"'
        bare = rf'((?:[^"\r\n{sep}][^\r\n{sep}]*+)?+)'
        return re.compile(rf"(?:{quoted}|{bare})({sep}|\r?\n|\Z)")

    @cached_property
    def start(self) -> re.Pattern[str]:
        """The beginning of a record: a line that begins with a number as its first field."""
        return re.compile(rf'^(?:"\d+"|\d+){re.escape(self.separator)}', re.MULTILINE)

    def strict(self, text: str, at: int) -> tuple[Cells, int] | None:
        """The record at `at` by RFC 4180 and where the next one begins; None when it does not fit."""
        cells: Cells = []
        for _ in range(self.columns):
            match = self.field.match(text, at)
            if match is None:
                return None
            quoted, bare, ended_by = match.groups()
            cells.append(bare if quoted is None else _doubled(quoted))
            at = match.end()
            if ended_by != self.separator:
                return (cells, at) if len(cells) == self.columns else None
        return None

    def by_boundaries(self, text: str, at: int) -> tuple[Cells, int] | None:
        """The record at `at` cut where one quoted field meets the next; None when the cells do not come out even."""
        boundary = f'"{self.separator}"'
        cells, end = 1, at
        while end < len(text) and cells <= self.columns and (end == at or not self.start.match(text, end)):
            stop = _line_end(text, end)
            line = text[end:stop].rstrip("\r")
            cells += line.count(boundary)
            end = stop + 1
            if cells == self.columns and line.endswith('"') and text[at] == '"' and self._ends(text, end):
                inner = text[at:stop].rstrip("\r")[1:-1]
                return [_under_escaped(part) for part in inner.split(boundary)], end
        return None

    def _ends(self, text: str, end: int) -> bool:
        return end >= len(text) or self.start.match(text, end) is not None

    def resume(self, text: str, at: int) -> int:
        """Where reading goes on after a record that nobody can read."""
        match = self.start.search(text, _line_end(text, at) + 1)
        return match.start() if match else len(text)


def read_csv(text: str, file: str) -> tuple[Cells, list[Cells], list[Defect]]:
    """Header, rows and defects of a file's text; a row that cannot be read is a defect and an empty row of its own.

    Raises nothing: a file without a header gives an empty one.
    """
    text = text.removeprefix("\ufeff")
    grammar = _grammar(text)
    header, at = grammar.strict(text, 0) or ([], len(text))
    rows: list[Cells] = []
    defects: list[Defect] = []
    while at < len(text):
        if text[at] in "\r\n":
            at += 1
            continue
        record = grammar.strict(text, at) or grammar.by_boundaries(text, at)
        if record is None:
            defects.append(_unreadable(file, len(rows) + 1, grammar, text[at : _line_end(text, at)]))
            record = [], grammar.resume(text, at)
        rows.append(record[0])
        at = record[1]
    return header, rows, defects


def _grammar(text: str) -> Grammar:
    line = text[: _line_end(text, 0)]
    separator = max(SEPARATORS, key=line.count)
    return Grammar(separator, line.count(separator) + 1)


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return len(text) if stop < 0 else stop


def _doubled(quoted: str) -> str:
    """The value of a field whose own quotes were doubled, once or twice over."""
    return _unwrapped(quoted.replace('""', '"')) if '"' in quoted else quoted


def _unwrapped(cell: str) -> str:
    """The value of a cell that holds a quoted field once more."""
    return cell[1:-1].replace('""', '"') if _NESTED.fullmatch(cell) else cell


def _under_escaped(part: str) -> str:
    """The value of a field whose own quotes were not doubled, or not all of them."""
    return _unwrapped(part if _NESTED.fullmatch(part) else part.replace('""', '"'))


def _unreadable(file: str, row: int, grammar: Grammar, line: str) -> Defect:
    rule = f"the row does not come apart into {grammar.columns} fields"
    return Defect(file, row, "", line[:60], rule, "quote every field and double the quotes inside it")
