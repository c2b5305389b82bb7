#!/usr/bin/env python3
"""A real call's shape: the ECSEL projects of CORDIS as a programme folder, and what each rule would fund.

usage: python benchmarks/ecsel.py OUT_DIR [--run] [--seed 1] [--source FOLDER]

Partners, countries and contributions are CORDIS facts (a third party's table of them, CC BY 4.0). Scores and
budgets are made up: half points from 10 to 15, and 42 % of what is asked for in each country. With --run, every rule
decides the folder, every record is verified, and a Markdown table of what came out goes to standard output.
"""

import argparse
import json
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import polars as pl

from renkei.exchange.cordis import Imported, programme_of
from renkei.exchange.cordis.source import RawTable
from renkei.exchange.made_up.draw import Draw
from renkei.programme import Folder, write_folder
from renkei.settings import RULES, Reserve, Scale, SelectionSettings, Settings, Thresholds

SOURCE = Path(__file__).parents[2] / "shared/data/consortia"
BUDGET_SHARE = Decimal("0.42")
BANDS = (Decimal(13), Decimal("11.5"), Decimal(10))
HALF_POINTS = (4, 6, 8, 8, 7, 6, 5, 3, 2, 1, 1)  # how often 10, 10.5, … 15 out of 51


def raw(file: Path, rename: dict[str, str]) -> RawTable:
    """A table of the third party in CORDIS's layout, as text; contributions with their two decimals."""
    frame = pl.read_parquet(file).drop("index")
    money = [name for name, dtype in frame.schema.items() if dtype == pl.Float64]
    texts = frame.with_columns(
        *(pl.Series(name, [f"{amount:.2f}" for amount in frame[name]]) for name in money)
    ).select(pl.all().cast(pl.String).fill_null(""))
    return RawTable(file.name, tuple(rename.get(name, name) for name in texts.columns), [list(r) for r in texts.rows()])


def imported(source: Path) -> Imported:
    """The projects and participants as a programme without scores."""
    projects = raw(source / "ecsel_pojects.parquet", {"projectID": "id"})
    participants = raw(source / "ecsel_participants.parquet", {})
    return programme_of("ECSEL", participants, projects, BUDGET_SHARE)


def folder(source: Path, seed: int) -> Folder:
    """The programme with made-up scores, which every title owns up to."""
    found = imported(source)
    draw = Draw(seed)
    applications = found.tables["applications"]
    scores = [Decimal(10) + Decimal(draw.weighted(HALF_POINTS)) / 2 for _ in range(applications.height)]
    scored = applications.with_columns(
        pl.concat_str("title", pl.lit(" (made-up score)")).alias("title"),
        pl.Series("score", scores, dtype=pl.Decimal(38, 6)),
    )
    return Folder(settings(seed), found.tables | {"applications": scored}, found.notes)


def settings(seed: int) -> Settings:
    return Settings(
        name="ECSEL projects of CORDIS with made-up scores and made-up budgets",
        call=f"Granted ECSEL projects as if they were applications; scores (seed {seed}) and budgets are made up",
        made_up=True,
        reporting_currency="EUR",
        scale=Scale(Decimal(0), Decimal(15)),
        thresholds=Thresholds(Decimal(10)),
        selection=SelectionSettings("best", BANDS, reserve=Reserve(places=10)),
    )


def run(out: Path) -> str:
    """Decide the folder by every rule with the `renkei` command, verify each record, and tell it as Markdown."""
    lines = [
        "| rule | funded | tie | of ranks 1–30 | score sum | committed EUR | left EUR | state | verified | seconds |",
        "|---|--:|--:|--:|--:|--:|--:|---|---|--:|",
    ]
    return "\n".join([*lines, *(line(out, rule) for rule in RULES)])


def line(out: Path, rule: str) -> str:
    result = out / f"out-{rule}"
    begin = time.perf_counter()
    renkei("select", out, "--rule", rule, "--out", result)
    seconds = time.perf_counter() - begin
    record = json.loads((result / "decision.json").read_bytes())
    verified = renkei("verify", result / "decision.json", out, check=False) == 0
    outcomes = record["outcomes"].values()
    funded = [o for o in outcomes if o["outcome"] == "funded"]
    spending = record["spending"].values()
    cells = [
        rule,
        len(funded),
        sum(o["outcome"] == "tie" for o in outcomes),
        sum(o["rank"] <= 30 for o in funded),
        sum((Decimal(o["score"]) for o in funded), Decimal(0)),
        f"{sum(s['committed'] for s in spending) / 100:,.0f}",
        f"{sum(s['left'] for s in spending) / 100:,.0f}",
        record["state"],
        "yes" if verified else "no",
        f"{seconds:.1f}",
    ]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def renkei(*words: object, check: bool = True) -> int:
    command = [Path(sys.executable).with_name("renkei"), *(str(word) for word in words)]
    return subprocess.run(command, check=check, stdout=subprocess.DEVNULL).returncode


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("out", type=Path, metavar="OUT_DIR")
    arguments.add_argument("--run", action="store_true")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--source", type=Path, default=SOURCE)
    options = arguments.parse_args()
    if not options.source.is_dir():
        sys.exit(f"{options.source} is not there: say with --source where the ecsel_*.parquet files are")
    write_folder(folder(options.source, options.seed), options.out)
    if options.run:
        print(run(options.out))


if __name__ == "__main__":
    main()
