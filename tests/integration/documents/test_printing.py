"""Printing after commit: once, whatever is repeated, killed or missing on the way."""

import hashlib
import os
import time
from collections.abc import Callable

import pytest
from django.conf import settings as site

from accounts.models import User
from accounts.roles import Role
from documents import issuing, jobs, storage
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document, NumberUsed
from documents.rendering.check import missing_packages
from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from tests.integration.documents.conftest import actor, ordered, printed
from workflow import outbox
from workflow.models import Case, Event, OutboxRow

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 a letter"


@pytest.fixture
def letter(make_case: Callable[..., Case], person: Callable[..., User]) -> Document:
    """The decision in the applicant's language, ordered and not yet printed."""
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    return Document.objects.get(is_reference=True)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A renderer that remembers what it was given."""
    given: list[str] = []
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: given.append(html) or CONTENT)
    return given


def files() -> list[str]:
    return sorted(p.name for p in storage.folder().rglob("*") if p.is_file())


def test_printed_document_has_file_and_fingerprint(letter: Document, rendered: list[str]) -> None:
    document = printed(letter)
    assert (document.status, document.size, document.sha256) == ("issued", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert storage.path_of(document.file).read_bytes() == CONTENT
    assert document.template_version == jobs.templates_version()
    assert document.issued_at is not None


def test_printed_twice_is_one_file_one_event_one_message(letter: Document, rendered: list[str]) -> None:
    first, again = printed(letter), printed(letter)
    assert (first.issued_at, len(rendered), len(files())) == (again.issued_at, 1, 1)
    assert Event.objects.filter(kind="document.issued").count() == 1
    assert list(OutboxRow.objects.filter(topic="mail.document").values_list("key", flat=True)) == [str(letter.pk)]


def test_message_is_sent_once_for_both_languages(letter: Document, rendered: list[str]) -> None:
    for document in Document.objects.all():
        printed(document)
    row = OutboxRow.objects.get(topic="mail.document")
    assert row.payload == {
        "document": str(letter.pk),
        "case": str(letter.case_id),
        "title": {"ar": "قرار معادلة", "fr": "Décision d’équivalence"},
    }


def test_paper_carries_the_code_and_the_fingerprint_of_what_was_signed(letter: Document, rendered: list[str]) -> None:
    printed(letter)
    verification = issuing.verification_of(letter)
    assert verification is not None
    assert f"{site.SITE_URL}/v/{verification['code']}/" == verification["url"]
    assert verification["code"] in rendered[0]
    assert letter.content_sha256 in rendered[0]
    assert letter.number in rendered[0]


def test_killed_between_file_and_row_gives_the_same_bytes_and_number(
    letter: Document, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = list(NumberUsed.objects.values_list("series", "n"))
    monkeypatch.setattr(jobs, "_note_issued", lambda *a, **k: (_ for _ in ()).throw(SystemExit("killed")))
    with pytest.raises(SystemExit):
        printed(letter)
    left = files()
    letter.refresh_from_db()
    assert (letter.status, letter.file, len(left)) == ("ordered", "", 1)
    monkeypatch.undo()
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: CONTENT)
    document = printed(letter)
    assert (files(), f"{document.sha256}.pdf") == (left, left[0])
    assert list(NumberUsed.objects.values_list("series", "n")) == numbers


@pytest.mark.parametrize("failure", [RenderingUnavailable("Pango is missing"), RenderingFailed("time")])
def test_failure_leaves_the_row_for_later(letter: Document, monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    def fail(*args: object, **told: object) -> bytes:
        raise failure

    monkeypatch.setattr(jobs, "render_contained", fail)
    assert outbox.drain() == 0
    letter.refresh_from_db()
    assert (letter.status, files()) == ("ordered", [])
    assert set(OutboxRow.objects.filter(topic=issuing.RENDER).values_list("done_at", "attempts")) == {(None, 1)}


def test_withdrawn_meanwhile_is_not_issued(letter: Document, rendered: list[str]) -> None:
    Document.objects.filter(pk=letter.pk).update(status="withdrawn")
    assert (printed(letter).status, rendered, files()) == ("withdrawn", [], [])


def test_code_after_a_change_of_key(letter: Document, rendered: list[str], settings: object) -> None:
    former = issuing.verification_of(letter)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [site.SECRET_KEY], "another key"  # type: ignore[attr-defined]
    assert issuing.verification_of(letter) == former
    settings.SECRET_KEY_FALLBACKS = []  # type: ignore[attr-defined]
    with pytest.raises(jobs.CodeUnknown):
        printed(letter)


def test_sweep_deletes_orphans_and_reports_lost_files(letter: Document, rendered: list[str]) -> None:
    document = printed(letter)
    old, _sha = storage.store(b"orphan")
    new, _sha = storage.store(b"just written")
    yesterday = time.time() - 25 * 3600
    for name in (old, document.file):
        os.utime(storage.path_of(name), (yesterday, yesterday))
    assert jobs.sweep_files() == {"deleted": [old], "missing": []}
    assert storage.path_of(new).is_file()
    storage.path_of(document.file).unlink()
    assert jobs.sweep_files() == {"deleted": [], "missing": [str(document.pk)]}


@pytest.mark.skipif(bool(missing_packages()), reason="nothing can be printed on this machine")
def test_every_language_is_really_printed_and_again_the_same(letter: Document) -> None:
    for document in Document.objects.all():
        content = jobs.pdf_of(document)
        assert content.startswith(b"%PDF-1.7")
        assert (
            hashlib.sha256(jobs.pdf_of(document)).hexdigest() == printed(document).sha256 == hashlib.sha256(content).hexdigest()
        )
