"""What applicants and officers get after a decision tells nothing of another application, rank, or funder's reasons."""

import json

import pytest
from django.db import transaction

from renkei.site.decisions.actions import decide_again, propose
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.reading import outcomes
from renkei.site.outbox.models import Parcel
from renkei.site.policy import unscoped
from renkei.site.portfolio.actions import Word, drop_out, say, send_letters
from renkei.site.portfolio.models import Letter
from renkei.site.portfolio.parcels import _mail
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.portfolio.conftest import FIRST, ROOT, SECOND, THIRD
from tests.site.portfolio.made import Made
from tests.site.portfolio.test_anew import put_first
from tests.site.portfolio.test_drop_outs import adopted_by_all, seated

pytestmark = pytest.mark.django_db
WHY, API = "the test looks", "/api/v1"
NUMBERS = {FIRST, SECOND, THIRD}


@pytest.fixture(autouse=True)
def _nothing_is_held():
    forget()
    yield
    forget()


@pytest.fixture
def told(made, secretary) -> Made:
    """Each funder has said its word on the third, and the letters went."""
    say(acting(made.officer("F1")), "joint", "F1", [
        Word(THIRD, "confirmed", "2900", "mk-conditions-of-F1", "mk-number-of-F1", version=1),
    ])  # fmt: skip
    say(acting(made.officer("F2")), "joint", "F2", [Word(THIRD, "refused", ground="mk-ground-of-F2", version=1)])
    send_letters(acting(secretary), "joint")
    return made


def got_by(user, application) -> str:
    """Everything that an applicant can fetch after a decision."""
    client = client_of(user)
    addresses = ["/portfolio/", f"/portfolio/applications/{application.public_id}/", "/portfolio/joint/results/"]
    addresses += [
        f"{API}/calls/joint/{one}" for one in ("awards", "awards/figures", "letters", "redress", "departures")
    ]
    addresses += [f"{API}/calls/joint/results/funders", f"{API}/calls/joint/contacts"]
    listed = json.loads(client.get(f"{API}/calls/joint/letters").content)
    addresses += [f"{API}/letters/{one['id']}" for one in listed] + [
        f"/portfolio/letters/{one['id']}/" for one in listed
    ]
    answers = [client.get(address) for address in addresses]
    assert all(answer.status_code in (200, 404) for answer in answers)
    return "\n".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize("number", sorted(NUMBERS))
@pytest.mark.parametrize("at", [1, 2])
def test_an_applicant_fetches_nothing_of_another_application(told, number, at):
    found = got_by(told.people[number, at], told.partners[number, 1].application)
    assert number in found
    for other in NUMBERS - {number}:
        assert other not in found
        assert f"Organisation {int(other[-1])}-" not in found


def test_what_a_funder_says_of_an_award_is_told_to_the_partner_that_asked_it_and_to_no_other(told):
    application = told.partners[THIRD, 1].application
    lead, partner = (got_by(told.people[THIRD, at], application) for at in (1, 2))
    for mark in ("mk-conditions-of-F1", "mk-number-of-F1"):
        assert mark not in partner
    assert "mk-conditions-of-F1" in lead
    assert "mk-ground-of-F2" in partner
    assert "mk-ground-of-F2" not in lead
    assert {one["state"] for one in client_of(told.people[THIRD, 1]).get(f"{API}/calls/joint/awards").json()} == {
        "confirmed", "refused",
    }  # fmt: skip


def test_an_officers_awards_and_exports_hold_nothing_of_another_funders(told):
    client = client_of(told.officer("F1"))
    for where in ("awards/?export=csv", "awards/", "funders/F1/?export=csv", ""):
        page = client.get(f"{ROOT}{where}").content.decode()
        assert "mk-ground-of-F2" not in page, where
    assert "mk-ground-of-F2" not in client.get(f"{API}/calls/joint/awards").content.decode()
    for where in ("letters/", "letters/?export=csv", "letters/preview/", "redress/", "funders/F2/"):
        assert client.get(f"{ROOT}{where}").status_code == 404, where
    for where in ("letters/preview",):
        assert client.get(f"{API}/calls/joint/{where}").status_code == 404
    assert client.get(f"{API}/calls/joint/letters").json() == []
    assert client.get(f"{API}/calls/joint/redress").json() == []


def all_that_was_written() -> dict[str, str]:
    """Number → every letter and mail to its partners."""
    with transaction.atomic():
        for letter in unscoped(Letter, WHY).filter(sha256=""):
            _mail(letter)
            letter.sha256 = "x"
            letter.save(update_fields=["sha256"])
    found = dict.fromkeys(NUMBERS, "")
    for letter in unscoped(Letter, WHY).select_related("partner__application"):
        found[letter.partner.application.number] += f"{letter.subject}\n{letter.text}\n"
    for parcel in unscoped(Parcel, WHY).filter(kind="mail", key__startswith="letter:"):
        (to,) = parcel.contents["to"]
        number = f"JOINT-{int(to[1 : to.index('-')]):04}"
        found[number] += parcel.contents["text"]
    return found


def no_letter_tells_of_others() -> None:
    for number, text in all_that_was_written().items():
        assert number in text
        for other in NUMBERS - {number}:
            assert other not in text, f"a letter to {number} tells of {other}"


def test_letters_after_a_drop_out_tell_the_others_neither_who_left_nor_why(told, secretary):
    gone = drop_out(acting(secretary), "joint", SECOND, f"mk-why {SECOND} left")
    adopted_by_all(told, gone.followed_by)
    send_letters(acting(secretary), "joint")
    no_letter_tells_of_others()
    written = all_that_was_written()
    assert not [number for number in NUMBERS - {SECOND} if "mk-why" in written[number]]


def test_after_a_decision_anew_whose_award_ended_learns_nothing_of_whose_redress_it_was(told, secretary):
    ground = f"mk-redress on {FIRST} was upheld"
    decide_again(acting(secretary), "joint", ground)
    put_first(told, secretary)
    seated(told)
    later = propose(acting(secretary), "joint", "", ground, at_hand(told.call)).decision
    adopted_by_all_seated(told, later)
    send_letters(acting(secretary), "joint")
    no_letter_tells_of_others()
    lost = next(one.application_id for one in outcomes(later) if one.outcome != "funded")
    assert lost != FIRST
    for at in (1, 2):
        found = got_by(told.people[lost, at], told.partners[lost, 1].application)
        assert "mk-redress" not in found
        assert FIRST not in found


def adopted_by_all_seated(made: Made, decision) -> None:
    from renkei.site.decisions.actions import consent

    for code in made.closed.parts:
        consent(acting(made.officer(code)), str(decision.public_id), code, yes=True)
