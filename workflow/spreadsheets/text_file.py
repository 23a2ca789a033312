"""Tables as text, with commas, semicolons or tabs; and written so that no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow.spreadsheets.table import LONGEST_CELL, MOST_COLUMNS, Table, Unreadable

# What makes a program compute a cell instead of showing it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
DELIMITERS = ";,\t"
UNKNOWN = _("The file is neither a workbook (.xlsx) nor a text in UTF-8 (.csv): save it as one of them.")


def read_text(content: bytes) -> Table:
    """Raises Unreadable."""
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    table = Table()
    # No cell may be longer than this, so that a forgotten quotation mark does not swallow the file.
    csv.field_size_limit(LONGEST_CELL * MOST_COLUMNS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            table.add(reader.line_num, cells)
    except csv.Error:
        raise Unreadable(_("Line %(line)d cannot be read: look for a quotation mark."), line=reader.line_num) from None
    return table


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(UNKNOWN) from None
    if "\x00" in text:
        raise Unreadable(UNKNOWN)
    return text


def written(rows: Iterable[Sequence[Any]]) -> str:
    """A table as text, with the mark that makes programs read Arabic; cells that look like formulas are held back."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue()


def harmless(cell: Any) -> str:
    """The cell as text; an apostrophe before what a program would compute."""
    told = "" if cell is None else str(cell)
    return f"'{told}" if told.lstrip().startswith(FORMULA) or told.startswith(FORMULA) else told
