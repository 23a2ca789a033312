"""The letters of a committee session."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import policies
from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.models import Document
from documents.rendering.letters import html_of
from documents.types import SessionDocumentType
from workflow.models import AgendaItem, Assignment, Case, CommitteeSession, Recusal, SessionMember, Vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(person: Callable[..., User], make_case: Callable[..., Case]) -> CommitteeSession:
    """A closed session of three members: one case voted with a tie, one adjourned, one member who stepped aside."""
    secretary, chair, member, away = (person(name_fr=name) for name in ("Amina", "Salma", "Hatem", "Nabil"))
    now = timezone.now()
    session = CommitteeSession.objects.create(
        number="COM-equivalence-2026-03", committee="equivalence", meets_at=now, place="Salle fictive", created_by=secretary,
        opened_at=now, closed_at=now + timedelta(hours=2),
    )  # fmt: skip
    for user, capacity, is_present in ((chair, "chair", True), (member, "member", True), (away, "member", False)):
        SessionMember.objects.create(session=session, user=user, capacity=capacity, is_present=is_present)
    voted, adjourned = make_case("committee_deliberation"), make_case("committee_agenda")
    Assignment.objects.create(case=voted, role=Role.RAPPORTEUR, user=away)
    item = AgendaItem.objects.create(session=session, case=voted, position=1, placed_at=now)
    AgendaItem.objects.create(session=session, case=adjourned, position=2, placed_at=now, adjourned_at=now)
    Vote.objects.create(item=item, user=chair, choice="for", level="BTP", at=now)
    Vote.objects.create(item=item, user=member, choice="against", reason="Trop peu d’heures.", at=now)
    Recusal.objects.create(item=item, user=away, reason="SD-08", at=now)
    return session


def content(session: CommitteeSession, kind: SessionDocumentType) -> dict[str, object]:
    (told,) = kind.order_session(session=session, by=session.created_by)
    documents = list(Document.objects.filter(act=told["act"]))
    year = timezone.localdate().year
    assert (told["number"], [d.session for d in documents]) == (f"{year}/{kind.code}/000001", [session, session])
    for language in ("ar", "fr"):
        assert "COM-equivalence-2026-03" in html_of(template=kind.template, language=language, context=documents[0].content)  # type: ignore[arg-type]
    return dict(documents[0].content)


def test_agenda_names_cases_and_quorum(session: CommitteeSession) -> None:
    told = content(session, COMMITTEE_AGENDA)
    items = told["items"]
    assert isinstance(items, list)
    assert [(i["case_number"], i["rapporteur"]) for i in items] == [
        ("EQV-01/2026/000001", {"ar": "سلمى", "fr": "Nabil"}),
        ("EQV-01/2026/000002", "–"),
    ]
    assert told["quorum"] == 2


def test_minutes_tell_presence_votes_and_outcome(session: CommitteeSession) -> None:
    told = content(session, COMMITTEE_MINUTES)
    members, items, recusals = told["members"], told["items"], told["recusals"]
    assert isinstance(members, list)
    assert isinstance(items, list)
    assert isinstance(recusals, list)
    assert [(m["name"]["fr"], m["presence"], m["chairs"]) for m in members] == [
        ("Salma", "present", True),
        ("Hatem", "present", False),
        ("Nabil", "absent", False),
    ]
    assert items[0]["votes"] == {"cast_for": 1, "against": 1, "abstained": 0, "chair_decided": True}
    assert (items[0]["opinion"], items[0]["level"]["code"], items[0]["reasons"]) == ("favourable", "BTP", ["Trop peu d’heures."])
    assert (items[1]["opinion"], items[1]["votes"], items[1]["level"]) == ("adjourned", None, None)
    assert [(r["name"]["fr"], r["reason"]["fr"]) for r in recusals] == [("Nabil", "a pris part à l’instruction du dossier")]
    assert told["session"]["number"] == "2026/03"  # type: ignore[index]


def test_minutes_are_read_by_members_and_secretaries(session: CommitteeSession, person: Callable[..., User]) -> None:
    content(session, COMMITTEE_MINUTES)
    document = Document.objects.first()
    assert document is not None
    member = session.members.first()
    assert member is not None
    roles = [policies.reader_role(document, u) for u in (member.user, person(Role.AUDITOR), person(Role.FRONT_DESK))]
    assert roles == [Role.COMMITTEE_MEMBER, Role.COMMITTEE_MEMBER, None]
