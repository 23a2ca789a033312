"""PDF: the bytes around it, its pages, and every object in it, whatever the disguise."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import settings

from forms.gate import active, limits
from forms.gate.refused import Refused
from forms.gate.unpacked import Meter

MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|img|\?php)", re.IGNORECASE)
END = re.compile(rb"(?:^|[\r\n])[ \t]*%%EOF")
# What may stand between two ends: the next revision, its table, or a comment.
CONTINUATION = re.compile(rb"\d+\s+\d+\s+obj|xref|startxref|%")
WHITE = b"\x00\t\n\x0c\r "
ARCHIVE_END = b"PK\x05\x06"
ARCHIVE_TAIL = 66_000  # the last record of an archive stands within these bytes of the end of the file


def inspect(content: bytes) -> int:
    """The number of pages of a PDF in which nothing was found to refuse."""
    check_surface(content)
    settings.set_qpdf_limits(
        parser_max_container_size=limits.OBJECTS,
        max_stream_filters=limits.FILTERS,
        flate_max_memory=limits.UNPACKED,
        run_length_max_memory=limits.UNPACKED,
    )
    try:
        document = pikepdf.open(BytesIO(content), inherit_page_attributes=False)
        if document.is_encrypted:
            raise Refused("encrypted")
        check_objects(document)
        pages = count_pages(document)
        check_warnings(document)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, RuntimeError) as error:  # qpdf's own limits come as plain run-time errors
        raise Refused(code_of(error)) from error
    return pages


def check_surface(content: bytes) -> None:
    """What another program than a PDF reader would see: markup at the start, an archive or a tail at the end."""
    head = content[: limits.HEAD].replace(b"\0", b"")
    if not content.startswith(b"%PDF-"):
        raise Refused("type_mismatch")
    if MARKUP.search(head):
        raise Refused("markup_in_pdf")
    if ARCHIVE_END in content[-ARCHIVE_TAIL:]:
        raise Refused("archive_in_pdf")
    ends = list(END.finditer(content))
    if not ends:
        raise Refused("pdf_broken")
    for found in ends:
        rest = content[found.end() : found.end() + limits.HEAD].lstrip(WHITE)
        if rest and not CONTINUATION.match(rest):
            raise Refused("trailing_data")
    if content[ends[-1].end() :].strip(WHITE):
        raise Refused("trailing_data")


def check_objects(document: pikepdf.Pdf) -> None:
    if len(document.objects) > limits.OBJECTS:
        raise Refused("too_many_objects")
    meter = Meter(document)
    active.check_dictionaries(document.trailer)
    for item in document.objects:
        active.check(item)
        if isinstance(item, pikepdf.Stream):
            meter.add(item)


def count_pages(document: pikepdf.Pdf) -> int:
    pages = 0
    for page, box in walk_pages(document.Root.Pages):
        pages += 1
        if pages > limits.PAGES:
            raise Refused("too_many_pages")
        check_box(page.get("/MediaBox", box), unit=float(page.get("/UserUnit", 1)))
    if pages == 0:
        raise Refused("pdf_broken")
    return pages


def walk_pages(root: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, object]]:
    """Each leaf of the page tree with its inherited box; a node that is met twice means a loop."""
    waiting: list[tuple[pikepdf.Object, object]] = [(root, None)]
    met: set[tuple[int, int]] = set()
    while waiting:
        node, box = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            raise Refused("pdf_broken")
        if "/Kids" not in node:
            yield node, box
            continue
        if node.is_indirect:
            if node.objgen in met:
                raise Refused("pdf_broken")
            met.add(node.objgen)
        if len(met) > limits.PAGE_TREE_NODES:
            raise Refused("too_many_pages")
        box = node.get("/MediaBox", box)
        kids = node.Kids
        if len(kids) > limits.PAGE_TREE_NODES:
            raise Refused("too_many_pages")
        waiting.extend((kid, box) for kid in kids)


def check_box(box: object, *, unit: float) -> None:
    if box is None:
        return  # readers take a standard page
    if not isinstance(box, pikepdf.Array) or len(box) != 4:
        raise Refused("pdf_broken")
    left, bottom, right, top = (float(side) for side in box)
    if max(abs(right - left), abs(top - bottom)) * unit > limits.PAGE_SIDE:
        raise Refused("page_too_large")


def check_warnings(document: pikepdf.Pdf) -> None:
    """Refuse what another program would read otherwise than qpdf did.

    Of a key given twice qpdf keeps the last and others the first; beyond its limits qpdf sees nothing where others
    go on.
    """
    twice = any("duplicated key" in str(warning) for warning in document.get_warnings())
    if twice or settings.qpdf_limit_errors():
        raise Refused("pdf_broken")


def code_of(error: Exception) -> str:
    text = str(error).lower()
    if "encrypt" in text or "password" in text:
        return "encrypted"
    if "memory limit" in text or "bad_alloc" in text:
        return "unpacked_too_large"
    return "pdf_broken"
