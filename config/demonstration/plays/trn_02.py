"""How the authorisation to enrol foreign trainees is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.driver import WHY
from config.demonstration.plays import Play, Story, Way
from config.demonstration.training import course
from forms.blocks import NOTICE_VERSION
from registers.models import Session
from workflow import cases
from workflow.models import Case
from workflow.procedures import named

STRUCTURES = 400_000
PEOPLE = [("Aïcha Imaginaire", "SN"), ("Moussa Fictif", "ML"), ("Grace Exemple", "CI"), ("Ali Modèle", "LY")]


def answers(*, index: int, chance: random.Random, on: date, region: str, session: Session) -> dict[str, Any]:
    """A complete application as a browser would post it, section by section."""
    named_ones = chance.sample(PEOPLE, k=2)
    rows = [
        {
            "name": name,
            "birth_date": (on - timedelta(days=chance.randint(19 * 365, 26 * 365))).isoformat(),
            "passport": f"{country}{index % 100_000:05d}{n}",
            "nationality": country,
            "arrival_planned": (on + timedelta(days=25)).isoformat(),
            "sponsor": "جمعية المثال",
            "insurance": f"ASSUR-{index}-{n}",
        }
        for n, (name, country) in enumerate(named_ones)
    ]
    return {
        "training": {"session": str(session.entry)},
        "foreign_trainees": {
            "trainees": rows,
            "entry_level_equivalence": "accepted",
            "financial_guarantee": "2400.000",
            "residence_plan": "مبيت خاص بجوار مقر الهيكل.",
        },
        "declaration": {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION},
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a structure with a homologated session that is about to begin."""
    on = timezone.localdate()
    planned = course(index=STRUCTURES + index, on=on, region=region, by=by, starts_in=120, level="CAP")
    organisation = structures.organisation_of(by=by, index=STRUCTURES + index)
    case = cases.open_draft(procedure=named("TRN-02"), by=by, organisation=organisation)
    applications.fill(case, answers(index=index, chance=chance, on=on, region=region, session=planned.session))
    applications.join_papers(case, by)
    return case


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
CONSULTED = (*REGISTERED, "request_opinions")
ANSWERED = (*CONSULTED, "record_opinion")
CLOSED = (*ANSWERED, "close_opinions")
PROPOSED = (*CLOSED, "propose_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "opinions_pending": CONSULTED,
    "withdrawn": (*REGISTERED, "withdraw"),
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*REGISTERED, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="TRN-02",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "close_opinions": ANSWERED,
        "propose_approval": CLOSED,
        "sign_refusal": (*REGISTERED, "propose_refusal"),
    },
    fills={"propose_approval": lambda p, u: {"basis": WHY, "conditions": "تجديد التأمين كل سنة."}},
    stories=(
        Story("foreign: draft", (), 1),
        Story("foreign: at the counter", FILED, 2),
        Story("foreign: returned", (*FILED, "return_incomplete"), 1),
        Story("foreign: in the region", REGISTERED, 2),
        Story("foreign: complements asked", (*REGISTERED, "request_complements"), 1),
        Story("foreign: opinions asked", CONSULTED, 2),
        Story("foreign: opinions given", CLOSED, 1),
        Story("foreign: to be signed", PROPOSED, 2),
        Story("foreign: authorised", (*PROPOSED, "sign_approval"), 5),
        Story("foreign: refused", (*REGISTERED, "propose_refusal", "sign_refusal"), 1),
        Story("foreign: withdrawn", (*REGISTERED, "withdraw"), 1),
        Story("foreign: inadmissible", (*FILED, "declare_inadmissible"), 1),
    ),
)
