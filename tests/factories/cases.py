"""Cases that have really been through the door up to a stage."""

import random
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from accounts.models import User
from accounts.roles import PARTY_ROLES, REACH, Reach, Role
from config.demonstration import driver
from config.demonstration.driver import Player
from config.demonstration.plays import play_of
from config.demonstration.plays.eqv_01 import DELIBERATED, REPORTED
from tests.factories.people import make_user, post
from tests.factories.remembered import remembered
from workflow import parameters
from workflow.models import Case, Parameter
from workflow.procedures import committees, named, procedures

TUNIS, SFAX = "TN-11", "TN-61"
__all__ = ["DELIBERATED", "REPORTED", "SFAX", "TUNIS", "make_case", "make_ministry", "make_player", "make_user"]


def make_ministry(*, region: str = TUNIS) -> dict[str, User]:
    """One person for each role, two where duties must be separated; five members in every committee."""
    seats = sorted(name for name in committees() if ":" not in name or name.endswith(region)) or ["equivalence"]
    seats.sort(key=lambda name: ":" in name)
    folk = {
        "front_desk": make_user(role=Role.FRONT_DESK, region=region),
        "officer": make_user(role=Role.REGIONAL_OFFICER, region=region),
        "director": make_user(role=Role.REGIONAL_DIRECTOR, region=region),
        "central_officer": make_user(role=Role.CENTRAL_OFFICER),
        "central_director": make_user(role=Role.CENTRAL_DIRECTOR),
        "rapporteur": make_user(role=Role.RAPPORTEUR),
        "secretary": make_user(role=Role.COMMITTEE_SECRETARY, committee=seats[0]),
        "chair": make_user(role=Role.COMMITTEE_CHAIR, committee=seats[0]),
        "jury_president": make_user(role=Role.JURY_PRESIDENT),
        "minister": make_user(role=Role.MINISTER_SIGNATORY),
        "registrar": make_user(role=Role.REGISTRAR),
        "legal_officer": make_user(role=Role.LEGAL_OFFICER),
        "auditor": make_user(role=Role.AUDITOR),
        "administrator": make_user(role=Role.ADMINISTRATOR),
        "applicant": make_user(),
    }
    for n in range(1, 5):
        folk[f"member_{n}"] = make_user(role=Role.COMMITTEE_MEMBER, committee=seats[0])
    post(folk["chair"], role=Role.COMMITTEE_MEMBER, committee=seats[0])
    for seat in seats[1:]:
        post(folk["secretary"], role=Role.COMMITTEE_SECRETARY, committee=seat)
        post(folk["chair"], role=Role.COMMITTEE_CHAIR, committee=seat)
        for member in ("chair", "member_1", "member_2", "member_3", "member_4"):
            post(folk[member], role=Role.COMMITTEE_MEMBER, committee=seat)
    folk["inspector"] = make_user(role=Role.INSPECTOR, region=region)
    folk["inspector_2"] = make_user(role=Role.INSPECTOR, region=region)
    for n in range(1, 4):
        folk[f"juror_{n}"] = make_user(role=Role.JURY_MEMBER)
    for n in (2, 3):
        folk[f"evaluator_{n}"] = make_user(role=Role.EVALUATOR)
    folk["finance_officer_2"] = make_user(role=Role.FINANCE_OFFICER)
    for role in sorted({r for p in procedures() for t in p.machine.transitions.values() for r in t.by} - HELD):
        folk[role] = make_user(role=Role(role), region=region if REACH[Role(role)] is Reach.REGION else "")
    return folk


# The roles of the people above, and those that nobody is posted to.
HELD = {
    Role.FRONT_DESK,
    Role.REGIONAL_OFFICER,
    Role.REGIONAL_DIRECTOR,
    Role.CENTRAL_OFFICER,
    Role.CENTRAL_DIRECTOR,
    Role.RAPPORTEUR,
    Role.COMMITTEE_SECRETARY,
    Role.COMMITTEE_CHAIR,
    Role.COMMITTEE_MEMBER,
    Role.JURY_PRESIDENT,
    Role.JURY_MEMBER,
    Role.MINISTER_SIGNATORY,
    Role.REGISTRAR,
    Role.LEGAL_OFFICER,
    Role.INSPECTOR,
    *PARTY_ROLES,
    Role.SYSTEM,
}


def _index() -> int:
    """What the people and structures of the next case are drawn from: the same whichever tests the process ran before."""
    return 1_000 + Case.objects.count()


def make_player(
    stage: str = "",
    *,
    applicant: User,
    procedure: str = "EQV-01",
    region: str = TUNIS,
    wait: Callable[[datetime], None] | None = None,
) -> Player:
    """A case brought to a stage (its first one by default) by its own transitions; `wait` moves the frozen clock (needed from the meeting on)."""
    open_service(procedure)
    player = driver.start(by=applicant, procedure=procedure, index=_index(), region=region, wait=wait)
    player.play(*(play_of(procedure).ways[stage] if stage else ()))
    return player


def recall_player(
    stage: str = "",
    *,
    applicant: User,
    wait: Callable[[datetime], None],
    procedure: str = "EQV-01",
    region: str = TUNIS,
    way: Iterable[str] = (),
) -> Player:
    """As `make_player`, also on a `way` that leads further; each step that this process played before is put back."""
    live: list[Player] = []

    def start() -> dict[str, Any]:
        open_service(procedure)
        live.append(driver.start(by=applicant, procedure=procedure, index=_index(), region=region, wait=wait))
        return _told(live[0])

    def take(step: str, told: dict[str, Any]) -> dict[str, Any]:
        if not live:
            live.append(_revived(told, wait))
        live[0].play(step)
        return _told(live[0])

    told = remembered(("start", procedure, region, applicant.pk), start, wait=wait)
    for step in (*(play_of(procedure).ways[stage] if stage else ()), *way):
        told = remembered((step, told["case"]), partial(take, step, told), wait=wait)
    return live[0] if live else _revived(told, wait)


def _told(player: Player) -> dict[str, Any]:
    return {"case": player.case.pk, "chance": player.chance.getstate()}


def _revived(told: dict[str, Any], wait: Callable[[datetime], None]) -> Player:
    chance = random.Random()
    chance.setstate(told["chance"])
    return Player(Case.objects.get(pk=told["case"]), chance=chance, wait=wait)


def open_service(procedure: str) -> None:
    """Puts a procedure into service that waits for an order; the others are."""
    if not parameters.is_open(named(procedure)):
        code = f"{procedure}.{parameters.IN_SERVICE}"
        terms = {"source": "order", "reason": "the order is published", "valid_from": date(2020, 1, 1)}
        proposer, other = make_user(), make_user()
        Parameter.objects.create(code=code, value=True, status="in_force", proposed_by=proposer, decided_by=other, **terms)


def make_case(stage: str = "", **terms: Any) -> Case:
    """The case of `make_player`."""
    return make_player(stage, **terms).case
