"""A true record holds: the worked calls, and any small call decided by complete enumeration."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renkei.records.canonical import load
from renkei.records.verify import verify
from tests.records.calls import ANSWERS, WORKED, Call
from tests.records.reference import written

RULES = ("ranking", "gaps", "best", "sum")


@pytest.mark.parametrize("draw", [None, "one", "two"])
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("number", WORKED)
def test_the_worked_calls_hold_and_nothing_about_them_stays_unchecked(number, rule, draw):
    call = WORKED[number].by(rule=rule, draw=draw)
    record = written(call)
    if draw is None:
        assert (outcome(record, "funded"), outcome(record, "tie")) == ANSWERS[number][rule]
    verdict = verify(record, call.settings, call.tables)
    assert not verdict.failures
    assert [one.split(":")[0] for one in verdict.unchecked] == ["versions", "draw.value"][: 2 if draw else 1]


def outcome(record, word):
    return "".join(one for one, entry in sorted(load(record)["outcomes"].items()) if entry["outcome"] == word)


@st.composite
def small_calls(draw):
    """Up to six applications, few scores and amounts (so that ties are many), limits, SMEs, criteria, a draw."""
    names = "ABCDEF"[: draw(st.integers(1, 6))]
    amounts = st.integers(1, 5).map(lambda euros: euros * 100)
    asks = st.dictionaries(st.sampled_from("XYZ"), amounts, max_size=3).map(lambda found: dict(sorted(found.items())))
    applications = {one: (draw(st.sampled_from(["14", "13.5", "13", "8", "7"])), draw(asks)) for one in names}
    some = lambda values: st.frozensets(st.sampled_from(values), max_size=3)  # noqa: E731
    return Call(
        applications,
        {funder: draw(st.integers(0, 9)) * 100 for funder in "XYZ"},
        bands={one: draw(st.integers(1, 3)) for one in names} if draw(st.booleans()) else {},
        possible={funder: draw(st.integers(0, 4)) * 100 for funder in draw(some("XYZ"))},
        criterion={one: str(draw(st.integers(1, 3))) for one in names},
        sme=frozenset((one, funder) for one in names for funder in draw(some("XYZ"))),
        withdrawn=draw(st.frozensets(st.sampled_from(names), max_size=1)),
        rule=draw(st.sampled_from(RULES)),
        draw=draw(st.none() | st.sampled_from(["one", "two"])),
        places=draw(st.none() | st.integers(0, 3)),
        tie_criteria=draw(st.sampled_from([(), ("impact",), ("sme_share", "impact"), ("under_spent",)])),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_calls())
def test_any_small_call_decided_by_enumeration_holds(call):
    verdict = verify(written(call), call.settings, call.tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))
