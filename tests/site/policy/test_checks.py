"""The policy's checks find what does not hold."""

from dataclasses import replace

import pytest
from django.core.checks import run_checks

from renkei.site.policy import Phase, Role, checks, verbs
from renkei.site.policy.rule import may, protected
from renkei.site.policy.rules import PROTECTED, UNPROTECTED


def sentences() -> str:
    return "\n".join(message.msg for message in checks.the_policy_holds())


def with_rules(monkeypatch: pytest.MonkeyPatch, *rules, model: str = "calls.Call", call: str | None = "") -> None:
    rest = tuple(entry for entry in PROTECTED if entry.model != model)
    monkeypatch.setattr(checks, "PROTECTED", (*rest, protected(model, call, *rules)))


def test_the_policy_holds():
    assert run_checks() == []


def test_a_model_without_rules_or_ground_is_named(monkeypatch):
    monkeypatch.setattr(checks, "PROTECTED", PROTECTED[1:])
    assert f"{PROTECTED[0].model}: write its rules" in sentences()
    monkeypatch.setattr(checks, "PROTECTED", PROTECTED)
    monkeypatch.setattr(checks, "UNPROTECTED", {**UNPROTECTED, "calls.Call": "x", "calls.Nothing": "x"})
    assert "calls.Call must derive from policy.Guarded exactly when" in sentences()
    assert "speaks of calls.Nothing, which is no model" in sentences()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (may(Role.OFFICER, "see", path="participations__funder__oficers__user"), "leads nowhere at oficers"),
        (may(Role.OFFICER, "see", path="participations__funder"), "does not end at accounts.User"),
        (may(Role.OFFICER, "see"), "every other role needs one"),
        (may(Role.SECRETARIAT, "see", path="questions__asked_by"), "have no path"),
        (may(Role.PUBLIC, "see", where=[("titel", "x")]), "cannot be asked"),
        (may(Role.PUBLIC), "says nothing"),
        (may(Role.PUBLIC, "see", when=()), "says nothing"),
    ],
)
def test_a_rule_that_asks_for_what_is_not_there_is_named(rule, said, monkeypatch):
    with_rules(monkeypatch, rule)
    assert said in sentences()


def test_a_lookup_that_does_not_end_at_the_call_is_named(monkeypatch):
    with_rules(monkeypatch, may(Role.PUBLIC, "see", when={Phase.OPEN}), model="calls.Section", call="position")
    assert "does not end at calls.Call" in sentences()


def test_a_field_that_tells_of_nothing_is_named(monkeypatch):
    entry = next(entry for entry in PROTECTED if entry.model == "audit.Event")
    monkeypatch.setattr(checks, "PROTECTED", (*PROTECTED, replace(entry, tells_of=("subject", "subject_key"))))
    assert "audit.Event has no subject_key" in sentences()
    assert "audit.Event stands twice" in sentences()


def test_a_verb_that_the_code_asks_for_and_nobody_has_is_named(monkeypatch):
    monkeypatch.setattr(checks, "asked_for", lambda: [verbs.Asked("calls/actions.py:3", "extnd", "Call")])
    assert "calls/actions.py:3 asks for the verb 'extnd'" in sentences()
    monkeypatch.setattr(checks, "asked_for", lambda: [verbs.Asked("calls/actions.py:3", "see", "Nothing")])
    assert "asks the policy for Nothing, which has no rules" in sentences()


def test_verbs_are_read_from_the_code(tmp_path):
    code = (
        'locked(actor, "extend", Call, pk=1)\nscoped(a, Call, verb="answer")\nallowed(a, "leave", row)\nscoped(a, Call)'
    )
    (tmp_path / "actions.py").write_text(code)
    assert [(asked.verb, asked.model) for asked in verbs.asked_for(tmp_path)] == [
        ("extend", "Call"),
        ("answer", "Call"),
        ("leave", ""),
    ]


def test_nothing_goes_past_the_guard():
    """No station writes SQL of its own, nor takes Django's doors behind the policy."""
    # `operations` keeps the whole database and brings it back
    allowed_in = {"policy", "operations", "audit/migrations", "audit/immutable.py", "outbox/migrations"}
    past = ("_base_manager", ".granted(", ".raw(", "RawSQL", ".cursor(", ".extra(")
    found = [
        f"{file.relative_to(verbs.SITE)}: {door}"
        for file in verbs.SITE.rglob("*.py")
        for door in past
        if door in file.read_text() and not str(file.relative_to(verbs.SITE)).startswith(tuple(allowed_in))
    ]
    assert found == []
