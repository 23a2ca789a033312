"""Processes that begin at one moment, answer through pipes, and may die without a word."""

import json
import os
import random
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import wraps
from typing import Any

from django.db import connections

from workflow.refusals import Refused

Part = Callable[[], Any]


@dataclass
class Outcome:
    """How one part ended: with a value, a refusal, any other exception, or a signal."""

    value: Any = None
    refused: str = ""
    status: int = 0
    sentence: str = ""
    error: str = ""
    signal: int = 0
    seconds: float = 0.0


@dataclass
class Player:
    pid: int
    pipe: int


def begin(part: Part, *, gate: int | None = None) -> Player:
    """Starts a process for the part; it waits until the gate is closed at our end."""
    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Player(pid, reading)
    # A process of its own: no way leads back to the parent's code.
    try:
        os.close(reading)
        random.seed()
        if gate is not None:
            os.read(gate, 1)
        told = json.dumps(asdict(_played(part)))
        with os.fdopen(writing, "w") as pipe:
            pipe.write(told)
    except BaseException:
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(0)


def _played(part: Part) -> Outcome:
    started = time.perf_counter()
    outcome = Outcome()
    try:
        outcome.value = part()
    except Refused as refusal:
        outcome.refused, outcome.status, outcome.sentence = refusal.code, refusal.status, str(refusal.sentence)
        outcome.value = [e.kind for e in refusal.details.get("changes", [])]
    except Exception as error:
        outcome.error = f"{type(error).__name__}: {error}"
    connections.close_all()
    outcome.seconds = time.perf_counter() - started
    return outcome


def end(player: Player, *, seconds: float = 90) -> Outcome:
    """What the process answered, once it has ended; one that hangs is killed."""
    ready, _, _ = select.select([player.pipe], [], [], seconds)
    if not ready:
        os.kill(player.pid, signal.SIGKILL)
    with os.fdopen(player.pipe) as pipe:
        told = pipe.read()
    _pid, status = os.waitpid(player.pid, 0)
    if told:
        return Outcome(**json.loads(told))
    return Outcome(signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, error="" if ready else "hung")


def together(parts: Sequence[Part]) -> list[Outcome]:
    """Plays the parts in processes of their own that start at the same moment."""
    gate, barrier = os.pipe()
    players = []
    for part in parts:
        players.append(begin(lambda part=part: _behind(barrier, gate, part)))  # type: ignore[misc]
    os.close(gate)
    time.sleep(0.05)  # until the last one stands at the barrier
    os.close(barrier)
    return [end(p) for p in players]


def _behind(barrier: int, gate: int, part: Part) -> Any:
    from django.db import connection

    os.close(barrier)  # ours: the gate opens when nobody holds the other end
    connection.ensure_connection()
    os.read(gate, 1)
    return part()


def alone(part: Part) -> Outcome:
    return end(begin(part))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(place: Any, name: str, *, when: str) -> None:
    """From now on, in this process, the function kills it: `before` it does anything, or `after` it has done its work."""
    real = place[name] if isinstance(place, dict) else getattr(place, name)

    @wraps(real)
    def killing(*args: Any, **kwargs: Any) -> Any:
        if when == "after":
            real(*args, **kwargs)
        die()

    if isinstance(place, dict):
        place[name] = killing
    else:
        setattr(place, name, killing)
