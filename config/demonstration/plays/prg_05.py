"""How the authorisation of a certificate-of-competence programme is played."""

import random
from datetime import date
from typing import Any

from config.demonstration import programmes
from config.demonstration.driver import WHY, Player, _agenda
from config.demonstration.plays import Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.visits import VISIT_FILLS, await_visit
from registers.models import Provider, Site


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section; the structure is named where there is one."""
    named = {"holder": programmes.holder_of_site(provider, site)} if provider and site else {}
    told = programmes.programme(index=index, level="CC", hours=300, workplace=60)
    return {
        **named,
        "programme": {**told, "mode": "residential"},
        "competence": {
            "competence_units": [
                {"unit": "تحضير الموقع والمواد", "hours": "120", "assessment": "practical"},
                {"unit": "إنجاز العمل", "hours": "180", "assessment": "practical"},
            ],
            "target_public": chance.choice(["early_leavers", "jobseekers", "rural", "all"]),
            "dangerous_work": "no",
            "min_age": "16",
            "labour_need": "طلبت ثلاث مؤسسات بالجهة تكوين عشرين عونا في السنة، والمراسلات مصاحبة للملف.",
            "assessors": [
                {"name": "منصف المثال", "trade": "الاختصاص", "employer": "شركة المثال", "professional": "yes"},
                {"name": "سعاد النموذج", "trade": "البيداغوجيا", "employer": "مركز النموذج", "professional": "no"},
            ],
        },
        "declaration": DECLARATION,
    }


def unfavourable(player: Player) -> None:
    """The members vote against."""
    for task in player.case.tasks.filter(closed_at__isnull=True, role="committee_member").select_related("assignee"):
        player.perform("cast_vote", by=task.assignee, choice="against", reason=WHY)


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
SCHEDULED = (*REGISTERED, "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
ON_AGENDA = (*REGISTERED, "put_on_agenda")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_approval")
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
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*OPINION, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="PRG-05",
    answers=answers,
    begin=programmes.beginning("PRG-05", answers),
    ways=WAYS,
    longer={
        "report_visit": (*SCHEDULED, "await_visit"),
        "record_committee_opinion": DELIBERATED,
        "sign_refusal": (*OPINION, "propose_refusal"),
    },
    steps={"await_visit": await_visit, "unfavourable": unfavourable},
    waits={"await_visit": 12, "report_visit": 12},
    fills={
        **VISIT_FILLS,
        "put_on_agenda": lambda p, u: {**_agenda(p, u), "conclusion": "يستجيب البرنامج لدليل الإجراءات ولحاجة الجهة."},
        "propose_approval": lambda p, u: {"basis": WHY},
    },
    stories=(
        Story("competence: draft", (), 1),
        Story("competence: at the counter", FILED, 1),
        Story("competence: in the region", REGISTERED, 2),
        Story("competence: visited", VISITED, 1),
        Story("competence: on the agenda", ON_AGENDA, 1),
        Story("competence: to be signed", PROPOSED, 1),
        Story("competence: authorised", (*PROPOSED, "sign_approval"), 4),
        Story(
            "competence: refused",
            (*ON_AGENDA, "open_deliberation", "unfavourable", "record_committee_opinion", "propose_refusal", "sign_refusal"),
            1,
        ),
    ),
)
