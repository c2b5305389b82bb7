"""Which of two lists' people may be the same person: met under shared keys, then compared one with one."""

from functools import lru_cache
from typing import Literal

import polars as pl

from renkei.identity.names_agree import Names
from renkei.identity.people import Person, Standing, compare, same_organisation
from renkei.identity.person_keys import candidates

PERSON = ["name", "orcid", "organisation_id", "organisation"]
ORCID = r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]"
Told = tuple[str, str, str, str]  # a person's facts in the order of PERSON


def same_people(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """The rows of `left` and `right` that may tell of the same person.

    Both have the columns of PERSON, the left one `left_at` and the right one `right_at`, which number their rows. Out:
    both numbers and `likely`, true where it is to be confirmed. Who shares no key is never compared.
    """
    if left.is_empty() or right.is_empty():  # then no name need be read
        return pl.DataFrame(schema={"left_at": pl.UInt32, "right_at": pl.UInt32, "likely": pl.Boolean})
    ours, theirs = (_facts(rows, f"{side}_at") for rows, side in ((left, "left"), (right, "right")))
    pairs = candidates(ours, theirs)
    said = [
        _said(one, other)
        for one, other in zip(
            _told(ours, pairs["left_row"]),
            _told(theirs, pairs["right_row"]),
            strict=True,
        )
    ]
    found = pairs.with_columns(pl.Series("likely", said, pl.Boolean)).drop_nulls("likely")
    for rows, side in ((ours, "left"), (theirs, "right")):
        listed = rows.select(f"{side}_at").with_row_index(f"{side}_row")
        found = found.join(listed, on=f"{side}_row").explode(f"{side}_at")
    return found.select("left_at", "right_at", "likely")


def _facts(rows: pl.DataFrame, at: str) -> pl.DataFrame:
    """Each person once, however often told of, with the list of rows."""
    return rows.with_columns(pl.col(PERSON).fill_null("")).group_by(PERSON, maintain_order=True).agg(at)


def _told(facts: pl.DataFrame, rows: pl.Series) -> list[Told]:
    return facts.select(PERSON)[rows].rows()


@lru_cache(maxsize=1 << 16)
def _said(left: Told, right: Told) -> bool | None:
    """Whether two are the same: False for sure, True likely, None not.

    Likely are names that agree where nothing is said against it: in full, for people move and hold two posts; as far
    as both are written (initials) only where the organisations are not known to differ.
    """
    ours, theirs = _person(left), _person(right)
    found = compare(ours, theirs)
    if found.standing is Standing.SAME:
        return False
    if found.standing is Standing.DIFFERENT or found.names < Names.PART:
        return None
    agree = found.names is Names.FULL or same_organisation(ours, theirs) is not False
    return True if agree else None


def _person(told: Told) -> Person:
    name, orcid, organisation_id, organisation = told
    return Person(name, organisation_id, organisation, orcid)


def numbered(rows: pl.DataFrame, side: Literal["left", "right"]) -> pl.DataFrame:
    """The rows with their number, under the name that `same_people` wants."""
    return rows.with_row_index(f"{side}_at")
