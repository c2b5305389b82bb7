"""A meeting explains rows as `select` does, and takes a search up where it was left."""

from dataclasses import replace
from math import inf

import pytest

from renkei.engines.selection import options_from, select
from renkei.engines.selection.what_if import Change, Meeting
from renkei.exchange.made_up import Size, made_up_call

SETTINGS, TABLES = made_up_call(Size(24, 6), seed=3)


@pytest.mark.parametrize("rule", ["ranking", "gaps", "best"])
def test_reasons_and_next_raises_are_those_of_the_decision(rule):
    options = options_from(SETTINGS, rule)
    decided = select(*(TABLES[name] for name in ("applications", "requests", "funders")), options,
                     criteria_scores=TABLES["criteria_scores"], rates=TABLES["rates"])  # fmt: skip
    meeting = Meeting(TABLES, options)
    meeting.answer(Change(), lambda: inf)
    for one, reason in decided.reasons.items():
        found = meeting.reason(Change(), one)
        if reason.kind == "stopped":  # a meeting says "short" of those below the first gap too
            assert (found.displaces, found.unlock) == (reason.displaces, reason.unlock), one
        else:
            assert found == reason, one
    assert {one: meeting.next_raise(Change(), one) for one in decided.next_raises} == decided.next_raises


def test_reasons_under_a_raise_are_those_of_the_call_with_the_raise_confirmed():
    funder = TABLES["funders"]["funder_id"][0]
    change = Change("gaps", raises={funder: 100_000_00})
    raised = TABLES["funders"].with_columns(
        confirmed_raise=TABLES["funders"]["confirmed_raise"].fill_null(0)
        + (TABLES["funders"]["funder_id"] == funder).cast(int) * 100_000_00
    )
    options = options_from(SETTINGS, "gaps")
    asked, confirmed = Meeting(TABLES, options), Meeting({**TABLES, "funders": raised}, options)
    for one in TABLES["applications"]["application_id"]:
        found, expected = asked.reason(change, one), confirmed.reason(Change(), one)
        assert (found.kind, found.short, found.displaces) == (expected.kind, expected.short, expected.displaces)


def test_a_search_is_taken_up_where_it_was_left():
    meeting = Meeting(TABLES, options_from(SETTINGS, "best"), first_work=1)
    change = Change(raises={TABLES["funders"]["funder_id"][1]: 50_000_00})
    looks = 0
    while not next(meeting.ask(change)).proven:
        looks += 1
        assert looks < 60
        answers = meeting.ask(change, lambda: 60)
        next(answers)
        next(answers, None)
    found, at_once = next(meeting.ask(change)).after, Meeting(TABLES, options_from(SETTINGS, "best")).answer(change)
    assert replace(found, levels=()) == replace(at_once, levels=())  # certificates are as good as the work behind them
