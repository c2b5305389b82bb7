"""What the database itself refuses: to change an event, to take one away, to put one in before the last."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

SAID = "an event of the audit trail is never changed nor taken away"

# `INSERT OR REPLACE` would take a row away without a DELETE, hence the third
_SQLITE = {
    "audit_event_unchanged": "BEFORE UPDATE ON audit_event",
    "audit_event_kept": "BEFORE DELETE ON audit_event",
    "audit_event_last": """BEFORE INSERT ON audit_event
        WHEN EXISTS (SELECT 1 FROM audit_event WHERE number >= NEW.number OR id = NEW.id)""",
}
_POSTGRESQL = {
    "audit_event_unchanged": "BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW",
    "audit_event_kept": "BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT",
}


def forbid(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse it from now on."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, when in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{SAID}'); END")
            return
        cursor.execute(
            "CREATE OR REPLACE FUNCTION audit_event_refused() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for name, when in _POSTGRESQL.items():
            cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION audit_event_refused()")


def allow(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse it no longer."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in _POSTGRESQL:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON audit_event")


@contextmanager
def allowed(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within it the trail can be emptied: for what brings back a whole database, and for tests."""
    allow(connection)
    try:
        yield
    finally:
        forbid(connection)
