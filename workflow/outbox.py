"""Work after commit: ordered in the transaction that needs it, done at least once, by a thread or by workers."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from workflow.models import OutboxRow
from workflow.rows import insert, new

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
Handler = Callable[[OutboxRow], None]
_handlers: dict[str, Handler] = {}
_wakers: list[Callable[[], None]] = []


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Registers the function that does the work of a topic; it must be idempotent."""

    def keep(function: Handler) -> Handler:
        _handlers[topic] = function
        return function

    return keep


def on_order(wake: Callable[[], None]) -> None:
    """Registers what is called after commit when work was ordered: the thread's event, or a Celery message."""
    _wakers.append(wake)


def row(*, topic: str, key: str, payload: Mapping[str, Any] | None = None, not_before: datetime | None = None) -> OutboxRow:
    """An unsaved row; `order` writes them together."""
    return new(OutboxRow, topic=topic, key=key, payload=dict(payload or {}), not_before=not_before or timezone.now())


def order(*rows: OutboxRow) -> None:
    """Writes work to be done after the current transaction; the same topic and key are ordered once."""
    if rows:
        insert(*rows, once=True)
        transaction.on_commit(_wake)


def _wake() -> None:
    for wake in _wakers:
        wake()


def claim(*, most: int = 10) -> list[OutboxRow]:
    """Leases rows that wait; a worker that dies loses its lease and the rows are claimed again."""
    now = timezone.now()
    with transaction.atomic():
        waiting = OutboxRow.objects.filter(done_at__isnull=True, dead_at__isnull=True, not_before__lte=now)
        waiting = waiting.filter(Q(leased_until__isnull=True) | Q(leased_until__lt=now)).order_by("not_before", "id")
        waiting = waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
        rows = list(waiting[:most])
        for r in rows:
            r.leased_until, r.attempts = now + LEASE, r.attempts + 1
        OutboxRow.objects.bulk_update(rows, ["leased_until", "attempts"])
    return rows


def _is_still_ours(claimed: OutboxRow) -> bool:
    """Renews the lease as the work begins: what came before it in the batch may have taken longer than the lease."""
    until = timezone.now() + LEASE
    ours = OutboxRow.objects.filter(pk=claimed.pk, leased_until=claimed.leased_until, done_at__isnull=True)
    is_ours = bool(ours.update(leased_until=until))
    claimed.leased_until = until
    return is_ours


def work(claimed: OutboxRow) -> bool:
    """Does one leased piece of work; a failure is put off, longer each time, and given up after eight."""
    if not _is_still_ours(claimed):
        return False  # another worker has claimed it meanwhile
    try:
        _handlers[claimed.topic](claimed)
    except Exception as error:  # whatever it is, the other rows must go on
        logger.exception("outbox %s %s failed", claimed.topic, claimed.key)
        late = min(timedelta(hours=1), timedelta(seconds=2**claimed.attempts))
        now = timezone.now()
        OutboxRow.objects.filter(pk=claimed.pk).update(
            error=repr(error)[:2000],
            leased_until=None,
            not_before=now + late,
            dead_at=now if claimed.attempts >= MOST_ATTEMPTS else None,
        )
        return False
    OutboxRow.objects.filter(pk=claimed.pk).update(done_at=timezone.now(), error="", leased_until=None)
    return True


def drain(*, most: int = 1000) -> int:
    """Does what waits, oldest first; returns how many pieces were done."""
    done = 0
    while done < most and (rows := claim()):
        done += sum(work(r) for r in rows)
    return done


def retry(*, row_id: int) -> None:
    """Gives a dead row another life, at an operator's wish."""
    OutboxRow.objects.filter(pk=row_id, dead_at__isnull=False).update(dead_at=None, attempts=0, not_before=timezone.now())


def is_threaded() -> bool:
    return bool(settings.OUTBOX_DRAIN == "thread")
