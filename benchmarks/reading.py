#!/usr/bin/env python3
"""`renkei read`: what a careful reader lists of five announcements, and the time by the number of documents.

usage: python benchmarks/reading.py [--documents N ...] [--quick]

The documents are ../shared/data/documents beside the checkout; where they are absent, nothing is measured. The many
are made of them: each with other years and numbers, so that no two are alike.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renkei.engines.reading import Draft, ReadingOptions, read
from renkei.exchange.ecb import rate
from tests.engines.reading.careful import DOCUMENTS, NAMES, document, invented, listed, missed

_DIGITS = re.compile(r"(?<![\d.])\d{2}(?![\d.])")


def drafts_of(name: str) -> tuple[Draft, ...]:
    found = read(document(name), ReadingOptions(rate))
    return tuple(draft for draft in found if draft.kind not in ("agreement", "commitment"))


def found() -> None:
    print("| document | values of the list | found with their words | invented |")
    print("|---|---|---|---|")
    for name in NAMES:
        drafts = drafts_of(name)
        items = [one for entries in listed(name).values() for one in entries if not one.get("optional")]
        values = sum(len(value) if isinstance(value, list) else 1 for item in items for value in item.values())
        lost = len(list(missed(listed(name), drafts, document(name).text)))
        print(f"| {name} | {values} | {values - lost} | {len(list(invented(listed(name), drafts)))} |")


def made(folder: Path, many: int) -> None:
    """So many documents, in folders of a thousand, each one of the real ones with other two-digit numbers."""
    random.seed(20261129)
    texts = [document(name).text for name in NAMES]
    for number in range(many):
        text = _DIGITS.sub(lambda _: str(random.randrange(10, 29)), texts[number % len(texts)])
        place = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{text}\n\nRecord {number}\n", encoding="utf-8")


def measured(folder: Path, out: Path) -> tuple[float, float, dict[str, object]]:
    """Seconds by the clock, seconds of processors, and the command's figures."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "renkei.cli", "read", str(folder), "--out", str(out), "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, worked, json.loads(done.stdout)


def by_number(numbers: list[int]) -> None:
    print()
    print(
        "| documents | seconds | of processors | ms of a processor a document | again, nothing changed | load before |"
    )
    print("|---|---|---|---|---|---|")
    for many in numbers:
        with tempfile.TemporaryDirectory() as scratch:
            folder, out = Path(scratch, "pages"), Path(scratch, "out")
            made(folder, many)
            load = os.getloadavg()[0]
            first, worked, figures = measured(folder, out)
            assert not figures["refused"], figures["refused"]
            _, again, figures = measured(folder, out)
            assert figures["new"] == 0, "the program changed under the measurement"
            each = 1000 * worked / many
            row = (f"{many:,}", f"{first:.0f}", f"{worked:.0f}", f"{each:.1f}", f"{again:.1f} s", f"{load:.0f}")
            print(f"| {' | '.join(row)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--quick", action="store_true", help="100 and 300 documents")
    chosen = parser.parse_args()
    if not DOCUMENTS.is_dir():
        print("The public documents are not beside the checkout: nothing was measured.")
        return
    found()
    by_number([100, 300] if chosen.quick else chosen.documents)


if __name__ == "__main__":
    main()
