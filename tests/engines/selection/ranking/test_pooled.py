"""Who ranks and who pays, together: funders rank, vote and endorse by name, whichever pot then pays."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError
from renkei.settings import SelectionSettings
from tests.engines.selection.ranking.calls import BOTH, RankedCall
from tests.engines.selection.ranking.generated import calls
from tests.engines.selection.ranking.pooled import Pooled, decide, verified
from tests.engines.selection.ranking.reference import ground, ranks_of
from tests.engines.selection.reference import results
from tests.engines.selection.test_top_up import lot
from tests.engines.selection.top_up_reference import Enumeration

ENDORSED = Pooled(
    RankedCall(
        {"A": ("14", {"X": 303, "Y": 100}), "B": ("13", {"Y": 100})},
        {"X": 100, "Y": 250},
        endorsed={("A", "X"): ("yes", 152), ("A", "Y"): "yes", ("B", "Y"): "yes"},
        shared={("A", "X"): 101},
        selection=SelectionSettings(rule="ranking", endorsements=BOTH),
    ),
    frozenset("XY"),
)


@st.composite
def pooled(draw: st.DrawFn) -> Pooled:
    call = draw(calls())
    members = draw(st.frozensets(st.sampled_from("XYZ"), min_size=1))
    named = {
        one: draw(st.integers(1, 3)) * 100
        for one in call.applications
        if draw(st.sampled_from([True, False, False, False]))
    }
    return Pooled(call, members, draw(st.sampled_from(["EUR", "SEK"])), tuple(named.items()))


@st.composite
def topped(draw: st.DrawFn) -> Pooled:
    found = draw(pooled())
    rule = draw(st.sampled_from(["ranking", "gaps"]))
    terms = draw(st.sampled_from(["0.33", "0.5", "1"])), draw(st.sampled_from(["0", "0.4", "1"]))
    return replace(
        found,
        call=found.call.selecting(rule=rule),
        members=found.members - {"Z"},  # somebody is entitled
        named=() if found.members == {"Z"} else found.named,
        top_up=(draw(st.integers(0, 5)) * 100, *terms),
    )


@settings(max_examples=80, deadline=None)
@given(pooled=pooled(), rule=st.sampled_from(["ranking", "gaps"]), draw=st.sampled_from([None, "7"]))
def test_the_order_is_the_funders_and_the_money_the_pots(pooled: Pooled, rule: str, draw: str | None) -> None:
    pooled = replace(pooled, call=pooled.call.selecting(rule=rule))
    found = decide(pooled, draw=draw, reasons=False)
    ranks = {row["application_id"]: row["rank"] for row in found.outcomes.to_dicts() if row["rank"]}
    assert ranks == ranks_of(pooled.call)
    for one, reason in found.reasons.items():
        assert not reason.because.startswith("endorsement") or reason.because == ground(pooled.call, one)
    assert found.asked == {one: pooled.asks(one) for one in ranks}
    possible = results(pooled.plain(), rule, draw)
    assert set(found.funded) == frozenset.intersection(*possible)
    assert set(found.funded) | set(found.tied) == frozenset.union(*possible)


@settings(max_examples=60, deadline=None)
@given(pooled=topped(), draw=st.sampled_from(["2026", "7"]))
def test_a_top_up_stands_on_what_was_ranked_and_endorsed(pooled: Pooled, draw: str) -> None:
    plain = pooled.topped()
    expected = Enumeration(plain).outcome(lot(draw, plain))
    found = decide(pooled, draw=draw, reasons=False)
    assert found.top_up is not None
    assert (found.top_up.amount, found.top_up.national) == (expected.amount, expected.national)
    assert frozenset(found.funded) == expected.funded


@settings(max_examples=60, deadline=None)
@given(pooled=st.one_of(pooled(), topped()), draw=st.sampled_from([None, "7"]))
def test_the_record_of_any_such_call_is_verified(pooled: Pooled, draw: str | None) -> None:
    verdict = verified(pooled, draw=draw)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


def test_an_endorsement_that_cuts_a_request_is_seen_by_the_pot() -> None:
    found = decide(ENDORSED)
    assert found.asked["A"] == {"P": 152 + 100}
    assert found.funded == ("A",)  # 252 of 350; before the cut A would have asked 403
    assert found.reasons["B"].short == {"P": 2}


def test_each_partners_part_is_cut_first_and_converted_then() -> None:
    found = decide(replace(ENDORSED, currency="SEK", rate="0.5"))
    assert found.asked["A"] == {"P": 51 + 26 + 50}  # of X's 152 one partner has 101, the other 51: each is rounded
    assert found.spending["left"].to_list() == [50 + 125 - 127]


def test_votes_weigh_by_the_states_own_budgets_not_by_the_pots() -> None:
    call = RankedCall(
        {"A": ("12", {"X": 100}), "B": ("11", {"Y": 100}), "C": ("10", {"X": 100, "Y": 100})},
        {"X": 300, "Y": 100, "Z": 0},
        votes={("A", "X"): "0", ("C", "X"): "10", ("B", "Y"): "5", ("C", "Y"): "0"},
        selection=SelectionSettings(rule="gaps", who_ranks="national_points"),
    )
    alone, together = decide(Pooled(call, frozenset())), decide(Pooled(call, frozenset("XY")))
    assert together.order == alone.order
    assert together.spending["funder_id"].to_list() == ["P", "Z"]


def test_who_is_asked_through_a_pot_alone_has_nobody_to_rank_it() -> None:
    call = RankedCall(
        {"A": ("12", {"X": 100}), "B": ("11", {})},
        {"X": 300},
        ranks={("A", "X"): 1},
        selection=SelectionSettings(rule="gaps", who_ranks="merged", merge="mean"),
    )
    with pytest.raises(SelectionError, match="by each funder asked, and by no other, for B"):
        decide(Pooled(call, frozenset("X"), named=(("B", 100),)))
