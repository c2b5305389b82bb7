"""A top-up against its definition, enumerated: its amount, who is funded, what it pays for whom."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError
from tests.engines.selection.pot_calls import PotCall, decide
from tests.engines.selection.top_up_reference import Enumeration

MIXED = {"pot": "mixed", "top_up_entitled": True}
RULES = [("ranking", "stop"), ("ranking", "national"), ("gaps", "stop")]


@st.composite
def topped_calls(draw: st.DrawFn, most: int = 5) -> PotCall:
    """Up to five applications asking three funders, of which some are entitled and one may use another currency."""
    applications = {
        one: (
            draw(st.sampled_from(["14", "13", "12"])),
            draw(st.dictionaries(st.sampled_from("XYZ"), st.integers(1, 6), max_size=3)),
        )
        for one in "ABCDE"[: draw(st.integers(1, most))]
    }
    foreign = draw(st.sampled_from(["EUR", "SEK"]))
    funders = {
        "X": {"budget": draw(st.integers(0, 9)), "confirmed_raise": draw(st.integers(0, 2))} | MIXED,
        "Y": {"budget": draw(st.integers(0, 9)), "currency": foreign} | MIXED,
        "Z": {"budget": draw(st.integers(0, 9)), "pot": "mixed", "top_up_entitled": draw(st.booleans())},
    }
    pot = {
        "kind": "top_up",
        "cap": draw(st.integers(0, 12)),
        "share": draw(st.sampled_from(["0", "0.33", "0.5", "0.6", "1"])),
        "gap_part": draw(st.sampled_from(["0", "0.4", "0.75", "1"])),
    }
    rule, tail = draw(st.sampled_from(RULES))
    return PotCall(applications, funders, {"T": pot}, rates={"SEK": ("0.7", "central bank")}, rule=rule, tail=tail)


def lot(draw: str, call: PotCall) -> tuple[str, ...]:
    return tuple(sorted(call.applications, key=lambda one: hashlib.sha256((draw + one).encode()).hexdigest()))


@given(call=topped_calls(), draw=st.sampled_from(["2026", "7"]))
@settings(max_examples=120, deadline=None)
def test_with_a_draw_the_amount_and_the_funded_are_those_of_the_definition(call: PotCall, draw: str) -> None:
    expected = Enumeration(call).outcome(lot(draw, call))
    found = decide(call, draw, reasons=False)
    assert found.top_up is not None
    assert (found.top_up.amount, found.top_up.national) == (expected.amount, expected.national)
    assert frozenset(found.funded) == expected.funded
    assert not found.tied


@given(call=topped_calls())
@settings(max_examples=80, deadline=None)
def test_before_the_draw_nobody_is_called_funded_or_refused_who_is_not(call: PotCall) -> None:
    ways = Enumeration(call).outcomes()
    found = decide(call, reasons=False)
    certain = frozenset.intersection(*(way.funded for way in ways))
    possible = frozenset.union(*(way.funded for way in ways))
    assert found.top_up is not None
    if found.ties_exact:
        assert frozenset(found.funded) == certain
        assert frozenset(found.funded) | set(found.tied) == possible
    assert frozenset(found.funded) <= certain
    assert possible <= frozenset(found.funded) | set(found.tied)
    assert found.top_up.least <= min(way.amount for way in ways)
    assert found.top_up.most >= max(way.amount for way in ways)


@given(call=topped_calls(most=6), draw=st.sampled_from(["2026", "7"]))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_or_invented(call: PotCall, draw: str) -> None:
    found = decide(call, draw, reasons=False)
    top_up, definition = found.top_up, Enumeration(call)
    assert top_up is not None
    assert None not in (top_up.amount, top_up.proportional, top_up.gap, top_up.rest, top_up.committed)
    assert top_up.amount == top_up.proportional + top_up.gap + top_up.rest
    assert 0 <= top_up.rest <= len(top_up.funders)
    assert top_up.committed + top_up.left == top_up.amount
    assert top_up.left >= 0
    assert sum(one.gap_cost for one in top_up.funders.values()) <= top_up.gap
    spent = {row["funder_id"]: row for row in found.spending.to_dicts()}
    for funder, means in definition.means.items():
        paid = top_up.funders.get(funder)
        topped = paid.used + paid.gap if paid else 0
        assert spent[funder]["committed"] + spent[funder]["left"] == means + topped
        assert paid is None or paid.used <= paid.proportional
        assert not topped or spent[funder]["left"] == 0


@given(call=topped_calls(), draw=st.sampled_from(["2026", "7"]))
@settings(max_examples=50, deadline=None)
def test_the_reasons_are_those_of_a_call_settled_anew(call: PotCall, draw: str) -> None:
    found, order = decide(call, draw), lot(draw, call)
    funded, means = frozenset(found.funded), Enumeration(call).means
    for one, reason in found.reasons.items():
        if reason.kind == "funded":
            continue
        assert reason.short or reason.kind in ("stopped", "lost_lot")
        forced = Enumeration(call, forced=frozenset({one}))
        assert (reason.displaces.state == "impossible") == (min(forced.means.values()) < 0)
        if reason.displaces.state == "exact":
            again = forced.outcome(order).funded
            assert set(reason.displaces.leaves) == funded - again
            assert set(reason.displaces.enters) == again - funded - {one}
        if reason.unlock.state == "upper":
            raised = {f: amount + reason.unlock.raises.get(f, 0) for f, amount in means.items()}
            assert funded | {one} <= Enumeration(call, raised).outcome(order).funded
    for funder, answer in found.next_raises.items():
        if answer.state == "upper":
            raised = means | {funder: means[funder] + answer.amount}
            assert len(Enumeration(call, raised).outcome(order).funded) > len(funded)


@pytest.mark.parametrize("number", [0, 2])
def test_a_mixed_pot_stands_on_one_top_up(number: int) -> None:
    pot = {"kind": "top_up", "cap": 5, "share": "0.33", "gap_part": "0.5"}
    pots = {f"T{one}": pot for one in range(number)}
    with pytest.raises(SelectionError, match=f"pots has {number} rows of kind top_up"):
        decide(PotCall({"A": ("14", {"X": 1})}, {"X": {"budget": 1} | MIXED}, pots))


@pytest.mark.parametrize("rule", ["best", "sum"])
def test_rules_without_a_gap_refuse_a_top_up_and_say_what_to_do(rule: str) -> None:
    pot = {"kind": "top_up", "cap": 5, "share": "0.33", "gap_part": "0.5"}
    call = PotCall({"A": ("14", {"X": 1})}, {"X": {"budget": 1} | MIXED}, {"T": pot}, rule=rule)
    with pytest.raises(SelectionError, match="choose ranking or gaps"):
        decide(call)
