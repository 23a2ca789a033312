"""How the equivalence of a foreign diploma is played."""

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.queries import holders
from accounts.roles import Role
from config.demonstration.applications import person
from config.demonstration.driver import REASON, WHY, Player, asked, paper, refused
from config.demonstration.plays import Data, Play, Story, Way
from forms.blocks import NOTICE_VERSION
from workflow import cases
from workflow.actor import Actor
from workflow.holidays import calendar

# Title, country, language, body: invented names of bodies that do not exist.
DIPLOMAS = [
    ("Qualifica professionale di operatore elettrico", "IT", "it", "Centro Inventato di Formazione, Città Immaginaria"),
    ("Certificat d'aptitude professionnelle, cuisine", "FR", "fr", "Lycée professionnel Imaginaire, Ville-Fictive"),
    ("Gesellenbrief Mechatronik", "DE", "de", "Erfundene Handwerkskammer Musterstadt"),
    ("Diploma in Refrigeration and Air Conditioning", "GB", "en", "Fictional College of Northshire"),
    ("شهادة فني صيانة سيارات", "MA", "ar", "معهد خيالي للتكوين المهني"),
    ("Kalfalık belgesi, kaynakçılık", "TR", "tr", "Hayali Meslek Merkezi"),
    ("Brevet de technicien, comptabilité", "SN", "fr", "Centre Imaginaire de formation de Ville-Fictive"),
]


def answers(*, index: int, chance: random.Random, on: date, region: str) -> dict[str, Any]:
    """A complete application as a browser would post it, section by section."""
    title, country, language, body = DIPLOMAS[index % len(DIPLOMAS)]
    who = person(index=index, chance=chance, on=on, region=region)
    awarded = on - timedelta(days=chance.randint(200, 1500))
    return {
        "person": who,
        "diploma": {
            "diploma_title": title,
            "country": country,
            "awarding_body": body,
            "awarding_body_address": "1, Imaginary Street",
            "award_date": awarded.isoformat(),
            "diploma_language": language,
            "name_as_identity": "yes",
        },
        "studies": {
            "entry_level_declared": chance.choice(["secondary_1", "secondary_2", "bac"]),
            "duration_months": str(chance.choice([10, 18, 24, 36])),
            "hours_total": str(chance.choice([800, 1200, 1600, 2400])),
            "study_mode": "residential",
            "stay_dates": [
                {
                    "from": (awarded - timedelta(days=700)).isoformat(),
                    "to": (awarded - timedelta(days=10)).isoformat(),
                    "country": country,
                }
            ],
        },
        "purpose": {
            "purpose": chance.choice(["work", "study", "public_competition"]),
            "requested_level": chance.choice(["CAP", "BTP", "BTS"]),
            "filed_by_third": "no",
        },
        "declaration": {"declare_true": "on", "data_notice": "on", "notice_version": NOTICE_VERSION},
    }


FILED = ("submit",)
REGISTERED = (*FILED, "register_case")
TO_CENTRE = (*REGISTERED, "transmit_to_centre")
QUERIED = (*TO_CENTRE, "query_awarding_body")
REPORTED = (*TO_CENTRE, "assign_rapporteur", "file_rapporteur_report")
ON_AGENDA = (*REPORTED, "put_on_agenda")
DELIBERATED = (*ON_AGENDA, "open_deliberation", "votes")
OPINION = (*DELIBERATED, "record_committee_opinion")
PROPOSED = (*OPINION, "propose_approval")
# The shortest way to each stage.
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
    "awarding_body_verification": QUERIED,
    "expert_review": (*TO_CENTRE, "assign_rapporteur"),
    "test_scheduled": (*TO_CENTRE, "order_test"),
    "committee_agenda": ON_AGENDA,
    "committee_deliberation": (*ON_AGENDA, "open_deliberation"),
    "opinion_issued": OPINION,
    "awaiting_signature": PROPOSED,
    "approved": (*PROPOSED, "sign_approval"),
    "refused": (*OPINION, "propose_refusal", "sign_refusal"),
}


def accuse(player: Player, *, days: int = 15) -> None:
    """Sends the adversarial letter and lets the days pass in which the holder may answer."""
    officer = player.person_for("query_awarding_body" if player.case.stage == "central_review" else "record_awarding_body_answer")
    cases.send_letter(case=player.case, name="adversarial_letter", by=officer, data=LETTER)
    player.case.refresh_from_db()
    player.wait(timezone.now() + timedelta(days=days))


def _query(player: Player, by: User) -> Data:
    diploma = player.case.answers["diploma"]
    return {
        "name": diploma["awarding_body"],
        "address": diploma["awarding_body_address"],
        "country": diploma["country"],
        "programme": diploma["diploma_title"],
        "language": diploma["diploma_language"] if diploma["diploma_language"] in ("ar", "fr", "en") else "en",
    }


def _answer_of_body(player: Player, by: User) -> Data:
    return {
        "verdict": "confirms",
        "on": timezone.localdate().isoformat(),
        "summary": "تؤكد الجهة المانحة إسناد الشهادة.",
        "recognised": "yes",
        "source": "القائمة الرسمية لبلد الإسناد",
        "answer": paper("answer"),
    }


def _report(player: Player, by: User) -> Data:
    level = player.case.answers.get("purpose", {}).get("requested_level", "CAP")
    return {
        "hours_abroad": player.case.answers.get("studies", {}).get("hours_total", 1200),
        "hours_reference": 1600,
        "level_abroad": "EQF 3",
        "level_reference": level if level != "other" else "CAP",
        "level_verdict": "equal",
        "entry_level_abroad": "secondary_1",
        "entry_level_reference": "secondary_1",
        "recognition": "yes",
        "recognition_source": "القائمة الرسمية لبلد الإسناد",
        "workplace_abroad": 30,
        "workplace_reference": 30,
        "conclusion": "تتطابق الشهادة مع مستوى الكفاءة المهنية.",
        "level": level if level != "other" else "CAP",
    }


def _test(player: Player, by: User) -> Data:
    president = holders(role=Role.JURY_PRESIDENT)[0]
    day = calendar().add_working(timezone.localdate(), 8)
    return {"jury_president": president.pk, "on": day.isoformat(), "at": "10:00", "place": "ورشة المثال", "reason": WHY}


def _forgery(player: Player, by: User) -> Data:
    return {
        "established_by": "other_proof",
        "grounds-0-rule": "altered",
        "grounds-0-fact": "يختلف تاريخ الإسناد عن السجل.",
        "reason": WHY,
    }


def _rapporteur(player: Player, by: User) -> Data:
    form = player.transition("assign_rapporteur").form(None, None, case=player.case, actor=Actor(by, Role.COMMITTEE_SECRETARY))
    return {"rapporteur": form.fields["rapporteur"].queryset.first().pk, "no_link": "on"}


def asked_syllabus(player: Player, by: User) -> Data:
    return {**asked(player, by), "asked-0-item": "SYLL"}


LETTER = {"alleged": "لا يوجد رقم الشهادة بسجل الجهة المانحة.", "evidence": "مكتوب الجهة المانحة، بالملف."}
PLAY = Play(
    procedure="EQV-01",
    answers=answers,
    ways=WAYS,
    longer={
        "put_on_agenda": REPORTED,
        "record_committee_opinion": DELIBERATED,
        "sign_refusal": (*OPINION, "propose_refusal"),
        "sign_approval": PROPOSED,
        "report_forgery@central_review": (*TO_CENTRE, "accuse"),
        "report_forgery@awarding_body_verification": (*QUERIED, "accuse"),
    },
    steps={"accuse": accuse},
    letters={"adversarial_letter": LETTER},
    waits={"accuse": 16},
    fills={
        "return_incomplete": lambda _p, _u: {"fault_DIPL": "unreadable", "why_DIPL": "الختم غير واضح", "reason": WHY},
        "request_complements": asked_syllabus,
        "request_central_complements": asked_syllabus,
        "propose_refusal": lambda p, u: {
            **refused(p, u),
            "grounds-0-rule": "hours_insufficient",
            "grounds-0-fact": "800 ساعة عوضا عن 1600 ساعة.",
            "lifted_by": "تكوين تكميلي مثبت بشهادة.",
        },
        "transmit_to_centre": lambda p, u: {"documents_checked": "on", "opinion": "favourable", "text": WHY},
        "send_back_to_region": REASON,
        "query_awarding_body": _query,
        "record_awarding_body_answer": _answer_of_body,
        "report_forgery": _forgery,
        "assign_rapporteur": _rapporteur,
        "file_rapporteur_report": _report,
        "order_test": _test,
        "record_test": lambda p, u: {"result": "pass", "mark": "14,5", "minutes": paper("minutes")},
        "propose_approval": lambda p, u: {"level": "CAP", "basis": WHY},
    },
    stories=(
        Story("draft", (), 2),
        Story("waiting at the counter", FILED, 4),
        Story("returned", (*FILED, "return_incomplete"), 2),
        Story("completed again", (*FILED, "return_incomplete", "resubmit"), 2),
        Story("in the region", REGISTERED, 5),
        Story("complements asked", (*REGISTERED, "request_complements"), 3),
        Story("complements supplied", (*REGISTERED, "request_complements", "supply_complements"), 2),
        Story("at the centre", TO_CENTRE, 5),
        Story("complements asked by the centre", (*TO_CENTRE, "request_central_complements"), 2),
        Story("body asked", QUERIED, 4),
        Story("body answered", (*QUERIED, "record_awarding_body_answer"), 2),
        Story("with the rapporteur", (*TO_CENTRE, "assign_rapporteur"), 3),
        Story("reported", REPORTED, 2),
        Story("test ordered", (*REPORTED, "order_test"), 2),
        Story("on the agenda", ON_AGENDA, 4),
        Story("deliberation open", (*ON_AGENDA, "open_deliberation"), 1),
        Story("opinion recorded", OPINION, 2),
        Story("to be signed", PROPOSED, 4),
        Story("refusal to be signed", (*OPINION, "propose_refusal"), 2),
        Story("granted", (*PROPOSED, "sign_approval"), 14),
        Story("granted after the body's answer", (*QUERIED, "record_awarding_body_answer", *PROPOSED[3:], "sign_approval"), 5),
        Story("granted after a test", (*REPORTED, "order_test", "record_test", *PROPOSED[5:], "sign_approval"), 3),
        Story("refused", (*OPINION, "propose_refusal", "sign_refusal"), 4),
        Story("withdrawn", (*REGISTERED, "withdraw"), 2),
        Story("inadmissible", (*FILED, "declare_inadmissible"), 2),
        Story("lapsed", (*FILED, "return_incomplete", "lapse"), 2),
        Story("forged", (*QUERIED, "accuse", "report_forgery"), 1),
    ),
)
