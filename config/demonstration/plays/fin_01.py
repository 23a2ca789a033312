"""How an answer to a call for projects is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import programmes
from config.demonstration.driver import REASON, WHY, Player, paper, refused, signed
from config.demonstration.plays import Data, Play, Story, Way
from config.demonstration.structures import DECLARATION
from registers import programmes as register
from registers.models import Provider, Site
from workflow import committees, policies

CRITERIA = ("relevance", "quality", "capacity", "impact", "budget")


def answers(
    *, index: int, chance: random.Random, on: date, region: str, provider: Provider | None = None, site: Site | None = None
) -> dict[str, Any]:
    """A complete application, section by section; the structure is named where there is one."""
    own = register.of_provider(provider)[0] if provider else None
    row = {
        "programme": str(own.entry) if own else "",
        "site": str(site.entry) if site else "",
        "group_size": "20",
        "months": "9",
        "level": "none",
    }
    line = {"item": "أجور المكوّنين", "unit": "ساعة", "quantity": "1000", "unit_cost_tnd": "48.000", "total_tnd": "48000.000"}
    return {
        **({"holder": {"provider": str(provider.entry)}} if provider else {}),
        "project": {
            "call": "2026-1",
            "project_title": f"تكوين في الصيانة لفائدة المنقطعين عن الدراسة {index}",
            "target_group": "early_leavers",
            "regions": [region],
            "programmes": [row],
            "partners": [{"name": "شركة النموذج الصناعية", "role": "employer", "commitment": "انتداب عشرة متكوّنين"}],
            "start_date": (on + timedelta(days=100)).isoformat(),
        },
        "money": {"requested_tnd": "40000.000", "own_share_tnd": "8000.000", "budget": [line]},
        "results": {
            "indicators": [
                {"indicator": "enrolled", "baseline": "0", "target": "20"},
                {"indicator": "graduated", "baseline": "0", "target": "16"},
                {"indicator": "inserted", "baseline": "0", "target": "10"},
            ],
            "criteria_answers": [{"criterion": code, "answer": "يستجيب المشروع لهذا المعيار."} for code in CRITERIA],
        },
        "declaration": DECLARATION,
    }


def _choices(player: Player, name: str, by: User) -> Any:
    transition = player.transition(name)
    return transition.form(None, None, case=player.case, actor=policies.entitle(player.case, transition, by)).fields


def _eligibility(player: Player, by: User) -> Data:
    fields = _choices(player, "declare_project_eligible", by)
    chosen = list(fields["first"].queryset[:3])
    other = fields["second_officer"].queryset.first()
    named = dict(zip(("first", "second", "third"), (str(user.pk) for user in chosen), strict=False))
    return {"in_period": "on", "no_debts": "on", "second_officer": str(other.pk if other else ""), **named}


def _marks(player: Player, by: User, mark: int = 4) -> Data:
    return {**{f"mark_{code}": str(mark) for code in CRITERIA}, "comment": WHY, "no_interest": "on"}


def differ(player: Player) -> None:
    """The first two are far apart: the third is called, and scores."""
    for mark in (5, 2, 4):
        by = player.person_for("score_project")
        player.perform("score_project", by=by, **_marks(player, by, mark))


def meet(player: Player) -> None:
    """The day of the meeting has come."""
    player._open_meeting()


def minutes(player: Player) -> None:
    """The other projects of the meeting are voted on too, or it could not be closed."""
    item = committees.live_item(player.case)
    for other in item.session.items.exclude(pk=item.pk).select_related("case") if item else ():
        if other.case.stage == "committee_deliberation":
            Player(other.case, wait=player.wait).play("votes")
    player._sign_minutes()


def _session(player: Player, by: User) -> Data:
    return {"session": str(player.session().pk)}


TERMS = {
    "granted_tnd": "40000.000",
    "instalments-0-share": "40",
    "instalments-0-condition": "انطلاق الدورات",
    "instalments-1-share": "60",
    "instalments-1-condition": "ختم الدورات",
}


def _selection(player: Player, by: User) -> Data:
    return {**TERMS, "exception": WHY}


def _order(player: Player, by: User) -> Data:
    certifier = _choices(player, "pay_instalment", by)["certified_by"].queryset.first()
    told = {"certified_by": str(certifier.pk if certifier else ""), "reference": "OP-118"}
    return {**told, "certificate": paper("certificate")}


def _report(player: Player, by: User) -> Data:
    return {"enrolled": "20", "graduated": "17", "inserted": "11", "report": paper("report")}


FILED = ("submit",)
ELIGIBLE = (*FILED, "declare_project_eligible")
SCORED = (*ELIGIBLE, "score_project")
EVALUATED = (*SCORED, "score_project")
HEARD = (*EVALUATED, "close_evaluation")
VOTED = (*HEARD, "meet", "votes", "minutes")
SELECTED = (*VOTED, "select_project")
SIGNED = (*SELECTED, "sign_agreement")
ASKED = (*SIGNED, "request_instalment")
PAID = (*ASKED, "pay_instalment", "request_instalment", "pay_instalment")
REPORTED = (*PAID, "file_final_report")
RESERVED = (*VOTED, "reserve_project")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "inadmissible": (*FILED, "declare_inadmissible"),
    "eligibility_review": ELIGIBLE,
    "evaluation": SCORED,
    "committee_deliberation": HEARD,
    "reserve_list": RESERVED,
    "awaiting_signature": SELECTED,
    "agreement_signed": SIGNED,
    "instalment_requested": ASKED,
    "final_report_check": REPORTED,
    "completed": (*REPORTED, "accept_final_report"),
    "terminated": (*SIGNED, "terminate"),
    "rejected": (*VOTED, "reject_project"),
    "withdrawn": (*ELIGIBLE, "withdraw"),
}
PLAY = Play(
    procedure="FIN-01",
    answers=answers,
    begin=programmes.beginning("FIN-01", answers),
    ways=WAYS,
    longer={
        "close_evaluation": EVALUATED,
        "cast_vote": (*HEARD, "meet"),
        "declare_recusal": (*HEARD, "meet"),
        "select_project": VOTED,
        "reserve_project": VOTED,
        "reject_project": VOTED,
        "file_final_report": PAID,
    },
    steps={"meet": meet, "minutes": minutes, "differ": differ},
    fills={
        "declare_inadmissible": lambda p, u: {"ground": "debts", "law": "L2008-10", "reason": WHY},
        "declare_project_eligible": _eligibility,
        "score_project": _marks,
        "close_evaluation": _session,
        "select_project": _selection,
        "reserve_project": lambda p, u: TERMS,
        "reject_project": lambda p, u: {**refused(p, u), "confirm": "on"},
        "promote_from_reserve": lambda p, u: {"budget_freed": "مشروع آخر سُحب"},
        "return_for_review": lambda p, u: {**_session(p, u), "reason": WHY},
        "sign_agreement": lambda p, u: {**signed("sign_agreement")(p, u), "both_signed": "on", "commitment": "ENG-2026-77"},
        "request_instalment": lambda p, u: {"statement": WHY, "invoices": paper("invoices")},
        "pay_instalment": _order,
        "refuse_instalment": REASON,
        "file_final_report": _report,
        "return_final_report": REASON,
        "accept_final_report": lambda p, u: {"checked": "on"},
        "terminate": lambda p, u: {
            "letter": "ADV-2026-3",
            "sent_on": (timezone.localdate() - timedelta(days=20)).isoformat(),
            "claimed_tnd": "0.000",
            "reason": WHY,
        },
        "withdraw": REASON,
    },
    stories=(
        Story("project: draft", (), 1),
        Story("project: filed", FILED, 2),
        Story("project: inadmissible", (*FILED, "declare_inadmissible"), 1),
        Story("project: to be scored", ELIGIBLE, 1),
        Story("project: scored once", SCORED, 1),
        Story("project: third evaluator", (*ELIGIBLE, "differ"), 1),
        Story("project: before the committee", HEARD, 1),
        Story("project: reserve list", RESERVED, 1),
        Story("project: to be signed", SELECTED, 1),
        Story("project: under way", SIGNED, 2),
        Story("project: instalment asked", ASKED, 1),
        Story("project: report filed", REPORTED, 1),
        Story("project: completed", (*REPORTED, "accept_final_report"), 2),
        Story("project: rejected", (*VOTED, "reject_project"), 1),
        Story("project: withdrawn", (*ELIGIBLE, "withdraw"), 1),
    ),
)
