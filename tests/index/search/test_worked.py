"""The query worked by hand in docs/search.md."""

from pathlib import Path

from renkei.index.search import search
from tests.index.search.indexes import index_of, profile


def test_the_numbers_of_the_guide(tmp_path: Path) -> None:
    texts = {
        "P1": "Laser welding of steel",
        "P2": "Steel pipes",
        "P3": "Laser, laser and lasers for eyes",
        "P4": "レーザー溶接",
    }
    found = search(index_of(tmp_path / "index", [profile(key, text) for key, text in texts.items()]), "lasr steel")
    assert {hit.record.id: round(hit.strength, 3) for hit in found.hits} == {"P1": 1.222, "P2": 1.061, "P3": 0.341}
    assert [hit.record.id for hit in found.hits] == ["P1", "P2", "P3"]
