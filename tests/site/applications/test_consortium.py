"""The consortium: beginning, inviting, joining, leaving, asking, signing off."""

from datetime import timedelta

import pytest

from renkei.records.canonical import sha256
from renkei.site.applications import actions
from renkei.site.applications.models import Application, Invitation, Member, Request
from renkei.site.applications.part import whole_of
from renkei.site.applications.refusal import Closed, Outdated, Refused
from renkei.site.policy import NotAllowed, scoped, unscoped
from tests.site.applications.conftest import DEADLINE, GRACE, letters, organisation, second_funder, secret_of
from tests.site.conftest import NOW, acting, person

pytestmark = pytest.mark.django_db
HEADING = actions.Heading("NANO", "Small things")


def test_applications_get_the_running_numbers_of_their_call(form):
    who, where = acting(person("a@x.example")), organisation("A").public_id
    assert [actions.begin(who, "joint", HEADING, where).number for _ in range(2)] == ["JOINT-0001", "JOINT-0002"]


def test_nobody_begins_before_the_opening_after_the_deadline_or_without_logging_in(form):
    user, where = person("a@x.example"), organisation("A").public_id
    for at in (form.opens_at - timedelta(seconds=1), DEADLINE + GRACE + timedelta(seconds=1)):
        with pytest.raises(Closed):
            actions.begin(acting(user, at), "joint", HEADING, where)
    with pytest.raises(NotAllowed):
        actions.begin(acting(None), "joint", HEADING, where)
    with pytest.raises(NotAllowed):
        actions.begin(acting(user), "no-such-call", HEADING, where)
    assert unscoped(Application, "the test").count() == 0


def test_a_heading_is_filled_in_and_of_one_line(form):
    who, where = acting(person("a@x.example")), organisation("A").public_id
    for heading in (("", "T"), ("A", " "), ("A" * 41, "T"), ("A", "T\x07")):
        with pytest.raises(Refused):
            actions.begin(who, "joint", actions.Heading(*heading), where)
    assert actions.begin(who, "joint", actions.Heading(" A\n B ", "T"), where).acronym == "A B"


def test_renaming_over_somebody_elses_newer_name_is_told(consortium):
    lead = consortium.acting("Lead")
    assert actions.rename(lead, consortium.id, actions.Heading("N", "One"), 1).version == 2
    with pytest.raises(Outdated):
        actions.rename(lead, consortium.id, actions.Heading("N", "Two"), 1)
    assert actions.rename(lead, consortium.id, actions.Heading("N", "One"), 1).version == 2
    with pytest.raises(NotAllowed):
        actions.rename(consortium.acting("Osaka"), consortium.id, actions.Heading("N", "Two"), 2)


def test_an_organisation_is_in_a_consortium_once_and_only_the_lead_adds_and_removes(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"]
    with pytest.raises(Refused, match="already"):
        actions.add_partner(lead, consortium.id, osaka.organisation.public_id)
    with pytest.raises(NotAllowed):
        actions.add_partner(consortium.acting("Osaka"), consortium.id, organisation("New").public_id)
    with pytest.raises(NotAllowed):
        actions.remove_partner(consortium.acting("Osaka"), consortium.id, consortium.partners["Kyoto"].public_id)
    with pytest.raises(Refused, match="lead cannot be removed"):
        actions.remove_partner(lead, consortium.id, consortium.partners["Lead"].public_id)


def test_who_is_removed_sees_the_application_no_more_and_the_organisation_can_come_back(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"]
    actions.remove_partner(lead, consortium.id, osaka.public_id)
    assert not scoped(consortium.acting("Osaka"), Application).exists()
    assert actions.add_partner(lead, consortium.id, osaka.organisation.public_id).position == 4


def test_a_link_is_kept_as_a_hash_and_the_letter_names_who_asks_and_until_when(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"]
    made = actions.invite(lead, consortium.id, osaka.public_id, "new@y.example")
    letter = letters("invitation")[-1]
    secret = secret_of(letter)
    assert made.secret_hash == sha256(secret.encode())
    assert letter.contents["to"] == ["new@y.example"]
    assert "lead@x.example" in letter.contents["text"]


def test_who_accepts_may_have_another_address_and_the_inviter_is_told(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"]
    actions.invite(lead, consortium.id, osaka.public_id, "new@y.example")
    secret, other = secret_of(letters("invitation")[-1]), person("other@z.example")
    member = actions.join(acting(other), secret)
    assert member.partner == osaka
    told = letters("joined")[-1].contents
    assert told["to"] == ["lead@x.example"]
    assert "other@z.example" in told["text"]
    assert "new@y.example" in told["text"]


def test_an_invitation_is_accepted_once_and_again_by_the_same_person_is_the_same(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"]
    actions.invite(lead, consortium.id, osaka.public_id, "new@y.example")
    secret, first = secret_of(letters("invitation")[-1]), person("first@z.example")
    assert actions.join(acting(first), secret) == actions.join(acting(first), secret)
    with pytest.raises(NotAllowed):
        actions.join(acting(person("second@z.example")), secret)
    assert unscoped(Member, "the test").filter(partner=osaka).count() == 2


def test_expired_withdrawn_replaced_and_made_up_links_are_one_and_the_same_nothing(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"]
    made = actions.invite(lead, consortium.id, osaka.public_id, "new@y.example")
    secret, who = secret_of(letters("invitation")[-1]), person("w@z.example")
    with pytest.raises(NotAllowed):
        actions.join(acting(who, made.expires_at + timedelta(seconds=1)), secret)
    actions.invite_anew(lead, consortium.id, made.pk)
    anew = secret_of(letters("invitation")[-1])
    for dead in (secret, "made-up", "\ud800"):
        with pytest.raises(NotAllowed):
            actions.join(acting(who), dead)
    last = unscoped(Invitation, "the test").order_by("-pk")[0]
    actions.withdraw_invitation(lead, consortium.id, last.pk)
    with pytest.raises(NotAllowed):
        actions.join(acting(who), anew)
    with pytest.raises(Refused):
        actions.invite_anew(lead, consortium.id, last.pk)


def test_invitations_to_no_address_and_too_many_a_day_are_refused(consortium):
    lead, osaka = consortium.acting("Lead"), consortium.partners["Osaka"].public_id
    for address in ("", "nobody", "a@b", "a@x.example\nBcc: all@x.example"):
        with pytest.raises(Refused):
            actions.invite(lead, consortium.id, osaka, address)
    for number in range(48):  # two were sent when the consortium was founded
        actions.invite(lead, consortium.id, osaka, f"n{number}@y.example")
    with pytest.raises(Refused, match="tomorrow"):
        actions.invite(lead, consortium.id, osaka, "one@y.example")
    assert actions.invite(consortium.acting("Lead", NOW + timedelta(days=1)), consortium.id, osaka, "one@y.example")


def test_people_leave_but_somebody_must_lead(consortium):
    osaka, lead = consortium.partners["Osaka"].public_id, consortium.partners["Lead"].public_id
    actions.leave(consortium.acting("Osaka"), consortium.id, osaka)
    assert not scoped(consortium.acting("Osaka"), Application).exists()
    with pytest.raises(Refused, match="must lead"):
        actions.leave(consortium.acting("Lead"), consortium.id, lead)
    with pytest.raises(NotAllowed):
        actions.leave(consortium.acting("Kyoto"), consortium.id, lead)


def test_a_request_is_in_the_funders_currency_and_its_costs_add_up(consortium, form):
    second_funder(form)
    osaka = consortium.partners["Osaka"].public_id
    asked = actions.Asked("NRC", amount=300, costs={"personnel": 500, "travel": 100, "other": 0})
    row = actions.save_request(consortium.acting("Osaka"), consortium.id, osaka, asked, 1)
    assert (row.currency, row.total_cost, row.costs, row.version) == ("CAD", 600, {"personnel": 500, "travel": 100}, 2)
    again = actions.save_request(consortium.acting("Osaka"), consortium.id, osaka, asked, 1)
    assert again.version == 2


def test_everything_wrong_with_a_request_is_said_at_once(consortium):
    asked = actions.Asked("NOBODY", amount=-1, total_cost=10**16, costs={"bribes": 1}, national_number="\x00")
    with pytest.raises(Refused) as refused:
        actions.save_request(
            consortium.acting("Osaka"), consortium.id, consortium.partners["Osaka"].public_id, asked, 1
        )
    places = {one.place for one in refused.value.remarks}
    assert places == {"funder", "amount", "total_cost", "costs.bribes", "national_number"}


def test_a_request_over_somebody_elses_newer_one_is_told_and_not_saved(consortium):
    osaka, who = consortium.partners["Osaka"].public_id, consortium.acting("Osaka")
    actions.save_request(who, consortium.id, osaka, actions.Asked("JST", amount=1), 1)
    with pytest.raises(Outdated) as outdated:
        actions.save_request(who, consortium.id, osaka, actions.Asked("JST", amount=2), 1)
    assert outdated.value.version == 2
    assert unscoped(Request, "the test").get(partner__public_id=osaka).amount == 1


def test_a_partner_pays_for_itself_or_asks_but_not_both(consortium):
    osaka, who = consortium.partners["Osaka"].public_id, consortium.acting("Osaka")
    with pytest.raises(Refused, match="Either"):
        actions.save_request(who, consortium.id, osaka, actions.Asked("JST", self_funded=True), 1)
    row = actions.save_request(who, consortium.id, osaka, actions.Asked(self_funded=True, amount=5, total_cost=7), 1)
    assert (row.participation, row.amount, row.total_cost, row.currency) == (None, None, 7, "EUR")


def test_a_sign_off_holds_until_the_part_changes(consortium):
    consortium.write("Osaka")
    osaka, who = consortium.partners["Osaka"], consortium.acting("Osaka")

    def signed():
        return whole_of(unscoped(Application, "the test").get()).is_signed(osaka)

    assert signed()
    actions.save_section(consortium.acting("Lead"), consortium.place("summary"), "Of all.", 0)
    assert signed()
    actions.save_section(who, consortium.place("work", "Osaka"), "Changed.", 1)
    assert not signed()
    actions.sign_off(who, consortium.id, osaka.public_id)
    assert signed()
    actions.save_request(who, consortium.id, osaka.public_id, actions.Asked("JST", amount=1, total_cost=2), 2)
    assert not signed()


def test_a_part_that_lacks_something_is_not_signed_off_nor_by_anybody_else(consortium, form):
    osaka = consortium.partners["Osaka"].public_id
    with pytest.raises(Refused) as refused:
        actions.sign_off(consortium.acting("Osaka"), consortium.id, osaka)
    assert len(refused.value.remarks) == 2
    consortium.write("Osaka")
    with pytest.raises(NotAllowed):
        actions.sign_off(consortium.acting("Lead"), consortium.id, osaka)


def test_the_number_of_a_funders_own_system_is_asked_for_where_the_funder_wants_it(consortium, form):
    second_funder(form, national_number=True)
    osaka, who = consortium.partners["Osaka"].public_id, consortium.acting("Osaka")
    actions.save_section(who, consortium.place("work", "Osaka"), "Ours", 0)
    actions.save_request(who, consortium.id, osaka, actions.Asked("NRC", amount=1, total_cost=2), 1)
    with pytest.raises(Refused, match="number that its funder NRC agency gives"):
        actions.sign_off(who, consortium.id, osaka)
    asked = actions.Asked("NRC", amount=1, total_cost=2, national_number="CA-1")
    actions.save_request(who, consortium.id, osaka, asked, 2)
    assert actions.sign_off(who, consortium.id, osaka)
