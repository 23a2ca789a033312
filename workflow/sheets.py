"""How the lines of a spreadsheet fill in the form of a transition: headings, and cells turned into what a browser posts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation

from workflow.machine import Transition
from workflow.procedure import Procedure
from workflow.procedures import procedures

CASE = "case"
FIRST_DAY = date(1899, 12, 30)  # from which workbooks count their days
YES = frozenset({"1", "x", "yes", "oui", "o", "true", "vrai", "نعم"})
ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Declared by a form whose transition may be performed line by line from a spreadsheet.

    Such a form answers two more questions, once it is valid: `line_key()`, who the line is about, and `room()`, how many
    more lines the case can take, or None.
    """

    title: Any
    case_by: str  # the fact of a case that the first column names
    case_label: Any
    columns: tuple[str, ...]  # fields of the form
    optional: frozenset[str] = frozenset()  # columns that a file may leave out
    file: str = ""  # the column whose cells name files that are sent with the list
    padded: Mapping[str, int] = field(default_factory=dict)  # numbers of a fixed length, whose first zero programs drop


def offered() -> Iterator[tuple[type[Procedure], Transition, Sheet]]:
    """The transitions in service that can be performed so."""
    for procedure in procedures():
        for transition in procedure.machine.transitions.values():
            if isinstance(sheet := getattr(transition.form, "sheet", None), Sheet):
                yield procedure, transition, sheet


def found(procedure: str, transition: str) -> tuple[type[Procedure], Transition, Sheet]:
    """Raises LookupError where there is none."""
    for one in offered():
        if (one[0].code, one[1].name) == (procedure, transition):
            return one
    raise LookupError(f"{procedure}.{transition}")


def file_field(transition: Transition, sheet: Sheet) -> Any:
    """The field whose gate judges the files that lines name; None where lines name none."""
    return _field(transition, sheet.file) if sheet.file else None


def headings(transition: Transition, sheet: Sheet) -> list[tuple[str, str]]:
    """Each column with its heading in the language of the page."""
    return [(CASE, str(sheet.case_label)), *((name, str(_field(transition, name).label)) for name in sheet.columns)]


def columns_of(headline: Sequence[str], transition: Transition, sheet: Sheet) -> tuple[list[str], list[str]]:
    """The field of each column of a file, "" where it is none of ours; and the headings that are missing.

    A heading is known by its name in the code or by its label in any language of the site.
    """
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {_plain(label): name for name, label in headings(transition, sheet)}
    known |= {name: name for name in (CASE, *sheet.columns)}
    taken = [known.get(_plain(cell), "") for cell in headline]
    taken = [name if name not in taken[:place] else "" for place, name in enumerate(taken)]
    missing = [label for name, label in headings(transition, sheet) if name not in taken and name not in sheet.optional]
    return taken, missing


def typed(cells: Sequence[str], columns: Sequence[str], transition: Transition, sheet: Sheet) -> dict[str, str]:
    """The cells of a line by field, as a browser would post them; "case" is the first column."""
    told = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    return {name: cell if name == CASE else _posted(cell, name, transition, sheet) for name, cell in told.items()}


def _posted(cell: str, name: str, transition: Transition, sheet: Sheet) -> str:
    asked = _field(transition, name)
    if isinstance(asked, forms.DateField):
        return _day(cell)
    if isinstance(asked, forms.BooleanField):
        return "on" if _plain(cell) in YES else ""
    if isinstance(asked, forms.ChoiceField):
        return _codes(transition.form, name).get(_plain(cell), cell)
    if cell.isdigit() and len(cell) + 1 == (length := sheet.padded.get(name, 0)):
        return cell.zfill(length)
    return cell


def _field(transition: Transition, name: str) -> Any:
    return transition.form.base_fields[name]


@cache
def _codes(form: Any, name: str) -> dict[str, str]:
    """The code of each choice, by its code and by its label in any language."""
    asked = form.base_fields[name]
    codes: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            codes |= {_plain(str(label)): str(value) for value, label in asked.choices if value}
    return codes | {_plain(str(value)): str(value) for value, _label in asked.choices if value}


def _day(cell: str) -> str:
    """A day as workbooks count it, or as it was typed."""
    if re.fullmatch(r"[1-9][0-9]{3,4}", cell) and int(cell) < 80_000:
        return (FIRST_DAY + timedelta(days=int(cell))).isoformat()
    written = cell.translate(ARABIC_DIGITS)
    if re.fullmatch(r"[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4}", written):
        return re.sub(r"[-.]", "/", written)
    return re.sub(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*$", r"\1", written)


def _plain(text: str) -> str:
    """Headings and labels as they are compared: letters and digits alone, in small letters."""
    return "".join(c for c in text.casefold() if c.isalnum() or c == "_")
