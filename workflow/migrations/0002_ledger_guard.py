"""Triggers that refuse any change of what the ledger holds."""

from typing import Any

from django.db import migrations

from workflow.ledger import guard


def install(apps: Any, schema_editor: Any) -> None:
    guard.install(schema_editor.connection)


def remove(apps: Any, schema_editor: Any) -> None:
    guard.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_tables")]
    operations = [migrations.RunPython(install, remove)]
