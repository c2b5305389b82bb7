"""The meeting's screen, as browsers with and without JavaScript get it."""

import re

import pytest

from renkei.site.decisions import actions
from renkei.site.decisions.at_hand import forget
from renkei.site.decisions.changes import Wanted
from renkei.site.policy import unscoped
from renkei.site.review.models import Standing
from renkei.site.ui.reader import LANGUAGE_COOKIE
from tests.site.clients import client_of
from tests.site.conftest import acting
from tests.site.decisions.conftest import GROUND, ROOM, SLUG

pytestmark = pytest.mark.django_db


def text(answer, status=200):
    assert answer.status_code == status, answer
    return answer.content.decode()


def shown_in(page: str) -> str:
    found = re.search(r'name="shown" value="(\w+)"', page)
    assert found
    return found[1]


def rows_in(page: str) -> dict[str, str]:
    return {one[0]: one[1] for one in re.findall(r'<tr id="row-([^"]+)" class="([^"]+)"', page)}


def test_the_page_shows_figures_funders_and_the_ranking_of_the_engine(desk, room, held):
    page = text(desk.get(ROOM))
    found = held.engine.before.answer()
    rows = rows_in(page)
    assert {one for one, kind in rows.items() if kind.split()[0] == "funded"} == set(found.funded)
    assert len(rows) == 24
    assert page.count('class="purse"') == 6
    assert re.search(rf"<dt>Funded</dt><dd>{found.number}</dd>", page)


def other_funded(held, **wanted) -> set[str]:
    from renkei.site.decisions.changes import change_of

    return set(held.engine.answer(change_of(Wanted(**wanted), held.folder)).funded)


def test_without_javascript_a_form_asks_the_same(desk, room, held):
    page = text(desk.post(ROOM, {"rule": "gaps", "raise-MU-DE": "441,000.00"}))
    funded = {one for one, kind in rows_in(page).items() if kind.split()[0] == "funded"}
    assert funded == other_funded(held, raises={"MU-DE": "441000"}) != set(held.engine.before.answer().funded)
    assert 'value="441,000.00"' in page
    one = next(one for one, kind in rows_in(page).items() if kind.split()[0] == "short")
    assert f'id="why-{one}"' in text(desk.post(ROOM, {"open": one}))


def test_a_change_sends_only_the_rows_that_differ(desk, room, held):
    page = text(desk.get(ROOM))
    before = set(held.engine.before.answer().funded)
    answer = text(desk.post(ROOM + "ask/", {"shown": shown_in(page), "raise-MU-DE": "441000"}))
    after = other_funded(held, raises={"MU-DE": "441000"})
    sent = rows_in(answer)
    assert {one for one, kind in sent.items() if "enters" in kind} == after - before
    assert {one for one, kind in sent.items() if "leaves" in kind} == before - after
    assert len(sent) < 24
    assert "<html" not in answer
    again = text(desk.post(ROOM + "ask/", {"shown": shown_in(answer), "raise-MU-DE": "441000"}))
    assert rows_in(again) == {}
    unknown = text(desk.post(ROOM + "ask/", {"shown": "of another process", "raise-MU-DE": "441000"}))
    assert len(rows_in(unknown)) == 24


def test_everything_that_is_wrong_is_told_at_once_and_nothing_changes(desk, room):
    given = {"raise-MU-JP": "much", "raise-MU-XX": "5", "share": "2", "force": "A999", "ground": ""}
    answer = text(desk.post(ROOM + "ask/", given))
    for said in ("MU-JP", "MU-XX", "no top-up", "A999: there is no such application", "say on which ground"):
        assert said in answer
    assert rows_in(answer) == {}


def test_reasons_say_what_is_short_what_would_unlock_and_what_it_displaces(desk, room, held):
    one = held.engine.before.answer().next_ones[0]
    said = text(desk.post(ROOM + "why/", {"open": one}))
    assert "short by" in said
    assert "Forced in, it would" in said
    assert "raise" in said.lower()


def test_next_raises_are_the_engines(desk, room, held):
    from renkei.engines.selection.what_if import Change

    said = text(desk.post(ROOM + "next/", {}))
    cells = dict(re.findall(r'id="next-([^"]+)" hx-swap-oob="true" title="([^"]*)"', said))
    assert len(cells) == 6
    for funder, words in cells.items():
        found = held.engine.next_raise(Change(), funder)
        assert all(f"+{one}" in words for one in found.enters), funder


def test_best_answers_at_once_with_bounds_and_improves_while_one_looks(desk, room):
    answer = text(desk.post(ROOM + "ask/", {"rule": "best"}))
    for _look in range(12):
        if '"look":' not in answer:
            break
        look = re.search(r'"look": "(\d+)"', answer)[1]
        answer = text(desk.post(ROOM + "ask/", {"rule": "best", "look": look, "shown": shown_in(answer)}))
    assert '"look":' not in answer
    assert "not proven yet" not in answer


def test_who_forces_one_out_gives_the_ground_and_takes_it_back(desk, room, held):
    one = held.engine.before.answer().funded[0]
    answer = text(desk.post(ROOM + "ask/", {"force": one, "way": "out", "ground": "withdrew by letter"}))
    assert f'name="out-{one}" value="withdrew by letter"' in answer
    assert rows_in(answer)[one].startswith("out")
    back = text(desk.post(ROOM + "ask/", {f"out-{one}": "withdrew by letter", "take_back": one}))
    assert f'name="out-{one}"' not in back


def test_a_call_that_cannot_be_decided_says_what_is_missing(desk, room):
    unscoped(Standing, "the test").update(score=None)
    forget()
    assert "score" in text(desk.get(ROOM))


@pytest.mark.parametrize(
    ("code", "said", "missing"),
    [
        (
            "fr",
            ("cette candidature n’existe pas", "dire pour quel motif", "sans être éligibles"),
            "une candidature éligible a un score",
        ),
        ("ja", ("この申請はありません", "理由を書いてください", "不適格なもの"), "有資格の申請には score が必要です"),
    ],
)
def test_what_the_engine_cannot_do_is_said_in_the_readers_language(code, said, missing, desk, room):
    desk.cookies[LANGUAGE_COOKIE] = code
    every = {f"in-A{n:03d}": "all of them" for n in range(1, 25)}  # some of them are not eligible
    pages = [text(desk.post(ROOM + "ask/", given)) for given in ({"force": "A999", "ground": ""}, every)]
    assert [one for one in said if one not in "".join(pages)] == []
    assert [one for one in ("there is", "forced in", "say on", "force fewer") if one in "".join(pages)] == []
    unscoped(Standing, GROUND).update(score=None)
    forget()
    assert missing in text(desk.get(ROOM))


def test_the_engine_is_made_once_and_again_when_the_data_change(desk, room, secretary):
    from django.db import transaction

    from renkei.site.audit.trail import record
    from renkei.site.calls.models import Participation
    from renkei.site.decisions.at_hand import at_hand
    from renkei.site.policy import unscoped

    first = at_hand(room.call)
    assert at_hand(room.call) is first
    part = unscoped(Participation, "the test").get(funder__code="MU-JP")
    with transaction.atomic():
        record(acting(secretary), "nothing.really", part)
    assert at_hand(room.call) is first  # looked at again, and the same
    part.budget += 1
    part.save()
    with transaction.atomic():
        record(acting(secretary), "call.funder_set", part)
    assert at_hand(room.call) is not first


@pytest.mark.parametrize("address", ["", "minutes/", "compare/"])
def test_queries_do_not_grow_with_rows(address, desk, room, secretary, held, django_assert_max_num_queries):
    for name in ("one", "two", "three"):
        actions.keep_scenario(acting(secretary), SLUG, name, Wanted(), held)
        actions.write_line(acting(secretary), SLUG, name)
    with django_assert_max_num_queries(24):
        text(desk.get(ROOM + address))


def test_officers_see_it_once_it_opened_and_strangers_never(call, secretary, observer, officers):
    actions.prepare_meeting(acting(secretary), SLUG)
    from renkei.site.accounts.models import User

    lead = User.objects.get(email="lead@x.example")
    for user, codes in ((officers[0], (404, 200)), (observer, (200, 200)), (lead, (404, 404)), (None, (404, 404))):
        assert client_of(user).get(ROOM).status_code == codes[0]
    actions.open_meeting(acting(secretary), SLUG)
    for user, code in ((officers[0], 200), (observer, 200), (lead, 404), (None, 404)):
        assert client_of(user).get(ROOM).status_code == code
    assert client_of(observer).post(ROOM + "scenarios/", {"name": "mine"}).status_code == 404


def test_the_list_of_meetings_is_a_file_too_and_empty_for_who_takes_part_in_none(room, desk, client):
    assert 'href="?export=csv"' in desk.get("/decisions/").content.decode()
    head, row = desk.get("/decisions/?export=csv").content.decode().splitlines()
    assert head.removeprefix("\ufeff") == "call,state,opened,closed,quorum"
    assert row.split(",")[1:2] == ["open"]
    assert desk.get("/decisions/?export=xlsx").content.startswith(b"PK")
    assert room.call.title not in client.get("/decisions/?export=csv").content.decode()
