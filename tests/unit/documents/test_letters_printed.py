"""Every letter in every language: printed, read back, its fonts, numbers and square."""

import io
import json
import re
import shutil
import subprocess

import pikepdf
import pytest

from documents.rendering.letters import html_of, metadata_of
from documents.rendering.pdf import Metadata
from documents.wording import LETTERS, languages_of
from tests.golden import pictures
from tests.unit.documents.example_letters import example
from tests.unit.documents.reading import pages, words, words_of_html

EVERY = [(code, language) for code in LETTERS for language in languages_of(code)]


def needs(*programs: str) -> pytest.MarkDecorator:
    absent = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(absent), reason=f"NOT CHECKED: {', '.join(absent)} not installed (poppler-utils, zbar-tools)")


@pytest.fixture(scope="module")
def printed(renderer):
    """(code, language) → HTML and PDF, each rendered once."""
    made: dict[tuple[str, str], tuple[str, bytes]] = {}

    def print_letter(code, language):
        if (code, language) not in made:
            asked = {"template": code, "language": language, "context": example(code)}
            html = html_of(**asked)
            made[code, language] = (html, renderer.render(html, language=language, metadata=metadata_of(**asked)))
        return made[code, language]

    return print_letter


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_letter_says_every_word(printed, code, language):
    html, pdf = printed(code, language)
    expected = words_of_html(html)
    assert len(expected) > 80
    assert expected - words(" ".join(pages(pdf))) == set()


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_letter_fits_its_pages_and_names_itself_on_each(printed, code, language):
    _, pdf = printed(code, language)
    texts = pages(pdf)
    assert len(texts) in (1, 2)
    context = example(code)
    references = (context["number"], context["case"]["number"] or context["case"]["deposit"])
    for number, text in enumerate(texts, start=1):
        foot = text.splitlines()[-6:] + text.splitlines()[:6]
        groups = set(re.findall(r"\d+|[A-Z]+", " ".join(foot)))
        for reference in references:
            assert set(re.findall(r"\d+|[A-Z]+", reference)) <= groups
        assert {str(number), str(len(texts))} <= groups


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_letter_file_declares_itself(printed, code, language):
    _, pdf = printed(code, language)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == language
        assert bool(file.Root.MarkInfo.Marked)
        assert {name: json.loads(file.attachments[name].get_file().read_bytes()) for name in file.attachments} == {
            "data.json": example(code)
        }
        with file.open_metadata() as about:
            assert (about.pdfa_status, about["pdfuaid:part"]) == ("3A", "1")
            assert example(code)["number"] in about["dc:title"]


@pytest.mark.tools
@needs("pdffonts")
@pytest.mark.parametrize(("code", "language"), EVERY)
def test_letter_fonts_are_ours(printed, tmp_path, code, language):
    (tmp_path / "letter.pdf").write_bytes(printed(code, language)[1])
    listed = subprocess.run(["pdffonts", tmp_path / "letter.pdf"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()[2:]]
    assert rows
    assert {row[0].split("+")[1] for row in rows} <= {"DocAr", "DocAr-Bold", "DocLat", "DocLat-Bold", "DocLatX", "DocLatX-Bold"}
    assert {row[-5] for row in rows} == {"yes"}


@pytest.mark.tools
@needs("pdftoppm", "zbarimg")
@pytest.mark.parametrize(("code", "language"), [("EQD", "ar"), ("EQD", "fr"), ("AWB", "en"), ("ACK", "ar"), ("MIN", "ar")])
def test_letter_square_is_read_at_150_dpi(printed, tmp_path, code, language):
    (tmp_path / "letter.pdf").write_bytes(printed(code, language)[1])
    subprocess.run(["pdftoppm", "-r", "150", "-png", tmp_path / "letter.pdf", tmp_path / "page"], check=True)
    last = max(tmp_path.glob("page-*.png"))
    read = subprocess.run(["zbarimg", "-q", "--raw", last], capture_output=True, text=True, check=False).stdout
    assert read.strip() == example(code)["verification"]["url"]


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_letter_looks_as_it_did(printed, code, language):
    if not pictures.path_of(code, language).exists():
        pytest.fail("this letter has no golden picture: draw it with `make golden`, look at it, commit it")
    apart = pictures.distance(pictures.drawn(printed(code, language)[1]), pictures.kept(code, language))
    assert apart <= pictures.TOLERATED, "this letter looks different: if it should, `make golden` draws its picture anew"


def test_golden_pictures_tell_letters_languages_and_missing_lines_apart(printed, renderer):
    golden = pictures.kept("REC", "fr")
    assert pictures.distance(pictures.kept("RET", "fr"), golden) > pictures.TOLERATED
    assert pictures.distance(pictures.kept("REC", "ar"), golden) > pictures.TOLERATED
    html, _ = printed("REC", "fr")
    without_greeting = html.replace("<p>Madame,</p>", "")
    assert without_greeting != html
    pdf = renderer.render(without_greeting, language="fr", metadata=Metadata(title="-"))
    assert pictures.distance(pictures.drawn(pdf), golden) > pictures.TOLERATED


def test_letter_rendered_twice_is_the_same_file(printed, renderer):
    html, pdf = printed("REF", "ar")
    asked = {"template": "REF", "language": "ar", "context": example("REF")}
    assert renderer.render(html, language="ar", metadata=metadata_of(**asked)) == pdf
