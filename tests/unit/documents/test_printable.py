"""What people type is made printable without being changed."""

import pytest

from documents.rendering.text import LIMIT, printable


@pytest.mark.parametrize("text", ["ياسمين – Yasmine", "une\nligne\tdeux", "«نص» “q” 😀", "می\u200cخواهم", "👨\u200d👩\u200d👧"])
def test_printable_keeps_honest_text(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u202d", "\u202a", "\u202c", "\u2066", "\u2067", "\u2068", "\u2069",
     "\u200e", "\u200f", "\u061c", "\ufeff", "\u2028", "\u2029", "\ud800", "\ufffe", "\U000e0041", "\u00ad"],
)  # fmt: skip
def test_printable_drops_what_cannot_be_seen(sign):
    assert printable(f"a{sign}b") == "ab"


def test_printable_composes_and_joins_lines():
    assert printable("e\u0301\r\nx\ry") == "é\nx\ny"


def test_printable_cuts_a_pile_of_marks():
    assert printable("o" + "\u0334" * 500) == "o" + "\u0334" * 8


def test_printable_keeps_arabic_vowels():
    assert printable("مُدَرِّسٌ") == printable(printable("مُدَرِّسٌ"))
    assert len(printable("مُدَرِّسٌ")) == len("مُدَرِّسٌ")


def test_printable_is_cut_at_its_limit():
    assert printable("x" * LIMIT) == "x" * LIMIT
    assert printable("x" * 3 * LIMIT) == "x" * (LIMIT - 1) + "…"
