"""A scene in which the whole database server is killed while many write."""

import json
import os
import random
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, connections

from accounts.models import User
from tests.contracts import invariants
from tests.promises import stage
from tests.promises.company import Part, alone, begin, end
from tests.promises.durability import TO_AND_FRO
from tests.promises.server import Server
from workflow.actions import perform
from workflow.models import Case, Event, GivenAnswer

WRITERS = 4


@dataclass
class Press:
    """A request as the person's browser keeps it, with the event they were told of, if they were."""

    case: UUID
    name: str
    key: UUID
    told: int | None = None


def _writer(case: Case, people: dict[str, User], to: int) -> Part:
    """Moves a case to and fro until the server is gone; tells of each press before it is made and once it is answered."""

    def write() -> None:
        turn = 0 if case.stage == "under_review" else 1
        while True:
            name, data = TO_AND_FRO[turn % 2]
            key = stage.new_key()
            os.write(to, json.dumps([name, str(key), None]).encode() + b"\n")
            done = perform(case.pk, name, by=people[name], data=data, key=key)
            os.write(to, json.dumps([name, str(key), done.event_id]).encode() + b"\n")
            turn += 1

    return write


def _presses(case: Case, told: bytes) -> list[Press]:
    found: dict[str, Press] = {}
    for line in told.split(b"\n")[:-1]:
        name, key, event = json.loads(line)
        found[key] = Press(case.pk, name, UUID(key), event)
    return list(found.values())


def _played(writers: int) -> tuple[list[Case], dict[str, User]]:
    """Cases that stand at the region, and who moves them."""
    players = [stage.player("under_review") for _ in range(writers)]
    first, people = players[0], {}
    for name, data in TO_AND_FRO:
        people[name] = first.person_for(name)
        perform(first.case.pk, name, by=people[name], data=data)
        first.case.refresh_from_db()
    return [p.case for p in players], people


def _again(press: Press, people: dict[str, User]) -> str:
    """The person sends what was not answered once more, with its key."""
    data = dict(TO_AND_FRO)[press.name]
    outcome = alone(stage.request(press.case, press.name, by=people[press.name], data=data, key=press.key))
    if outcome.refused or outcome.error:
        return outcome.refused or outcome.error
    press.told = outcome.value["event"]
    return "repeated" if outcome.value["is_repeated"] else "done"


def _disagreement(case: Case) -> str:
    """What is half-done: the case, its tasks, clocks and events do not tell the same story."""
    try:
        invariants.check(case.pk)
    except AssertionError as error:
        return f"{case.pk}: {error}"
    return ""


def _settings() -> dict[str, str]:
    """Whether a commit waits for the disk, as the application's own connections see it."""
    found = {}
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    return found


def killed_server(*, rounds: int, server: dict[str, Any]) -> dict[str, Any]:
    """The server is killed while writers commit, and started again; whoever was not answered asks again."""
    house = Server(**server)
    durable = _settings()
    pressed: list[Press] = []
    acknowledged = 0
    killed, after, half_done, endings = [], [], [], set()
    cases, people = _played(WRITERS)
    for _ in range(rounds):
        pipes, players = [], []
        for case in cases:
            case.refresh_from_db()
            reading, writing = os.pipe()
            players.append(begin(_writer(case, people, writing)))
            os.close(writing)
            pipes.append(os.fdopen(reading, "rb"))
        heard = [pipe.readline() + pipe.readline() for pipe in pipes]  # each has been told of one act
        time.sleep(random.uniform(0.02, 0.4))
        killed.append(house.kill())
        endings |= {end(p).error.partition(":")[0] for p in players}
        presses = []
        for case, pipe, beginning in zip(cases, pipes, heard, strict=True):
            with pipe:
                presses.append(_presses(case, beginning + pipe.read()))
        connections.close_all()
        house.start()
        half_done += [found for case in cases if (found := _disagreement(case))]
        made = [press for found in presses for press in found]
        acknowledged += sum(press.told is not None for press in made)
        after += [_again(press, people) for press in made if press.told is None]
        pressed += made
    return {
        "rounds": len(killed),
        "processes": min(killed),
        "endings": sorted(endings),
        "acknowledged": acknowledged,
        "lost": _lost(pressed),
        "told_otherwise": _told_otherwise(pressed),
        "after": sorted(set(after)),
        "half_done": half_done + [found for case in cases if (found := _disagreement(case))],
        "uncounted": _uncounted(cases, pressed),
        "durable": durable,
        "flaws": stage.record_is_clean(),
    }


def _lost(pressed: list[Press]) -> list[str]:
    """Acts that a person was told of, and that are not in the ledger of their case."""
    kept = {pk: (stream, kind) for pk, stream, kind in Event.objects.values_list("pk", "stream", "kind")}
    return [str(p.key) for p in pressed if kept.get(p.told or 0) != (f"case:{p.case}", f"transition.{p.name}")]


def _told_otherwise(pressed: list[Press]) -> list[str]:
    """Requests whose kept answer is not the one that was given."""
    answers = {a.key: a.answer.get("event") for a in GivenAnswer.objects.all()}
    return [str(p.key) for p in pressed if answers.get(p.key) != p.told]


def _uncounted(cases: list[Case], pressed: list[Press]) -> int:
    """Acts in the ledgers beyond those that were pressed: something was done twice, or done and never asked for."""
    kinds = [f"transition.{name}" for name, _data in TO_AND_FRO]
    done = Event.objects.filter(stream__in=[c.stream for c in cases], kind__in=kinds).count()
    return done - len(pressed) - len(TO_AND_FRO)  # those of the rehearsal


SCENES = {"killed_server": killed_server}
