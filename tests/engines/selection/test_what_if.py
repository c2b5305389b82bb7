"""A question in a meeting has the answer that deciding the changed call afresh would give."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renkei.engines.selection import Selection, SelectionError, SelectionOptions, options_from, select
from renkei.engines.selection.what_if import Change, Meeting, WhatIf, faults
from renkei.engines.selection.what_if.change import changed_tables
from renkei.engines.selection.what_if.prepared import prepare
from renkei.exchange.made_up import Size, made_up_call
from renkei.programme import Folder, read_folder
from renkei.settings import Bands
from tests.engines.selection.calls import THRESHOLDS, WORKED, SmallCall
from tests.engines.selection.ranking.test_worked import folder
from tests.engines.selection.reference import results, smallest_raise, smallest_unlock
from tests.engines.selection.test_select import small_calls

WORKED_FOLDERS = Path(__file__).parents[3] / "docs" / "worked"
RULES = ("ranking", "gaps", "best", "sum")
DRAWS = st.sampled_from([None, "2026", "7"])


def options(rule: str, draw: str | None = None, bands: Bands | None = None) -> SelectionOptions:
    return SelectionOptions(rule, bands=bands or "column", thresholds=THRESHOLDS, draw=draw)  # type: ignore[arg-type]


def asked(call: SmallCall, rule: str, change: Change, draw: str | None = None) -> WhatIf:
    *_, last = Meeting(call.tables(), options(rule, draw)).ask(change)
    return last


def afresh(tables: dict[str, pl.DataFrame], change: Change, rule: str, draw: str | None) -> Selection:
    """The changed tables decided by `select`: raises confirmed, what is forced out excluded."""
    raised = [raised_to(row, change) for row in tables["funders"].to_dicts()]
    changed = tables | {
        "applications": changed_tables(tables, Change(out=change.out, inside=change.inside))["applications"],
        "funders": pl.DataFrame(raised, schema=tables["funders"].schema),
    }
    return select(**changed, options=replace(options(change.rule or rule, draw, change.bands), reasons=False))


def raised_to(row: dict[str, object], change: Change) -> dict[str, object]:
    return row | {"confirmed_raise": change.raises.get(str(row["funder_id"]), 0)}


@st.composite
def changes(draw: st.DrawFn) -> Change:
    return Change(
        rule=draw(st.sampled_from([None, None, *RULES])),
        raises=draw(st.dictionaries(st.sampled_from("XYZ"), st.integers(0, 6), max_size=2)),
        out=dict.fromkeys(draw(st.sets(st.sampled_from("AB"), max_size=2)), "withdrawn"),
        bands=draw(st.sampled_from([None, None, "each", (Decimal(13),), (Decimal(13), Decimal(12))])),
    )


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), change=changes(), draw=DRAWS)
@settings(max_examples=40, deadline=None)
def test_an_answer_is_what_deciding_the_changed_call_afresh_gives(
    rule: str, call: SmallCall, change: Change, draw: str | None
) -> None:
    change = replace(change, out={one: ground for one, ground in change.out.items() if one in call.applications})
    found, new = asked(call, rule, change, draw), afresh(call.tables(), change, rule, draw)
    old = afresh(call.tables(), Change(), rule, draw)
    assert found.proven
    assert (found.after.funded, found.after.tied) == (new.funded, new.tied)
    assert (found.before.funded, found.before.tied) == (old.funded, old.tied)
    assert found.enters == tuple(sorted(set(new.funded) - set(old.funded)))
    assert found.leaves == tuple(sorted(set(old.funded) - set(new.funded) - set(new.tied)))
    spending = new.spending.select("funder_id", "committed", "left").rows()
    assert [(one.funder, one.committed, one.left) for one in found.after.budgets] == spending
    short = {one: set(reason.short) for one, reason in new.reasons.items()}
    assert {b.funder: set(b.could_not_pay) for b in found.after.budgets} == {
        b.funder: {one for one, funders in short.items() if b.funder in funders} for b in found.after.budgets
    }


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), raises=st.dictionaries(st.sampled_from("XYZ"), st.integers(0, 6), max_size=2), draw=DRAWS)
@settings(max_examples=15, deadline=None)
def test_forcing_in_is_decided_or_refused_as_select_does_with_the_raises_confirmed(
    rule: str, call: SmallCall, raises: dict[str, int], draw: str | None
) -> None:
    inside = dict.fromkeys(list(call.applications)[-1:], "agreed")
    change = Change(raises={one: amount for one, amount in raises.items() if one in call.budgets}, inside=inside)
    try:
        new = afresh(call.tables(), change, rule, draw)
    except SelectionError as refused:
        with pytest.raises(SelectionError, match=re.escape(str(refused))):
            asked(call, rule, change, draw)
        return
    found = asked(call, rule, change, draw)
    assert found.proven
    assert (found.after.funded, found.after.tied) == (new.funded, new.tied)
    assert set(inside) <= set(found.after.funded)
    spending = new.spending.select("funder_id", "committed", "left").rows()
    assert [(one.funder, one.committed, one.left) for one in found.after.budgets] == spending


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(most=5), draw=st.sampled_from(["2026", "7"]))
@settings(max_examples=20, deadline=None)
def test_the_cheapest_raise_equals_trying_all(rule: str, call: SmallCall, draw: str) -> None:
    found = asked(call, rule, Change(), draw).cheapest
    (funded,) = results(call, rule, draw)
    own = [smallest_raise(call, rule, draw, funder, len(funded)) for funder in call.budgets]
    possible = [(call.possible or {}).get(funder) for funder in call.budgets]
    costs = [r for r, limit in zip(own, possible, strict=True) if r is not None and (limit is None or r <= limit)]
    unlocks = [smallest_unlock(call, rule, draw, one, funded) for one in set(call.applications) - funded]
    costs += [one for one in unlocks if one is not None]
    assert found.cost == min(costs, default=None)
    assert found.state == ("exact" if costs else "none")


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), out=st.sets(st.sampled_from("ABC")), draw=DRAWS)
@settings(max_examples=20, deadline=None)
def test_taking_an_application_out_makes_the_call_that_excluding_it_in_the_table_makes(
    rule: str, call: SmallCall, out: set[str], draw: str | None
) -> None:
    grounds = dict.fromkeys(sorted(out & set(call.applications)), "withdrawn")
    given_options = replace(options(rule, draw), tie_criteria=("sme_share", "under_spent"))
    quick = prepare(call.tables(), given_options, {}).without(grounds).call
    slow = prepare(changed_tables(call.tables(), Change(out=grounds)), given_options, {}).call
    assert vars_of(quick) == vars_of(slow)


def vars_of(call: object) -> dict[str, object]:
    """The fields of a call, arrays as lists; points over the floor in points, since a scale may have become finer."""
    found = {name: getattr(call, name) for name in call.__dataclass_fields__}  # type: ignore[attr-defined]
    found["points"] = (found["points"] / found.pop("per")).tolist()
    found["tie_criteria"] = [(name, None if one is None else one.tolist()) for name, one in found["tie_criteria"]]
    return {name: one.tolist() if hasattr(one, "tolist") else one for name, one in found.items()}


def test_while_a_tie_is_open_the_cheapest_raise_waits_for_the_draw() -> None:
    found = asked(WORKED[3], "gaps", Change())
    assert found.after.tied == ("B", "C")
    assert found.cheapest.state == "not_computed"
    assert found.after.number == 3


def test_everything_wrong_in_a_change_is_said_at_once() -> None:
    change = Change(raises={"X": -1, "Q": 5}, out={"K": "withdrawn", "A": " "}, share=Decimal("0.3"))
    with pytest.raises(SelectionError) as refused:
        next(Meeting(WORKED[1].tables(), options("gaps")).ask(change))
    said = str(refused.value).split("\n")
    assert len(said) == 5
    assert all(
        any(word in line for line in said) for word in ("raise X", "Q", "no such application", "ground", "top-up")
    )


def test_a_share_and_a_gap_part_of_a_top_up_are_between_nothing_and_all_and_its_cap_is_no_debt() -> None:
    call = read_folder(WORKED_FOLDERS / "mixed-pot", "select")
    assert len(faults(Change(share=Decimal("1.5"), gap_part=Decimal(-1), cap=-1), call.tables)) == 3
    assert faults(Change(cap=5), WORKED[1].tables()) == ["cap of the top-up 5: the call has no top-up in pots"]
    assert faults(Change(share=Decimal("0.5"), gap_part=Decimal(1)), call.tables) == []


def agrees_in(call: Folder, change: Change, rule: str) -> WhatIf:
    """The answer about a folder's call, once it is what deciding the changed tables gives."""
    *_, found = Meeting(call.tables, options_from(call.settings, rule, draw="1")).ask(change)  # type: ignore[arg-type]
    raised = [raised_to(row, change) for row in call.tables["funders"].to_dicts()]
    pots = [row | topped(row, change) for row in call.tables["pots"].to_dicts()] if "pots" in call.tables else []
    changed = dict(call.tables) | {
        "applications": changed_tables(call.tables, Change(out=change.out))["applications"],
        "funders": pl.DataFrame(raised, schema=call.tables["funders"].schema),
    }
    if pots:
        changed["pots"] = pl.DataFrame(pots, schema=call.tables["pots"].schema)
    new = select(**changed, options=options_from(call.settings, rule, draw="1", reasons=False))  # type: ignore[arg-type]
    assert found.after.funded == new.funded
    spending = new.spending.select("funder_id", "committed", "left").rows()
    assert [(one.funder, one.committed, one.left) for one in found.after.budgets][: len(spending)] == spending
    return found


def topped(row: dict[str, object], change: Change) -> dict[str, object]:
    asked_for = {"share": change.share, "gap_part": change.gap_part, "cap": change.cap}
    return {name: value for name, value in asked_for.items() if value is not None and row["kind"] == "top_up"}


@pytest.mark.parametrize("rule", ["ranking", "gaps"])
@pytest.mark.parametrize(
    "change",
    [
        Change(),
        Change(share=Decimal("0.1")),
        Change(gap_part=Decimal(1)),
        Change(cap=0),
        Change(cap=10_000_000, share=Decimal(1)),
        Change(raises={"DE": 12_000_000}, share=Decimal("0.5"), gap_part=Decimal(0)),
        Change(out={"A": "withdrawn"}),
    ],
)
def test_beside_a_top_up_an_answer_is_what_the_changed_tables_give(rule: str, change: Change) -> None:
    call = read_folder(WORKED_FOLDERS / "mixed-pot", "select")
    found = agrees_in(call, change, rule)
    everybody = len(found.after.funded) + len(change.out) == call.tables["applications"].height
    assert found.cheapest.state in ({"none"} if everybody else {"upper", "open"})
    assert found.after.budgets[-1].funder == "EU"


def test_a_raise_of_a_funder_in_a_real_pot_is_the_pots_in_its_currency() -> None:
    call = read_folder(WORKED_FOLDERS / "real-pot", "select")
    found = agrees_in(call, Change(raises={"FI": 10_000_000}), "gaps")  # EUR 100,000 at 0.085: NOK 1,176,470.59
    means = {side: {one.funder: one.means for one in side.budgets}["POT"] for side in (found.before, found.after)}
    assert means[found.after] - means[found.before] == 117_647_059


@pytest.mark.parametrize("page", ["merged-lists", "national-points", "dual-key"])
def test_where_others_move_when_one_goes_the_order_is_made_anew(page: str, tmp_path: Path) -> None:
    call = folder(page, tmp_path)
    for one in call.tables["applications"]["application_id"]:
        agrees_in(call, Change(out={one: "withdrawn"}), "gaps")


@pytest.mark.parametrize("rule", ["best", "sum"])
def test_a_search_gives_better_and_better_answers_until_it_is_proven(rule: str) -> None:
    made, tables = made_up_call(Size(60, 8), 5)
    given_options = options_from(made, rule, draw="1")  # type: ignore[arg-type]
    raise_one = Change(raises={tables["funders"]["funder_id"][0]: 30_000_000})
    answers = list(Meeting(tables, given_options, first_work=20).ask(raise_one))
    values = [[level.value for level in one.after.levels if level.name != "money"] for one in answers]
    assert len(answers) > 2
    assert not answers[0].proven
    assert answers[-1].proven
    assert values == sorted(values)
    best = answers[-1].after.levels[0].value
    for one in answers:
        first = one.after.levels[0]
        assert first.value <= best <= min(first.claimed, first.certified)


def test_a_search_without_time_says_what_it_has_with_bounds() -> None:
    made, tables = made_up_call(Size(171, 38), 2)
    meeting = Meeting(tables, options_from(made, "sum", draw="1"))
    found = list(meeting.ask(Change(), lambda: 0.0))
    assert found[-1].cheapest.state in {"not_computed", "open"}
    assert all(level.value <= level.certified for level in found[-1].after.levels[:1])


def test_a_raise_beyond_what_is_possible_is_answered_and_marked() -> None:
    call = replace(WORKED[1], possible={"X": 10, "Y": 100, "Z": 100})
    assert asked(call, "gaps", Change(raises={"X": 20})).beyond_possible == ("X",)
    assert asked(call, "gaps", Change(raises={"X": 10})).beyond_possible == ()


def test_a_raise_that_is_asked_for_leaves_less_that_is_possible() -> None:
    call = replace(WORKED[1], possible={"X": 30, "Y": 0, "Z": 0})  # B lacks X 50 beside A, C and D
    assert asked(call, "gaps", Change()).cheapest.state == "none"
    call = replace(WORKED[1], possible={"X": 50, "Y": 0, "Z": 0})
    assert asked(call, "gaps", Change()).cheapest.raises == {"X": 50}
    assert asked(call, "gaps", Change(raises={"X": 10})).cheapest.raises == {"X": 40}


def test_the_meeting_answers_the_same_whatever_was_asked_before() -> None:
    made, tables = made_up_call(Size(80, 12), 3)
    meeting = Meeting(tables, options_from(made, "gaps", draw="1"))
    questions = [Change(raises={one: 25_000_000}) for one in tables["funders"]["funder_id"][:6]]
    together = [last(meeting.ask(one)) for one in questions]
    assert together == [last(Meeting(tables, meeting.options).ask(one)) for one in reversed(questions)][::-1]


def last(answers: Iterator[WhatIf]) -> WhatIf:
    *_, found = answers
    return found
