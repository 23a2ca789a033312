"""Work after commit: ordered once, leased, done at least once, put off when it fails, given up in the end."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from workflow import outbox
from workflow.models import OutboxRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch, clock: Any) -> list[str]:
    """What the only topic of these tests did, by key; a key that begins with "bad" fails."""
    seen: list[str] = []

    def handle(row: OutboxRow) -> None:
        seen.append(row.key)
        if row.key.startswith("bad"):
            raise RuntimeError("no answer")

    monkeypatch.setattr(outbox, "_handlers", {"test": handle})
    return seen


def order(*keys: str, **terms: Any) -> None:
    outbox.order(*(outbox.row(topic="test", key=key, **terms) for key in keys))


def test_work_is_ordered_once(done: list[str]) -> None:
    order("a", "b")
    order("b", "c")
    assert outbox.drain() == 3
    assert done == ["a", "b", "c"]
    assert outbox.drain() == 0


def test_work_waits_for_its_hour(done: list[str], clock: Any) -> None:
    order("later", not_before=timezone.now() + timedelta(hours=2))
    assert outbox.drain() == 0
    clock.shift(timedelta(hours=2))
    assert (outbox.drain(), done) == (1, ["later"])


def test_leased_work_is_not_claimed_by_another(done: list[str], clock: Any) -> None:
    order("a")
    assert [r.key for r in outbox.claim()] == ["a"]
    assert outbox.claim() == []
    clock.shift(outbox.LEASE + timedelta(seconds=1))
    assert [(r.key, r.attempts) for r in outbox.claim()] == [("a", 2)]


def test_failure_is_put_off_longer_each_time_and_given_up(done: list[str], clock: Any) -> None:
    order("bad", "good")
    outbox.drain()
    assert done == ["bad", "good"]
    row = OutboxRow.objects.get(key="bad")
    assert (row.done_at, row.attempts, row.error) == (None, 1, "RuntimeError('no answer')")
    waits = []
    for _attempt in range(outbox.MOST_ATTEMPTS - 1):
        waits.append((row.not_before - timezone.now()).total_seconds())
        clock.move_to(row.not_before)
        outbox.drain()
        row.refresh_from_db()
    assert waits == [2, 4, 8, 16, 32, 64, 128]
    assert (row.attempts, row.dead_at is not None) == (outbox.MOST_ATTEMPTS, True)
    clock.shift(timedelta(days=30))
    assert outbox.drain() == 0


def test_dead_work_gets_another_life(done: list[str]) -> None:
    order("bad")
    OutboxRow.objects.update(dead_at=timezone.now(), attempts=8)
    outbox.retry(row_id=OutboxRow.objects.get().pk)
    row = OutboxRow.objects.get()
    assert (row.dead_at, row.attempts) == (None, 0)
    assert outbox.drain() == 0
    assert done == ["bad"]


def test_wakers_are_called_after_commit(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> None:
    woken: list[int] = []
    monkeypatch.setattr(outbox, "_wakers", [lambda: woken.append(1)])
    with django_capture_on_commit_callbacks(execute=True):
        order("a")
        assert woken == []
    assert woken == [1]
    with django_capture_on_commit_callbacks(execute=True):
        outbox.order()
    assert woken == [1]
