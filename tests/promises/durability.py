"""Scenes in which what keeps the data is killed: a writer while it commits, or the database server itself."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from typing import Any

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


def _acknowledged(pipe: int) -> list[int]:
    with os.fdopen(pipe, "rb") as file:
        lines = file.read().split(b"\n")
    return [int(line) for line in lines[:-1]]


def killed_writer(*, rounds: int) -> dict[str, Any]:
    """A writer is killed at any moment, again and again; whatever it had been told is there."""
    acknowledged: list[int] = []
    signals, broken = [], []
    for _ in range(rounds):
        reading, writing = os.pipe()
        player = begin(_writer(writing))
        os.close(writing)
        first = os.read(reading, 20)  # the first act is told
        time.sleep(random.uniform(0.02, 0.3))
        os.kill(player.pid, signal.SIGKILL)
        signals.append(end(player).signal)
        acknowledged += [int(n) for n in first.split()] + _acknowledged(reading)
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


def killed_server(*, data: str, start: list[str], rounds: int, writers: int) -> dict[str, Any]:
    """The database server is killed while writers commit, and started again."""
    acknowledged: list[int] = []
    for _ in range(rounds):
        pipes, players = [], []
        for _writer_n in range(writers):
            reading, writing = os.pipe()
            players.append(begin(_writer(writing)))
            os.close(writing)
            pipes.append(reading)
        for pipe in pipes:
            acknowledged += [int(n) for n in os.read(pipe, 20).split()]
        time.sleep(random.uniform(0.3, 1.0))
        _kill_server(data)
        for player in players:
            with suppress(ProcessLookupError):
                os.kill(player.pid, signal.SIGKILL)
            end(player)
        for pipe in pipes:
            acknowledged += _acknowledged(pipe)
        connection.close()
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    kept = set(Event.objects.filter(pk__in=acknowledged).values_list("pk", flat=True))
    return {"acknowledged": len(acknowledged), "lost": sorted(set(acknowledged) - kept), "flaws": stage.record_is_clean()}


def _kill_server(data: str) -> None:
    """Kills the postmaster and each of its children, which alone have it as their parent."""
    with open(f"{data}/postmaster.pid") as file:
        postmaster = int(file.readline())
    children = []
    for entry in os.listdir("/proc"):
        with suppress(OSError, ValueError), open(f"/proc/{entry}/stat") as file:
            if int(file.read().rsplit(")", 1)[1].split()[1]) == postmaster:
                children.append(int(entry))
    for pid in (postmaster, *children):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    time.sleep(0.3)
    with suppress(FileNotFoundError):
        os.unlink(f"{data}/postmaster.pid")


SCENES = {"killed_writer": killed_writer, "killed_server": killed_server}
