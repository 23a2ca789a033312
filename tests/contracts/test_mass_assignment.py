"""A dishonest browser adds fields to forms that are not acts of a case: only what a form declares is written."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Posting, User
from accounts.roles import Role
from config.demonstration.applications import sheet
from tests.contracts.forbidden import FORBIDDEN, traces
from tests.factories.cases import TUNIS
from tests.factories.people import make_user
from tests.factories.rows import changed, kept
from workflow.models import Case

pytestmark = pytest.mark.django_db
TOLD = ("Event", "Payload", "StreamHead")


def post(user: User, url: str, data: dict[str, Any], *, forbidden: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
    """Posts the form with the forbidden fields; returns the status and, by model, the columns that changed."""
    client = Client()
    client.force_login(user)
    before = kept(without=TOLD)
    response = client.post(url, {**(FORBIDDEN if forbidden is None else forbidden), **data})
    after = kept(without=TOLD)
    assert traces(after, before) == []
    assert User.objects.filter(is_superuser=True).count() == 0
    found = changed(before, after)
    return response.status_code, {model: set().union(*rows.values()) for model, rows in found.items()}


def test_section_of_the_application(player: Any, ministry: dict[str, User]) -> None:
    case = player().case
    data = {"purpose": "study", "requested_level": "BTS", "filed_by_third": "no", "revision": case.revision}
    status, found = post(ministry["applicant"], f"/cases/{case.pk}/application/purpose/", data)
    assert (status, found) == (302, {"Case": {"answers"}})
    kept_answers = Case.objects.get(pk=case.pk).answers["purpose"]
    assert set(kept_answers) <= {"purpose", "requested_level", "filed_by_third", "previous_request", "tunisian_partner"}


def test_new_case(ministry: dict[str, User]) -> None:
    answers = {"awarded_in": "abroad", "kind": "vocational", "holder": "self"}
    status, found = post(ministry["applicant"], "/cases/new/EQV-01/", answers)
    assert (status, found) == (302, {"Case": {"row"}})
    case = Case.objects.get()
    assert (case.stage, case.number, case.region, case.applicant, case.author) == (
        "draft",
        None,
        "",
        ministry["applicant"],
        ministry["applicant"],
    )


def test_message_and_note(player: Any, ministry: dict[str, User]) -> None:
    case = player("under_review").case
    told = {"Case": {"ledger_seq", "ledger_head"}, "OutboxRow": {"row"}, "Message": {"row"}}
    data = {"body": "Bonjour", "side": "administration", "author": str(ministry["officer"].pk), "read_at": "1999-07-07"}
    status, found = post(ministry["applicant"], f"/cases/{case.pk}/messages/", data)
    assert (status, found) == (302, told)
    assert [(m.side, m.author, m.read_at) for m in case.messages.all()] == [("applicant", ministry["applicant"], None)]
    status, found = post(ministry["officer"], f"/cases/{case.pk}/notes/", {**data, "at": "1999-07-07"})
    assert (status, found) == (302, {"Case": {"ledger_seq", "ledger_head"}, "Note": {"row"}})
    assert case.notes.get().author == ministry["officer"]


def test_letter(player: Any, ministry: dict[str, User]) -> None:
    case = player("central_review").case
    data = {"alleged": "Le sceau est faux.", "evidence": "Lettre du lycée.", "seq": case.ledger_seq, "sent_on": "1999-07-07"}
    status, found = post(ministry["central_officer"], f"/cases/{case.pk}/letters/adversarial_letter/", data)
    assert (status, found["Case"]) == (302, {"duties", "facts", "ledger_seq", "ledger_head"})
    assert set(Case.objects.get(pk=case.pk).facts["adversarial_letter"]) == {"alleged", "evidence", "sent_on"}
    assert set(found) == {"Case", "Document", "OutboxRow", "Counter", "NumberUsed"}


def test_attachment(player: Any, ministry: dict[str, User]) -> None:
    case = player().case
    file = SimpleUploadedFile("777.pdf", sheet("x"), content_type="application/pdf")
    data = {"file": file, "requirement": "PAY", "is_internal": "on", "by": "777777", "sha256": "777777"}
    status, found = post(ministry["applicant"], f"/attachments/{case.pk}/RECOG/", data)
    assert (status, set(found)) == (302, {"Attachment"})
    assert case.attachments.filter(requirement="RECOG").count() == 2
    assert not case.attachments.filter(requirement="PAY").exists()
    assert not case.attachments.filter(is_internal=True).exists()


@pytest.mark.parametrize(
    ("act", "data", "expected"),
    [("take", {}, {"assignee_id", "status"}), ("snooze", {"until": "2026-11-25"}, {"snoozed_until"})],
)
def test_task(act: str, data: dict[str, str], expected: set[str], player: Any, ministry: dict[str, User]) -> None:
    task = player("submitted").case.tasks.get(role="front_desk")
    more = {**FORBIDDEN, "assignee": "777777", "due": "1999-07-07", "closed_by": "777777"}
    status, found = post(ministry["front_desk"], f"/tasks/{task.uuid}/{act}/", data, forbidden=more)
    assert (status, found) == (302, {"Task": expected})


def test_reassignment(player: Any, ministry: dict[str, User]) -> None:
    other = make_user(role=Role.REGIONAL_OFFICER, region=TUNIS)
    task = player("under_review").case.tasks.get(role="regional_officer", closed_at=None)
    to = other if task.assignee == ministry["officer"] else ministry["officer"]
    status, found = post(ministry["director"], f"/tasks/{task.uuid}/reassign/", {"to": str(to.uuid), "assignee": "777777"})
    assert (status, found) == (302, {"Task": {"assignee_id", "status"}})


def test_absence(ministry: dict[str, User]) -> None:
    data = {"since": "2030-12-01", "until": "2030-12-05", "substitute": "", "reason": "Congé", "user": "777777"}
    _status, found = post(ministry["officer"], "/absences/", data)
    assert found == {"Absence": {"row"}, "User": {"standing_version"}}
    assert ministry["officer"].absences.count() == 1


def test_new_account(ministry: dict[str, User]) -> None:
    data = {
        "email": "nouvelle@takwin.invalid", "name_ar": "سارة", "name_fr": "Sara", "function_ar": "", "function_fr": "", "language": "fr",
        "id_type": "cin", "id_number": "01234567", "id_country": "",
    }  # fmt: skip
    more = {**FORBIDDEN, "is_staff": "on", "password": "777777", "uuid": "777777", "standing_version": "777777", "is_active": ""}
    status, found = post(ministry["administrator"], "/administration/users/new/", data, forbidden=more)
    assert status == 302
    assert set(found) - {"EmailAddress"} == {"User"}
    user = User.objects.get(email="nouvelle@takwin.invalid")
    assert (user.is_active, user.is_superuser, user.postings.count(), user.has_usable_password()) == (True, False, 0, False)


def test_posting_of_an_administrator_is_theirs_to_give_only_by_its_form(ministry: dict[str, User]) -> None:
    """The names of a person cannot carry a role along."""
    user = make_user()
    data = {"act": "amend", "name_ar": "سارة", "name_fr": "Sara", "language": "fr"}
    post(ministry["administrator"], f"/administration/users/{user.uuid}/", data)
    assert Posting.objects.filter(user=user).count() == 0


def test_sign_up(client: Client, db: None) -> None:
    data = {
        "email": "moi@takwin.invalid", "password1": "une longue phrase secrète", "password2": "une longue phrase secrète",
        "name_ar": "أنا", "name_fr": "Moi",
    }  # fmt: skip
    more = {
        "is_superuser": "on",
        "is_staff": "on",
        "identity": "cin:77777777",
        "role": "minister_signatory",
        "standing_version": "777777",
    }
    client.post("/accounts/signup/", {**FORBIDDEN, **more, **data})
    user = User.objects.get(email="moi@takwin.invalid")
    assert (user.is_superuser, user.identity, user.postings.count(), user.standing_version) == (False, "", 0, 0)
