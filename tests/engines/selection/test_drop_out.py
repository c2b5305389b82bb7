"""After a drop-out: the awards that remain are paid first, and the rule is run over the others, as enumeration says."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renkei.engines.selection import SelectionError, SelectionOptions, options_from
from renkei.engines.selection.drop_out import Follows, after_drop_outs, faults
from renkei.programme import read_folder
from renkei.settings import Lottery, Reserve
from tests.engines.selection.calls import THRESHOLDS, WORKED, SmallCall
from tests.engines.selection.reference import results
from tests.engines.selection.test_select import decide, small_calls
from tests.engines.selection.test_what_if import WORKED_FOLDERS

RULES = ("ranking", "gaps", "best", "sum")


def options(rule: str, draw: str | None = None) -> SelectionOptions:
    return SelectionOptions(rule, bands="column", thresholds=THRESHOLDS, draw=draw)  # type: ignore[arg-type]


def without(call: SmallCall, gone: set[str]) -> SmallCall:
    kept = {one: entry for one, entry in call.applications.items() if one not in gone}
    return replace(call, applications=kept, bands={one: call.bands[one] for one in kept})


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), draw=st.sampled_from([None, "2026", "7"]), data=st.data())
@settings(max_examples=40, deadline=None)
def test_who_moves_up_equals_complete_enumeration(rule: str, call: SmallCall, draw: str | None, data: object) -> None:
    before = decide(call, rule, draw, reasons=False)
    assume(before.funded and not before.tied)
    gone = data.draw(st.sets(st.sampled_from(before.funded), min_size=1, max_size=2))  # type: ignore[attr-defined]
    follows = Follows("0" * 64, before.funded, dict.fromkeys(sorted(gone), "withdrawn"))
    found = after_drop_outs(call.tables(), options(rule, draw), follows)
    possible = results(without(call, gone), rule, draw, inside=frozenset(before.funded) - gone)
    assert set(found.funded) == frozenset.intersection(*possible)
    assert set(found.funded) | set(found.tied) == frozenset.union(*possible)
    assert set(follows.fixed) <= set(found.funded)
    assert found.complete


def test_worked_call_1_the_second_moves_up_on_the_money_of_the_first() -> None:
    # A 14.0: X60 Y40 drops out of A, C, D: B wants X60 Z50; C has Y50 Z40, D X30 Y10 stay. X 100 - 30 pays B, Z 60 too.
    follows = Follows("0" * 64, ("A", "C", "D"), {"A": "withdrawn"})
    found = after_drop_outs(WORKED[1].tables(), options("gaps"), follows)
    assert found.funded == ("B", "C", "D")
    assert found.reasons["A"].because == "dropped_out"
    left = dict(found.spending.select("funder_id", "left").iter_rows())
    assert left == {"X": 10, "Y": 40, "Z": 10}


def test_an_award_below_stays_although_the_rule_would_now_prefer_another() -> None:
    # Call 4 under best: B C have X100. Without B, A 14.0: X100 would be the rule's choice among all; C's award stays.
    follows = Follows("0" * 64, ("B", "C"), {"B": "withdrawn"})
    found = after_drop_outs(WORKED[4].tables(), options("best"), follows)
    assert "C" in found.funded
    assert "A" not in found.funded


def test_nobody_moves_up_once_the_reserve_list_has_expired() -> None:
    follows = Follows("0" * 64, ("A", "C", "D"), {"A": "withdrawn"}, date(2027, 7, 1))
    given_options = replace(options("gaps"), reserve=Reserve(until=date(2027, 6, 30)))
    with pytest.raises(SelectionError, match="held until 2027-06-30"):
        after_drop_outs(WORKED[1].tables(), given_options, follows)
    in_time = replace(follows, on=date(2027, 6, 30))
    assert after_drop_outs(WORKED[1].tables(), given_options, in_time).funded == ("B", "C", "D")


def test_a_public_draw_that_was_only_named_stands_in_nobodys_way_and_a_zone_does() -> None:
    follows = Follows("0" * 64, ("A", "C", "D"), {"A": "withdrawn"})
    named = replace(options("gaps"), lottery=Lottery(draw_named="Lotto of 4 June"))
    assert after_drop_outs(WORKED[1].tables(), named, follows).funded == ("B", "C", "D")
    with pytest.raises(SelectionError, match="its zone was frozen"):
        after_drop_outs(WORKED[1].tables(), replace(named, draw="1 2 3"), follows)


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
def test_a_drop_out_beside_a_top_up_is_refused_in_words(rule: str) -> None:
    call = read_folder(WORKED_FOLDERS / "mixed-pot", "select")
    with pytest.raises(SelectionError, match="beside the top-up EU is not decided so far"):
        after_drop_outs(call.tables, options_from(call.settings, rule), Follows("0" * 64, ("A",), {"A": "withdrawn"}))


def test_awards_that_the_budgets_do_not_pay_are_refused() -> None:
    with pytest.raises(SelectionError, match="X cannot pay the awards that remain"):
        after_drop_outs(WORKED[1].tables(), options("gaps"), Follows("0" * 64, ("A", "B", "D"), {"D": "withdrawn"}))


def test_an_award_of_somebody_no_longer_eligible_is_refused() -> None:
    with pytest.raises(SelectionError, match="K have awards and are not eligible now"):
        after_drop_outs(WORKED[1].tables(), options("gaps"), Follows("0" * 64, ("A", "K"), {"A": "withdrawn"}))


def test_everything_wrong_in_drop_outs_is_said_at_once() -> None:
    said = list(faults({"A"}, {"C"}, {"A": " ", "B": "withdrawn"}))
    assert [next(word for word in ("ties", "award", "ground") if word in one) for one in said] == [
        "ties",
        "ground",
        "award",
    ]
