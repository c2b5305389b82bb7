"""The site's tables as rows that JSON holds, the same for either database."""

import base64
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, Field, JSONField, Model, QuerySet

from renkei.site.policy import unscoped
from renkei.site.policy.guard import Guarded

GROUND = "a backup holds every row"
LEFT_OUT = {"sessions.Session"}  # people log in again
BATCH = 500


def tables() -> list[type[Model]]:
    """Every model with a table of its own, those between two others among them, in the order of their labels."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    kept = [model for model in found if not model._meta.proxy and model._meta.label not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.label)


def every(model: type[Model]) -> "QuerySet[Any]":
    """All rows of a table by key."""
    rows = unscoped(model, GROUND) if issubclass(model, Guarded) else model._base_manager.all()
    return rows.order_by("pk")


def rows_of(model: type[Model]) -> Iterator[list[Any]]:
    """Each row's values in the order of `columns`."""
    fields = _fields(model)
    for row in every(model).values_list(*columns(model)).iterator(BATCH):
        yield [_plain(field, value) for field, value in zip(fields, row, strict=True)]


def columns(model: type[Model]) -> list[str]:
    """The names of a table's columns as Django has them."""
    return [field.attname for field in _fields(model)]


def insert(model: type[Model], rows: Sequence[list[Any]]) -> None:
    """Put rows into a table as they are: no default, no signal, no clock takes part."""
    fields = _fields(model)
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    prepared = [[_prepared(field, value) for field, value in zip(fields, row, strict=True)] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({marks})", prepared)


def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return list(model._meta.concrete_fields)


def _plain(field: "Field[Any, Any]", value: Any) -> Any:
    match value:
        case _ if isinstance(field, JSONField):
            return value
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
    return value


def _prepared(field: "Field[Any, Any]", value: Any) -> Any:
    if value is not None and isinstance(field, BinaryField):
        value = base64.b64decode(value)
    elif not isinstance(field, JSONField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)
