"""A letter whose zones staff have worded is as good a file as the built-in one."""

from pathlib import Path

import pytest

from documents import issuing, jobs, signing
from documents.catalogue import DOCUMENT_TYPES
from documents.docx import copies
from documents.samples import issued
from documents.zones.catalogue import zones_of
from tests.standards.test_samples import CLASS_PATH, verdicts

pytestmark = pytest.mark.tools
TEXTS = {
    "ar": "فقرة أولى بتاريخ {{ date }} من Institut Fictif.\nسطر ثان (12).\n\n- عنصر {{ addressee.name }}\n- عنصر ثان\n\n1. أولا\n2. ثانيا",
    "fr": "Un paragraphe du {{ date|figures }} avec du نص.\nDeux lignes.\n\n- un élément\n- {{ addressee.name }}\n\n1. un\n2. deux",
    "en": "A paragraph of {{ date|weekday }}.\n\n- one\n- two",
}
WORDED = [("CPL", "ar"), ("CPL", "fr"), ("EQD", "ar"), ("EQD", "fr"), ("AWB", "en"), ("MIN", "ar")]


@pytest.mark.skipif(not CLASS_PATH, reason="NOT CHECKED: veraPDF could not be had (scripts/verapdf.sh)")
def test_worded_letters_are_pdf_a_3a_and_pdf_ua_1(tmp_path: Path) -> None:
    for code, language in WORDED:
        made = issued.document(code, language)  # type: ignore[arg-type]
        made.content["wording"] = [{"zone": zone.name, "version": 1, "text": TEXTS} for zone in zones_of(code)]
        made.content_sha256 = issuing.digest(DOCUMENT_TYPES[code], made.content)
        signed = signing.sign(jobs.pdf_of(made), signing.statement_of(made))
        (tmp_path / f"{code}.{language}.pdf").write_bytes(signed.content)
        assert copies.copy_of(made)[:2] == b"PK"
    found = verdicts(*sorted(tmp_path.glob("*.pdf")))
    assert found == {f"{code}.{language}.pdf {standard}": "ok" for code, language in WORDED for standard in ("3a", "ua1")}
