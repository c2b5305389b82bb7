"""Backup and restore: the whole site in one archive, from either database into either."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import renkei
from renkei.site.files import store
from renkei.site.files.models import StoredFile
from renkei.site.operations.archive import ArchiveDefects, Reader, Writer, reading, writing
from renkei.site.operations.tables import BATCH, columns, every, insert, rows_of, tables
from renkei.site.outbox.models import Parcel
from renkei.site.policy import unscoped

OF_EVERY_SITE = {"contenttypes.ContentType", "auth.Permission", "auth.Group", "audit.Head"}
RESTORED = "restored from a backup: this may have been sent since; ask the recipient before trying it again"


class NotEmpty(Exception):
    """The site holds something already."""


def backup(place: Path) -> dict[str, int]:
    """Write the whole site, as it is at one moment, to an archive; how many rows and files.

    The site may run meanwhile. ArchiveDefects names files that the store has lost or that are not what they were.
    """
    with writing(place) as writer, _one_moment():
        counts = {model._meta.label: writer.lines(_table(model), rows_of(model)) for model in tables()}
        digests = sorted(set(StoredFile.objects.values_list("digest", flat=True)))
        _keep_files(writer, digests)
        facts = {
            "version": renkei.__version__,
            "made_at": timezone.now().isoformat(),
            "migrations": _migrations(),
            "columns": {model._meta.label: columns(model) for model in tables()},
            "rows": counts,
        }
        writer.close(facts)
    return {"rows": sum(counts.values()), "files": len(digests)}


def restore(place: Path, *, replace: bool = False) -> dict[str, int]:
    """Make the site what an archive holds; how many rows and files. All in one transaction, or nothing.

    NotEmpty where the site holds rows and `replace` is not asked for; ArchiveDefects where the archive is not whole or
    of another version. Mail that had not left is set aside: it may have been sent after the backup was made.
    """
    with reading(place) as reader:
        _same_version(reader)
        if not replace and (held := _held()):
            raise NotEmpty(f"the site holds {held} rows already")
        digests = _restore_files(reader)
        with _without_checks(), transaction.atomic():
            _made_anew()
            rows = sum(_fill(reader, model) for model in tables())
            _settle_sequences()
            waiting = [Parcel.State.WAITING, Parcel.State.LEASED, Parcel.State.HANDING_OVER]
            held_back = unscoped(Parcel, "restoring").filter(kind="mail", state__in=waiting)
            held_back.update(state=Parcel.State.SET_ASIDE, trouble=RESTORED)
            connection.check_constraints()
    return {"rows": rows, "files": digests}


def _keep_files(writer: Writer, digests: list[str]) -> None:
    wrong = []
    for digest in digests:
        place = store.path_of(digest)
        if not place.is_file():
            wrong.append(f"the store has lost the file {digest}")
        elif writer.file(f"files/{digest}", place) != digest:
            wrong.append(f"the file {digest} is not what it was")
    if wrong:
        raise ArchiveDefects(wrong)


def _restore_files(reader: Reader) -> int:
    names = [name for name in reader.facts["members"] if name.startswith("files/")]
    for name in names:
        if store.keep(reader.data(name)) != name.removeprefix("files/"):
            raise ArchiveDefects([f"{name}: its bytes are not those that its name says"])
    return len(names)


def _same_version(reader: Reader) -> None:
    theirs, ours = set(reader.facts["migrations"]), set(_migrations())
    if theirs != ours:
        odd = ", ".join(sorted(theirs ^ ours)[:5])
        made_by = reader.facts["version"]
        raise ArchiveDefects(
            [f"the backup is of a database in another state (version {made_by}; {odd}): restore it with that version"]
        )


def _held() -> int:
    """How many rows the site holds that not every site does."""
    return sum(every(model).count() for model in tables() if model._meta.label not in OF_EVERY_SITE)


def _made_anew() -> None:
    """Every table anew and empty."""
    quote = connection.ops.quote_name
    names = [*connection.introspection.django_table_names(only_existing=True), "django_migrations"]
    with connection.cursor() as cursor:
        for name in names:
            cascade = " CASCADE" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TABLE IF EXISTS {quote(name)}{cascade}")
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        for model in tables():
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")


def _fill(reader: Reader, model: Any) -> int:
    if reader.facts["columns"][model._meta.label] != columns(model):
        raise ArchiveDefects([f"{model._meta.label}: other columns than this version's"])
    count, rows = 0, reader.lines(_table(model))
    while batch := list(islice(rows, BATCH)):
        insert(model, batch)
        count += len(batch)
    return count


def _settle_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _table(model: Any) -> str:
    return f"tables/{model._meta.label}.jsonl"


@contextmanager
def _one_moment() -> Iterator[None]:
    """All that is read within is of one moment; nobody is kept from writing."""
    with ExitStack() as stack, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            stack.enter_context(transaction.atomic())
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            cursor.execute("BEGIN DEFERRED")
            stack.callback(connection.rollback)
        yield


@contextmanager
def _without_checks() -> Iterator[None]:
    """SQLite checks no reference until the end; PostgreSQL checks them when the transaction ends by itself."""
    if connection.vendor == "postgresql":
        yield
    else:
        with connection.constraint_checks_disabled():
            yield
