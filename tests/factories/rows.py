"""Everything that is kept, as plain values, to see what an act changed."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model

OURS = ("accounts", "registers", "workflow", "forms", "documents")


def models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m._meta.app_label in OURS]


def kept(*, without: Iterable[str] = ()) -> dict[str, dict[Any, dict[str, Any]]]:
    """Every row of our tables by name of the model and key; `without` names models left out."""
    skipped = set(without)
    return {
        m.__name__: {row[m._meta.pk.attname]: row for row in m._base_manager.values()}  # type: ignore[union-attr]
        for m in models()
        if m.__name__ not in skipped
    }


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
