""" "Can we apply?": each funder's answer to three facts."""

import pytest

from renkei.site.calls.can_apply import Facts, can_apply
from renkei.site.calls.queries import participations
from tests.site.conftest import acting


def answers(call, country="JP", kind="sme", amount=50_000_000, currency="JPY"):
    said = can_apply(Facts(country, kind, amount, currency), participations(acting(None), call))
    return {one.funder.code: one for one in said}


def test_what_meets_all_rules_is_answered_yes_with_what_else_is_asked(joint):
    said = answers(joint)["JST"]
    assert (said.answer, said.remarks) == ("pass", ())
    assert {one.rule for one in said.besides} == {"rate", "costs.paid", "costs.at_most"}


@pytest.mark.parametrize(
    ("amount", "answer"), [(60_000_000, "pass"), (60_000_001, "fail"), (1_000_000, "pass"), (999_999, "fail")]
)
def test_an_amount_over_or_under_a_limit_is_answered_with_the_amount_that_passes(joint, amount, answer):
    said = answers(joint, amount=amount)["JST"]
    assert said.answer == answer
    if amount > 60_000_000:
        assert said.remarks[0].remedy == "lower the request to JPY\N{NO-BREAK SPACE}60,000,000"
    elif answer == "fail":
        assert said.remarks[0].remedy == "raise the request to JPY\N{NO-BREAK SPACE}1,000,000"


def test_the_ceiling_is_that_of_ones_kind(joint):
    assert answers(joint, kind="startup", amount=90_000_000)["JST"].answer == "pass"


def test_another_kind_of_organisation_is_told_who_is_funded(joint):
    said = answers(joint, kind="university")["JST"]
    assert said.answer == "fail"
    assert said.remarks[0].reason.startswith("university is not a kind that JST funds")


def test_an_organisation_elsewhere_is_sent_to_the_funder_of_its_country(joint):
    said = answers(joint, country="CA", currency="CAD", amount=100)
    assert said["NRC"].answer == "pass"
    assert said["JST"].answer == "fail"
    assert any(remark.remedy == "ask NRC" for remark in said["JST"].remarks)
    assert not any("doubt" in remark.reason for remark in said["JST"].remarks)
    nowhere = answers(joint, country="BR")["JST"].remarks[0]
    assert "self-funded" in nowhere.remedy


def test_an_amount_in_another_currency_is_in_doubt_until_it_is_given_in_the_funders(joint):
    said = answers(joint, currency="CAD", amount=100)["JST"]
    assert said.answer == "doubt"
    assert said.remarks[0].remedy == "give the amount in JPY"


def test_those_that_say_yes_come_first(joint):
    said = can_apply(Facts("CA", "sme", 1, "CAD"), participations(acting(None), joint))
    assert [one.funder.code for one in said] == ["NRC", "JST"]


def test_without_a_currency_the_amount_is_in_that_of_the_countrys_funder(joint, client):
    page = client.get("/calls/joint/can-we-apply/?country=CA&kind=sme&amount=5&currency=").content.decode()
    assert "yes, as far as these facts go" in page
    page = client.get("/calls/joint/can-we-apply/?country=JP&kind=sme&amount=70000000").content.decode()
    assert "lower the request to JPY" in page


def test_a_no_for_the_amount_alone_comes_before_a_no_at_all(joint):
    said = can_apply(Facts("JP", "sme", 70_000_000, "JPY"), participations(acting(None), joint))
    assert [(one.funder.code, one.answer, one.refuses) for one in said] == [
        ("JST", "fail", False),
        ("NRC", "fail", True),
    ]
