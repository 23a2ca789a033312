"""Small workbooks, written by hand: what a spreadsheet program would send, and what it never would."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from workflow.spreadsheets import column_letter

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(rows: Sequence[Sequence[str]], *, more: Mapping[str, bytes] | None = None, sheet: str = "") -> bytes:
    """Strings by their place in the table of strings, numbers as numbers; `sheet` replaces the whole sheet."""
    strings: list[str] = []
    lines = []
    for number, cells in enumerate(rows, start=1):
        told = []
        for place, cell in enumerate(cells):
            name = f"{column_letter(place)}{number}"
            if not cell:
                continue
            if cell.isascii() and cell.isdigit():
                told.append(f'<c r="{name}"><v>{int(cell)}</v></c>')
            else:
                strings.append(cell)
                told.append(f'<c r="{name}" t="s"><v>{len(strings) - 1}</v></c>')
        lines.append(f'<row r="{number}">{"".join(told)}</row>')
    text = "".join(f"<si><t>{escape(one)}</t></si>" for one in strings)
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/worksheets/sheet1.xml": (sheet or f"<worksheet {MAIN}><sheetData>{''.join(lines)}</sheetData></worksheet>").encode(),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{text}</sst>".encode(),
        **(more or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()
