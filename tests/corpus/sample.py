"""One file of the corpus, and the parts that PDF files are built from by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


@dataclass(frozen=True)
class Sample:
    label: str
    filename: str
    make: Callable[[], bytes]
    reason: str = ""  # the code of the refusal; empty for a file that must pass

    def __str__(self) -> str:
        return self.label


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def pdf(objects: dict[int, bytes] | None = None, *, trailer: bytes = b"", head: bytes = b"") -> bytes:
    """A PDF of one empty page with a correct table; `objects` replace or join the catalogue, the tree and the page."""
    bodies = {1: CATALOG, 2: PAGES, 3: PAGE} | (objects or {})
    out = bytearray(b"%PDF-1.7\n" + head)
    offsets = {}
    for number in sorted(bodies):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, bodies[number])
    table = len(out)
    size = max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        known = number in offsets
        out += b"%010d %05d %s \n" % (offsets.get(number, 0), 0 if known else 65535, b"n" if known else b"f")
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(out)


def catalog(entries: bytes) -> bytes:
    return b"<< /Type /Catalog /Pages 2 0 R %s >>" % entries


def page(entries: bytes) -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % entries


def link(action: bytes) -> bytes:
    """A page with one link over its upper left corner."""
    return page(b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 700 200 842] /A %s >>]" % action)
