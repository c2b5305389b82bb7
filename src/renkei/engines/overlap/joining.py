"""All findings of a pair together: what is to be read, in which order, and what a person has said of it before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from renkei.engines.overlap.finding import Finding, together
from renkei.tables import DECIMALS, OVERLAPS, TO_READ
from renkei.tables.portfolio import TESTS

Pair = tuple[str, str]
_FIRST = ("overlap", "unclear", "no_overlap")  # a pair's verdict is the first of these that one of its findings has


@dataclass(frozen=True)
class Joined:
    """`overlaps` and `to_read` as the contracts have them; `left_over`: earlier verdicts on what is not found now."""

    overlaps: pl.DataFrame
    to_read: pl.DataFrame
    left_over: pl.DataFrame


def strength(findings: Iterable[Finding]) -> float:
    """A pair's strength: at most a half for one test, more than a half for several (docs/overlap.md has the rule)."""
    strengths = [one.strength for one in findings]
    all_together = together(strengths)
    return all_together / 2 if len(strengths) == 1 else (1 + all_together) / 2


def joined(
    findings: Iterable[Finding], titles: tuple[Mapping[str, str], Mapping[str, str]], earlier: pl.DataFrame
) -> Joined:
    """The findings as tables; `titles` by project on the left and on the right, `earlier` overlaps with verdicts.

    A verdict holds for its pair and test, whichever of the two projects came first then.
    """
    by_pair: dict[Pair, list[Finding]] = defaultdict(list)
    for one in findings:
        by_pair[one.left_id, one.right_id].append(one)
    said = earlier.filter(pl.col("verdict").is_not_null()).select(OVERLAPS.names)
    judged = _judged(said, set(by_pair))
    rows = [_row(one, judged.get(pair, {})) for pair, found in by_pair.items() for one in found]
    overlaps = pl.DataFrame(rows, schema=OVERLAPS.schema, orient="row").sort(OVERLAPS.key)
    told = {(*pair, one.test) for pair, found in by_pair.items() for one in found}
    gone = [row for row in said.iter_rows() if {row[:3], (row[1], row[0], row[2])}.isdisjoint(told)]
    left_over = pl.DataFrame(gone, schema=OVERLAPS.schema, orient="row").sort(OVERLAPS.key)
    return Joined(overlaps, _to_read(by_pair, titles, judged), left_over)


def _judged(said: pl.DataFrame, pairs: set[Pair]) -> dict[Pair, dict[str, str]]:
    """Test → verdict of each pair that is found now, in the order that the verdict names it in, else in the other."""
    judged: dict[Pair, dict[str, str]] = defaultdict(dict)
    for left, right, test, verdict in said.select("left_id", "right_id", "test", "verdict").iter_rows():
        pair = (left, right) if (left, right) in pairs else (right, left)
        if pair in pairs:
            judged[pair].setdefault(test, verdict)
    return judged


def _row(one: Finding, verdicts: Mapping[str, str]) -> tuple[object, ...]:
    evidence = "; ".join(one.evidence)
    return (one.left_id, one.right_id, one.test, _decimal(one.strength), evidence, verdicts.get(one.test))


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.{DECIMALS}f}")


def _to_read(
    by_pair: Mapping[Pair, list[Finding]],
    titles: tuple[Mapping[str, str], Mapping[str, str]],
    judged: Mapping[Pair, Mapping[str, str]],
) -> pl.DataFrame:
    """The pairs in the order to read in: those judged to be no overlap last, of these the ones with news first."""
    rows: list[tuple[Any, ...]] = []
    for pair, found in by_pair.items():
        tests = [test for test in TESTS if test in {one.test for one in found}]
        verdicts = judged.get(pair, {})
        verdict = next((one for one in _FIRST if one in verdicts.values()), None)
        since = [test for test in tests if verdicts and test not in verdicts] or None
        names = [side.get(project) for side, project in zip(titles, pair, strict=True)]
        rows.append((*pair, _decimal(strength(found)), tests, *names, verdict, since))
    rows.sort(key=lambda row: (row[6] == "no_overlap", row[6] == "no_overlap" and not row[7], -row[2], row[:2]))
    ranked = [(rank, *row) for rank, row in enumerate(rows, 1)]
    return pl.DataFrame(ranked, schema=TO_READ.schema, orient="row")
