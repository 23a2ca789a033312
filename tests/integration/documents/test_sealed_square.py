"""The square on a printed document, read from the page as a scanner sees it, and checked without asking anyone."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from documents import codes, issuing, storage
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document
from documents.seals import NotGenuine, keys, verify
from tests.integration.documents.conftest import actor, ordered, printed
from workflow.models import Case

pytestmark = pytest.mark.django_db
PROGRAMS = ("pdftoppm", "zbarimg")
needs_programs = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)), reason="NOT CHECKED: pdftoppm or zbarimg not installed (poppler-utils, zbar-tools)"
)


@pytest.fixture
def letters(make_case: Callable[..., Case], person: Callable[..., User]) -> list[Document]:
    ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    return list(Document.objects.order_by("language"))


def said(document: Document) -> dict[str, Any]:
    record = verify(issuing.verification_of(document)["square"], keys.public_keys())  # type: ignore[index]
    return vars(record)


def test_square_says_what_the_document_says(letters: list[Document]) -> None:
    for letter in letters:
        assert said(letter) == {
            "code": codes.code_of(letter.pk),
            "kind": "EQD",
            "language": letter.language,
            "number": letter.number,
            "on": timezone.localdate(letter.ordered_at),
            "initials_ar": "يا",
            "initials_fr": "YE",
            "birth_year": 1998,
            "level": "BTP",
            "fingerprint": bytes.fromhex(letter.content_sha256)[:16],
        }


def test_printed_address_is_short(letters: list[Document]) -> None:
    told = issuing.verification_of(letters[0])
    assert told["url"].endswith(f"/v/{told['code']}/")  # type: ignore[index]


@pytest.mark.tools
@needs_programs
def test_square_is_read_at_150_dpi_and_proves_itself(letters: list[Document], settings: Any, tmp_path: Path) -> None:
    settings.SITE_URL = "https://verification.emploi-formation.gov.tn"
    trusted = keys.read_set(keys.published())
    for letter in letters:
        file = storage.path_of(printed(letter).file)
        subprocess.run(["pdftoppm", "-r", "150", "-png", file, tmp_path / letter.language], check=True)
        last = max(tmp_path.glob(f"{letter.language}-*.png"))
        read = subprocess.run(["zbarimg", "-q", "--raw", last], capture_output=True, text=True, check=False).stdout.strip()
        assert verify(read, trusted).number == letter.number
        with pytest.raises(NotGenuine):
            verify(read.replace("#S1.", "#S1.0"), trusted)
