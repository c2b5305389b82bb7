"""The database itself keeps the trail as it is."""

import pytest
from django.db import DatabaseError, connection, transaction

from renkei.site.audit.immutable import SAID
from renkei.site.audit.models import Event
from renkei.site.audit.trail import record
from renkei.site.policy import unscoped
from tests.site.conftest import acting


@pytest.fixture
def events(call):
    return [record(acting(None), "call.changed", call, {"n": n}, {"n": n + 1}) for n in range(3)]


TAMPERING = {
    "update": "UPDATE audit_event SET ground = 'x' WHERE number = 2",
    "delete": "DELETE FROM audit_event WHERE number = 2",
    "delete the last": "DELETE FROM audit_event WHERE number = 3",
    "delete all": "DELETE FROM audit_event",
}


@pytest.mark.parametrize("way", TAMPERING)
def test_sql_that_changes_an_event_is_refused(way, events):
    with pytest.raises(DatabaseError, match=SAID), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAMPERING[way])


def test_an_event_is_not_put_in_the_place_of_another(events):
    columns = "id, number, at, actor_name, action, subject, subject_id, ground, previous, digest"
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    for pk, number in ((events[1].pk, 2), (events[1].pk, 9), (99, 2)):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"{insert} INTO audit_event ({columns}) VALUES (%s, %s, %s, '', '', '', '', '', '', '')",
                [pk, number, events[0].at],
            )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_table_is_not_emptied(events):
    with pytest.raises(DatabaseError, match=SAID), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")


def test_django_does_not_come_past_it_either(events):
    events[0].ground = "another"
    for tamper in (events[0].save, events[0].delete, unscoped(Event, "the test").delete):
        with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
            tamper()
