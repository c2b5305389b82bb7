#!/usr/bin/env python3
"""Affiliations → ROR: what is found, how surely, how fast; and the fit of the weights that the source holds.

usage: python benchmarks/identity.py [--data DIR] [--fit]

Prints the section for results.md: precision and recall on the part that nothing was fitted to, beside the answers of
the whole name alone. With --fit it fits the weights on the train part and prints them as
src/renkei/identity/organisations/weights.py holds them.
"""

import argparse
import ast
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import minimize

from renkei.exchange.ror import read_ror
from renkei.identity.organisations.affiliation import Reader
from renkei.identity.organisations.figures import FIGURES
from renkei.identity.organisations.identify import answers, considered, identify
from renkei.identity.organisations.judging import chances, signs
from renkei.identity.organisations.registry import Registry, registry_of
from renkei.text.normal import words

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared/data/organisations"
RIDGE, RIDGE_OF_CALIBRATION, FOLDS = 0.3, 0.05, 5
ASKED_PRECISION = 0.95
MULTIPLE = 100_000  # strings of the speed test

Matrix = NDArray[Any]


@dataclass(frozen=True)
class Case:
    """A labelled affiliation: `right` holds every id that is right, `inside` those in our part of ROR."""

    text: str
    right: frozenset[str]
    inside: frozenset[str]
    named: bool  # some label is an identifier of ROR, not a name that was missing from it


def cases(data: Path, registry: Registry, part: str) -> list[Case]:
    frame = pl.read_csv(data / "affiliations.csv").filter(pl.col("split") == part)
    known, found = set(registry.ids), []
    for text, labels in frame.select("original_affiliation", "labels").iter_rows():
        right = frozenset(ast.literal_eval(labels))
        named = any(one.startswith("https://ror.org/") for one in right)
        found.append(Case(text, right, right & known, named))
    return found


# --- the fit --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """The candidates of each case: figures (cases × candidates × figures), which there are, and which are right."""

    figures: Matrix
    there: Matrix
    right: Matrix


def judged(listed: list[Case], registry: Registry) -> Judged:
    reader = Reader(registry)
    reader.prepare([case.text for case in listed])
    found = [considered(reader.read(case.text), registry) for case in listed]
    most = max(len(rows) for _, rows in found)
    figures = np.zeros((len(listed), most, len(FIGURES)))
    there, right = np.zeros((len(listed), most), bool), np.zeros((len(listed), most), bool)
    for at, (case, (shown, rows)) in enumerate(zip(listed, found, strict=True)):
        figures[at, : len(rows)] = np.array(rows).reshape(-1, len(FIGURES))
        there[at, : len(rows)] = True
        right[at, : len(rows)] = [registry.ids[one.record] in case.right for one in shown]
    return Judged(figures, there, right)


def fitted(data: Judged) -> Matrix:
    """The weights of the conditional logit: any of the right candidates is right, none where none is there."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        scores = np.where(data.there, data.figures @ weights, -np.inf)
        top = np.maximum(scores.max(axis=1), 0)
        powers, none = np.exp(scores - top[:, None]), np.exp(-top)
        total, any_right = powers.sum(axis=1) + none, np.asarray(data.right.any(axis=1))
        good = np.where(any_right, (powers * data.right).sum(axis=1), none)
        pull = np.where(any_right[:, None], powers * data.right / np.where(any_right, good, 1)[:, None], 0)
        slope = np.einsum("ij,ijk->k", powers / total[:, None] - pull, data.figures)
        ridge = np.r_[0, weights[1:]]
        return float(np.log(total / good).sum() + RIDGE * ridge @ ridge), slope + 2 * RIDGE * ridge

    start = np.zeros(data.figures.shape[2])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x)


def calibrated(data: Judged) -> Matrix:
    """The calibration, fitted on answers of weights that were fitted without them (five folds)."""
    fold, rows, right = np.arange(len(data.there)) % FOLDS, [], []
    for left_out in range(FOLDS):
        kept = fold != left_out
        weights = fitted(Judged(data.figures[kept], data.there[kept], data.right[kept])).tolist()
        for at in np.flatnonzero((fold == left_out) & data.there.any(axis=1)):
            listed = chances(data.figures[at][data.there[at]].tolist(), weights)
            rows.append(signs(listed))
            right.append(data.right[at][int(np.argmax(listed[:-1]))])
    signs_, answers_ = np.array(rows), np.array(right, float)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        score, ridge = signs_ @ weights, np.r_[0, weights[1:]]
        value = np.logaddexp(0, score).sum() - answers_ @ score + RIDGE_OF_CALIBRATION * ridge @ ridge
        return float(value), signs_.T @ (1 / (1 + np.exp(-score)) - answers_) + 2 * RIDGE_OF_CALIBRATION * ridge

    return np.asarray(minimize(loss, np.zeros(signs_.shape[1]), jac=True, method="L-BFGS-B").x)


def fit(data: Path, registry: Registry) -> None:
    train = judged(cases(data, registry, "train"), registry)
    print('"""Fitted by `python benchmarks/identity.py --fit` on the train part of S2AFF; not by hand."""\n')
    print("WEIGHTS = {")
    for name, weight in zip(FIGURES, fitted(train), strict=True):
        print(f'    "{name}": {weight:.3f},')
    print("}")
    print('"""Figure of a candidate → what it adds to its score; the score of none is 0."""\n')
    print(f"CALIBRATION = ({', '.join(f'{one:.4f}' for one in calibrated(train))})")
    print('"""Of `judging.signs`: what each adds to the logit of the confidence."""')


# --- what is reached ------------------------------------------------------------------------------------------------


def outcomes(listed: list[Case], registry: Registry) -> list[tuple[float, bool, Case]]:
    """Confidence, whether right, and the case, the surest first."""
    found = [
        (one.confidence, registry.ids[one.record] in case.right, case) if one else (0.0, False, case)
        for case, one in zip(listed, answers([case.text for case in listed], registry), strict=True)
    ]
    return sorted(found, key=lambda one: -one[0])


def reached(found: list[tuple[float, bool, Case]]) -> tuple[float, float, float, float]:
    """Precision, recall by strings, recall by identifiers, threshold: the most answers at the precision asked for."""
    strings = sum(bool(case.inside) for _, _, case in found)
    identifiers = sum(len(case.inside) for _, _, case in found)
    best, right = (0.0, 0.0, 0.0, 1.0), 0
    for number, (confidence, good, _) in enumerate(found, 1):
        right += good
        if right / number >= ASKED_PRECISION:
            best = (right / number, right / strings, right / identifiers, confidence)
    return best


def at_threshold(found: list[tuple[float, bool, Case]], least: float) -> str:
    given = [(good, case) for confidence, good, case in found if confidence >= least]
    right, strings = sum(good for good, _ in given), sum(bool(case.inside) for _, _, case in found)
    return f"{right / max(1, len(given)):.3f} / {right / max(1, strings):.3f}"


def by_whole_name(listed: list[Case], records: pl.DataFrame) -> str:
    """Precision / recall of the plain way: a part between commas that is a record's whole name, and no other's."""
    owners: dict[str, set[str]] = {}
    for record, name, names, acronyms in records.select("record_id", "name", "names", "acronyms").iter_rows():
        for one in (name, *names, *acronyms):
            owners.setdefault(" ".join(words(one)), set()).add(record)
    right = given = 0
    for case in listed:
        parts = [" ".join(words(part)) for part in case.text.replace(";", ",").split(",")]
        found = [owners[part] for part in parts if len(owners.get(part, ())) == 1]
        if found:
            given += 1
            right += bool(found[0] & case.right)
    return f"{right / max(1, given):.3f} / {right / sum(bool(case.inside) for case in listed):.3f}"


def report(data: Path, records: pl.DataFrame, registry: Registry) -> None:
    for part in ("train", "val"):
        listed = cases(data, registry, part)
        readings = {
            "strings whose true id is in our part": [case for case in listed if case.inside],
            "all strings labelled with ids of ROR; an answer where the id is outside our part is wrong": [
                case for case in listed if case.named
            ],
            "all strings; also those labelled as not in ROR when they were labelled": listed,
        }
        print(f"\n**{part}** ({len(listed)} strings, {sum(bool(case.inside) for case in listed)} with an id inside)\n")
        print("| reading | precision | recall (strings) | recall (ids) | from | at 0.5: both | whole names: both |")
        print("|---|---|---|---|---|---|---|")
        for name, chosen in readings.items():
            found = outcomes(chosen, registry)
            precision, strings, identifiers, least = reached(found)
            line = f"| {name} | {precision:.3f} | {strings:.3f} | {identifiers:.3f} | {least:.2f}"
            print(f"{line} | {at_threshold(found, 0.5)} | {by_whole_name(chosen, records)} |")
        print(
            f"\nConfidence beside the share that is right (first reading): {calibration(outcomes(next(iter(readings.values())), registry))}"
        )


def calibration(found: list[tuple[float, bool, Case]]) -> str:
    bins = []
    for low in np.arange(0, 1, 0.1):
        inside = [good for confidence, good, _ in found if low <= confidence < low + 0.1]
        if inside:
            bins.append(f"{low:.1f}–{low + 0.1:.1f}: {sum(inside) / len(inside):.2f} of {len(inside)}")
    return "; ".join(bins)


def speed(data: Path, records: pl.DataFrame) -> None:
    """Strings made different by a house number, against the records and against twice as many."""
    texts = pl.read_csv(data / "affiliations.csv")["original_affiliation"].to_list()
    doubled = records.with_columns(
        pl.col("record_id") + "x", pl.col("name") + " Nova", pl.col("names").list.eval(pl.element() + " Nova")
    )
    for listed in (records, pl.concat([records, doubled])):
        start = time.process_time()
        registry = registry_of(listed)
        built = time.process_time() - start
        many = [f"{text}, {number}" for number, text in zip(range(MULTIPLE // 10), texts * 100, strict=False)]
        start = time.process_time()
        identify(many, registry)
        each = (time.process_time() - start) / len(many)
        print(f"- {len(listed):,} records: built in {built:.1f} s, {each * 1e6:.0f} µs a string: "
              f"100,000 strings in {each * 1e5:.0f} s of one processor")  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, default=DATA)
    arguments.add_argument("--fit", action="store_true")
    arguments.add_argument("--without-speed", action="store_true")
    options = arguments.parse_args()
    records = read_ror(options.data / "ror_records.parquet")
    registry = registry_of(records)
    if options.fit:
        fit(options.data, registry)
        return
    report(options.data, records, registry)
    if not options.without_speed:
        print()
        speed(options.data, records)


if __name__ == "__main__":
    main()
