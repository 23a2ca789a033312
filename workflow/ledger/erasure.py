"""Erases what events say of a person: the chain, the counts and the record of the erasure stay."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from workflow.ledger import record
from workflow.models import Event, Payload

STREAM = "erasure"


@transaction.atomic
def erase(*, events: Iterable[Event], kind: str, by: User | None, told: Mapping[str, Any]) -> int:
    """Takes away payload and salt of these events for good; returns how many still had them.

    The erasure is an event itself: `told` says why, and each erased event is named, so that one that nobody
    recorded is found by the verification.

    Raises:
        ValueError: an erasure can itself not be erased, since it is what makes the others lawful.
    """
    wanted = [event.pk for event in events]
    rows = Payload.objects.filter(event_id__in=wanted, body__isnull=False).select_related("event").order_by("event_id")
    erased = [row.event for row in rows]
    if any(event.stream == STREAM for event in erased):
        raise ValueError("The record of an erasure cannot be erased.")
    Payload.objects.filter(event_id__in=[event.pk for event in erased]).update(body=None, salt=None)
    record.append(stream=STREAM, kind=kind, by=by, payload={**told, "events": [_witness(event) for event in erased]})
    return len(erased)


def _witness(event: Event) -> dict[str, Any]:
    """What remains of an erased event, sealed once more: its place, its hash, and the columns that its payload sealed."""
    return {
        "stream": event.stream,
        "seq": event.seq,
        "entry_hash": bytes(event.entry_hash).hex(),
        record.COLUMNS: [event.procedure, event.region, event.source, event.target],
    }
