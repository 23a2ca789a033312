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
from multiprocessing import get_context
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


def begin(part: Part, *, ready: Callable[[], None] | None = None) -> Player:
    """Starts a process for the part, whose time is taken once it is `ready`."""
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
        if ready is not None:
            ready()
        told = json.dumps(asdict(_played(part)))
        with os.fdopen(writing, "w") as pipe:
            pipe.write(told)
    except BaseException:
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(0)


def _played(part: Part, *, keeping: bool = False) -> Outcome:
    """How the part ended; `keeping` the connection for the next one."""
    started = time.perf_counter()
    outcome = Outcome()
    try:
        outcome.value = part()
    except Refused as refusal:
        outcome.refused, outcome.status, outcome.sentence = refusal.code, refusal.status, str(refusal.sentence)
        outcome.value = [e.kind for e in refusal.details.get("changes", [])]
    except Exception as error:
        outcome.error = f"{type(error).__name__}: {error}"
    outcome.seconds = time.perf_counter() - started
    if not keeping:
        connections.close_all()
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
        players.append(begin(part, ready=lambda: _stand(barrier, gate)))
    os.close(gate)
    time.sleep(0.05)  # until the last one stands at the barrier
    os.close(barrier)
    return [end(p) for p in players]


def _stand(barrier: int, gate: int) -> None:
    from django.db import connection

    os.close(barrier)  # ours: the gate opens when nobody holds the other end
    connection.ensure_connection()
    os.read(gate, 1)


def line_up(rounds: Sequence[Part], *, n: int) -> list[list[Outcome]]:
    """Plays each part in N processes at the same moment, part after part, in the same processes, as those of a server are."""
    barrier = get_context("fork").Barrier(n)
    players = [begin(lambda: _in_line(rounds, barrier)) for _ in range(n)]
    told = [end(p, seconds=600) for p in players]
    if failed := [o.error or f"signal {o.signal}" for o in told if o.error or o.signal]:
        raise RuntimeError(f"a process left the line: {failed}")
    return [[Outcome(**o.value[place]) for o in told] for place in range(len(rounds))]


def _in_line(rounds: Sequence[Part], barrier: Any) -> list[dict[str, Any]]:
    found = []
    for part in rounds:
        barrier.wait(60)
        found.append(asdict(_played(part, keeping=True)))
    return found


def _spin() -> float:
    """Some work that waits for nobody; the seconds of a processor that it took."""
    before = time.process_time()
    total = 0
    for number in range(400_000):
        total += number * number
    return time.process_time() - before


def crowding(n: int) -> float:
    """How much longer N processes take than they would on a machine that nobody else uses; 1 on a quiet one."""
    outcomes = together([_spin] * n)
    cores = min(n, len(os.sched_getaffinity(0)))
    return max(1.0, max(o.seconds for o in outcomes) * cores / sum(o.value for o in outcomes))


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
