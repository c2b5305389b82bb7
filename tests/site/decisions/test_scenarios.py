"""Scenarios are kept, saved over what was seen, compared; everybody in the room learns of it."""

import pytest
from django.core.exceptions import ValidationError

from renkei.site.audit.models import Event
from renkei.site.decisions import actions, queries
from renkei.site.decisions.changes import Wanted
from renkei.site.policy import unscoped
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.decisions.conftest import GROUND, ROOM, SLUG
from tests.site.decisions.test_meeting_page import rows_in, text

pytestmark = pytest.mark.django_db
RAISED = {"name": "Raise DE", "rule": "gaps", "raise-MU-DE": "441000"}


@pytest.fixture
def kept(room, held, secretary):
    return actions.keep_scenario(acting(secretary), SLUG, "Raise DE", Wanted(raises={"MU-DE": "441000"}), held)


def test_what_a_page_shows_is_kept_under_a_name_and_shown_again(desk, room, held):
    page = text(desk.post(ROOM + "scenarios/", RAISED, follow=True))
    assert "Raise DE" in page
    assert 'value="441000"' in page
    assert "Another scenario has this name" in text(desk.post(ROOM + "scenarios/", RAISED))


def test_a_stale_save_shows_both_and_changes_nothing(desk, room, kept, officers, held):
    other = client_of(officers[0])
    address = f"{ROOM}scenarios/{kept.public_id}/"
    first = other.post(address, {"version": "1", "raise-MU-ES": "84000"})
    assert first.status_code == 302
    late = text(desk.post(address, {"version": "1", "raise-MU-DE": "441000"}), 409)
    assert officers[0].email in late
    assert "MU-DE" in late
    assert "MU-ES" in late
    kept = queries.scenarios(acting(officers[0]), room)[0]
    assert (kept.version, kept.change) == (2, {"raises": {"MU-ES": "84000"}})
    assert desk.post(address, {"version": "2", "raise-MU-DE": "441000"}).status_code == 302


def test_side_by_side_shows_only_what_differs(desk, kept, held):
    page = text(desk.get(f"{ROOM}compare/?a=&b={kept.public_id}"))
    before, after = held.engine.before.answer(), held.engine.answer(_change(held))
    apart = set(before.funded) ^ set(after.funded)
    assert all(one in page for one in apart)
    alike = set(before.funded) & set(after.funded)
    assert not [one for one in alike if f">{one}<" in page]


def _change(held):
    from renkei.site.decisions.changes import change_of

    return change_of(Wanted(raises={"MU-DE": "441000"}), held.folder)


def test_another_rule_once_scores_were_seen_is_a_simulation_and_a_raise_is_none(room, held, secretary, kept):
    other = actions.keep_scenario(acting(secretary), SLUG, "Best", Wanted(rule="best"), held)
    assert (kept.simulation, other.simulation) == (False, True)


def test_scenarios_are_moved_and_dropped(room, held, secretary, kept):
    by = acting(secretary)
    two = actions.keep_scenario(by, SLUG, "Two", Wanted(), held)
    actions.move_scenario(by, SLUG, str(two.public_id), up=True)
    assert [one.name for one in queries.scenarios(by, room)] == ["Two", "Raise DE"]
    with pytest.raises(actions.Stale):
        actions.drop_scenario(by, SLUG, str(two.public_id), version=7)
    actions.drop_scenario(by, SLUG, str(two.public_id), version=1)
    assert [one.name for one in queries.scenarios(by, room)] == ["Raise DE"]


def test_open_pages_learn_who_changed_what_and_are_left_alone_where_nothing_did(desk, room, officers, held):
    room.refresh_from_db(from_queryset=unscoped(type(room), GROUND))
    address = f"{ROOM}news/?since={room.acts_done}"
    quiet = desk.get(address)
    assert quiet.content.strip() == b""
    assert desk.get(address, HTTP_IF_NONE_MATCH=quiet["ETag"]).status_code == 304
    actions.keep_scenario(acting(officers[0]), SLUG, "Mine", Wanted(), held)
    told = desk.get(address, HTTP_IF_NONE_MATCH=quiet["ETag"])
    assert f"{officers[0].email} kept a new scenario: Mine" in text(told)
    assert client_of(officers[0]).get(address).content.strip() == b""  # one's own acts are no news


def test_who_is_out_of_the_room_has_no_word_and_the_attempt_is_recorded(room, held, secretary, officers):
    one = held.engine.before.answer().funded[0]
    seat = next(seat for seat in queries.seats(acting(secretary), room) if seat.user_id == officers[0].pk)
    absence = actions.leave_for(acting(secretary), SLUG, seat.pk, one, "her institute")
    wanted = Wanted(out={one: "too dear"})
    with pytest.raises(ValidationError, match="is out of the room"):
        actions.keep_scenario(acting(officers[0]), SLUG, "Out", wanted, held)
    assert unscoped(Event, GROUND).filter(action="meeting.word_not_counted").count() == 1
    actions.keep_scenario(acting(officers[1]), SLUG, "Out", wanted, held)
    actions.come_back(acting(secretary), SLUG, absence.pk)
    actions.keep_scenario(acting(officers[0]), SLUG, "Mine", wanted, held)


def test_a_closed_meeting_is_read_and_not_changed(desk, room, held, secretary, officers, kept):
    actions.close_meeting(acting(secretary), SLUG)
    with pytest.raises(ValidationError, match="closed"):
        actions.keep_scenario(acting(secretary), SLUG, "Late", Wanted(), held)
    page = text(desk.get(f"{ROOM}?scenario={kept.public_id}"))
    assert len(rows_in(page)) == 24
    assert "Keep what is shown" not in page
