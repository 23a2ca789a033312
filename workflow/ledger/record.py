"""Writes events: one chain per stream, in the transaction of the act that they tell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from workflow import rows
from workflow.actor import Actor
from workflow.ledger import chain
from workflow.models import Case, Event, Payload, StreamHead

COLUMNS = "columns"


def actor_name(user_id: int | None) -> str:
    """How the chain names a person; the system when there is none."""
    return f"user:{user_id}" if user_id else "system"


def _insert(
    *,
    stream: str,
    seq: int,
    head: bytes,
    kind: str,
    user_id: int | None,
    on_behalf_of: str,
    payload: Mapping[str, Any],
    at: datetime,
    case: Case | None = None,
    source: str = "",
    target: str = "",
) -> Event:
    columns = {
        "procedure": case.procedure if case else "",
        "region": case.region if case else "",
        "source": source,
        "target": target,
    }
    if COLUMNS in payload:
        raise ValueError(f"The word {COLUMNS!r} of a payload is the ledger's own.")
    entry = chain.append(
        stream=stream,
        seq=seq,
        at=at,
        actor=actor_name(user_id),
        on_behalf_of=on_behalf_of,
        kind=kind,
        # The columns are sealed with the payload: statistics that fold them can be proved.
        payload={**payload, COLUMNS: columns} if any(columns.values()) else payload,
        prev_hash=head or chain.GENESIS,
    )
    event = rows.new(
        Event,
        stream=stream,
        seq=seq,
        at=at,
        kind=kind,
        actor_id=user_id,
        on_behalf_of=on_behalf_of,
        commit_hash=entry.commit_hash,
        prev_hash=entry.prev_hash,
        entry_hash=entry.entry_hash,
        **columns,
    )
    rows.insert(event)
    rows.insert(rows.new(Payload, event_id=event.pk, salt=entry.salt, body=entry.payload))
    return event


def append_to_case(
    case: Case,
    *,
    kind: str,
    by: Actor,
    payload: Mapping[str, Any],
    at: datetime | None = None,
    source: str = "",
    target: str = "",
) -> Event:
    """Extends the case's chain; the caller holds the lock of the case's row and saves its new head."""
    event = _insert(
        stream=case.stream,
        seq=case.ledger_seq + 1,
        head=bytes(case.ledger_head),
        kind=kind,
        user_id=by.user.pk if by.user else None,
        on_behalf_of=by.on_behalf_of,
        payload={"role": by.role, **payload},
        at=at or timezone.now(),
        case=case,
        source=source,
        target=target,
    )
    case.ledger_seq, case.ledger_head = event.seq, event.entry_hash
    return event


@transaction.atomic
def append(
    *,
    stream: str,
    kind: str,
    by: User | None,
    payload: Mapping[str, Any],
    on_behalf_of: str = "",
    case: Case | None = None,
    at: datetime | None = None,
) -> Event:
    """Extends any other stream: `user:…`, `reading:…`, `refusal:…`, `session:…`, `parameter:…`, `calendar`."""
    head = StreamHead.objects.select_for_update().filter(pk=stream).first()
    if head is None:
        try:
            with transaction.atomic():
                StreamHead.objects.create(stream=stream, seq=0, head=chain.GENESIS)
        except IntegrityError:
            pass  # another act opened the stream at the same moment; its row is locked next
        head = StreamHead.objects.select_for_update().get(pk=stream)
    event = _insert(
        stream=stream,
        seq=head.seq + 1,
        head=bytes(head.head),
        kind=kind,
        user_id=by.pk if by else None,
        on_behalf_of=on_behalf_of,
        payload=payload,
        at=at or timezone.now(),
        case=case,
    )
    StreamHead.objects.filter(pk=stream).update(seq=event.seq, head=event.entry_hash)
    return event


def reading(*, case: Case, by: User, what: str, **details: Any) -> Event:
    """Tells that a person read a file, a document or a whole case."""
    return append(stream=f"reading:{case.id}", kind=f"reading.{what}", by=by, payload=details, case=case)
