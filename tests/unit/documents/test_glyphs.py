"""Glyphs are noted with the letters, signs and strokes that they stand for."""

import pytest

from documents.rendering.glyphs import STROKE, GlyphTexts

FATHA, SHADDA = "\u064e", "\u0651"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خ", ["خ"]),
        ("خ", [STROKE, "خ"]),
        ("خ" + FATHA, ["خ" + FATHA]),
        ("خ" + FATHA, [FATHA, "خ"]),
        ("خ" + FATHA, [STROKE, FATHA, "خ"]),
        ("خ" + FATHA + SHADDA, [FATHA + SHADDA, "خ"]),
        ("خ" + FATHA + SHADDA, [SHADDA, FATHA, "خ"]),
        (FATHA + SHADDA, [SHADDA, FATHA]),
        ("لا", ["لا"]),
        ("لا" + FATHA, [FATHA, "لا"]),
    ],
)
def test_cluster_is_shared_out_among_its_glyphs(text: str, expected: list[str]) -> None:
    noted = GlyphTexts()
    for glyph in range(len(expected)):
        assert glyph not in noted
        noted[glyph] = "" if glyph else text
    assert noted == dict(enumerate(expected))


def test_stroke_and_letter_are_told_apart_whichever_is_drawn_first() -> None:
    stroke, letter, other = 1, 2, 3
    noted = GlyphTexts()
    for glyph, text in [(letter, "خ"), (stroke, "خ"), (letter, ""), (stroke, "ح"), (other, "")]:
        noted[glyph] = text
    assert noted == {stroke: STROKE, letter: "خ", other: "ح"}


def test_latin_glyph_keeps_its_first_text() -> None:
    noted = GlyphTexts()
    noted[1], noted[2] = "a", "e\u0301"
    noted[1] = "b"
    assert noted == {1: "a", 2: "\u0301"}
