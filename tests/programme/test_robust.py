"""Whatever the bytes, the reader answers with a programme or with defects; and its work grows with the rows."""

import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from renkei.defects import DefectsFound
from renkei.exchange.sheets import open_book
from renkei.limits import COLUMNS, SETTINGS_BYTES, SHEET_CELLS, UNPACKED_BYTES
from renkei.programme import read_folder, write_folder
from renkei.programme.nearness import nearest_ids

QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
NAMES = st.sampled_from(
    ["applications.csv", "requests.csv", "funders.csv", "rates.parquet", "call.xlsx", "programme.yaml"]
)
HEADED = st.builds(
    lambda header, body: f"{header}\n{body}".encode(),
    st.sampled_from(["application_id,title,score", "application_id,partner_id,funder_id,amount,currency"]),
    st.text(st.sampled_from('A1,.;"\n\r\t -€é'), max_size=60),
)


def read_or_defects(home: Path) -> None:
    with suppress(DefectsFound):
        read_folder(home, "select")


@QUICK
@given(NAMES, st.one_of(st.binary(max_size=300), HEADED))
@example("programme.yaml", b"name: x\n? [a]\n: b\n")
@example("programme.yaml", b"name: !!python/object:os.system x\n")
@example("programme.yaml", b"&a name: *a\n")
@example("applications.csv", b"\xef\xbb\xbf")
def test_random_bytes_end_in_defects_and_never_in_a_crash(name, content):
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        (home / "programme.yaml").write_text("name: x\n")
        (home / name).write_bytes(content)
        read_or_defects(home)


@QUICK
@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=4))
def test_damaged_workbooks_and_parquet_files_end_in_defects(sheets, call, at, damage):
    for path in (workbook(sheets), parquet(call)):
        good = path.read_bytes()
        place = at % len(good)
        with tempfile.TemporaryDirectory() as scratch:
            home = Path(scratch)
            (home / "programme.yaml").write_text("name: x\n")
            (home / path.name).write_bytes(good[:place] + damage + good[place + len(damage) :])
            read_or_defects(home)


def workbook(sheets):
    return sheets.path if sheets.path.exists() else sheets.write()


def parquet(call):
    made = call.home.parent / "parquet"
    if not made.exists():
        write_folder(call.read(), made, parquet=True)
    return made / "requests.parquet"


def test_the_nearest_identifier_is_found_by_case_signs_or_one_letter():
    known = ["FUNDER-01", "FUNDER-02", "ANR"]
    assert nearest_ids(["funder 01", "FUNDER-0", "ARN", "XYZ"], known) == {
        "funder 01": "FUNDER-01",
        "FUNDER-0": "FUNDER-01",
        "ARN": "ANR",
    }


def test_twenty_thousand_bad_rows_are_all_reported(call):
    rows = "".join(f"X{at},P,ANR,,{at},50,EUR\n" if at % 2 else f'X{at},P,ARN,,"{at},50",EU\n' for at in range(20_000))
    call.write("requests.csv", "application_id,partner_id,funder_id,self_funded,amount,currency\n" + rows)
    with pytest.raises(DefectsFound) as raised:
        call.read()
    assert len(raised.value.defects) == 10_000 + 4 * 10_000


def refused_at_once(home, seconds=8):
    begun = time.monotonic()
    with pytest.raises(DefectsFound) as raised:
        read_folder(home)
    assert time.monotonic() - begun < seconds
    return " ".join(map(str, raised.value.defects))


def test_settings_of_ten_megabytes_are_refused_at_once(call):
    call.settings("name: x\n" + "criteria: [a]\n" * 700_000)
    assert f"at most {SETTINGS_BYTES:,} bytes" in refused_at_once(call.home)


@pytest.mark.parametrize("header", [True, False], ids=["header", "row"])
def test_a_table_of_ever_so_many_columns_is_refused_at_once(call, header):
    wide = ",".join(f"c{at}" for at in range(300_000))
    call.write("rates.csv", f"currency,rate,date,{wide}\n" if header else f"currency,rate,date\n{wide}\n")
    assert f"at most {COLUMNS:,} columns" in refused_at_once(call.home)


def test_a_workbook_with_a_cell_in_its_farthest_corner_is_refused_at_once(sheets):
    sheets.write()
    with zipfile.ZipFile(sheets.path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"].replace(b"</sheetData>", far)
    pack(sheets.path, parts)
    assert f"at most {SHEET_CELLS:,} cells" in refused_at_once(sheets.path)
    with pytest.raises(DefectsFound, match="at most"):
        open_book(sheets.path)


def test_a_workbook_formatted_far_beyond_its_cells_is_read(sheets):
    sheets.write()
    with zipfile.ZipFile(sheets.path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"].replace(b"</sheetData>", far)
    pack(sheets.path, parts)
    assert read_folder(sheets.path).tables["applications"].height == 3


def test_a_workbook_that_unpacks_without_end_is_refused_at_once(sheets):
    sheets.write()
    with zipfile.ZipFile(sheets.path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    pack(sheets.path, parts | {"xl/media/filler.bin": bytes(UNPACKED_BYTES)})
    assert f"at most {UNPACKED_BYTES:,} bytes" in refused_at_once(sheets.path)


def test_a_workbook_that_lies_of_its_size_is_refused_at_once(sheets):
    sheets.write()
    with zipfile.ZipFile(sheets.path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    pack(sheets.path, parts | {"xl/media/filler.bin": bytes(UNPACKED_BYTES)})
    packed = sheets.path.read_bytes()
    sheets.path.write_bytes(packed.replace(UNPACKED_BYTES.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert "readable XLSX workbook" in refused_at_once(sheets.path)
    with pytest.raises(DefectsFound, match="readable"):
        open_book(sheets.path)


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, content in parts.items():
            book.writestr(name, content)
