"""Which letters a glyph stands for, so that a decision can be searched, copied and read aloud.

WeasyPrint writes down what it sees the first time a glyph is drawn. In Arabic a letter and its vowel signs form one cluster,
drawn from its end, and so does a letter that our font lengthens by a stroke: the whole cluster is then noted for the sign or
the stroke, and nothing for the letter, in the whole document.
"""

from typing import Any
from unicodedata import bidirectional, combining

STROKE = "\u0640"  # what lengthens a letter and says nothing


class GlyphTexts(dict[int, str]):
    """Notes a sign as the sign, a stroke as a stroke and their letter as the letter."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""  # of the cluster that is being drawn
        self._drawn: list[int] = []  # its glyphs, from its end

    def __contains__(self, glyph: object) -> bool:
        return False  # only whole clusters tell letters, signs and strokes apart: each is looked at

    def __setitem__(self, glyph: int, text: str) -> None:
        if text:
            self._text, self._drawn = text, []
        self._drawn.append(glyph)
        if bidirectional(self._text[:1]) in ("AL", "NSM"):
            self.update(zip(self._drawn, _shared_out(self._text, len(self._drawn)), strict=True))
        elif not self.get(glyph):
            super().__setitem__(glyph, text[1:] if text[1:] and all(map(combining, text[1:])) else text)


def _shared_out(text: str, count: int) -> list[str]:
    """An Arabic cluster as the texts of so many glyphs, from its end; letters that are one glyph stay together."""
    letters = "".join(char for char in text if not combining(char))
    pieces = list(text) if count >= len(text) or not letters else [letters, *filter(combining, text)]
    if count == 1:
        return [text]
    if count < len(pieces):  # signs that are one glyph
        pieces[count - 1 :] = ["".join(pieces[count - 1 :])]
    return [*[STROKE] * (count - len(pieces)), *reversed(pieces)]


def note_readably() -> None:
    """Have every font of this process keep its notes so. Once; tests read every letter back."""
    from weasyprint.pdf.fonts import Font

    if getattr(Font, "notes_readably", False):
        return
    prepare = Font.__init__

    def prepare_with_texts(self: Any, *args: Any) -> None:
        prepare(self, *args)
        self.to_unicode = GlyphTexts()

    Font.__init__ = prepare_with_texts
    Font.notes_readably = True
