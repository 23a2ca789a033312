"""A table in memory: rows of text, each with the number that its program shows."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

MOST_ROWS = 5_001  # with the headings
MOST_COLUMNS = 60
LONGEST_CELL = 500  # characters


class Unreadable(Exception):
    """A file that is not read; `sentence` says why and what to do."""

    def __init__(self, sentence: Any, **params: Any) -> None:
        self.sentence, self.params = sentence, params
        super().__init__(str(sentence))

    def __str__(self) -> str:
        return str(self.sentence) % self.params if self.params else str(self.sentence)


@dataclass
class Table:
    """Rows by their number in the file; empty ones are left out."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def add(self, number: int, cells: list[str]) -> None:
        """Raises Unreadable when there is more than can be taken."""
        cells = [clean(cell) for cell in cells]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(_("Line %(line)d has too many columns."), line=number)
        for place, cell in enumerate(cells):
            if len(cell) > LONGEST_CELL:
                raise Unreadable(_("The cell %(cell)s is too long."), cell=f"{column_letter(place)}{number}")
        if len(self.rows) >= MOST_ROWS:
            raise Unreadable(_("The file has more than 5,000 lines: send it in several parts."))
        self.rows.append((number, cells))


def clean(cell: str) -> str:
    """Without what nobody sees: control characters, and spaces that are not spaces."""
    return " ".join("".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in cell.replace("\ufeff", "")).split())


def column_letter(place: int) -> str:
    """The letters of a column, counted from 0: A, B … Z, AA."""
    letters, place = "", place + 1
    while place:
        place, left = divmod(place - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def column_place(name: str) -> int:
    """The place of a column, counted from 0, of the name of a cell such as AB12."""
    place = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            break
        place = place * 26 + ord(letter) - 64
        if place > 20_000:
            break
    return place - 1
