"""A scene in which a writer is killed while it commits."""

import os
import random
import signal
import time
from typing import Any, BinaryIO

from django.db import connection

from tests.promises import stage
from tests.promises.company import begin, end
from workflow.actions import perform
from workflow.models import Event

TO_AND_FRO = (
    ("transmit_to_centre", {"documents_checked": "on", "opinion": "favourable", "text": "A text that is long enough."}),
    ("send_back_to_region", {"reason": "A reason that is long enough."}),
)


def _writer(told: int) -> Any:
    """Moves a case to and fro; says which event it was told of, after each commit."""
    played = stage.player("under_review")
    people = {name: played.person_for(name) for name in ("transmit_to_centre",)}
    case = played.case

    def write() -> None:
        while True:
            for name, data in TO_AND_FRO:
                if name not in people:
                    case.refresh_from_db()
                    people[name] = played.person_for(name)
                done = perform(case.pk, name, by=people[name], data=data)
                os.write(told, f"{done.event_id}\n".encode())

    return write


def _acknowledged(pipe: BinaryIO) -> list[int]:
    """The events that were told whole; what death cut short was told to nobody."""
    with pipe:
        lines = pipe.read().split(b"\n")
    return [int(line) for line in lines[:-1]]


def killed_writer(*, rounds: int) -> dict[str, Any]:
    """A writer is killed at any moment, again and again; whatever it had been told is there."""
    acknowledged: list[int] = []
    signals, broken = [], []
    for _ in range(rounds):
        reading, writing = os.pipe()
        player = begin(_writer(writing))
        os.close(writing)
        pipe = os.fdopen(reading, "rb")
        acknowledged.append(int(pipe.readline()))
        time.sleep(random.uniform(0.02, 0.3))
        os.kill(player.pid, signal.SIGKILL)
        signals.append(end(player).signal)
        acknowledged += _acknowledged(pipe)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                broken += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    kept = set(Event.objects.filter(pk__in=acknowledged).values_list("pk", flat=True))
    return {
        "acknowledged": len(acknowledged),
        "lost": sorted(set(acknowledged) - kept),
        "signals": sorted(set(signals)),
        "broken": broken,
        "flaws": stage.record_is_clean(),
    }


SCENES = {"killed_writer": killed_writer}
