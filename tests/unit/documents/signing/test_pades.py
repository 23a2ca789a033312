"""A signed letter is still the letter, an archive and accessible; anything else done to it is seen."""

import io
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from documents import signing
from documents.signing import Purpose, Statement, identities, timestamps
from tests.unit.documents.signing.authorities import Company
from tests.unit.documents.signing.conftest import STATEMENT

SEAL = Statement(purpose=Purpose.SEAL, name="وزارة", reason="ختم", location="تونس")


def needs(*programs: str) -> pytest.MarkDecorator:
    absent = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(absent), reason=f"NOT CHECKED: {', '.join(absent)} not installed (poppler-utils, qpdf)")


def told(program: str, *arguments: Any) -> str:
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False).stdout


def added_page(content: bytes) -> bytes:
    """A page put behind the signature by an incremental update, as an impostor would."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.insert_page(
        PageObject(contents=writer.add_object(StreamObject(stream_data=b"0 0 100 100 re f")), media_box=(0, 0, 595, 842))
    )
    writer.write(out := io.BytesIO())
    return out.getvalue()


def test_signature_follows_the_letter_which_stays_as_it_was(letter: bytes, signed: bytes) -> None:
    assert signed[: len(letter)] == letter
    found = signing.validate(signed)
    assert (found.is_valid, found.problem, found.level) == (True, "", "B-B")
    assert (found.name, found.reason) == (STATEMENT.name, STATEMENT.reason)
    assert found.serial == identities.identity_of(Purpose.SIGNATURE).serial


def test_declarations_of_archive_and_access_are_untouched(letter: bytes, signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(letter)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert after.Root.Metadata.read_raw_bytes() == before.Root.Metadata.read_raw_bytes()
        with after.open_metadata() as about:
            assert (about.pdfa_status, about["pdfuaid:part"]) == ("3A", "1")
        assert list(after.attachments) == list(before.attachments) == ["data.json"]
        assert after.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1
        field = after.Root.AcroForm.Fields[0]
        assert str(field.TU) == STATEMENT.reason
        # Printable (PDF/A), of no size and outside the page (PDF/UA: what lies outside need not be tagged).
        assert int(field.F) & 0b111 == 0b100
        left, bottom, right, top = (float(each) for each in field.Rect)
        assert (left, bottom) == (right, top) and right < 0 and top < 0
        assert [str(page.get("/Tabs")) for page in after.pages if "/Annots" in page] == ["/S"]


def test_seal_has_its_own_certificate(letter: bytes) -> None:
    sealed, serials = signing.sign(letter, SEAL), {identities.identity_of(purpose).serial for purpose in Purpose}
    assert (signing.validate(sealed.content).is_valid, len(serials)) == (True, 2)
    assert sealed.serial == identities.identity_of(Purpose.SEAL).serial


@pytest.mark.parametrize("place", [0.01, 0.3, 0.6, 0.81])
def test_one_changed_byte_is_seen(letter: bytes, signed: bytes, place: float) -> None:
    changed = bytearray(signed)
    changed[int(len(letter) * place)] ^= 1
    assert signing.validate(bytes(changed)).problem in ("altered", "unreadable")


def test_alterations_are_told_apart(letter: bytes, signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as file:
        file.save(saved := io.BytesIO())
    found = {
        "page added": signing.validate(added_page(signed)).problem,
        "bytes added": signing.validate(signed + b"\n% more\n").problem,
        "saved anew": signing.validate(saved.getvalue()).is_valid,
        "cut": signing.validate(signed[:-2000]).is_valid,
        "never signed": signing.validate(letter).problem,
        "no document": signing.validate(b"hello").problem,
        "signed twice": signing.validate(signing.sign(letter, STATEMENT).content).problem,
    }
    assert found == {
        "page added": "changed",
        "bytes added": "changed",
        "saved anew": False,
        "cut": False,
        "never signed": "unsigned",
        "no document": "unreadable",
        "signed twice": "",
    }


def test_look_alike_certificate_is_not_trusted(signed: bytes, company: Company, settings: Any) -> None:
    settings.SIGNATURE_P12 = company.p12
    assert signing.validate(signed).problem == "untrusted"


def test_revoked_certificate_is_not_trusted(letter: bytes, company: Company, settings: Any) -> None:
    settings.SIGNATURE_P12 = company.p12
    signed = signing.sign(letter, STATEMENT).content
    assert signing.validate(signed).problem == ""
    settings.SIGNATURE_CRL_DIR = company.revoke()
    assert signing.validate(signed).problem == "untrusted"


def test_expired_certificate_signs_nothing(letter: bytes, company: Company, settings: Any) -> None:
    settings.SIGNATURE_P12 = company.expired()
    with pytest.raises(signing.SignatureUnavailable, match="not in force"):
        signing.sign(letter, STATEMENT)


# Time stamps ---------------------------------------------------------------------------------------------------------


def test_authority_that_answers_gives_level_t(letter: bytes, company: Company, settings: Any) -> None:
    settings.SIGNATURE_P12 = company.p12
    with company.answering() as (url, asked):
        settings.SIGNATURE_TSA_URL = url
        signed = signing.sign(letter, STATEMENT)
    found = signing.validate(signed.content)
    assert (signed.level, found.problem, found.level, asked) == ("B-T", "", "B-T", [1])


@pytest.mark.parametrize("garbage", [True, False], ids=["nonsense", "nobody"])
def test_authority_that_fails_gives_level_b_and_a_minute_of_peace(
    letter: bytes, company: Company, settings: Any, garbage: bool
) -> None:
    settings.SIGNATURE_P12 = company.p12
    with company.answering(garbage=garbage) as (url, asked):
        settings.SIGNATURE_TSA_URL = url if garbage else "http://127.0.0.1:9/"
        levels = [signing.sign(letter, STATEMENT).level for _ in range(2)]
    assert (levels, asked, timestamps.stamper()) == (["B-B", "B-B"], [int(garbage)], None)


def test_silent_authority_is_left_after_three_seconds(monkeypatch: pytest.MonkeyPatch, letter: bytes, settings: Any) -> None:
    monkeypatch.setattr(timestamps, "SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SIGNATURE_TSA_URL = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert signing.sign(letter, STATEMENT).level == "B-B"


def test_late_time_stamp_changes_no_byte_and_stays_valid(letter: bytes, company: Company, settings: Any) -> None:
    settings.SIGNATURE_P12 = company.p12
    signed = signing.sign(letter, STATEMENT).content
    with company.answering() as (url, _asked):
        settings.SIGNATURE_TSA_URL = url
        stamped = signing.stamp(signed)
    found = signing.validate(stamped)
    assert (stamped[: len(signed)] == signed, found.problem, found.level) == (True, "", "B-B+DTS")
    assert signing.validate(added_page(stamped)).problem == "changed"


def test_late_time_stamp_without_authority_waits(signed: bytes) -> None:
    with pytest.raises(signing.SignatureUnavailable):
        signing.stamp(signed)


# Other programs ------------------------------------------------------------------------------------------------------


@pytest.mark.tools
@needs("pdfsig", "qpdf")
def test_other_programs_agree(letter: bytes, signed: bytes, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(signed)
    changed = bytearray(signed)
    changed[len(letter) // 2] ^= 1
    bad.write_bytes(changed)
    assert "Signature is Valid" in told("pdfsig", "-nocert", good)
    assert "Total document signed" in told("pdfsig", "-nocert", good)
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", good)
    assert "Digest Mismatch" in told("pdfsig", "-nocert", bad)
