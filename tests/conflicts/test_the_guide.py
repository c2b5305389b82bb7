"""What docs/conflicts.md shows is what it does, and the example files are what the call of five funders goes by."""

import re
from pathlib import Path

from renkei.conflict_rules import ConflictRules, Rules
from renkei.programme.conflict_rules import KEYS
from renkei.programme.conflicts_file import conflict_rules_of
from renkei.programme.entries import Reading, entries_of_yaml

HOME = Path(__file__).parent
ROOT = HOME.parents[1]
GUIDE = (ROOT / "docs" / "conflicts.md").read_text("utf-8")
EXAMPLES = sorted((ROOT / "examples" / "conflict-rules").glob("*.yaml"))


def read(text: str) -> ConflictRules:
    reading = Reading("conflicts.yaml")
    tree = entries_of_yaml(text.encode(), reading)
    assert tree is not None
    found = conflict_rules_of(tree, reading)
    assert reading.defects == []
    return found


def test_the_call_of_five_funders_goes_by_the_five_example_files():
    each = [read(path.read_text("utf-8")) for path in EXAMPLES]
    whole = read((HOME / "five-funders" / "conflicts.yaml").read_text("utf-8"))
    assert len(each) == 5
    assert {name: rules for one in each for name, rules in one.funders.items()} == whole.funders
    assert all(rules.title and rules.source for rules in whole.funders.values())
    assert whole.call == Rules()


def test_the_rules_of_the_guide_are_those_of_the_example():
    (shown,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    example = (ROOT / "examples" / "conflict-rules" / "jst.yaml").read_text("utf-8")
    without_source = "".join(line for line in example.splitlines(True) if "source:" not in line)
    assert read(shown) == read(without_source)


def test_the_library_example_prints_what_it_says(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    exec(compile(example.replace("tests/conflicts", str(HOME)), "docs/conflicts.md", "exec"), {})
    (said,) = re.findall(r"print\(.*# (.*)", example)
    assert capsys.readouterr().out.strip() == said


def test_the_finding_at_the_head_of_the_guide_is_one_worked_by_hand():
    (line,) = [one.strip() for one in GUIDE.splitlines() if one.startswith("    J1,R04")]
    assert line in (HOME / "five-funders" / "by_hand.csv").read_text("utf-8").splitlines()


def test_every_key_of_the_rules_is_in_the_guide():
    assert [key for key in KEYS if key not in GUIDE] == []
