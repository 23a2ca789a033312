"""What a test process played once is put back: the rows that came of it, the hour, and the chance.

Playing a case up to a stage takes seconds, hundreds of tests begin so, and the door is tried by tests of its own. A play is put
back only where playing it again would give the same: from the same rows, at the same stopped hour, in the same language, in a
test that changed nothing before. Everywhere else, and on PostgreSQL, it is played.
"""

from collections.abc import Callable, Hashable, Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import time_machine
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone, translation

Rows = dict[str, list[tuple[Any, ...]]]
SEQUENCES = "sqlite_sequence"


@dataclass(frozen=True)
class Kept:
    """What became of the rows since a state, and what the play answered besides."""

    state: int
    gone: dict[str, list[Any]]
    come: Rows
    until: datetime | None
    waiting: tuple[tuple[Callable[[], Any], bool], ...]  # for a commit
    answer: Any
    files: tuple[str, ...]


@dataclass
class _Now:
    """The state that the rows are known to be in, as long as the driver has counted no further change."""

    state: int = 0
    changes: int = -1
    changed: tuple[Sized, ...] = ()


_now = _Now()
_kept: dict[tuple[int, Hashable], Kept] = {}
_states = iter(range(1, 10**9))
_bases: dict[int, int] = {}  # by what the rows are at the beginning of a test
MOST_BASES = 3  # every other beginning is that of one test


def begin(*, changed: tuple[Sized, ...]) -> None:
    """Recognises the rows as they are before anything was made; as soon as something is in `changed`, everything is played."""
    _forget()
    _now.changed = changed
    if not _is_possible():
        return
    found = hash(tuple((name, tuple(rows)) for name, rows in _rows().items()))
    if found not in _bases and len(_bases) < MOST_BASES:
        _bases[found] = next(_states)
    if found in _bases:
        _stand(_bases[found])


def remembered(what: Hashable, play: Callable[[], Any], *, wait: Callable[[datetime], None] | None = None) -> Any:
    """The answer of the play: put back, or played and kept; `wait` moves the stopped clock. The answer must be plain values."""
    if not _is_known() or any(_now.changed):
        return play()
    key = (_now.state, (what, _hour(), translation.get_language()))
    kept = _kept.get(key)
    if kept is None or not all(default_storage.exists(name) for name in kept.files):
        kept = _kept[key] = _play(play)
        _stand(kept.state)
    else:
        _put_back(kept)
        if wait and kept.until:
            wait(kept.until)
    return kept.answer


def until() -> datetime | None:
    """The stopped hour."""
    return timezone.now() if time_machine.escape_hatch.is_travelling() else None


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside did not happen, and what was known of the rows before is known again."""
    from django.db import transaction

    before = (_now.state, _is_known())
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if before[1]:
        _stand(before[0])


def _play(play: Callable[[], Any]) -> Kept:
    before, ordered = _rows(), len(connection.run_on_commit)
    answer = play()
    after = _rows()
    gone: dict[str, list[Any]] = {}
    come: Rows = {}
    for name, rows in after.items():
        if rows != before[name]:
            old, new = set(before[name]), set(rows)
            place = _key(name)
            gone[name] = [row[place] for row in old - new]
            come[name] = [row for row in rows if row not in old]
    waiting = tuple((call, robust) for _sids, call, robust in connection.run_on_commit[ordered:])
    return Kept(next(_states), gone, come, until(), waiting, answer, tuple(_files(come)))


def _put_back(kept: Kept) -> None:
    driver = connection.connection
    for name, keys in kept.gone.items():
        driver.executemany(f'DELETE FROM "{name}" WHERE "{_columns(name)[_key(name)]}" = ?', [(key,) for key in keys])
    for name, rows in kept.come.items():
        if rows and name != SEQUENCES:
            driver.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
    # Last: inserting has moved them.
    for name, number in kept.come.get(SEQUENCES, ()):
        driver.execute(f"DELETE FROM {SEQUENCES} WHERE name = ?", (name,))
        driver.execute(f"INSERT INTO {SEQUENCES} VALUES (?, ?)", (name, number))
    sids = set(connection.savepoint_ids)
    connection.run_on_commit += [(sids, call, robust) for call, robust in kept.waiting]
    _stand(kept.state)


def _is_possible() -> bool:
    return connection.vendor == "sqlite" and connection.in_atomic_block and not connection.needs_rollback


def _is_known() -> bool:
    return _is_possible() and _now.changes == _changes()


def _changes() -> int:
    """How many rows the driver has changed: more, and the state is no longer known."""
    return int(connection.connection.total_changes)


def _stand(state: int) -> None:
    _now.state, _now.changes = state, _changes()


def _forget() -> None:
    _now.state, _now.changes = 0, -1


def _hour() -> Hashable:
    return until() or timezone.localdate()


def _rows() -> Rows:
    driver = connection.connection
    return {name: list(driver.execute(_reading(name))) for name in _tables()}


@cache
def _tables() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return tuple(name for (name,) in cursor.fetchall())


@cache
def _reading(table: str) -> str:
    # What is calculated has no declared type: dates stay the texts that they are in the file.
    columns = ", ".join(f'+"{name}"' for name in _columns(table))
    return f'SELECT {columns} FROM "{table}"'


@cache
def _columns(table: str) -> list[str]:
    if table == SEQUENCES:
        return ["name", "seq"]
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        return [row[1] for row in cursor.fetchall()]


@cache
def _key(table: str) -> int:
    """The place of the primary key among the columns."""
    if table == SEQUENCES:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        (place,) = [n for n, row in enumerate(cursor.fetchall()) if row[5]]
    return place


def _files(come: Rows) -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        rows = come.get(model._meta.db_table, [])
        for field in model._meta.local_concrete_fields:
            if rows and isinstance(field, models.FileField):
                place = _columns(model._meta.db_table).index(field.column)
                yield from (row[place] for row in rows if row[place])
