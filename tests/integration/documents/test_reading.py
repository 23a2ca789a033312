"""Downloads and previews: for whom, as what, and what is told of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import POSTED_ROLES, Role
from documents import jobs, views
from documents.catalogue.equivalence import EQUIVALENCE_DECISION, RAPPORTEUR_REPORT
from documents.models import Document
from documents.rendering.failures import RenderingUnavailable
from tests.integration.documents.conftest import FACTS, REFUSED, actor, ordered, printed
from workflow.models import Assignment, Case, Event

pytestmark = pytest.mark.django_db
MakeCase = Callable[..., Case]
MakePerson = Callable[..., User]
CONTENT = b"%PDF-1.7 a letter"


@pytest.fixture(autouse=True)
def _renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (jobs, views):
        monkeypatch.setattr(module, "render_contained", lambda html, **told: CONTENT)


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    return make_case()


def issued(kind: Any, case: Case, person: MakePerson) -> Document:
    told = ordered(kind, case, actor(person(), Role.MINISTER_SIGNATORY))
    for document in Document.objects.filter(act=told["act"]):
        printed(document)
    return Document.objects.get(act=told["act"], is_reference=True)


def get(user: User | None, document: Document) -> Any:
    client = Client()
    if user:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("documents:document", args=[document.pk]))


def posted(person: MakePerson, role: str, **where: str) -> User:
    committee = "equivalence" if role.startswith("committee") else ""
    return person(role, committee=committee, **where)


READERS = {
    Role.FRONT_DESK, Role.REGIONAL_OFFICER, Role.REGIONAL_DIRECTOR, Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR,
    Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR, Role.MINISTER_SIGNATORY, Role.REGISTRAR, Role.AUDITOR, Role.COMPLAINTS_OFFICER,
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(POSTED_ROLES))
def test_download_by_role(case: Case, person: MakePerson, role: str) -> None:
    document = issued(EQUIVALENCE_DECISION, case, person)
    assert get(posted(person, role, region=""), document).status_code == (200 if role in READERS else 404)


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.REGIONAL_OFFICER, Role.REGIONAL_DIRECTOR])
def test_download_from_another_region_does_not_exist(case: Case, person: MakePerson, role: str) -> None:
    document = issued(EQUIVALENCE_DECISION, case, person)
    answers = {region: get(posted(person, role, region=region), document).status_code for region in ("TN-81", "TN-11")}
    assert answers == {"TN-81": 200, "TN-11": 404}


def test_download_by_the_applicant_and_a_stranger(case: Case, person: MakePerson, make_case: MakeCase) -> None:
    document = issued(EQUIVALENCE_DECISION, case, person)
    assert get(case.applicant, document).status_code == 200
    assert get(make_case().applicant, document).status_code == 404
    assert get(None, document).status_code == 302


def test_internal_document_is_not_for_the_applicant(case: Case, person: MakePerson) -> None:
    rapporteur = person(Role.RAPPORTEUR)
    Assignment.objects.create(case=case, role=Role.RAPPORTEUR, user=rapporteur)
    document = issued(RAPPORTEUR_REPORT, case, person)
    assert get(case.applicant, document).status_code == 404
    assert get(rapporteur, document).status_code == 200
    assert get(person(Role.CENTRAL_OFFICER), document).status_code == 200


def test_download_is_a_file_and_nothing_else(case: Case, person: MakePerson) -> None:
    document = issued(EQUIVALENCE_DECISION, case, person)
    response = get(case.applicant, document)
    name = f"D%C3%A9cision%20d%E2%80%99%C3%A9quivalence%20{document.number.replace('/', '-')}%20fr.pdf"
    assert response.content == CONTENT
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f"attachment; filename*=utf-8''{name}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
    assert {name: response.headers[name] for name in headers} == headers


def test_reading_is_told_and_the_first_one_proves_delivery(case: Case, person: MakePerson) -> None:
    document, officer = issued(EQUIVALENCE_DECISION, case, person), person(Role.CENTRAL_OFFICER)
    get(officer, document)
    assert set(Document.objects.values_list("first_read_at", flat=True)) == {None}
    get(case.applicant, document)
    first = Document.objects.get(pk=document.pk).first_read_at
    get(case.applicant, document)
    document.refresh_from_db()
    assert (first is not None, document.first_read_at) == (True, first)
    readings = Event.objects.filter(stream=f"reading:{case.pk}").order_by("seq")
    assert [(e.kind, e.actor_id) for e in readings] == [
        ("reading.document", u.pk) for u in (officer, case.applicant, case.applicant)
    ]


def test_ordered_document_is_awaited(case: Case, person: MakePerson) -> None:
    ordered(EQUIVALENCE_DECISION, case, actor(person(), Role.MINISTER_SIGNATORY))
    document = Document.objects.get(is_reference=True)
    response = get(case.applicant, document)
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert Event.objects.filter(kind="reading.document").count() == 0


def test_missing_printer_is_named(case: Case, person: MakePerson, monkeypatch: pytest.MonkeyPatch) -> None:
    ordered(EQUIVALENCE_DECISION, case, actor(person(), Role.MINISTER_SIGNATORY))
    monkeypatch.setattr(views, "missing_packages", lambda: ("libpango-1.0-0",))
    response = get(case.applicant, Document.objects.get(is_reference=True))
    assert response.status_code == 503
    assert "libpango-1.0-0" in response.content.decode()


# Before signature ----------------------------------------------------------------------------------------------------


def preview(user: User, case: Case, view: str = "preview", *, transition: str = "sign_approval", language: str = "fr") -> Any:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse(f"documents:{view}", args=[case.pk, transition, language]))


@pytest.mark.parametrize("view", ["preview", "preview_pdf", "preview_letter"])
def test_preview_is_for_those_who_sign(case: Case, person: MakePerson, view: str) -> None:
    answers = {role: preview(posted(person, role), case, view).status_code for role in sorted(POSTED_ROLES)}
    expected = {
        role: 200 if role == Role.MINISTER_SIGNATORY else 403 if role in READERS else 404 for role in sorted(POSTED_ROLES)
    }
    assert answers == expected
    assert preview(case.applicant, case, view).status_code == 403


def test_preview_shows_the_digest_that_is_then_signed(case: Case, person: MakePerson) -> None:
    user = person(Role.MINISTER_SIGNATORY)
    shown = preview(user, case).context["digest"]
    ordered(EQUIVALENCE_DECISION, case, actor(user, Role.MINISTER_SIGNATORY))
    assert set(Document.objects.values_list("content_sha256", flat=True)) == {shown}


@pytest.mark.parametrize(("language", "mark"), [("ar", "مشروع"), ("fr", "PROJET")])
def test_preview_is_the_letter_marked_as_a_draft(case: Case, person: MakePerson, language: str, mark: str) -> None:
    response = preview(person(Role.MINISTER_SIGNATORY), case, "preview_letter", language=language)
    page = response.content.decode()
    assert (mark in page, "Technicienne en maintenance industrielle" in page, "/v/" in page) == (True, True, False)
    assert response["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")


def test_preview_of_a_hostile_name_is_text(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case(facts={**FACTS, "proposal": {**REFUSED, "lifted_by": "<img src=x onerror=alert(1)>"}})
    response = preview(person(Role.MINISTER_SIGNATORY), case, "preview_letter", transition="sign_refusal")
    assert "<img" not in response.content.decode()
    assert "&lt;img src=x" in response.content.decode()


def test_preview_pdf_opens_in_its_own_tab(case: Case, person: MakePerson) -> None:
    response = preview(person(Role.MINISTER_SIGNATORY), case, "preview_pdf")
    assert (response.content, response["Content-Type"]) == (CONTENT, "application/pdf")
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"


def test_preview_without_printer_says_so(case: Case, person: MakePerson, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*args: object, **told: object) -> bytes:
        raise RenderingUnavailable("Pango is missing")

    monkeypatch.setattr(views, "render_contained", unavailable)
    assert preview(person(Role.MINISTER_SIGNATORY), case, "preview_pdf").status_code == 503


@pytest.mark.parametrize(
    ("transition", "language"), [("sign_approval", "en"), ("sign_approval", "xx"), ("propose_approval", "fr"), ("no_such", "fr")]
)
def test_preview_of_nothing_does_not_exist(case: Case, person: MakePerson, transition: str, language: str) -> None:
    assert preview(person(Role.MINISTER_SIGNATORY), case, transition=transition, language=language).status_code == 404


def test_preview_of_an_incomplete_decision_says_so(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case(facts={"proposal": {"outcome": "approve", "level": "BTP"}})
    user = person(Role.MINISTER_SIGNATORY)
    assert [preview(user, case, view).status_code for view in ("preview", "preview_pdf", "preview_letter")] == [409] * 3
