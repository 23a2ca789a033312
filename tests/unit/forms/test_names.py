"""Names of files, made safe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.gate.names import RESERVED, UNWANTED, clean_name, content_disposition, extension_of
from tests.corpus.hostile import HOSTILE_NAMES


@pytest.mark.parametrize(("name", "cleaned"), HOSTILE_NAMES, ids=[ascii(name)[:30] for name, _ in HOSTILE_NAMES])
def test_hostile_name_is_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


@pytest.mark.parametrize(
    "name",
    ["شهادة الكفاءة المهنية (نسخة).pdf", "Relevé de notes n° 3.pdf", "v1.2 final.PDF", "l'été.jpg", "عقد_٢٠٢٦.png"],
)
def test_ordinary_name_is_kept(name):
    assert clean_name(name) == name


@given(st.text(max_size=300))
def test_cleaned_name_is_safe_and_settled(name):
    cleaned = clean_name(name)
    assert 1 <= len(cleaned) <= 120 and len(cleaned.encode()) <= 240
    assert clean_name(cleaned) == cleaned
    assert set(cleaned) & set('/\\:*?"<>|;') == set()
    assert {unicodedata.category(character) for character in cleaned} & UNWANTED == set()
    assert cleaned[0] not in ".-" and cleaned[-1] not in " ."
    assert cleaned.split(".")[0].upper() not in RESERVED


@given(st.text(max_size=60))
def test_extension_survives_cleaning(stem):
    assert extension_of(clean_name(stem + "x.pdf")) == "pdf"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a b.pdf", "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf"),
        ("شهادة.pdf", "attachment; filename=\"file.pdf\"; filename*=UTF-8''%D8%B4%D9%87%D8%A7%D8%AF%D8%A9.pdf"),
        ("relevé.pdf", "attachment; filename=\"releve.pdf\"; filename*=UTF-8''relev%C3%A9.pdf"),
        ('a"\r\nX: y.pdf', "attachment; filename=\"a_ X_ y.pdf\"; filename*=UTF-8''a_%20X_%20y.pdf"),
    ],
)
def test_content_disposition_has_both_names(name, header):
    assert content_disposition(name) == header


def test_content_disposition_inline():
    assert content_disposition("a.pdf", inline=True) == "inline; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"


@given(st.text(max_size=200))
def test_content_disposition_is_one_ascii_line(name):
    header = content_disposition(name)
    assert header.isascii() and header.isprintable()
    assert header.count('"') == 2
