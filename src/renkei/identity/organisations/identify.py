"""Free-text names and affiliations → records of a registry, each with a confidence, or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from renkei.identity.organisations.affiliation import Affiliation, Reader
from renkei.identity.organisations.candidates import Candidate, candidates
from renkei.identity.organisations.figures import figures
from renkei.identity.organisations.judging import judged
from renkei.identity.organisations.registry import Registry
from renkei.tables.identity import IDENTITIES

JUDGED, RIVALS = 6, 15  # candidates that are judged, and that they are compared with
_HOPELESS = 0.2  # of the best fit, below which a candidate is not judged
SURE = 0.5
"""The confidence from which an answer is given where nobody asks for another: right rather than wrong."""


@dataclass(frozen=True)
class Answer:
    """The record most likely meant, by its row in the registry, with the confidence that it is."""

    record: int
    confidence: float


def identify(names: pl.Series | Iterable[str], registry: Registry, least: float = SURE) -> pl.DataFrame:
    """The table `identities`: a row for each different name, in the order they come.

    `record_id` and `record_name` are empty where no record has a confidence of `least`; `confidence` is then the best
    candidate's, 0 without any.
    """
    distinct = list(dict.fromkeys(name for name in names if name))
    found = list(answers(distinct, registry))
    given = [answer if answer and answer.confidence >= least else None for answer in found]
    sure = [round(answer.confidence, 3) if answer else 0.0 for answer in found]
    columns = {
        "name": pl.Series(distinct, dtype=pl.String),
        "record_id": pl.Series([registry.ids[one.record] if one else None for one in given], dtype=pl.String),
        "record_name": pl.Series([registry.names[one.record] if one else None for one in given], dtype=pl.String),
        "confidence": pl.Series(sure, dtype=pl.Float64).round(3).cast(IDENTITIES.column("confidence").dtype),
    }
    return pl.DataFrame(columns)


def answers(names: Iterable[str], registry: Registry) -> Iterator[Answer | None]:
    """For each name its answer, None where no record's name stands in it."""
    listed = list(names)
    reader = Reader(registry)
    reader.prepare(listed)
    for name in listed:
        shown, rows = considered(reader.read(name), registry)
        if rows:
            found = judged(rows)
            yield Answer(shown[found.best].record, found.confidence)
        else:
            yield None


def considered(text: Affiliation, registry: Registry) -> tuple[list[Candidate], list[list[float]]]:
    """The candidates of a text that are judged, with their figures."""
    found = candidates(text, registry)[:RIVALS]
    shown = [one for one in found[:JUDGED] if one.fit >= _HOPELESS * found[0].fit]
    return shown, [figures(one, found, text, registry) for one in shown]
