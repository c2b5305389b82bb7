"""The table of the cache, in which log-ins and resets are counted for all processes together."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make(apps: Any, schema: Any) -> None:
    """The table, as Django makes it on each database."""
    call_command("createcachetable", database=schema.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
