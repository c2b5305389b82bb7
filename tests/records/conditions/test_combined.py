"""Side conditions beside merged lists, national points, endorsements and real pots: the record holds."""

from dataclasses import replace
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import ConditionError, options_from, select
from renkei.records.verify import verify
from renkei.records.write import write
from renkei.settings import Settings
from tests.engines.selection.conditions.generated import limits
from tests.engines.selection.ranking.generated import calls
from tests.engines.selection.ranking.test_pooled import pooled

Tables = dict[str, pl.DataFrame]


def conditioned(data: st.DataObject, tables: Tables, published: Settings) -> tuple[Tables, Settings]:
    """The call with fields, countries, consents, some forced, limits on the rest, reductions where it walks."""
    ones, requests = tables["applications"], tables["requests"]
    forced = data.draw(st.lists(st.sampled_from(["in", "out", None, None]), min_size=ones.height, max_size=ones.height))
    columns = {
        "country": data.draw(
            st.lists(st.sampled_from(["DE", "JP"]), min_size=requests.height, max_size=requests.height)
        ),
        "can_reduce": data.draw(st.lists(st.booleans(), min_size=requests.height, max_size=requests.height)),
    }
    reducing = published.selection.rule in ("ranking", "gaps") and "pots" not in tables
    most = Decimal(data.draw(st.sampled_from(["0", "20", "75"]))) if reducing else None
    found = tables | {
        "applications": ones.with_columns(
            pl.Series("forced", forced, pl.String),
            pl.Series(
                "field", data.draw(st.lists(st.sampled_from(["AI", "bio"]), min_size=ones.height, max_size=ones.height))
            ),
            pl.col("ground").fill_null("a ground"),
        ),
        "requests": requests.with_columns(*(pl.Series(name, cells) for name, cells in columns.items())),
        "funders": tables["funders"].with_columns(max_reduction=pl.lit(most, pl.Decimal(38, 6))),
    }
    conditions = tuple(
        replace(one, limit=one.limit * 100) if one.of == "money" else one
        for one in data.draw(st.lists(limits(), max_size=2))
    )
    return found, replace(published, selection=replace(published.selection, conditions=conditions))


def holds(data: st.DataObject, tables: Tables, published: Settings) -> None:
    tables, published = conditioned(data, tables, published)
    try:
        found = select(**tables, options=options_from(published, draw=data.draw(st.sampled_from([None, "7"]))))
    except ConditionError:  # those forced in are too many, or one of them is not eligible
        return
    verdict = verify(write(found, published, tables), published, tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


@settings(max_examples=30, deadline=None)
@given(call=calls(), data=st.data())
def test_beside_any_way_of_ranking_and_endorsements(call, data):
    holds(data, call.tables, call.settings)


@settings(max_examples=20, deadline=None)
@given(pooled=pooled(), data=st.data())
def test_beside_real_pots(pooled, data):
    holds(data, pooled.tables, pooled.settings)
