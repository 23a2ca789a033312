"""What a file is, by its first bytes; a refusal names it, so that the person knows what to change."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    PDF = "pdf", _("a PDF")
    JPEG = "jpeg", _("a JPEG picture")
    PNG = "png", _("a PNG picture")
    GIF = "gif", _("a GIF picture")
    WEBP = "webp", _("a WebP picture")
    HEIC = "heic", _("a HEIC photo, as some telephones take them")
    TIFF = "tiff", _("a TIFF picture")
    BMP = "bmp", _("a BMP picture")
    SVG = "svg", _("an SVG drawing")
    HTML = "html", _("a web page")
    XML = "xml", _("an XML file")
    OFFICE = "office", _("a Word, Excel or PowerPoint file")
    RTF = "rtf", _("an RTF text")
    ARCHIVE = "archive", _("a compressed folder")
    PROGRAM = "program", _("a program")
    SCRIPT = "script", _("a script")
    TEXT = "text", _("plain text")
    UNKNOWN = "unknown", _("something else")


EXTENSIONS = {
    "pdf": Kind.PDF,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "jpe": Kind.JPEG,
    "jfif": Kind.JPEG,
    "png": Kind.PNG,
}
STORED_EXTENSION = {Kind.PDF: "pdf", Kind.JPEG: "jpg", Kind.PNG: "png"}
MIME = {Kind.PDF: "application/pdf", Kind.JPEG: "image/jpeg", Kind.PNG: "image/png"}
LABELS = {Kind.PDF: "PDF", Kind.JPEG: "JPEG", Kind.PNG: "PNG"}

SIGNATURES: tuple[tuple[Kind, bytes], ...] = (
    (Kind.PDF, rb"%PDF-"),
    (Kind.JPEG, rb"\xff\xd8\xff"),
    (Kind.PNG, rb"\x89PNG\r\n\x1a\n"),
    (Kind.GIF, rb"GIF8[79]a"),
    (Kind.WEBP, rb"RIFF.{4}WEBP"),
    (Kind.HEIC, rb".{4}ftyp(?:hei[cmsx]|hev[cx]|mif1|msf1|avif)"),
    (Kind.TIFF, rb"II\*\x00|MM\x00\*"),
    (Kind.BMP, rb"BM.{4}\x00{4}"),
    (
        Kind.OFFICE,
        rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        rb"|PK\x03\x04.{0,900}?(?:\[Content_Types\]\.xml|word/|xl/|ppt/|mimetypeapplication/vnd\.oasis)",
    ),
    (Kind.ARCHIVE, rb"PK(?:\x03\x04|\x05\x06)|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd"),
    (Kind.PROGRAM, rb"MZ|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|\x4c\x00\x00\x00\x01\x14\x02\x00"),
    (Kind.RTF, rb"\{\\rtf"),
    (Kind.SCRIPT, rb"#!|<\?php|<\?=|@echo"),
    (Kind.SVG, rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,400}?)?(?:<!--.{0,400}?-->\s*)?(?:<!doctype svg.{0,300}?)?<svg"),
    (
        Kind.HTML,
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.{0,300}?\?>\s*)?(?:<!--.{0,400}?-->\s*)?"
        rb"<(?:!doctype html|html|head|body|script|title|iframe|img|table|div|p\b|a\b)",
    ),
    (Kind.XML, rb"(?:\xef\xbb\xbf)?\s*<\?xml"),
)
_PATTERNS = [(kind, re.compile(pattern, re.DOTALL | re.IGNORECASE)) for kind, pattern in SIGNATURES]


def recognise(head: bytes) -> Kind:
    """The kind that the first kilobyte announces. Case does not matter, except for what we accept."""
    for kind, pattern in _PATTERNS:
        if pattern.match(head):
            if kind is Kind.PDF and not head.startswith(b"%PDF-"):
                continue
            return kind
    printable = head and all(byte >= 0x20 or byte in b"\t\n\r\f" for byte in head)
    return Kind.TEXT if printable else Kind.UNKNOWN
