"""Endorsements: who is kept out, by whom, and what a smaller amount does to the requests."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError, options_from, select
from renkei.engines.selection.ranking.endorsements import reduced_requests
from renkei.money import cut_to
from renkei.settings import Endorsing, SelectionSettings
from tests.engines.selection.ranking.calls import RankedCall
from tests.engines.selection.ranking.deciding import decide

CALL = RankedCall(
    {"A": ("14", {"X": 300, "Y": 200}), "B": ("7", {"X": 300})},
    {"X": 500, "Y": 300},
    selection=SelectionSettings(rule="gaps", endorsements=Endorsing(("lead", "partners"), ("K",))),
)
ALL = {("A", "X"): "yes", ("A", "Y"): "yes", ("A", "K"): "yes"}


def because(call: RankedCall, one: str = "A") -> str:
    return decide(call).reasons[one].because


def test_all_that_must_endorse_and_do_make_eligible():
    assert decide(CALL.by(endorsed=ALL)).funded == ("A",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({("A", "K"): "no"}, "refused:K"),
        ({("A", "X"): "no", ("A", "K"): "no"}, "refused:K"),
        ({("A", "K"): "pending", ("A", "Y"): "no"}, "refused:Y"),
        ({("A", "K"): "pending"}, "pending:K"),
    ],
)
def test_the_reason_is_a_refusal_before_silence_before_a_pending_word(words, expected):
    assert because(CALL.by(endorsed=ALL | words)) == f"endorsement_{expected}"


def test_silence_comes_before_a_pending_word():
    said = {("A", "X"): "yes", ("A", "Y"): "pending"}
    assert because(CALL.by(endorsed=said)) == "endorsement_missing:K"


def test_the_threshold_is_the_reason_before_any_endorsement():
    assert because(CALL.by(endorsed=ALL), "B") == "below_threshold"


def test_a_pending_word_that_would_not_help_is_not_provisional():
    found = decide(CALL.by(endorsed=ALL | {("A", "K"): "pending", ("A", "Y"): "no"}))
    assert found.endorsed is not None
    assert found.endorsed.provisional == ()


def test_a_larger_amount_changes_nothing_and_a_smaller_one_is_what_is_paid():
    assert decide(CALL.by(endorsed=ALL | {("A", "X"): ("yes", 301)})).asked["A"] == {"X": 300, "Y": 200}
    assert decide(CALL.by(endorsed=ALL | {("A", "X"): ("yes", 299)})).asked["A"] == {"X": 299, "Y": 200}


def test_an_amount_by_an_agency_that_need_not_endorse_decides_nothing():
    lead = CALL.selecting(endorsements=Endorsing(("lead",)))
    assert decide(lead.by(endorsed={("A", "X"): "yes", ("A", "Y"): ("yes", 1)})).asked["A"] == {"X": 300, "Y": 200}


def test_an_application_without_a_lead_agency_is_refused_in_words():
    call = CALL.by(endorsed=ALL)
    requests = call.tables["requests"].with_columns(role=pl.lit("partner"))
    with pytest.raises(SelectionError, match="no lead agency for A"):
        select(**(call.tables | {"requests": requests}), options=options_from(call.settings))


@given(amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=6), share=st.fractions(0, 1))
def test_cut_amounts_add_up_to_the_limit_and_none_grows_by_more_than_a_unit(amounts, share):
    limit = int(sum(amounts) * share)
    cut = cut_to(limit, amounts)
    assert sum(cut) == (limit if sum(amounts) else 0)
    assert all(
        abs(part * sum(amounts) - limit * amount) < sum(amounts) or part == 0
        for part, amount in zip(cut, amounts, strict=True)
    )


def test_the_order_of_rows_does_not_move_a_cent_between_partners():
    rows = {"application_id": ["A"] * 3, "partner_id": ["P3", "P1", "P2"], "funder_id": ["X"] * 3}
    frame = pl.DataFrame(
        rows | {"self_funded": [None] * 3, "amount": [1, 1, 1]}, schema_overrides={"self_funded": pl.Boolean}
    )
    forth, back = (reduced_requests(one, {"A": {"X": 2}}) for one in (frame, frame.reverse()))
    assert forth.equals(back)
    assert forth["amount"].to_list() == [0, 1, 1]
