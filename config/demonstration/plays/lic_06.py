"""How the final closure of a structure is played."""

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, paper, signed
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.training import Course, course, enrolled
from workflow import cases
from workflow.models import Case
from workflow.procedures import named

CLOSERS, RECEIVERS = 600_000, 700_000  # the structures of a case, beside those of other procedures


def answers(
    *, index: int, chance: random.Random, on: Any, region: str, closing: Course | None = None, receiver: Course | None = None
) -> dict[str, Any]:
    """A complete application: one trainee goes on elsewhere, one completes, one is refunded."""
    rows: list[dict[str, Any]] = []
    if closing and receiver:
        for number, solution in enumerate(("transfer", "completion", "refund")):
            who = person(index=index * 3 + number + 400_000, chance=chance, on=on, region=region)
            row = {"trainee": str(enrolled(course=closing, person=who, on=on).entry), "solution": solution}
            more = {"transfer": {"receiving_provider": receiver.provider.number}, "refund": {"refund_tnd": "300.000"}}
            rows.append({**row, **more.get(solution, {})})
    return {
        "closure": {
            "scope": "provider",
            "sites": [str(closing.site.entry)] if closing else [],
            "reason": "توقف النشاط لإحالة صاحب الهيكل على التقاعد.",
            "closing_date": (on + timedelta(days=240)).isoformat(),
            "staff_situation": "وقعت تسوية وضعية جميع الأعوان.",
            "archive_location": "مقر الهيكل",
        },
        "protection": {"trainee_plan": rows},
        "declaration": structures.DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure with three trainees."""
    today = timezone.localdate()
    closing = course(index=CLOSERS + index, on=today, region=region, by=by)
    receiver = course(index=RECEIVERS + index, on=today, region=region)
    own = structures.organisation_of(by=by, index=CLOSERS + index)
    case = cases.open_draft(procedure=named("LIC-06"), by=by, organisation=own)
    applications.fill(case, answers(index=index, chance=chance, on=today, region=region, closing=closing, receiver=receiver))
    applications.join_papers(case, by)
    return case


def _plan(player: Player, by: User) -> Data:
    """As it was filed; of a case that the ministry opened, a date alone."""
    told, later = player.case.answers, (timezone.localdate() + timedelta(days=60)).isoformat()
    return {
        "closing_date": told["closure"].get("closing_date", later),
        "lines": told.get("protection", {}).get("trainee_plan", []),
        "accepted": "on",
    }


def _progress(player: Player, by: User) -> Data:
    left = [line["trainee"] for line in player.case.facts["plan"]["lines"] if not line["done_on"]]
    return {"settled": left, "text": WHY, "proof": paper("refunds")}


def wait_beyond(player: Player) -> None:
    """Lets the plan be late by more than sixty days."""
    player.wait(timezone.now() + timedelta(days=250))


def wait_for_records(player: Player) -> None:
    """Lets the time pass in which the records were to be handed over."""
    player.wait(timezone.now() + timedelta(days=40))


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
PLANNED = (*REGISTERED, "approve_trainee_plan")
REPORTED = (*PLANNED, "report_plan_progress")
SETTLED = (*REPORTED, "confirm_trainees_settled")
HANDED_OVER = (*SETTLED, "confirm_archives")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "trainee_plan_execution": PLANNED,
    "archives_handover": SETTLED,
    "awaiting_signature": HANDED_OVER,
    "closed": (*HANDED_OVER, "sign_closure"),
}
PLAY = Play(
    procedure="LIC-06",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "confirm_trainees_settled": REPORTED,
        "escalate_to_sanction@trainee_plan_execution": (*PLANNED, "wait_beyond"),
        "escalate_to_sanction@archives_handover": (*SETTLED, "wait_for_records"),
    },
    steps={"wait_beyond": wait_beyond, "wait_for_records": wait_for_records},
    waits={"wait_beyond": 250, "wait_for_records": 40},
    fills={
        "approve_trainee_plan": _plan,
        "report_plan_progress": _progress,
        "confirm_trainees_settled": lambda p, u: {"checked": "on"},
        "confirm_archives": lambda p, u: {
            "registers": "4",
            "counterfoils": "12",
            "marks": "6",
            "attendance": "20",
            "place": "أرشيف الإدارة المركزية",
            "imported": "on",
            "counted": "on",
        },
        "escalate_to_sanction": REASON,
        "return_for_review": REASON,
        "sign_closure": signed("sign_closure"),
    },
    stories=(
        Story("closure: at the counter", FILED, 1),
        Story("closure: in the region", REGISTERED, 1),
        Story("closure: trainees being settled", PLANNED, 1),
        Story("closure: records to be handed over", SETTLED, 1),
        Story("closure: to be signed", HANDED_OVER, 1),
        Story("closure: closed", (*HANDED_OVER, "sign_closure"), 2),
    ),
)
