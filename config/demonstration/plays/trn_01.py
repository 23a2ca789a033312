"""How the opening of a session, its enrolments and its changes are played."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.training import cause_of
from registers import enrolments, programmes, sessions, trainers
from registers.models import Programme, Site, Trainer
from workflow import cases
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedures import named

STRUCTURES = 600_000


def trainer_for(index: int, *, on: date, region: str) -> Trainer:
    """A registered trainer of the structure of this index."""
    chance = random.Random(index)  # noqa: S311 (for variety, not for secrets)
    who = person(index=index + 80_000, chance=chance, on=on, region=region)
    facts = {"engagement": "employee", "specialities": ["Maintenance"], "highest_degree": "BTS", "max_hours_week": 30}
    return trainers.enter(answers=who, facts=facts, cause=cause_of(index, on=on))


def answers(
    *, index: int, chance: random.Random, on: date, region: str, programme: Programme, site: Site, trainer: Trainer
) -> dict[str, Any]:
    """A complete declaration as a browser would post it, section by section."""
    first = calendar().add_working(on, 14)
    lesson = {"from": "09:00", "to": "12:00", "room": "قاعة 1", "module": "Bases", "trainer": trainer.number}
    return {
        "group": {
            "homologation_or_programme": str(programme.entry),
            "site": str(site.entry),
            "start_date": first.isoformat(),
            "end_date": (first + timedelta(days=120)).isoformat(),
            "group_max": "15",
            "price_tnd": "900.000",
            "medical_check": "no",
            "takes_minors": "no",
        },
        "timetable": {"timetable": [{"day": day, **lesson} for day in ("mon", "wed")]},
        "declaration": DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure in activity."""
    on, number = timezone.localdate(), STRUCTURES + index
    provider, site = structures.known_provider(by=by, index=number, region=region, on=on)
    organisation = structures.organisation_of(by=by, index=number)
    case = cases.open_draft(procedure=named("TRN-01"), by=by, organisation=organisation)
    entries: dict[str, Any] = {
        "programme": programmes.of_provider(provider)[0],
        "site": site,
        "trainer": trainer_for(number, on=on, region=region),
    }
    applications.fill(case, answers(index=index, chance=chance, on=on, region=region, **entries))
    applications.join_papers(case, by)
    return case


def _line(player: Player, by: User) -> Data:
    """Another trainee for each line."""
    count = enrolments.count(session=player.case.facts["session"])
    on = timezone.localdate()
    number = player.case.pk.int % 500_000 + 90_000 + count
    who = person(index=number, chance=player.chance, on=on, region=player.case.region)
    names = ("first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr")
    asked = (*names, "gender", "birth_date", "nationality", "id_type", "cin")
    return {
        **{name: who[name] for name in asked},
        "entry_level": "none",
        "contract_no": f"C-{count + 1}",
        "contract_date": on.isoformat(),
        "amount_tnd": "900.000",
        "funding": "self",
    }


def _change(player: Player, by: User) -> Data:
    line = enrolments.of_session(player.case.facts["session"], statuses=["active"]).first()
    held = sessions.get(player.case.facts["session"])
    on = max(timezone.localdate(), held.starts_on or timezone.localdate())
    return {"change": "attendance", "on": on.isoformat(), "line": str(line.entry) if line else "", "attendance": "96,5"}


def begins(player: Player) -> None:
    """Waits for the first day of the session."""
    first, _last = player.procedure.application.days(player.case)
    _wait(player, first)


def ends(player: Player) -> None:
    """Notes the attendance of every trainee, and waits for the end of the session."""
    begins(player)
    for line in enrolments.of_session(player.case.facts["session"], statuses=["active"]):
        player.perform("record_change", line=str(line.entry))
    _first, last = player.procedure.application.days(player.case)
    _wait(player, last + timedelta(days=1))


def _wait(player: Player, day: date) -> None:
    if day > timezone.localdate():
        player.wait(timezone.make_aware(datetime.combine(day, time(10))))


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
OPENED = (*REGISTERED, "accept_opening")
ENROLLED = (*OPENED, "add_enrolment", "add_enrolment")
LISTED = (*ENROLLED, "submit_list")
RUNNING = (*LISTED, "validate_list")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "enrolment_open": OPENED,
    "list_submitted": LISTED,
    "session_running": RUNNING,
    "session_closed": (*RUNNING, "ends", "close_session"),
    "refused": (*REGISTERED, "refuse_opening"),
    "cancelled": (*OPENED, "cancel"),
}
LETTER = {"what": "إيداع القائمة الاسمية للمتكوّنين في الأجل."}
PLAY = Play(
    procedure="TRN-01",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "submit_list": ENROLLED,
        "record_change": (*RUNNING, "begins"),
        "close_session": (*RUNNING, "ends"),
    },
    steps={"begins": begins, "ends": ends},
    waits={"begins": 30, "ends": 160},
    letters={"reminder": LETTER},
    before={"record_change": begins},
    fills={
        "add_enrolment": _line,
        "submit_list": lambda p, u: {"contracts_signed": "on"},
        "cancel": lambda p, u: {"trainees_informed": "on", "reason": WHY},
        "return_list": REASON,
        "record_change": _change,
        "refuse_opening": lambda p, u: {
            "grounds-0-rule": "capacity",
            "grounds-0-fact": "تتجاوز الأفواج طاقة المقر.",
            "may_ask_again": "yes",
            "lifted_by": "تقليص عدد الأفواج في نفس الوقت.",
            "reason": WHY,
            "confirm": "on",
        },
    },
    stories=(
        Story("session: draft", (), 1),
        Story("session: at the counter", FILED, 1),
        Story("session: in the region", REGISTERED, 2),
        Story("session: complements asked", (*REGISTERED, "request_complements"), 1),
        Story("session: enrolling", ENROLLED, 4),
        Story("session: list handed in", LISTED, 2),
        Story("session: running", RUNNING, 6),
        Story("session: closed", (*RUNNING, "ends", "close_session"), 5),
        Story("session: cancelled", (*OPENED, "cancel"), 1),
        Story("session: refused", (*REGISTERED, "refuse_opening"), 1),
        Story("session: withdrawn", (*REGISTERED, "withdraw"), 1),
        Story("session: inadmissible", (*FILED, "declare_inadmissible"), 1),
        Story("session: returned", (*FILED, "return_incomplete"), 1),
    ),
)
