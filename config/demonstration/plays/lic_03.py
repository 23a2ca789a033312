"""How a change of premises is played."""

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.driver import REASON, WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.visits import VISIT_FILLS, await_visit, fail_lightly, lift_reserves
from workflow import cases
from workflow.models import Case
from workflow.procedures import named

FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
SCHEDULED = (*REGISTERED, "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
PROPOSED = (*VISITED, "propose_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "visit_scheduled": SCHEDULED,
    "visit_reported": VISITED,
    "reserves_notified": (*SCHEDULED, "fail_lightly", "notify_reserves"),
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*REGISTERED, "propose_refusal", "sign_refusal"),
}


def answers(*, index: int, chance: random.Random, on: Any, region: str, site: Any = None) -> dict[str, Any]:
    """A complete application, section by section."""
    kind = ("transfer", "extension", "reduction")[index % 3]
    place = structures.site(index=index + 1, on=on, region=region, name=site.site_name if site else "")
    change: dict[str, Any] = {
        "site": str(site.entry) if site else "",
        "change_type": kind,
        "reason": "تغيير المحلات لتحسين ظروف التكوين واستقبال المتكوّنين.",
        "force_majeure": "no",
        "effective_date": (on + timedelta(days=60)).isoformat(),
    }
    if kind == "extension":
        place["rooms"].append(
            {"room_name": "قاعة 2", "room_type": "classroom", "area_m2": "45", "seats": "20", "equipment_ok": "yes"}
        )
    if kind != "transfer":
        change["new_capacity"] = "60" if kind == "extension" else "30"
    return {"change": change, "site": place, "declaration": structures.DECLARATION}


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure that the registers know; the index says which kind of change."""
    today = timezone.localdate()
    _provider, site = structures.known_provider(by=by, index=index, region=region, on=today - timedelta(days=400))
    own = structures.organisation_of(by=by, index=index)
    case = cases.open_draft(procedure=named("LIC-03"), by=by, organisation=own)
    applications.fill(case, answers(index=index, chance=chance, on=today, region=region, site=site))
    applications.join_papers(case, by)
    return case


def _approval(player: Player, by: User) -> Data:
    answer = player.procedure.application.answer
    return {"basis": WHY, "capacity": answer(player.case, "new_capacity") or answer(player.case, "authorised_capacity")}


def reduce(player: Player) -> None:
    """Makes the draft one of fewer seats, which needs no visit."""
    told = player.case.answers["change"] | {"change_type": "reduction", "new_capacity": "30"}
    applications.fill(player.case, {"change": told})


PLAY = Play(
    procedure="LIC-03",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "report_visit": (*SCHEDULED, "await_visit"),
        "notify_reserves": (*SCHEDULED, "fail_lightly"),
        "sign_refusal": (*REGISTERED, "propose_refusal"),
        "propose_refusal@under_review": REGISTERED,
        "propose_approval@under_review": ("reduce", *REGISTERED),
    },
    steps={"await_visit": await_visit, "fail_lightly": fail_lightly, "reduce": reduce},
    before={"declare_reserves_lifted": lift_reserves},
    waits={"await_visit": 12, "report_visit": 12, "fail_lightly": 12},
    fills={
        **VISIT_FILLS,
        "propose_refusal": lambda p, u: {
            "grounds-0-rule": "safety",
            "grounds-0-fact": "لا توجد منافذ نجدة.",
            "may_ask_again": "no",
            "reason": WHY,
        },
        "propose_approval": _approval,
        "sign_approval": lambda p, u: _seen(p, u, "sign_approval"),
        "return_for_review": REASON,
    },
    stories=(
        Story("premises: at the counter", FILED, 1),
        Story("premises: in the region", REGISTERED, 2),
        Story("premises: visit scheduled", SCHEDULED, 1),
        Story("premises: visited", VISITED, 1),
        Story("premises: reserves", (*SCHEDULED, "fail_lightly", "notify_reserves"), 1),
        Story("premises: to be signed", PROPOSED, 1),
        Story("premises: changed", (*PROPOSED, "sign_approval"), 3),
        Story("premises: reduced", ("reduce", *REGISTERED, "propose_approval", "sign_approval"), 1),
        Story("premises: refused", (*REGISTERED, "propose_refusal", "sign_refusal"), 1),
    ),
)
