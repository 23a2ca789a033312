"""What is joined to a case: by whom, when, how much, and what becomes of the file."""

import hashlib
import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from forms import attachments
from forms.models import Attachment
from forms.requirements import ANY, PAPER
from forms.uploads import AttachmentRefused, admit
from tests.corpus.sample import pdf
from tests.unit.forms.conftest import person
from workflow.models import Case, Event
from workflow.refusals import NotEntitled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PDF = pdf()


def upload(content: bytes = PDF, name: str = "diploma.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def draft(case: Case) -> Case:
    case.stage = "draft"
    case.save()
    return case


@pytest.fixture
def asked(case: Case, officer: Any) -> Case:
    """A case whose applicant was asked for the diploma again."""
    items = [{"code": "DIPL", "label": {}, "why": "", "answered": False}]
    case.stage = "awaiting_complements"
    case.save()
    case.item_requests.create(kind="complement", stage=case.stage, items=items, asked_at=timezone.now(), asked_by=officer.user)
    return case


def test_attach_keeps_the_bytes_under_a_random_name(draft: Case, applicant: User) -> None:
    attachment = attachments.attach(
        case=draft, requirement="DIPL", upload=upload(name="../../My \u202ediploma.pdf"), by=applicant
    )
    assert (attachment.name, attachment.status, attachment.mime) == ("My diploma.pdf", "clean", "application/pdf")
    assert "diploma" not in attachment.file.name
    assert Path(attachment.file.path).read_bytes() == PDF
    assert (attachment.size, attachment.sha256) == (len(PDF), hashlib.sha256(PDF).hexdigest())
    assert list(attachments.current(draft, "DIPL")) == [attachment]
    assert Event.objects.filter(kind="attachment.added").count() == 0


def test_attach_refuses_with_a_sentence_and_keeps_nothing(draft: Case, applicant: User) -> None:
    with pytest.raises(AttachmentRefused) as caught:
        attachments.attach(case=draft, requirement="DIPL", upload=upload(b"<html>"), by=applicant)
    assert str(caught.value.sentence).startswith("This file is not a PDF")
    assert Attachment.objects.count() == 0


def test_attach_refuses_what_is_too_large_for_its_kind(draft: Case, applicant: User) -> None:
    with pytest.raises(AttachmentRefused) as caught:
        attachments.attach(case=draft, requirement="CIN", upload=upload(PDF + b"x" * 5 * 1024 * 1024), by=applicant)
    assert "larger than" in str(caught.value.sentence)


@pytest.mark.parametrize(
    ("requirement", "name", "may"),
    [
        ("DIPL", "author", True),
        (PAPER, "author", False),
        ("B3", "author", False),
        ("other:1", "author", False),
        ("DIPL", "other", False),
    ],
)
def test_who_may_attach_to_a_draft(requirement: str, name: str, may: bool, draft: Case, applicant: User) -> None:
    user = applicant if name == "author" else person("other")
    assert attachments.may_attach(draft, requirement, user) is may


def test_counter_attaches_the_paper_form(draft: Case) -> None:
    desk = person("desk", Role.FRONT_DESK, region="TN-81")
    draft.author = desk
    draft.save()
    assert attachments.may_attach(draft, PAPER, desk)


def test_only_what_was_asked_can_be_attached_afterwards(asked: Case, applicant: User) -> None:
    assert attachments.may_attach(asked, "DIPL", applicant)
    assert not attachments.may_attach(asked, "CIN", applicant)
    with pytest.raises(NotEntitled):
        attachments.attach(case=asked, requirement="CIN", upload=upload(), by=applicant)


def test_nothing_can_be_attached_while_it_is_examined(case: Case, applicant: User) -> None:
    assert not attachments.may_attach(case, "DIPL", applicant)


def test_attaching_and_removing_in_a_filed_case_is_told_in_the_ledger(asked: Case, applicant: User) -> None:
    attachment = attachments.attach(case=asked, requirement="DIPL", upload=upload(), by=applicant)
    attachments.remove(attachment=attachment, by=applicant)
    assert list(Event.objects.filter(stream=asked.stream).values_list("kind", flat=True)) == [
        "attachment.added",
        "attachment.removed",
    ]
    attachment.refresh_from_db()
    assert attachment.removed_at
    assert Path(attachment.file.path).exists()
    assert list(attachments.of(asked, Role.CENTRAL_OFFICER)) == []


def test_what_was_filed_stays(asked: Case, applicant: User) -> None:
    told = {"name": "d.pdf", "size": 1, "sha256": "a", "status": "clean", "file": "a", "mime": "application/pdf"}
    filed = Attachment.objects.create(case=asked, requirement="DIPL", uploaded_by=applicant, **told)
    Attachment.objects.filter(pk=filed.pk).update(uploaded_at=asked.item_requests.get().asked_at - timedelta(days=1))
    with pytest.raises(NotEntitled):
        attachments.remove(attachment=filed, by=applicant)


def test_removing_from_a_draft_removes_the_file(draft: Case, applicant: User, django_capture_on_commit_callbacks: Any) -> None:
    attachment = attachments.attach(case=draft, requirement="DIPL", upload=upload(), by=applicant)
    path = Path(attachment.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        attachments.remove(attachment=attachment, by=applicant)
    assert Attachment.objects.count() == 0
    assert not path.exists()


def test_number_of_files_is_limited(draft: Case, applicant: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "PER_REQUIREMENT", 1)
    attachments.attach(case=draft, requirement="DIPL", upload=upload(), by=applicant)
    with pytest.raises(AttachmentRefused) as caught:
        attachments.attach(case=draft, requirement="DIPL", upload=upload(), by=applicant)
    assert str(caught.value.sentence).startswith("1 files are attached here already")
    monkeypatch.setattr(attachments, "PER_CASE", 1)
    with pytest.raises(AttachmentRefused) as caught:
        attachments.attach(case=draft, requirement="CIN", upload=upload(), by=applicant)
    assert str(caught.value.sentence).startswith("A case holds at most 1 files")


def test_applicant_does_not_see_what_is_internal(case: Case, applicant: User, officer: Any) -> None:
    inner = attachments.attach(case=case, requirement="minutes", upload=upload(), by=officer.user, is_internal=True)
    assert list(attachments.of(case, Role.APPLICANT)) == []
    assert list(attachments.of(case, None)) == []
    assert list(attachments.of(case, Role.CENTRAL_OFFICER)) == [inner]
    assert list(attachments.current(case, "minutes")) == []
    assert not attachments.may_remove(inner, applicant)


def test_file_goes_when_its_row_cannot_be_written(draft: Case, applicant: User, monkeypatch: pytest.MonkeyPatch) -> None:
    stored: list[Path] = []

    def fail(self: Attachment, *args: Any, **kwargs: Any) -> None:
        stored.append(Path(self.file.path))
        raise OSError("full")

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(OSError, match="full"):
        attachments.attach(case=draft, requirement="DIPL", upload=upload(), by=applicant)
    assert [p.exists() for p in stored] == [False]


def test_upload_of_a_killed_process_is_gone_when_the_next_one_begins(settings: Any, tmp_path: Path) -> None:
    settings.SCRATCH_DIR = tmp_path
    pid = os.fork()
    if pid == 0:
        try:
            admitted = admit(upload=upload(), accept=ANY, max_bytes=10**6)
            assert admitted.path.read_bytes() == PDF
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
    assert [path.read_bytes() for path in tmp_path.glob("*/*/sent")] == [PDF]
    admitted = admit(upload=upload(), accept=ANY, max_bytes=10**6)
    assert list(tmp_path.glob("*/*/*")) == [admitted.path]
    del admitted
    assert list(tmp_path.glob("*/upload-*")) == []
