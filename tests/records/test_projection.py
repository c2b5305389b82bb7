"""The canonical projection: what decides changes the hash, and nothing else does."""

from decimal import Decimal

import polars as pl
import pytest

from renkei.records.projection import hashes, projection
from renkei.tables import APPLICATIONS, FUNDERS
from tests.records.calls import WORKED, frame

CALL = WORKED[1].tables


def test_a_projection_is_written_as_the_specification_says():
    rows = [
        {"application_id": "B", "title": "t", "score": Decimal("13.50"), "status": "withdrawn", "ground": "left"},
        {"application_id": "A", "title": "t", "score": Decimal(14), "rank": 1},
    ]
    assert projection(APPLICATIONS, frame("applications", rows)).decode() == (
        "application_id\x1ffield\x1fscore\x1fscore_error\x1fband\x1frank\x1fstatus\x1fforced\n"
        "A\x1f\x1f14\x1f\x1f\x1f1\x1f\x1f\n"
        "B\x1f\x1f13.5\x1f\x1f\x1f\x1fwithdrawn\x1f\n"
    )


def test_amounts_are_minor_units_and_yes_no_is_said_in_words():
    row = {"funder_id": "X", "name": "n", "currency": "EUR", "budget": 1250, "top_up_entitled": False}
    assert (
        projection(FUNDERS, frame("funders", [row])).decode().splitlines()[1]
        == "X\x1fEUR\x1f1250\x1f\x1f\x1f\x1fno\x1f"
    )


def test_order_of_rows_and_what_does_not_decide_leave_the_hash_alone():
    changed = {name: table.reverse() for name, table in CALL.items()}
    changed["applications"] = changed["applications"].with_columns(title=pl.lit("another"), note=pl.lit("extra"))
    assert hashes(changed) == hashes(CALL)


def test_a_deciding_column_that_a_file_lacks_counts_as_empty():
    assert hashes({**CALL, "applications": CALL["applications"].drop("rank")}) == hashes(CALL)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("applications", "score", Decimal("13.9")),
        ("requests", "amount", 1),
        ("requests", "size", "sme"),
        ("funders", "budget", 1),
        ("funders", "possible_raise", 0),
    ],
)
def test_each_deciding_cell_changes_its_tables_hash_alone(table, column, value):
    frame_, first = CALL[table], pl.int_range(pl.len()) == 0
    cell = pl.when(first).then(pl.lit(value, frame_.schema[column])).otherwise(pl.col(column)).alias(column)
    after = hashes({**CALL, table: frame_.with_columns(cell)})
    assert {name for name in after if after[name] != hashes(CALL)[name]} == {table}


@pytest.mark.parametrize("sign", ["\n", "\x1f"])
def test_a_text_that_could_pass_for_two_cells_is_refused(sign):
    with pytest.raises(ValueError, match=r"line break or U\+001F"):
        projection(APPLICATIONS, frame("applications", [{"application_id": f"A{sign}B", "title": "t"}]))
