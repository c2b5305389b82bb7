"""Minima under `best` and `sum`: the best among the sets that reach them, by complete enumeration."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import ConditionError
from renkei.settings import Condition
from tests.engines.selection.conditions.calls import GROUND, ConditionCall, at_least, decide
from tests.engines.selection.conditions.generated import SUBJECTS, condition_calls
from tests.engines.selection.conditions.reference import _Allowed, counts
from tests.engines.selection.reference import Funded, subsets


class _Reaching(_Allowed):
    """The rules over the sets that keep to the budgets and upper limits, and reach the minima."""

    def whole(self, rule: str) -> set[Funded]:
        upper = [one for one in self.call.conditions if not one.at_least]
        minima = [one for one in self.call.conditions if one.at_least]
        self.call = self.call.by(conditions=tuple(upper))
        able = [part for part in subsets(self.asked) if self.inside <= part and self.affordable(part)]
        able = [part for part in able if all(self.reached(one, part) for one in minima)]
        if not able:
            return set()
        value = self.value_of_best if rule == "best" else self.value_of_sum
        top = max(map(value, able))
        return set(self.drawn([part for part in able if value(part) == top]))

    def reached(self, minimum: Condition, part: Funded) -> bool:
        if minimum.of in ("applications", "money"):
            return counts(self.call, minimum, part) >= minimum.limit * (100 if minimum.of == "money" else 1)
        of = minimum.of.removeprefix("share_of_")
        mine = counts(self.call, Condition(minimum.subject, minimum.value, of, Decimal(0), True, ""), part)  # type: ignore[arg-type]
        return mine >= Fraction(minimum.limit) * (self.money(part) if of == "money" else len(part))


def possible(call: ConditionCall, rule: str, draw: str | None, inside: Funded = frozenset()) -> set[Funded]:
    """Every result that the lot may bring; none where no allowed set reaches the minima."""
    found = _Reaching(call.by(conditions=()), draw, inside, None)
    if not found.affordable(found.inside):
        return set()
    found.call = call
    return found.whole(rule)


@st.composite
def minima(draw: st.DrawFn) -> Condition:
    subject, value = draw(st.sampled_from(SUBJECTS))
    of = draw(st.sampled_from(["applications", "money", "share_of_applications", "share_of_money"]))
    limit = {"applications": "2", "money": "0.04"}.get(of, draw(st.sampled_from(["0.3", "0.5", "1"])))
    return at_least(draw(st.sampled_from(["1", limit])) if of == "applications" else limit, subject, value, of)


@st.composite
def minimum_calls(draw: st.DrawFn, most: int = 6) -> ConditionCall:
    """Calls with every side condition that these rules can bear, one or two minima among them."""
    call = draw(condition_calls(most))
    return call.by(conditions=(*draw(st.lists(minima(), min_size=1, max_size=2)), *call.conditions[:1]))


@pytest.mark.parametrize("rule", ["best", "sum"])
@given(call=minimum_calls(), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=30, deadline=None)
def test_a_decision_equals_complete_enumeration(rule: str, call: ConditionCall, draw: str | None) -> None:
    expected = possible(call, rule, draw)
    if not expected:
        with pytest.raises(ConditionError, match=r"forced in are|reaches the minima"):
            decide(call, rule, draw, reasons=False)
        return
    found = decide(call, rule, draw, reasons=False)
    assert set(found.funded) == frozenset.intersection(*expected)
    assert set(found.funded) | set(found.tied) == frozenset.union(*expected)
    assert found.complete


@pytest.mark.parametrize("rule", ["best", "sum"])
@given(call=minimum_calls(most=5), draw=st.sampled_from([None, "2026"]))
@settings(max_examples=10, deadline=None)
def test_what_forcing_in_displaces_equals_complete_enumeration(
    rule: str, call: ConditionCall, draw: str | None
) -> None:
    if not possible(call, rule, draw):
        return
    found = decide(call, rule, draw)
    for one, reason in found.reasons.items():
        if reason.displaces.state == "not_computed":
            continue
        forced = possible(call, rule, draw, frozenset({one}))
        assert (reason.displaces.state == "impossible") == (not forced)
        assert reason.unlock.state == "open"
        if forced:
            assert set(reason.displaces.leaves) == set(found.funded) - frozenset.union(*forced)
            assert set(reason.displaces.enters) == frozenset.intersection(*forced) - set(found.funded) - {one}


def test_a_worse_portfolio_is_taken_where_only_it_reaches_the_share_of_smes() -> None:
    call = ConditionCall(
        {"A": ("14", {"X": 60}), "B": ("13", {"X": 40}), "C": ("9", {"X": 40})},
        {"X": 100},
        sizes={("C", "X"): "startup"},
        conditions=(at_least("0.4", "size", "sme", "share_of_money"),),
    )
    assert decide(call.by(conditions=()), "best").funded == ("A", "B")
    found = decide(call, "best")
    assert found.funded == ("A", "C")  # 40 of 100; beside B alone it would be half, and a lower total
    assert found.conditions is not None
    assert found.conditions.floors[0].ground == GROUND
    with pytest.raises(ConditionError, match="no set that the money and the limits allow reaches the minima"):
        decide(call.by(conditions=(at_least("0.41", "country", "FI", "money"),)), "best")
