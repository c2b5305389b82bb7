"""One what-if beside the full command, on `renkei example` (171 x 38, seed 1).

usage: python benchmarks/selection/what_if.py [--questions 20]

The full command is `select` with all reasons and reports, its wall seconds. A question is asked of a meeting that holds
the prepared call, as a page does: a funder's raise by a tenth of its budget, and an application forced out, each for
`--questions` funders and applications spread over the call. Under best and sum the time to the first answer with both
bounds is given, and to the last within two seconds.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from renkei.engines.selection import options_from
from renkei.engines.selection.what_if import Change, Meeting, WhatIf
from renkei.programme import read_folder

SECONDS = 2.0


def command(*arguments: object) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "renkei.cli", *map(str, arguments)], check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - begun


def changes(meeting_tables: dict[str, object], count: int) -> Iterator[tuple[str, Change]]:
    """Raises and forced-out applications, spread evenly over the tables."""
    funders = meeting_tables["funders"].select("funder_id", "budget").rows()  # type: ignore[attr-defined]
    ids = meeting_tables["applications"]["application_id"].to_list()  # type: ignore[index]
    for funder, budget in funders[:: max(1, len(funders) // count)][:count]:
        yield "raise", Change(raises={funder: budget // 10})
    for one in ids[:: max(1, len(ids) // count)][:count]:
        yield "force out", Change(out={one: "withdrawn"})


def timed(ask: Callable[[], Iterator[WhatIf]]) -> tuple[float, float]:
    """Seconds to the first answer, and to the last."""
    begun = time.perf_counter()
    answers = ask()
    next(answers)
    first = time.perf_counter() - begun
    for _ in answers:
        pass
    return first, time.perf_counter() - begun


def asked(meeting: Meeting, change: Change) -> tuple[float, float]:
    end = time.monotonic() + SECONDS
    return timed(lambda: meeting.ask(change, lambda: end - time.monotonic()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=20)
    count = parser.parse_args().questions
    print(
        "| rule | full command | question | first answer, median | slowest | last answer, slowest | command / slowest |"
    )
    print("|---|--:|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "example"
        command("example", folder)
        read = read_folder(folder, "select")
        for rule in ("ranking", "gaps", "best", "sum"):
            given = ["--seconds", "60"] if rule == "sum" else []
            full = command("select", folder, "--rule", rule, *given, "--out", Path(scratch) / "out")
            meeting = Meeting(read.tables, options_from(read.settings, rule))
            asked(meeting, Change())
            times: dict[str, list[tuple[float, float]]] = {}
            for kind, change in changes(dict(read.tables), count if rule in ("ranking", "gaps") else 3):
                times.setdefault(kind, []).append(asked(meeting, change))
            for kind, found in times.items():
                first, last = zip(*found, strict=True)
                print(
                    f"| {rule} | {full:.1f} s | {kind} | {statistics.median(first) * 1000:.1f} ms "
                    f"| {max(first) * 1000:.1f} ms | {max(last) * 1000:.0f} ms | {full / max(first):.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
