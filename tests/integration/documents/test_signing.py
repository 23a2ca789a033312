"""What is issued is signed; what cannot be signed waits, is served to nobody, and is tried again."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import checks, jobs, signing, storage, verification
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.catalogue.intake import DEPOSIT_ACKNOWLEDGEMENT, RECEIPT
from documents.erasure import erase_documents
from documents.models import Document
from documents.rendering.check import missing_packages
from documents.signing import SignatureUnavailable, stamping
from documents.signing.statements import statement_of
from documents.storage import Shelf
from tests.integration.documents.conftest import actor, ordered, printed
from tests.unit.documents.signing.authorities import Company
from workflow import outbox
from workflow.models import Case, Event, OutboxRow

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(missing_packages()), reason="nothing can be printed on this machine"),
]
MakeCase = Callable[..., Case]
MakePerson = Callable[..., User]


@pytest.fixture(autouse=True)
def _signer() -> None:
    """Here letters are signed for real."""


@pytest.fixture
def letter(make_case: MakeCase, person: MakePerson) -> Document:
    """The decision in the applicant's language, ordered and not yet printed."""
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    return Document.objects.get(is_reference=True)


@pytest.fixture
def company(tmp_path: Path, settings: Any) -> Company:
    found = Company(tmp_path)
    settings.SIGNATURE_P12 = found.p12
    return found


@pytest.fixture
def keyless(settings: Any, tmp_path: Path) -> None:
    """A key is configured, and cannot be had."""
    settings.SIGNATURE_P12 = str(tmp_path / "absent.p12")


def attempts(topic: str) -> list[OutboxRow]:
    return list(OutboxRow.objects.filter(topic=topic, done_at=None).order_by("id"))


def worked(row: OutboxRow) -> None:
    """The row, when its time has come."""
    jobs_done = outbox._handlers[row.topic]
    jobs_done(row)
    OutboxRow.objects.filter(pk=row.pk).update(done_at=timezone.now())


def kept(shelf: Shelf) -> list[str]:
    return sorted(p.name for p in storage.folder(shelf).rglob("*.pdf"))


def test_issued_document_is_signed_in_the_name_of_who_approved(letter: Document, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = printed(letter)
    content = storage.path_of(document.file).read_bytes()
    found, block = signing.validate(content), letter.content["signature"]
    assert (found.problem, found.level, found.serial) == ("", "B-B", document.certificate_serial)
    assert found.name == block["name"]["fr"]
    assert found.reason == f"Approuvé par {block['name']['fr']}, {block['function']['fr']}"
    assert (document.status, document.signature_level, document.unsigned_file) == ("issued", "B-B", "")
    assert (kept(Shelf.UNSIGNED), kept(Shelf.ISSUED)) == ([], [f"{document.sha256}.pdf"])
    assert content.startswith(jobs.pdf_of(document))


def test_ledger_tells_level_and_certificate(letter: Document) -> None:
    document = printed(letter)
    body = Event.objects.get(kind="document.issued").payload.body
    assert (body["signature"], body["certificate"]) == ("B-B", document.certificate_serial)
    assert (body["sha256"], body["says"]) == (document.sha256, document.content_sha256)


def test_signatures_for_persons_seals_for_receipts_and_automatic_letters(make_case: MakeCase, person: MakePerson) -> None:
    case = make_case("under_review")
    ordered(DEPOSIT_ACKNOWLEDGEMENT, case, actor(None))
    ordered(RECEIPT, case, actor(person(), Role.FRONT_DESK))
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    purposes = {d.kind: str(statement_of(d).purpose) for d in Document.objects.filter(language="ar")}
    assert purposes == {"ACK": "seal", "REC": "seal", "EQD": "signature"}
    sealed = printed(Document.objects.get(kind="ACK", language="ar"))
    assert signing.validate(storage.path_of(sealed.file).read_bytes()).name == "وزارة التشغيل والتكوين المهني"


# Failures ------------------------------------------------------------------------------------------------------------


def test_unsigned_document_waits_and_is_served_to_nobody(letter: Document, keyless: None, client: Client) -> None:
    document = printed(letter)
    assert (document.status, document.file, document.sha256, len(kept(Shelf.UNSIGNED))) == ("to_be_signed", "", "", 1)
    assert Event.objects.filter(kind="document.issued").count() == 0
    assert OutboxRow.objects.filter(topic="mail.document").count() == 0
    assert document.case is not None
    client.force_login(document.case.applicant)
    answer = client.get(reverse("documents:document", args=[document.pk]))
    assert (answer["Content-Type"], answer.context["document"]) == ("text/html; charset=utf-8", document)
    assert {verification._OUTCOMES[Document.Status(document.status)]} == {"prepared"}
    unsigned = Path(document.unsigned_file).stem
    assert verification.by_file(unsigned).outcome == "unknown"


def test_unsigned_document_is_tried_again_without_being_printed_again(
    letter: Document, keyless: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(letter)
    monkeypatch.setattr(jobs, "render_contained", lambda *a, **k: pytest.fail("printed again"))
    for turn in range(1, 13):  # far more than a failing row is tried
        (row,) = attempts(jobs.SIGN)
        assert row.payload["attempt"] == turn
        assert row.not_before - timezone.now() <= timedelta(minutes=15)
        worked(row)
    settings.SIGNATURE_P12 = ""
    worked(attempts(jobs.SIGN)[0])
    letter.refresh_from_db()
    assert (letter.status, letter.unsigned_file, attempts(jobs.SIGN)) == ("issued", "", [])
    assert signing.validate(storage.path_of(letter.file).read_bytes()).is_valid


def test_kept_letter_that_was_lost_or_changed_is_printed_again(letter: Document, keyless: None, settings: Any) -> None:
    document = printed(letter)
    path = storage.path_of(document.unsigned_file, Shelf.UNSIGNED)
    path.write_bytes(path.read_bytes() + b"% changed")
    settings.SIGNATURE_P12 = ""
    worked(attempts(jobs.SIGN)[0])
    letter.refresh_from_db()
    content = storage.path_of(letter.file).read_bytes()
    assert (signing.validate(content).problem, b"% changed" in content) == ("", False)


def test_altered_content_is_not_signed(letter: Document, keyless: None, settings: Any) -> None:
    printed(letter)
    settings.SIGNATURE_P12 = ""
    says = letter.content | {"level": {**letter.content["level"], "code": "BTS"}}
    Document.objects.filter(pk=letter.pk).update(content=says)
    with pytest.raises(jobs.ContentAltered):
        worked(attempts(jobs.SIGN)[0])
    letter.refresh_from_db()
    assert (letter.status, letter.file) == ("to_be_signed", "")


def test_withdrawn_before_its_signature_is_not_signed(letter: Document, keyless: None, settings: Any) -> None:
    printed(letter)
    settings.SIGNATURE_P12 = ""
    Document.objects.filter(pk=letter.pk).update(status="withdrawn")
    worked(attempts(jobs.SIGN)[0])
    letter.refresh_from_db()
    assert (letter.status, letter.file, kept(Shelf.ISSUED)) == ("withdrawn", "", [])


def test_killed_between_signature_and_row_leaves_one_file_that_counts(
    letter: Document, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    with monkeypatch.context() as deadly:
        deadly.setattr(jobs, "_note_issued", lambda *a, **k: (_ for _ in ()).throw(SystemExit("killed")))
        with pytest.raises(SystemExit):
            printed(letter)
    document = printed(letter)
    monkeypatch.setattr(jobs, "ORPHAN_SECONDS", -1)
    jobs.sweep_files()
    assert kept(Shelf.ISSUED) == [f"{document.sha256}.pdf"]
    assert Event.objects.filter(kind="document.issued").count() == 1


def test_sweep_keeps_what_waits_for_its_signature(letter: Document, keyless: None, monkeypatch: pytest.MonkeyPatch) -> None:
    document = printed(letter)
    orphan, _sha256 = storage.store(b"nobody's", Shelf.UNSIGNED)
    monkeypatch.setattr(jobs, "ORPHAN_SECONDS", -1)
    assert jobs.sweep_files() == {"deleted": [orphan], "missing": []}
    assert kept(Shelf.UNSIGNED) == [Path(document.unsigned_file).name]


# Time stamps ---------------------------------------------------------------------------------------------------------


def test_time_stamp_that_was_late_is_added_and_both_files_are_known(letter: Document, company: Company, settings: Any) -> None:
    settings.SIGNATURE_TSA_URL = "http://127.0.0.1:9/"
    document = printed(letter)
    before, sha256 = storage.path_of(document.file).read_bytes(), document.sha256
    assert (document.status, document.signature_level) == ("issued", "B-B")
    worked(attempts(stamping.STAMP)[0])  # nobody answers yet
    with company.answering() as (url, _asked):
        settings.SIGNATURE_TSA_URL = url
        cache.clear()  # the minute of peace is over
        worked(attempts(stamping.STAMP)[0])
    document.refresh_from_db()
    after = storage.path_of(document.file).read_bytes()
    assert (document.signature_level, document.sha256_before_stamp, after.startswith(before)) == ("B-B+DTS", sha256, True)
    assert (signing.validate(after).problem, attempts(stamping.STAMP)) == ("", [])
    assert {verification.by_file(each).outcome for each in (sha256, document.sha256)} == {"valid"}
    assert Event.objects.get(kind="document.stamped").payload.body["before"] == sha256


def test_time_stamp_in_time_is_not_asked_again(letter: Document, company: Company, settings: Any) -> None:
    with company.answering() as (url, asked):
        settings.SIGNATURE_TSA_URL = url
        document = printed(letter)
    assert (document.signature_level, asked, attempts(stamping.STAMP)) == ("B-T", [1], [])
    assert signing.validate(storage.path_of(document.file).read_bytes()).problem == ""


def test_day_without_an_authority_delays_time_stamps_by_an_hour_at_most(
    letter: Document, company: Company, settings: Any, clock: Any
) -> None:
    settings.SIGNATURE_TSA_URL = "http://127.0.0.1:9/"
    document = printed(letter)
    assert (document.status, document.signature_level) == ("issued", "B-B")
    for _half_hour in range(48):
        clock.shift(1800)
        outbox.drain()
        waiting = [row for row in attempts(stamping.STAMP) if row.payload["document"] == str(document.pk)]
        assert [(row.dead_at, row.not_before - timezone.now() <= timedelta(hours=1)) for row in waiting] == [(None, True)]
    with company.answering() as (url, _asked):
        settings.SIGNATURE_TSA_URL = url
        clock.shift(3600)
        outbox.drain()
    document.refresh_from_db()
    assert (document.signature_level, attempts(stamping.STAMP)) == ("B-B+DTS", [])


# Keys ----------------------------------------------------------------------------------------------------------------


def test_command_tells_the_keys_and_validates_files(letter: Document, tmp_path: Path, capsys: Any) -> None:
    document = printed(letter)
    call_command("signing_keys", "--validate", str(storage.path_of(document.file)))
    said = capsys.readouterr().out
    assert said.count("Demonstration") >= 2
    assert document.certificate_serial in said
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(storage.path_of(document.file).read_bytes() + b"% more")
    with pytest.raises(SystemExit):
        call_command("signing_keys", "--validate", str(wrong))


def test_ministry_without_a_key_is_told_and_makes_none(settings: Any) -> None:
    settings.IN_MINISTRY = True
    assert [found.id for found in checks.signature(None)] == ["documents.E001"]
    with pytest.raises(SystemExit):
        call_command("signing_keys")
    assert not (Path(site.VAR_DIR) / "keys").exists()
    settings.SIGNATURE_P12 = "/nowhere.p12"
    assert [found.id for found in checks.signature(None)] == ["documents.E002"]


def test_token_without_its_package_is_told(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pkcs11", None)  # as where the extra is not installed
    settings.SIGNATURE_PKCS11_MODULE = "/usr/lib/softhsm/libsofthsm2.so"
    with pytest.raises(SignatureUnavailable, match="python-pkcs11"):
        signing.sign(b"%PDF-1.7", signing.Statement(purpose=signing.Purpose.SEAL, name="x", reason="y"))


def test_erasure_destroys_what_waited(letter: Document, keyless: None, django_capture_on_commit_callbacks: Any) -> None:
    printed(letter)
    assert letter.case is not None
    with django_capture_on_commit_callbacks(execute=True):
        erase_documents(letter.case)
    assert kept(Shelf.UNSIGNED) == []
