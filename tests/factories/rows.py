"""Everything that is kept, as plain values, to see what an act changed."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

OURS = ("accounts", "registers", "workflow", "forms", "documents")


def models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m._meta.app_label in OURS]


def kept(*, without: Iterable[str] = ()) -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row of our tables by name of the model and key, as the database keeps it; `without` names models left out."""
    skipped = set(without)
    return {m.__name__: _rows(m) for m in models() if m.__name__ not in skipped}


def _rows(model: type[Model]) -> dict[Any, dict[str, Any]]:
    # Plain SQL: this is asked four times of each transition, and most tables are empty.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
        found = cursor.fetchall()
        names = {f.column: f.attname for f in model._meta.local_concrete_fields}
        columns = [names.get(described[0], described[0]) for described in cursor.description]
    key = model._meta.pk
    assert key is not None
    place = columns.index(key.attname)
    return {key.to_python(row[place]): dict(zip(columns, row, strict=True)) for row in found}


def changed(before: dict[str, dict[Any, Any]], after: dict[str, dict[Any, Any]]) -> dict[str, dict[Any, set[str]]]:
    """For each model, the rows that differ and in which columns; a new or deleted row differs in "row"."""
    found: dict[str, dict[Any, set[str]]] = {}
    for name, rows in after.items():
        for key in rows.keys() | before[name].keys():
            old, new = before[name].get(key), rows.get(key)
            if old != new:
                columns = {c for c in old if old[c] != new[c]} if old and new else {"row"}
                found.setdefault(name, {})[key] = columns
    return found
