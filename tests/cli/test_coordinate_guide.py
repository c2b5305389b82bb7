"""The example of docs/coordinate.md, as it is told there."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.running import renkei

WORKED = Path(__file__).parents[2] / "docs" / "worked" / "coordinate"
Rows = list[dict[str, str]]
NORTH = {"field": "materials for energy", "region": "North", "stage": "applied", "fiscal_year": "2025"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rows]:
    out = tmp_path_factory.mktemp("made") / "coordination"
    assert renkei("coordinate", WORKED, "--out", out).returncode == 0
    return {path.stem: rows(path) for path in out.glob("*.csv")}


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_cells(made: Mapping[str, Rows]) -> None:
    (industry,) = [row for row in made["cells"] if row["ids"] == "IND-25"]
    assert {name: industry[name] for name in NORTH} == NORTH
    assert (industry["amount"], industry["before"]) == ("500000000", "400000000")
    (seeds,) = [row for row in made["cells"] if row["ids"] == "SCI-25b"]
    assert seeds["field"] == "materials for energy"
    (water,) = [row for row in made["cells"] if row["ids"] == "ENV-25b"]
    assert (water["region"], water["amount"], water["unknown"]) == ("", "", "1")
    (south,) = [row for row in made["cells"] if row["ids"] == "REG-25"]
    assert (south["amount"], south["currency"]) == ("320000000", "JPY")


def test_the_overlap(made: Mapping[str, Rows]) -> None:
    assert [(row["agency"], row["amount"], row["at_stake"]) for row in made["cell_overlaps"]] == [
        ("Ministry of Industry", "500000000", "300000000"),
        ("Ministry of Environment", "300000000", "300000000"),
    ]


def test_the_similar_aims(made: Mapping[str, Rows]) -> None:
    assert [row["ids"] for row in made["similar_programmes"]] == ["IND-25", "SCI-25"]
    assert {f"{float(row['likeness']):.2f}" for row in made["similar_programmes"]} == {"0.53"}
    assert set(made["similar_programmes"][0]["words"].split(";")) == {"batteries", "solid", "electrolytes", "safer"}


def test_the_complements(made: Mapping[str, Rows]) -> None:
    pairs = [(row["side"], row["ids"]) for row in made["complements"]]
    assert pairs == [("before", "SCI-25b"), ("after", "ENV-25"), ("before", "SCI-25b"), ("after", "IND-25")]


def test_the_gaps(made: Mapping[str, Rows]) -> None:
    found = {(row["field"], row["region"], row["stage"], row["fiscal_year"]): row for row in made["gaps"]}
    assert (len(found), sum(year == "2025" for *_, year in found)) == (8, 5)
    commercial = found["materials for energy", "North", "commercial", "2025"]
    assert (commercial["stages"], commercial["regions"]) == ("applied", "South")
    applied = found["materials for energy", "South", "applied", "2025"]
    assert (applied["stages"], applied["regions"]) == ("commercial", "North")
    assert not [key for key in found if key[0] == "water"]
