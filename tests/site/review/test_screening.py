"""Screening by funders: an officer's list, verdicts, and what the secretariat sees of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from renkei.site.applications.models import Submission
from renkei.site.applications.refusal import Outdated, Refused
from renkei.site.audit.models import Event
from renkei.site.calls.models import Call, Participation
from renkei.site.policy import NotAllowed, scoped, unscoped
from renkei.site.review.actions import Said, say
from renkei.site.review.models import FunderVerdict, Standing
from tests.site.clients import client_of
from tests.site.conftest import acting, person
from tests.site.review.made import WHY, full_stage, handed_in_anew

PAGE = "/review/joint/funders/F1/screening/"
OURS, THEIRS, ALSO = "JOINT-0001", "JOINT-0002", "JOINT-0003"


def text(response):
    return response.content.decode()


def said(made, number=OURS, verdict="yes", note="", version=0, sha256=None):
    return Said(number, verdict, note, sha256 or made.submissions[number].sha256, version)


def row(made, number, verdict="", note="", was="", version=0):
    return {
        "number": number,
        f"sha256-{number}": made.submissions[number].sha256,
        f"version-{number}": str(version),
        f"was-{number}": was,
        f"was-note-{number}": "",
        f"verdict-{number}": verdict,
        f"note-{number}": note,
    }


def test_an_officer_sees_what_asks_its_money_with_what_the_rules_say_and_nothing_else(made):
    page = text(client_of(made.officers["F1"]).get(PAGE))
    assert OURS in page
    assert ALSO in page
    assert THEIRS not in page
    assert "Organisation 2-0" not in page
    assert "1,500" in page, "the limit"
    assert "3,000" in page, "the figure"
    assert "lower the request" in page
    sheet = text(client_of(made.officers["F1"]).get(f"{PAGE}?export=csv"))
    assert ALSO in sheet
    assert THEIRS not in sheet


def test_verdicts_are_said_several_at_once_and_sort_the_list(made):
    browser = client_of(made.officers["F1"])
    answer = browser.post(PAGE, {**row(made, OURS, "yes"), **row(made, ALSO, "doubt", "Rate?"), "number": [OURS, ALSO]})
    assert answer.status_code == 200
    stand = {one.application.number: one for one in unscoped(FunderVerdict, WHY).select_related("application")}
    assert {number: one.verdict for number, one in stand.items()} == {OURS: "yes", ALSO: "doubt"}
    assert ALSO in text(browser.get(f"{PAGE}?state=doubt"))
    assert OURS in text(browser.get(f"{PAGE}?state=done"))
    assert "Nothing waits to be screened" in text(browser.get(PAGE))
    assert unscoped(Event, WHY).filter(action="verdict.said").count() == 2


def test_ticked_ones_get_one_verdict_together_and_others_stay(made):
    browser = client_of(made.officers["F1"])
    ticked = {**row(made, OURS), **row(made, ALSO), "number": [OURS, ALSO], f"tick-{ALSO}": "on"}
    browser.post(PAGE, {**ticked, "all": "no", "note_of_all": "Over the ceiling"})
    only = unscoped(FunderVerdict, WHY).select_related("application").get()
    assert (only.application.number, only.verdict, only.note) == (ALSO, "no", "Over the ceiling")


def test_a_no_or_a_doubt_says_why_and_what_was_typed_is_not_lost(made):
    browser = client_of(made.officers["F1"])
    answer = browser.post(PAGE, {**row(made, OURS, "no"), **row(made, ALSO, "doubt", "Kept"), "number": [OURS, ALSO]})
    assert answer.status_code == 422
    assert "Say why" in text(answer)
    assert "Kept" in text(answer)
    assert not unscoped(FunderVerdict, WHY).exists()


def test_a_colleagues_newer_verdict_is_not_overwritten(made):
    actor = acting(made.officers["F1"])
    say(actor, "joint", "F1", [said(made)])
    with pytest.raises(Outdated):
        say(actor, "joint", "F1", [said(made, ALSO), said(made, OURS, "no", "Late")])
    assert unscoped(FunderVerdict, WHY).get().verdict == "yes"
    say(actor, "joint", "F1", [said(made, OURS, "no", "Late", version=1)])
    assert unscoped(FunderVerdict, WHY).get().verdict == "no"


def test_a_verdict_on_what_was_handed_in_anew_is_marked_and_waits_again(made):
    actor = acting(made.officers["F1"])
    say(actor, "joint", "F1", [said(made)])
    old = made.submissions[OURS].sha256
    handed_in_anew(made, OURS)
    assert "handed in anew since our verdict" in text(client_of(made.officers["F1"]).get(PAGE))
    page = text(client_of(made.secretary).get(f"/review/joint/applications/{OURS}/"))
    assert "of an older version" in page
    with pytest.raises(Refused):
        say(actor, "joint", "F1", [said(made, sha256=old, version=1)])
    say(actor, "joint", "F1", [said(made, version=1)])
    assert OURS in text(client_of(made.officers["F1"]).get(f"{PAGE}?state=done"))


def test_nobody_says_anything_for_another_funder_or_of_what_does_not_ask_it(made):
    officer, stranger = made.officers["F1"], person("s@x.example")
    for who, code, number in (
        (officer, "F2", THEIRS),
        (officer, "F1", THEIRS),
        (stranger, "F1", OURS),
        (made.secretary, "F1", OURS),
    ):
        with pytest.raises(NotAllowed):
            say(acting(who), "joint", code, [said(made, number)])
    for who in (made.officers["F2"], stranger, made.secretary):
        assert client_of(who).get(PAGE).status_code == 404
    say(acting(officer), "joint", "F1", [said(made)])
    assert not scoped(acting(made.officers["F2"]), FunderVerdict).exists()


def test_the_secretariat_sees_all_funders_verdicts_and_settles_the_status(made):
    say(acting(made.officers["F1"]), "joint", "F1", [said(made, OURS, "no", "Not one of our regions")])
    browser = client_of(made.secretary)
    sheet = text(browser.get("/review/joint/verdicts/?export=csv"))
    assert sheet.splitlines()[1].startswith(f"{OURS},Title 1,0,1,0,0,0")
    page = f"/review/joint/applications/{OURS}/"
    assert "Not one of our regions" in text(browser.get(page))
    form = {"version": "0", "status": "ineligible", "ground": "F1: not one of its regions"}
    assert browser.post(page, form).status_code == 302
    assert "not eligible" in text(browser.get("/review/joint/?status=ineligible"))


def led_by_one(made):
    """One organisation leads all three; F1 and the call allow it one each."""
    for number, row in made.submissions.items():
        snapshot = row.snapshot.replace(f"org-{int(number[-1])}-0", "org-1-0")
        unscoped(Submission, WHY).filter(pk=row.pk).update(snapshot=snapshot)
    unscoped(Participation, WHY).filter(funder__code="F1").update(annex={"leads_at_most": "1"})
    unscoped(Call, WHY).update(rules={"leads_at_most": "1"})


def test_an_officer_is_told_of_an_organisations_other_applications_to_its_funder_and_of_no_others(made):
    led_by_one(made)
    page = text(client_of(made.officers["F1"]).get(PAGE))
    assert page.count("leads: 2") == 4, "of both applications, by the funder and by the call"
    assert "leads: 3" not in page
    assert THEIRS not in page
    other = text(client_of(made.officers["F2"]).get(PAGE.replace("F1", "F2")))
    assert "leads:" not in other
    assert OURS not in other
    listed = client_of(made.officers["F1"]).get("/api/v1/calls/joint/funders/F1/verdicts").json()
    assert [sum("leads: 2" in one for one in row["remarks"]) for row in listed] == [2, 2]
    assert THEIRS not in str(listed)


def test_the_secretariat_is_told_of_all_of_them_but_those_that_are_out(made):
    led_by_one(made)
    browser, page = client_of(made.secretary), f"/review/joint/applications/{OURS}/"
    told = text(browser.get(page))
    assert "leads: 3" in told
    assert THEIRS in told
    for number in (THEIRS, ALSO):
        application = made.submissions[number].application
        Standing(application=application, status="excluded", ground="late").save()
    assert "leads:" not in text(browser.get(page))


def test_an_officers_list_asks_as_often_however_many_an_organisation_leads(made, django_assert_num_queries):
    led_by_one(made)
    browser = client_of(made.officers["F1"])
    with CaptureQueriesContext(connection) as few:
        browser.get(PAGE)
    unscoped(Participation, WHY).update(annex={})
    unscoped(Call, WHY).update(rules={})
    with django_assert_num_queries(len(few) - 1):
        browser.get(PAGE)


def test_the_verdict_on_the_full_proposal_stands_beside_that_on_the_pre_proposal(made):
    officer = acting(made.officers["F1"])
    say(officer, "joint", "F1", [said(made, OURS, "no", "Outside our regions"), said(made, ALSO)])
    standing_of = made.submissions[OURS].application
    Standing(application=standing_of, score=1).save()
    full_stage(made)
    waiting = text(client_of(made.officers["F1"]).get(PAGE))
    assert OURS in waiting
    assert "Outside our regions" in waiting, "what we said of the pre-proposal"
    assert "handed in anew since our verdict" not in waiting
    say(officer, "joint", "F1", [said(made, OURS, "doubt", "Which region now?")])
    stand = {one.stage: one.verdict for one in unscoped(FunderVerdict, WHY).filter(application=standing_of)}
    assert stand == {1: "no", 2: "doubt"}
    sheet = text(client_of(made.officers["F1"]).get(f"{PAGE}?state=doubt&export=csv"))
    assert "Which region now?" in sheet
    assert "Outside our regions" in sheet


def test_the_secretariat_reads_the_verdicts_of_either_stage(made):
    say(acting(made.officers["F1"]), "joint", "F1", [said(made, OURS, "no", "Outside our regions")])
    Standing(application=made.submissions[OURS].application, score=1).save()
    full_stage(made)
    browser = client_of(made.secretary)
    sheets = [text(browser.get(f"/review/joint/verdicts/?export=csv{stage}")) for stage in ("", "&stage=1")]
    assert [sheet.splitlines()[1].removeprefix(f"{OURS},Title 1,") for sheet in sheets] == [
        "0,0,0,1,0,eligible",
        "0,1,0,0,0,eligible",
    ]
    page = text(browser.get(f"/review/joint/applications/{OURS}/"))
    assert "to screen" in page
    assert "In the first stage: not eligible · Outside our regions" in page
    officer = client_of(made.officers["F1"])
    where = "/api/v1/calls/joint/funders/F1/verdicts"
    told = [(row["stage"], row["verdict"], row["first_verdict"]) for row in officer.get(where).json()]
    assert told == [(2, "", "no"), (2, "", "")]
    told = [(row["stage"], row["verdict"], row["first_verdict"]) for row in officer.get(f"{where}?stage=1").json()]
    assert told == [(1, "no", ""), (1, "", "")]
