"""Reads and writes rows by plain SQL, written once from the models: the ORM would build the same sentence for every act."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db import models as fields
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.base import ModelState

from workflow.statements import execute

M = TypeVar("M", bound=Model)
# With the attribute, whether it holds what is given as it is, and whether it is stamped with the hour when it is written.
Columns = tuple[tuple["Field[Any, Any]", str, bool, bool], ...]
# Columns of these kinds hold text, numbers and truth as they are; those of PostgreSQL instants, days and keys as well.
PLAIN = (fields.CharField, fields.TextField, fields.IntegerField, fields.BooleanField)
PLAIN_ON_POSTGRESQL = (*PLAIN, fields.DateField, fields.UUIDField)
AS_THEY_ARE = frozenset({str, int, bool, date, datetime, UUID})


def _ours() -> BaseDatabaseWrapper:
    # The connection itself: behind its stand-in every look at it costs as much as the work.
    return connections[DEFAULT_DB_ALIAS]


def prepared(model: type[Model], name: str, value: Any) -> Any:
    """A value as the column holds it."""
    return model._meta.get_field(name).get_db_prep_value(value, _ours())  # type: ignore[union-attr]


def _saved(row: Model, columns: Columns, connection: BaseDatabaseWrapper, add: bool) -> list[Any]:
    values = []
    for column, name, is_plain, is_stamped in columns:
        value = column.pre_save(row, add) if is_stamped else getattr(row, name)
        if value is not None and not (is_plain and type(value) in AS_THEY_ARE):
            value = column.get_db_prep_save(value, connection)
        values.append(value)
    return values


def fetch(model: type[M], *also: str, lock: bool = False, **equal: Any) -> list[M]:
    """The rows whose columns (by attribute, `case_id=…`) have these values, oldest key first.

    Args:
        also: further conditions, in SQL and without values.
        lock: keeps the rows locked until the transaction ends.
    """
    connection = _ours()
    names, converters = _shape(model, connection.vendor)
    values = [prepared(model, name, value) for name, value in equal.items()]
    found = execute(connection, _select(model, connection.vendor, lock, tuple(equal), also), values).fetchall()
    rows = []
    for values in map(list, found):
        for place, expression, functions in converters:
            for function in functions:
                values[place] = function(values[place], expression, connection)
        rows.append(_row(model, names, values, connection.alias))
    return rows


def _row(model: type[M], names: list[str], values: list[Any], alias: str) -> M:
    # What from_db() makes, without asking of each value what it already knows: every column is there, and in order.
    row = model.__new__(model)
    row.__dict__.update(zip(names, values, strict=True))
    row._state = ModelState()
    row._state.adding, row._state.db = False, alias
    return row


def insert(*objects: Model, once: bool = False) -> int:
    """Adds rows of one table in one statement; `once` leaves out those that are already there. Returns how many were added.

    Each object learns its key, unless `once`: then nobody knows which were added.
    """
    if not objects:
        return 0
    connection = _ours()
    columns, sentence, is_numbered = _insert(type(objects[0]), connection.vendor, len(objects), once)
    values = [value for o in objects for value in _saved(o, columns, connection, add=True)]
    cursor = execute(connection, sentence, values)
    if is_numbered:
        for o, (key,) in zip(objects, cursor.fetchall(), strict=True):
            o.pk = key
    for o in objects:
        o._state.adding, o._state.db = False, connection.alias
    return len(objects) if is_numbered else int(cursor.rowcount)


def update(*objects: Model, names: Sequence[str] = ()) -> None:
    """Writes these attributes of rows of one table in one statement; all of them when none is named."""
    if not objects:
        return
    connection = _ours()
    model = type(objects[0])
    columns, sentence = _update(model, connection.vendor, len(objects), tuple(names))
    keys = [_key(model).get_db_prep_save(o.pk, connection) for o in objects]
    saved = [_saved(o, columns, connection, add=False) for o in objects]
    values: list[Any] = saved[0]
    if len(objects) > 1:
        values = [v for place in range(len(columns)) for k, row in zip(keys, saved, strict=True) for v in (k, row[place])]
    execute(connection, sentence, [*values, *keys])


# The sentences -------------------------------------------------------------------------------------------------------


def _quoted(column: "Field[Any, Any]") -> str:
    return _ours().ops.quote_name(str(column.column))


def _marked(columns: Iterable["Field[Any, Any]"]) -> Columns:
    plain = PLAIN_ON_POSTGRESQL if _ours().vendor == "postgresql" else PLAIN
    marked = []
    for column in columns:
        target: Any = column
        while isinstance(target, fields.ForeignKey):
            target = target.target_field
        is_stamped = bool(getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False))
        marked.append((column, column.attname, isinstance(target, plain), is_stamped))
    return tuple(marked)


def _key(model: type[Model]) -> "Field[Any, Any]":
    return model._meta.pk


def _columns(model: type[Model]) -> tuple["Field[Any, Any]", ...]:
    return tuple(model._meta.concrete_fields)


@cache
def _shape(model: type[Model], vendor: str) -> tuple[list[str], list[tuple[int, Any, list[Callable[..., Any]]]]]:
    """The names of the attributes, and what turns a column of the driver into one of them, where it is needed."""
    connection, converters = _ours(), []
    for place, column in enumerate(_columns(model)):
        expression = column.get_col(model._meta.db_table)  # of a foreign key, the column that it points to
        functions = connection.ops.get_db_converters(expression) + expression.get_db_converters(connection)
        if functions:
            converters.append((place, expression, functions))
    return [c.attname for c in _columns(model)], converters


@cache
def _select(model: type[Model], vendor: str, lock: bool, equal: tuple[str, ...], also: tuple[str, ...]) -> str:
    connection = _ours()
    by_name = {c.attname: c for c in _columns(model)}
    where = " AND ".join([*(f"{_quoted(by_name[name])} = %s" for name in equal), *also])
    listed = ", ".join(_quoted(c) for c in _columns(model))
    # SQLite locks the whole file when the transaction begins.
    ending = " FOR UPDATE" if lock and connection.features.has_select_for_update else ""
    table, key = connection.ops.quote_name(model._meta.db_table), _quoted(_key(model))
    return f"SELECT {listed} FROM {table} WHERE {where} ORDER BY {key}{ending}"  # noqa: S608  (names of our own tables)


@cache
def _insert(model: type[Model], vendor: str, count: int, once: bool) -> tuple[Columns, str, bool]:
    connection, key = _ours(), _key(model)
    is_auto = key is model._meta.auto_field
    columns = tuple(c for c in _columns(model) if not (is_auto and c is key))
    listed, one = ", ".join(_quoted(c) for c in columns), f"({', '.join(['%s'] * len(columns))})"
    is_numbered = is_auto and not once
    ending = " ON CONFLICT DO NOTHING" if once else f" RETURNING {_quoted(key)}" if is_numbered else ""
    table = connection.ops.quote_name(model._meta.db_table)
    return _marked(columns), f"INSERT INTO {table} ({listed}) VALUES {', '.join([one] * count)}{ending}", is_numbered  # noqa: S608


@cache
def _update(model: type[Model], vendor: str, count: int, names: tuple[str, ...]) -> tuple[Columns, str]:
    connection, key = _ours(), _key(model)
    columns = tuple(c for c in _columns(model) if c is not key and (not names or c.attname in names))
    if names and len(columns) != len(names):
        raise ValueError(f"{model.__name__} lacks one of {names}")

    def value(column: "Field[Any, Any]") -> str:
        if count == 1:
            return "%s"
        # PostgreSQL takes the type of a CASE from its branches.
        cast = f"CAST(%s AS {column.db_type(connection)})" if connection.features.requires_casted_case_in_updates else "%s"
        return f"CASE {_quoted(key)} {f'WHEN %s THEN {cast} ' * count}END"

    told = ", ".join(f"{_quoted(c)} = {value(c)}" for c in columns)
    table, keys = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * count)
    return _marked(columns), f"UPDATE {table} SET {told} WHERE {_quoted(key)} IN ({keys})"  # noqa: S608
