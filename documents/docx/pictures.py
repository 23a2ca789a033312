"""The pictures of a letter as Word takes them: a square drawn as SVG becomes a small PNG."""

import io
import re

from PIL import Image, ImageDraw

from documents.docx.tree import Node
from documents.rendering.assets import picture

_STEP = re.compile(r"([MmhHvVz])\s*(-?[\d.]*)[\s,]*(-?[\d.]*)")
_PIXELS = 8  # of one module


class NotASquare(ValueError):
    """The drawing is not made of the rows of modules of a QR code."""


def png_of(node: Node) -> tuple[bytes, str]:
    """PNG or JPEG bytes of an `svg` or `img` element, and its description."""
    if node.tag == "img":
        return picture(node.attrs.get("src", ""))[0], node.attrs.get("alt", "")
    title = next((str(t.children[0]) for t in node.every("title") if t.children), "")
    rows = [path for path in node.every("path") if path.attrs.get("stroke")]
    box = node.attrs.get("viewbox", "").split()
    if len(rows) != 1 or len(box) != 4 or not 10 <= float(box[2]) <= 200:
        raise NotASquare
    return _drawn(rows[0].attrs["d"], int(float(box[2]))), title


def _drawn(path: str, width: int) -> bytes:
    """Rows of modules: every `h` is a stroke of one module's height, as long as it says."""
    image = Image.new("1", (width * _PIXELS, width * _PIXELS), 1)
    pen, x, y = ImageDraw.Draw(image), 0.0, 0.0
    for letter, first, second in _STEP.findall(path):
        if letter == "M":
            x, y = float(first), float(second)
        elif letter == "m":
            x, y = x + float(first), y + float(second)
        elif letter == "h":
            top, left, right = (y - 0.5) * _PIXELS, x * _PIXELS, (x + float(first)) * _PIXELS
            pen.rectangle((left, top, right - 1, top + _PIXELS - 1), fill=0)
            x += float(first)
        else:
            raise NotASquare
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True)
    return file.getvalue()
