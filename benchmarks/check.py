"""Time and memory of reading a programme, good and bad, by its number of requests.

`python benchmarks/check.py` prints a Markdown table: if the work is linear, the microseconds a request stay level.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from renkei.defects import DefectsFound
from renkei.programme import read_folder

SIZES = (10_000, 30_000, 100_000, 300_000)
FUNDERS = 40
PARTNERS = 5  # requests of one application


def write_call(home: Path, requests: int, bad: bool) -> None:
    """A made-up call with that many requests; in a bad one every request has three defects."""
    home.mkdir()
    applications = requests // PARTNERS
    (home / "programme.yaml").write_text("name: made-up call\nscale: {min: 0, max: 15, best: high}\n")
    _write(
        home,
        "applications",
        "application_id,title,score",
        (f"A{j:06},Made-up {j},{8 + j % 15 / 2}" for j in range(applications)),
    )
    _write(
        home,
        "funders",
        "funder_id,name,currency,budget",
        (f"F{i:02},Funder {i},EUR,9000000.00" for i in range(FUNDERS)),
    )
    header = "application_id,partner_id,organisation,country,funder_id,amount,currency"
    _write(home, "requests", header, (_request(j, bad) for j in range(applications * PARTNERS)))


def _request(at: int, bad: bool) -> str:
    application, partner, funder = at // PARTNERS, at % PARTNERS, at % FUNDERS
    if bad:
        return f'X{application:06},P{partner},"University, {at}",Japan,F{funder:02},"{at},50",EUR'
    return f'A{application:06},P{partner},"University, {at}",JP,F{funder:02},{at}.50,EUR'


def _write(home: Path, name: str, header: str, rows: object) -> None:
    (home / f"{name}.csv").write_text("\n".join([header, *rows]) + "\n")


def measure(home: Path) -> None:
    """Read the folder in this process; print defects, seconds and peak memory in MiB."""
    begin = time.perf_counter()
    defects = 0
    try:
        read_folder(home)
    except DefectsFound as found:
        defects = len(found.defects)
    seconds = time.perf_counter() - begin
    print(defects, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    print("| requests | input | defects | seconds | microseconds a request | peak MiB |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        for bad in (False, True):
            for size in SIZES:
                home = Path(scratch, f"{size}-{bad}")
                write_call(home, size, bad)
                run = subprocess.run([sys.executable, __file__, str(home)], capture_output=True, text=True, check=True)
                defects, seconds, peak = (float(figure) for figure in run.stdout.split())
                kind, each = "bad" if bad else "good", seconds / size * 1e6
                print(f"| {size:,} | {kind} | {defects:,.0f} | {seconds:.2f} | {each:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
