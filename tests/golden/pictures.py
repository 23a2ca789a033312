"""Draws the first page of a letter small and grey, and says how far two such pictures are apart."""

import io
from pathlib import Path

import pypdfium2
from PIL import Image

FOLDER = Path(__file__).parent
DPI, GREYS = 60, 16
CELL = 4  # pixels of the cells that are compared: letters may move by a hair with another version of Pango
UNLIKE = 24  # of 255
TOLERATED = 0.002  # of the cells


def path_of(code: str, language: str) -> Path:
    return FOLDER / f"{code}.{language}.png"


def drawn(pdf: bytes) -> Image.Image:
    """The first page, in few greys, so that its file is small."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    return page.quantize(GREYS).convert("L")


def encoded(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.quantize(GREYS).save(out, format="PNG", optimize=True)
    return out.getvalue()


def kept(code: str, language: str) -> Image.Image:
    """The golden picture. Raises FileNotFoundError when none was ever drawn."""
    with Image.open(path_of(code, language)) as picture:
        return picture.convert("L")


def distance(one: Image.Image, other: Image.Image) -> float:
    """The share of cells that differ, from 0 to 1; pictures of two sizes have nothing in common."""
    if one.size != other.size:
        return 1.0
    size = (one.width // CELL, one.height // CELL)
    pairs = zip(*(picture.resize(size, Image.Resampling.BOX).tobytes() for picture in (one, other)), strict=True)
    return sum(abs(a - b) > UNLIKE for a, b in pairs) / (size[0] * size[1])
