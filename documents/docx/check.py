"""A Word file from outside is hostile until it has passed here: few and small parts, plain XML, nothing that runs or calls."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused

FILE_BYTES = 2_000_000
MEMBERS = 120
UNPACKED_BYTES = 12_000_000
RATIO = 200  # of one part; a page of repeated styles reaches about thirty
ELEMENTS = 150_000
DEPTH = 120
MAIN = "word/document.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# What Word and LibreOffice write around a text; anything that runs, embeds another file or fetches is not among them.
_KINDS = frozenset(
    "classificationlabels comments commentsExtended commentsIds commentsExtensible core-properties custom-properties customXml "
    "customXmlProps endnotes extended-properties fontTable footer footnotes font glossaryDocument header image "
    "metadata/core-properties metadata/thumbnail numbering officeDocument people settings styles stylesWithEffects theme "
    "webSettings".split()
)


class FileRefused(Refused):
    """The file is not taken; the sentence says why."""

    code = "docx_refused"
    status = 422
    sentence = _("This file cannot be read as a Word document (.docx).")


class TooLarge(FileRefused):
    sentence = _("This file is too large, or unpacks to too much.")


class Dangerous(FileRefused):
    sentence = _("This file contains macros, embedded files or links to other files. Save the draft without them.")


def parts_of(content: bytes) -> Mapping[str, bytes]:
    """The parts of the file by name, each within the limits and, where it is XML, plain.

    Raises:
        FileRefused: one of its kinds.
    """
    if len(content) > FILE_BYTES:
        raise TooLarge
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileRefused from error
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, part)
        elif not name.startswith(("word/media/", "word/fonts/", "docProps/thumbnail")):
            raise Dangerous  # vbaProject.bin, an OLE object, another document
    if MAIN not in parts or "[Content_Types].xml" not in parts:
        raise FileRefused
    return parts


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = [m for m in archive.infolist() if not m.is_dir()]
    if len(members) > MEMBERS:
        raise TooLarge
    parts: dict[str, bytes] = {}
    left = UNPACKED_BYTES
    for member in members:
        name = member.filename
        if name in parts or name.startswith("/") or "\\" in name or ".." in name.split("/") or member.flag_bits & 1:
            raise FileRefused
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileRefused
        # What the directory of the archive says is a claim; what is read is counted.
        limit = min(left, max(4096, member.compress_size * RATIO))
        with archive.open(member) as file:
            parts[name] = file.read(limit + 1)
        if len(parts[name]) > limit:
            raise TooLarge
        left -= len(parts[name])
    return parts


class _Watch:
    """Counts elements, and refuses declarations before any entity can be expanded."""

    def __init__(self, name: str) -> None:
        self.name, self.count, self.depth = name, 0, 0

    def doctype(self, *_declared: object) -> None:
        raise Dangerous

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > ELEMENTS or self.depth > DEPTH:
            raise TooLarge
        local = tag.rpartition(":")[2]
        if self.name == "[Content_Types].xml" and local in ("Override", "Default"):
            self._check_type(attributes)
        elif self.name.endswith(".rels") and local == "Relationship":
            self._check_relationship(attributes)
        elif local in ("altChunk", "subDoc", "object", "control", "OLEObject"):
            raise Dangerous

    def end(self, _tag: str) -> None:
        self.depth -= 1

    @staticmethod
    def _check_type(attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        if "macro" in kind or "vba" in kind or "activex" in kind or "oleobject" in kind:
            raise Dangerous
        if attributes.get("PartName") == f"/{MAIN}" and kind != _MAIN_TYPE:
            raise FileRefused

    @staticmethod
    def _check_relationship(attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").partition("/relationships/")[2]
        if attributes.get("TargetMode", "Internal") != "Internal" or "://" in attributes.get("Target", ""):
            raise Dangerous
        if kind not in _KINDS:
            raise Dangerous


def _check_xml(name: str, part: bytes) -> None:
    watch, parser = _Watch(name), expat.ParserCreate()
    parser.StartDoctypeDeclHandler = watch.doctype
    parser.EntityDeclHandler = watch.doctype
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise FileRefused from error
