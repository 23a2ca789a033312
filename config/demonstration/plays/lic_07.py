"""How the authorisation of a foreign structure is played."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, structures
from config.demonstration.driver import WHY, Player, signed
from config.demonstration.plays import Play, Story, Way
from config.demonstration.plays.prg_04 import answer
from workflow import cases
from workflow.models import Case
from workflow.procedures import named
from workflow.sweep import run_due

FIRMS = 900_000  # the firms of a case, beside the structures of other procedures
ABROAD = [("Istituto Fittizio", "IT"), ("Institut Imaginaire", "FR"), ("Akademie Beispiel", "DE")]


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A complete application as a browser would post it, section by section."""
    name, country = ABROAD[index % len(ABROAD)]
    first, last = on + timedelta(days=60), on + timedelta(days=70)
    return {
        "foreign_structure": {
            "foreign_name": f"{name} {index}",
            "country": country,
            "registration_abroad": f"{country}-{index:06d}",
            "other_language": "no",
            "filed_by_third": "no",
        },
        "client_firm": structures.prefixed("client_", structures.organisation(index=FIRMS + index)),
        "mission": {
            "actions": [
                {
                    "title": "صيانة الآلات الرقمية",
                    "place": "تونس",
                    "start": first.isoformat(),
                    "end": last.isoformat(),
                    "hours": "60",
                    "trainees": "12",
                }
            ],
            "trainers": [
                {
                    "name": f"Mario Esempio {index}",
                    "birth_date": "1980-05-04",
                    "nationality": country,
                    "passport": f"Y{index % 10_000_000:07d}",
                    "qualification": "Ingénieur",
                    "stay_from": first.isoformat(),
                    "stay_until": (last + timedelta(days=5)).isoformat(),
                }
            ],
            "contract_value": "25000.000",
            "financing": "own",
            "certificate_issued": "attendance",
        },
        "declaration": structures.DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of the client firm."""
    own = structures.organisation_of(by=by, index=FIRMS + index)
    case = cases.open_draft(procedure=named("LIC-07"), by=by, organisation=own)
    applications.fill(case, answers(index=index, chance=chance, on=timezone.localdate(), region=region))
    applications.join_papers(case, by)
    return case


def wait_for_the_end(player: Player) -> None:
    """Lets the mission take place."""
    end = player.procedure.application.last_day(player.case)
    player.wait(timezone.make_aware(datetime.combine(end + timedelta(days=4), time(9))))
    run_due()
    player.case.refresh_from_db()


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
ASKED = (*REGISTERED, "request_opinions")
PROPOSED = (*REGISTERED, "propose_approval")
AUTHORISED = (*PROPOSED, "sign_authorisation")
DUE = (*AUTHORISED, "end_mission_early")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "central_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "opinions_pending": ASKED,
    "awaiting_signature": PROPOSED,
    "authorised": AUTHORISED,
    "report_due": DUE,
    "completed": (*DUE, "file_mission_report"),
    "refused": (*REGISTERED, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="LIC-07",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "close_opinions": (*ASKED, "answer"),
        "sign_refusal": (*REGISTERED, "propose_refusal"),
    },
    steps={"answer": answer, "mission": wait_for_the_end},
    waits={"mission": 80},
    fills={
        "propose_approval": lambda p, u: {"basis": WHY},
        "sign_authorisation": signed("sign_authorisation"),
        "end_mission_early": lambda p, u: {"cancelled": "no", "reason": WHY},
        "file_mission_report": lambda p, u: {
            "hours": "58",
            "trainees": "11",
            "evaluation": "تمت المهمة طبقا للبرنامج المرخص فيه وبحضور أغلب المتكوّنين.",
        },
    },
    stories=(
        Story("foreign: at the counter", FILED, 1),
        Story("foreign: at the centre", REGISTERED, 1),
        Story("foreign: opinions asked", ASKED, 1),
        Story("foreign: to be signed", PROPOSED, 1),
        Story("foreign: authorised", AUTHORISED, 2),
        Story("foreign: report due", (*AUTHORISED, "mission"), 1),
        Story("foreign: completed", (*AUTHORISED, "mission", "file_mission_report"), 2),
        Story("foreign: refused", (*REGISTERED, "propose_refusal", "sign_refusal"), 1),
    ),
)
