"""What a value is to the driver and back: the ORM's own conversion, or where it is known a shorter way to the same."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import models as fields
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

Way = Callable[[Any], Any]
# The field, its attribute, the shorter ways by the type of the value, and whether the hour of writing is stamped on it.
Column = tuple["Field[Any, Any]", str, dict[type, Way | None], bool]


def _instant(at: datetime) -> str:
    # As SQLite keeps it: UTC without saying so.
    return str(at.astimezone(UTC).replace(tzinfo=None)) if at.tzinfo is not UTC else str(at.replace(tzinfo=None))


def _hexadecimal(key: UUID) -> str:
    return key.hex


# None leaves the value as it is. What is not named here goes through the ORM, lazy texts and members of choices included.
_EVERYWHERE: tuple[tuple[type, dict[type, Way | None]], ...] = (
    (fields.CharField, {str: None}),
    (fields.TextField, {str: None}),
    (fields.IntegerField, {int: None}),
    (fields.BooleanField, {bool: None}),
    (fields.JSONField, {dict: json.dumps, list: json.dumps}),
)
_WAYS: dict[str, tuple[tuple[type, dict[type, Way | None]], ...]] = {
    "sqlite": (
        *_EVERYWHERE,
        (fields.UUIDField, {UUID: _hexadecimal}),
        (fields.DateTimeField, {datetime: _instant}),
        (fields.DateField, {date: date.isoformat}),
    ),
    "postgresql": (
        *_EVERYWHERE,
        (fields.UUIDField, {UUID: None}),
        (fields.DateTimeField, {datetime: None}),
        (fields.DateField, {date: None}),
    ),
}


def ways(column: "Field[Any, Any]", vendor: str) -> dict[type, Way | None]:
    target: Any = column
    while isinstance(target, fields.ForeignKey):
        target = target.target_field
    if isinstance(target, fields.JSONField) and target.encoder:
        return {}
    return next((found for kind, found in _WAYS.get(vendor, ()) if isinstance(target, kind)), {})


def marked(columns: Iterable["Field[Any, Any]"], vendor: str) -> tuple[Column, ...]:
    def is_stamped(column: Any) -> bool:
        return bool(getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False))

    return tuple((c, c.attname, ways(c, vendor), is_stamped(c)) for c in columns)


def saved(row: Model, columns: Iterable[Column], connection: BaseDatabaseWrapper, *, add: bool) -> list[Any]:
    """The values of a row as the driver takes them."""
    values, held = [], row.__dict__
    for column, name, shorter, is_stamped in columns:
        value = column.pre_save(row, add) if is_stamped else held[name]
        if value is not None:
            way = shorter.get(type(value), _by_the_orm)
            if way is _by_the_orm:
                value = column.get_db_prep_save(value, connection)
            elif way is not None:
                value = way(value)
        values.append(value)
    return values


def _by_the_orm(value: Any) -> Any:
    raise AssertionError("a mark, not a way")


def loaders(columns: Iterable["Field[Any, Any]"], table: str, connection: BaseDatabaseWrapper) -> list[tuple[int, Way]]:
    """By its place, what turns a column of the driver into the value of the attribute, where anything has to."""
    found: list[tuple[int, Way]] = []
    for place, column in enumerate(columns):
        expression = column.get_col(table)  # of a foreign key, the column that it points to
        functions = connection.ops.get_db_converters(expression) + expression.get_db_converters(connection)
        if type(column) is fields.JSONField and column.decoder is None:
            found.append((place, json.loads))
        elif functions:
            found.append((place, _read(column, connection.vendor) or _through(functions, expression)))
    return found


def _read(column: "Field[Any, Any]", vendor: str) -> Way | None:
    # The driver of SQLite already reads days and instants, the latter without a zone.
    target: Any = column
    while isinstance(target, fields.ForeignKey):
        target = target.target_field
    short = {fields.DateTimeField: _with_zone, fields.UUIDField: UUID} if vendor == "sqlite" else {}
    return short.get(type(target))  # type: ignore[return-value]


def _with_zone(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)


def _through(functions: list[Callable[..., Any]], expression: Any) -> Way:
    from django.db import connection  # the one of the thread that reads

    def load(value: Any) -> Any:
        for function in functions:
            value = function(value, expression, connection)
        return value

    return load
