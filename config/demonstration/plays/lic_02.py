"""How the opening of a branch is played."""

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import applications, structures
from config.demonstration.applications import person
from config.demonstration.driver import WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.visits import VISIT_FILLS, await_visit
from registers import programmes
from workflow import cases
from workflow.models import Case
from workflow.procedures import named

FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
CONSULTED = (*REGISTERED, "request_opinions")
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
    "opinions_pending": CONSULTED,
    "visit_scheduled": SCHEDULED,
    "visit_reported": VISITED,
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*REGISTERED, "propose_refusal", "sign_refusal"),
}


def answers(*, index: int, chance: random.Random, on: Any, region: str, provider: Any = None) -> dict[str, Any]:
    """A complete application, section by section."""
    taught = programmes.of_provider(provider).first() if provider else None
    return {
        "branch": {
            "provider": str(provider.entry) if provider else "",
            "opening_date": (on + timedelta(days=120)).isoformat(),
            "programmes_at_site": [
                {"programme": str(taught.entry) if taught else "", "mode": "evening", "group_size": "15"},
            ],
            "shared_staff": [{"trainer": "أستاذ المثال", "share_percent": "40"}],
        },
        "site": structures.site(index=index, on=on, region=region, name=f"Annexe {index}"),
        "site_director": {
            **structures.prefixed("site_director_", person(index=index + 60_000, chance=chance, on=on, region=region)),
            "site_director_degree": chance.choice(["licence", "master"]),
        },
        "declaration": structures.DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure of another region that the registers know."""
    today = timezone.localdate()
    home = "TN-51" if region != "TN-51" else "TN-11"
    provider, _site = structures.known_provider(by=by, index=index, region=home, on=today - timedelta(days=400))
    own = structures.organisation_of(by=by, index=index)
    case = cases.open_draft(procedure=named("LIC-02"), by=by, organisation=own)
    applications.fill(case, answers(index=index, chance=chance, on=today, region=region, provider=provider))
    applications.join_papers(case, by)
    return case


def _consultation(player: Player, by: User) -> Data:
    return {
        "administrations-0-authority": str(holders(role=Role.EXTERNAL_AUTHORITY)[0].pk),
        "administrations-0-administration": "الإدارة الجهوية بسوسة",
        "administrations-0-binding": "no",
        "question": "هل لكم اعتراض على فتح هذا الفرع؟",
    }


def _refusal(player: Player, by: User) -> Data:
    return {"grounds-0-rule": "safety", "grounds-0-fact": "لا توجد منافذ نجدة.", "may_ask_again": "no", "reason": WHY}


def _approval(player: Player, by: User) -> Data:
    return {"basis": WHY, "capacity": player.procedure.application.answer(player.case, "authorised_capacity")}


PLAY = Play(
    procedure="LIC-02",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "report_visit": (*SCHEDULED, "await_visit"),
        "sign_refusal": (*REGISTERED, "propose_refusal"),
        "propose_refusal@under_review": REGISTERED,
        "close_opinions": (*CONSULTED, "record_opinion"),
    },
    steps={"await_visit": await_visit},
    waits={"await_visit": 12, "report_visit": 12},
    fills={
        **VISIT_FILLS,
        "request_opinions": _consultation,
        "record_opinion": lambda p, u: {"verdict": "favourable"},
        "propose_refusal": _refusal,
        "propose_approval": _approval,
        "sign_approval": lambda p, u: _seen(p, u, "sign_approval"),
    },
    stories=(
        Story("branch: at the counter", FILED, 1),
        Story("branch: in the region", REGISTERED, 2),
        Story("branch: opinion asked", CONSULTED, 2),
        Story("branch: visit scheduled", SCHEDULED, 1),
        Story("branch: visited", VISITED, 1),
        Story("branch: to be signed", PROPOSED, 1),
        Story("branch: opened", (*CONSULTED, "record_opinion", "close_opinions", *PROPOSED[2:], "sign_approval"), 3),
        Story("branch: refused", (*REGISTERED, "propose_refusal", "sign_refusal"), 1),
        Story("branch: withdrawn", (*REGISTERED, "withdraw"), 1),
    ),
)
