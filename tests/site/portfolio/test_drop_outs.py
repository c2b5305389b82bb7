"""After a drop-out the engine's decision is put to the funders; adopted, it moves the reserve list up."""

import io
import subprocess
import sys
import zipfile
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from renkei.site.applications.models import Application
from renkei.site.calls.models import Call
from renkei.site.decisions.actions import consent
from renkei.site.decisions.models import Decision, Proposal, Seat, SelectionMeeting
from renkei.site.decisions.reading import outcomes, record_of
from renkei.site.policy import NotAllowed, unscoped
from renkei.site.portfolio.actions import Word, drop_out, say, send_letters
from renkei.site.portfolio.models import Award, Departure, Letter
from renkei.site.review.models import Standing
from renkei.site.ui.reader import LANGUAGE_COOKIE
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting
from tests.site.portfolio.conftest import FIRST, SECOND, THIRD
from tests.site.portfolio.made import Made, decide, scored
from tests.site.review.made import full_stage

pytestmark = pytest.mark.django_db
WHY = "the test looks"
RULES = {"scale": {"min": "0", "max": "15", "best": "high"}, "criteria": ["Excellence"], "selection": {"rule": "gaps"}}
EXPIRED = {**RULES, "selection": {"rule": "gaps", "reserve": {"until": "2027-02-01"}}}


def seated(made: Made) -> None:
    meeting = unscoped(SelectionMeeting, WHY).get()
    for code, part in made.closed.parts.items():
        Seat(meeting=meeting, participation=part, user=made.officer(code), name=code, came_at=NOW).save()


def adopted_by_all(made: Made, decision: Decision) -> None:
    seated(made)
    for code in made.closed.parts:
        consent(acting(made.officer(code)), str(decision.public_id), code, yes=True)


def states() -> dict[tuple[str, str], str]:
    rows = unscoped(Award, WHY).select_related("application", "participation__funder")
    return {(one.application.number, one.participation.funder.code): one.state for one in rows}


@pytest.fixture
def gone(made, secretary) -> Departure:
    say(acting(made.officer("F1")), "joint", "F1", [Word(SECOND, "confirmed", version=1)])
    return drop_out(acting(secretary), "joint", THIRD, "its lead left the institute")


def test_the_decision_that_follows_waits_for_the_funders_and_nothing_ends_before(made, gone):
    later = gone.followed_by
    assert later is not None
    assert (later.state, later.follows_id, later.number) == ("proposed", made.decision.pk, 2)
    assert record_of(later)["follows"]["drop_outs"] == {THIRD: "its lead left the institute"}
    assert {one.application_id for one in outcomes(later) if one.outcome == "funded"} == {FIRST, SECOND}
    assert states()[THIRD, "F1"] == "recommended"


def test_adopted_it_ends_the_awards_makes_new_ones_and_leaves_the_others_as_they_were(made, gone):
    adopted_by_all(made, gone.followed_by)
    assert states() == {
        (FIRST, "F1"): "recommended",
        (FIRST, "F2"): "recommended",
        (SECOND, "F1"): "confirmed",
        (SECOND, "F2"): "recommended",
        (THIRD, "F1"): "ended",
        (THIRD, "F2"): "ended",
    }
    ended = unscoped(Award, WHY).filter(application__number=THIRD).first()
    assert ended.ground == "its lead left the institute"
    assert unscoped(Decision, WHY).get(number=1).state == "followed"


def test_letters_after_it_go_to_those_alone_whose_outcome_it_changes(made, secretary):
    send_letters(acting(secretary), "joint")
    gone = drop_out(acting(secretary), "joint", THIRD, "left")
    adopted_by_all(made, gone.followed_by)
    send_letters(acting(secretary), "joint")
    second = unscoped(Letter, WHY).filter(decision__number=2).select_related("partner__application")
    assert {(one.partner.application.number, one.kind) for one in second} == {
        (FIRST, "funded"), (THIRD, "dropped_out"),
    }  # fmt: skip


def test_the_real_command_verifies_it_with_the_one_before(made, gone, secretary, tmp_path):
    client = client_of(secretary)
    for which, decision in (("old", made.decision), ("new", gone.followed_by)):
        archive = client.get(f"/decisions/record/{decision.public_id}/download/")
        zipfile.ZipFile(io.BytesIO(archive.content)).extractall(tmp_path / which)
    old, new = (next((tmp_path / which).iterdir()) for which in ("old", "new"))
    command = [sys.executable, "-m", "renkei.cli", "verify", str(new / "decision.json"), str(new / "folder"),
               "--earlier", str(old / "decision.json")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_has_no_award_or_no_ground_or_comes_beside_another_does_not_drop_out(made, secretary):
    by = acting(secretary)
    with pytest.raises(ValidationError, match="no award"):
        drop_out(by, "joint", FIRST, "x")
    with pytest.raises(ValidationError, match="which ground"):
        drop_out(by, "joint", THIRD, " ")
    with pytest.raises(NotAllowed):
        drop_out(acting(made.officer("F1")), "joint", THIRD, "x")
    drop_out(by, "joint", THIRD, "x")
    with pytest.raises(ValidationError, match="waits for its funders"):
        drop_out(by, "joint", SECOND, "x")
    unscoped(Decision, WHY).filter(number=2).update(state="refused")
    unscoped(SelectionMeeting, WHY).update(state="closed")
    with pytest.raises(ValidationError, match="Open the meeting again"):
        drop_out(by, "joint", SECOND, "x")
    assert unscoped(Departure, WHY).count() == 1


@pytest.fixture
def expired(db) -> Made:
    """A decided call whose reserve list has ended."""
    made = scored(selection=EXPIRED)
    with transaction.atomic():
        decide(made)
    return made


def test_where_the_reserve_list_has_expired_awards_end_alone_when_the_secretariat_says_so(expired):
    by = acting(expired.closed.secretary)
    with pytest.raises(ValidationError, match="who moves up: the reserve list held until 2027-02-01"):
        drop_out(by, "joint", THIRD, "left")
    gone = drop_out(by, "joint", THIRD, "left", alone=True)
    assert gone.followed_by is None
    assert {state for (number, _), state in states().items() if number == THIRD} == {"ended"}
    assert unscoped(Decision, WHY).count() == 1


def test_a_large_call_is_worked_out_by_a_worker(made, secretary, monkeypatch):
    from renkei.site.outbox.lease import claim
    from renkei.site.portfolio.parcels import decide_what_follows

    monkeypatch.setattr("renkei.site.portfolio.actions.drop_outs.QUICK", 0)
    gone = drop_out(acting(secretary), "joint", THIRD, "left")
    assert gone.followed_by is None
    lease = claim()
    assert lease is not None
    assert lease.kind == "drop_out"
    decide_what_follows(lease)
    gone.refresh_from_db()
    assert gone.followed_by is not None
    assert gone.followed_by.state == "proposed"


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "nobody moves up"), ("fr", "personne ne monte"), ("ja", "繰り上がる申請はありません")],
)
def test_why_a_worker_found_no_decision_is_said_in_the_language_of_whoever_reads_it(code, said, expired, monkeypatch):
    from renkei.site.outbox.lease import claim
    from renkei.site.portfolio.parcels import decide_what_follows

    monkeypatch.setattr("renkei.site.portfolio.actions.drop_outs.QUICK", 0)
    drop_out(acting(expired.closed.secretary), "joint", THIRD, "left")
    lease = claim()
    assert lease is not None
    decide_what_follows(lease)
    failed = unscoped(Proposal, WHY).get()
    browser = client_of(expired.closed.secretary)
    browser.cookies[LANGUAGE_COOKIE] = code
    assert said in browser.get(f"/decisions/proposal/{failed.public_id}/").content.decode()
    assert said in browser.get(f"/api/v1/proposals/{failed.public_id}").json()["trouble"]


def test_the_reserve_list_and_what_happened_are_files_too(gone, secretary):
    desk = client_of(secretary)

    def rows(name: str) -> list[list[str]]:
        answer = desk.get(f"/portfolio/joint/departures/?export=csv&list=joint-{name}")
        assert answer["Content-Disposition"] == f'attachment; filename="joint-{name}.csv"'
        return [line.split(",") for line in answer.content.decode().splitlines()[1:]]

    assert [row[:2] for row in rows("reserve")] == [["1", FIRST]]
    assert [(row[0], row[1], row[4]) for row in rows("since")] == [
        (THIRD, "dropped out", "its lead left the institute"),
    ]
    assert client_of(None).get("/portfolio/joint/departures/?export=csv").status_code in (302, 404)


def in_full(made: Made) -> None:
    """The call in its full stage, where the applications are scored anew; and another call's application."""
    full_stage(made.closed)
    for one in unscoped(Standing, WHY).filter(stage=1):
        Standing(application=one.application, stage=2, score=one.score).save()
    call = unscoped(Call, WHY).get()
    call.pk, call.slug = None, "other"
    call.save(force_insert=True)
    lone = unscoped(Application, WHY).get(number=THIRD)
    lone.pk, lone.public_id, lone.call, lone.number = None, uuid4(), call, "OTHER-0001"
    lone.save(force_insert=True)
    Standing(application=lone, stage=2, score=9).save()


@pytest.mark.parametrize("rules", [RULES, EXPIRED], ids=["somebody moves up", "the awards end alone"])
def test_a_drop_out_leaves_the_standings_of_another_stage_and_of_another_meeting_alone(rules, db):
    made = scored(selection=rules)
    in_full(made)
    with transaction.atomic():
        decide(made)
    gone = drop_out(acting(made.closed.secretary), "joint", THIRD, "left", alone=rules is EXPIRED)
    assert (gone.followed_by is None) == (rules is EXPIRED)
    if gone.followed_by is not None:
        adopted_by_all(made, gone.followed_by)
    rows = unscoped(Standing, WHY).select_related("application")
    changed = {(one.application.number, one.stage) for one in rows if one.status or one.ground or one.version > 1}
    assert changed == {(THIRD, 2)}
