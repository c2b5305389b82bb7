#!/usr/bin/env python3
"""Every figure of results.md, measured afresh: each script prints its Markdown, both sides in one run.

usage: python benchmarks/run.py [--quick] [NAME ...]

Names: best, sum, command, what_if, check, conflicts, ecsel, identity, storm, scores, affinity, matching, search,
sketches, overlap, coordination, timetable, reading, reading_agreements, assignment. With --quick fewer calls and
shorter limits, for a first look. A script that fails ends the run with its exit code; results.md is written when all
are done, and keeps the sections of those not named. MATCHER in the environment names a checkout of
openreview/openreview-matcher, which `assignment` runs beside ours.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
TITLES = {
    "best": "`best`: our proof beside raw solver chains",
    "sum": "`sum`: value and bound beside raw solvers",
    "command": "The whole command beside the raw proof",
    "what_if": "One what-if beside the full command",
    "check": "`check`: time and memory by rows",
    "conflicts": "Conflicts of a large pool: joins beside a double loop",
    "ecsel": "A real call's shape: ECSEL under the four rules",
    "identity": "Affiliations to ROR's records",
    "storm": "The last hour before a deadline",
    "scores": "Scores: held-out votes, coverage, time",
    "affinity": "Affinity: expertise that reviewers rated themselves, and a large call",
    "matching": "Matching: real needs against real offers, and who will work with whom",
    "search": "Search: an index of 100,000 profiles beside bm25s",
    "sketches": "Sketches beside the open comparison",
    "overlap": "Overlap by text: beside rensa and the exact join; a million; one new; reworded",
    "coordination": "Coordination: themes of real awards, and a large portfolio",
    "timetable": "`timetable`: a forum of 9,000 beside rustworkx' bare colouring",
    "reading": "`read`: a careful reader's lists, and time by the number of documents",
    "reading_agreements": "Agreements read, beside what a careful reader found",
    "assignment": "`assign`: real bids beside openreview-matcher, a large review beside the bare flow",
}


def scripts(scratch: Path, *, quick: bool) -> dict[str, list[str]]:
    best = ["--quick"] if quick else []
    matcher = ["--matcher", os.environ["MATCHER"]] if "MATCHER" in os.environ else []
    few = ["--seeds", "1", "--instances", "2"] if quick else []
    return {
        "best": [str(HERE / "selection/best.py"), *best],
        "sum": [str(HERE / "selection/sum.py"), *few],
        "command": [str(HERE / "selection/command.py")],
        "what_if": [str(HERE / "selection/what_if.py")],
        "check": [str(HERE / "check.py")],
        "conflicts": [str(HERE / "conflicts.py"), *best],
        "ecsel": [str(HERE / "ecsel.py"), str(scratch / "ecsel"), "--run"],
        "identity": [str(HERE / "identity.py"), *(["--without-speed"] if quick else [])],
        "assignment": [str(HERE / "assignment.py"), *matcher, *(["--large", "2000"] if quick else [])],
        "sketches": [str(HERE / "sketches.py"), *best],
        "timetable": [str(HERE / "timetable.py"), *(["--people", "900", "--seeds", "1"] if quick else [])],
        "storm": [str(HERE / "site/storm.py"), *(["--applicants", "200"] if quick else [])],
        "scores": [str(HERE / "scores.py"), *best],
        "overlap": [str(HERE / "overlap.py"), *best],
        "coordination": [str(HERE / "coordination.py"), *best],
        "reading": [str(HERE / "reading.py"), *best],
        "reading_agreements": [str(HERE / "reading_agreements.py")],
        "affinity": [str(HERE / "affinity.py"), *(["--quick"] if quick else [])],
        "matching": [str(HERE / "matching.py"), *(["--quick"] if quick else [])],
        "search": [str(HERE / "search.py"), *(["--quick"] if quick else [])],
    }


def run(arguments: list[str]) -> str:
    done = subprocess.run([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout.strip()


def machine() -> str:
    versions = {
        name: __import__("importlib.metadata").metadata.version(name) for name in ("scipy", "ortools", "pyscipopt")
    }
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    return f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}, {listed}."


def sections() -> dict[str, str]:
    """The sections that results.md holds now, by title."""
    if not RESULTS.exists():
        return {}
    parts = re.split(r"^## (.+)$", RESULTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: text.strip() for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", choices=[*TITLES, []])
    options.add_argument("--quick", action="store_true")
    given = options.parse_args()
    written = sections()
    with tempfile.TemporaryDirectory() as scratch:
        todo = scripts(Path(scratch), quick=given.quick)
        for name in given.names or TITLES:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            written[TITLES[name]] = f"Measured on {machine()}\n\n{run(todo[name])}"
    body = "\n\n".join(f"## {title}\n{written[title]}" for title in TITLES.values() if title in written)
    RESULTS.write_text(
        f"# Measured\n\nBy `make bench`; times are wall seconds unless said.\n\n{body}\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
