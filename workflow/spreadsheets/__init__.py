"""Tables that people send: read with limits, whatever the file claims to be, and written so that no program runs a cell."""

from workflow.spreadsheets.table import Table, Unreadable, clean, column_letter
from workflow.spreadsheets.text_file import read_text, written
from workflow.spreadsheets.workbook import read_workbook

MOST_BYTES = 5 * 1024 * 1024


def read(content: bytes) -> Table:
    """The first table of a file; what it is follows from its bytes, not from its name.

    Raises:
        Unreadable: with a sentence for the person.
    """
    if content.startswith(b"PK\x03\x04"):
        return read_workbook(content)
    return read_text(content)


__all__ = ["MOST_BYTES", "Table", "Unreadable", "clean", "column_letter", "read", "written"]
