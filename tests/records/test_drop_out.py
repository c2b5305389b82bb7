"""A decision after a drop-out: the engine's record holds before the outsider's rules, and no altered one does."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from renkei.engines.selection import options_from, select
from renkei.engines.selection.drop_out import Follows, after_drop_outs
from renkei.exchange.made_up import Size, made_up_call
from renkei.programme import Folder, read_folder
from renkei.records.canonical import dump, load
from renkei.records.verify import verify
from renkei.records.verify.shape import schema
from renkei.records.write import write
from tests.engines.selection.calls import SmallCall
from tests.engines.selection.ranking.test_worked import PAGES, folder
from tests.engines.selection.test_select import small_calls
from tests.records.calls import WORKED, Call

RULES = ("ranking", "gaps", "best", "sum")


def as_call(call: SmallCall, rule: str, draw: str | None) -> Call:
    return Call(call.applications, call.budgets, call.bands, rule=rule, draw=draw)


def chain(call: Call, gone: set[str]) -> tuple[bytes, bytes]:
    """The record of the decision, and of the one that follows once those in `gone` dropped out."""
    tables, options = call.tables, options_from(call.settings, draw=call.draw)
    first = write(select(**tables, options=options), call.settings, tables)
    stated = load(first)
    funded = tuple(one for one, entry in stated["outcomes"].items() if entry["outcome"] == "funded")
    follows = Follows(stated["sha256"], funded, dict.fromkeys(sorted(gone), "withdrawn"))
    return first, write(after_drop_outs(tables, options, follows), call.settings, tables, follows=follows)


@pytest.mark.parametrize("rule", RULES)
@given(call=small_calls(), draw=st.sampled_from([None, "2026"]), data=st.data())
@settings(max_examples=25, deadline=None)
def test_the_record_after_a_drop_out_holds(rule: str, call: SmallCall, draw: str | None, data: Any) -> None:
    given_call = as_call(call, rule, draw)
    before = select(**given_call.tables, options=options_from(given_call.settings, draw=draw, reasons=False))
    assume(before.funded and not before.tied)
    gone = data.draw(st.sets(st.sampled_from(before.funded), min_size=1, max_size=2))
    first, second = chain(given_call, gone)
    verdict = verify(second, given_call.settings, given_call.tables, earlier=first)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


@pytest.mark.parametrize("rule", RULES)
def test_the_record_of_a_larger_call_holds(rule: str) -> None:
    made, tables = made_up_call(Size(60, 8), 4)
    options = options_from(made, rule, draw="1", reasons=False)  # type: ignore[arg-type]
    before = select(**tables, options=options)
    follows = Follows("0" * 64, before.funded, {before.funded[2]: "withdrawn", before.funded[5]: "merged"})
    after = after_drop_outs(tables, options, follows)
    assert set(follows.fixed) < set(after.funded)
    verdict = verify(write(after, made, tables, follows=follows), made, tables)
    assert not verdict.failures, "\n".join(map(str, verdict.failures))


def test_a_second_drop_out_follows_the_first() -> None:
    call = WORKED[1].by(rule="gaps")
    _, second = chain(call, {"A"})
    stated = load(second)
    follows = Follows(stated["sha256"], ("B", "C", "D"), {"A": "withdrawn", "D": "no licence"})
    third = write(
        after_drop_outs(call.tables, options_from(call.settings), follows), call.settings, call.tables, follows=follows
    )
    assert [one for one, entry in load(third)["outcomes"].items() if entry["outcome"] == "funded"] == ["B", "C"]
    assert verify(third, call.settings, call.tables, earlier=second).holds


def test_after_a_drop_out_in_a_call_that_named_its_draw_the_record_holds() -> None:
    call = WORKED[1].by(rule="gaps", draw_named="Lotto of 4 June")
    first, second = chain(call, {"A"})
    assert verify(second, call.settings, call.tables, earlier=first).failures == ()


def test_the_record_has_the_shape_of_the_published_schema() -> None:
    _, second = chain(WORKED[1].by(rule="gaps"), {"A"})
    Draft202012Validator(schema()).validate(load(second))


def altered(data: bytes, **changes: Any) -> bytes:
    record = load(data)
    record["follows"] |= changes
    return dump(record)


def with_outcome(data: bytes, one: str, outcome: str) -> bytes:
    record = load(data)
    record["outcomes"][one]["outcome"] = outcome
    return dump(record)


FORGERIES = {
    "another record is followed": lambda data: altered(data, sha256="1" * 64),
    "an award is forgotten": lambda data: altered(data, funded=["A", "C"]),
    "an award is invented": lambda data: altered(data, funded=["A", "B", "C", "D"]),
    "somebody drops out who had no award": lambda data: altered(data, drop_outs={"A": "withdrawn", "B": "unwanted"}),
    "nobody dropped out": lambda data: altered(data, drop_outs={}),
    "a drop-out has no ground": lambda data: altered(data, drop_outs={"A": " "}),
    "the next one is kept waiting": lambda data: with_outcome(data, "B", "reserve"),
    "an award that remains is taken away": lambda data: with_outcome(data, "D", "reserve"),
    "who dropped out is funded": lambda data: with_outcome(data, "A", "funded"),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_an_altered_record_does_not_hold(what: str) -> None:
    call = WORKED[1].by(rule="gaps")
    first, second = chain(call, {"A"})
    assert verify(second, call.settings, call.tables, earlier=first).holds
    assert not verify(FORGERIES[what](second), call.settings, call.tables, earlier=first).holds


def test_a_record_that_follows_none_is_no_follower() -> None:
    call = WORKED[1].by(rule="gaps")
    first, _ = chain(call, {"A"})
    assert not verify(first, call.settings, call.tables, earlier=first).holds


def test_who_moves_up_after_the_reserve_list_expired_does_not_hold() -> None:
    call = WORKED[1].by(rule="gaps")
    _, second = chain(call, {"A"})
    record = load(second)
    record["follows"]["date"] = "2027-07-01"
    record["options"]["reserve"]["until"] = "2027-06-30"
    keys = {failure.key for failure in verify(dump(record), call.settings, call.tables).failures}
    assert "follows.date" in keys


@pytest.mark.parametrize("page", ["merged-lists", "national-points", "lead-agency", "dual-key"])
def test_after_a_drop_out_the_order_and_the_endorsements_stay_as_they_were(page: str, tmp_path: Path) -> None:
    holds_for_every_drop_out(folder(page, tmp_path))


def test_after_a_drop_out_a_real_pot_pays_whoever_moves_up() -> None:
    holds_for_every_drop_out(read_folder(PAGES / "real-pot", "select"))


def holds_for_every_drop_out(call: Folder) -> None:
    options = options_from(call.settings, draw="1")
    before = select(**call.tables, options=options)
    earlier = write(before, call.settings, call.tables)
    assert before.funded
    for one in before.funded:
        follows = Follows(load(earlier)["sha256"], before.funded, {one: "withdrawn"})
        after = after_drop_outs(call.tables, options, follows)
        record = write(after, call.settings, call.tables, follows=follows)
        verdict = verify(record, call.settings, call.tables, earlier=earlier)
        assert not verdict.failures, "\n".join(map(str, verdict.failures))
        assert load(record)["order"] == load(earlier)["order"]
