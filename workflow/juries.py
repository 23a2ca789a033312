"""The jury of an examination: its seats in the facts of the case, who steps aside, who replaces whom."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from accounts.roles import Role
from workflow import assignments
from workflow.models import Case
from workflow.procedure import Procedure

LEAST = 3
PRESIDENT, MEMBER = "president", "member"
FROM_STRUCTURE = "provider"
ROLES: dict[str, Role] = {PRESIDENT: Role.JURY_PRESIDENT, MEMBER: Role.JURY_MEMBER}
Seat = Mapping[str, Any]  # user, name, capacity, quality, employer; conflict {reason, on}; replaced {by, reason, on}


def seats(case: Case) -> list[Seat]:
    """Every seat, those that were given up too, in the order in which they were given."""
    found: list[Seat] = case.facts.get("jury", {}).get("seats", [])
    return found


def standing(case: Case) -> list[Seat]:
    """The seats of those who were not replaced."""
    return [seat for seat in seats(case) if not seat.get("replaced")]


def sitting(case: Case) -> list[Seat]:
    """Those who may examine: not replaced, without an interest."""
    return [seat for seat in standing(case) if not seat.get("conflict")]


def members(case: Case) -> list[int]:
    """The accounts of the members who may examine, the president left out."""
    return sorted(seat["user"] for seat in sitting(case) if seat["capacity"] == MEMBER)


def is_independent(present: list[Seat]) -> bool:
    """Three at least, the president among them, most of them from outside the structure."""
    outside = sum(seat["quality"] != FROM_STRUCTURE for seat in present)
    presided = any(seat["capacity"] == PRESIDENT for seat in present)
    return len(present) >= LEAST and presided and 2 * outside > len(present)


def seated(lines: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Seats from lines of a form: {user, capacity, quality, employer}; the name is that of the account."""
    names = {user.pk: user.full_name for user in User.objects.filter(pk__in=[line["user"] for line in lines])}
    return [{**line, "name": names[line["user"]]} for line in lines]


def assign(act: Procedure) -> None:
    """Names those who hold a seat to act on the case, in place of whoever did before."""
    for capacity, role in ROLES.items():
        held = [seat["user"] for seat in sitting(act.case) if seat["capacity"] == capacity]
        assignments.assign_team(act.case, role=role, user_ids=held, at=act.at)


def step_aside(act: Procedure, *, reason: str) -> None:
    """The seat of the actor is empty until somebody replaces them; they read the case no more than anybody else who left."""
    user = act.actor.user.pk if act.actor.user else None
    told = {"reason": reason, "on": act.today.isoformat()}
    _write(
        act,
        [{**seat, "conflict": told} if seat["user"] == user and not seat.get("replaced") else seat for seat in seats(act.case)],
    )


def replace(act: Procedure, *, leaving: int, coming: Mapping[str, Any], reason: str) -> None:
    """Gives a seat to somebody of the same quality; the first holder stays on record."""
    told = {"by": coming["user"], "reason": reason, "on": act.today.isoformat()}
    kept = [
        {**seat, "replaced": told} if seat["user"] == leaving and not seat.get("replaced") else seat for seat in seats(act.case)
    ]
    _write(act, [*kept, *seated([coming])])


def _write(act: Procedure, found: list[Any]) -> None:
    act.case.facts["jury"] = {**act.case.facts["jury"], "seats": found}
    assign(act)
