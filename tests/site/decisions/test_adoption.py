"""A scenario is decided on a snapshot, put to the funders, and adopted with the last yes; the record verifies."""

import io
import re
import subprocess
import sys
import zipfile

import pytest
from django.core.exceptions import ValidationError

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application
from renkei.site.audit.models import Event
from renkei.site.calls.models import Call, Participation
from renkei.site.decisions import actions, deciding, queries
from renkei.site.decisions.actions import proposing
from renkei.site.decisions.at_hand import at_hand, forget
from renkei.site.decisions.changes import Wanted, change_of
from renkei.site.decisions.models import Decision, Proposal
from renkei.site.decisions.published import bands_text, departs
from renkei.site.decisions.reading import funded_in, outcomes, record_of
from renkei.site.decisions.signals import decision_adopted
from renkei.site.outbox.worker import Worker
from renkei.site.policy import NotAllowed, unscoped
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.decisions.conftest import GROUND, ROOM, SLUG
from tests.site.decisions.test_meeting_page import text

pytestmark = pytest.mark.django_db


def proposed(secretary, held, wanted: Wanted, ground: str = "", name: str = "It") -> Proposal:
    scenario = actions.keep_scenario(acting(secretary), SLUG, name, wanted, held)
    return actions.propose(acting(secretary), SLUG, str(scenario.public_id), ground, held)


def said_by(officers: list[User], decision: Decision) -> Decision:
    for officer in officers:
        code = officer.email.partition("@")[0].upper()
        decision = actions.consent(acting(officer), str(decision.public_id), code, yes=True)
    return decision


@pytest.fixture
def raised(room, held, secretary) -> Decision:
    out = held.engine.before.answer().funded[-1]
    wanted = Wanted(raises={"MU-DE": "441000"}, out={out: "withdrew by letter"})
    found = proposed(secretary, held, wanted).decision
    assert found is not None
    return found


def test_the_decision_is_the_scenarios_and_its_snapshot_holds_raises_and_grounds(raised, held):
    change = change_of(Wanted.kept(raised.scenario.change), held.folder)
    funded = {one.application_id for one in outcomes(raised) if one.outcome == "funded"}
    assert funded == set(held.engine.answer(change).funded)
    before = dict(held.folder.tables["funders"].select("funder_id", "confirmed_raise").iter_rows())
    lines = {line.split(",")[0]: line.split(",") for line in raised.snapshot["funders.csv"].splitlines()}
    confirmed = lines["funder_id"].index("confirmed_raise")
    assert lines["MU-DE"][confirmed] == f"{(before['MU-DE'] or 0) // 100 + 441_000}.00"
    assert "withdrew by letter" in raised.snapshot["applications.csv"]
    assert record_of(raised)["overrides"] == []
    assert record_of(raised)["sha256"] == raised.sha256


def test_the_last_yes_adopts_it_once_and_the_real_command_verifies_what_was_downloaded(
    raised, officers, desk, tmp_path
):
    heard = []
    decision_adopted.connect(
        lambda sender, decision, **rest: heard.append(decision.pk), weak=False, dispatch_uid="test"
    )
    decision = said_by(officers[:-1], raised)
    assert (decision.state, heard) == ("proposed", [])
    decision = said_by(officers[-1:], raised)
    assert (decision.state, heard) == ("adopted", [decision.pk])
    decision_adopted.disconnect(dispatch_uid="test")
    verified(decision, desk, tmp_path)
    (made,) = tmp_path.iterdir()
    assert (made / "decision.json").read_text() == decision.record
    changed = made / "folder" / "funders.csv"
    changed.write_text(changed.read_text().replace(".00,", ".01,", 1))
    assert checked(made).returncode == 1
    assert "meeting.adopted" in unscoped(Event, GROUND).values_list("action", flat=True)


def test_a_no_needs_a_ground_and_refuses_the_decision(raised, officers, room, held, secretary):
    with pytest.raises(ValidationError, match="Say why"):
        actions.consent(acting(officers[0]), str(raised.public_id), _code(officers[0]), yes=False)
    found = actions.consent(acting(officers[0]), str(raised.public_id), _code(officers[0]), False, "too dear")
    assert found.state == "refused"
    with pytest.raises(ValidationError, match="waits for no word"):
        said_by(officers[1:2], raised)
    assert proposed(secretary, held, Wanted(), name="Again").decision is not None


def _code(officer: User) -> str:
    return officer.email.partition("@")[0].upper()


def test_an_officer_is_asked_for_the_word_of_its_own_funder_alone(raised, officers):
    page = client_of(officers[1]).get(f"/decisions/record/{raised.public_id}/").content.decode()
    asked = re.search(r'<select id="authority".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r"<option>([^<]+)</option>", asked) == [_code(officers[1])]


def test_nobody_speaks_for_another_funder_but_its_proxy(raised, officers, room, secretary):
    by, (one, other) = acting(secretary), officers[:2]
    with pytest.raises(NotAllowed):
        actions.consent(acting(other), str(raised.public_id), _code(one), yes=True)
    with pytest.raises(NotAllowed):
        actions.consent(by, str(raised.public_id), _code(one), yes=True)
    seats = {seat.user_id: seat for seat in queries.seats(by, room)}
    actions.set_presence(by, SLUG, seats[one.pk].pk, False)
    with pytest.raises(ValidationError, match="not taken"):
        actions.consent(acting(one), str(raised.public_id), _code(one), yes=True)
    actions.set_proxy(by, SLUG, seats[one.pk].pk, seats[other.pk].pk)
    with pytest.raises(NotAllowed):
        actions.consent(acting(one), str(raised.public_id), _code(one), yes=True)
    actions.consent(acting(other), str(raised.public_id), _code(one), yes=True)
    said = queries.consents(by, raised)
    assert [(word.authority, word.proxy, word.by_id) for word in said] == [(_code(one), True, other.pk)]


def test_a_word_on_the_decision_waits_until_its_speaker_is_back_in_the_room(raised, officers, room, secretary, held):
    seat = next(seat for seat in queries.seats(acting(secretary), room) if seat.user_id == officers[0].pk)
    absence = actions.leave_for(acting(secretary), SLUG, seat.pk, "A001", "her institute")
    with pytest.raises(ValidationError, match="out of the room for A001"):
        said_by(officers[:1], raised)
    actions.come_back(acting(secretary), SLUG, absence.pk)
    said_by(officers[:1], raised)


def test_where_the_call_asks_for_a_second_key_the_chair_gives_it(raised, officers, chair):
    call = unscoped(Call, GROUND).get(slug=SLUG)
    call.selection["selection"]["endorsements"] = {"keys": ["Ministry"]}
    call.save()
    assert said_by(officers, raised).state == "proposed"
    with pytest.raises(NotAllowed):
        actions.consent(acting(officers[0]), str(raised.public_id), "Ministry", yes=True)
    assert actions.consent(acting(chair), str(raised.public_id), "Ministry", yes=True).state == "adopted"


def test_a_departure_from_the_published_rules_needs_a_ground_and_says_so(room, held, secretary):
    with pytest.raises(ValidationError, match="say why"):
        proposed(secretary, held, Wanted(rule="best"), name="First")
    found = proposed(secretary, held, Wanted(rule="best"), "All funders ask for the best portfolio", "Second").decision
    assert found.simulation
    assert record_of(found)["overrides"] == ["rule"]
    assert record_of(found)["rule"] == "best"


def test_a_decision_names_what_it_funds_by_the_titles_that_were_decided_on(raised, desk):
    rows = unscoped(Application, GROUND).filter(call__slug=SLUG)
    before = dict(rows.values_list("number", "title"))
    rows.update(title="Written since")
    page = desk.get(f"/decisions/record/{raised.public_id}/").content.decode()
    assert "Written since" not in page
    assert all(before[number] in page for number in funded_in(raised))


def checked(made) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "renkei.cli", "verify", str(made / "decision.json"), str(made / "folder")]
    return subprocess.run([*command, "--replay"], capture_output=True, text=True, check=False)


def verified(decision: Decision, desk, home) -> str:
    """What the real command says of what a browser downloads of a decision; it must hold, to the byte."""
    archive = zipfile.ZipFile(io.BytesIO(desk.get(f"/decisions/record/{decision.public_id}/download/").content))
    archive.extractall(home)
    (made,) = home.iterdir()
    done = checked(made)
    assert done.returncode == 0, done.stdout + done.stderr
    return (made / "folder" / "programme.yaml").read_text()


def test_other_bands_are_a_departure_that_every_funder_adopts_and_the_real_command_verifies(
    room, held, secretary, officers, desk, tmp_path
):
    wanted = Wanted(rule="best", bands="each")
    with pytest.raises(ValidationError, match="say why"):
        proposed(secretary, held, wanted, name="First")
    found = proposed(secretary, held, wanted, "Each score its own band", "Second").decision
    assert found.simulation
    assert record_of(found)["overrides"] == ["bands", "rule"]
    assert record_of(found)["options"]["bands"] == "each"
    assert said_by(officers[:-1], found).state == "proposed"
    assert said_by(officers[-1:], found).state == "adopted"
    published = verified(found, desk, tmp_path)
    assert "rule: gaps" in published, "the snapshot holds what was published, beside a record that departs from it"


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ("13; x", "x is no limit"),
        ("13; 99", "99 lies outside the scale"),
        ("10; 13", "best first"),
        ("13,11.5", "13,11.5 is no limit"),
    ],
)
def test_bands_that_are_none_are_told_in_words(room, held, bands, said):
    with pytest.raises(ValidationError, match=said):
        change_of(Wanted(rule="best", bands=bands), held.folder)


def test_bands_depart_from_nothing_where_no_rule_goes_by_them_or_they_are_the_published_ones(room, held):
    assert not departs(change_of(Wanted(bands="each"), held.folder))
    there = bands_text(held.folder.settings.selection.bands)
    assert change_of(Wanted(rule="best", bands=there), held.folder).bands is None


@pytest.fixture
def topped(room):
    """The call with a union's top-up of two funders."""
    call = unscoped(Call, GROUND).get(slug=SLUG)
    pot = {"pot_id": "EU", "name": "Union grant", "kind": "top_up", "currency": "EUR", "cap": "300000.00"}
    call.tables = call.tables | {"pots": [pot | {"share": "0.33", "gap_part": "0.75"}]}
    call.save()
    parts = unscoped(Participation, GROUND).filter(call=call)
    parts.update(top_up_entitled=False)
    parts.filter(funder__code__in=["MU-DE", "MU-ES"]).update(top_up_entitled=True)
    forget()
    return at_hand(call)


def test_another_cap_of_the_top_up_is_a_departure_that_stands_in_the_snapshot_and_verifies(
    topped, secretary, officers, desk, tmp_path
):
    scenario = actions.keep_scenario(acting(secretary), SLUG, "More", Wanted(cap="900,000"), topped)
    assert scenario.simulation
    page = text(desk.get(f"{ROOM}?scenario={scenario.public_id}"))
    assert 'name="cap"' in page
    assert 'value="900,000"' in page
    found = actions.propose(acting(secretary), SLUG, str(scenario.public_id), "the Union gives more", topped).decision
    assert found.simulation
    assert "900000.00" in found.snapshot["pots.csv"]
    (pot,) = record_of(found)["pots"].values()
    assert pot["cap"] == 90_000_000
    assert said_by(officers, found).state == "adopted"
    verified(found, desk, tmp_path)


def test_a_cap_as_published_departs_from_nothing(topped):
    assert not departs(change_of(Wanted(cap="300000", share="0.33"), topped.folder))


def test_a_cap_where_there_is_no_top_up_is_refused(room, held):
    with pytest.raises(ValidationError, match="no top-up"):
        change_of(Wanted(cap="5"), held.folder)


def test_without_a_quorum_nothing_is_proposed_and_beside_a_decision_no_other(room, held, secretary, officers, raised):
    with pytest.raises(ValidationError, match="comes first"):
        proposed(secretary, held, Wanted(), name="Beside")
    actions.consent(acting(officers[0]), str(raised.public_id), _code(officers[0]), False, "no")
    seat = next(seat for seat in queries.seats(acting(secretary), room) if seat.user_id == officers[0].pk)
    actions.set_presence(acting(secretary), SLUG, seat.pk, False)
    with pytest.raises(ValidationError, match="the quorum is 6"):
        proposed(secretary, held, Wanted(), name="Other")


@pytest.mark.django_db(transaction=True)
def test_what_takes_longer_is_worked_out_by_the_outbox_and_its_page_may_be_left(
    room, held, secretary, desk, monkeypatch, officers
):
    monkeypatch.setattr(proposing, "QUICK", 5)
    made = proposed(secretary, held, Wanted(raises={"MU-DE": "441000"}))
    page = desk.get(f"/decisions/proposal/{made.public_id}/")
    assert "You may leave this page" in text(page)
    assert page["Refresh"] == "3"
    with pytest.raises(ValidationError, match="being worked out"):
        proposed(secretary, held, Wanted(), name="Beside")
    assert Worker().run(once=True) == 1
    decision = unscoped(Decision, GROUND).get()
    assert desk.get(f"/decisions/proposal/{made.public_id}/")["Location"] == f"/decisions/record/{decision.public_id}/"
    assert decision.record.encode() == deciding.decide(decision.snapshot, Wanted(), "", lambda what, done, of: None)
    assert "decision ready" in text(client_of(officers[0]).get(ROOM + "news/?since=0"))


def test_the_minutes_are_a_page_to_sign_with_the_records_hash(raised, room, secretary, desk):
    actions.write_line(acting(secretary), SLUG, "The chair opened at nine.")
    actions.name_draw(acting(secretary), SLUG, "Lotto of Saturday")
    page = text(desk.get(ROOM + "minutes/"))
    for said in (raised.sha256, "The chair opened at nine.", "Lotto of Saturday", "6 funders here", "Signatures"):
        assert said in page


def test_a_draw_is_named_before_it_is_drawn_and_its_value_settles_ties(room, secretary, held):
    by = acting(secretary)
    named = actions.name_draw(by, SLUG, "Lotto of Saturday")
    with pytest.raises(ValidationError, match="named already"):
        actions.name_draw(by, SLUG, "Another")
    actions.draw(by, SLUG, named.pk, "7 11 23")
    with pytest.raises(NotAllowed):
        actions.draw(by, SLUG, named.pk, "8 11 23")
    from renkei.site.decisions.at_hand import at_hand

    assert at_hand(room.call).options.draw == "7 11 23"
