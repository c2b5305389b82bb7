"""`renkei identify`: what it writes and says, and that bad input writes nothing."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from renkei.tables import IDENTITIES
from tests.cli.running import renkei
from tests.identity.registries import as_table, records


@pytest.fixture
def ror(tmp_path: Path) -> Path:
    file = tmp_path / "ror.csv"
    file.write_text(as_table(records()), encoding="utf-8")
    return file


@pytest.fixture
def names(tmp_path: Path) -> Path:
    file = tmp_path / "names.txt"
    file.write_text("Univ. of Tokyo, Japan\n\nNobody at all\n東京理科大学\nUniv. of Tokyo, Japan\n", encoding="utf-8")
    return file


def test_each_different_name_has_a_row_with_its_record_or_none(tmp_path: Path, ror: Path, names: Path) -> None:
    done = renkei("identify", names, "--against", ror)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 of 3 different names identified among 32 records\n")
    with (tmp_path / "identities" / "identities.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert tuple(found[0]) == IDENTITIES.names
    assert [row["record_id"] for row in found] == ["https://ror.org/r1", "", "https://ror.org/r2"]
    assert 0.5 <= float(found[0]["confidence"]) <= 1


def test_a_csv_gives_its_column_name_and_the_table_can_be_parquet(tmp_path: Path, ror: Path) -> None:
    listed = tmp_path / "partners.csv"
    listed.write_text('partner,name\n1,"University of Tokyo, Tokyo"\n2,\n', encoding="utf-8")
    assert renkei("identify", listed, "--against", ror, "--out", tmp_path / "o", "--parquet").returncode == 0
    found = pl.read_parquet(tmp_path / "o" / "identities.parquet")
    assert dict(found.schema) == IDENTITIES.schema
    assert found["name"].to_list() == ["University of Tokyo, Tokyo"]


def test_the_figures_alone_are_json_and_the_same_input_gives_the_same_bytes(
    tmp_path: Path, ror: Path, names: Path
) -> None:
    for place in ("a", "b"):
        done = renkei("identify", names, "--against", ror, "--json", "--out", tmp_path / place)
        assert json.loads(done.stdout) == {"names": 4, "different": 3, "identified": 2, "records": 32}
    assert (tmp_path / "a/identities.csv").read_bytes() == (tmp_path / "b/identities.csv").read_bytes()


def test_a_confidence_that_nothing_reaches_leaves_all_without_a_record(tmp_path: Path, ror: Path, names: Path) -> None:
    renkei("identify", names, "--against", ror, "--least", "1", "--out", tmp_path / "o")
    assert pl.read_csv(tmp_path / "o/identities.csv")["record_id"].null_count() == 3


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("n.csv", b"", "the file is not empty"),
        ("n.csv", b"organisation,country\nA,JP\n", "name"),
        ("n.csv", b"name;country\nA;JP\n", "cells are separated by commas"),
        ("n.csv", "name\nUniversit\u00e4t\n".encode("latin-1"), "text is encoded in UTF-8"),
        ("n.csv", "name\nA\n".encode("utf-16"), "text is encoded in UTF-8"),
        ("n.csv", b"name\nA\0B\n", "NUL"),
        ("n.csv", b"name\n\n\n", "the file holds names"),
        ("n.txt", b"\n  \n", "the file holds names"),
        ("n.txt", b"\xff\xfe\xfa", "text is encoded in UTF-8"),
        ("n.txt", b"A\0", "NUL"),
        ("n.txt", b"A" * 2001, "a name has at most 2,000 signs"),
        ("n.csv", b"name\nA,B,C\n", "n.csv"),
    ],
)
def test_bad_names_are_said_and_nothing_is_written(
    tmp_path: Path, ror: Path, name: str, content: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = renkei("identify", tmp_path / name, "--against", ror)
    assert done.returncode == 1
    assert "nothing was identified" in done.stderr
    assert says in done.stderr
    assert not (tmp_path / "identities").exists()


def test_defects_of_names_and_registry_come_in_one_report(tmp_path: Path) -> None:
    (tmp_path / "ror.json").write_text("{", encoding="utf-8")
    done = renkei("identify", tmp_path / "missing.csv", "--against", tmp_path / "ror.json")
    assert done.returncode == 1
    assert "missing.csv: the file of names is there" in done.stderr
    assert "ror.json: the file can be read as ROR's records" in done.stderr


def test_a_registry_that_is_not_there_is_said(tmp_path: Path, names: Path) -> None:
    done = renkei("identify", names, "--against", tmp_path / "none.parquet")
    assert done.returncode == 1
    assert "none.parquet: the file of ROR's records is there" in done.stderr
    assert "Errno" not in done.stderr


def test_a_folder_of_names_is_refused_in_words(ror: Path) -> None:
    done = renkei("identify", ".", "--against", ror)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert ".: the file of names is there" in done.stderr


def test_a_strange_place_is_refused_before_the_work(tmp_path: Path, ror: Path, names: Path) -> None:
    done = renkei("identify", names, "--against", ror, "--out", tmp_path)
    assert done.returncode == 1
    assert "holds other files" in done.stderr


@pytest.mark.parametrize("least", ["-0.1", "1.5", "nan"])
def test_a_confidence_outside_0_to_1_is_wrong_usage(ror: Path, names: Path, least: str) -> None:
    assert renkei("identify", names, "--against", ror, "--least", least).returncode == 2
