"""Each verb loads what it needs and no more: help is there at once, checking knows no solver."""

import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[2] / "examples" / "small"
EXPORT = Path(__file__).parents[1] / "site" / "audit" / "export.jsonl"
ANNEXED = Path(__file__).parents[1] / "annexes" / "globalstars-japan-2023"
HEAVY = {"jinja2", "numba", "numpy", "ortools", "pandas", "polars", "python_calamine", "scipy", "xlsxwriter"}
LOADED = """
import sys
from renkei.cli.app import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print("\\n" + " ".join(sys.modules))
"""


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["--help"], HEAVY),
        (["select", "--help"], HEAVY),
        (["audit", "--help"], {*HEAVY, "django"}),
        (["audit", "verify", str(EXPORT)], {*HEAVY, "django"}),
        (["check", str(SMALL)], {"jinja2", "numba", "ortools", "pandas", "scipy", "xlsxwriter"}),
        (["screen", str(ANNEXED), "--out", "screening"], {"numba", "ortools", "pandas", "scipy"}),
        (["index", str(SMALL), "--out", "index"], {"jinja2", "numba", "ortools", "pandas", "scipy", "xlsxwriter"}),
        (["select", str(SMALL), "--rule", "gaps", "--json", "--out", "decision"], {"ortools", "pandas"}),
    ],
    ids=["help", "help of a verb", "help of a part", "audit", "check", "screen", "index", "select"],
)
def test_a_verb_does_without(arguments: list[str], without: set[str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, timeout=120)
    assert not without & set(done.stdout.splitlines()[-1].split())
