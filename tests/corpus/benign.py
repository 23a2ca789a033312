"""Ordinary files of ordinary people, all of which must pass."""

from __future__ import annotations

import io
import random
import zlib

import pikepdf
from PIL import Image, ImageDraw, ImageFilter

from tests.corpus.hostile_bombs import FLATE, SQUARE
from tests.corpus.hostile_pdf import saved
from tests.corpus.sample import Sample, catalog, link, page, pdf, stream

A4 = (1240, 1754)  # 150 dots per inch


def paper(mode: str = "RGB", size: tuple[int, int] = A4, seed: int = 1) -> Image.Image:
    """A page that looks scanned: grainy, with lines of ink."""
    grain = Image.frombytes("L", (size[0] // 8, size[1] // 8), random.Random(seed).randbytes((size[0] // 8) * (size[1] // 8)))
    sheet = grain.point([225 + value // 9 for value in range(256)]).resize(size).filter(ImageFilter.BLUR)
    drawing = ImageDraw.Draw(sheet)
    for line in range(12, 60):
        left, top = size[0] // 10, line * size[1] // 64
        drawing.line([(left, top), (left + random.Random(line).randint(3, 8) * size[0] // 10, top)], fill=30, width=6)
    return sheet.convert(mode)


def encoded(picture: Image.Image, fmt: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, fmt, **options)
    return out.getvalue()


def scan(mode: str, pages: int) -> bytes:
    first, *rest = [paper(mode, seed=number) for number in range(pages)]
    return encoded(first, "PDF", save_all=True, append_images=rest, resolution=150)


def uncompressed_scan(pages: int) -> bytes:
    """Colour pages at 300 dots per inch packed with Flate, as some print drivers do."""
    sheet = paper("L", (2480, 3508)).point(lambda value: 255 if value > 128 else value).convert("RGB")
    entries = SQUARE + b"/Width 2480 /Height 3508 " + FLATE
    packed = zlib.compress(sheet.tobytes(), 3)
    return pdf({number: stream(packed, entries) for number in range(4, 4 + pages)})


def photo_with_place() -> bytes:
    """A telephone photo on its side, that says where it was taken, with a comment and a profile."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 48.0, 0.0), 3: "E", 4: (10.0, 10.0, 0.0)})
    return encoded(paper("RGB", (800, 600)), "JPEG", quality=85, exif=exif, comment=b"<?php system('id'); ?>")


def photo_with_tail() -> bytes:
    return encoded(paper("RGB", (400, 300)), "JPEG") + b"<?php system($_GET['c']); ?>"


def png_with_tail() -> bytes:
    return encoded(paper("RGB", (400, 300)), "PNG") + b"PK\x03\x04 not a picture <script>alert(1)</script>"


def two_photos_in_one() -> bytes:
    """The form in which many telephones write a photo and its preview."""
    return encoded(paper("RGB", (640, 480)), "MPO", save_all=True, append_images=[paper("RGB", (320, 240))])


def sixteen_bits() -> Image.Image:
    return Image.frombytes("I;16", (256, 64), b"".join((x * 257).to_bytes(2, "little") for _ in range(64) for x in range(256)))


def palette() -> bytes:
    picture = paper("RGB", (400, 300)).quantize(32)
    return encoded(picture, "PNG", transparency=3)


def add_arabic(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "شهادة الكفاءة المهنية"
    document.docinfo["/Author"] = "مركز تكوين تجريبي"
    with document.open_metadata() as metadata:
        metadata["dc:title"] = "شهادة الكفاءة المهنية"


def add_outline(document: pikepdf.Pdf) -> None:
    document.add_blank_page()
    with document.open_outline() as outline:
        outline.root.extend([pikepdf.OutlineItem("One", 0), pikepdf.OutlineItem("Two", 1, "Fit")])
    document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.XYZ, None, None, 0])


def revised() -> bytes:
    """A file saved a second time by appending, as programs that sign or annotate do."""
    first = pdf()
    at = len(first)
    added = b"3 0 obj\n" + page(b"/Rotate 90") + b"\nendobj\n"
    table = b"xref\n3 1\n%010d 00000 n \n" % at
    trailer = b"trailer\n<< /Size 4 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\r\n\r\n" % (
        first.rindex(b"xref\n0"),
        at + len(added),
    )
    return first + added + table + trailer


def benign(label: str, name: str, make: object) -> Sample:
    return Sample(label, name, make)  # type: ignore[arg-type]


LINKED = {3: link(b"<< /S /URI /URI (https://www.example.test/a?b=c:d) >>")}
JUMPING = {1: catalog(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"), 3: link(b"<< /S /GoTo /D [3 0 R /XYZ 0 0 0] >>")}
ODD_FONTS = {
    3: page(b"/Resources << /Font << /AA 4 0 R /JS 4 0 R >> >>"),
    4: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
}

CLEANED = [
    benign("photo_with_place", "IMG_20260101.jpg", photo_with_place),
    benign("photo_with_tail", "photo.jpeg", photo_with_tail),
    benign("png_with_tail", "photo.png", png_with_tail),
]
BENIGN: list[Sample] = [
    *CLEANED,
    benign("small_pdf", "diploma.pdf", pdf),
    benign("colour_scan", "scan.pdf", lambda: scan("RGB", 5)),
    benign("grey_scan", "scan.PDF", lambda: scan("L", 8)),
    benign("bilevel_scan", "scan.pdf", lambda: scan("1", 12)),
    benign("uncompressed_scan", "scan.pdf", lambda: uncompressed_scan(12)),
    benign("arabic_metadata", "شهادة.pdf", lambda: saved(add_arabic)),
    benign("outline_and_destination", "lesson.pdf", lambda: saved(add_outline)),
    benign("object_streams", "a.pdf", lambda: saved(add_outline, object_stream_mode=pikepdf.ObjectStreamMode.generate)),
    benign("linearised", "a.pdf", lambda: saved(add_outline, linearize=True)),
    benign("revised", "a.pdf", revised),
    benign("web_link", "a.pdf", lambda: pdf(LINKED)),
    benign("jump_on_open", "a.pdf", lambda: pdf(JUMPING)),
    benign("fonts_with_odd_names", "a.pdf", lambda: pdf(ODD_FONTS)),
    benign(
        "text_about_scripts",
        "a.pdf",
        lambda: pdf({4: b"<< /Title (How /JavaScript and /Launch work) >>"}, trailer=b"/Info 4 0 R"),
    ),
    benign("large_photo", "DSC_0001.JPG", lambda: encoded(paper("RGB", (6000, 4000)), "JPEG", quality=80)),
    benign("grey_photo", "a.jpg", lambda: encoded(paper("L"), "JPEG")),
    benign("cmyk_photo", "a.jpg", lambda: encoded(paper("CMYK"), "JPEG")),
    benign("progressive_photo", "a.jpg", lambda: encoded(paper("RGB"), "JPEG", progressive=True)),
    benign("two_photos_in_one", "a.jpg", two_photos_in_one),
    benign("colour_png", "a.png", lambda: encoded(paper("RGB"), "PNG")),
    benign("alpha_png", "a.png", lambda: encoded(paper("RGBA", (400, 300)), "PNG")),
    benign("palette_png", "a.png", palette),
    benign("bilevel_png", "a.png", lambda: encoded(paper("1"), "PNG")),
    benign("sixteen_bit_png", "a.png", lambda: encoded(sixteen_bits(), "PNG")),
]
