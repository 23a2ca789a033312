"""The state of the machinery in figures: work after commit, time, ledger, storage. It tells of nobody."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone

from workflow.ledger import sequencer
from workflow.ledger.checkpoint import CheckpointRefused, parse
from workflow.models import Checkpoint, Clock, Event, OutboxRow, Payload

LATE_WORK = timedelta(minutes=10)
LATE_SEAL = timedelta(minutes=2)
DEAD_SHOWN = 50
FREE_BYTES = 500 * 1024 * 1024


def outbox_state() -> dict[str, Any]:
    """What waits, since when, and what was given up; errors are told by their kind alone."""
    now = timezone.now()
    open_rows = OutboxRow.objects.filter(done_at__isnull=True, dead_at__isnull=True)
    due = open_rows.filter(not_before__lte=now).aggregate(n=Count("pk"), oldest=Min("not_before"))
    dead = OutboxRow.objects.filter(done_at__isnull=True, dead_at__isnull=False)
    rows = dead.order_by("-dead_at").values("pk", "topic", "attempts", "dead_at", "error")[:DEAD_SHOWN]
    return {
        "waiting": due["n"],
        "later": open_rows.filter(not_before__gt=now).count(),
        "oldest": due["oldest"],
        "is_late": due["oldest"] is not None and due["oldest"] < now - LATE_WORK,
        "failing": open_rows.filter(attempts__gt=0).exclude(error="").count(),
        "dead": dead.count(),
        "dead_rows": [{**row, "error": row["error"].partition("(")[0][:60]} for row in rows],
    }


def sweep_state() -> dict[str, Any]:
    """Clocks that run, and those whose day to act has come; more than a day late, the sweep stands still."""
    today = timezone.localdate()
    due = Clock.objects.filter(next_act__lte=today).aggregate(n=Count("pk"), oldest=Min("next_act"))
    return {
        "running": Clock.objects.filter(status=Clock.Status.RUNNING).count(),
        "suspended": Clock.objects.filter(status=Clock.Status.SUSPENDED).count(),
        "due": due["n"],
        "oldest": due["oldest"],
        "is_late": due["oldest"] is not None and due["oldest"] < today,
    }


def ledger_state() -> dict[str, Any]:
    """How far the tree and the anchors are behind the events."""
    waiting = Payload.objects.filter(is_sequenced=False).aggregate(n=Count("pk"), oldest=Min("event__at"))
    last = Checkpoint.objects.order_by("-size").values("size", "at").first()
    anchor = last_anchor(settings.LEDGER_ANCHORS)
    return {
        "events": Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
        "unsequenced": waiting["n"],
        "oldest": waiting["oldest"],
        "is_late": waiting["oldest"] is not None and waiting["oldest"] < timezone.now() - LATE_SEAL,
        "size": last["size"] if last else 0,
        "sealed_at": last["at"] if last else None,
        "anchored": anchor[0] if anchor else 0,
        "anchored_at": anchor[1] if anchor else None,
    }


def last_anchor(folder: Path) -> tuple[int, datetime] | None:
    """The size of the last note kept outside the database, and when its file was written."""
    files = sorted(folder.glob("*.notes"))
    if not files:
        return None
    with files[-1].open("rb") as file:
        file.seek(max(0, files[-1].stat().st_size - 4_096))
        notes = [n for n in file.read().decode("utf-8", errors="replace").split(sequencer.END) if n.strip()]
    written = datetime.fromtimestamp(files[-1].stat().st_mtime, tz=timezone.get_current_timezone())
    for note in reversed(notes):
        try:
            return parse(note).size, written
        except CheckpointRefused:
            continue
    return None


def storage_state() -> dict[str, Any]:
    """Bytes of the database and of the disk that holds the files."""
    disk = shutil.disk_usage(settings.VAR_DIR)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            size = int(cursor.fetchone()[0])
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            size = int(cursor.fetchone()[0])
    return {"database": size, "free": disk.free, "total": disk.total, "is_low": disk.free < FREE_BYTES}
