"""How visas of batches of attestations are played."""

import random
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.driver import WHY, Player, _seen, refused
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.sessions import closed_session
from registers.models import Enrolment, Session
from workflow import cases
from workflow.models import Case
from workflow.procedures import named


def answers(
    *,
    index: int,
    chance: random.Random,
    on: date,
    region: str,
    session: Session | None = None,
    enrolled: tuple[Enrolment, ...] = (),
) -> dict[str, Any]:
    """A complete application about a session that is over, as a browser would post it."""
    rows = [
        {
            "trainee": one.name_fr,
            "cin": "",
            "enrolment": one.number,
            "hours": "280",
            "number": f"ATT-{index}-{n}",
            "language": "fr",
        }
        for n, one in enumerate(enrolled, 1)
    ]
    batch = {"session": str(session.entry) if session else "", "template_version": "2026-1", "delivery_mode": "digital"}
    return {"batch": batch, "attestations": {"certificates": rows}, "declaration": structures.DECLARATION}


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of somebody who acts for a structure in activity."""
    today = timezone.localdate()
    provider, site = structures.known_provider(by=by, index=index, region=region, on=today)
    session, enrolled = closed_session(provider=provider, site=site, index=index, on=today)
    organisation = structures.organisation_of(by=by, index=index)
    case = cases.open_draft(procedure=named("EQV-04"), by=by, organisation=organisation)
    terms: dict[str, Any] = {"index": index, "chance": chance, "on": today, "region": region}
    applications.fill(case, answers(**terms, session=session, enrolled=tuple(enrolled)))
    applications.join_papers(case, by)
    return case


def _differing(player: Player, by: User) -> Data:
    """The first line of the sample differs."""
    line = player.case.facts["sample"]["lines"][0]
    return {"differing-0-line": str(line), "differing-0-what": "الساعات مختلفة عن السجل", "reason": WHY}


def _corrected(player: Player, by: User) -> Data:
    line = player.case.facts["discrepancies"]["lines"][0]["line"]
    number = player.case.answers["attestations"]["certificates"][int(line) - 1]["number"]
    told = {"corrected-0-line": str(line), "corrected-0-hours": "260", "corrected-0-number": number}
    return {**told, "explanation": WHY}


FILED = ("submit",)
DRAWN = (*FILED, "draw_sample")
PROPOSED = (*DRAWN, "propose_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "sample_check": DRAWN,
    "discrepancy_raised": (*DRAWN, "raise_discrepancies"),
    "withdrawn": (*DRAWN, "withdraw"),
    "awaiting_signature": PROPOSED,
    "visa_granted": (*PROPOSED, "sign_visa"),
    "refused": (*DRAWN, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="EQV-04",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={"sign_refusal": (*DRAWN, "propose_refusal")},
    fills={
        "declare_inadmissible": lambda p, u: {
            "ground": "session_not_validated",
            "law": p.procedure.legal_basis[0],
            "reason": WHY,
        },
        "raise_discrepancies": _differing,
        "answer_discrepancies": _corrected,
        "propose_approval": lambda p, u: {"all_checked": "on", "is_clean": "on"},
        "propose_refusal": refused,
        "sign_visa": lambda p, u: _seen(p, u, "sign_visa"),
    },
    stories=(
        Story("batch: at the counter", FILED, 2),
        Story("batch: returned", (*FILED, "return_incomplete"), 1),
        Story("batch: being checked", DRAWN, 3),
        Story("batch: differences raised", (*DRAWN, "raise_discrepancies"), 1),
        Story("batch: to be signed", PROPOSED, 2),
        Story("batch: stamped", (*PROPOSED, "sign_visa"), 8),
        Story(
            "batch: stamped after correction",
            (*DRAWN, "raise_discrepancies", "answer_discrepancies", "propose_approval", "sign_visa"),
            2,
        ),
        Story("batch: refused", (*DRAWN, "propose_refusal", "sign_refusal"), 1),
        Story("batch: inadmissible", (*FILED, "declare_inadmissible"), 1),
        Story("batch: withdrawn", (*DRAWN, "withdraw"), 1),
        Story("batch: lapsed", (*FILED, "return_incomplete", "lapse"), 1),
    ),
)
