"""Reading a sheet: from plain cell grids to what was understood, in the order in which one fact rests on another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from renkei.exchange.sheets.amounts import Cell, read_cell
from renkei.exchange.sheets.applications import Application
from renkei.exchange.sheets.cells import Book, Place
from renkei.exchange.sheets.columns import read_columns
from renkei.exchange.sheets.figures import Mark
from renkei.exchange.sheets.frames import settings_of, tables_of
from renkei.exchange.sheets.funder_units import ask_units, settle_unit
from renkei.exchange.sheets.funders import Funder, ask_clashes, find_funders, is_backed
from renkei.exchange.sheets.mapping import SheetMapping
from renkei.exchange.sheets.marks import Marks, settle_marks
from renkei.exchange.sheets.means import Budgets, budget_cells, read_budgets, settle_budgets
from renkei.exchange.sheets.proof import ask_left_out, report_unbacked
from renkei.exchange.sheets.proposals import read_applications, read_keys
from renkei.exchange.sheets.questions import Answer, Findings
from renkei.exchange.sheets.requests import (
    Ask,
    Request,
    check_long_rows,
    check_merged,
    long_asks,
    settle_long_columns,
    value_of_ask,
    wide_asks,
    with_partners,
)
from renkei.exchange.sheets.rows import Table, read_rows
from renkei.exchange.sheets.scales import settle_binding, settle_scale, settle_threshold, stated_scale
from renkei.exchange.sheets.source_tables import Source, choose_tables, with_stated_cells
from renkei.exchange.sheets.statements import Statement, stated_units, statements, title_of
from renkei.exchange.sheets.statuses import ask_headings, read_status
from renkei.exchange.sheets.totals import Check, checks_of, report_totals
from renkei.exchange.sheets.understanding import Understanding
from renkei.exchange.sheets.units import Unit
from renkei.settings import Settings


def read_sheet(book: Book, mapping: SheetMapping | None = None, decimal: Mark | None = None) -> Understanding:
    """Read a secretariat's sheet: what was understood, what is open, what is wrong.

    `book` are plain cell grids; `mapping` states what the sheet does not; `decimal` is the decimal mark of its texts.
    Pure: the same grids give the same understanding. Tables and settings are there only if nothing is open or wrong.
    """
    mapping = mapping or SheetMapping()
    findings = Findings(book.name)
    for note in book.notes:
        findings.say(note)
    chosen = choose_tables(book, mapping, findings)
    if chosen is not None and mapping.cells:
        book = with_stated_cells(book, chosen[0].grid.name, mapping)
        chosen = choose_tables(book, mapping, findings)
    if chosen is None:
        return _unread(book, mapping, findings)
    return _Reading(book, chosen[0], chosen[1], mapping, decimal, findings).read()


def _unread(book: Book, mapping: SheetMapping, findings: Findings) -> Understanding:
    return Understanding(
        book.name,
        questions=tuple(findings.questions),
        defects=tuple(sorted(set(findings.defects))),
        remarks=tuple(findings.remarks),
        given=mapping.given,
    )


@dataclass
class _Reading:
    """One sheet being read; each step rests on those before it."""

    book: Book
    source: Source
    others: list[Source]
    mapping: SheetMapping
    decimal: Mark | None
    findings: Findings

    def read(self) -> Understanding:
        """Rows and columns first, then units, then the decimal mark, then figures, then totals and budgets."""
        table = self._table()
        texts = self._texts(table)
        keys, names = read_keys(table, self.findings)
        statuses = {row: read_status(table, row, self.mapping, self.findings) for row in keys}
        ask_headings(table, self.mapping, self.findings)
        funders, asks = self._asks(table, keys, stated_units(texts))
        budgets = read_budgets(self.book, table, funders, self.others, self.mapping, self.findings)
        funders = self._with_units([budgets.known_currency(funder) for funder in funders], asks)
        inactive = {row for row, (status, _) in statuses.items() if status not in {None, "eligible"}}
        checks = checks_of(table, funders, inactive)
        cells = self._cells(table, asks, checks, budgets)
        marks = settle_marks(cells, checks, self.mapping, self.decimal, self.findings)
        doubtful = self._doubtful(table, funders, checks, marks, budgets)
        self._ask_units([one for one in funders if one.key not in doubtful], asks, marks)
        applications = read_applications(table, keys, names, marks, statuses, texts, self.mapping, self.findings)
        requests = self._requests(table, asks, funders, marks)
        held = 0 if doubtful else self._totals(table, checks, marks)
        means = settle_budgets(funders, budgets, doubtful, requests, marks, self.mapping, self.findings)
        settings = self._settings(table, texts, applications, marks, {one.funder.currency for one in means})
        settled = self.findings.settled
        return Understanding(
            file=self.book.name,
            sheet=self.source.grid.name,
            header_rows=table.header.rows,
            is_long=table.is_long,
            columns=tuple(table.columns),
            rows=tuple(table.rows),
            decimal=marks.why,
            checks=held,
            applications=tuple(applications),
            requests=tuple(requests),
            funders=tuple(means),
            remarks=tuple(self.findings.remarks),
            questions=tuple(self.findings.questions),
            defects=tuple(sorted(set(self.findings.defects))),
            settings=settings if settled else None,
            tables=tables_of(applications, requests, means, self.mapping) if settled else {},
            given=self.mapping.given,
        )

    def _asks(self, table: Table, keys: dict[int, str], units: dict[Unit, Statement]) -> tuple[list[Funder], list[Ask]]:
        """The funders, and each cell that may ask one of them for money."""
        if table.is_long:
            settle_long_columns(table, self.findings)
            check_long_rows(table, keys, self.findings)
            return long_asks(table, keys, units, self.mapping)
        ask_clashes(table, units, self.mapping, self.findings)
        ask_left_out(table, self.findings)
        funders = find_funders(table, units, self.mapping, self.findings)
        asks = wide_asks(table, keys, funders)
        check_merged(asks, table, self.findings)
        return funders, asks

    def _settings(
        self, table: Table, texts: list[Statement], applications: list[Application], marks: Marks, currencies: set[str]
    ) -> Settings:
        ends = stated_scale(table, texts, self.mapping)
        scale = settle_scale(ends, table, applications, texts, self.mapping, self.findings)
        criteria = list(dict.fromkeys(name for one in applications for name in one.criteria))
        maximum = ends[1] if ends else None
        threshold = settle_threshold(texts, criteria, marks.mark, maximum, self.mapping, self.findings)
        binding = settle_binding(applications, scale.best if scale else "high", self.mapping, self.findings)
        self._ask_rates(currencies)
        return settings_of(self._name(), currencies, scale, threshold, criteria, self.mapping, binding)

    def _table(self) -> Table:
        grid, header = self.source.grid, self.source.header
        outside = {row for other in self.others if other.grid is grid for row in (*other.header.rows, *other.rows)}
        below = [row for row in self.source.rows if row not in outside]
        columns = read_columns(grid, header, below, self.mapping, self.findings)
        table = Table(grid, header, columns)
        is_long = _is_long(table)
        if not is_long:
            columns = [replace(column, role="extra") if column.role == "funder" else column for column in columns]
        table = replace(table, columns=columns, is_long=is_long)
        return replace(table, rows=read_rows(table, outside, self.mapping, self.findings))

    def _texts(self, table: Table) -> list[Statement]:
        """The sentences of the book outside its tables."""
        taken = {other.grid.name: {*other.header.rows, *other.rows} for other in self.others}
        own = {row.index for row in table.rows if row.kind not in {"note", "left out", "header"}} | set(
            table.header.rows
        )
        taken[table.grid.name] = taken.get(table.grid.name, set()) | own
        return [*statements(self.book, taken), Statement("the sheet's name", self.source.grid.name)]

    def _with_units(self, funders: list[Funder], asks: list[Ask]) -> list[Funder]:
        cells = {funder.key: [ask.cell for ask in asks if ask.funder.key == funder.key] for funder in funders}
        settled = [settle_unit(funder, cells[funder.key], self.mapping) for funder in funders]
        if not funders:
            self.findings.ask(
                "funders",
                "no column of a funder was found",
                ["columns of the sheet hold the money asked", "the sheet has a row a partner"],
                Answer(("funders", "H", "funder_id"), "the funder's identifier, a line for each column of a funder"),
            )
        return settled

    def _ask_units(self, funders: list[Funder], asks: list[Ask], marks: Marks) -> None:
        figures: dict[str, list[tuple[Cell, Decimal | None]]] = {funder.key: [] for funder in funders}
        for ask in asks:
            if ask.funder.key in figures:
                figures[ask.funder.key].append((ask.cell, marks.value(ask.cell, ask.column)))
        ask_units(funders, figures, self.findings)

    def _cells(self, table: Table, asks: list[Ask], checks: list[Check], budgets: Budgets) -> dict[Place, Cell]:
        """All cells whose figures may show the decimal mark."""
        grid = table.grid
        places = {(ask.row, ask.column): ask.cell for ask in asks}
        for column in table.of_role("score", "criterion"):
            for row in table.rows:
                if row.kind in {"application", "partner"}:
                    places[(row.index, column.index)] = read_cell(grid, row.index, column.index)
        for check in checks:
            places |= {place: read_cell(grid, *place) for place in check.places()}
        return places | budget_cells(budgets)

    def _requests(self, table: Table, asks: list[Ask], funders: list[Funder], marks: Marks) -> list[Request]:
        settled = {funder.key: funder for funder in funders}
        found = []
        for ask in asks:
            funder = settled[ask.funder.key]
            amount = value_of_ask(ask, funder, marks, self.mapping, self.findings)
            if amount:
                found.append((ask, funder, amount))
        return with_partners(found, table.is_long, self.findings)

    def _doubtful(
        self, table: Table, funders: list[Funder], checks: list[Check], marks: Marks, budgets: Budgets
    ) -> set[str]:
        """The keys of the columns that nothing shows to be funders', unless the totals of the rows prove them."""
        by_index = {column.index: column for column in table.columns}
        unbacked = [
            by_index[f.index]
            for f in funders
            if f.index is not None and not is_backed(table, by_index[f.index]) and not budgets.knows(f)
        ]
        of_rows = [check for check in checks if check.total[1] not in {f.index for f in funders}]
        asked = report_unbacked(unbacked, of_rows, _values(table, marks), self.findings)
        return {column.letter for column in unbacked} if asked else set()

    def _totals(self, table: Table, checks: list[Check], marks: Marks) -> int:
        """Check the totals: how many add up."""
        for check in checks:
            if read_cell(table.grid, *check.total).state == "uncached":
                self.findings.say(f"the total in {check.column} has no stored value and is ignored")
        return report_totals(checks, _values(table, marks), self.findings)

    def _ask_rates(self, currencies: set[str]) -> None:
        """Money in several currencies is compared in one of them: ask which, and for the rates of the others."""
        known = sorted(currencies - {""})
        reporting = self.mapping.reporting_currency
        missing = [code for code in known if code != reporting and code not in self.mapping.rates]
        if len(known) < 2 or (reporting and not missing):
            return
        answers = [Answer(("rates", code), f"units of {code} for one of the reporting currency") for code in missing]
        if not reporting:
            why = " or ".join(known)
            answers = [Answer(("reporting_currency",), f"{why}; its own line under rates stays as it is"), *answers]
        self.findings.ask(
            "rates",
            f"the call is in several currencies ({', '.join(known)})",
            [
                f"it is reported in {code}, the others converted at rates"
                for code in ([reporting] if reporting else known)
            ],
            *answers,
        )

    def _name(self) -> str:
        found = self.mapping.name or title_of(self.source.grid, self.source.header.rows[0])
        if not found:
            found = self.book.name.rpartition(".")[0] or self.book.name
            self.findings.say(
                f"the sheet has no title: the programme is named {found!r} after the file (name: in the mapping)"
            )
        return found


def _values(table: Table, marks: Marks) -> Callable[[Place], Decimal | None]:
    return lambda place: marks.value(read_cell(table.grid, *place), place[1])


def _is_long(table: Table) -> bool:
    """A row a partner: a column names the funder, and no columns are funders' themselves."""
    funder = table.role("funder")
    if funder is None or (funder.content != "texts" and funder.word != "stated"):
        return False
    wide = [
        column
        for column in table.columns
        if column.role == "funder_amount" or (column.role == "" and column.content == "figures" and column.country)
    ]
    return table.role("amount") is not None or not wide
