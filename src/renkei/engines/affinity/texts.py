"""The texts of a review: what the applications say, and what each reviewer has written, named and read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from renkei.engines.affinity.options import AffinityOptions
from renkei.text.terms import terms

NOBODY = -1  # the place of whose text it is, where it is no reviewer's


@dataclass(frozen=True)
class Text:
    """One text of the reviewer at place `owner` among the sorted: its kind, identifier, words, and what it weighs."""

    owner: int
    kind: str
    key: str
    title: str
    abstract: str
    weight: float = 1.0

    @property
    def whole(self) -> str:
        """Title and abstract."""
        return f"{self.title}. {self.abstract}" if self.title and self.abstract else self.title or self.abstract


@dataclass(frozen=True)
class Texts:
    """All texts, sorted by identifier, so that the order of rows changes nothing."""

    applications: tuple[str, ...]
    reviewers: tuple[str, ...]
    asked: tuple[Text, ...]
    known: tuple[Text, ...]

    def counts(self) -> list[Mapping[str, float]]:
        """How often each term stands in each text: first the applications', then those known."""
        return [Counter(terms(text.whole)) for text in (*self.asked, *self.known)]


def gather(tables: Mapping[str, pl.DataFrame], options: AffinityOptions, background: pl.DataFrame | None) -> Texts:
    """The texts in the tables; `background` (title, abstract) are further texts of the field, of no reviewer."""
    applications = tables["applications"].sort("application_id")
    reviewers = tables["reviewers"].sort("reviewer_id")
    place = {one: at for at, one in enumerate(reviewers["reviewer_id"])}
    known = [
        *_publications(tables.get("publications"), place, options),
        *_past(tables.get("past_reviews"), place, options),
        *_keywords(reviewers, options),
        *(Text(NOBODY, "background", "", *_words(row)) for row in _rows(background)),
    ]
    return Texts(
        tuple(applications["application_id"]),
        tuple(reviewers["reviewer_id"]),
        tuple(_asked(row) for row in applications.iter_rows(named=True)),
        tuple(text for text in known if text.whole and text.weight > 0),
    )


def _asked(row: Mapping[str, Any]) -> Text:
    said = [row.get("abstract") or "", row.get("field") or "", *(row.get("keywords") or ())]
    return Text(NOBODY, "applications", row["application_id"], row["title"] or "", ". ".join(filter(None, said)))


def _publications(frame: pl.DataFrame | None, place: Mapping[str, int], options: AffinityOptions) -> Iterator[Text]:
    rows = _rows(frame, "publication_id")
    last = _last_year(rows)
    for row in rows:
        yield Text(
            place[row["reviewer_id"]], "publications", row["publication_id"], *_words(row), _faded(row, last, options)
        )


def _past(frame: pl.DataFrame | None, place: Mapping[str, int], options: AffinityOptions) -> Iterator[Text]:
    rows = _rows(frame, "past_application_id", "reviewer_id")
    last = _last_year(rows)
    for row in rows:
        weight = options.past_reviews * _faded(row, last, options)
        yield Text(place[row["reviewer_id"]], "past_reviews", row["past_application_id"], *_words(row), weight)


def _keywords(reviewers: pl.DataFrame, options: AffinityOptions) -> Iterator[Text]:
    for place, row in enumerate(reviewers.iter_rows(named=True)):
        yield Text(place, "keywords", "", "", ". ".join(row.get("keywords") or ()), options.keywords)


def _rows(frame: pl.DataFrame | None, *by: str) -> list[dict[str, Any]]:
    return [] if frame is None else (frame.sort(by) if by else frame).to_dicts()


def _words(row: Mapping[str, Any]) -> tuple[str, str]:
    return row.get("title") or "", row.get("abstract") or ""


def _last_year(rows: list[dict[str, Any]]) -> int:
    """The year of the latest text: age counts from there, and not from a clock."""
    return max((row["year"] for row in rows if row.get("year") is not None), default=0)


def _faded(row: Mapping[str, Any], last: int, options: AffinityOptions) -> float:
    year = row.get("year")
    if not options.half_life or year is None:
        return 1.0
    return float(0.5 ** ((last - year) / options.half_life))
