"""Erases what events say of a person: the chain, the counts and the record of the erasure stay."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from workflow.ledger import record
from workflow.models import Event, Payload

STREAM = KIND = "erasure"


@transaction.atomic
def erase(*, events: Iterable[Event], by: User | None, reason: str) -> int:
    """Takes away payload and salt of these events for good; returns how many still had them.

    Raises:
        ValueError: an erasure can itself not be erased, since it is what makes the others lawful.
    """
    wanted = [event.pk for event in events]
    rows = Payload.objects.filter(event_id__in=wanted, body__isnull=False).select_related("event").order_by("event_id")
    told = [row.event for row in rows]
    if any(event.stream == STREAM for event in told):
        raise ValueError("The record of an erasure cannot be erased.")
    if told:
        Payload.objects.filter(event_id__in=[event.pk for event in told]).update(body=None, salt=None)
        record.append(stream=STREAM, kind=KIND, by=by, payload={"reason": reason, "events": [witness(e) for e in told]})
    return len(told)


def witness(event: Event) -> dict[str, Any]:
    """What remains of an erased event, sealed once more: its place, its hash, and the columns that its payload sealed."""
    return {
        "stream": event.stream,
        "seq": event.seq,
        "entry_hash": bytes(event.entry_hash).hex(),
        record.COLUMNS: [event.procedure, event.region, event.source, event.target],
    }
