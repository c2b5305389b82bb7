"""The database itself refuses to change events; see `renkei.site.audit.immutable`."""

from django.db import migrations

from renkei.site.audit import immutable


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema: immutable.forbid(schema.connection),
            lambda apps, schema: immutable.allow(schema.connection),
        )
    ]
