"""Hands plain SQL to the driver: on PostgreSQL prepared once by the server, and past layers that have nothing to watch."""

import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

_kept = threading.local()


def execute(connection: BaseDatabaseWrapper, sentence: str, values: Sequence[Any]) -> Any:
    """Executes a sentence whose places are marked by %s, and returns the cursor; it serves until the next sentence.

    Whoever watches statements (a log, a test that counts or breaks them) sees every one: then they go the ordinary way.
    """
    if connection.execute_wrappers or connection.queries_logged or connection.vendor not in _WAYS:
        cursor = connection.cursor()
        cursor.execute(sentence, values)
        return cursor
    if connection.connection is None:
        connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        return _WAYS[connection.vendor](connection.connection, sentence, values)


@cache
def _with_question_marks(sentence: str) -> str:
    return sentence.replace("%s", "?")


def _sqlite(driver: Any, sentence: str, values: Sequence[Any]) -> Any:
    return driver.execute(_with_question_marks(sentence), values)


def _postgresql(driver: Any, sentence: str, values: Sequence[Any]) -> Any:
    # Prepared from the fifth time on, if the settings allow it (prepare_threshold): a pooler may not.
    cursor = getattr(_kept, "cursor", None)
    if cursor is None or cursor.connection is not driver:
        cursor = _kept.cursor = _binding_cursor(driver)
    return cursor.execute(sentence, values)


def _binding_cursor(driver: Any) -> Any:
    from django.db.backends.postgresql.base import ServerBindingCursor  # SQLite alone needs no psycopg
    from psycopg.types.numeric import Int8Dumper

    cursor: Any = ServerBindingCursor(driver)  # type: ignore[call-arg]
    # One type for whole numbers whatever their size: a sentence is prepared once, not once for each size.
    cursor.adapters.register_dumper(int, Int8Dumper)
    return cursor


_WAYS = {"sqlite": _sqlite, "postgresql": _postgresql}
