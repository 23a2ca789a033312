"""How an appeal against a decision is played."""

import random
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications, driver
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from documents.models import Document
from workflow import cases
from workflow.actor import Actor
from workflow.models import Case
from workflow.procedures import named

GROUNDS = "أثبتُّ خمس سنوات من الخبرة المهنية بوثائق مطابقة للأصل ولم تؤخذ بعين الاعتبار عند دراسة مطلبي."


def answers(*, index: int, chance: random.Random, on: date, region: str, number: str = "2026/PRG/0001") -> dict[str, Any]:
    """An appeal of the person against a decision in a case of theirs."""
    return {
        "person": person(index=index, chance=chance, on=on, region=region),
        "appeal": {
            "contested_decision": number,
            "own_case": "yes",
            "notification_date": on.isoformat(),
            "appeal_type": "gracious",
            "grounds": GROUNDS,
            "requested_outcome": chance.choice(["annul", "re_examine"]),
            "urgency": "no",
            "by_representative": "no",
        },
        "declaration": DECLARATION,
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A person whom the region refused to register as a trainer, and who appeals."""
    refused = driver.start(procedure="PRG-06", by=by, index=index, region=region, chance=chance)
    refused.play("submit", "register_case", "refuse_registration")
    return against(refused.case, "REF", by=by, index=index, region=region, chance=chance)


def against(contested: Case, letter: str, *, by: User, index: int, region: str, chance: random.Random) -> Case:
    """The draft of an appeal against the last document of a kind of another case."""
    number = Document.objects.filter(case=contested, kind__in=[letter]).latest("ordered_at").number
    case = cases.open_draft(procedure=named("SAN-03"), by=by)
    given = answers(index=index, chance=chance, on=timezone.localdate(), region=region, number=number)
    applications.fill(case, given)
    applications.join_papers(case, by)
    return case


def grant_in_part(player: Player) -> None:
    player.perform("propose_decision", outcome="partial")


def reject(player: Player) -> None:
    player.perform("propose_decision", outcome="reject", effect="")


def keep_silent(player: Player) -> None:
    """The two months pass up to the last day."""
    timer = player.case.clocks.get(then="implicit_reject", status="running")
    on = timer.due or timezone.localdate()
    if timezone.localdate() < on:
        player.wait(timezone.make_aware(datetime.combine(on, time(9))))


def _asked(player: Player, by: User) -> Data:
    form = player.transition("ask_author_opinion").form(None, None, case=player.case, actor=Actor(by, "legal_officer"))
    return {
        "administrations-0-authority": form.fields["administrations"].cells["authority"].choices[1][0],
        "administrations-0-administration": "الإدارة الجهوية مصدرة القرار",
        "administrations-0-binding": "no",
        "question": "المرجو إبداء الرأي في أسانيد التظلم.",
    }


FILED = ("submit",)
ADMITTED = (*FILED, "admit_appeal")
ASKED = (*ADMITTED, "ask_author_opinion")
PROPOSED = (*ADMITTED, "propose_decision")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "under_review": ADMITTED,
    "opinions_pending": ASKED,
    "awaiting_signature": PROPOSED,
    "granted": (*PROPOSED, "sign_grant"),
    "partially_granted": (*ADMITTED, "grant_in_part", "sign_partial_grant"),
    "rejected": (*ADMITTED, "reject", "sign_rejection"),
    "inadmissible": (*FILED, "reject_inadmissible"),
    "withdrawn": (*FILED, "withdraw"),
}
PLAY = Play(
    procedure="SAN-03",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "sign_partial_grant": (*ADMITTED, "grant_in_part"),
        "sign_rejection": (*ADMITTED, "reject"),
    },
    steps={"grant_in_part": grant_in_part, "reject": reject, "keep_silent": keep_silent},
    waits={"keep_silent": 62},
    fills={
        "admit_appeal": lambda p, u: {"concerned": "on", "in_time": "on"},
        "reject_inadmissible": lambda p, u: {"ground": "late", "law": "L72-40", "reason": WHY},
        "ask_author_opinion": _asked,
        "record_author_opinion": lambda p, u: {"verdict": "favourable"},
        "suspend_execution": lambda p, u: {"serious": "on", "urgent": "on", "reason": WHY},
        "propose_decision": lambda p, u: {
            "outcome": "grant",
            "answer": "السبب الوحيد ثابت: الخبرة مثبتة بوثائق مطابقة للأصل.",
            "effect": "يُعاد درس المطلب من قبل الإدارة الجهوية.",
            **({"follows": "re_examine"} if p.case.facts["contested"]["anew"] else {}),
        },
        "return_for_review": REASON,
        "sign_grant": lambda p, u: _seen(p, u, "sign_grant"),
        "sign_partial_grant": lambda p, u: {**_seen(p, u, "sign_partial_grant"), "reason": WHY},
        "sign_rejection": lambda p, u: {**_seen(p, u, "sign_rejection"), "reason": WHY},
    },
    stories=(
        Story("appeal: draft", (), 1),
        Story("appeal: filed", FILED, 2),
        Story("appeal: examined", ADMITTED, 2),
        Story("appeal: the deciding service is asked", ASKED, 1),
        Story("appeal: to be signed", PROPOSED, 1),
        Story("appeal: granted", (*PROPOSED, "sign_grant"), 2),
        Story("appeal: granted in part", WAYS["partially_granted"], 1),
        Story("appeal: rejected", WAYS["rejected"], 2),
        Story("appeal: inadmissible", WAYS["inadmissible"], 1),
    ),
)
