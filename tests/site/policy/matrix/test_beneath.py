"""What is seen with the row it hangs on is what the policy gives row by row."""

import pytest

from renkei.site.applications import models as of
from renkei.site.calls import models as of_calls
from renkei.site.policy import NotAllowed, scoped, seen, unscoped
from renkei.site.policy.beneath import follows
from tests.site.policy.matrix.world import PEOPLE

BENEATH_APPLICATION = {
    of.Partner: "application",
    of.Member: "partner__application",
    of.Invitation: "partner__application",
    of.Request: "partner__application",
    of.SectionText: "application",
    of.SectionVersion: "section_text__application",
    of.TextBeside: "section_text__application",
    of.SignOff: "partner__application",
    of.Attachment: "application",
    of.Submission: "application",
}
BENEATH_CALL = {
    of_calls.Section: "call",
    of_calls.Participation: "call",
    of_calls.Milestone: "call",
    of_calls.Change: "call",
    of_calls.Question: "call",
    of_calls.Answer: "question__call",
    of_calls.Result: "call",
    of.Application: "call",
    of.Submission: "application__call",
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("model", "beneath"), [(of.Application, BENEATH_APPLICATION), (of_calls.Call, BENEATH_CALL)])
def test_everybody_sees_beneath_a_row_exactly_what_the_policy_gives(world, who, model, beneath):
    actor = world.actor(who)
    for row in unscoped(model, "the test asks for each"):
        try:
            found = seen(actor, scoped(actor, model).filter(pk=row.pk))
        except NotAllowed:
            continue
        for below, key in beneath.items():
            told = scoped(actor, below).filter(**{key: row}).order_by("pk")
            assert list(found.beneath(below, key).order_by("pk")) == list(told), (who, below, row)


def test_a_consortium_sees_its_application_whole_by_the_rules_alone_and_of_a_call_nobody_sees_what_has_rules_of_its_own(
    world,
):
    writer, public = world.actor("partner_a"), world.actor("public")
    assert all(follows(writer, of.Application, model, key) for model, key in BENEATH_APPLICATION.items())
    assert follows(public, of_calls.Call, of_calls.Section, "call")
    for model, key in ((of_calls.Question, "call"), (of_calls.Result, "call"), (of.Application, "call")):
        assert not follows(public, of_calls.Call, model, key)


def test_only_what_was_read_for_the_actor_counts_as_seen(world):
    actor, other = world.actor("lead_a"), world.actor("lead_b")
    for rows in (unscoped(of.Application, "the test"), scoped(other, of.Application)):
        with pytest.raises(ValueError, match="scoped"):
            seen(actor, rows)
