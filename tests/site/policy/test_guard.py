"""Nothing protected is read without asking the policy, through whatever door of Django's."""

import asyncio
from datetime import timedelta

import pytest
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery

from renkei.site.accounts.models import User
from renkei.site.applications.models import Application, Attachment, Partner, Request
from renkei.site.calls.models import Call, Participation
from renkei.site.directory.models import Organisation
from renkei.site.policy import Role, UnscopedReadError, scoped, unscoped
from tests.site.conftest import NOW, acting, person


@pytest.fixture
def application(call: Call) -> Application:
    made = Application(call=call, number="J-1", acronym="A", title="A", begun_at=NOW, begun_by=person("lead@x.example"))
    made.save()
    organisation = Organisation(name="X", country="JP", size="university")
    organisation.save()
    partner = Partner(application=made, organisation=organisation, role="lead")
    partner.save()
    Request(partner=partner, currency="JPY").save()
    return made


async def _read_one_by_one() -> list[Call]:
    return [found async for found in Call.objects.all()]


DOORS = {
    "list": lambda call: list(Call.objects.all()),
    "slice": lambda call: Call.objects.all()[0],
    "truth": lambda call: bool(Call.objects.all()),
    "contains": Call.objects.contains,
    "count": lambda call: Call.objects.count(),
    "exists": lambda call: Call.objects.filter(slug="joint").exists(),
    "get": lambda call: Call.objects.get(slug="joint"),
    "get or create": lambda call: Call.objects.get_or_create(slug="joint"),
    "first": lambda call: Participation.objects.first(),
    "last": lambda call: Participation.objects.last(),
    "earliest": lambda call: Call.objects.earliest("opens_at"),
    "latest": lambda call: Call.objects.latest("opens_at"),
    "in bulk": lambda call: Call.objects.in_bulk([call.pk]),
    "in bulk by slug": lambda call: Call.objects.in_bulk(["joint"], field_name="slug"),
    "values": lambda call: list(Call.objects.values("title")),
    "values list": lambda call: list(Call.objects.values_list("title", flat=True)),
    "dates": lambda call: list(Call.objects.dates("opens_at", "year")),
    "datetimes": lambda call: list(Call.objects.datetimes("opens_at", "hour")),
    "iterator": lambda call: list(Call.objects.iterator()),
    "iterator in chunks": lambda call: list(Call.objects.iterator(chunk_size=10)),
    "asynchronous": lambda call: asyncio.run(_read_one_by_one()),
    "aggregate": lambda call: Call.objects.aggregate(n=Count("pk")),
    "explain": lambda call: Call.objects.all().explain(),
    "raw": lambda call: list(Call.objects.raw("SELECT * FROM calls_call")),
    "extra": lambda call: list(Call.objects.extra(where=["1=1"])),
    "update": lambda call: Call.objects.update(title="x"),
    "bulk update": lambda call: Call.objects.bulk_update([call], ["title"]),
    "delete": lambda call: Call.objects.all().delete(),
    "quick delete": lambda call: Call.objects.all()._raw_delete("default"),
    "lock": lambda call: list(Call.objects.select_for_update()),
    "related manager": lambda call: list(call.participations.all()),
    "related count": lambda call: call.participations.count(),
    "prefetch": lambda call: list(scoped(acting(None), Call).prefetch_related("participations")),
    "union": lambda call: list(scoped(acting(None), Call).union(Call.objects.all())),
    "intersection": lambda call: list(unscoped(Call, "test").intersection(Call.objects.all())),
    "within in": lambda call: list(scoped(acting(None), Call).filter(pk__in=Participation.objects.values("call"))),
    "within exists": lambda call: list(
        scoped(acting(None), Call).filter(Exists(Participation.objects.filter(call=OuterRef("pk"))))
    ),
    "within a subquery": lambda call: list(
        scoped(acting(None), Call).annotate(n=Subquery(Participation.objects.values("budget")[:1]))
    ),
    "within a plain query": lambda call: list(User.objects.filter(pk__in=Application.objects.values("begun_by"))),
    "scoped or all": lambda call: list(scoped(acting(None), Call) | Call.objects.all()),
    "combined with |": lambda call: list(Call.objects.all() | Call.objects.filter(slug="x")),
}


@pytest.mark.parametrize("door", DOORS)
def test_an_unscoped_read_raises_through_every_door(door, call):
    with pytest.raises(UnscopedReadError):
        DOORS[door](call)


DOWNWARD = {
    "filter": lambda calls: calls.filter(applications__acronym="A"),
    "filter by presence": lambda calls: calls.filter(applications__isnull=False),
    "exclude": lambda calls: calls.exclude(applications__acronym="A"),
    "count": lambda calls: calls.annotate(n=Count("applications")),
    "aggregate": lambda calls: [calls.aggregate(n=Count("applications"))],
    "order": lambda calls: calls.order_by("applications__title"),
    "values": lambda calls: calls.values("applications__title"),
    "expression": lambda calls: calls.annotate(title_=F("applications__title")),
    "condition": lambda calls: calls.filter(Q(slug="x") | Q(applications__title="A")),
}


@pytest.mark.parametrize("way", DOWNWARD)
def test_a_scoped_query_does_not_look_down_into_what_the_actor_may_not_see(way, application):
    with pytest.raises(UnscopedReadError):
        list(DOWNWARD[way](scoped(acting(None), Call)))


def test_a_many_to_many_relation_walked_backwards_leads_down_too(db):
    with pytest.raises(UnscopedReadError, match=r"looks down into applications\.Submission"):
        scoped(acting(person("x@x.example")), Attachment).filter(in_submissions__sequence=1)


def test_up_and_through_scoped_subqueries_is_free(application):
    lead = acting(application.begun_by)
    assert scoped(acting(None), Participation).filter(call__slug="joint", funder__code="JST").count() == 1
    mine = scoped(lead, Application).values("call")
    assert list(scoped(lead, Call).filter(pk__in=mine)) == []
    assert unscoped(Call, "the test looks down").exclude(applications__acronym="A").count() == 0
    assert unscoped(Call, "the test looks down").filter(applications__acronym="A").get() == application.call


def test_what_was_fetched_by_a_scoped_query_is_there(application):
    fetched = unscoped(Partner, "the test").prefetch_related(Prefetch("request", unscoped(Request, "the test")))
    assert fetched.get().request.currency == "JPY"
    calls = scoped(acting(None), Call).prefetch_related(
        Prefetch("participations", scoped(acting(None), Participation).select_related("funder"))
    )
    assert [share.funder.code for share in calls.get().participations.all()] == ["JST"]


def test_the_one_row_at_the_other_end_of_a_key_is_asked_for_too(application):
    partner = unscoped(Partner, "the test").get()
    with pytest.raises(UnscopedReadError):
        partner.request  # noqa: B018
    with pytest.raises(UnscopedReadError):
        unscoped(Partner, "the test").prefetch_related("request").get()
    with pytest.raises(UnscopedReadError):
        scoped(acting(None), Partner).select_related("request").first()


def test_a_key_that_a_row_holds_is_read_plainly(application):
    application.refresh_from_db()
    assert unscoped(Application, "the test").get().call.title == "Joint call"


def test_a_row_that_is_held_can_be_saved_and_made(call):
    call.closes_at += timedelta(days=1)
    call.save()
    person("s@x.example", Role.SECRETARIAT)
    assert unscoped(Call, "the test").get().closes_at == call.closes_at
