"""How the homologation of a speciality is played."""

import random
from datetime import date
from typing import Any

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import programmes
from config.demonstration.driver import REASON, WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from config.demonstration.visits import VISIT_FILLS, await_visit
from registers.models import Provider, Site
from workflow import cases
from workflow.actor import Actor


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section; the structure is named where there is one."""
    level, hours, workplace = chance.choice([("CAP", 900, 200), ("BTP", 1200, 300), ("BTS", 1400, 300)])
    named = {"holder": programmes.holder_of_site(provider, site)} if provider and site else {}
    return {
        **named,
        "programme": programmes.programme(index=index, level=level, hours=hours, workplace=workplace),
        "means": programmes.means(index=index, region=region, on=on),
        "declaration": DECLARATION,
    }


def note(player: Player) -> None:
    """The officer of the region writes what was found, before the director gives an opinion."""
    case = player.case
    if not case.notes.exists():
        officer = holders(role=Role.REGIONAL_OFFICER, region=case.region)[0]
        cases.write_note(case=case, body="الملف مكتمل ومطابق، والزيارة إيجابية.", by=officer)
        case.refresh_from_db()


def rapporteur(player: Player, by: User) -> Data:
    form = player.transition("assign_rapporteur").form(None, None, case=player.case, actor=Actor(by, Role.COMMITTEE_SECRETARY))
    return {"rapporteur": form.fields["rapporteur"].queryset.first().pk, "no_interest": "on"}


def conditional(player: Player) -> None:
    """The approval is proposed under a condition."""
    told = {"with_conditions": "yes", "conditions": "انتداب مكوّن ثان في الاختصاص.", "departure": "", "basis": WHY}
    player.perform("propose_approval", **told)


REPORT = {
    **dict.fromkeys(("standard", "hours", "trainers", "equipment", "assessment"), "met"),
    "conclusion": "يستجيب البرنامج للمرجع الوطني للمستوى المطلوب.",
    "proposal": "yes",
}
FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
SCHEDULED = (*REGISTERED, "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
OPINION_OF_REGION = (*VISITED, "issue_regional_opinion")
TO_CENTRE = (*OPINION_OF_REGION, "transmit_to_centre")
REPORTED = (*TO_CENTRE, "assign_rapporteur", "file_rapporteur_report")
ON_AGENDA = (*REPORTED, "put_on_agenda")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_approval")
CONDITIONAL = (*OPINION, "conditional", "sign_conditional")
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
    "regional_opinion": OPINION_OF_REGION,
    "central_review": TO_CENTRE,
    "awaiting_central_complements": (*TO_CENTRE, "request_central_complements"),
    "expert_review": (*TO_CENTRE, "assign_rapporteur"),
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "conditions_pending": CONDITIONAL,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*OPINION, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="PRG-02",
    answers=answers,
    begin=programmes.beginning("PRG-02", answers),
    ways=WAYS,
    longer={
        "put_on_agenda": REPORTED,
        "report_visit": (*SCHEDULED, "await_visit"),
        "issue_regional_opinion": (*VISITED, "note"),
        "record_committee_opinion": DELIBERATED,
        "sign_refusal": (*OPINION, "propose_refusal"),
        "sign_conditional": (*OPINION, "conditional"),
    },
    steps={"conditional": conditional, "await_visit": await_visit, "note": note},
    before={"issue_regional_opinion": note},
    waits={"await_visit": 12, "report_visit": 12},
    fills={
        **VISIT_FILLS,
        "issue_regional_opinion": lambda p, u: {"opinion": "favourable"},
        "send_back_to_region": REASON,
        "assign_rapporteur": rapporteur,
        "file_rapporteur_report": lambda p, u: REPORT,
        "propose_approval": lambda p, u: {"with_conditions": "no", "departure": "", "basis": WHY},
        "sign_conditional": lambda p, u: {**_seen(p, u, "sign_conditional"), "reason": WHY},
        "confirm_conditions_met": lambda p, u: {"checked_by_region": "on", "proof": "عقد المكوّن الثاني، بالملف."},
    },
    stories=(
        Story("homologation: draft", (), 1),
        Story("homologation: at the counter", FILED, 1),
        Story("homologation: in the region", REGISTERED, 2),
        Story("homologation: visit scheduled", SCHEDULED, 1),
        Story("homologation: visited", VISITED, 1),
        Story("homologation: opinion of the region", OPINION_OF_REGION, 1),
        Story("homologation: at the centre", TO_CENTRE, 2),
        Story("homologation: sent without an opinion", (*REGISTERED, "lapse"), 1),
        Story("homologation: with the rapporteur", (*TO_CENTRE, "assign_rapporteur"), 1),
        Story("homologation: on the agenda", ON_AGENDA, 1),
        Story("homologation: to be signed", PROPOSED, 2),
        Story("homologation: granted", (*PROPOSED, "sign_approval"), 5),
        Story("homologation: under conditions", CONDITIONAL, 1),
        Story("homologation: conditions met", (*CONDITIONAL, "confirm_conditions_met"), 1),
        Story("homologation: refused", (*OPINION, "propose_refusal", "sign_refusal"), 1),
    ),
)
