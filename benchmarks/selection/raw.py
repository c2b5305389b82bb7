"""A raw proof as a script of its own: reads a folder's CSV files, proves `best` with one raw solver, prints the values.

usage: python benchmarks/selection/raw.py FOLDER SOLVER BANDS

What a person would write with the solver alone, without a check, a reason, a record or a report; command.py measures it
beside the whole command. SOLVER is highs, scip or cpsat, BANDS lower limits best first; what is below the last is out.
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
from best import SOLVERS

CRITERION = 3  # the threshold of each criterion, where there are criteria


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / f"{name}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    folder, solver, limits = Path(sys.argv[1]), sys.argv[2], [Decimal(limit) for limit in sys.argv[3].split(",")]
    low = {row["application_id"] for row in rows(folder, "criteria_scores") if Decimal(row["score"]) < CRITERION}
    standing = [row for row in rows(folder, "applications") if row.get("status", "") in ("", "eligible")]
    score = {row["application_id"]: Decimal(row["score"]) for row in standing if row["application_id"] not in low}
    column = {one: place for place, one in enumerate(sorted(one for one in score if score[one] >= limits[-1]))}
    funders = {row["funder_id"]: place for place, row in enumerate(rows(folder, "funders"))}
    budgets = np.array([int(Decimal(row["budget"]) * 100) for row in rows(folder, "funders")])
    rate = {row["currency"]: Decimal(row["rate"]) for row in rows(folder, "rates")}
    demand, money = np.zeros((len(funders), len(column)), np.int64), np.zeros(len(column), np.int64)
    for row in rows(folder, "requests"):
        if row["application_id"] in column and row["funder_id"]:
            place, amount = column[row["application_id"]], Decimal(row["amount"]) * 100
            demand[funders[row["funder_id"]], place] += int(amount)
            money[place] += round(amount / rate.get(row["currency"], Decimal(1)))
    band = np.array([next(place for place, limit in enumerate(limits) if score[one] >= limit) for one in column])
    total = np.array([int(score[one] * 100) for one in column])
    levels = [*((band == place).astype(np.int64) for place in range(len(limits))), total, -money]
    print(*SOLVERS[solver](demand, budgets, levels, 120.0))


if __name__ == "__main__":
    main()
