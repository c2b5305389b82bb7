"""What docs/screening.md shows is what it does."""

import re
from pathlib import Path

from renkei.programme.annex import KEYS
from renkei.programme.annexes_file import annexes_of
from renkei.programme.entries import Reading, entries_of_yaml
from tests.annexes.test_published_annexes import HOME

GUIDE = (HOME.parents[1] / "docs" / "screening.md").read_text("utf-8")


def read(text: str) -> object:
    reading = Reading("annexes.yaml")
    tree = entries_of_yaml(text.encode(), reading)
    assert tree is not None
    found = annexes_of(tree, reading)
    assert reading.defects == []
    return found


def without_sources(path: Path) -> str:
    return "".join(line for line in path.read_text("utf-8").splitlines(True) if "ktn-uk" not in line)


def test_the_annex_of_the_guide_is_that_of_the_tests():
    (shown,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert read(shown) == read(without_sources(HOME / "globalstars-japan-2023" / "annexes.yaml"))


def test_the_library_example_prints_the_sentence_at_its_head(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    example = example.replace("tests/annexes", str(HOME))
    exec(compile(example, "docs/screening.md", "exec"), {})
    printed = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    assert "rate 62% is over the 50% of NRC-IRAP: lower the request to CAD 410,000" in printed
    assert "    rate 62% is over the 50% of NRC-IRAP: lower the request to CAD 410,000\n" in GUIDE


def test_every_key_of_an_annex_is_in_the_guide():
    assert [key for key in KEYS if key.split(".")[-1] not in GUIDE] == []
