"""The square on a letter that leads to its verification."""

from typing import Any
from urllib.parse import urlsplit

import segno

MASK = 3


def qr_svg(url: str, *, title: str) -> str:
    """An inline SVG, its title being what a screen reader says. Error correction M: stands a stamp on a corner."""
    return drawn(url).svg_inline(title=title, border=4, omitsize=True, dark="#000", light="#fff")


def drawn(url: str) -> segno.QRCode:
    """The modules. What follows the `#` is a part of its own, so that capitals and figures take the fewest bits."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("a verification address starts with http or https")
    address, mark, sealed = url.partition("#")
    parts: Any = [(address + mark,), (sealed,)] if sealed else url  # segments, which the library's types leave out
    # What is sealed looks like chance, whatever the mask: weighing all eight would cost as much as the rest of the page's HTML.
    return segno.make(parts, error="m", micro=False, boost_error=True, mask=MASK)
