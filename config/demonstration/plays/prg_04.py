"""How the homologation of a regulated speciality is played."""

import random
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration import programmes
from config.demonstration.driver import WHY, Player, refused
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.plays.prg_02 import answers as ordinary
from config.demonstration.visits import VISIT_FILLS, await_visit
from registers.models import Provider, Site
from workflow import opinions, policies
from workflow.actor import Actor


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section; the structure is named where there is one."""
    told = ordinary(index=index, chance=chance, on=on, region=region, provider=provider, site=site)
    end = (on + timedelta(days=700)).isoformat()
    regulated = {
        "regulated_field": "transport",
        "placement_sites": [{"hospital_or_firm": "شركة المثال للنقل", "places": "20", "agreement_end": end}],
        "admission_rules": "السن 18 سنة فما فوق، واللياقة البدنية.",
    }
    declaration = told.pop("declaration")
    return {**told, "regulated": regulated, "declaration": declaration}


def asked(player: Player, by: User) -> Data:
    """One administration is asked, whose favourable opinion is required."""
    authority = holders(role=Role.EXTERNAL_AUTHORITY)[0]
    return {
        "administrations-0-authority": authority.pk,
        "administrations-0-administration": "وزارة النقل",
        "administrations-0-binding": "yes",
        "question": "هل يستجيب البرنامج لتراتيب القطاع؟",
    }


def answer(player: Player) -> None:
    """Every administration that was asked gives a favourable opinion."""
    for user in User.objects.filter(pk__in=opinions.waiting_for(player.case)):
        player.perform("record_opinion", by=user)


def _proposal(player: Player, by: User) -> Data:
    form = player.transition("propose_approval").form(None, None, case=player.case, actor=Actor(by, Role.CENTRAL_OFFICER))
    return {"cosignatory": form.fields["cosignatory"].queryset.first().pk, "departure": "", "basis": WHY}


def _seen(player: Player, by: User, name: str) -> Data:
    transition = player.transition(name)
    actor = policies.entitle(player.case, transition, by)
    shown: Any = player.procedure(player.case, actor=actor).shown(transition)[0]
    return {"seen": shown.draft_digest(case=player.case, actor=actor), "confirm": "on"}


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
OPINION_OF_REGION = (*REGISTERED, "issue_regional_opinion")
TO_CENTRE = (*OPINION_OF_REGION, "transmit_to_centre")
ASKED = (*TO_CENTRE, "request_opinions")
CONSULTED = (*ASKED, "answer", "close_opinions")
SCHEDULED = (*CONSULTED, "schedule_visit")
VISITED = (*SCHEDULED, "report_visit")
ON_AGENDA = (*VISITED, "put_on_agenda")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_approval")
SIGNED = (*PROPOSED, "sign_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "regional_opinion": OPINION_OF_REGION,
    "central_review": TO_CENTRE,
    "opinions_pending": ASKED,
    "visit_scheduled": SCHEDULED,
    "visit_reported": VISITED,
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "awaiting_cosignature": SIGNED,
    "approved": (*SIGNED, "cosign"),
    "refused": (*TO_CENTRE, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="PRG-04",
    answers=answers,
    begin=programmes.beginning("PRG-04", answers),
    ways=WAYS,
    longer={
        "report_visit": (*SCHEDULED, "await_visit"),
        "close_opinions": (*ASKED, "answer"),
        "record_committee_opinion": DELIBERATED,
        "sign_refusal": (*TO_CENTRE, "propose_refusal"),
    },
    steps={"answer": answer, "await_visit": await_visit},
    waits={"await_visit": 12, "report_visit": 12},
    fills={
        **VISIT_FILLS,
        "issue_regional_opinion": lambda p, u: {"documents_checked": "on", "text": WHY},
        "request_opinions": asked,
        "record_opinion": lambda p, u: {"verdict": "favourable"},
        "propose_approval": _proposal,
        "sign_approval": lambda p, u: _seen(p, u, "sign_approval"),
        "cosign": lambda p, u: _seen(p, u, "cosign"),
        "refuse_cosignature": lambda p, u: {**refused(p, u), "confirm": "on"},
    },
    stories=(
        Story("regulated: at the counter", FILED, 1),
        Story("regulated: opinions asked", ASKED, 1),
        Story("regulated: joint visit scheduled", SCHEDULED, 1),
        Story("regulated: on the agenda", ON_AGENDA, 1),
        Story("regulated: to be co-signed", SIGNED, 1),
        Story("regulated: granted", (*SIGNED, "cosign"), 2),
        Story("regulated: not co-signed", (*SIGNED, "refuse_cosignature"), 1),
    ),
)
