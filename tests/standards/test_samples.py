"""One issued, signed document of every type and language, judged by programs that had no part in making it."""

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pikepdf
import pytest

from documents.samples import issued
from tests.unit.documents.reading import pages, words

EVERY = [f"{code}.{language}" for code, language in issued.every()]
CLASS_PATH = os.environ.get("VERAPDF", "")  # of scripts/verapdf.sh, which scripts/test.sh asks
PROGRAM = Path(__file__).with_name("VeraCheck.java")

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `document_samples` would write."""
    folder = tmp_path_factory.mktemp("samples")
    for code, language in issued.every():
        (folder / f"{code}.{language}.pdf").write_bytes(issued.pdf(code, language))
        (folder / f"{code}.{language}.docx").write_bytes(issued.docx(code, language))
    return folder


def verdicts(*files: Path) -> dict[str, str]:
    """`EQD.ar.pdf 3a` → "ok", or the rules that are broken; one start of Java for all files."""
    command = ["java", "-cp", CLASS_PATH, PROGRAM, *files]
    said = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert said.returncode == 0, said.stderr[-2000:]
    lines = [line.split("\t") for line in said.stdout.splitlines()]
    return {f"{Path(file).name} {standard}": verdict for file, standard, verdict in lines}


@pytest.mark.skipif(not CLASS_PATH, reason="NOT CHECKED: veraPDF could not be had (scripts/verapdf.sh)")
def test_every_signed_sample_is_pdf_a_3a_and_pdf_ua_1(samples: Path) -> None:
    spoilt = samples / "spoilt.pdf"
    with pikepdf.open(samples / "EQD.ar.pdf") as file:
        del file.Root.MarkInfo
        file.save(spoilt)
    found = verdicts(*(samples / f"{name}.pdf" for name in EVERY), spoilt)
    # A file that says no longer that it is tagged is found out: the checker does look.
    assert {found.pop(f"spoilt.pdf {standard}") == "ok" for standard in ("3a", "ua1")} == {False}
    assert {name: verdict for name, verdict in found.items() if verdict != "ok"} == {}
    assert set(found) == {f"{name}.pdf {standard}" for name in EVERY for standard in ("3a", "ua1")}


@pytest.mark.skipif(not shutil.which("qpdf"), reason="NOT CHECKED: qpdf not installed")
def test_every_sample_is_sound_to_qpdf(samples: Path) -> None:
    for name in EVERY:
        said = subprocess.run(["qpdf", "--check", samples / f"{name}.pdf"], capture_output=True, text=True, check=False)
        assert (said.returncode, "No syntax or stream encoding errors" in said.stdout) == (0, True), (name, said.stdout)


@pytest.mark.skipif(not shutil.which("soffice"), reason="NOT CHECKED: soffice not installed (libreoffice-writer-nogui)")
def test_every_word_copy_is_opened_by_libreoffice(samples: Path, tmp_path: Path) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf"]
    files = [samples / f"{name}.docx" for name in EVERY]
    said = subprocess.run([*command, "--outdir", tmp_path, *files], capture_output=True, text=True, timeout=300, check=False)
    assert said.returncode == 0, said.stderr
    assert {path.stem for path in tmp_path.glob("*.pdf")} == set(EVERY)
    for name in EVERY:
        text = " ".join(pages((tmp_path / f"{name}.pdf").read_bytes()))
        read, said = words(text), _words_of(samples / f"{name}.docx")
        expected = {word for word in said if re.fullmatch("[a-zà-ÿœ]{3,}", word)}
        # With the wider letters of some machines a word goes on in the next line of its cell.
        unbroken = "".join(text.lower().split())
        assert ({word for word in expected - read if word not in unbroken}, bool(expected)) == (set(), True), name
        # LibreOffice's Arabic is not read back whole by any reader.
        assert len(said & read) > 0.8 * len(said), name


def _words_of(path: Path) -> set[str]:
    """The words of the body."""
    body = docx.Document(io.BytesIO(path.read_bytes())).element.body
    return words(" ".join("".join(piece.text or " " for piece in p.iter("{*}t", "{*}br", "{*}tab")) for p in body.iter("{*}p")))
