"""Scenes in which many press the same button at once."""

import json
import math
from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.roles import Role
from config.demonstration.moment import beginning
from tests.factories import ways
from tests.promises import stage
from tests.promises.company import Outcome, alone, crowding, line_up, together
from workflow.models import Case, Event, Task
from workflow.procedures import named


def _told(case: Case, before: Case, name: str, outcomes: list[Outcome]) -> dict[str, Any]:
    case.refresh_from_db()
    events = Event.objects.filter(stream=case.stream, kind=f"transition.{name}").count()
    chain = Event.objects.filter(stream=case.stream).count()
    done = [o for o in outcomes if o.value and not o.refused and not o.value["is_repeated"]]
    answered = [o.value for o in outcomes if o.value and not o.refused]
    answers = {json.dumps({k: v for k, v in value.items() if k != "is_repeated"}, sort_keys=True) for value in answered}
    twins = Counter(Task.objects.filter(case=case, closed_at=None).values_list("role", "assignee"))
    return {
        "transition": name,
        "done": len(done),
        "repeated": sum(bool(o.value) and not o.refused and o.value["is_repeated"] for o in outcomes),
        "refused": sorted({(o.refused, o.status) for o in outcomes if o.refused}),
        "errors": [o.error or f"signal {o.signal}" for o in outcomes if o.error or o.signal],
        "answers": len(answers),
        "moved": case.revision - before.revision,
        "events": events,
        "is_chain_whole": chain == case.ledger_seq,
        "twin_tasks": [str(key) for key, n in twins.items() if n > 1],
        "seconds": sorted(o.seconds for o in outcomes),
    }


def _human() -> list[tuple[str, str]]:
    """Every act of a person, once from each stage at which it may be performed."""
    procedure = named("EQV-01")
    return [(name, at) for name, at in ways.edges(procedure) if procedure.machine.transitions[name].by != (Role.SYSTEM,)]


def _p99(races: list[dict[str, Any]]) -> float:
    seconds = sorted(second for race in races for second in race["seconds"])
    return seconds[math.ceil(len(seconds) * 0.99) - 1]


def every(*, n: int, keyed: bool, from_each: bool) -> dict[str, Any]:
    """Every act of a person, each pressed by N processes at once; `from_each` of its stages or from the first of them."""
    acts = _human() if from_each else list({name: (name, at) for name, at in reversed(_human())}.values())
    with beginning(timezone.now()) as moment:
        make = partial(stage.player, "draft", wait=moment.move_to)
        players = []
        for name, at in acts:
            players.append(ways.bring(make, name, at, moment.move_to))
            moment.pass_days(4)  # so that no two of them share a meeting, which ends with the first
        presses, with_files = [], set()
        # What is filled in names days to come: all of it once everybody is in place.
        for (name, _at), played in zip(acts, players, strict=True):
            by, data, files = stage.act(played, name)
            revision, key = played.case.revision, stage.new_key() if keyed else None
            presses.append(stage.request(played.case.pk, name, by=by, data=data, files=files, revision=revision, key=key))
            with_files |= {name} if files else set()
        before = [Case.objects.get(pk=p.case.pk) for p in players]
        crowds = [crowding(n)]
        outcomes = line_up(presses, n=n)
        crowds.append(crowding(n))
    races = [_told(p.case, was, name, found) for (name, _at), p, was, found in zip(acts, players, before, outcomes, strict=True)]
    return {
        "acts": sorted({name for name, _at in acts}),
        "races": races,
        "p99": _p99([r for r in races if r["transition"] not in with_files]),
        "p99_with_files": _p99([r for r in races if r["transition"] in with_files]),
        "crowding": sum(crowds) / len(crowds),
        "flaws": stage.record_is_clean(),
    }


def replay() -> dict[str, Any]:
    """The same key again: in the same process, in another one, with other content, from another person, for another case."""
    played, other = stage.player("under_review"), stage.player("under_review")
    by, data, _files = stage.act(played, "transmit_to_centre")
    key = stage.new_key()

    def again(case_id: UUID = played.case.pk, **changes: Any) -> Outcome:
        return alone(stage.request(case_id, "transmit_to_centre", **{"by": by, "data": data, "key": key, **changes}))

    first, second = again(), again(revision=0)
    third = alone(lambda: [stage.request(played.case.pk, "transmit_to_centre", by=by, data=data, key=key)() for _ in range(2)])
    else_data = {**data, "text": "Something else was typed the second time."}
    stranger = stage.applicant()
    return {
        "first": first.value,
        "second": second.value,
        "third": third.value,
        "other_body": (again(data=else_data).refused, again(data=else_data).status),
        "other_case": again(other.case.pk).refused,
        "other_person": again(by=stranger).refused,
        "moves": stage.moves(played.case)[-1:],
        "events": stage.moves(played.case).count("transmit_to_centre"),
        "flaws": stage.record_is_clean(),
    }


def one_key_for_two_cases(*, n: int) -> dict[str, Any]:
    """One key sent for several cases at the same moment: one of them gets it, nothing is left of the others."""
    cases = [stage.player("under_review") for _ in range(n)]
    key = stage.new_key()
    parts = []
    for played in cases:
        by, data, _files = stage.act(played, "transmit_to_centre")
        parts.append(stage.request(played.case.pk, "transmit_to_centre", by=by, data=data, key=key))
    outcomes = together(parts)
    return {
        "done": sum(bool(o.value) and not o.refused for o in outcomes),
        "refused": [o.refused for o in outcomes if o.refused],
        "errors": [o.error for o in outcomes if o.error],
        "moved": sum("transmit_to_centre" in stage.moves(p.case) for p in cases),
        "flaws": stage.record_is_clean(),
    }


def two_officers() -> dict[str, Any]:
    """Two officers act on the same page of the same case, differently: the second is told what changed."""
    played = stage.player("under_review")
    case = played.case
    parts = []
    for name in ("transmit_to_centre", "request_complements"):
        by, data, _files = stage.act(played, name)
        parts.append(stage.request(case.pk, name, by=by, data=data, revision=case.revision))
    outcomes = together(parts)
    late = [o for o in outcomes if o.refused]
    moves = stage.moves(case)
    return {
        "done": [o.value["transition"] for o in outcomes if not o.refused],
        "refused": [(o.refused, o.status) for o in late],
        "told": [o.value for o in late],
        "errors": [o.error for o in outcomes if o.error],
        "last": moves[-1],
        "moves": len(moves),
        "refusals": Event.objects.filter(stream=f"refusal:{case.pk}").count(),
        "flaws": stage.record_is_clean(),
    }


SCENES = {
    "every": every,
    "replay": replay,
    "one_key_for_two_cases": one_key_for_two_cases,
    "two_officers": two_officers,
}
