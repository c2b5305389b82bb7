"""The reference page says what the contracts say."""

from pathlib import Path

from renkei.programme.annex import KEYS
from renkei.programme.reference import page
from renkei.tables import IDENTITIES, SCREENINGS, TABLES

PAGE = Path(__file__).parents[2] / "docs" / "contracts.md"


def test_the_page_is_fresh():
    remedy = "write it anew: python -m renkei.programme.reference > docs/contracts.md"
    assert PAGE.read_text(encoding="utf-8") == page(), remedy


def test_every_column_of_every_table_is_on_the_page():
    for table in (*TABLES.values(), SCREENINGS, IDENTITIES):
        section = page().split(f"## {table.name}\n")[1].split("\n## ")[0]
        assert all(f"| {f'**{c.name}**' if c.required else c.name} |" in section for c in table.columns)


def test_every_key_of_an_annex_is_on_the_page():
    section = page().split("## annexes.yaml\n")[1].split("\n## ")[0]
    assert all(f"| {key} | {meaning} |" in section for key, meaning in KEYS.items())
