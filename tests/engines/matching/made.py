"""Small portfolios to try matching on."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from hypothesis import strategies as st

from renkei.tables import TABLES

WORDS = ("battery", "enzyme", "laser", "membrane", "solid", "anode", "電池", "固体電解質", "酵素")


def tables(**rows: Sequence[Mapping[str, Any]]) -> dict[str, pl.DataFrame]:
    """Rows by table as frames of the contract."""
    return {name: pl.DataFrame(list(given), schema=TABLES[name].schema) for name, given in rows.items()}


def profile(profile_id: str, kind: str, text: str, owner: str = "", **more: Any) -> dict[str, Any]:
    """A profile; without an organisation, one of its own."""
    return {"profile_id": profile_id, "kind": kind, "text": text, "organisation_id": owner or profile_id, **more}


@st.composite
def portfolios(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """Needs and offers of a few organisations in two scripts, with rivals and past projects."""
    organisations = [f"O{n}" for n in range(draw(st.integers(2, 5)))]
    sizes = {one: draw(st.sampled_from([None, "large", "sme", "startup"])) for one in organisations}
    countries = {one: draw(st.sampled_from([None, "JP", "FR", "DE"])) for one in organisations}
    text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
    owner = st.sampled_from(organisations)
    rows = [
        profile(f"{kind}{n}", kind, draw(text), one, size=sizes[one], country=countries[one])
        for kind in ("need", "offer")
        for n in range(draw(st.integers(1, 6)))
        for one in [draw(owner)]
    ]
    pairs = st.lists(st.tuples(owner, owner).filter(lambda pair: pair[0] != pair[1]), max_size=3, unique=True)
    taken = st.lists(st.tuples(st.sampled_from("PQR"), owner), max_size=6, unique=True)
    return tables(
        profiles=rows,
        rivals=[{"organisation_id": one, "rival_id": other} for one, other in draw(pairs)],
        cooperations=[{"project_id": project, "organisation_id": one} for project, one in draw(taken)],
    )
