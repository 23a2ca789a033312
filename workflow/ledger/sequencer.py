"""Puts events into the tree and signs what it then is; the notes are kept outside the database as well."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from workflow.ledger import checkpoint as notes
from workflow.ledger.merkle import CompactRange, leaf_hash
from workflow.models import Checkpoint, Event, Leaf, Payload

logger = logging.getLogger(__name__)
_LOCK = 7_235_001  # of the advisory lock by which PostgreSQL lets one sequencer work at a time
BATCH = 5_000
END = "\x1e"  # after each note in the anchors


def state() -> CompactRange:
    """The tree as the last checkpoint left it."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None:
        return CompactRange()
    return CompactRange(last.size, tuple(bytes.fromhex(n) for n in last.nodes))


def sequence() -> int:
    """Appends what waits, in one transaction; returns how many events. Two at a time never happens.

    It is durable: a note may leave the database only for a tree that is committed.
    """
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
                if not cursor.fetchone()[0]:
                    return 0
        waiting = list(Payload.objects.filter(is_sequenced=False).order_by("event_id").values_list("event_id", flat=True)[:BATCH])
        if not waiting:
            return 0
        hashes = dict(Event.objects.filter(pk__in=waiting).values_list("pk", "entry_hash"))
        before = state()
        after = before.extend(leaf_hash(bytes(hashes[pk])) for pk in waiting)
        Leaf.objects.bulk_create(Leaf(index=before.size + i, event_id=pk) for i, pk in enumerate(waiting))
        Payload.objects.filter(event_id__in=waiting).update(is_sequenced=True)
        key = notes.load_or_generate_key(settings.LEDGER_KEY)
        note = notes.sign(notes.Checkpoint(settings.LEDGER_ORIGIN, after.size, after.root), key=key)
        nodes = [n.hex() for n in after.nodes]
        Checkpoint.objects.create(size=after.size, root=after.root, nodes=nodes, note=note, at=timezone.now())
    try:
        anchor(note)
    except OSError:  # the next note covers this one; verification and the status page tell the delay
        logger.exception("the checkpoint of %s leaves was not kept outside the database", after.size)
    return len(waiting)


def sequence_all() -> int:
    """Appends everything that waits, batch after batch; returns how many events."""
    done = 0
    while count := sequence():
        done += count
    return done


def anchor(note: str) -> None:
    """Appends the note to the anchors, a folder that should lie on another host or on write-once storage."""
    folder = settings.LEDGER_ANCHORS
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{timezone.localdate():%Y-%m}.notes", "a+b") as file:
        # What a full disk cut short must not swallow the note that follows it.
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        is_torn = file.read(1) not in (b"", END.encode())
        file.write(((END if is_torn else "") + note + END).encode())
        file.flush()
        os.fsync(file.fileno())


def anchored(folder: Path) -> Iterator[str]:
    """Every note kept outside, oldest first."""
    for file in sorted(folder.glob("*.notes")):
        text = file.read_bytes().decode("utf-8", errors="replace")
        yield from (n for n in text.split(END) if n.strip())
