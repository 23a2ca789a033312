"""`manage.py document_samples`: one document of every type and language, printed, signed and copied."""

import io
from pathlib import Path

import docx
import pikepdf
import pytest
from django.core.management import CommandError, call_command

from documents.catalogue import DOCUMENT_TYPES
from documents.samples import issued


@pytest.fixture(autouse=True)
def _signer() -> None:
    """The samples are signed for real, with the keys of a demonstration made in the test's own folder."""


def test_every_type_and_language_has_its_sample():
    assert set(issued.every()) == {(kind.code, language) for kind in DOCUMENT_TYPES.values() for language in kind.languages}


@pytest.mark.parametrize(("code", "language"), issued.every())
def test_sample_is_the_same_document_each_time_and_can_be_verified(code, language):
    made = issued.document(code, language)
    assert (made.pk, made.code_hash) == (issued.document(code, language).pk, issued.document(code, language).code_hash)
    assert issued.issuing.verification_of(made) is not None


def test_command_writes_signed_pdfs_and_copies(tmp_path: Path) -> None:
    call_command("document_samples", "--out", str(tmp_path / "new"), "--only", "TST", stdout=io.StringIO())
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["TST.ar.docx", "TST.ar.pdf", "TST.fr.docx", "TST.fr.pdf"]
    with pikepdf.open(tmp_path / "new" / "TST.fr.pdf") as file:
        assert [str(field.FT) for field in file.Root.AcroForm.Fields] == ["/Sig"]
    copy = docx.Document(str(tmp_path / "new" / "TST.ar.docx"))
    assert "Copie" in copy.sections[0].header.paragraphs[0].text


def test_command_refuses_a_type_that_is_not_declared(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No type of document is called XXX"):
        call_command("document_samples", "--out", str(tmp_path), "--only", "XXX")
