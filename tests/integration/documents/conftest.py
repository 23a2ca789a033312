"""A case on its way, the people around it, and the acts that order its documents."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Posting, User
from accounts.roles import Role
from accounts.standing import standing_of
from documents import jobs, signing
from documents.models import Document
from documents.signing import Signed
from workflow.actor import SYSTEM, Actor
from workflow.ledger import record
from workflow.models import Case, Clock, OutboxRow
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

PERSON = {
    "first_name_ar": "ياسمين",
    "last_name_ar": "التجريبية",
    "first_name_fr": "Yasmine",
    "last_name_fr": "Exemple",
    "gender": "f",
    "birth_date": "1998-05-14",
    "birth_place": "Gabès",
    "nationality": "TN",
    "id_type": "cin",
    "cin": "01234567",
    "address": "12 rue Imaginaire",
    "governorate": "TN-81",
    "postal_code": "6000",
    "preferred_language": "fr",
}
ANSWERS = {
    "person": PERSON,
    "diploma": {
        "diploma_title": "Technicienne en maintenance industrielle",
        "country": "FR",
        "awarding_body": "Institut Fictif des Métiers",
        "awarding_body_address": "5 rue du Modèle\n69000 Lyon",
        "award_date": "2023-07-01",
    },
    "studies": {"duration_months": 24, "hours_total": 1215, "study_mode": "alternating", "entry_level_declared": "bac"},
    "purpose": {"purpose": "work", "requested_level": "BTP"},
}
GROUND = {
    "rule": "hours_insufficient",
    "title": {"ar": "حجم ساعي غير كاف", "fr": "Volume horaire insuffisant", "en": "Too few hours"},
    "law": "D2009-2139",
    "fact": "400 heures",
}
FACTS: dict[str, Any] = {
    "regional_opinion": {"opinion": "favourable", "on": "2026-11-10"},
    "awarding_body_query": {
        "name": "Institut Fictif des Métiers",
        "address": "5 rue du Modèle",
        "country": "FR",
        "questions": ["Années ?"],
        "sent_on": "2026-11-12",
    },
    "awarding_body_answer": {"verdict": "confirms", "on": "2026-11-18"},
    "adversarial_letter": {"alleged": "Le sceau est faux.", "evidence": "Lettre de l’institut.", "sent_on": "2026-11-02"},
    "forgery": {"grounds": [GROUND], "heard_on": "2026-11-02", "reason": "Le sceau est faux."},
    "inadmissibility": {"ground": "already_decided", "title": GROUND["title"], "law": "A2010-79", "reason": "Déjà tranché."},
    "test": {"on": "2026-12-10", "at": "09:00", "place": "Centre fictif de Gabès", "reason": "Doute sur la pratique."},
    "report": {
        "grid": [
            {"criterion": "hours", "foreign": "1215", "reference": "1200", "verdict": "higher"},
            {"criterion": "level", "foreign": "Niveau 4", "reference": "BTP", "verdict": "equal"},
            {"criterion": "entry_level", "foreign": "bac", "reference": "secondary_2", "verdict": "higher"},
            {"criterion": "workplace", "foreign": "40", "reference": "30", "verdict": "higher"},
            {"criterion": "recognition", "foreign": "unknown", "reference": "yes", "verdict": "unproven"},
        ],
        "conclusion": "Le diplôme répond aux conditions du niveau.",
        "level": "BTP",
    },
    "opinion": {"outcome": "favourable", "level": "BTP", "session": "COM-equivalence-2026-03", "met_on": "2026-11-20"},
    "proposal": {"outcome": "approve", "level": "BTP", "basis": "Mêmes heures."},
}  # fmt: skip
REFUSED = {
    "outcome": "refuse",
    "grounds": [GROUND],
    "may_ask_again": True,
    "lifted_by": "Le programme officiel.",
    "reason": "Trop peu d’heures.",
}


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture(autouse=True)
def _signer() -> Iterator[None]:
    """Signs nothing: most letters of these tests are no real files. A module that signs for real has a fixture of this name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(signing, "sign", lambda content, statement: Signed(content=content, level="B-B", serial="F1C7"))
        yield


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Someone with a posting, or without."""
    made: list[User] = []

    def make(role: str = "", *, region: str = "", committee: str = "", **fields: Any) -> User:
        made.append(
            user := User.objects.create_user(f"p{len(made)}@example.invalid", **{"name_ar": "سلمى", "name_fr": "Salma", **fields})
        )
        if role:
            Posting.objects.create(user=user, role=role, region=region, committee=committee, since=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def make_case(person: Callable[..., User]) -> Callable[..., Case]:
    """A registered case at a stage, with the facts of a whole procedure."""

    def make(stage: str = "awaiting_signature", **fields: Any) -> Case:
        applicant = fields.pop("applicant", None) or person()
        now = timezone.now()
        case = Case.objects.create(
            **{
                "procedure": "EQV-01",
                "stage": stage,
                "number": f"EQV-01/2026/{Case.objects.count() + 1:06d}",
                "region": "TN-81",
                "language": "fr",
                "author": applicant,
                "applicant": applicant,
                "applicant_name_ar": "ياسمين التجريبية",
                "applicant_name_fr": "Yasmine Exemple",
                "applicant_identity": "cin:01234567",
                "answers": deepcopy(ANSWERS),
                "facts": deepcopy(FACTS),
                "submitted_at": now,
                "registered_at": now,
                **fields,
            }
        )
        today = timezone.localdate()
        desk = procedure_of(case).machine.desks.get(stage)
        limits = [(Clock.Kind.LEGAL, stage, 90, "calendar")]
        if desk and desk.limit:
            limits.append((Clock.Kind.STAGE, stage, desk.limit.days, str(desk.limit.unit)))
        for kind, where, days, unit in limits:
            due = today + timedelta(days=days)
            Clock.objects.create(
                case=case, kind=kind, stage=where, days=days, unit=unit, runs=[[today.isoformat(), None]], due=due
            )
        return case

    return make


def actor(user: User | None, role: str = Role.SYSTEM) -> Actor:
    return Actor(user, role, standing_of(user)) if user else SYSTEM


def ordered(kind: Any, case: Case, by: Actor) -> dict[str, Any]:
    """The document as an act of this actor orders it, in one transaction."""
    with transaction.atomic():
        act: Procedure = procedure_of(case)(case, actor=by)
        event = record.append_to_case(case, kind="transition.test", by=by, payload={}, at=act.at)
        told: list[dict[str, Any]] = kind.order(procedure=act, event=event, at=act.at)
        case.save()
    return told[0]


def printed(document: Document) -> Document:
    """The document once its outbox row was worked."""
    jobs.render(OutboxRow.objects.get(topic="document.render", key=str(document.pk)))
    document.refresh_from_db()
    return document
