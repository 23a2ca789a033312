"""A database of its own for each test in the browser: a copy of a fresh one, thrown away afterwards.

A server answers in threads. They cannot share the one connection of SQLite's database in memory, and emptying every table
after a test would also take away what the migrations have put there.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from workflow.ledger import guard


def make(folder: Path) -> str:
    """The name of a new database with its tables, without the triggers that keep the ledger from being emptied."""
    name = _name(folder, "fresh")
    if connection.vendor != "sqlite":
        _order(f'CREATE DATABASE "{name}"')
    with using(name):
        call_command("migrate", verbosity=0)
        guard.remove(connection)
        if connection.vendor == "sqlite":
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # everything is in the one file that is copied
    return name


def copy(source: str, folder: Path) -> str:
    """The name of a copy."""
    name = _name(folder, "copy")
    if connection.vendor == "sqlite":
        shutil.copyfile(source, name)
    else:
        _order(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return name


def drop(name: str) -> None:
    """Takes a database off the server; a file goes with its folder."""
    if connection.vendor != "sqlite":
        _order(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def using(name: str) -> Iterator[None]:
    """Within the block every thread works on this database."""
    held, was = connection.connection, connection.settings_dict["NAME"]
    connection.connection = None  # kept open: a database in memory ends with its last connection
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = was, held


def _name(folder: Path, kind: str) -> str:
    if connection.vendor == "sqlite":
        return str(folder / f"{kind}.sqlite3")
    return f"{connection.settings_dict['NAME']}_{kind}_{folder.name}"[:63].replace("-", "_")


def _order(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
