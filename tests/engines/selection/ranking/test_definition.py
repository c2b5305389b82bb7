"""Generated calls: the engine's order is the definition's, and the outsider's verification finds nothing wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import PointsOrder, SelectionError
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.deciding import decide, verified
from tests.engines.selection.ranking.generated import calls
from tests.engines.selection.ranking.reference import asked, eligible, finals, ground, proposal, ranks_of


@settings(max_examples=120, deadline=None)
@given(call=calls())
def test_ranks_grounds_and_amounts_are_those_of_the_definition(call: RankedCall) -> None:
    found = decide(call, reasons=False)
    ranks = {row["application_id"]: row["rank"] for row in found.outcomes.to_dicts() if row["rank"]}
    assert sorted(ranks) == eligible(call)
    assert ranks == ranks_of(call)
    for one in ranks:
        assert found.asked[one] == asked(call, one)
    if isinstance(found.order, PointsOrder):
        assert {one: entry.final for one, entry in found.order.applications.items()} == finals(call)
    for one, reason in found.reasons.items():
        if reason.because.startswith("endorsement"):
            assert reason.because == ground(call, one)


@settings(max_examples=60, deadline=None)
@given(call=calls())
def test_the_record_of_any_such_call_is_verified(call: RankedCall) -> None:
    verdict = verified(call)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


@settings(max_examples=60, deadline=None)
@given(call=calls(), data=st.data())
def test_an_agreed_list_is_taken_unless_a_pair_departs_without_a_ground(call: RankedCall, data: st.DataObject) -> None:
    call = call.selecting(who_ranks="merged")
    stands, proposed = eligible(call), proposal(call)
    agreed = {one: data.draw(st.integers(1, 4)) for one in stands}
    grounds = dict.fromkeys(data.draw(st.sets(st.sampled_from("ABCDEF"))), "a ground")
    call = call.by(agreed=agreed, grounds=grounds)
    bare = [
        (a, b)
        for a in stands
        for b in stands
        if proposed[b] < proposed[a] and agreed[a] <= agreed[b] and not {a, b} & grounds.keys()
    ]
    if bare:
        with pytest.raises(SelectionError, match="departs from the proposal without a ground"):
            decide(call)
        return
    found = decide(call, reasons=False)
    ranks = {row["application_id"]: row["rank"] for row in found.outcomes.to_dicts() if row["rank"]}
    assert ranks == {a: 1 + sum(agreed[b] < agreed[a] for b in stands) for a in stands}
    assert not verified(call).failures
