"""The test of text: what two texts have in common, as a finding, and where it stands in each."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace
from typing import Any

import polars as pl

from renkei.defects import Said, say
from renkei.engines.overlap.finding import Finding
from renkei.engines.overlap.portfolio import Sides
from renkei.engines.overlap.text import TextOptions, TextPairs, passages, text_pairs
from renkei.tables import PASSAGES

SHOWN = 3  # passages in one finding; the table has all
OTHER = "\x1f"  # before an identifier of the right
Row = dict[str, Any]
Span = tuple[int, int, int, int]  # from and to in the one text, from and to in the other


def compared(sides: Sides, options: TextOptions) -> TextPairs:
    """The pairs of texts. Two portfolios may use one identifier for different projects, so sides are told apart."""
    if sides.right is None:
        return text_pairs(sides.left.projects, None, options)
    return together(text_pairs(sides.left.projects, apart(sides.right.projects), options))


def apart(right: pl.DataFrame) -> pl.DataFrame:
    """The right's projects under identifiers that no project of the left has."""
    return right.select(project_id=pl.lit(OTHER) + pl.col("project_id"), text="text")


def together(found: TextPairs) -> TextPairs:
    """What was found of a right that `apart` made, under its own identifiers."""
    plain = {
        name: getattr(found, name).with_columns(pl.col(pl.String).str.strip_prefix(OTHER))
        for name in ("pairs", "groups", "left_out")
    }
    return replace(found, **plain)


def text_findings(pairs: pl.DataFrame, left: pl.DataFrame, right: pl.DataFrame) -> tuple[list[Finding], pl.DataFrame]:
    """The pairs of `TextPairs` as findings, and the table `passages`; `left` and `right` are tables `projects`."""
    ours, theirs = _texts(left, pairs["left_id"]), _texts(right, pairs["right_id"])
    findings, rows = [], []
    for row in pairs.iter_rows(named=True):
        spans = [astuple(one) for one in passages(ours[row["left_id"]], theirs[row["right_id"]])]
        rows += [(row["left_id"], row["right_id"], *span) for span in spans]
        findings.append(_finding(row, spans))
    table = pl.DataFrame(rows, schema=PASSAGES.schema, orient="row").select(PASSAGES.names).sort(PASSAGES.key)
    return findings, table


def _texts(side: pl.DataFrame, names: pl.Series) -> Mapping[str, str]:
    told = side.filter(pl.col("project_id").is_in(names.unique().implode()))
    return dict(told.select("project_id", pl.col("text").fill_null("")).iter_rows())


def _finding(row: Row, spans: list[Span]) -> Finding:
    strength = min(1.0, max(0.0, float(row["strength"])))
    return Finding(row["left_id"], row["right_id"], "text", strength, tuple(_told(row, spans)))


def _told(row: Row, spans: list[Span]) -> Iterator[Said]:
    yield from shares_told(row)
    if row["route"] == "identical":
        return
    longest = sorted(spans, key=lambda span: (span[0] - span[1], span))[:SHOWN]
    for start, end, other_start, other_end in sorted(longest):
        template = "signs {start} to {end} of {left} as signs {other_start} to {other_end} of {right}"
        places = {"start": start, "end": end, "other_start": other_start, "other_end": other_end}
        yield say(template, left=row["left_id"], right=row["right_id"], **places)
    if len(spans) > SHOWN:
        yield say("{n} passages in all", n=len(spans))


def shares_told(row: Row) -> Iterator[Said]:
    """What two texts have in common, in shares."""
    if row["route"] == "identical":
        yield say("the texts are the same word by word")
        return
    template = "{jaccard} % of the word pairs of both texts are the same, {containment} % of the shorter one’s"
    yield say(template, jaccard=_percent(row["jaccard"]), containment=_percent(row["containment"]))
    if row["route"] == "reworded":
        yield say("reworded: their rare words agree to {cosine} %", cosine=_percent(row["cosine"]))


def _percent(share: float) -> int:
    """A share in whole percent; under a hundred unless it is the whole."""
    return 100 if share >= 1 else min(99, round(100 * share))
