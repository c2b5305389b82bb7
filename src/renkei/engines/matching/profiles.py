"""The profiles as read: needs and offers with their terms, and whose they are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from renkei.engines.matching.options import MatchError
from renkei.text.normal import folded
from renkei.text.terms import terms

FACTS = ("country", "field", "size", "stage")


@dataclass(frozen=True)
class Side:
    """The needs, or the offers, sorted by identifier, so that the order of rows changes nothing.

    `owners`: the key of each profile's organisation, its identifier, else its plain name, else the profile itself.
    """

    frame: pl.DataFrame
    owners: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        """The profiles' identifiers."""
        return self.frame["profile_id"].to_list()

    @cached_property
    def texts(self) -> list[list[str]]:
        """The terms of each profile's title and text, in order."""
        rows = self.frame.select("title", "text").iter_rows()
        return [terms(f"{title}. {text}" if title else text) for title, text in rows]

    @cached_property
    def counts(self) -> list[Mapping[str, int]]:
        """How often each term stands in each profile."""
        return [Counter(text) for text in self.texts]


def sides(profiles: pl.DataFrame) -> tuple[Side, Side]:
    """The needs and the offers; MatchError where either is missing."""
    found = []
    for kind in ("need", "offer"):
        frame = profiles.filter(pl.col("kind") == kind).sort("profile_id")
        if not frame.height:
            raise MatchError(f"no profile is of the kind {kind}: give at least one need and one offer")
        found.append(Side(frame, owners(frame)))
    return found[0], found[1]


def owners(frame: pl.DataFrame) -> tuple[str, ...]:
    """Whose each profile is."""
    rows = frame.select("organisation_id", "organisation", "profile_id").iter_rows()
    return tuple(one or (name and f"name {plain(name)}") or f"profile {profile}" for one, name, profile in rows)


def plain(text: str) -> str:
    """The text without case, width, accents and superfluous blanks, by which names and fields are compared."""
    return " ".join(folded(text).split())
