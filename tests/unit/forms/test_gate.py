"""The gate lets ordinary files in, keeps hostile ones out, and says why."""

import ast
import hashlib
import io
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image

from forms import gate
from forms.gate import active, child, inspection, limits
from forms.gate.kinds import Kind
from forms.gate.verdict import Refusal, Verdict
from tests.corpus.benign import BENIGN, CLEANED, sixteen_bits
from tests.corpus.hostile import HOSTILE
from tests.corpus.hostile_types import picture
from tests.corpus.sample import Sample, pdf

EVERYTHING = frozenset({"pdf", "jpeg", "png"})
PDF_ONLY = frozenset({"pdf"})
TEN_MEGABYTES = 10 * limits.MEGABYTE


@pytest.fixture(autouse=True)
def no_scanner(settings):
    settings.CLAMD_SOCKET = settings.CLAMD_HOST = ""


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def send(
    folder: Path, content: bytes, name: str, *, accept: frozenset[str] = EVERYTHING, max_bytes: int = TEN_MEGABYTES
) -> Verdict:
    path = folder / "sent"
    path.write_bytes(content)
    return gate.inspect(path, name=name, accept=accept, max_bytes=max_bytes)


def reopen(verdict: Verdict) -> Image.Image:
    assert verdict.cleaned is not None
    return Image.open(io.BytesIO(verdict.cleaned.read_bytes()))


@pytest.mark.parametrize("sample", HOSTILE, ids=str)
def test_hostile_file_is_refused(sample: Sample, tmp_path):
    verdict = send(tmp_path, sample.make(), sample.filename)
    assert (verdict.ok, verdict.reason) == (False, Refusal(sample.reason))
    assert verdict.sentence != ""
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]


@pytest.mark.parametrize("sample", BENIGN, ids=str)
def test_ordinary_file_passes(sample: Sample, tmp_path):
    verdict = send(tmp_path, sample.make(), sample.filename)
    assert (verdict.ok, verdict.reason, verdict.sentence) == (True, None, "")


def test_corpus_is_as_large_as_promised():
    assert (len(HOSTILE) >= 120, len(BENIGN) >= 20) == (True, True)
    labels = [sample.label for sample in (*HOSTILE, *BENIGN)]
    assert len(labels) == len(set(labels))


def test_verdict_of_pdf_counts_pages_and_hashes_what_was_sent(tmp_path):
    content = pdf()
    verdict = send(tmp_path, content, "شهادة.PDF")
    assert verdict == Verdict(
        ok=True,
        size=len(content),
        mime="application/pdf",
        extension="pdf",
        pages=1,
        sha256=hashlib.sha256(content).hexdigest(),
        found=Kind.PDF,
        announced=Kind.PDF,
        accept=EVERYTHING,
        max_bytes=TEN_MEGABYTES,
    )


@pytest.mark.parametrize("sample", CLEANED, ids=str)
def test_cleaned_picture_carries_nothing_but_pixels(sample: Sample, tmp_path):
    sent = sample.make()
    assert any(trace in sent for trace in (b"<?php", b"<script>", b"Exif"))
    verdict = send(tmp_path, sent, sample.filename)
    cleaned = verdict.cleaned.read_bytes()
    assert [trace for trace in (b"<?php", b"<script>", b"Exif", b"Maker", b"GPS") if trace in cleaned] == []
    assert dict(reopen(verdict).getexif()) == {}


def test_photo_on_its_side_is_turned_upright(tmp_path):
    verdict = send(tmp_path, CLEANED[0].make(), "photo.jpg")
    assert reopen(verdict).size == (600, 800)
    assert (verdict.mime, verdict.extension, verdict.pages) == ("image/jpeg", "jpg", None)


def test_sixteen_bits_keep_their_shades(tmp_path):
    out = io.BytesIO()
    sixteen_bits().save(out, "PNG")
    shades = reopen(send(tmp_path, out.getvalue(), "a.png")).convert("L")
    assert [shades.getpixel((x, 5)) for x in (0, 64, 128, 255)] == [0, 64, 128, 255]


def test_file_larger_than_allowed_is_not_read(tmp_path):
    verdict = send(tmp_path, pdf(), "a.pdf", max_bytes=100)
    assert (verdict.reason, verdict.sha256) == (Refusal.TOO_LARGE, None)
    assert verdict.sentence.replace("\xa0", " ") == (
        "This file is larger than 100 bytes. Scan it again with a lower resolution, or send it in parts."
    )


def test_kind_that_the_field_does_not_accept_is_refused(tmp_path):
    verdict = send(tmp_path, picture("JPEG"), "a.jpg", accept=PDF_ONLY)
    assert verdict.reason is Refusal.EXTENSION_NOT_ACCEPTED
    assert verdict.sentence == "This file is a JPEG picture, which is not accepted here. Accepted: PDF."


def test_web_page_named_pdf_is_called_by_its_name(tmp_path):
    verdict = send(tmp_path, b"<!doctype html><p>", "a.pdf", accept=PDF_ONLY)
    assert verdict.sentence == "This file is not a PDF: it looks like a web page. Save it as PDF and try again."


def test_child_that_never_ends_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.001)
    verdict = send(tmp_path, picture("PNG"), "a.png")
    assert (verdict.reason, verdict.may_retry) == (Refusal.TIMEOUT, False)
    assert [path.name for path in tmp_path.iterdir()] == ["sent"]


def test_no_more_children_than_allowed_run_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "WAIT_FOR_CHILD", 0.01)
    for _ in range(limits.CHILDREN):
        assert inspection._turns.acquire(timeout=1)
    try:
        verdict = send(tmp_path, pdf(), "a.pdf")
    finally:
        for _ in range(limits.CHILDREN):
            inspection._turns.release()
    assert (verdict.reason, verdict.may_retry) == (Refusal.BUSY, True)
    assert send(tmp_path, pdf(), "a.pdf").ok is True


@pytest.mark.parametrize(
    ("code", "reason"),
    [(-9, Refusal.TIMEOUT), (-24, Refusal.TIMEOUT), (-11, Refusal.PDF_BROKEN), (1, Refusal.PDF_BROKEN)],
)
def test_child_that_dies_leaves_the_file_outside(code, reason, tmp_path, monkeypatch):
    command = f"import os; os.kill(os.getpid(), {-code})" if code < 0 else "import os; os._exit(1)"
    run = inspection.subprocess.run
    monkeypatch.setattr(inspection.subprocess, "run", lambda line, **more: run([line[0], "-c", command], **more))
    assert send(tmp_path, pdf(), "a.pdf").reason is reason


def run_alone(script: str) -> str:
    """What a fresh interpreter prints for `script`."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=inspection.ROOT, capture_output=True, text=True, check=True).stdout


def test_every_code_of_the_inspection_is_a_refusal():
    codes = {active.ACTIVE, active.EMBEDDED, active.EXTERNAL}
    for path in Path(child.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                codes |= {part.value for part in ast.walk(node) if isinstance(part, ast.Constant)} - {"too large"}
    assert codes <= set(Refusal.values)
    assert len(codes) > 10


def test_sentence_names_the_limit_of_pages():
    assert str(limits.PAGES) in str(Refusal.TOO_MANY_PAGES.label)


def test_confined_child_has_no_network_and_little_memory():
    script = (
        "from forms.gate import child; child.confine()\n"
        "try: bytearray(1 << 30)\n"
        "except MemoryError: print('memory')\n"
        "import resource as r; print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_CORE)[0])\n"
        "import sys; print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=inspection.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["memory", "10 0", "False", ""]


def test_child_never_loads_django(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    script = (
        "import sys; from pathlib import Path; from forms.gate import child\n"
        f"child.inspect(kind='pdf', path=Path({str(path)!r}), cleaned='')\n"
        "print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=inspection.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_sockets_of_this_process_still_work():
    """Confinement happens in the child alone."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        assert listener.getsockname()[0] == "127.0.0.1"
