"""Files that are not what their name says, or two things at once."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.corpus.sample import Sample, pdf, stream

HTML = b"<!DOCTYPE html><html><body><script>fetch('/me')</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>'
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(fmt: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(out, fmt, **options)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def docx() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})


def program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00" + bytes(56) + b"PE\x00\x00" + bytes(400)


def heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(300)


def long_pdf() -> bytes:
    """Longer than the first kilobyte, which has its own rule."""
    return pdf({4: stream(bytes(2000))})


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    head = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows)) if rows else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + data + chunk(b"IEND", b"")


CONFUSED = [
    Sample("html_as_pdf", "diploma.pdf", lambda: HTML, "type_mismatch"),
    Sample("html_as_png", "diploma.png", lambda: HTML, "type_mismatch"),
    Sample("html_with_bom_as_pdf", "diploma.pdf", lambda: b"\xef\xbb\xbf \n" + HTML, "type_mismatch"),
    Sample("svg_as_png", "photo.png", lambda: SVG, "type_mismatch"),
    Sample("svg", "photo.svg", lambda: SVG, "extension_not_accepted"),
    Sample("gif", "photo.gif", lambda: picture("GIF"), "extension_not_accepted"),
    Sample("gif_as_png", "photo.png", lambda: picture("GIF"), "type_mismatch"),
    Sample("webp", "photo.webp", lambda: picture("WEBP"), "extension_not_accepted"),
    Sample("webp_as_jpeg", "photo.jpg", lambda: picture("WEBP"), "type_mismatch"),
    Sample("heic", "IMG_0001.HEIC", heic, "extension_not_accepted"),
    Sample("heic_as_jpeg", "IMG_0001.jpg", heic, "type_mismatch"),
    Sample("tiff_as_jpeg", "scan.jpg", lambda: picture("TIFF"), "type_mismatch"),
    Sample("docx", "letter.docx", docx, "extension_not_accepted"),
    Sample("docx_as_pdf", "letter.pdf", docx, "type_mismatch"),
    Sample("old_word_as_pdf", "letter.pdf", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "type_mismatch"),
    Sample("program_as_pdf", "invoice.pdf", program, "type_mismatch"),
    Sample("program_double_extension", "invoice.pdf.exe", program, "extension_not_accepted"),
    Sample("program_hidden_by_direction", "invoice\u202efdp.exe", program, "extension_not_accepted"),
    Sample("elf_as_jpeg", "photo.jpeg", lambda: b"\x7fELF\x02\x01\x01" + bytes(300), "type_mismatch"),
    Sample("zip_as_pdf", "diploma.pdf", lambda: archive({"a.txt": b"a"}), "type_mismatch"),
    Sample("php_as_jpeg", "photo.jpg", lambda: b"<?php system($_GET['c']); ?>", "type_mismatch"),
    Sample("shell_as_png", "photo.png", lambda: b"#!/bin/sh\nid\n", "type_mismatch"),
    Sample("png_as_jpeg", "photo.jpg", lambda: picture("PNG"), "type_mismatch"),
    Sample("pdf_as_png", "photo.png", pdf, "type_mismatch"),
    Sample("no_extension", "diploma", pdf, "extension_not_accepted"),
    Sample("null_byte_in_name", "diploma.php\0.pdf", lambda: b"<?php ?>", "type_mismatch"),
    Sample("empty", "diploma.pdf", lambda: b"", "empty"),
    Sample("text_as_pdf", "diploma.pdf", lambda: b"I hold a diploma.", "type_mismatch"),
    Sample("pdf_in_lower_case", "diploma.pdf", lambda: b"%pdf" + pdf()[4:], "type_mismatch"),
]

POLYGLOTS = [
    Sample("markup_before_pdf", "diploma.pdf", lambda: b"<html>" + pdf(), "type_mismatch"),
    Sample("space_before_pdf", "diploma.pdf", lambda: b"\n" + pdf(), "type_mismatch"),
    Sample("jpeg_head_before_pdf", "diploma.pdf", lambda: b"\xff\xd8\xff\xe0" + pdf(), "type_mismatch"),
    Sample(
        "markup_in_first_comment",
        "diploma.pdf",
        lambda: pdf(head=b"%<html><script>alert(1)</script>\n"),
        "markup_in_pdf",
    ),
    Sample("doctype_in_first_comment", "diploma.pdf", lambda: pdf(head=b"%<!DocType Html>\n"), "markup_in_pdf"),
    Sample("php_in_first_comment", "diploma.pdf", lambda: pdf(head=b"%<?PHP phpinfo(); ?>\n"), "markup_in_pdf"),
    Sample(
        "wide_markup_in_first_comment",
        "diploma.pdf",
        lambda: pdf(head=b"%" + "<script>".encode("utf-16-le") + b"\n"),
        "markup_in_pdf",
    ),
    Sample("markup_after_pdf", "diploma.pdf", lambda: long_pdf() + HTML, "trailing_data"),
    Sample("markup_between_two_ends", "diploma.pdf", lambda: long_pdf() + HTML + b"\n%%EOF\n", "trailing_data"),
    Sample("program_after_pdf", "diploma.pdf", lambda: long_pdf() + program(), "trailing_data"),
    Sample("zip_after_pdf", "diploma.pdf", lambda: pdf() + archive({"a.class": b"\xca\xfe\xba\xbe"}), "archive_in_pdf"),
    Sample("zip_inside_pdf", "diploma.pdf", lambda: pdf({4: stream(archive({"a.html": HTML}))}), "archive_in_pdf"),
]

# Only a scanner knows this one: a sound PDF that carries the text in a stream nobody shows.
FOR_THE_SCANNER = Sample("eicar_in_pdf", "diploma.pdf", lambda: pdf({4: stream(EICAR)}), "infected")
