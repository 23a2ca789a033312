"""How copies, corrections and attestations from the register of certificates are played."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications
from config.demonstration.applications import person
from config.demonstration.certificates import certificate_of
from config.demonstration.driver import WHY, Player, _seen
from config.demonstration.plays import Data, Play, Story, Way
from forms.blocks import NOTICE_VERSION
from workflow import cases
from workflow.models import Case
from workflow.procedures import named

REQUESTS: dict[str, dict[str, str]] = {
    "duplicate": {"request_kind": "duplicate", "original_state": "damaged"},
    "rectification": {"request_kind": "rectification", "wrong_field": "birth_date", "correct_value": "14/05/1998"},
    "attestation": {"request_kind": "attestation", "copies": "2", "is_urgent": "no"},
    "transcript": {"request_kind": "transcript", "copies": "1"},
}


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A complete application as a browser would post it, section by section."""
    return {
        "person": person(index=index, chance=chance, on=on, region=region),
        "request": {**REQUESTS["duplicate"], "number_known": "yes", "certificate": "", "delivery": "office"},
        "declaration": {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION},
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft about a certificate that the register has."""
    case = cases.open_draft(procedure=named("EQV-05"), by=by)
    given = answers(index=index, chance=chance, on=timezone.localdate(), region=region)
    line = certificate_of(person=given["person"], index=index, on=timezone.localdate(), region=region)
    given["request"]["certificate"] = line.number
    applications.fill(case, given)
    applications.join_papers(case, by)
    return case


def ask_for(kind: str) -> Callable[[Player], None]:
    """Changes the draft into another request about the same certificate."""

    def change(player: Player) -> None:
        now = player.case.answers["request"]
        told = {**REQUESTS[kind], **{name: now[name] for name in ("number_known", "certificate", "delivery")}}
        applications.fill(player.case, {"request": told})
        applications.join_papers(player.case, player.case.author)

    return change


def _proposal(player: Player, by: User) -> Data:
    """Every proof that the request needs; corrections as the identity document says."""
    born = date.fromisoformat(player.case.answers["person"]["birth_date"]) - timedelta(days=1)
    ticks = dict.fromkeys(("original_received", "loss_proven", "error_proven"), "on")
    names = {"holder_ar": player.case.applicant_name_ar, "holder_fr": player.case.applicant_name_fr}
    return {**ticks, **names, "birth_date": born.isoformat()}


def keep_marks(player: Player) -> None:
    """As if the line of the register were that of an examination whose marks are kept."""
    line = player.case.facts["register_line"]
    marks = [{"unit": "Électrotechnique", "mark": "14,50"}, {"unit": "Atelier", "mark": "12,00"}]
    Case.objects.filter(pk=player.case.pk).update(facts={**player.case.facts, "register_line": {**line, "marks": marks}})
    player.case.refresh_from_db()


FILED = ("submit",)
CHECKED = (*FILED, "check_register")
PROPOSED = (*CHECKED, "propose_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "register_check": CHECKED,
    "awaiting_complements": (*CHECKED, "request_complements"),
    "withdrawn": (*CHECKED, "withdraw"),
    "awaiting_signature": PROPOSED,
    "issued": (*PROPOSED, "sign_document"),
    "refused": (*CHECKED, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="EQV-05",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "sign_refusal": (*CHECKED, "propose_refusal"),
        "sign_document:ATT": ("ask_attestation", *PROPOSED),
        "sign_document:TRS": ("ask_transcript", *CHECKED, "keep_marks", "propose_approval"),
    },
    steps={
        "ask_rectification": ask_for("rectification"),
        "ask_attestation": ask_for("attestation"),
        "ask_transcript": ask_for("transcript"),
        "keep_marks": keep_marks,
    },
    fills={
        "declare_inadmissible": lambda p, u: {"ground": "void", "law": p.procedure.legal_basis[0], "reason": WHY},
        "check_register": lambda p, u: {"line": p.case.answers["request"]["certificate"], "counterfoil_matches": "on"},
        "propose_approval": _proposal,
        "sign_document": lambda p, u: _seen(p, u, "sign_document"),
    },
    stories=(
        Story("waiting at the counter", FILED, 3),
        Story("returned", (*FILED, "return_incomplete"), 1),
        Story("being checked", CHECKED, 3),
        Story("complements asked", (*CHECKED, "request_complements"), 1),
        Story("to be signed", PROPOSED, 3),
        Story("duplicate", (*PROPOSED, "sign_document"), 6),
        Story("rectified", ("ask_rectification", *PROPOSED, "sign_document"), 4),
        Story("attested", ("ask_attestation", *PROPOSED, "sign_document"), 6),
        Story("refused", (*CHECKED, "propose_refusal", "sign_refusal"), 2),
        Story("inadmissible", (*FILED, "declare_inadmissible"), 1),
        Story("withdrawn", (*CHECKED, "withdraw"), 1),
        Story("lapsed", (*CHECKED, "request_complements", "lapse"), 1),
    ),
)
