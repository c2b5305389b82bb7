"""Two stages: demand, the invitation by the rule with its record, the full stage for who was invited."""

import io
import re
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from renkei.programme import read_folder
from renkei.records.verify import verify_invitation
from renkei.site.applications import actions
from renkei.site.applications.models import Application, SectionText, Submission
from renkei.site.applications.refusal import Closed, Refused
from renkei.site.audit.models import Event
from renkei.site.calls.actions import extend
from renkei.site.calls.actions.version import refuse_when_locked
from renkei.site.calls.models import Call, Change, Funder, Officer, Participation
from renkei.site.desk.actions import FullStage, open_full_stage
from renkei.site.desk.inviting import preview
from renkei.site.policy import NotAllowed, Role, scoped, unscoped
from renkei.site.review.actions import Assessed, save_standing, show_scores
from renkei.site.review.folder import folder_of
from renkei.site.review.models import Snapshot, Standing
from tests.site.clients import client_of
from tests.site.conftest import person
from tests.site.desk.conftest import AFTER, CLOSES, IN_FULL, NOW, OPENS, WHY, acting, arrive, hand_in, letters

pytestmark = pytest.mark.django_db
DATES = {"opens_at": OPENS.strftime("%Y-%m-%dT%H:%M"), "closes_at": CLOSES.strftime("%Y-%m-%dT%H:%M")}


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer
    return answer.content.decode()


def accept(two, at=AFTER, **changed):
    two.score(a="12", b="11")
    return open_full_stage(acting(two.secretary, at), "joint", wanted(two, **changed))


def wanted(two, **changed) -> FullStage:
    seen = preview(two.fresh(), WHY, changed.get("cap"), changed.get("draw", ""))
    return FullStage(**{"sha256": seen.sha256, "opens_at": OPENS, "closes_at": CLOSES, **changed})


def test_demand_is_counted_as_applications_come_in(desk, two, at_now_of_two):
    page = text(desk.get("/desk/joint/demand/"))
    assert "2 applications are handed in now." in page
    assert "JPY\N{NO-BREAK SPACE}3,000,000" in page
    assert "3 ×" in page
    lines = desk.get("/desk/joint/demand/?export=csv").content.decode("utf-8-sig").splitlines()
    assert lines[1] == "Japan Science,JST,2,3000000,JPY,1000000,JPY,3 ×,2 ×"


@pytest.fixture
def at_now_of_two(monkeypatch):
    arrive(monkeypatch, NOW)


def test_the_invitation_says_what_it_lacks_then_who_would_be_invited_and_for_want_of_what(desk, after):
    page = text(desk.get("/desk/joint/invitation/"))
    assert "an eligible application has a score" in page
    after.score(a="12", b="11")
    page = text(desk.get("/desk/joint/invitation/"))
    assert "1 application would be invited" in page
    assert "JST JPY\N{NO-BREAK SPACE}1,000,000" in page  # what the limit lacked for the second
    assert "2 applications would be invited" in text(desk.get("/desk/joint/invitation/?cap=3"))
    assert unscoped(Application, WHY).filter(invited_at__isnull=False).count() == 0
    assert letters("full-stage") == []


def test_accepted_on_the_page_it_is_kept_told_and_opens_the_full_stage(desk, client, after):
    after.score(a="12", b="11")
    seen = re.search(r'name="sha256" value="(\w{64})"', text(desk.get("/desk/joint/invitation/")))
    answer = desk.post("/desk/joint/invitation/", {**DATES, "sha256": seen[1]})
    assert answer["Location"] == "/desk/joint/demand/"
    call = after.fresh()
    assert (call.stage, call.opens_at, call.accepts_until, call.version) == (2, OPENS, CLOSES, 2)
    invited = unscoped(Application, WHY).filter(invited_at__isnull=False)
    assert [one.number for one in invited] == [after.number("a")]
    assert "The full stage: who is invited writes from" in text(client.get("/calls/joint/"))
    event = unscoped(Event, WHY).get(action="call.invited")
    assert event.after["sha256"] == seen[1]
    assert "Record and folder" in text(desk.get("/desk/joint/demand/"))


def test_the_kept_record_is_verified_by_the_second_implementation_from_the_kept_folder(desk, after, tmp_path):
    kept = accept(after)
    archive = zipfile.ZipFile(io.BytesIO(desk.get(f"/review/joint/snapshots/{kept.number}.zip").getvalue()))
    archive.extractall(tmp_path)
    call = read_folder(tmp_path, "select")
    assert verify_invitation((tmp_path / "invitation.json").read_bytes(), call.settings, call.tables).holds


def test_each_letter_is_in_its_readers_language_and_tells_nothing_of_others(after):
    accept(after)
    yes, no = sorted(letters("full-stage"), key=lambda one: one.contents["language"])
    assert (yes.contents["to"], no.contents["to"]) == (["alead@x.example"], ["blead@x.example"])
    assert "Invited" in yes.contents["subject"]
    assert after.number("a") in yes.contents["text"]
    for told in (after.number("a"), "JST", " 12", " 11", "rang"):
        assert told not in no.contents["text"]
    assert "recours" in no.contents["text"]


def test_a_letter_names_the_funder_that_was_short_only_where_the_call_says_so(after):
    unscoped(Call, WHY).update(letters_may_tell_shortage=True)
    accept(after)
    assert "JST" in next(one for one in letters("full-stage") if "blead" in one.contents["to"][0]).contents["text"]


def test_a_title_with_a_percent_sign_is_told_as_it_is(after):
    unscoped(Application, WHY).update(title="100 % of %(x)s")
    unscoped(Submission, WHY).update()
    accept(after)
    assert all("100 % of %(x)s" in one.contents["text"] for one in letters("full-stage"))


def test_only_who_was_invited_writes_on_from_what_stood(after, monkeypatch):
    accept(after)
    team, other = after.teams["a"], after.teams["b"]
    with pytest.raises(Closed):
        actions.save_section(team.acting("Lead", AFTER), team.place("plan"), "Too early.", 0)
    kept = unscoped(SectionText, WHY).get(application=team.application, section__key="summary")
    assert kept.text == "What we do together."
    with pytest.raises(Refused, match="Full plan"):
        hand_in(team, IN_FULL, "full")
    actions.save_section(team.acting("Lead", IN_FULL), team.place("plan"), "The whole plan.", 0)
    made = hand_in(team, IN_FULL, "full")
    assert (made.stage, made.sequence) == (2, 2)
    stand = unscoped(Submission, WHY).filter(application=team.application, withdrawn_at=None)
    assert sorted(stand.values_list("stage", flat=True)) == [1, 2]
    actions.withdraw(team.acting("Lead", IN_FULL), team.id)
    assert list(stand.values_list("stage", flat=True)) == [1]
    for act in (
        lambda: actions.save_section(other.acting("Lead", IN_FULL), other.place("plan"), "Mine too.", 0),
        lambda: actions.save_section(other.acting("Lead", IN_FULL), other.place("summary"), "Mine too.", 1),
        lambda: hand_in(other, IN_FULL, "full"),
        lambda: actions.withdraw(other.acting("Lead", IN_FULL), other.id),
        lambda: actions.save_request(
            other.acting("Lead", IN_FULL), other.id, other.partners["Lead"].public_id, actions.Asked(), 2
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):  # of the first stage alone
        actions.save_section(team.acting("Lead", IN_FULL), team.place("sketch"), "Late.", 0)


def test_applicants_read_on_their_page_whether_they_go_on(after, monkeypatch):
    accept(after)
    arrive(monkeypatch, IN_FULL)
    pages = {}
    for name, team in after.teams.items():
        pages[name] = text(client_of(team.people["Lead"]).get(f"/applications/{team.id}/"))
    assert "Full plan" in pages["a"]
    assert "Sketch" not in pages["a"]
    assert "non invité à l’étape complète" in pages["b"]
    submit = 'class="button" href="/applications/{}/submit/"'
    assert submit.format(after.teams["a"].id) in pages["a"]
    assert submit.format(after.teams["b"].id) not in pages["b"]


def test_nobody_begins_an_application_in_the_full_stage(after, client, monkeypatch):
    accept(after)
    arrive(monkeypatch, IN_FULL)
    stranger = client_of(person("new@x.example"))
    assert "/applications/begin/" not in text(stranger.get("/calls/joint/"))
    assert "/applications/begin/" not in text(stranger.get("/applications/"))
    with pytest.raises(Closed):
        actions.begin(
            acting(person("n2@x.example"), IN_FULL),
            "joint",
            actions.Heading("X", "X"),
            actions.NewOrganisation("X", "JP", "sme"),
        )


def test_funders_read_on_what_the_first_stage_got_and_not_yet_what_the_full_one_gets(after):
    accept(after)
    officer = person("officer@x.example")
    Officer(funder=unscoped(Funder, WHY).get(), user=officer).save()
    team = after.teams["a"]
    actions.save_section(team.acting("Lead", IN_FULL), team.place("plan"), "The whole plan.", 0)
    hand_in(team, IN_FULL, "full")
    seen = scoped(acting(officer, IN_FULL), Submission)
    assert sorted(seen.values_list("stage", flat=True)) == [1, 1]
    assert scoped(acting(officer, CLOSES.replace(year=2028)), Submission).count() == 3


def test_the_full_stage_is_scored_anew_and_the_scores_of_the_first_one_stay(after):
    kept = accept(after)
    assert sorted(unscoped(Standing, WHY).values_list("stage", "score")) == [(1, 11), (1, 12)]
    assert "12" in kept.files["applications.csv"]
    team = after.teams["a"]
    actions.save_section(team.acting("Lead", IN_FULL), team.place("plan"), "The whole plan.", 0)
    hand_in(team, IN_FULL, "full")
    late = acting(after.secretary, CLOSES + timedelta(days=1))
    given = Assessed(score=Decimal(14), criteria={"Excellence": Decimal(14)})
    save_standing(late, "joint", team.application.number, given, 0)
    assert sorted(unscoped(Standing, WHY).values_list("stage", "score")) == [(1, 11), (1, 12), (2, 14)]
    folder = folder_of(after.fresh(), WHY, "check")
    assert folder.tables["applications"]["score"].to_list() == [14]


def test_opening_the_full_stage_closes_the_scores_again_and_the_rules_stay_locked(after, monkeypatch):
    after.score(a="12", b="11")
    show_scores(acting(after.secretary, AFTER), "joint")
    open_full_stage(acting(after.secretary, AFTER), "joint", wanted(after))
    team, officer = after.teams["a"], person("officer@x.example")
    Officer(funder=unscoped(Funder, WHY).get(), user=officer).save()
    actions.save_section(team.acting("Lead", IN_FULL), team.place("plan"), "The whole plan.", 0)
    hand_in(team, IN_FULL, "full")
    readers = [officer, *(person(f"{one}@x.example", one) for one in (Role.CHAIR, Role.COORDINATOR, Role.OBSERVER))]

    arrive(monkeypatch, IN_FULL)
    for who in (after.secretary, *readers):  # what the first stage gave is read on while the full one is written
        page = client_of(who).get("/review/joint/").content.decode()
        assert after.number("a") in page
        assert after.number("b") in page
    assert after.number("a") in client_of(after.secretary).get("/api/v1/calls/joint/standings?stage=1").content.decode()

    late = CLOSES + timedelta(days=1)
    arrive(monkeypatch, late)
    save_standing(acting(after.secretary, late), "joint", after.number("a"), Assessed(score=Decimal(14)), 0)
    for who in readers:
        assert set(scoped(acting(who, late), Standing).values_list("stage", flat=True)) == {1}
        assert "14" not in client_of(who).get("/review/joint/?export=csv").content.decode()
    assert after.fresh().scores_seen_at == AFTER
    with pytest.raises(ValidationError, match="locked"):
        refuse_when_locked(after.call)
    show_scores(acting(after.secretary, late), "joint")
    for who in readers:
        assert "14" in client_of(who).get("/review/joint/?export=csv").content.decode()
        assert "11" in client_of(who).get("/review/joint/?export=csv&stage=1").content.decode()


def test_an_officer_whose_money_the_full_stage_no_longer_asks_is_told_nothing_of_it(after, monkeypatch):
    funder = Funder(code="GONE", name="Asked once", country="JP", currency="JPY")
    funder.save()
    Participation(call=after.call, funder=funder, budget=5).save()
    officer, team = person("once@x.example"), after.teams["a"]
    Officer(funder=funder, user=officer).save()
    unscoped(Submission, WHY).get(application=team.application).asked.add(funder)
    after.score(a="12", b="11")
    show_scores(acting(after.secretary, AFTER), "joint")
    open_full_stage(acting(after.secretary, AFTER), "joint", wanted(after))
    actions.save_section(team.acting("Lead", IN_FULL), team.place("plan"), "The whole plan.", 0)
    hand_in(team, IN_FULL, "full")
    late = CLOSES + timedelta(days=1)
    arrive(monkeypatch, late)
    save_standing(acting(after.secretary, late), "joint", after.number("a"), Assessed(score=Decimal(14)), 0)
    show_scores(acting(after.secretary, late), "joint")
    browser = client_of(officer)
    assert "12" in browser.get("/review/joint/?export=csv").content.decode()
    assert "14" not in browser.get("/review/joint/?export=csv").content.decode()
    assert browser.get("/review/joint/?export=csv&stage=2").content.decode().count(after.number("a")) <= 1
    assert list(scoped(acting(officer, late), Standing).values_list("stage", flat=True)) == [1]


def test_the_invitation_and_the_duties_leave_the_site_as_lists(desk, after):
    assert desk.get("/desk/?export=xlsx").content.startswith(b"PK")
    assert "applications have no score" in text(desk.get("/desk/?export=csv"))
    after.score(a="12", b="11")
    lines = desk.get("/desk/joint/invitation/?export=csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "number,title,rank,score,outcome,lacking"
    assert [line.split(",")[0] for line in lines[1:]] == [after.number("a"), after.number("b")]
    assert "not invited" in lines[2]
    assert desk.get("/desk/joint/invitation/?export=xlsx").content.startswith(b"PK")


def test_what_changed_since_it_was_looked_at_is_looked_at_again(after):
    after.score(a="12", b="11")
    seen = wanted(after)
    unscoped(Standing, WHY).filter(application=after.teams["b"].application).update(score=14)
    with pytest.raises(ValidationError, match="look at the invitation again"):
        open_full_stage(acting(after.secretary, AFTER), "joint", seen)
    assert not unscoped(Snapshot, WHY).exists()


def test_a_tie_waits_for_its_draw(after):
    after.score(a="12", b="12")
    with pytest.raises(ValidationError, match="lot"):
        open_full_stage(acting(after.secretary, AFTER), "joint", wanted(after))
    open_full_stage(acting(after.secretary, AFTER), "joint", wanted(after, draw="1 2 3"))
    assert unscoped(Application, WHY).filter(invited_at__isnull=False).count() == 1


def test_it_is_done_once_in_its_time_and_by_the_secretariat_alone(desk, after, monkeypatch):
    after.score(a="12", b="11")
    seen = wanted(after)
    for actor in (acting(None, AFTER), acting(after.teams["a"].people["Lead"], AFTER), acting(after.secretary, NOW)):
        with pytest.raises(NotAllowed):
            open_full_stage(actor, "joint", seen)
    with pytest.raises(ValidationError, match="later than now"):
        open_full_stage(acting(after.secretary, AFTER), "joint", wanted(after, closes_at=NOW))
    open_full_stage(acting(after.secretary, AFTER), "joint", seen)
    with pytest.raises(NotAllowed):
        open_full_stage(acting(after.secretary, AFTER), "joint", seen)
    assert desk.get("/desk/joint/invitation/").status_code == 404


def test_an_extension_of_the_full_stage_is_told_to_who_is_invited(after):
    accept(after)
    extend(acting(after.secretary, IN_FULL), "joint", CLOSES.replace(month=7), "A holiday")
    assert [one.contents["to"] for one in letters("extended")] == [["alead@x.example"]]


def test_the_pages_are_not_there_for_others(client, after):
    officer = person("officer@x.example")
    Officer(funder=unscoped(Funder, WHY).get(), user=officer).save()
    others = (client_of(officer), client_of(after.teams["a"].people["Lead"]))
    for path in (
        "",
        "joint/demand/",
        "joint/demand/?export=csv",
        "joint/invitation/",
        "joint/invitation/invitation.json",
    ):
        assert client.get(f"/desk/{path}").status_code == 302
        for browser in others:
            assert browser.get(f"/desk/{path}").status_code == 404
            assert browser.post(f"/desk/{path}", DATES).status_code == 404


def test_demand_and_duties_ask_as_often_for_many_rows_as_for_few(desk, after, django_assert_max_num_queries):
    counts = []
    for more in (1, 30):
        for n in range(more):
            row = Funder(code=f"G{more}{n}", name=f"Funder {n}", country="DE", currency="EUR")
            row.save()
            Participation(call=after.call, funder=row, budget=5).save()
            for state in ("preparing", "published"):
                dates = {"opens_at": NOW, "closes_at": OPENS, "accepts_until": OPENS}
                Call(slug=f"{state}{more}-{n}", title="C", summary="s", state=state, **dates).save()
            Change(call=after.call, version=100 * more + n, at=NOW, ground="x").save()
        for path in ("/desk/", "/desk/joint/demand/"):
            with django_assert_max_num_queries(36) as asked:
                assert desk.get(path).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
