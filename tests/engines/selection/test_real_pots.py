"""A real pot is one budget: what several funders contribute pays what is asked of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError, SelectionOptions, select
from tests.engines.selection.calls import THRESHOLDS, SmallCall
from tests.engines.selection.pot_calls import PotCall, decide
from tests.engines.selection.reference import results, smallest_raise, smallest_unlock

REAL = {"pot": "real"}
# Amounts are in cents; one EUR is 10 SEK.
TWO_GIVE = PotCall(
    {"A": ("14", {"P": 60}), "B": ("13", {"N": 30, "S": 400}), "C": ("12", {"V": 10})},
    {
        "N": {"budget": 70} | REAL,
        "S": {"budget": 700, "currency": "SEK"} | REAL,
        "V": {"budget": 10},
    },
    {"P": {}},
    {("P", "N"): (70, "EUR"), ("P", "S"): (705, "SEK")},
    {"SEK": ("10", "central bank")},
)


def test_contributions_make_one_budget_in_the_pots_currency() -> None:
    found = decide(TWO_GIVE)
    (pot, own) = found.spending.sort("funder_id").to_dicts()
    assert (pot["funder_id"], pot["currency"], pot["budget"]) == ("P", "EUR", 70 + 71)  # 70.5 is rounded half up
    assert own["funder_id"] == "V"


def test_requests_that_name_a_contributing_funder_are_paid_by_the_pot_at_the_calls_rates() -> None:
    found = decide(TWO_GIVE)
    assert found.funded == ("A", "B", "C")
    assert found.spending.filter(funder_id="P")["committed"].item() == 60 + 30 + 40
    assert found.real_pots["P"].pays_for == ("N", "S")


def test_a_confirmed_raise_of_a_contributing_funder_is_the_pots() -> None:
    call = TWO_GIVE.by(funders=TWO_GIVE.funders | {"S": TWO_GIVE.funders["S"] | {"confirmed_raise": 90}})
    assert decide(call).spending.filter(funder_id="P")["raise"].item() == 9


@pytest.mark.parametrize(("pots", "said"), [([], "contributes to no real pot"), (["P", "Q"], "the pots P, Q")])
def test_a_funder_of_no_pot_or_of_several_cannot_be_named(pots: list[str], said: str) -> None:
    call = PotCall(
        {"A": ("14", {"N": 60})},
        {"N": {"budget": 70} | REAL},
        {"P": {}, "Q": {}},
        {(pot, "N"): (35, "EUR") for pot in pots},
    )
    with pytest.raises(SelectionError, match=said):
        decide(call)


def test_a_request_to_what_is_no_real_pot_is_refused() -> None:
    call = PotCall({"A": ("14", {"T": 60})}, {"V": {"budget": 1}}, {"T": {"kind": "top_up"}})
    with pytest.raises(SelectionError, match="no real pot"):
        decide(call)


@st.composite
def shared(draw: st.DrawFn) -> tuple[SmallCall, PotCall]:
    """A small call in which X is a pot of two funders, some requests naming the pot and some a funder."""
    applications, named = {}, {}
    for one in "ABCDEF"[: draw(st.integers(1, 6))]:
        asks = draw(st.dictionaries(st.sampled_from("XY"), st.integers(1, 5), max_size=2))
        score = draw(st.sampled_from(["14", "13", "12", "8"]))
        applications[one] = (score, asks)
        through = draw(st.sampled_from(["X", "M", "N"]))
        named[one] = (score, {through if payer == "X" else payer: amount for payer, amount in asks.items()})
    first, second, own = (draw(st.integers(0, 6)) for _ in range(3))
    bands = {one: 1 if float(score) >= 13 else 2 for one, (score, _) in applications.items()}
    plain = SmallCall(applications, {"X": first + second, "Y": own}, bands)
    common = PotCall(
        named,
        {"M": {"budget": first} | REAL, "N": {"budget": second} | REAL, "Y": {"budget": own}},
        {"X": {}},
        {("X", "M"): (first, "EUR"), ("X", "N"): (second, "EUR")},
    )
    return plain, common


@pytest.mark.parametrize("rule", ["ranking", "gaps", "best", "sum"])
@given(both=shared(), draw=st.sampled_from([None, "7"]))
@settings(max_examples=20, deadline=None)
def test_a_pot_decides_and_explains_as_one_funder_with_its_budget(
    rule: str, both: tuple[SmallCall, PotCall], draw: str | None
) -> None:
    plain, common = both
    tables = common.tables
    tables["applications"] = plain.tables()["applications"]
    options = SelectionOptions(rule, bands="column", thresholds=THRESHOLDS, draw=draw, tries=100_000)  # type: ignore[arg-type]
    found = select(**tables, options=options)
    possible = results(plain, rule, draw)
    assert set(found.funded) == frozenset.intersection(*possible)
    assert set(found.funded) | set(found.tied) == frozenset.union(*possible)
    if not found.tied:
        for one, reason in found.reasons.items():
            if reason.kind not in ("funded", "not_eligible"):
                assert reason.unlock.cost == smallest_unlock(plain, rule, draw, one, frozenset(found.funded))
        for payer in ("X", "Y"):
            least = smallest_raise(plain, rule, draw, payer, len(found.funded))
            assert found.next_raises[payer].amount == least
