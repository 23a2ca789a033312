"""How a declaration of change is played."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from workflow import cases
from workflow.models import Case
from workflow.procedures import named
from workflow.sweep import run_due

FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
PROPOSED = (*REGISTERED, "propose_approval")
MINOR = ("minor", *REGISTERED)
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*REGISTERED, "propose_refusal", "sign_refusal"),
}


def answers(*, index: int, chance: random.Random, on: Any, region: str, provider: Any = None) -> dict[str, Any]:
    """A complete declaration of a new director, section by section."""
    return {
        "change": {
            "provider": str(provider.entry) if provider else "",
            "change_type": ["director"],
            "event_date": (on - timedelta(days=10)).isoformat(),
            "is_post_vacant": "no",
        },
        "new_director": {
            **structures.prefixed("new_director_", person(index=index + 70_000, chance=chance, on=on, region=region)),
            "new_director_degree": "master",
            "new_director_experience_years": "8",
        },
        "declaration": structures.DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure that the registers know."""
    today = timezone.localdate()
    provider, _site = structures.known_provider(by=by, index=index, region=region, on=today - timedelta(days=400))
    own = structures.organisation_of(by=by, index=index)
    case = cases.open_draft(procedure=named("LIC-04"), by=by, organisation=own)
    applications.fill(case, answers(index=index, chance=chance, on=today, region=region, provider=provider))
    applications.join_papers(case, by)
    return case


def minor(player: Player) -> None:
    """Makes the draft one of a change of contact, which is acknowledged."""
    told = {"provider": player.case.answers["change"]["provider"], "change_type": ["contact"]}
    event = (timezone.localdate() - timedelta(days=10)).isoformat()
    contact = {"new_phone": "+21671234567", "new_email": "contact@exemple.invalid", "new_head_office": "9 نهج المثال"}
    player.case.answers = {"change": {}, "declaration": player.case.answers["declaration"]}
    applications.fill(player.case, {"change": {**told, "event_date": event}, "new_value": contact})


def wait_for_silence(player: Player) -> None:
    """Lets the days pass after which silence acknowledges."""
    for _day in range(40):
        player.wait(timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time(9))))
        run_due()
        player.case.refresh_from_db()
        if player.case.stage != "under_review":
            return


def _refusal(player: Player, by: User) -> Data:
    return {
        "grounds-0-rule": "register_differs",
        "grounds-0-fact": "المضمون لا يطابق التصريح.",
        "may_ask_again": "no",
        "reason": WHY,
    }


PLAY = Play(
    procedure="LIC-04",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "acknowledge_change": MINOR,
        "tacit_approval": MINOR,
        "sign_refusal": (*REGISTERED, "propose_refusal"),
    },
    steps={"minor": minor, "silence": wait_for_silence},
    waits={"silence": 30},
    fills={
        "acknowledge_change": lambda p, u: {"confirm": "on"},
        "propose_approval": lambda p, u: {"basis": WHY, "register_matches": "on", "director_checked": "on"},
        "propose_refusal": _refusal,
        "sign_approval": lambda p, u: _seen(p, u, "sign_approval"),
        "return_for_review": REASON,
    },
    stories=(
        Story("change: at the counter", FILED, 1),
        Story("change: in the region", REGISTERED, 2),
        Story("change: to be signed", PROPOSED, 1),
        Story("change: signed", (*PROPOSED, "sign_approval"), 3),
        Story("change: acknowledged", (*MINOR, "acknowledge_change"), 2),
        Story("change: acknowledged by silence", (*MINOR, "silence"), 1),
        Story("change: refused", (*REGISTERED, "propose_refusal", "sign_refusal"), 1),
    ),
)
