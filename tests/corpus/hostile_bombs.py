"""Files that are small until they are opened, that never end, or that end too early."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image

from tests.corpus.hostile_types import chunk, picture, png
from tests.corpus.sample import PAGE, Sample, page, pdf, stream

FLATE = b"/Filter /FlateDecode"
SQUARE = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 "


def zeros(size: int) -> bytes:
    """A sound zlib stream of `size` zeros in whole megabytes, put together from one packed megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = struct.pack("!HH", size % 65521, 1)
    return b"\x78\xda" + block * (size >> 20) + b"\x03\x00" + checksum


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 10) for number in range(count))
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf({2: tree} | {number + 10: PAGE for number in range(count)})


def one_page_many_times(count: int) -> bytes:
    return pdf({2: b"<< /Type /Pages /Kids [%s] /Count 1 >>" % (b"3 0 R " * count)})


def tree_of_trees(depth: int) -> bytes:
    """Each node names the next one ten times: a small file with a tree of ten to the power of `depth` pages."""
    nodes = {
        number: b"<< /Type /Pages /Kids [%s] /Count 9 >>" % (b"%d 0 R " % (number + 1) * 10) for number in range(10, 10 + depth)
    }
    return pdf({2: b"<< /Type /Pages /Kids [10 0 R] /Count 9 >>", 10 + depth: PAGE} | nodes)


def bomb_in_object_stream() -> bytes:
    packed = zeros(1100 << 20)
    entries = b"/Type /ObjStm /N 1 /First 4 " + FLATE
    body = pdf({4: stream(packed, entries)})
    # A table in the new form, so that object 5 is looked for inside the stream.
    objects = body[: body.rindex(b"xref\n0")]
    rows = bytearray(struct.pack("!BIB", 0, 0, 255))
    for number in range(1, 5):
        rows += struct.pack("!BIB", 1, objects.index(b"%d 0 obj" % number), 0)
    rows += struct.pack("!BIB", 2, 4, 0) + struct.pack("!BIB", 1, len(objects), 0)
    table = b"6 0 obj\n" + stream(bytes(rows), b"/Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R") + b"\nendobj\n"
    return objects + table + b"startxref\n%d\n%%%%EOF\n" % len(objects)


def many_objects(count: int) -> bytes:
    return pdf({number + 10: b"null" for number in range(count)})


def jpeg_that_lies(width: int, height: int) -> bytes:
    """The pixels of a small picture under the size of a large one."""
    content = bytearray(picture("JPEG"))
    at = content.index(b"\xff\xc0")
    content[at + 5 : at + 9] = struct.pack("!HH", height, width)
    return bytes(content)


def noise(fmt: str) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (200, 200), random.Random(1).randbytes(120_000)).save(out, fmt)
    return out.getvalue()


def cut(content: bytes, share: float = 0.6) -> bytes:
    return content[: int(len(content) * share)]


def bomb(label: str, make: object, reason: str, name: str = "diploma.pdf") -> Sample:
    return Sample(label, name, make, reason)  # type: ignore[arg-type]


BOMBS = [
    bomb("flate_bomb", lambda: pdf({4: stream(zeros(1 << 30), FLATE)}), "unpacked_too_large"),
    bomb("flate_bomb_below_the_cap", lambda: pdf({4: stream(zeros(100 << 20), FLATE)}), "unpacked_too_large"),
    bomb(
        "double_flate",
        lambda: pdf({4: stream(zlib.compress(zeros(1 << 30)), b"/Filter [/FlateDecode /FlateDecode]")}),
        "unpacked_too_large",
    ),
    bomb("many_filters", lambda: pdf({4: stream(b"a", b"/Filter [%s]" % (b"/FlateDecode " * 40))}), "unpacked_too_large"),
    bomb(
        "flate_in_hexadecimal",
        lambda: pdf({4: stream(zeros(400 << 20).hex().encode() + b">", b"/Filter [/ASCIIHexDecode /FlateDecode]")}),
        "unpacked_too_large",
    ),
    bomb(
        "run_length_bomb",
        lambda: pdf({4: stream(b"\x81\0" * 2_000_000, b"/Filter /RunLengthDecode")}),
        "unpacked_too_large",
    ),
    bomb(
        "picture_that_lies",
        lambda: pdf({4: stream(zeros(300 << 20), SQUARE + b"/Width 8 /Height 8 " + FLATE)}),
        "unpacked_too_large",
    ),
    bomb(
        "many_honest_pictures",
        lambda: pdf({number: stream(zeros(140 << 20), SQUARE + b"/Width 7000 /Height 7000 " + FLATE) for number in range(4, 10)}),
        "unpacked_too_large",
    ),
    bomb(
        "picture_with_too_many_pixels",
        lambda: pdf({4: stream(b"", SQUARE + b"/Width 60000 /Height 60000 " + FLATE)}),
        "too_many_pixels",
    ),
    bomb(
        "jpeg_in_pdf_with_too_many_pixels",
        lambda: pdf({4: stream(jpeg_that_lies(65000, 65000), SQUARE + b"/Width 40 /Height 30 /Filter /DCTDecode")}),
        "too_many_pixels",
    ),
    bomb("object_stream_bomb", bomb_in_object_stream, "unpacked_too_large"),
    bomb("page_tree_loop", lambda: pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}), "pdf_broken"),
    bomb(
        "page_tree_long_loop",
        lambda: pdf({2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", 4: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        "pdf_broken",
    ),
    bomb("page_tree_of_trees", lambda: tree_of_trees(12), "pdf_broken"),
    bomb("thirty_thousand_pages", lambda: many_pages(30_000), "too_many_pages"),
    bomb("three_hundred_and_one_pages", lambda: many_pages(301), "too_many_pages"),
    bomb("one_page_many_times", lambda: one_page_many_times(4_000), "too_many_pages"),
    bomb("no_page", lambda: pdf({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}), "pdf_broken"),
    bomb(
        "page_as_large_as_a_town",
        lambda: pdf({3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99999999 99999999] >>"}),
        "page_too_large",
    ),
    bomb("page_enlarged_by_unit", lambda: pdf({3: page(b"/UserUnit 75000")}), "page_too_large"),
    bomb(
        "inherited_large_box",
        lambda: pdf(
            {
                2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 2000000 9] >>",
                3: b"<< /Type /Page /Parent 2 0 R >>",
            }
        ),
        "page_too_large",
    ),
    bomb("many_objects", lambda: many_objects(120_000), "too_many_objects"),
    bomb("deep_nesting", lambda: pdf({4: b"[" * 200_000 + b"]" * 200_000}), "pdf_broken"),
    bomb("cut_pdf", lambda: cut(pdf({4: stream(bytes(5000))})), "pdf_broken"),
    bomb("head_of_pdf_alone", lambda: b"%PDF-1.7\n", "pdf_broken"),
    bomb("pdf_of_noise", lambda: b"%PDF-1.7\n" + random.Random(2).randbytes(50_000) + b"\n%%EOF\n", "pdf_broken"),
    bomb("gigapixel_png", lambda: png(60_000, 60_000, rows=bytes(1000)), "too_many_pixels", "photo.png"),
    bomb("gigapixel_jpeg", lambda: jpeg_that_lies(60_000, 60_000), "too_many_pixels", "photo.jpg"),
    bomb(
        "text_bomb_png",
        lambda: png(8, 8, chunk(b"zTXt", b"a\0\0" + zeros(300 << 20)), rows=bytes(200)),
        "unpacked_too_large",
        "photo.png",
    ),
    bomb("cut_png", lambda: cut(noise("PNG")), "image_broken", "photo.png"),
    bomb("cut_jpeg", lambda: cut(noise("JPEG")), "image_broken", "photo.jpg"),
    bomb("png_without_pixels", lambda: png(8, 8), "image_broken", "photo.png"),
    bomb("jpeg_of_noise", lambda: b"\xff\xd8\xff\xe0" + random.Random(3).randbytes(50_000), "image_broken", "photo.jpg"),
]
