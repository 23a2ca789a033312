"""A Word file from outside: what is refused before a word of it is read."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from documents.docx import check
from documents.docx.check import Dangerous, FileRefused, TooLarge, parts_of
from documents.docx.write import docx_of
from tests.unit.documents.example_letters import example

Parts = dict[str, bytes]
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd"><x/>"""
RELATION = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"%s/>'
    b"</Relationships>"
)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return docx_of(template="REF", language="fr", context=example("REF"))


def packed(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_own_letter_passes(plain):
    assert parts_of(plain)["word/document.xml"].startswith(b"<?xml")


HOSTILE: dict[str, tuple[type[FileRefused], Callable[[Parts], Parts]]] = {
    "macro project": (Dangerous, lambda p: {**p, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "embedded object": (Dangerous, lambda p: {**p, "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
    "embedded file": (Dangerous, lambda p: {**p, "word/embeddings/book.xlsx": b"PK"}),
    "macro type": (
        Dangerous,
        lambda p: {
            **p,
            "[Content_Types].xml": p["[Content_Types].xml"].replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        },
    ),
    "template elsewhere": (
        Dangerous,
        lambda p: {
            **p,
            "word/_rels/settings.xml.rels": RELATION
            % (b"attachedTemplate", b"http://127.0.0.1/x.dotm", b' TargetMode="External"'),
        },
    ),
    "picture elsewhere": (
        Dangerous,
        lambda p: {**p, "word/_rels/footer9.xml.rels": RELATION % (b"image", b"file:///etc/passwd", b' TargetMode="External"')},
    ),
    "address without its mark": (
        Dangerous,
        lambda p: {**p, "word/_rels/footer9.xml.rels": RELATION % (b"image", b"http://127.0.0.1/x.png", b"")},
    ),
    "another document inside": (
        Dangerous,
        lambda p: {**p, "word/_rels/footer9.xml.rels": RELATION % (b"aFChunk", b"chunk.html", b"")},
    ),
    "entities": (Dangerous, lambda p: {**p, "word/document.xml": BOMB}),
    "entities in UTF-16": (Dangerous, lambda p: {**p, "word/document.xml": BOMB.decode().encode("utf-16")}),
    "document type elsewhere": (Dangerous, lambda p: {**p, "docProps/app.xml": OUTSIDE}),
    "broken XML": (FileRefused, lambda p: {**p, "word/document.xml": b"<w:document"}),
    "deep XML": (TooLarge, lambda p: {**p, "word/document.xml": b"<a>" * 500 + b"</a>" * 500}),
    "path upwards": (FileRefused, lambda p: {**p, "../../x.xml": b"<x/>"}),
    "absolute path": (FileRefused, lambda p: {**p, "/etc/x.xml": b"<x/>"}),
    "no text": (FileRefused, lambda p: {k: v for k, v in p.items() if k != "word/document.xml"}),
    "zip bomb": (TooLarge, lambda p: {**p, "word/media/x.png": b"\0" * 11_000_000}),
    "many parts": (TooLarge, lambda p: {**p, **{f"word/media/{n}.png": b"x" for n in range(150)}}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_is_refused(plain, kind):
    refusal, change = HOSTILE[kind]
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert parts_of(packed(parts)) == parts  # unchanged, it would have passed
    with pytest.raises(FileRefused) as refused:
        parts_of(packed(change(parts)))
    assert type(refused.value) is refusal


def test_size_told_by_the_archive_is_not_believed(plain):
    content = bytearray(packed({"word/media/x.png": b"\0" * 5_000_000}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(FileRefused):
        parts_of(bytes(content))


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"PK\x03\x04" + b"\0" * 100])
def test_file_that_is_no_archive_is_refused(content):
    with pytest.raises(FileRefused):
        parts_of(content)


def test_same_name_twice_is_refused(plain):
    file = io.BytesIO(plain)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", b"<x/>")
    with pytest.raises(FileRefused):
        parts_of(file.getvalue())


def test_heavy_file_is_refused_unread():
    with pytest.raises(TooLarge):
        parts_of(b"\0" * (check.FILE_BYTES + 1))
