"""How classifications of national certificates are played."""

import random
from datetime import date
from typing import Any

from accounts.models import User
from config.demonstration import applications
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, _agenda
from config.demonstration.plays import Data, Play, Story, Way
from forms.blocks import NOTICE_VERSION

TITLES = [
    ("Certificat de fin d'apprentissage, menuiserie", "Centre Imaginaire d'apprentissage"),
    ("Certificat de formation professionnelle, soudure", "Centre Fictif de formation"),
    ("شهادة الكفاءة المهنية، حلاقة", "مركز التكوين الخيالي"),
]


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A complete application as a browser would post it, section by section."""
    title, structure = TITLES[index % len(TITLES)]
    return {
        "person": person(index=index, chance=chance, on=on, region=region),
        "certificate": {
            "certificate_title": title,
            "issuing_structure": structure,
            "issue_year": str(1985 + index % 15),
            "speciality": "Menuiserie",
            "duration_months": "18",
            "entry_level": "secondary_1",
            "purpose": chance.choice(["work", "competition", "study"]),
            "original_available": "yes",
            "name_as_identity": "yes",
            "has_transcripts": "no",
            "has_programme": "no",
            "has_evidence": "no",
        },
        "declaration": {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION},
    }


def _lost(player: Player) -> None:
    """Changes the draft: the original is lost, and the table of correspondence places it nowhere."""
    told = {**player.case.answers["certificate"], "original_available": "no", "entry_level": "primary"}
    applications.fill(player.case, {"certificate": told})


def _proposal(player: Player, by: User) -> Data:
    """What the table gives, or the committee where it was heard."""
    heard = player.case.facts.get("opinion", {})
    told = {"level": heard.get("level") or "CAP", "rests_on": "opinion" if heard else "table"}
    return {**told, "basis": WHY}


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
TO_CENTRE = (*REGISTERED, "transmit_to_centre")
ON_AGENDA = (*TO_CENTRE, "refer_to_committee")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*TO_CENTRE, "propose_approval")
WAYS: dict[str, Way] = {
    "draft": (),
    "submitted": FILED,
    "incomplete": (*FILED, "return_incomplete"),
    "inadmissible": (*FILED, "declare_inadmissible"),
    "under_review": REGISTERED,
    "awaiting_complements": (*REGISTERED, "request_complements"),
    "withdrawn": (*REGISTERED, "withdraw"),
    "central_review": TO_CENTRE,
    "awaiting_central_complements": (*TO_CENTRE, "request_central_complements"),
    "archive_verification": (*TO_CENTRE, "search_archives"),
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*TO_CENTRE, "propose_refusal", "sign_refusal"),
}
PLAY = Play(
    procedure="EQV-02",
    answers=answers,
    ways=WAYS,
    longer={
        "record_committee_opinion": DELIBERATED,
        "sign_refusal": (*TO_CENTRE, "propose_refusal"),
    },
    steps={"lose_original": _lost},
    fills={
        "transmit_to_centre": lambda p, u: {"documents_checked": "on", "opinion": "favourable", "text": WHY},
        "send_back_to_region": REASON,
        "search_archives": lambda p, u: {"archive": "الأرشيف الجهوي", "question": WHY},
        "record_archive_result": lambda p, u: {"result": "found", "found": WHY},
        "refer_to_committee": lambda p, u: {**_agenda(p, u), "reason": WHY},
        "propose_approval": _proposal,
    },
    stories=(
        Story("classification: at the counter", FILED, 2),
        Story("classification: in the region", REGISTERED, 2),
        Story("classification: at the centre", TO_CENTRE, 2),
        Story("classification: archives searched", (*TO_CENTRE, "search_archives"), 1),
        Story("classification: on the agenda", ON_AGENDA, 1),
        Story("classification: to be signed", PROPOSED, 2),
        Story("classification: granted by the table", (*PROPOSED, "sign_approval"), 6),
        Story("classification: granted after the committee", (*OPINION, "propose_approval", "sign_approval"), 2),
        Story(
            "classification: granted after the archives",
            (*TO_CENTRE, "search_archives", "record_archive_result", "propose_approval", "sign_approval"),
            2,
        ),
        Story("classification: refused", (*TO_CENTRE, "propose_refusal", "sign_refusal"), 1),
        Story("classification: withdrawn", (*REGISTERED, "withdraw"), 1),
    ),
)
