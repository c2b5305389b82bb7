"""What is too long to search is said to be unchecked, never passed in silence."""

import random

import pytest

from renkei.records.verify import checks, verify
from renkei.records.verify.search import Work
from tests.records.calls import WORKED, Call
from tests.records.reference import written


def wide(count: int, seed: int) -> Call:
    """A call whose applications all tie in score and ask many different amounts."""
    draw = random.Random(seed)
    applications = {
        one: ("12", {funder: draw.randint(30, 60) for funder in draw.sample("XYZ", 2)}) for one in "ABCDEFGHIJ"[:count]
    }
    return Call(applications, {"X": 160, "Y": 150, "Z": 155}, draw="one")


@pytest.mark.parametrize("rule", ["gaps", "best"])
def test_with_too_little_work_a_true_record_holds_and_says_what_stays_open(rule, monkeypatch):
    call = wide(7, 1).by(rule=rule)
    monkeypatch.setattr(checks, "Work", lambda **_: Work(total=1000, each=3))
    verdict = verify(written(call), call.settings, call.tables)
    assert not verdict.failures
    said = "\n".join(verdict.unchecked)
    assert ("solver claims" if rule == "best" else "multipliers certify at most 7") in said
    assert "too long to run again" in said


def test_exchanges_still_catch_a_forger_when_no_proof_is_possible(monkeypatch):
    monkeypatch.setattr(checks, "Work", lambda **_: Work(total=0))
    call = WORKED[4].by(rule="best")
    verdict = verify(written(call, "BDE"), call.settings, call.tables)
    assert "C in place of D, E is better by the rule" in "\n".join(map(str, verdict.failures))
    call = WORKED[1].by(rule="best")
    assert "B besides" not in "\n".join(map(str, verify(written(call), call.settings, call.tables).failures))


def test_a_verdict_does_not_depend_on_the_order_of_rows():
    call = WORKED[3].by(rule="gaps", draw="two")
    turned = {name: table.reverse() for name, table in call.tables.items()}
    assert verify(written(call), call.settings, turned) == verify(written(call), call.settings, call.tables)
