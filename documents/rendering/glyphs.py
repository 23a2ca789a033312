"""Which letters a glyph stands for, so that a decision can be searched, copied and read aloud.

WeasyPrint writes down what it sees the first time a glyph is drawn. In Arabic a vowel sign and its letter form one cluster,
drawn sign first: the sign is then noted as “letter and sign” and the letter as nothing, in the whole document.
"""

from typing import Any
from unicodedata import combining


class GlyphTexts(dict[int, str]):
    """Notes a sign as the sign, its letter as the letter, and keeps looking until a letter has been seen alone."""

    def __init__(self) -> None:
        super().__init__()
        self._unsure: set[int] = set()
        self._letter = ""  # of the cluster whose sign has just been noted

    def __contains__(self, glyph: object) -> bool:
        return super().__contains__(glyph) and glyph not in self._unsure

    def __setitem__(self, glyph: int, text: str) -> None:
        if len(text) > 1 and all(map(combining, text[1:])):
            self._letter, text = text[0], text[1:]
            self._unsure.discard(glyph)
        elif text:
            self._unsure.discard(glyph)
        else:
            self._unsure.add(glyph)
            text = self._letter or self.get(glyph, "")
        super().__setitem__(glyph, text)


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
