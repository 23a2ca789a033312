"""What every test stands on: forgotten caches, a clock that can be stopped, and a database named by DATABASE_URL."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache

if TYPE_CHECKING:
    from accounts.models import User
    from config.demonstration.driver import Player
    from workflow.models import Holiday

# A working Monday, in the morning, in Tunis.
START = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Africa/Tunis"))


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Tests of the browser folder drive the browser; what only PostgreSQL does is skipped elsewhere."""
    from django.conf import settings  # not configured when this module loads

    elsewhere = pytest.mark.skip(reason="needs PostgreSQL: make test DATABASE=postgres")
    on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    for item in items:
        if "browser" in item.path.relative_to(config.rootpath).parts:
            item.add_marker("browser")
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(elsewhere)
    if on_postgres:
        _leave_out(config, items, {item for item in items if not _asks_a_database(item)})
    if os.environ.get("TRY_LONG"):
        _leave_out_short_versions(config, items)
    yield
    _put_heavy_ones_first(config, items)


# What takes long and prepares much: by the folder or the module in which the tests stand.
HEAVY = (
    ("tests/browser/",),
    ("tests/standards/", "tests/promises/", "tests/contracts/test_urls.py", "tests/unit/documents/"),
)


def _put_heavy_ones_first(config: pytest.Config, items: list[pytest.Item]) -> None:
    """At the head of the shares of two workers, which help each other from the tail: nothing is prepared twice, nobody waits."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers < 2:
        return
    kinds = [next((n for n, heavy in enumerate(HEAVY) if item.nodeid.startswith(heavy)), -1) for item in items]
    first, second, light = ([item for item, kind in zip(items, kinds, strict=True) if kind == n] for n in (0, 1, -1))
    share = max(len(items) // workers - len(first), 0)
    items[:] = [*first, *light[:share], *second, *light[share:]]


def _asks_a_database(item: pytest.Item) -> bool:
    """Whether it can matter to a test which database there is."""
    fixtures = set(getattr(item, "fixturenames", ()))
    in_processes = "promises" in item.path.relative_to(item.config.rootpath).parts
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"} or in_processes)


def _leave_out(config: pytest.Config, items: list[pytest.Item], unwanted: set[pytest.Item]) -> None:
    if unwanted:
        config.hook.pytest_deselected(items=list(unwanted))
        items[:] = [item for item in items if item not in unwanted]


def _leave_out_short_versions(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test that has a long version, this alone is run (make proof)."""
    long = {_function(item) for item in items if item.get_closest_marker("proof")}
    _leave_out(config, items, {item for item in items if _function(item) in long and not item.get_closest_marker("proof")})


def _function(item: pytest.Item) -> tuple[str, str]:
    return str(item.path), getattr(item, "originalname", None) or item.name


@pytest.fixture(autouse=True)
def _own_anchors(tmp_path: Path) -> Iterator[None]:
    """Each test's ledger has its own anchors: those of another database would contradict it."""
    from django.test import override_settings

    with override_settings(LEDGER_ANCHORS=tmp_path / "anchors"):
        yield


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """Each test starts and ends without what the process keeps from the database, and in the default language."""
    from django.conf import settings
    from django.utils import translation

    forget()
    translation.activate(settings.LANGUAGE_CODE)
    yield
    forget()
    translation.activate(settings.LANGUAGE_CODE)


def forget() -> None:
    """Drops what this process keeps of the database."""
    from accounts import standing  # the applications are loaded after this module
    from workflow import holidays

    standing._cached.cache_clear()
    holidays.forget()
    cache.clear()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stops the clock at START; `clock.move_to(…)` and `clock.shift(…)` move it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Takes the ledger's triggers off the test database, which must be emptied; tests of the triggers put them back."""
    from django.db import connection

    from workflow.ledger import guard
    from workflow.models import Holiday

    with django_db_blocker.unblock():
        guard.remove(connection)
        _seeded.extend(Holiday.objects.all())


# The calendar that the migrations enter. A test whose acts are committed ends with tables that are empty, and workers that help
# each other run others after it: no date would pass over a day off.
_seeded: "list[Holiday]" = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    marker = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    if fixtures & {"transactional_db", "live_server"} or (marker and marker.kwargs.get("transaction")):
        from pytest_django.plugin import blocking_manager_key

        from workflow.models import Holiday

        with item.config.stash[blocking_manager_key].unblock():
            Holiday.objects.bulk_create(_seeded, ignore_conflicts=True)


@pytest.fixture
def ministry(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> "dict[str, User]":
    """One person for each role that EQV-01 calls on, by name."""
    from accounts.models import User
    from tests.factories import remembered
    from tests.factories.cases import make_ministry

    # What a test changes outside the rows lies in these lists; nothing else tells of it.
    remembered.begin(changed=(monkeypatch._setattr, monkeypatch._setitem, settings._to_restore))
    keys = remembered.remembered("ministry", lambda: {name: user.pk for name, user in make_ministry().items()})
    people = User.objects.in_bulk(keys.values())
    return {name: people[key] for name, key in keys.items()}


@pytest.fixture
def player(ministry: "dict[str, User]", clock: time_machine.Traveller) -> "Callable[..., Player]":
    """Makes a case that was brought to a stage: `player("under_review")`, or of another procedure with `procedure="LIC-01"`,
    or on a way of one's own with `way=…`; the clock moves when a meeting must be awaited."""
    from tests.factories.cases import recall_player

    def make(stage: str = "", **changes: Any) -> "Player":
        return recall_player(stage, **{"applicant": ministry["applicant"], "wait": clock.move_to, **changes})

    return make


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences are read as they are written in the code."""
    from django.utils import translation

    with translation.override("en"):
        yield
