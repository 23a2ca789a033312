"""What every test stands on: forgotten caches, a clock that can be stopped, and a database named by DATABASE_URL."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache

# A working Monday, in the morning, in Tunis.
START = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Africa/Tunis"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of the browser folder drive the browser; what only PostgreSQL does is skipped elsewhere."""
    from django.conf import settings  # not configured when this module loads

    elsewhere = pytest.mark.skip(reason="needs PostgreSQL: make test DATABASE=postgres")
    on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    for item in items:
        if "browser" in item.path.relative_to(config.rootpath).parts:
            item.add_marker("browser")
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(elsewhere)


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
