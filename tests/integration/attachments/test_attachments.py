"""Files over HTTP: taken, refused with a sentence, read by those who may, taken off in time."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from config.demonstration import applications
from forms.models import Attachment
from tests.factories.browsers import let_go
from tests.factories.people import make_user
from workflow import cases
from workflow.models import Case, Event
from workflow.procedures import named

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def browser_of(user: User, **options: Any) -> Client:
    client = Client(headers={"accept-language": "en"}, **options)
    client.force_login(user)
    return client


@pytest.fixture
def applicant(db: None) -> User:
    return make_user(language="en")


@pytest.fixture
def browser(applicant: User) -> Client:
    return browser_of(applicant)


@pytest.fixture
def draft(applicant: User) -> Case:
    return cases.open_draft(procedure=named("EQV-01"), by=applicant)


def a_pdf(name: str = "diploma.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, applications.sheet("DIPL"), content_type="application/pdf")


@pytest.fixture
def joined(browser: Client, draft: Case) -> Attachment:
    browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": a_pdf()})
    return Attachment.objects.get()


# Sending -------------------------------------------------------------------------------------------------------------


def test_upload_without_script_returns_to_the_page(browser: Client, draft: Case) -> None:
    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": [a_pdf("one.pdf"), a_pdf("two.pdf")]})

    assert (answer.status_code, answer.url) == (302, f"/cases/{draft.pk}/#document-DIPL")
    assert sorted(Attachment.objects.values_list("name", "requirement")) == [("one.pdf", "DIPL"), ("two.pdf", "DIPL")]


def test_upload_by_script_is_answered_in_json(browser: Client, draft: Case) -> None:
    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": a_pdf()}, headers=JSON)

    assert (answer.status_code, answer.json()) == (200, {"count": 1})


@pytest.mark.parametrize("headers", [{}, JSON])
def test_upload_page_in_disguise_is_refused(browser: Client, draft: Case, headers: dict[str, str]) -> None:
    disguised = SimpleUploadedFile("diploma.pdf", b"<html><script>alert(1)</script></html>", content_type="application/pdf")

    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": disguised}, headers=headers)

    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    told = answer.json()["error"] if headers else answer.text
    assert "diploma.pdf" in told


@pytest.mark.parametrize("headers", [{}, JSON])
def test_upload_announced_too_large_is_not_read(browser: Client, draft: Case, headers: dict[str, str]) -> None:
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7" + b"0" * 60 * 1024 * 1024, content_type="application/pdf")

    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": large}, headers=headers)

    assert (answer.status_code, Attachment.objects.count()) == (413, 0)
    assert "10 MB at most" in (answer.json()["error"] if headers else answer.text)


def test_upload_larger_than_it_said_is_counted(browser: Client, draft: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forms.views.AT_ONCE", 0)  # one megabyte of envelope, and not one byte of files

    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": a_pdf()}, headers=JSON)

    assert (answer.status_code, Attachment.objects.count()) == (413, 0)


def test_upload_one_file_too_large_for_its_kind(browser: Client, draft: Case) -> None:
    large = SimpleUploadedFile("large.pdf", applications.sheet("DIPL") + b"0" * 11 * 1024 * 1024, content_type="application/pdf")

    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", {"file": large}, headers=JSON)

    assert (answer.status_code, Attachment.objects.count()) == (422, 0)


def test_upload_of_nothing(browser: Client, draft: Case) -> None:
    assert browser.post(f"/attachments/{draft.pk}/DIPL/", {}, headers=JSON).status_code == 422


def test_upload_not_a_form(browser: Client, draft: Case) -> None:
    answer = browser.post(f"/attachments/{draft.pk}/DIPL/", b"{}", content_type="application/json", headers=JSON)

    assert answer.status_code == 422


@pytest.mark.parametrize("requirement", ["B3", "PAPER", "other:1", "x" * 300, "field:cin"])
def test_upload_for_what_is_not_asked(browser: Client, draft: Case, requirement: str) -> None:
    answer = browser.post(f"/attachments/{draft.pk}/{requirement}/", {"file": a_pdf()}, headers=JSON)

    assert (answer.status_code, Attachment.objects.count()) == (403, 0)


def test_upload_into_the_case_of_another(draft: Case) -> None:
    answer = browser_of(make_user()).post(f"/attachments/{draft.pk}/DIPL/", {"file": a_pdf()})

    assert (answer.status_code, Attachment.objects.count()) == (404, 0)


def test_upload_without_token_is_refused(applicant: User, draft: Case) -> None:
    strict = browser_of(applicant, enforce_csrf_checks=True)

    answer = strict.post(f"/attachments/{draft.pk}/DIPL/", {"file": a_pdf()})

    assert (answer.status_code, Attachment.objects.count()) == (403, 0)


def test_upload_anonymous(draft: Case) -> None:
    answer = Client().post(f"/attachments/{draft.pk}/DIPL/", {"file": a_pdf()})

    assert (answer.status_code, answer.url.startswith("/accounts/login/")) == (302, True)


def test_upload_by_get(browser: Client, draft: Case) -> None:
    assert browser.get(f"/attachments/{draft.pk}/DIPL/").status_code == 405


# Reading -------------------------------------------------------------------------------------------------------------


def test_attachment_is_served_as_a_file_and_told(browser: Client, applicant: User, joined: Attachment) -> None:
    answer = browser.get(f"/attachments/file/{joined.pk}/")

    content = b"".join(answer.streaming_content)
    let_go(answer)
    assert (answer.status_code, content[:5], len(content)) == (200, b"%PDF-", joined.size)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="diploma.pdf"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    event = Event.objects.select_related("payload").get(kind="reading.attachment")
    assert (event.actor, event.payload.body["attachment"], event.payload.body["sha256"]) == (
        applicant,
        str(joined.pk),
        joined.sha256,
    )


@pytest.mark.parametrize(("status", "code"), [("pending", 409), ("refused", 404)])
def test_attachment_not_clean_is_not_served(browser: Client, joined: Attachment, status: str, code: int) -> None:
    Attachment.objects.update(status=status)

    answer = browser.get(f"/attachments/file/{joined.pk}/")

    assert (answer.status_code, answer.streaming, Event.objects.filter(kind="reading.attachment").count()) == (code, False, 0)


def test_attachment_internal_does_not_exist_for_the_applicant(player: Callable[..., Any], ministry: dict[str, User]) -> None:
    case = player("under_review").case
    found = case.attachments.first()
    Attachment.objects.filter(pk=found.pk).update(is_internal=True)

    assert browser_of(ministry["applicant"]).get(f"/attachments/file/{found.pk}/").status_code == 404
    officers = browser_of(ministry["officer"]).get(f"/attachments/file/{found.pk}/")
    let_go(officers)
    assert officers.status_code == 200


@pytest.mark.parametrize("role", ["", Role.ADMINISTRATOR, Role.REGIONAL_OFFICER, Role.AUDITOR])
def test_attachment_of_a_draft_is_its_authors(joined: Attachment, role: str) -> None:
    assert browser_of(make_user(role=role)).get(f"/attachments/file/{joined.pk}/").status_code == 404


def test_attachment_lost_from_the_store(browser: Client, joined: Attachment) -> None:
    joined.file.storage.delete(joined.file.name)

    answer = browser.get(f"/attachments/file/{joined.pk}/")

    assert (answer.status_code, Event.objects.filter(kind="reading.attachment").count()) == (503, 0)


@pytest.mark.parametrize("key", ["0", "-1", str(2**63), str(2**70), "not-a-uuid", "00000000-0000-0000-0000-000000000000"])
def test_attachment_unknown(browser: Client, key: str) -> None:
    assert browser.get(f"/attachments/file/{key}/").status_code == 404


# Taking off ----------------------------------------------------------------------------------------------------------


def test_remove_from_a_draft(browser: Client, joined: Attachment, draft: Case) -> None:
    answer = browser.post(f"/attachments/file/{joined.pk}/remove/")

    assert (answer.status_code, answer.url, Attachment.objects.count()) == (302, f"/cases/{draft.pk}/#document-DIPL", 0)


def test_remove_from_a_filed_case(player: Callable[..., Any], ministry: dict[str, User]) -> None:
    found = player("submitted").case.attachments.first()

    answer = browser_of(ministry["applicant"]).post(f"/attachments/file/{found.pk}/remove/")

    found.refresh_from_db()
    assert (answer.status_code, found.removed_at) == (403, None)


def test_remove_by_get_or_by_another(browser: Client, joined: Attachment) -> None:
    assert browser.get(f"/attachments/file/{joined.pk}/remove/").status_code == 405
    assert browser_of(make_user()).post(f"/attachments/file/{joined.pk}/remove/").status_code == 404
    assert Attachment.objects.count() == 1
