"""How the opening of a structure is played."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import applications, structures
from config.demonstration.driver import REASON, WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.visits import VISIT_FILLS, await_visit, fail_lightly, lift_reserves
from workflow import cases
from workflow.models import Case
from workflow.procedures import named

LETTER = {"alleged": "لا تتوفر شروط السلامة بالمحل المصرّح به.", "evidence": "تقرير الزيارة، بالملف."}
FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
RECEIVED = (*REGISTERED, "issue_receipt")
SCHEDULED = (*RECEIVED, "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
RESERVED = (*SCHEDULED, "fail_lightly", "notify_reserves")
ACCUSED = (*REGISTERED, "accuse", "propose_objection")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "receipt_issued": RECEIVED,
    "visit_scheduled": SCHEDULED,
    "visit_reported": VISITED,
    "reserves_notified": RESERVED,
    "awaiting_signature": ACCUSED,
    "confirmed": (*VISITED, "confirm_conformity"),
    "objected": (*ACCUSED, "sign_objection"),
}


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of an organisation that the person represents."""
    index += 500_000  # none of the structures that the registers know already
    organisation = structures.organisation_of(by=by, index=index)
    case = cases.open_draft(procedure=named("LIC-01"), by=by, organisation=organisation)
    given = structures.opening(index=index, chance=chance, on=timezone.localdate(), region=region)
    applications.fill(case, given)
    applications.join_papers(case, by)
    return case


def accuse(player: Player) -> None:
    """Sends the adversarial letter and lets the days pass in which the structure may answer."""
    officer = holders(role=Role.REGIONAL_OFFICER, region=player.case.region)[0]
    cases.send_letter(case=player.case, name="adversarial_letter", by=officer, data=LETTER)
    player.case.refresh_from_db()
    until = timezone.localdate() + timedelta(days=15)
    player.wait(timezone.make_aware(datetime.combine(until, time(10))))


def _objection(player: Player, by: User) -> Data:
    return {
        "grounds-0-rule": "safety",
        "grounds-0-fact": "لا توجد شهادة وقاية سارية المفعول.",
        "may_ask_again": "yes",
        "lifted_by": "شهادة وقاية من الحماية المدنية.",
        "reason": WHY,
    }


def _confirmation(player: Player, by: User) -> Data:
    end = timezone.localdate() + timedelta(days=300)
    capacity: Any = player.procedure.application.answer(player.case, "authorised_capacity")
    return {"fire_certificate_end": end.isoformat(), "capacity": capacity}


def _signed(player: Player, by: User) -> Data:
    return {**_seen(player, by, "sign_objection"), "reason": WHY}


PLAY = Play(
    procedure="LIC-01",
    answers=structures.opening,
    begin=begin,
    ways=WAYS,
    longer={
        "return_after_visit": (*VISITED, "accuse", "propose_objection"),
        "notify_reserves": (*SCHEDULED, "fail_lightly"),
        "report_visit": (*SCHEDULED, "await_visit"),
    },
    steps={"accuse": accuse, "await_visit": await_visit, "fail_lightly": fail_lightly},
    before={"declare_reserves_lifted": lift_reserves},
    letters={"adversarial_letter": LETTER},
    waits={"accuse": 16, "await_visit": 12, "report_visit": 12, "fail_lightly": 12},
    fills={
        **VISIT_FILLS,
        "issue_receipt": lambda p, u: {"director_qualified": "on", "records_clean": "on"},
        "propose_objection": _objection,
        "confirm_conformity": _confirmation,
        "sign_objection": _signed,
        "return_after_visit": REASON,
    },
    stories=(
        Story("opening: draft", (), 1),
        Story("opening: at the counter", FILED, 2),
        Story("opening: returned", (*FILED, "return_incomplete"), 1),
        Story("opening: in the region", REGISTERED, 3),
        Story("opening: complements asked", (*REGISTERED, "request_complements"), 1),
        Story("opening: receipt issued", RECEIVED, 3),
        Story("opening: visit scheduled", SCHEDULED, 2),
        Story("opening: visited", VISITED, 2),
        Story("opening: reserves", RESERVED, 2),
        Story("opening: confirmed", (*VISITED, "confirm_conformity"), 6),
        Story("opening: tacit receipt", (*REGISTERED, "lapse"), 1),
        Story("opening: tacit confirmation", (*RECEIVED, "lapse"), 1),
        Story("opening: objection to be signed", ACCUSED, 1),
        Story("opening: objected", (*ACCUSED, "sign_objection"), 1),
        Story("opening: withdrawn", (*REGISTERED, "withdraw"), 1),
        Story("opening: inadmissible", (*FILED, "declare_inadmissible"), 1),
    ),
)
