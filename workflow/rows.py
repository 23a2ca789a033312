"""Reads and writes rows by plain SQL, written once from the models: the ORM would build the same sentence for every act."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model
from django.db.models.base import ModelState

from workflow.columns import Column, Way, loaders, marked, saved
from workflow.statements import execute

M = TypeVar("M", bound=Model)


def _ours() -> BaseDatabaseWrapper:
    # The connection itself: behind its stand-in every look at it costs as much as the work.
    return connections[DEFAULT_DB_ALIAS]


def prepared(model: type[Model], name: str, value: Any) -> Any:
    """A value as the column holds it."""
    return model._meta.get_field(name).get_db_prep_value(value, _ours())  # type: ignore[union-attr]


def new(model: type[M], **values: Any) -> M:
    """An unsaved row of these values (by attribute, `case_id=…`), the others as declared: as `model(...)` makes it."""
    fixed, made = _defaults(model)
    if not values.keys() <= fixed.keys():
        raise TypeError(f"{model.__name__} lacks one of {sorted(values)}")
    row = _row(model, {**fixed, **values})
    for name, make in made:
        if name not in values:
            row.__dict__[name] = make()
    return row


def _row(model: type[M], values: dict[str, Any], alias: str | None = None) -> M:
    # What the model itself makes, without asking of each value what is already known.
    row = model.__new__(model)
    row.__dict__ |= values
    row._state = ModelState()
    if alias:
        row._state.adding, row._state.db = False, alias
    return row


def fetch(model: type[M], *also: str, lock: bool = False, only: tuple[str, ...] = (), **equal: Any) -> list[M]:
    """The rows whose columns (by attribute, `case_id=…`) have these values, oldest key first.

    Args:
        also: further conditions, in SQL and without values.
        lock: keeps the rows locked until the transaction ends.
        only: the attributes that are needed; the others are read when they are asked for.
    """
    connection = _ours()
    names, converters = _shape(model, connection.vendor, only)
    values = [prepared(model, name, value) for name, value in equal.items()]
    rows = []
    for found in execute(connection, _select(model, connection.vendor, lock, only, tuple(equal), also), values).fetchall():
        row = dict(zip(names, found, strict=True))
        for name, convert in converters:
            if row[name] is not None:
                row[name] = convert(row[name])
        rows.append(_row(model, row, connection.alias))
    return rows


def written(row: Model, *, but: tuple[str, ...] = ()) -> tuple[Any, ...]:
    """What a row holds besides these attributes: what is equal has the same effect when it is written."""
    values, texts = _besides(type(row), but)
    return (*values(row.__dict__), *(json.dumps(row.__dict__[name]) for name in texts))


def insert(*objects: Model, once: bool = False) -> int:
    """Adds rows of one table in one statement; `once` leaves out those that are already there. Returns how many were added.

    Each object learns its key, unless `once`: then nobody knows which were added.
    """
    if not objects:
        return 0
    connection = _ours()
    columns, sentence, is_numbered = _insert(type(objects[0]), connection.vendor, len(objects), once)
    values = [value for o in objects for value in saved(o, columns, connection, add=True)]
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
    told = [saved(o, columns, connection, add=False) for o in objects]
    values: list[Any] = told[0]
    if len(objects) > 1:
        values = [v for place in range(len(columns)) for k, row in zip(keys, told, strict=True) for v in (k, row[place])]
    execute(connection, sentence, [*values, *keys])


# The sentences -------------------------------------------------------------------------------------------------------


def _quoted(column: "Field[Any, Any]") -> str:
    return _ours().ops.quote_name(str(column.column))


def _key(model: type[Model]) -> "Field[Any, Any]":
    return model._meta.pk


def _columns(model: type[Model], only: Sequence[str] = ()) -> tuple["Field[Any, Any]", ...]:
    columns = tuple(c for c in model._meta.concrete_fields if not only or c.attname in only)
    if only and len(columns) != len(only):
        raise ValueError(f"{model.__name__} lacks one of {only}")
    return columns


@cache
def _defaults(model: type[Model]) -> tuple[dict[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """The values of a row of which nothing was said, and those that are made anew for each."""
    fixed: dict[str, Any] = {}
    made = []
    for column in _columns(model):
        fixed[column.attname] = None if callable(column.default) else column.get_default()
        if callable(column.default):
            made.append((column.attname, column.get_default))
    return fixed, made


@cache
def _shape(model: type[Model], vendor: str, only: tuple[str, ...]) -> tuple[list[str], list[tuple[str, Way]]]:
    """The names of the attributes, and what turns a column of the driver into one of them, where it is needed."""
    columns = _columns(model, only)
    converters = [(columns[place].attname, load) for place, load in loaders(columns, model._meta.db_table, _ours())]
    return [c.attname for c in columns], converters


@cache
def _besides(model: type[Model], but: tuple[str, ...]) -> tuple[Callable[[Any], tuple[Any, ...]], list[str]]:
    """What reads the values that cannot change within themselves, and the names of those that can."""
    columns = [c for c in _columns(model) if c.attname not in but]
    texts = [c.attname for c in columns if isinstance(c, JSONField)]
    return itemgetter(*(c.attname for c in columns if c.attname not in texts)), texts


@cache
def _select(
    model: type[Model], vendor: str, lock: bool, only: tuple[str, ...], equal: tuple[str, ...], also: tuple[str, ...]
) -> str:
    connection = _ours()
    by_name = {c.attname: c for c in _columns(model)}
    where = " AND ".join([*(f"{_quoted(by_name[name])} = %s" for name in equal), *also])
    listed = ", ".join(_quoted(c) for c in _columns(model, only))
    # SQLite locks the whole file when the transaction begins.
    ending = " FOR UPDATE" if lock and connection.features.has_select_for_update else ""
    table, key = connection.ops.quote_name(model._meta.db_table), _quoted(_key(model))
    return f"SELECT {listed} FROM {table} WHERE {where} ORDER BY {key}{ending}"  # noqa: S608  (names of our own tables)


@cache
def _insert(model: type[Model], vendor: str, count: int, once: bool) -> tuple[tuple[Column, ...], str, bool]:
    connection, key = _ours(), _key(model)
    is_auto = key is model._meta.auto_field
    columns = tuple(c for c in _columns(model) if not (is_auto and c is key))
    listed, one = ", ".join(_quoted(c) for c in columns), f"({', '.join(['%s'] * len(columns))})"
    is_numbered = is_auto and not once
    ending = " ON CONFLICT DO NOTHING" if once else f" RETURNING {_quoted(key)}" if is_numbered else ""
    table = connection.ops.quote_name(model._meta.db_table)
    return marked(columns, vendor), f"INSERT INTO {table} ({listed}) VALUES {', '.join([one] * count)}{ending}", is_numbered  # noqa: S608


@cache
def _update(model: type[Model], vendor: str, count: int, names: tuple[str, ...]) -> tuple[tuple[Column, ...], str]:
    connection, key = _ours(), _key(model)
    columns = tuple(c for c in _columns(model, names) if c is not key)

    def value(column: "Field[Any, Any]") -> str:
        if count == 1:
            return "%s"
        # PostgreSQL takes the type of a CASE from its branches.
        cast = f"CAST(%s AS {column.db_type(connection)})" if connection.features.requires_casted_case_in_updates else "%s"
        return f"CASE {_quoted(key)} {f'WHEN %s THEN {cast} ' * count}END"

    told = ", ".join(f"{_quoted(c)} = {value(c)}" for c in columns)
    table, keys = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * count)
    return marked(columns, vendor), f"UPDATE {table} SET {told} WHERE {_quoted(key)} IN ({keys})"  # noqa: S608
