"""The first sheet of a workbook (.xlsx): values alone. Formulas, macros, bombs and what is declared in a DTD are refused."""

import io
import zipfile
from typing import Any, Protocol
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from workflow.spreadsheets.table import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Table, Unreadable, column_letter, column_place

MOST_PARTS = 500
MOST_UNPACKED = 40 * 1024 * 1024  # of one part; as much again for the strings
MOST_RATIO = 400
SHARED, CHUNK = "xl/sharedStrings.xml", 64 * 1024
BROKEN = _("The workbook cannot be read: save it again, or send it as a text (.csv).")
TOO_BIG = _("The workbook is too big once unpacked.")


class Reader(Protocol):
    def start(self, name: str, told: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def read_workbook(content: bytes) -> Table:
    """Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheet = _checked(parts)
            strings = _Strings()
            if SHARED in parts.namelist():
                _parse(parts, SHARED, strings)
            cells = _Cells(strings.found)
            _parse(parts, sheet, cells)
            return cells.table
    except (zipfile.BadZipFile, expat.ExpatError, KeyError, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        raise Unreadable(BROKEN) from None


def _checked(parts: zipfile.ZipFile) -> str:
    """The name of the first sheet, once the package is found harmless."""
    infos = parts.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(BROKEN)
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable(_("The workbook has a password: take it away and send it again."))
    if any(name.lower().endswith(("vbaproject.bin", ".xlm")) or "/macrosheets/" in name.lower() for name in names):
        raise Unreadable(_("The workbook holds macros: save it as .xlsx, without macros."))
    for info in infos:
        if info.file_size > MOST_UNPACKED or info.file_size > MOST_RATIO * max(info.compress_size, 1024):
            raise Unreadable(TOO_BIG)
    sheets = sorted((n for n in names if n.startswith("xl/worksheets/sheet") and n.endswith(".xml")), key=lambda n: (len(n), n))
    if not sheets:
        raise Unreadable(BROKEN)
    return sheets[0]


def _parse(parts: zipfile.ZipFile, name: str, reader: Reader) -> None:
    """Feeds a part to a reader, and counts what is really unpacked: the sizes in the package are only claims."""
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, told: reader.start(tag.rpartition("|")[2], told)
    parser.EndElementHandler = lambda tag: reader.end(tag.rpartition("|")[2])
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    read = 0
    with parts.open(name) as part:
        while chunk := part.read(CHUNK):
            read += len(chunk)
            if read > MOST_UNPACKED:
                raise Unreadable(TOO_BIG)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def _refuse(*_declared: Any) -> None:
    raise Unreadable(BROKEN)


class _Strings:
    """The table of strings that the cells name by their place; words on how Arabic or Japanese is spoken are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._now: list[str] = []
        self._is_text = self._is_phonetic = False

    def start(self, name: str, told: dict[str, str]) -> None:
        if name == "si":
            self._now = []
        self._is_phonetic = self._is_phonetic or name == "rPh"
        self._is_text = name == "t" and not self._is_phonetic

    def end(self, name: str) -> None:
        if name == "si":
            if len(self.found) >= MOST_ROWS * MOST_COLUMNS:
                raise Unreadable(TOO_BIG)
            self.found.append("".join(self._now)[: LONGEST_CELL + 1])
        if name == "rPh":
            self._is_phonetic = False
        if name == "t":
            self._is_text = False

    def text(self, data: str) -> None:
        if self._is_text:
            self._now.append(data)


class _Cells:
    """The rows of a sheet, by the numbers that its program shows."""

    def __init__(self, strings: list[str]) -> None:
        self.table, self._strings = Table(), strings
        self._line = self._place = 0
        self._row: list[str] = []
        self._kind, self._now = "", list[str]()
        self._is_value = False

    def start(self, name: str, told: dict[str, str]) -> None:
        if name == "row":
            self._line, self._row, self._place = int(told.get("r") or self._line + 1), [], -1
        elif name == "c":
            self._place = column_place(told["r"]) if told.get("r") else self._place + 1
            if not 0 <= self._place < MOST_COLUMNS:
                raise Unreadable(_("Line %(line)d has too many columns."), line=self._line)
            self._kind, self._now = told.get("t", "n"), []
        elif name == "f":
            cell = f"{column_letter(self._place)}{self._line}"
            raise Unreadable(_("The cell %(cell)s holds a formula: paste the values alone."), cell=cell)
        self._is_value = name in ("v", "t")

    def end(self, name: str) -> None:
        self._is_value = False
        if name == "c" and self._now:
            self._row += [""] * (self._place + 1 - len(self._row))
            self._row[self._place] = self._value("".join(self._now))
        elif name == "row":
            self.table.add(self._line, self._row)

    def text(self, data: str) -> None:
        if self._is_value:
            self._now.append(data)

    def _value(self, told: str) -> str:
        if self._kind == "s":
            return self._strings[int(told)] if int(told) < len(self._strings) else ""
        if self._kind == "b":
            return "yes" if told.strip() == "1" else "no"
        if self._kind == "n":
            return told[:-2] if told.endswith(".0") else told
        return told
