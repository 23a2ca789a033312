"""The store is rid of files that no attachment names, and of nothing else."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from forms import jobs
from forms.models import Attachment
from workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(tmp_path: Path) -> FileSystemStorage:
    return FileSystemStorage(location=tmp_path)


def put(store: FileSystemStorage, name: str, *, hours: float) -> str:
    stored = store.save(f"attachments/{name}", ContentFile(b"content"))
    then = time.time() - hours * 3600
    os.utime(store.path(stored), (then, then))
    return stored


def test_only_old_orphans_are_deleted(store: FileSystemStorage, case: Case) -> None:
    named, orphan, fresh = (put(store, n, hours=h) for n, h in (("ab/one", 48), ("ab/two", 25), ("cd/three", 23)))
    Attachment.objects.create(
        case=case, requirement="DIPL", name="d.pdf", file=named, mime="application/pdf", size=7, sha256="0" * 64,
        uploaded_by=case.author,
    )  # fmt: skip
    assert jobs.sweep_files(storage=store) == [orphan]
    assert [store.exists(n) for n in (named, orphan, fresh)] == [True, False, True]


def test_removed_attachment_of_a_filed_case_keeps_its_file(store: FileSystemStorage, case: Case) -> None:
    kept = put(store, "ab/one", hours=48)
    Attachment.objects.create(
        case=case, requirement="DIPL", name="d.pdf", file=kept, mime="application/pdf", size=7, sha256="0" * 64,
        uploaded_by=case.author, removed_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    assert jobs.sweep_files(storage=store) == []


def test_store_without_attachments_is_swept(store: FileSystemStorage, db: Any) -> None:
    assert jobs.sweep_files(storage=store) == []
