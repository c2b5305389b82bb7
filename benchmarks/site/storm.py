#!/usr/bin/env python3
"""The last hour before a deadline, on this machine: what is lost, what is late, how long people wait.

usage: python benchmarks/site/storm.py [--applicants N]

A PostgreSQL server, the site's own processes and a mail server, all of its own and on 127.0.0.1; ten of the processes
are killed with SIGKILL meanwhile. It ends by itself, prints the section of results.md, and exits 1 where a receipt is
not in the database as it was given, where anything was handed in twice or after the deadline, or where a letter is
lost or sent twice.
"""

import argparse
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.site.keeping import Kept, Killer, processor_seconds  # noqa: E402
from benchmarks.site.verdict import broken  # noqa: E402
from tests.site.on_postgresql import server  # noqa: E402
from tests.site.outbox.letters import mail_server  # noqa: E402
from tests.site.standing import Standing, new_database, standing  # noqa: E402

WEB, OUTBOX, SEED = 3, 2, 7
STORM = 190  # seconds from the opened doors to the deadline
FULL = 400  # applications handed in as fast as the site bears


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--applicants", type=int, default=2000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch, server() as database, mail_server(Path(scratch)) as letters:
        folder = Path(scratch)
        bare = _bare(folder, database)
        _say(f"bare peer: {bare:.1f} a second")
        with standing(folder / "site", database) as site:
            site.environment["RENKEI_SMTP"] = letters.address
            with _doors(site, folder) as (port, door, outbox):
                roots = {"web": [door.process.pid], "PostgreSQL": [_postmaster(database)]}
                roots["outbox"] = [one.process.pid for one in outbox]
                plan = _seeded(site, folder, FULL, 3600)
                before = {name: processor_seconds(*pids) for name, pids in roots.items()}
                full = _run(site, folder, plan, port, "full")
                _drained(site)
                full["spent"] = {name: processor_seconds(*pids) - before[name] for name, pids in roots.items()}
                _say(f"as fast as it goes: {_rate(full):.1f} a second; {_spent(full)}")
                storm, killed = _storm(site, folder, port, door, outbox, given.applicants)
                _drained(site)
            wrong = broken(site, [*full["receipts"], *storm["receipts"]], letters.arrived())
            chain = subprocess.run(
                [sys.executable, "-m", "renkei.cli", "audit", "verify"],
                env=site.environment,
                capture_output=True,
                text=True,
                check=False,
            )
            wrong += [] if chain.returncode == 0 else [f"the audit trail does not hold: {chain.stdout}{chain.stderr}"]
            _say("\n".join(_troubles(folder / "door.log")))
            print(_section(site, given.applicants, storm, killed, full, bare, wrong))
    sys.exit(bool(wrong))


@contextlib.contextmanager
def _doors(site: Standing, folder: Path) -> Iterator[tuple[int, Kept, list[Kept]]]:
    """The site's processes, until they are let go."""
    port = _free_port()
    run = [sys.executable, "-m", "renkei.cli", "site", "run", "--bind", f"127.0.0.1:{port}", "--workers", str(WEB)]
    door = Kept(run, site.environment, folder / "door.log")
    work = [sys.executable, "-m", "renkei.cli", "site", "work", "--lease", "10"]
    outbox = [Kept(work, site.environment, folder / f"outbox{number}.log") for number in range(OUTBOX)]
    try:
        _await(port)
        yield port, door, outbox
    finally:
        for one in (door, *outbox):
            one.let_go()


def _storm(
    site: Standing, folder: Path, port: int, door: Kept, outbox: list[Kept], number: int
) -> tuple[dict[str, Any], list[str]]:
    plan = _seeded(site, folder, number, 3600)
    deadline = time.time() + STORM
    facts = json.loads(plan.read_text())
    moment = time.strftime("%Y-%m-%d %H:%M:%S+00:00", time.gmtime(deadline))
    site.python(
        "import sys; from renkei.site.calls.models import Call; from datetime import datetime\n"
        "at = datetime.fromisoformat(sys.argv[2])\n"
        "unscoped(Call, 'the storm').filter(slug=sys.argv[1]).update(closes_at=at, accepts_until=at)",
        facts["call"],
        moment,
    )
    plan.write_text(json.dumps({**facts, "deadline": float(int(deadline))}))
    killer = Killer(door, outbox, deadline - 90, deadline - 2, SEED)
    killer.start()
    _say(f"the storm: {number} applicants, the deadline in {STORM} s")
    found = _run(site, folder, plan, port, "storm")
    killer.join()
    return found, killer.killed


def _seeded(site: Standing, folder: Path, number: int, seconds: int) -> Path:
    plan = folder / "plan.json"
    begun = time.time()
    command = [sys.executable, "-m", "benchmarks.site.seed", str(plan), str(number), str(seconds)]
    subprocess.run(command, env=site.environment, cwd=ROOT, check=True)
    _say(f"{number} applications made ready in {time.time() - begun:.0f} s")
    return plan


def _run(site: Standing, folder: Path, plan: Path, port: int, kind: str) -> dict[str, Any]:
    out = folder / f"{kind}.json"
    command = [sys.executable, "-m", "benchmarks.site.applicants", str(plan), str(out), str(port), kind]
    with (folder / "locust.log").open("ab") as log:
        subprocess.run(command, env=site.environment, cwd=ROOT, check=True, timeout=600, stdout=log, stderr=log)
    found: dict[str, Any] = json.loads(out.read_text())
    return found


def _bare(folder: Path, database: str) -> float:
    """How many rows a second a bare Django inserts and renders here, now."""
    site = Standing(folder, new_database(database))
    plan = folder / "bare.plan"
    plan.write_text(json.dumps({"deadline": 0.0, "applicants": []}))
    port = _free_port()
    door = Kept([sys.executable, "-m", "benchmarks.site.bare", str(port)], site.environment, folder / "bare.log")
    try:
        _await(port)
        found = _run(site, folder, plan, port, "bare")
    finally:
        door.let_go()
    told = found["requests"]["bare"]
    return (told["number"] - told["failures"]) / found["seconds"]


def _drained(site: Standing) -> None:
    """Wait until no letter is on its way any more."""
    for _ in range(180):
        ((left,),) = site.rows("SELECT count(*) FROM outbox_parcel WHERE state NOT IN ('done', 'set_aside')")
        if not left:
            return
        time.sleep(1)


def _section(
    site: Standing,
    number: int,
    storm: dict[str, Any],
    killed: list[str],
    full: dict[str, Any],
    bare: float,
    wrong: list[str],
) -> str:
    waits = storm["waits"]
    rows = [
        f"| {name} | {told['number']} | {told['failures']} | {told['p50']} ms | {told['p95']} ms |"
        for name, told in sorted(storm["requests"].items())
    ]
    ((aside,),) = site.rows("SELECT count(*) FROM outbox_parcel WHERE state = 'set_aside'")
    share = _rate(full) / bare
    kinds = ", ".join(
        f"{killed.count(kind)} {name}"
        for kind, name in (("web", "web workers"), ("door", "whole door"), ("outbox", "outbox workers"))
    )
    receipts, different = len(storm["receipts"]), len({one["submission"] for one in storm["receipts"]})
    kept = (
        "Every receipt is in the database with the same hash, none twice, none after the deadline, every letter sent "
        "once or listed, the audit trail whole: met."
    )
    lines = [
        f"`make storm`: {number} applicants, nine in ten within the last minute, one in five clicking twice; "
        f"PostgreSQL, {os.cpu_count()} processors shared with the applicants themselves; {len(killed)} processes "
        f"killed with SIGKILL meanwhile ({kinds}) and begun again.",
        "",
        "| request | number | errors, tried again | median | p95 |",
        "|---|--:|--:|--:|--:|",
        *rows,
        "",
        f"{receipts} receipts given for {different} submissions, {storm['refused']} clear answers that it is too late; "
        f"from the click to the receipt, however often tried: median {_share(waits, 0.5):.1f} s, "
        f"p95 {_share(waits, 0.95):.1f} s, longest {_share(waits, 1):.1f} s. {aside} letters set aside as doubtful.",
        "",
        f"As fast as it goes, {FULL} applications by 24 at a time: {_rate(full):.1f} handed in a second, each with the "
        f"page before and its receipt's page; a bare Django insert-and-render behind the same door: {bare:.1f} a "
        f"second; share {share:.1%}. {_spent(full)}. The machine's load when it ended: {os.getloadavg()[1]:.1f}.",
        "",
        "**Missed**: " + "; ".join(wrong[:20]) if wrong else kept,
    ]
    if storm["errors"]:
        what = "0: cut off by a kill, or given up after 30 s; 503: turned away"
        lines += ["", f"Tried again ({what}): {'; '.join(storm['errors'][:8])}."]
    return "\n".join(lines)


def _troubles(log: Path) -> list[str]:
    """What went wrong inside the site, by its kind and its place."""
    told = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    found = Counter((one["error"], " ← ".join(reversed(one["places"][-9:]))) for one in told if "error" in one)
    return [f"{times} times {kind} at {place}" for (kind, place), times in found.most_common(10)]


def _postmaster(database: str) -> int:
    import psycopg

    with psycopg.connect(database) as connection:
        return psutil.Process(connection.info.backend_pid).ppid()


def _spent(found: dict[str, Any]) -> str:
    each = (f"{name} {1000 * seconds / FULL:.0f} ms" for name, seconds in found["spent"].items())
    return f"Processor time of an application, its page, receipt and letter among it: {', '.join(each)}"


def _rate(found: dict[str, Any]) -> float:
    return len(found["receipts"]) / found["seconds"]


def _share(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def _await(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5):
            return
        time.sleep(0.1)
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
    raise RuntimeError("the site did not open")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
