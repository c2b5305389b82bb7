"""What follows upheld redress, partners that changed and drop-outs that stayed alone: a decision anew, or its word."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from renkei.site.applications.actions.organisations import NewOrganisation
from renkei.site.decisions.actions import close_meeting, decide_again, propose
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.models import Decision, SelectionMeeting
from renkei.site.decisions.reading import funded_in
from renkei.site.outbox.models import Parcel
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.portfolio.actions import (
    Change,
    answer_redress,
    change_partner,
    drop_out,
    file_redress,
    send_letters,
)
from renkei.site.portfolio.models import Award, Departure, Letter, Redress
from renkei.site.review.actions import save_standing
from renkei.site.review.assessed import Assessed
from renkei.site.review.folder import folder_of
from renkei.site.review.models import Standing
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.portfolio.conftest import FIRST, ROOT, SECOND, THIRD
from tests.site.portfolio.made import decide, scored
from tests.site.portfolio.test_drop_outs import adopted_by_all, seated, states

pytestmark = pytest.mark.django_db
WHY = "the test looks"


@pytest.fixture(autouse=True)
def _nothing_is_held():
    forget()
    yield
    forget()


def decided_anew(made, secretary, ground="Redress was upheld") -> Decision:
    """The call as it stands by now, put to the funders in the place of the decision that stands."""
    seated(made)
    proposal = propose(acting(secretary), "joint", "", ground, at_hand(made.call))
    assert proposal.decision is not None, proposal.trouble
    return proposal.decision


def put_first(made, secretary) -> None:
    """The application on the reserve list gets the best score."""
    row = unscoped(Standing, WHY).get(application__number=FIRST)
    save_standing(acting(secretary), "joint", FIRST, Assessed(score=Decimal(9)), row.version)


@pytest.fixture
def upheld(made, secretary) -> Redress:
    send_letters(acting(secretary), "joint")
    application = made.partners[FIRST, 1].application
    asked = file_redress(acting(made.people[FIRST, 1]), application.public_id, "A reviewer had a conflict.")
    return answer_redress(acting(secretary), asked.public_id, True, "Scored again.")


def test_upheld_redress_is_named_until_a_decision_follows_and_leads_to_it(made, upheld, secretary):
    desk, page = client_of(secretary), f"/portfolio/redress/{upheld.public_id}/"
    assert "no decision follows it yet" in desk.get(ROOT).content.decode()
    assert f"/decisions/record/{made.decision.public_id}/?ground=Redress" in desk.get(page).content.decode()
    there = desk.get(f"/decisions/record/{made.decision.public_id}/?ground=Upheld").content.decode()
    assert 'id="again" open' in there
    again = desk.post(f"/decisions/record/{made.decision.public_id}/again/", {"ground": "Upheld"})
    assert again["Location"] == "/decisions/joint/meeting/"
    assert "The call is decided anew" in desk.get(f"/decisions/record/{made.decision.public_id}/").content.decode()


def test_a_decision_anew_stands_in_the_place_of_the_old_one_once_it_is_adopted_and_not_before(made, upheld, secretary):
    with pytest.raises(ValidationError, match="comes first"):
        decided_anew(made, secretary)
    decide_again(acting(secretary), "joint", "Redress on JOINT-0001 was upheld.")
    put_first(made, secretary)
    later = decided_anew(made, secretary)
    assert (later.number, later.follows_id, later.ground) == (2, made.decision.pk, "Redress was upheld")
    assert FIRST in funded_in(later)
    gone = set(funded_in(made.decision)) - set(funded_in(later))
    assert gone
    assert {award.state for award in unscoped(Award, WHY).filter(application__number__in=gone)} == {"recommended"}
    adopted_by_all(made, later)
    assert {award.state for award in unscoped(Award, WHY).filter(application__number__in=gone)} == {"ended"}
    assert states()[FIRST, "F1"] == "recommended"
    assert unscoped(Decision, WHY).get(number=1).state == "followed"
    row = unscoped(Redress, WHY).get()
    assert row.followed_by_id == later.pk
    desk = client_of(secretary)
    old = desk.get(f"/decisions/record/{made.decision.public_id}/").content.decode()
    assert "decision 2 came in its place" in old
    for number in gone:
        assert f"<s>{number}</s>" in old
    assert "no decision follows it yet" not in desk.get(ROOT).content.decode()
    assert "Decision 2" in desk.get(f"/portfolio/redress/{row.public_id}/").content.decode()


def test_its_letters_go_to_those_alone_whose_outcome_it_changes(made, upheld, secretary):
    decide_again(acting(secretary), "joint", "Upheld")
    put_first(made, secretary)
    later = decided_anew(made, secretary)
    adopted_by_all(made, later)
    send_letters(acting(secretary), "joint")
    second = unscoped(Letter, WHY).filter(decision=later).values_list("partner__application__number", flat=True)
    assert set(second) == set(funded_in(made.decision)) ^ set(funded_in(later))


def test_a_decision_anew_wants_a_ground_and_opens_a_closed_meeting_again(made, secretary):
    with pytest.raises(ValidationError, match="Say why"):
        decide_again(acting(secretary), "joint", " ")
    with pytest.raises(NotAllowed):
        decide_again(acting(made.officer("F1")), "joint", "x")
    close_meeting(acting(secretary), "joint")
    decide_again(acting(secretary), "joint", "Upheld")
    assert unscoped(SelectionMeeting, WHY).get().state == "open"
    with pytest.raises(ValidationError, match="in the place of a decision"):
        decided_anew(made, secretary, "")


def test_a_refused_decision_anew_leaves_the_old_one_as_it_was(made, upheld, secretary):
    from renkei.site.decisions.actions import consent

    decide_again(acting(secretary), "joint", "Upheld")
    put_first(made, secretary)
    later = decided_anew(made, secretary)
    refused = consent(acting(made.officer("F1")), str(later.public_id), "F1", False, "our awards stand")
    assert refused.state == "refused"
    assert unscoped(Decision, WHY).get(number=1).state == "adopted"
    assert set(states().values()) == {"recommended"}


def test_a_decision_anew_is_made_on_partners_as_they_are_by_now(made, secretary):
    change_partner(acting(secretary), "joint", Change(THIRD, 2), "own means")
    change_partner(acting(secretary), "joint", Change(THIRD, 1, NewOrganisation("New Works", "FR", "sme")), "moved")
    folder = folder_of(made.call, WHY)
    rows = {
        row["partner_id"]: row
        for row in folder.tables["requests"].iter_rows(named=True)
        if row["application_id"] == THIRD
    }
    assert (rows["P2"]["funder_id"], rows["P2"]["self_funded"]) == (None, True)
    assert (rows["P1"]["organisation"], rows["P1"]["country"]) == ("New Works", "FR")
    decide_again(acting(secretary), "joint", "A partner pays for itself")
    later = decided_anew(made, secretary)
    adopted_by_all(made, later)
    assert states()[THIRD, "F2"] == "ended"
    assert unscoped(Departure, WHY).filter(followed_by=later).count() == 2


def test_an_award_that_ended_because_its_partner_pays_for_itself_does_not_come_back_with_a_drop_out(made, secretary):
    change_partner(acting(secretary), "joint", Change(THIRD, 2), "own means")
    gone = drop_out(acting(secretary), "joint", SECOND, "left")
    adopted_by_all(made, gone.followed_by)
    rows = unscoped(Award, WHY).filter(application__number=THIRD, participation__funder__code="F2")
    assert [row.state for row in rows] == ["ended"]


@pytest.fixture
def expired(db):
    """A decision whose reserve list has expired."""
    selection = {"scale": {"min": "0", "max": "15", "best": "high"}, "criteria": ["Excellence"],
                 "selection": {"rule": "gaps", "reserve": {"until": "2027-02-01"}}}  # fmt: skip
    made = scored(selection=selection)
    with transaction.atomic():
        decide(made)
    return made


@pytest.fixture
def alone(expired):
    """A drop-out after which nobody moves up."""
    drop_out(acting(expired.closed.secretary), "joint", THIRD, "its lead left", alone=True)
    return expired


def ended_mails() -> dict[str, str]:
    """Address → what the mails of a drop-out alone say."""
    rows = unscoped(Parcel, WHY).filter(kind="mail", key__startswith="ended:")
    return {one.contents["to"][0]: one.contents["subject"] + one.contents["text"] for one in rows}


def test_whom_a_drop_out_alone_concerns_after_the_letters_is_told_its_own_part_and_no_more(expired):
    by = acting(expired.closed.secretary)
    send_letters(by, "joint")
    standing = unscoped(Award, WHY).filter(application__number=THIRD).select_related("participation__funder")
    amounts = {one.participation.funder.code: one.amount for one in standing}
    assert set(amounts) == {"F1", "F2"}
    Award.objects.filter(pk__in=[one.pk for one in standing if one.participation.funder.code == "F2"]).granted(
        WHY
    ).update(amount=123_400)
    drop_out(by, "joint", THIRD, "mkground: its lead left", alone=True)
    found = ended_mails()
    partners = {expired.people[THIRD, at].email for at in (1, 2)}
    assert set(found) == partners | {expired.officer(code).email for code in ("F1", "F2")}
    for address, text in found.items():
        assert THIRD in text
        assert "mkground" not in text
        assert not any(other in text for other in (FIRST, SECOND))
        assert ("1,234" in text) == (address == expired.officer("F2").email)
    for address in partners:
        assert "Funder" not in found[address]
        assert "EUR" not in found[address]
    assert "Funder 2" not in found[expired.officer("F1").email]


def test_before_the_letters_only_its_funders_are_told_of_a_drop_out_alone_and_the_letter_tells_the_partners(alone):
    assert set(ended_mails()) == {alone.officer(code).email for code in ("F1", "F2")}


def test_after_a_drop_out_alone_no_page_and_no_letter_says_funded_of_it_any_more(alone):
    secretary = alone.closed.secretary
    desk = client_of(secretary)
    page = desk.get(f"/decisions/record/{alone.decision.public_id}/").content.decode()
    assert f"<s>{THIRD}</s>" in page
    assert '<a href="/portfolio/joint/departures/">dropped out</a>' in page
    assert "1 no longer" in page
    assert f"<s>{SECOND}</s>" not in page
    assert f'value="{THIRD}"' not in desk.get(f"{ROOT}departures/").content.decode(), "it drops out once"
    send_letters(acting(secretary), "joint")
    kinds = dict(unscoped(Letter, WHY).values_list("partner__application__number", "kind"))
    assert (kinds[THIRD], kinds[SECOND]) == ("dropped_out", "funded")
    with pytest.raises(ValidationError, match="no award"):
        drop_out(acting(secretary), "joint", THIRD, "again", alone=True)


def test_who_dropped_out_alone_is_withdrawn_for_a_decision_anew_and_its_money_is_given_by_it(alone):
    secretary = alone.closed.secretary
    decide_again(acting(secretary), "joint", "Money is free")
    later = decided_anew(alone, secretary, "Money is free")
    assert THIRD not in funded_in(later)
    assert FIRST in funded_in(later)


def test_an_applicant_reads_why_an_award_ended(alone):
    send_letters(acting(alone.closed.secretary), "joint")
    application = alone.partners[THIRD, 1].application
    page = client_of(alone.people[THIRD, 1]).get(f"/portfolio/applications/{application.public_id}/").content.decode()
    assert "its lead left" in page
