"""The trail as its readers see it."""

import csv
from datetime import timedelta

import pytest

from renkei.site.audit.trail import record
from renkei.site.policy import Role
from tests.site.clients import client_of
from tests.site.conftest import NOW, acting, person


@pytest.fixture
def events(call):
    secretariat = person("s@x.example", Role.SECRETARIAT)
    record(acting(None), "call.made", call, None, {"title": "Joint call"}, "the first")
    record(acting(secretariat), "call.extended", call, {"until": "<b>May</b>"}, {"until": "June"}, "a storm")
    record(acting(secretariat, NOW + timedelta(days=3)), "call.changed", call, {"budget": 100}, {"budget": 200})


@pytest.fixture
def observer(db):
    return client_of(person("o@x.example", Role.OBSERVER))


def test_the_trail_shows_who_did_what_when_why_and_what_was_before(events, observer):
    page = observer.get("/trail/").content.decode()
    for words in ("call.extended", "s@x.example", "a storm", "&lt;b&gt;May&lt;/b&gt;", "June", "3 events"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("number=2", {"call.extended"}),
        ("who=S@X", {"call.extended", "call.changed"}),
        ("action=call.made", {"call.made"}),
        ("ground=storm", {"call.extended"}),
        ("subject=calls.Call&last=2027-03-01", {"call.made", "call.extended"}),
        ("first=2027-03-04", {"call.changed"}),
        ("subject_id=nothing", set()),
        ("number=nothing", set()),
        ("action=call.made&export=csv", {"call.made"}),
    ],
)
def test_the_trail_is_narrowed_by_what_is_asked(query, found, events, observer):
    page = observer.get(f"/trail/?{query}").content.decode()
    shown = {
        f"call.{verb}"
        for verb in ("made", "extended", "changed")
        if f"<code>call.{verb}" in page or f",call.{verb}," in page
    }
    assert shown == found


def test_the_export_says_all_of_an_event_and_no_cell_is_a_formula(call, observer):
    record(acting(None), "call.changed", call, None, {"title": "x"}, '=HYPERLINK("http://evil.example")')
    rows = list(csv.DictReader(observer.get("/trail/?export=csv").content.decode().splitlines()))
    assert rows[0]["after"] == '{"title":"x"}'
    assert not rows[0]["ground"].startswith("=")


@pytest.mark.parametrize("role", [None, *sorted({Role.SECRETARIAT, Role.COORDINATOR, Role.CHAIR})])
def test_nobody_else_finds_the_trail(role, events):
    assert client_of(person("x@x.example", *([role] if role else []))).get("/trail/").status_code == 404


def test_the_page_asks_as_often_whatever_the_number_of_events(events, call, observer, django_assert_num_queries):
    observer.get("/trail/")
    with django_assert_num_queries(6) as first:
        observer.get("/trail/")
    for _ in range(20):
        record(acting(None), "call.changed", call, {"n": 1}, {"n": 2})
    with django_assert_num_queries(len(first)):
        observer.get("/trail/")
