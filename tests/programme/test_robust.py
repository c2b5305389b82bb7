"""Whatever the bytes, the reader answers with a programme or with defects; and its work grows with the rows."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from renkei.defects import DefectsFound
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
