"""Ten annexes after published ones, each with made-up applications and verdicts worked by hand.

`verdicts.csv` in each folder holds what does not pass; everything else does.
"""

import csv
from pathlib import Path

import polars as pl
import pytest

from renkei.cli.screening import screened
from renkei.engines.screening import Screening
from renkei.programme import read_folder
from renkei.reports.screening import rows

HOME = Path(__file__).parent
CALLS = sorted(path.parent.name for path in HOME.glob("*/annexes.yaml"))
HEAD = ["application_id", "partner_id", "rule", "verdict", "figure", "limit", "unit", "remedy"]


def screening(name: str) -> Screening:
    return screened(read_folder(HOME / name, "screen"))


def test_there_are_ten():
    assert len(CALLS) == 10


@pytest.mark.parametrize("name", CALLS)
def test_what_does_not_pass_is_what_was_worked_by_hand(name):
    with (HOME / name / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        by_hand = {(row["application_id"], row["partner_id"], row["rule"]): row for row in csv.DictReader(file)}
    plain = pl.col("remedy").str.replace_all("\N{NO-BREAK SPACE}", " ")
    found = rows(screening(name)).select(HEAD).with_columns(plain).fill_null("").to_dicts()
    keys = [(row["application_id"], row["partner_id"], row["rule"]) for row in found]
    assert len(set(keys)) == len(keys)
    assert {key: row for key, row in zip(keys, found, strict=True) if row["verdict"] != "pass"} == by_hand


def test_every_rule_passes_somewhere_and_fails_somewhere():
    said = {
        (one.rule, bool(one.item), one.verdict)
        for name in CALLS
        for verdicts in screening(name).verdicts.values()
        for one in verdicts
    }
    rules = {(rule, item) for rule, item, _ in said}
    assert len(rules) == 18
    assert {(rule, item, verdict) for rule, item in rules for verdict in ("pass", "fail")} <= said
