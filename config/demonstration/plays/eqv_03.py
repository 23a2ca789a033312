"""How authentications of certificates are played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from config.demonstration import applications
from config.demonstration.applications import person
from config.demonstration.certificates import certificate_of
from config.demonstration.driver import WHY, Player, paper
from config.demonstration.plays import Data, Play, Story, Way
from forms.blocks import NOTICE_VERSION
from workflow import automatic, cases
from workflow.models import Case
from workflow.procedures import named

LETTER = {"alleged": "تختلف الأرومة عن الوثيقة المقدمة.", "evidence": "مكتوب الهيكل، بالملف."}


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A complete application about a certificate that no register has, as a browser would post it."""
    return {
        "person": person(index=index, chance=chance, on=on, region=region),
        "certificate": {
            "requester_type": "holder",
            "number_known": "yes",
            "certificate_number": f"{1980 + index % 20}/{index}",
            "certificate_title": "Brevet de technicien, comptabilité",
            "issuing_structure": "Centre Imaginaire de formation",
            "issue_date": (on - timedelta(days=4000)).isoformat(),
            "filed_by_agent": "no",
            "paper_answer": "no",
        },
        "declaration": {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION},
    }


def begin(*, by: User, index: int, region: str, chance: random.Random) -> Case:
    """A complete draft of a person in their own name."""
    case = cases.open_draft(procedure=named("EQV-03"), by=by)
    applications.fill(case, answers(index=index, chance=chance, on=timezone.localdate(), region=region))
    applications.join_papers(case, by)
    return case


def name_known_certificate(player: Player) -> None:
    """Changes the draft: the certificate is one that the register has, of this person and under this title."""
    case = player.case
    line = certificate_of(
        person=case.answers["person"], index=player.chance.randint(1, 900), on=timezone.localdate(), region="TN-11"
    )
    told = {
        **case.answers["certificate"],
        "certificate_number": line.number,
        "certificate_title": line.title,
        "issue_date": line.issued_on.isoformat(),
    }
    applications.fill(case, {"certificate": told})


def look_up(player: Player) -> None:
    """The register answers, as it does within a minute of the deposit."""
    automatic.answer(player.case)
    player.case.refresh_from_db()


def accuse(player: Player) -> None:
    """Sends the adversarial letter and lets the days pass in which the holder may answer."""
    officer = player.person_for("declare_inconclusive")
    cases.send_letter(case=player.case, name="adversarial_letter", by=officer, data=LETTER)
    player.case.refresh_from_db()
    player.wait(timezone.now() + timedelta(days=11))


def remind(player: Player) -> None:
    """Reminds the structure."""
    officer = player.person_for("declare_inconclusive")
    cases.send_letter(case=player.case, name="remind_structure", by=officer, data={"confirm": "on"})
    player.case.refresh_from_db()


def _confirmation(player: Player, by: User) -> Data:
    """What the stage asks: the line and the difference, or the structure's answer."""
    if player.case.stage == "manual_verification":
        return {"counterfoil_matches": "on", "answered_on": timezone.localdate().isoformat(), "answer": paper("answer")}
    index = player.chance.randint(1, 900)
    line = certificate_of(person=player.case.answers["person"], index=index, on=timezone.localdate(), region="TN-11")
    return {"line": line.number, "difference": WHY}


FILED = ("submit",)
CHECKED = (*FILED, "look_up")
AT_SOURCE = (*CHECKED, "start_verification")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "inadmissible": (*FILED, "declare_inadmissible"),
    "register_check": CHECKED,
    "awaiting_complements": (*CHECKED, "request_complements"),
    "withdrawn": (*CHECKED, "withdraw"),
    "manual_verification": AT_SOURCE,
    "confirmed_authentic": ("name_known_certificate", *CHECKED),
    "not_authentic": (*AT_SOURCE, "accuse", "declare_not_authentic"),
    "inconclusive": (*AT_SOURCE, "declare_inconclusive"),
}
PLAY = Play(
    procedure="EQV-03",
    answers=answers,
    begin=begin,
    ways=WAYS,
    longer={
        "auto_match": ("name_known_certificate", *FILED),
        "declare_not_authentic": (*AT_SOURCE, "accuse"),
    },
    steps={"name_known_certificate": name_known_certificate, "look_up": look_up, "accuse": accuse, "remind": remind},
    letters={"adversarial_letter": LETTER, "remind_structure": {"confirm": "on"}},
    waits={"accuse": 12},
    fills={
        "declare_inadmissible": lambda p, u: {"ground": "unreadable", "law": p.procedure.legal_basis[0], "reason": WHY},
        "confirm_authentic": _confirmation,
        "start_verification": lambda p, u: {"name": "Centre Imaginaire de formation", "address": "1, Imaginary Street"},
        "declare_not_authentic": lambda p, u: {"ground": "structure_denies", "is_forged": "yes", "reason": WHY},
        "declare_inconclusive": lambda p, u: {"ground": "closed_without_archives", "reason": WHY},
    },
    stories=(
        Story("answered by the register", ("name_known_certificate", *CHECKED), 12),
        Story("being checked", CHECKED, 3),
        Story("complements asked", (*CHECKED, "request_complements"), 1),
        Story("confirmed by the registrar", (*CHECKED, "confirm_authentic"), 3),
        Story("asked at the source", AT_SOURCE, 3),
        Story("reminded", (*AT_SOURCE, "remind"), 1),
        Story("confirmed by the structure", (*AT_SOURCE, "confirm_authentic"), 2),
        Story("not authentic", (*AT_SOURCE, "accuse", "declare_not_authentic"), 1),
        Story("inconclusive", (*AT_SOURCE, "remind", "remind", "declare_inconclusive"), 1),
        Story("inadmissible", (*FILED, "declare_inadmissible"), 1),
        Story("withdrawn", (*CHECKED, "withdraw"), 1),
    ),
)
