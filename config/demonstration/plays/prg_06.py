"""How the registration of a trainer is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications
from config.demonstration.applications import person
from config.demonstration.driver import Player, paper, refused
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from workflow import cases
from workflow.models import Case
from workflow.procedures import named
from workflow.sweep import run_due

SPECIALITIES = ["Électricité", "Comptabilité", "Cuisine", "Développement web", "Soudure"]


def answers(*, index: int, chance: random.Random, on: date, region: str, pedagogy: bool = True) -> dict[str, Any]:
    """A complete application, section by section."""
    return {
        "person": person(index=index + 60_000, chance=chance, on=on, region=region),
        "teaching": {
            "status": "self_employed",
            "specialities": [{"speciality": SPECIALITIES[index % 5], "level": "BTP", "practice": "yes"}],
            "highest_degree": chance.choice(["BTS", "licence", "engineer"]),
            "degree_year": str(on.year - 6),
            "foreign_degree": "no",
            "trade_years": str(chance.randint(4, 12)),
            "pedagogy_training": "yes" if pedagogy else "no",
            "max_hours_week": "20",
            "already_hired": "no",
        },
        "declaration": DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a trainer."""
    case = cases.open_draft(procedure=named("PRG-06"), by=by)
    today = timezone.localdate()
    applications.fill(case, answers(index=index, chance=chance, on=today, region=region))
    applications.join_papers(case, by)
    return case


def without_pedagogy(player: Player) -> None:
    """The trainer says before filing that the training in pedagogy is still to come."""
    case = player.case
    told = {**case.answers["teaching"], "pedagogy_training": "no"}
    case.answers = player.procedure.application.save_partial(case, "teaching", told)
    case.save(update_fields=["answers"])


def _refused(player: Player, by: User) -> Data:
    return {**refused(player, by), "confirm": "on"}


def _answered(player: Player, by: User) -> Data:
    today = timezone.localdate()
    return {"verdict": "confirms", "received_on": today.isoformat(), "summary": "تؤكد المؤسسة صحة الوثائق."}


def _lifted(player: Player, by: User) -> Data:
    owed = player.case.facts["condition"]["what"] == "checks"
    trained = player.case.answers["teaching"]["pedagogy_training"] == "yes"
    return {**({} if trained else {"certificate": paper("certificate")}), **({"checks_done": "on"} if owed else {})}


CHECKED = {"documents_checked": "on", "record_clean": "on"}
FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
CONDITIONAL = ("without_pedagogy", *REGISTERED, "register_with_condition")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "verification": (*REGISTERED, "start_verification"),
    "registered": (*REGISTERED, "register_trainer"),
    "registered_conditional": CONDITIONAL,
    "removed": (*CONDITIONAL, "year"),
    "refused": (*REGISTERED, "refuse_registration"),
}


def year(player: Player) -> None:
    """The twelve months pass, with their reminders, and the condition is not met."""
    for _month in range(60):
        player.wait(timezone.now() + timedelta(days=8))
        run_due()
        player.case.refresh_from_db()
        if player.case.stage == "removed":
            return


PLAY = Play(
    procedure="PRG-06",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={"register_with_condition": ("without_pedagogy", *REGISTERED)},
    steps={"without_pedagogy": without_pedagogy, "year": year},
    waits={"year": 400},
    fills={
        "start_verification": lambda p, u: {"asked_of": "المعهد الافتراضي", "what": "التثبت من الشهادة والمسيرة المهنية."},
        "record_verification": _answered,
        "register_trainer": lambda p, u: CHECKED,
        "register_with_condition": lambda p, u: CHECKED,
        "refuse_registration": _refused,
        "lift_condition": _lifted,
    },
    stories=(
        Story("trainer: draft", (), 1),
        Story("trainer: at the counter", FILED, 2),
        Story("trainer: in the region", REGISTERED, 2),
        Story("trainer: complements asked", (*REGISTERED, "request_complements"), 1),
        Story("trainer: verified at source", (*REGISTERED, "start_verification"), 1),
        Story("trainer: registered", (*REGISTERED, "register_trainer"), 8),
        Story(
            "trainer: registered after verification",
            (*REGISTERED, "start_verification", "record_verification", "register_trainer"),
            2,
        ),
        Story("trainer: conditional", CONDITIONAL, 2),
        Story("trainer: condition met", (*CONDITIONAL, "lift_condition"), 1),
        Story("trainer: registered by silence", (*REGISTERED, "lapse"), 1),
        Story("trainer: refused", (*REGISTERED, "refuse_registration"), 1),
    ),
)
