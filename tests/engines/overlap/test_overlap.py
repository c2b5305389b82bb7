"""The whole check: what was worked by hand, how pairs rank, and what earlier verdicts do."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from renkei.engines.overlap import Overlap, OverlapOptions, overlap
from renkei.programme import read_folder
from renkei.tables import CONCENTRATIONS, OVERLAPS, PASSAGES, TO_READ
from tests.engines.overlap.making import cost, person, project, tables

EXAMPLE = Path(__file__).parents[3] / "examples" / "overlap"
YEAR = {"start": "2026-04-01", "end": "2027-03-31"}
TEXT = (
    "A sulfide electrolyte is coated with a thin buffer layer, so that lithium ions pass the interface at low "
    "temperature, and the cells are tested for one thousand cycles in a climate chamber before they go on the road."
)
OTHER = "Roofs collapse under wet snow. We print strain sensors on beams and send their readings to the town by radio."


def example() -> dict[str, pl.DataFrame]:
    return dict(read_folder(EXAMPLE, "overlap").tables)


def strengths(found: Overlap) -> dict[tuple[str, str, str], float]:
    return {row[:3]: float(row[3]) for row in found.overlaps.iter_rows()}


def verdicts(*rows: tuple[str, str, str, str | None]) -> pl.DataFrame:
    given = [(left, right, test, None, None, said) for left, right, test, said in rows]
    return pl.DataFrame(given, schema=OVERLAPS.schema, orient="row")


def order(found: Overlap) -> list[tuple[Any, ...]]:
    return found.to_read.select("left_id", "right_id").rows()


def test_the_example_is_as_worked_by_hand() -> None:
    found = overlap(example())
    told = strengths(found)
    assert told.pop(("CA-17", "JP-101", "text")) == pytest.approx(0.492, abs=0.001)
    assert told == {
        ("CA-17", "JP-101", "people"): 0.50925,
        ("CA-17", "JP-101", "role_swap"): 0.49,
        ("CA-17", "JP-101", "effort"): 0.55,
        ("CA-17", "JP-101", "cost"): 0.4,
        ("JP-101", "JP-102", "people"): 0.35,
        ("JP-101", "JP-102", "effort"): 0.55,
        ("CA-17", "JP-102", "people"): 0.25,
        ("CA-17", "JP-102", "effort"): 0.55,
    }
    assert order(found) == [("CA-17", "JP-101"), ("JP-101", "JP-102"), ("CA-17", "JP-102")]
    assert found.to_read["strength"].to_list() == [
        pytest.approx(Decimal("0.983"), abs=Decimal("0.001")),
        Decimal("0.85375"),
        Decimal("0.83125"),
    ]
    assert found.passages.rows() == [("CA-17", "JP-101", 20, 166, 38, 184)]
    assert found.unknown_efforts == 1


def test_the_tables_are_as_the_contracts_have_them() -> None:
    found = overlap(example())
    for name, table in (
        ("overlaps", OVERLAPS),
        ("to_read", TO_READ),
        ("passages", PASSAGES),
        ("concentrations", CONCENTRATIONS),
        ("left_over", OVERLAPS),
    ):
        frame = getattr(found, name)
        assert dict(frame.schema) == table.schema
        assert not frame.select(table.key).is_duplicated().any()
    assert (found.overlaps["evidence"].str.len_chars() > 0).all()


def test_several_tests_rank_above_one_however_strong() -> None:
    projects = [project(one, text, **YEAR) for one, text in (("A", TEXT), ("B", TEXT), ("C", OTHER), ("D", None))]
    people = [person("C", "1", role="member"), person("D", "1", role="member")]
    costs = [cost("C", "laser"), cost("D", "laser")]
    found = overlap(tables(projects, people, costs))
    assert order(found) == [("C", "D"), ("A", "B")]
    assert found.to_read["strength"].to_list()[1] == Decimal("0.5")
    assert found.to_read["strength"].to_list()[0] > Decimal("0.5")


def test_a_further_finding_never_weakens_a_pair() -> None:
    projects = [project("A", TEXT, **YEAR), project("B", TEXT, **YEAR)]
    people = [person("A", "1", effort="0.7"), person("B", "1", effort="0.6")]
    rows = [cost("A", "laser"), cost("B", "laser")]
    growing = [tables(projects), tables(projects, people), tables(projects, people, rows)]
    found = [overlap(one).to_read["strength"][0] for one in growing]
    assert found[0] == Decimal("0.5") < found[1] <= found[2]


def test_two_portfolios_are_compared_with_each_other_alone_even_under_the_same_identifiers() -> None:
    left = tables([project("1", TEXT, **YEAR), project("2", TEXT, **YEAR)], [person("1", "p"), person("2", "p")])
    right = tables([project("1", OTHER, **YEAR), project("2", TEXT, **YEAR)], [person("2", "p")])
    found = overlap(left, right)
    assert sorted(order(found)) == [("1", "2"), ("2", "2")]
    assert strengths(found).keys() == {(a, "2", test) for a in "12" for test in ("text", "people")}


def test_the_order_of_rows_changes_nothing() -> None:
    given = example()
    turned = {name: frame.reverse() for name, frame in given.items()}
    one, other = overlap(given), overlap(turned)
    for name in ("overlaps", "to_read", "passages", "concentrations"):
        assert getattr(one, name).equals(getattr(other, name))


def test_tables_that_are_not_there_are_asked_nothing() -> None:
    found = overlap({"projects": example()["projects"].select("project_id", "title", "text")})
    assert set(found.overlaps["test"]) == {"text"}


def test_verdicts_are_carried_over_whichever_project_came_first() -> None:
    said = verdicts(("JP-101", "CA-17", "cost", "overlap"), ("JP-101", "JP-102", "people", "unclear"))
    found = overlap(example(), earlier=said)
    told = {row[:3]: row[5] for row in found.overlaps.iter_rows() if row[5]}
    assert told == {("CA-17", "JP-101", "cost"): "overlap", ("JP-101", "JP-102", "people"): "unclear"}
    assert order(found) == order(overlap(example()))
    assert found.to_read["verdict"].to_list() == ["overlap", "unclear", None]


def test_of_two_portfolios_with_the_same_identifiers_a_verdict_is_about_the_pair_as_it_names_it() -> None:
    side = tables([project("1", TEXT), project("2", TEXT)])
    found = overlap(side, side, earlier=verdicts(("1", "2", "text", "no_overlap")))
    assert found.to_read.filter(verdict="no_overlap").select("left_id", "right_id").rows() == [("1", "2")]
    assert order(found)[-1] == ("1", "2")
    assert found.to_read.height == 4


def test_no_overlap_comes_last_those_with_news_first() -> None:
    every = [(*row, "no_overlap") for row in overlap(example()).overlaps.select(OVERLAPS.key).iter_rows()]
    seen = [row for row in every if row[:2] == ("CA-17", "JP-101")]
    news = [row for row in every if row[:3] == ("JP-101", "JP-102", "people")]
    found = overlap(example(), earlier=verdicts(*seen, *news))
    assert order(found) == [("CA-17", "JP-102"), ("JP-101", "JP-102"), ("CA-17", "JP-101")]
    assert found.to_read["since"].to_list() == [None, ["effort"], None]
    assert found.to_read["rank"].to_list() == [1, 2, 3]


def test_a_pair_is_no_overlap_only_where_nobody_said_more() -> None:
    said = verdicts(("CA-17", "JP-101", "cost", "no_overlap"), ("CA-17", "JP-101", "text", "unclear"))
    assert overlap(example(), earlier=said).to_read["verdict"].to_list()[0] == "unclear"


def test_verdicts_on_what_is_not_found_now_are_kept_apart() -> None:
    said = verdicts(("A", "B", "text", "no_overlap"), ("CA-17", "JP-101", "text", "overlap"), ("X", "Y", "cost", None))
    found = overlap(example(), earlier=said)
    assert found.left_over.select(OVERLAPS.key).rows() == [("A", "B", "text")]


def test_most_is_the_readers_to_set() -> None:
    given = example()
    assert "effort" not in set(overlap(given, None, OverlapOptions(most=2)).overlaps["test"])
    assert overlap(given, None, OverlapOptions(most=2)).crowded_people == ("40112233",)
