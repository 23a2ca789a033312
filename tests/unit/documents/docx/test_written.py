"""Every letter as a Word file: the words of the printed letter, in its directions, with what Word counts and repeats."""

import shutil
import subprocess

import pytest
from docx.oxml.ns import qn

from documents.docx.write import docx_of
from documents.rendering.letters import html_of, metadata_of
from documents.wording import LETTERS, languages_of
from tests.unit.documents.docx.reading import opened, paragraphs, text_of, whole_text
from tests.unit.documents.example_letters import example
from tests.unit.documents.reading import pages, words, words_of_html

EVERY = [(code, language) for code in LETTERS for language in languages_of(code)]


def made(code, language, **changes):
    return docx_of(template=code, language=language, context=example(code, **changes), is_copy=True)


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_docx_says_every_word_of_the_letter_and_no_other(code, language):
    html = html_of(template=code, language=language, context=example(code))
    found = words(whole_text(opened(made(code, language))))
    assert found - {"نسخة", "copie", "copy"} == words_of_html(html) - {"نسخة", "copie", "copy"}


@pytest.mark.parametrize(("code", "language"), [("REF", "ar"), ("REF", "fr"), ("RAP", "ar"), ("RAP", "fr")])
def test_docx_says_what_the_pdf_says(renderer, code, language):
    told = {"template": code, "language": language, "context": example(code)}
    pdf = renderer.render(html_of(**told), language=language, metadata=metadata_of(**told))
    own = {"نسخة", "copie", "copy"}
    assert words(whole_text(opened(made(code, language)))) - words(" ".join(pages(pdf))) - own == set()


@pytest.mark.parametrize("code", sorted(LETTERS))
def test_arabic_paragraphs_read_from_the_right(code):
    said = [p for p in paragraphs(opened(made(code, "ar"))) if words(text_of(p))]
    # The letterhead is French too, and each of its lines has its own direction.
    french = [p for p in said if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is None]
    assert [text_of(p) for p in french] == [text_of(p) for p in said[:6]][1::2]


@pytest.mark.parametrize("code", sorted(LETTERS))
def test_french_paragraphs_read_from_the_left(code):
    said = [p for p in paragraphs(opened(made(code, "fr"))) if words(text_of(p))]
    arabic = [p for p in said if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
    assert [text_of(p) for p in arabic] == [text_of(p) for p in said[:6]][0::2]


@pytest.mark.parametrize(("language", "marked"), [("ar", True), ("fr", False)])
@pytest.mark.parametrize("code", ["AGD", "MIN", "RAP", "REC", "AWB"])
def test_tables_run_in_the_direction_of_the_letter(code, language, marked):
    tables = opened(made(code, language)).tables
    assert [t._tbl.tblPr.find(qn("w:bidiVisual")) is not None for t in tables] == [marked] * len(tables) != []


def test_arabic_words_are_complex_script_in_the_font_of_the_letters():
    runs = [r for p in paragraphs(opened(made("REF", "ar"))) for r in p.iter(qn("w:r")) if r.find(qn("w:t")) is not None]
    arabic = [r for r in runs if any("\u0600" <= c <= "\u06ff" for c in text_of(r))]
    properties = [r.find(qn("w:rPr")) for r in arabic]
    assert len(arabic) > 10
    assert {p.find(qn("w:rtl")) is not None for p in properties} == {True}
    assert {p.find(qn("w:rFonts")).get(qn("w:cs")) for p in properties} == {"Amiri"}
    assert {p.find(qn("w:lang")).get(qn("w:bidi")) for p in properties} == {"ar-TN"}


def test_identifiers_keep_their_direction_inside_arabic():
    runs = [r for p in paragraphs(opened(made("REF", "ar"))) for r in p.iter(qn("w:r"))]
    own = [r for r in runs if text_of(r) == "EQV-01/2026/000123"]
    assert [(r.find(f"{qn('w:rPr')}/{qn('w:rtl')}"), r.find(qn("w:t")).text) for r in own] == [
        (None, "\u200eEQV-01/2026/000123\u200e")
    ] * 2


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_page_says_that_it_is_a_copy_and_counts_itself(language):
    section = opened(made("EQD", language)).sections[0]
    assert text_of(section.header._element) == "نسخة – Copie – Copy – 2026/EQV/0012"
    fields = [f.get(qn("w:instr")) for f in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "2026/EQV/0012" in text_of(section.footer._element)


def test_draft_is_marked_as_a_draft_and_not_as_a_copy():
    content = docx_of(template="EQD", language="fr", context=example("EQD", draft=True, number=None, verification=None))
    assert text_of(opened(content).sections[0].header._element) == "PROJET"


@pytest.mark.parametrize(("language", "tag"), [("ar", "ar-TN"), ("fr", "fr-FR")])
def test_file_says_what_it_is(language, tag):
    properties = opened(made("EQD", language)).core_properties
    assert (properties.language, properties.identifier, properties.created.date().isoformat()) == (
        tag,
        "2026/EQV/0012",
        "2026-03-12",
    )
    assert properties.title.endswith(" – 2026/EQV/0012")


def test_each_list_starts_at_one():
    file = opened(made("AWB", "fr"))
    used = {n.get(qn("w:val")) for p in paragraphs(file) for n in p.iter(qn("w:numId"))}
    numbering = file.part.numbering_part.element
    kinds = {n.get(qn("w:numId")): n.find(qn("w:abstractNumId")).get(qn("w:val")) for n in numbering.findall(qn("w:num"))}
    assert len(used) == len({kinds[u] for u in used}) == 1


def test_square_is_the_one_of_the_letter(tmp_path):
    if not shutil.which("zbarimg"):
        pytest.skip("NOT CHECKED: zbarimg not installed (zbar-tools)")
    file = opened(made("EQD", "fr"))
    pictures = [r.target_part.blob for r in file.part.rels.values() if r.reltype.endswith("/image")]
    (tmp_path / "square.png").write_bytes(pictures[0])
    read = subprocess.run(["zbarimg", "-q", "--raw", str(tmp_path / "square.png")], capture_output=True, text=True, check=True)
    assert (len(pictures), read.stdout.strip()) == (1, "https://takwin.example.tn/v/7K3M-92QX-4T8B-ZH5N-W")


def test_hostile_words_stay_words():
    name = "<w:p>]]>&amp;{{ 7*7 }}\u202e\x00⸢0⸥x⸣"
    content = made("REF", "fr", addressee={"civility": "ms", "name": name})
    assert "<w:p>]]>&amp;{{ 7*7 }}⸢0⸥x⸣" in whole_text(opened(content))
