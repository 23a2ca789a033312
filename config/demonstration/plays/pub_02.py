"""How the guidance and placement of a person who looks for a training is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.training import cause_of, course
from registers import enrolments, programmes, sessions
from registers.models import Session
from workflow.holidays import calendar

STRUCTURES, OTHERS = 500_000, 550_000  # the structures of a case, beside those of other procedures


def place(*, index: int, on: date, region: str) -> Session:
    """A homologated session to come, with places."""
    told = course(index=index, on=on, region=region, starts_in=60, level="CAP")
    programmes.amend(programme=told.programme, facts={"sector": "mechanics"}, cause=cause_of(index, on=on))
    return told.session


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A job seeker, and two structures of the region with places in what is wished."""
    for structures in (STRUCTURES, OTHERS):
        place(index=structures + index, on=on, region=region)
    return {
        "person": person(index=index, chance=chance, on=on, region=region),
        "profile": {
            "education_level": "9_base",
            "employment_status": "seeker",
            "aneti_number": f"A{index:06d}",
            "disability": "no",
            "financial_help": "needed",
        },
        "wishes": {
            "wish": [{"sector": "mechanics", "speciality": "Maintenance industrielle"}],
            "governorate_wanted": region,
            "mobility": "no",
            "available_from": (on + timedelta(days=7)).isoformat(),
        },
        "declaration": DECLARATION,
    }


def _offered(player: Player, name: str) -> list[tuple[str, Any]]:
    form = player.transition(name).form(None, None, case=player.case, actor=None)
    found: list[tuple[str, Any]] = next(f.choices for n, f in form.fields.items() if n in ("session", "sessions"))
    return found


def _proposals(player: Player, by: User) -> Data:
    return {"sessions": [value for value, _words in _offered(player, "send_proposals")[:1]], "counsellor_notes": WHY}


def _choice(player: Player, by: User) -> Data:
    return {"session": _offered(player, "choose_proposal")[0][0]}


def fill_up(player: Player) -> None:
    """No place is left anywhere."""
    for value, _words in _offered(player, "send_proposals"):
        sessions.amend(session=value, facts={"group_max": 0}, cause=cause_of(0, on=timezone.localdate()))


def enrol(player: Player) -> None:
    """The structure writes the person into the list of its session."""
    choice = player.case.facts["choice"]
    told = {"entry_level": "9_base", "contract_number": "C-7", "contract_date": timezone.localdate()}
    cause = cause_of(0, on=timezone.localdate())
    enrolments.enter(trainee=choice["trainee"], session=choice["session"], facts=told, cause=cause)


def six_months(player: Player) -> None:
    player.wait(timezone.now() + timedelta(days=185))


FILED = ("submit",)
REVIEWED = (*FILED, "start_profile_review")
CALLED = (*REVIEWED, "schedule_interview")
PROPOSED = (*REVIEWED, "send_proposals")
CHOSEN = (*PROPOSED, "choose_proposal")
WAITING = (*REVIEWED, "fill_up", "put_on_waiting_list")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "inadmissible": (*FILED, "declare_inadmissible"),
    "profile_review": REVIEWED,
    "interview_scheduled": CALLED,
    "proposals_sent": PROPOSED,
    "choice_made": CHOSEN,
    "waiting_list": (*PROPOSED, "decline_proposals"),
    "placed": (*CHOSEN, "enrol", "confirm_placement"),
    "withdrawn": (*REVIEWED, "withdraw"),
    "closed_no_solution": (*WAITING, "six_months", "close_no_solution"),
}
PLAY = Play(
    procedure="PUB-02",
    answers=answers,
    ways=WAYS,
    longer={
        "put_on_waiting_list": (*REVIEWED, "fill_up"),
        "close_no_solution": (*WAITING, "six_months"),
        "confirm_placement": (*CHOSEN, "enrol"),
    },
    steps={"fill_up": fill_up, "enrol": enrol, "six_months": six_months},
    fills={
        "declare_inadmissible": lambda p, u: {"ground": "already_placed", "law": "L2008-10", "reason": WHY},
        "start_profile_review": lambda p, u: {"entry_level": "9_base", "skills": "مهارات في الميكانيك العامة."},
        "schedule_interview": lambda p, u: {
            "unclear": "choice",
            "day": calendar().next_working(timezone.localdate() + timedelta(days=3)).isoformat(),
            "at": "10:00",
            "place": "مكتب التوجيه",
        },
        "record_interview": lambda p, u: {"came": "yes", "entry_level": "9_base", "result": WHY},
        "send_proposals": _proposals,
        "send_proposals_again": _proposals,
        "choose_proposal": _choice,
        "decline_proposals": REASON,
        "put_on_waiting_list": REASON,
        "close_no_solution": REASON,
        "provider_declines": REASON,
        "withdraw": REASON,
    },
    stories=(
        Story("guidance: draft", (), 1),
        Story("guidance: to be read", FILED, 2),
        Story("guidance: profile", REVIEWED, 2),
        Story("guidance: interview", CALLED, 2),
        Story("guidance: proposals sent", PROPOSED, 3),
        Story("guidance: no choice", (*PROPOSED, "lapse"), 1),
        Story("guidance: chosen", CHOSEN, 2),
        Story("guidance: structure declined", (*CHOSEN, "provider_declines"), 1),
        Story("guidance: placed", (*CHOSEN, "enrol", "confirm_placement"), 6),
        Story("guidance: declined", (*PROPOSED, "decline_proposals"), 1),
        Story("guidance: waiting", WAITING, 1),
        Story("guidance: inadmissible", (*FILED, "declare_inadmissible"), 1),
        Story("guidance: withdrawn", (*REVIEWED, "withdraw"), 1),
    ),
)
