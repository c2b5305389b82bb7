"""Blocking keys: people who may be one share a key, so that long lists are joined without comparing all pairs."""

from functools import lru_cache

import polars as pl

from renkei.identity.names_agree import initials
from renkei.identity.people import number_of, orcid_of
from renkei.identity.person_name import Form, forms_of


@lru_cache(maxsize=1 << 17)
def name_keys(name: str) -> tuple[str, ...]:
    """The keys of a name, sorted. Two names that agree in part or in full share one; a surname alone joins nobody."""
    return tuple(sorted({key for form in forms_of(name) for key in _keys(form)}))


def _keys(form: Form) -> set[str]:
    pairs = {
        f"{surname} {initial}"
        for reading in form.readings
        for surname in reading.surname
        for word in reading.given
        for initial in initials(word)
    }
    return pairs | form.whole


def keyed(people: pl.DataFrame) -> pl.DataFrame:
    """A row for each person and key: `row` (the person's place in `people`) and `key`.

    `people` has `name` and may have `orcid` and `number`, which are keys too. Each name is read once, however often
    it stands.
    """
    rows = people.with_row_index("row")
    names = rows["name"].drop_nulls().unique(maintain_order=True)
    by_name = pl.DataFrame(
        {"name": names, "key": [list(name_keys(name)) for name in names]},
        schema={"name": pl.String, "key": pl.List(pl.String)},
    )
    parts = [rows.join(by_name, on="name").select("row", "key").explode("key")]
    for column, read in (("orcid", orcid_of), ("number", number_of)):
        if column in people.columns:
            found = [f"{column}:{value}" if (value := read(text)) else None for text in rows[column]]
            parts.append(rows.select("row", pl.Series("key", found, pl.String)))
    return pl.concat(parts).drop_nulls().unique().sort("row", "key")


def candidates(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """The pairs worth comparing: `left_row` and `right_row` of people who share a key, each pair once, sorted."""
    ours, theirs = (keyed(people).rename({"row": row}) for people, row in ((left, "left_row"), (right, "right_row")))
    return ours.join(theirs, on="key").select("left_row", "right_row").unique().sort("left_row", "right_row")
