"""What is written reads back equal, byte for byte the same each time, whole or not at all."""

import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.defects import DefectsFound
from renkei.programme import Folder, read_folder, write_files, write_folder
from renkei.settings import Reserve, Scale, SelectionSettings, Settings, Thresholds
from renkei.tables import SIZES, STATUSES, TABLES

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"))
WITH_BREAKS = st.one_of(SIGNS, st.sampled_from("\n\r\t,\"'=+-@;"))
TEXTS = st.text(WITH_BREAKS, min_size=1, max_size=12).filter(str.strip)
PLAIN = st.text(SIGNS, min_size=1, max_size=8).map(str.strip).filter(bool)
PARTS = PLAIN.map(lambda text: text.replace(";", "_"))
SCORES = st.decimals(0, 15, places=6)
MINOR = st.integers(0, 10**15)
CURRENCIES = {"EUR": "ANR", "JPY": "JST", "KWD": "KFAS"}


def maybe(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def programmes(draw) -> Folder:
    count = draw(st.integers(1, 5))
    prefix = draw(st.sampled_from(["A", "=A", "-", "'=", "é", "連携 "]))
    ids = [f"{prefix}{at}" for at in range(count)]
    column = lambda strategy: [draw(strategy) for _ in ids]  # noqa: E731
    applications = {
        "application_id": ids,
        "title": column(TEXTS),
        "abstract": column(maybe(TEXTS)),
        "keywords": column(maybe(st.lists(PARTS, min_size=1, max_size=3))),
        "score": column(SCORES),
        "rank": column(maybe(st.integers(1, 10**9))),
        "status": column(maybe(st.sampled_from(STATUSES))),
        "remark =1": column(maybe(TEXTS)),
    }
    codes = column(st.sampled_from(sorted(CURRENCIES)))
    requests = {
        "application_id": ids,
        "partner_id": column(st.sampled_from(["P1", "+P", "@P"])),
        "organisation": column(maybe(TEXTS)),
        "country": column(maybe(st.sampled_from(["JP", "DE", "XK"]))),
        "size": column(maybe(st.sampled_from(SIZES))),
        "funder_id": [CURRENCIES[code] for code in codes],
        "self_funded": column(maybe(st.just(False))),
        "amount": column(MINOR),
        "currency": codes,
        "total_cost": column(maybe(MINOR)),
    }
    funders = {
        "funder_id": list(CURRENCIES.values()),
        "name": ["=cmd|' /C calc'!A0", "J", "K"],
        "currency": list(CURRENCIES),
        "budget": [draw(MINOR) for _ in CURRENCIES],
    }
    rates = {
        "currency": ["JPY", "KWD"],
        "rate": [Decimal("162.5"), Decimal("0.000001")],
        "date": [date(2025, 6, 30), None],
    }
    tables = {"applications": applications, "requests": requests, "funders": funders, "rates": rates}
    return Folder(draw(settings_made()), {name: frame(name, columns) for name, columns in tables.items()})


def frame(name, columns):
    table = TABLES[name]
    rows = len(next(iter(columns.values())))
    contract = [pl.Series(c, columns.get(c, [None] * rows), dtype=dtype) for c, dtype in table.schema.items()]
    extra = [pl.Series(c, cells, dtype=pl.String) for c, cells in columns.items() if c not in table.names]
    return pl.DataFrame([*contract, *extra])


@st.composite
def settings_made(draw) -> Settings:
    criteria = tuple(draw(st.lists(PLAIN, max_size=3, unique=True)))
    limits = draw(st.lists(st.decimals(0, 15, places=2), max_size=4, unique=True))
    return Settings(
        name=draw(PLAIN),
        call=draw(st.one_of(st.just(""), PLAIN)),
        made_up=draw(st.booleans()),
        reporting_currency="EUR",
        scale=Scale(Decimal(0), Decimal(15), "high"),
        criteria=criteria,
        thresholds=Thresholds(draw(maybe(st.decimals(0, 15, places=1)))),
        selection=SelectionSettings(
            rule=draw(st.sampled_from(["ranking", "gaps", "sum", None])),
            bands=draw(st.sampled_from(["each", tuple(sorted(limits, reverse=True)) or None, None])),
            tie_criteria=draw(st.sampled_from([(), ("sme_share", "under_spent")])),
            tail=draw(st.sampled_from(["stop", "national"])),
            reserve=Reserve(draw(maybe(st.integers(0, 99))), draw(maybe(st.dates()))),
        ),
    )


def assert_equal(left: Folder, right: Folder) -> None:
    assert left.settings == right.settings
    assert left.tables.keys() == right.tables.keys()
    for name, table in left.tables.items():
        assert table.schema == right.tables[name].schema
        assert table.to_dicts() == right.tables[name].to_dicts()


@QUICK
@given(programmes(), st.booleans())
def test_a_programme_written_and_read_is_the_same(programme, parquet):
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch, "call")
        write_folder(programme, home, parquet=parquet)
        assert_equal(programme, read_folder(home))


@QUICK
@given(programmes())
def test_no_cell_of_a_written_file_begins_like_a_formula(programme):
    import csv

    with tempfile.TemporaryDirectory() as scratch:
        write_folder(programme, Path(scratch, "call"))
        for path in Path(scratch, "call").glob("*.csv"):
            with path.open(newline="", encoding="utf-8") as file:
                cells = [cell for row in csv.reader(file) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_programme_written_twice_gives_the_same_bytes(call, tmp_path):
    folder = call.read()
    for name in ("one", "two"):
        write_folder(folder, tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_amounts_are_written_in_major_units_and_scores_as_printed(call, tmp_path):
    write_folder(call.read(), tmp_path / "out")
    assert (tmp_path / "out" / "requests.csv").read_text() == (
        "application_id,partner_id,funder_id,self_funded,amount,currency\n"
        "A1,P1,JST,,5000000,JPY\nA1,P2,ANR,,200000.00,EUR\nA2,P1,ANR,,150000.50,EUR\nA3,P1,,yes,1000.00,EUR\n"
    )
    assert "A1,Quiet motors,14\n" in (tmp_path / "out" / "applications.csv").read_text()


def test_a_programme_folder_is_replaced_and_its_other_files_stay(call, tmp_path):
    folder = call.read()
    home = tmp_path / "out"
    write_folder(folder, home)
    (home / "minutes.txt").write_text("kept")
    write_folder(Folder(folder.settings, {"funders": folder.tables["funders"]}), home, parquet=True)
    assert sorted(path.name for path in home.iterdir()) == ["funders.parquet", "minutes.txt", "programme.yaml"]


def test_a_folder_that_is_no_programme_is_refused_and_stays_as_it_was(call, tmp_path):
    home = tmp_path / "letters"
    home.mkdir()
    (home / "letter.txt").write_text("dear")
    with pytest.raises(FileExistsError, match="holds other files"):
        write_folder(call.read(), home)
    assert contents(home) == {"letter.txt": b"dear"}
    with pytest.raises(FileExistsError, match="is a file"):
        write_folder(call.read(), home / "letter.txt")


def test_a_folder_whose_workbook_holds_the_tables_is_refused(call, sheets):
    sheets.write().rename(call.home / "call.xlsx")
    with pytest.raises(FileExistsError, match=r"call\.xlsx holds tables"):
        write_folder(Folder(Settings("x"), {}), call.home)


def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside_it(call, tmp_path):
    home = tmp_path / "out"
    write_files(home, {"decision.json": b"old", "decision.html": b"old"})
    with pytest.raises(FileNotFoundError):
        write_files(home, {"decision.json": b"new", "no/such/folder.html": b"new"})
    assert contents(home) == {"decision.json": b"old", "decision.html": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["call", "out"]


def test_files_replace_their_like_and_fill_an_empty_folder(tmp_path):
    home = tmp_path / "out"
    home.mkdir()
    write_files(home, {"decision.json": b"1"})
    write_files(home, {"decision.json": b"2"})
    assert contents(home) == {"decision.json": b"2"}


def test_a_table_without_rows_is_read_back(call, tmp_path):
    empty = Folder(Settings("x"), {"applications": TABLES["applications"].empty()})
    write_folder(empty, tmp_path / "out")
    assert_equal(empty, read_folder(tmp_path / "out"))
    with pytest.raises(DefectsFound):
        read_folder(tmp_path / "out", "select")


def contents(home):
    return {path.name: path.read_bytes() for path in sorted(home.iterdir())}


@pytest.mark.parametrize("moves", [0, 1], ids=["before the first move", "between the moves"])
def test_an_interrupt_while_files_are_moved_leaves_what_was_there(tmp_path, monkeypatch, moves):
    write_files(tmp_path / "out", {"decision.json": b"old"})
    done = []
    rename = Path.rename

    def interrupting(path, target):
        if len(done) == moves:
            done.append(path)
            raise KeyboardInterrupt
        done.append(path)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupting)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path / "out", {"decision.json": b"new"})
    assert (tmp_path / "out" / "decision.json").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
