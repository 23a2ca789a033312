"""Lets the demonstration live through months in a minute, so that its cases have plausible dates."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from django.utils import timezone


class Moment:
    """An hour that only moves forward."""

    def __init__(self, start: datetime) -> None:
        self.at = start

    def __call__(self) -> datetime:
        # Two acts never share an instant.
        self.at += timedelta(milliseconds=1)
        return self.at

    def move_to(self, until: datetime) -> None:
        self.at = max(self.at, until.astimezone(UTC))

    def pass_days(self, days: int) -> None:
        self.at += timedelta(days=days)


@contextmanager
def beginning(start: datetime) -> Iterator[Moment]:
    """Within the block, `timezone.now` answers the moment; one process, one thread, demonstration data only."""
    moment = Moment(start.astimezone(UTC))
    with patch.object(timezone, "now", moment):
        yield moment
