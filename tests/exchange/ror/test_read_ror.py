"""ROR's files: both schemas of its dump, its zip, and flat tables come to the same records."""

import json
import zipfile
from pathlib import Path

import pytest

from renkei.defects import DefectsFound
from renkei.exchange.ror import read_ror
from tests.identity.registries import as_table, dump, first_schema, records, second_schema


def rows() -> list[dict]:  # type: ignore[type-arg]
    return records().sort("record_id").to_dicts()


@pytest.mark.parametrize("schema", [first_schema, second_schema])
def test_both_schemas_of_the_dump_come_to_the_same_records(tmp_path: Path, schema) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "v1.json"
    file.write_text(dump([schema(one) for one in rows()]), encoding="utf-8")
    assert read_ror(file).to_dicts() == rows()


def test_the_zip_is_read_by_its_newer_schema(tmp_path: Path) -> None:
    file = tmp_path / "ror.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("v2.0-ror-data.json", "[]")
        archive.writestr("v2.0-ror-data_schema_v2.json", dump([second_schema(one) for one in rows()]))
    assert read_ror(file).to_dicts() == rows()


def test_a_flat_table_gives_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "ror.csv"
    file.write_text(as_table(records()), encoding="utf-8")
    found = read_ror(file)
    assert found.select("record_id", "name", "names", "acronyms", "country", "city").equals(
        records().sort("record_id").select("record_id", "name", "names", "acronyms", "country", "city")
    )


def test_relations_of_a_flat_table_are_read(tmp_path: Path) -> None:
    file = tmp_path / "ror.csv"
    related = json.dumps([{"type": "Parent", "id": "https://ror.org/B", "label": "B"}]).replace('"', '""')
    file.write_text(f'ror,name,relationships\na,A,"{related}"\nb,B,\n', encoding="utf-8")
    assert read_ror(file)["parents"].to_list() == [["https://ror.org/b"], []]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", "{", "can be read as ROR's records"),
        ("a.json", "{}", "it is no list of records"),
        ("a.json", "[]", "the file holds records"),
        ("a.json", '[{"id": "x"}]', "no 'name'"),
        ("a.csv", "id,title\n1,A\n", "it has no column ror, name"),
        ("a.csv", "ror,name\nx,A\nx,B\n", "each record stands once"),
        ("a.csv", "ror,name\nx,\n", "it has no name"),
        ("a.csv", "ror,name,relationships\nx,A,[\n", "a record of ROR is whole"),
        ("a.parquet", "no parquet", "can be read as ROR's records"),
        ("a.zip", "no zip", "can be read as ROR's records"),
        ("a.xml", "<a/>", "give a .parquet, .csv, .json or .zip"),
    ],
)
def test_a_file_that_is_no_registry_says_what_is_wrong(tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DefectsFound, match=says.replace("(", r"\(")):
        read_ror(tmp_path / name)
