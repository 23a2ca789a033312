"""How a complaint is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION, known_provider
from config.demonstration.training import representative
from registers import sites

STRUCTURES = 400_000  # the structures of a case, beside those of other procedures
WHAT = "دفعت معلوم التكوين كاملا ولم تنطلق الدورة في الموعد المتفق عليه، ورفض الهيكل إرجاع المبلغ رغم المطالبة."


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A trainee who asks for money back from a structure of the register, and whom the structure must not know."""
    provider, _site = known_provider(by=representative(STRUCTURES + index), index=STRUCTURES + index, region=region, on=on)
    return {
        "complaint": {
            "subject": "refund",
            "provider": provider.number,
            "facts_region": region,
            "facts_date": (on - timedelta(days=chance.randint(3, 30))).isoformat(),
            "facts": WHAT,
            "urgency": "urgent",
            "own_right": "yes",
            "anonymous": "yes",
        },
        "contact": person(index=index, chance=chance, on=on, region=region),
        "declaration": DECLARATION,
    }


def _tell(player: Player, **told: str) -> None:
    case = player.case
    case.answers = {**case.answers, "complaint": {**case.answers["complaint"], **told}}
    case.save(update_fields=["answers"])


def nameless(player: Player) -> None:
    """The person reports a fact, claims nothing and gives no name."""
    _tell(player, own_right="no", subject="safety")


def in_danger(player: Player) -> None:
    _tell(player, urgency="danger", subject="safety")


def _qualified(player: Player, by: User) -> Data:
    told = player.case.answers["complaint"]
    return {"urgency": told["urgency"], "provider": told.get("provider", "")}


def _ordered(player: Player, by: User) -> Data:
    held = sites.of_provider(player.case.provider) if player.case.provider else []
    return {"site": next((str(site.entry) for site in held), ""), "order_reason": WHY}


def inspected(player: Player) -> None:
    """The mission that the complaint opened is closed elsewhere."""
    player.case.children.filter(closed_at__isnull=True).update(closed_at=timezone.now())


ANSWER = {"answer": "أرجع الهيكل المبلغ وأدلى بما يثبت ذلك."}
FILED = ("submit",)
QUALIFIED = (*FILED, "qualify")
ASKED = (*QUALIFIED, "ask_provider")
MEDIATED = (*QUALIFIED, "propose_mediation")
INSPECTED = (*QUALIFIED, "trigger_inspection")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "qualification": QUALIFIED,
    "awaiting_complements": (*QUALIFIED, "request_complements"),
    "provider_response": ASKED,
    "mediation": MEDIATED,
    "inspection_triggered": INSPECTED,
    "resolved": (*QUALIFIED, "resolve_direct"),
    "unfounded": (*QUALIFIED, "close_unfounded"),
    "referred": (*QUALIFIED, "refer_elsewhere"),
    "withdrawn": (*QUALIFIED, "withdraw"),
}
PLAY = Play(
    procedure="PUB-01",
    answers=answers,
    ways=WAYS,
    longer={"record_inspection_result": (*INSPECTED, "inspected")},
    steps={"nameless": nameless, "in_danger": in_danger, "inspected": inspected},
    fills={
        "qualify": _qualified,
        "ask_provider": lambda p, u: {"question": "تطالبكم الإدارة بتوضيح أسباب عدم إرجاع معلوم دورة لم تنطلق."},
        "answer_complaint": lambda p, u: {"answer": "سيقع إرجاع المبلغ في أجل أسبوع.", "remedy": ""},
        "propose_mediation": lambda p, u: {"object": WHY, "complainant_agrees": "on", "provider_agrees": "on"},
        "propose_mediation_again": REASON,
        "resolve": lambda p, u: {**ANSWER, "how": "agreement_signed"},
        "resolve_direct": lambda p, u: {**ANSWER, "how": "remedy_given", "complete": "on"},
        "close_unfounded": REASON,
        "refer_elsewhere": lambda p, u: {"competent": "الهيئة الوطنية لحماية المعطيات الشخصية", "reason": WHY},
        "trigger_inspection": _ordered,
        "record_inspection_result": lambda p, u: {"found": WHY},
        "withdraw": REASON,
    },
    letters={"public_warning": {"text": "يُدعى العموم إلى التثبت من وضعية الهيكل قبل الترسيم."}},
    stories=(
        Story("complaint: draft", (), 1),
        Story("complaint: to be read", FILED, 2),
        Story("complaint: returned", (*FILED, "return_incomplete"), 1),
        Story("complaint: qualified", QUALIFIED, 2),
        Story("complaint: without a name", ("nameless", *QUALIFIED), 2),
        Story("complaint: complements asked", (*QUALIFIED, "request_complements"), 1),
        Story("complaint: structure asked", ASKED, 2),
        Story("complaint: structure silent", (*ASKED, "lapse"), 1),
        Story("complaint: mediation", MEDIATED, 1),
        Story("complaint: agreed", (*MEDIATED, "resolve"), 2),
        Story("complaint: danger", ("in_danger", *INSPECTED), 1),
        Story("complaint: upheld", (*ASKED, "answer_complaint", "resolve_direct"), 5),
        Story("complaint: unfounded", (*ASKED, "answer_complaint", "close_unfounded"), 2),
        Story("complaint: referred", (*QUALIFIED, "refer_elsewhere"), 1),
        Story("complaint: withdrawn", (*QUALIFIED, "withdraw"), 1),
    ),
)
